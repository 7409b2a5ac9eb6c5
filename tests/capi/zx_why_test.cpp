#include "capi.hpp"

namespace capi_test {
namespace {

Ask why(const zx_rulebook* rules, std::string_view params, std::string_view dossier = kDossier) {
    return [=](zx_buffer* out, zx_error** error) {
        return zx_why(rules, dossier.data(), dossier.size(), params.data(), params.size(), out, error);
    };
}

}  // namespace

TEST(zx_why, explains_a_clock_day_by_day) {
    const Rules rules = bundled();
    const Json json = answer(why(rules.get(), R"({"rule":"notice.issue","as_of":"2023-06-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.explanation/1");
    EXPECT_EQ(json["rule"], "notice.issue");
    ASSERT_EQ(json["instances"].size(), 1U);
    EXPECT_EQ(json["instances"][0]["state"], "late");
    EXPECT_FALSE(json["instances"][0]["citations"].empty());
}

TEST(zx_why, refuses) {
    const Rules rules = bundled();
    constexpr std::string_view params = R"({"rule":"notice.issue","as_of":"2023-06-01"})";
    refuses_null_out(why(rules.get(), params));
    refused(why(nullptr, params), ZX_E_ARGUMENT, "argument.null");
    refused(why(rules.get(), R"({"as_of":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(why(rules.get(), R"({"rule":"notice.issue"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(why(rules.get(), R"({"rule":"no.such","as_of":"2023-06-01"})"), ZX_E_RULE, "rule.unknown_rule");
    refused(why(rules.get(), params, kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(why(rules.get(), params, {nullptr, 4}), ZX_E_ARGUMENT, "argument.null");
    refused(why(rules.get(), kNotUtf8), ZX_E_INPUT, "input.utf8");
}

}  // namespace capi_test
