#include "capi.hpp"

namespace capi_test {
namespace {

constexpr std::string_view kCase = R"({"number":"（2025）豫1325执8号","parties":[{"id":"d1","role":"respondent"}],"events":[
 {"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"1000.00"}]})";

Ask escrow(std::string_view params, std::string_view dossier = kCase) {
    return [=](zx_buffer* out, zx_error** error) { return zx_escrow(dossier.data(), dossier.size(), params.data(), params.size(), out, error); };
}

Ask admit(const zx_rulebook* rules, std::string_view params) {
    return [=](zx_buffer* out, zx_error** error) { return zx_admit(rules, kCase.data(), kCase.size(), params.data(), params.size(), out, error); };
}

}  // namespace

TEST(zx_escrow, is_the_books) {
    const Json json = answer(escrow(R"({"as_of":"2025-06-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.ledger/1");
    EXPECT_EQ(json["unreleased"], "1000.00");
    EXPECT_EQ(json["entries"][0]["event"], "in");
    EXPECT_EQ(json["entries"][0]["structure"], "1001");
    EXPECT_TRUE(json["flaws"].empty());
}

TEST(zx_escrow, refuses) {
    refuses_null_out(escrow(R"({"as_of":"2025-06-01"})"));
    refused(escrow("{}"), ZX_E_ARGUMENT, "argument.missing");
    refused(escrow(R"({"as_of":"2025-06-01"})", "{"), ZX_E_INPUT, "input.syntax");
}

TEST(zx_admit, says_whether_an_event_may_be_posted) {
    const Rules rules = bundled();
    const Json good = answer(admit(rules.get(), R"({"as_of":"2025-06-01","event":{"id":"x","kind":"fee.collected","on":"2025-03-04","ref":"r1","amount":"1.00"}})"));
    EXPECT_EQ(good["schema"], "zhixing.admission/1");
    EXPECT_EQ(good["admitted"], true);
    const Json bad = answer(admit(rules.get(), R"({"as_of":"2025-06-01","event":{"id":"x","kind":"fee.collected","on":"2025-03-04","ref":"r1","amount":"1000.01"}})"));
    EXPECT_EQ(bad["admitted"], false);
    EXPECT_EQ(bad["reasons"][0]["code"], "overdrawn");
    EXPECT_EQ(bad["reasons"][0]["amount"], "0.01");
}

TEST(zx_admit, refuses) {
    const Rules rules = bundled();
    refuses_null_out(admit(rules.get(), R"({"as_of":"2025-06-01","event":{}})"));
    refused(admit(nullptr, R"({"as_of":"2025-06-01","event":{}})"), ZX_E_ARGUMENT, "argument.null");
    refused(admit(rules.get(), R"({"as_of":"2025-06-01"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(admit(rules.get(), R"({"as_of":"2025-06-01","event":"x"})"), ZX_E_ARGUMENT, "argument.type");
}

}  // namespace capi_test
