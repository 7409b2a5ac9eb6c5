#include "capi.hpp"

namespace capi_test {
namespace {

constexpr std::string_view kRequest = R"({"schema":"zhixing.distribution-request/1","as_of":"2024-03-01","debtor":"natural","insolvent":"yes",
 "assets":[{"id":"a","proceeds":"100.00"}],"claims":[{"id":"c1","principal":"100.00"},{"id":"c2","principal":"50.00","document":"d"}]})";

Ask distribute(const zx_rulebook* rules, std::string_view request) {
    return [=](zx_buffer* out, zx_error** error) { return zx_distribute(rules, request.data(), request.size(), out, error); };
}

}  // namespace

TEST(zx_distribute, says_what_it_cannot_tell) {
    const Rules rules = bundled();
    const Json json = answer(distribute(rules.get(), kRequest));
    EXPECT_EQ(json["schema"], "zhixing.distribution/1");
    EXPECT_TRUE(json["regime"].is_null());
    EXPECT_EQ(json["missing"], Json::array({"documents"}));
    EXPECT_EQ(json["held"], "100.00");
}

TEST(zx_distribute, shares_to_the_fen) {
    const Rules rules = bundled();
    std::string request{kRequest};
    request.insert(1, R"("regime":"participation",)");
    const Json json = answer(distribute(rules.get(), request));
    ASSERT_EQ(json["lines"].size(), 2U);
    EXPECT_EQ(json["lines"][0]["paid"], "66.67");
    EXPECT_EQ(json["lines"][1]["paid"], "33.33");
    EXPECT_EQ(json["lines"][1]["ratio"], "2/3");
    EXPECT_EQ(json["lines"][1]["citations"][0]["article"], "508");
}

TEST(zx_distribute, refuses) {
    const Rules rules = bundled();
    refuses_null_out(distribute(rules.get(), kRequest));
    refused(distribute(nullptr, kRequest), ZX_E_ARGUMENT, "argument.null");
    refused(distribute(rules.get(), kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(distribute(rules.get(), "{}"), ZX_E_INPUT, "input.missing_member");
}

}  // namespace capi_test
