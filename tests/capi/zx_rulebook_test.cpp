#include "capi.hpp"

namespace capi_test {
namespace {

Open open_bundled(std::string_view id) {
    return [id](zx_rulebook** out, zx_error** error) { return zx_rulebook_bundled(id.data(), id.size(), out, error); };
}

Open load(std::string_view json, const zx_rulebook* base = nullptr) {
    return [json, base](zx_rulebook** out, zx_error** error) {
        return zx_rulebook_load(base, json.data(), json.size(), "our.json", 8, out, error);
    };
}

Ask info(const zx_rulebook* rules, std::string_view params) {
    return [rules, params](zx_buffer* out, zx_error** error) {
        return zx_rulebook_info(rules, params.data(), params.size(), out, error);
    };
}

constexpr std::string_view kOverlay = R"({"schema":"zhixing.rulebook/1","id":"our-court","version":"1",
"name":{"zh":"本院","en":"Our court"},"extends":"national","override":{"notice.issue":{"warn":5}}})";

}  // namespace

TEST(zx_rulebook_bundled, refuses) {
    refused_open(open_bundled("no-such"), ZX_E_RULE, "rule.no_rulebook");
    refused_open(open_bundled(""), ZX_E_RULE, "rule.no_rulebook");
    refused_open(open_bundled(kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused_open(open_bundled(std::string(2000, 'x')), ZX_E_INPUT, "input.limit");
    refused_open([](zx_rulebook** out, zx_error** error) { return zx_rulebook_bundled(nullptr, 3, out, error); },
                 ZX_E_ARGUMENT, "argument.null");
    EXPECT_EQ(zx_rulebook_bundled("national", 8, nullptr, nullptr), ZX_E_ARGUMENT);
}

TEST(zx_rulebook_free, null) { zx_rulebook_free(nullptr); }

TEST(zx_rulebook_load, overlay_on_a_base_or_on_what_is_bundled) {
    const Rules national = bundled("national");
    for (const zx_rulebook* base : {static_cast<const zx_rulebook*>(nullptr), static_cast<const zx_rulebook*>(national.get())}) {
        zx_rulebook* out = nullptr;
        ASSERT_EQ(load(kOverlay, base)(&out, nullptr), ZX_OK);
        const Rules rules{out};
        EXPECT_EQ(answer(info(rules.get(), R"({"rule":"notice.issue"})"))["warn"], 5);
        EXPECT_EQ(answer(info(rules.get(), ""))["name"]["zh"], "本院");
    }
}

// A rulebook outlives the base that it was built on.
TEST(zx_rulebook_load, keeps_nothing_of_the_caller) {
    Rules base = bundled("national");
    std::string json{kOverlay};
    zx_rulebook* out = nullptr;
    ASSERT_EQ(load(json, base.get())(&out, nullptr), ZX_OK);
    base.reset();
    json.assign(json.size(), '#');
    const Rules rules{out};
    EXPECT_EQ(answer(info(rules.get(), "{}"))["id"], "our-court");
}

TEST(zx_rulebook_load, refuses) {
    refused_open(load(""), ZX_E_RULE, "rule.syntax");
    refused_open(load("{"), ZX_E_RULE, "rule.syntax");
    refused_open(load(std::string(1'000'000, '[')), ZX_E_RULE, "rule.depth");
    refused_open(load(kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused_open([](zx_rulebook** out, zx_error** error) { return zx_rulebook_load(nullptr, nullptr, 9, "f", 1, out, error); },
                 ZX_E_ARGUMENT, "argument.null");
    refused_open([](zx_rulebook** out, zx_error** error) { return zx_rulebook_load(nullptr, "{}", 2, nullptr, 1, out, error); },
                 ZX_E_ARGUMENT, "argument.null");
    EXPECT_EQ(load(kOverlay)(nullptr, nullptr), ZX_E_ARGUMENT);
}

TEST(zx_rulebook_load, says_where) {
    constexpr std::string_view json = R"({"schema":"zhixing.rulebook/1","id":"x","version":"1","name":{"zh":"x","en":"x"},
        "extends":"national","override":{"no.such-rule":{"warn":1}}})";
    zx_rulebook* out = nullptr;
    zx_error* error = nullptr;
    ASSERT_EQ(load(json)(&out, &error), ZX_E_RULE);
    const Json place = Json::parse(zx_error_json(error));
    EXPECT_EQ(place["file"], "our.json");
    EXPECT_EQ(place["pointer"], "/override/no.such-rule");
    zx_error_free(error);
}

TEST(zx_rulebook_info, the_whole_and_one_rule) {
    const Rules rules = bundled();
    const Json whole = answer(info(rules.get(), ""));
    EXPECT_EQ(whole["schema"], "zhixing.rulebook-info/1");
    EXPECT_EQ(whole["id"], "neixiang");
    EXPECT_GT(whole["rules"].size(), 20U);
    EXPECT_TRUE(whole["remarks"].is_array());
    EXPECT_EQ(answer(info(rules.get(), R"({"rule":"notice.issue"})"))["form"], "deadline");
}

TEST(zx_rulebook_info, refuses) {
    const Rules rules = bundled();
    refuses_null_out(info(rules.get(), ""));
    refused(info(nullptr, ""), ZX_E_ARGUMENT, "argument.null");
    refused(info(rules.get(), R"({"rule":"no.such"})"), ZX_E_RULE, "rule.unknown_rule");
    refused(info(rules.get(), R"({"rule":7})"), ZX_E_ARGUMENT, "argument.type");
    refused(info(rules.get(), R"({"rules":"x"})"), ZX_E_ARGUMENT, "argument.unknown_member");
    refused(info(rules.get(), "nonsense"), ZX_E_ARGUMENT, "argument.json");
    refused(info(rules.get(), "[]"), ZX_E_ARGUMENT, "argument.type");
    refused(info(rules.get(), kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(info(rules.get(), std::string((1U << 20) + 1, ' ')), ZX_E_INPUT, "input.limit");
    refused(info(rules.get(), std::string(1U << 20, '[')), ZX_E_ARGUMENT, "argument.json");
}

}  // namespace capi_test
