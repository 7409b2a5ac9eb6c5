#include "capi.hpp"

namespace capi_test {
namespace {

constexpr std::string_view kServed = R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","parties":[{"id":"p2","role":"respondent"}],"events":[
 {"id":"e1","kind":"service.public_notice_published","on":"2024-01-01","document":"执行通知书","party":"p2"},
 {"id":"e2","kind":"service.failed","on":"2024-01-02","document":"报告财产令","party":"p2","ground":"moved"}]})";

Ask service(const zx_rulebook* rules, std::string_view params, std::string_view dossier = kServed) {
    return [=](zx_buffer* out, zx_error** error) { return zx_service(rules, dossier.data(), dossier.size(), params.data(), params.size(), out, error); };
}

}  // namespace

TEST(zx_service, tells_how_each_document_stands) {
    const Rules rules = bundled();
    const Json json = answer(service(rules.get(), R"({"as_of":"2024-02-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.service/1");
    ASSERT_EQ(json["items"].size(), 2U);
    EXPECT_EQ(json["items"][0]["state"], "deemed");
    EXPECT_EQ(json["items"][0]["served"], "2024-01-31");
    EXPECT_EQ(json["items"][1]["code"], "M02");
    EXPECT_EQ(json["schedule"]["rows"].size(), 1U);
    const Json before = answer(service(rules.get(), R"({"as_of":"2024-01-15"})"));
    EXPECT_EQ(before["items"][0]["expected"], "2024-01-31");
}

TEST(zx_service, refuses) {
    const Rules rules = bundled();
    refuses_null_out(service(rules.get(), R"({"as_of":"2024-02-01"})"));
    refused(service(nullptr, R"({"as_of":"2024-02-01"})"), ZX_E_ARGUMENT, "argument.null");
    refused(service(rules.get(), "{}"), ZX_E_ARGUMENT, "argument.missing");
    refused(service(rules.get(), R"({"as_of":"2024-02-01","party":"p2"})"), ZX_E_ARGUMENT, "argument.unknown_member");
    refused(service(rules.get(), R"({"as_of":"2024-02-01"})", "[]"), ZX_E_INPUT, "input.type");
}

}  // namespace capi_test
