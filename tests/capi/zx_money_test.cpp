#include "capi.hpp"

namespace capi_test {
namespace {

Ask fee(const Rules& rules, std::string_view params) {
    return [&rules, params](zx_buffer* out, zx_error** error) { return zx_fee(rules.get(), params.data(), params.size(), out, error); };
}
Ask interest(const Rules& rules, std::string_view params) {
    return [&rules, params](zx_buffer* out, zx_error** error) { return zx_interest(rules.get(), params.data(), params.size(), out, error); };
}

}  // namespace

TEST(zx_fee, line_by_line) {
    const Rules rules = bundled();
    const Json json = answer(fee(rules, R"({"amount":"300000","as_of":"2024-01-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.fee/1");
    EXPECT_EQ(json["fee"], "4400.00");
    EXPECT_EQ(json["lines"][1]["rate"], "1.50");
    EXPECT_EQ(json["lines"][1]["citations"][0]["article"], "14(1)");
    EXPECT_FALSE(json["notes"].empty());
}

TEST(zx_fee, refuses) {
    const Rules rules = bundled();
    refuses_null_out(fee(rules, R"({"amount":"1","as_of":"2024-01-01"})"));
    refused(fee(rules, ""), ZX_E_INPUT, "input.missing");
    refused(fee(rules, {nullptr, 8}), ZX_E_ARGUMENT, "argument.null");
    refused(fee(rules, kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(fee(rules, R"({"amount":1,"as_of":"2024-01-01"})"), ZX_E_INPUT, "input.type");
    refused(fee(rules, R"({"amount":"1","as_of":"2007-03-31"})"), ZX_E_INPUT, "rule.no_version");
    const Rules none;
    refused(fee(none, R"({"amount":"1","as_of":"2024-01-01"})"), ZX_E_ARGUMENT, "argument.null");
}

TEST(zx_interest, line_by_line) {
    const Rules rules = bundled();
    const Json json = answer(interest(rules, R"({"base":"10000","first_day":"2020-01-01","last_day":"2020-01-30"})"));
    EXPECT_EQ(json["schema"], "zhixing.interest/1");
    EXPECT_EQ(json["total"], "52.50");
    EXPECT_EQ(json["pieces"][0]["days"], 30);
    EXPECT_EQ(json["citations"]["doubled"][0]["article"], "1(3)");
    EXPECT_EQ(json["pieces"][0]["citations"][0]["article"], "253");
}

TEST(zx_interest, performance_money) {
    const Rules rules = bundled();
    const Json json = answer(interest(rules, R"({"performance":{"loss":"20000"},"last_day":"2024-01-01"})"));
    EXPECT_EQ(json["performance"]["amount"], "40000.00");
    EXPECT_EQ(json["performance"]["citations"][0]["article"], "505");
    EXPECT_EQ(json["total"], "0.00");
    refused(interest(rules, R"({"performance":{"loss":"1","decided":"1"},"last_day":"2024-01-01"})"), ZX_E_INPUT, "interest.performance");
}

TEST(zx_interest, refuses) {
    const Rules rules = bundled();
    refuses_null_out(interest(rules, R"({"base":"1","first_day":"2020-01-01","last_day":"2020-01-30"})"));
    refused(interest(rules, ""), ZX_E_INPUT, "input.missing");
    refused(interest(rules, R"([])"), ZX_E_INPUT, "input.type");
    refused(interest(rules, R"({"base":"1","last_day":"2026-12-01","basis":365,"general":[{"from":"2026-01-01","to":"2026-12-01","lpr":"1y"}]})"), ZX_E_INPUT, "rate.unpublished");
}

}  // namespace capi_test
