#include "capi.hpp"

#include <algorithm>

namespace capi_test {
namespace {

Ask review(const zx_rulebook* rules, std::string_view dossier, std::string_view params = R"({"as_of":"2023-06-01"})") {
    return [=](zx_buffer* out, zx_error** error) {
        return zx_review(rules, dossier.data(), dossier.size(), params.data(), params.size(), out, error);
    };
}

bool has_finding(const Json& review, std::string_view rule) {
    return std::any_of(review["findings"].begin(), review["findings"].end(),
                       [rule](const Json& finding) { return finding["rule"] == rule; });
}

}  // namespace

TEST(zx_review, finds_the_late_notice) {
    const Rules rules = bundled();
    const Json json = answer(review(rules.get(), kDossier));
    EXPECT_EQ(json["schema"], "zhixing.review/1");
    EXPECT_EQ(json["number"], "（2023）豫1325执123号");
    EXPECT_EQ(json["as_of"], "2023-06-01");
    EXPECT_TRUE(has_finding(json, "notice.issue"));
}

TEST(zx_review, what_was_true_then_and_what_was_known_then) {
    const Rules rules = bundled();
    EXPECT_FALSE(has_finding(answer(review(rules.get(), kDossier, R"({"as_of":"2023-02-06"})")), "notice.issue"));
    constexpr std::string_view recorded = R"({"kind":"enforcement","events":[{"kind":"application.received","on":"2023-02-01","recorded":"2023-05-01T09:00:00"}],
        "parties":[{"id":"p2","role":"respondent"}]})";
    EXPECT_FALSE(answer(review(rules.get(), recorded, R"({"as_of":"2023-06-01"})"))["obligations"].empty());
    EXPECT_TRUE(answer(review(rules.get(), recorded, R"({"as_of":"2023-06-01","known_at":"2023-04-01"})"))["obligations"].empty());
}

TEST(zx_review, refuses_wrong_calls) {
    const Rules rules = bundled();
    refuses_null_out(review(rules.get(), kDossier));
    refused(review(nullptr, kDossier), ZX_E_ARGUMENT, "argument.null");
    refused(review(rules.get(), kDossier, ""), ZX_E_ARGUMENT, "argument.missing");
    refused(review(rules.get(), kDossier, R"({"as_of":"2023-06-31"})"), ZX_E_ARGUMENT, "argument.date");
    refused(review(rules.get(), kDossier, R"({"as_of":20230601})"), ZX_E_ARGUMENT, "argument.type");
    refused(review(rules.get(), kDossier, R"({"as_of":"2023-06-01","known":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.unknown_member");
    refused(review(rules.get(), kDossier, R"({"as_of":"2023-06-01","known_at":"noon"})"), ZX_E_ARGUMENT, "argument.date");
    refused(review(rules.get(), {nullptr, 5}), ZX_E_ARGUMENT, "argument.null");
    refused(review(rules.get(), kDossier, {nullptr, 5}), ZX_E_ARGUMENT, "argument.null");
}

TEST(zx_review, refuses_wrong_dossiers) {
    const Rules rules = bundled();
    for (const std::string& bad : {std::string{}, std::string{"{"}, std::string{"null"}, std::string{"[]"}, std::string{"{}}"},
                                   std::string(100'000, '['), std::string{R"({"events":{}})"}, std::string(10, '\0'),
                                   std::string{R"({"events":[{"kind":"case.filed","on":"2023-13-01"}]})"}}) {
        zx_error* error = nullptr;
        zx_buffer out = ZX_BUFFER_INIT;
        EXPECT_EQ(review(rules.get(), bad)(&out, &error), ZX_E_INPUT) << bad.substr(0, 60);
        EXPECT_EQ(out.release, nullptr);
        EXPECT_EQ(std::string_view{zx_error_code(error)}.substr(0, 6), "input.") << bad.substr(0, 60);
        zx_error_free(error);
    }
    refused(review(rules.get(), kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(review(rules.get(), std::string(ZX_MAX_DOCUMENT_BYTES + 1U, ' ')), ZX_E_INPUT, "input.limit");
}

// A megabyte of events is no reason to fail.
TEST(zx_review, a_large_dossier) {
    std::string dossier = R"({"events":[)";
    for (int i = 0; i < 20'000; ++i) {
        dossier += i == 0 ? "" : ",";
        dossier += R"({"id":"e)" + std::to_string(i) + R"(","kind":"other.call","on":"2023-03-01"})";
    }
    const Rules rules = bundled();
    EXPECT_EQ(answer(review(rules.get(), dossier + "]}"))["schema"], "zhixing.review/1");
}

}  // namespace capi_test
