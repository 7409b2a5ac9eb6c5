#include "capi.hpp"

namespace capi_test {
namespace {

constexpr std::string_view kCase = R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张某甲","identity":{"kind":"resident","number":"110101199003074514"}},{"id":"p2","role":"respondent","kind":"natural","name":"李某乙"}],"claims":[{"id":"c1","kind":"money"}],"events":[{"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"e2","kind":"dishonest.listed","on":"2026-03-03","party":"p2"},{"id":"e3","kind":"publication.decided","on":"2026-03-04","document":"执行裁定书","outcome":"granted"}]})";

Ask ask(const zx_rulebook* rules, std::string params, std::string_view dossiers = kCase) {
    return [=](zx_buffer* out, zx_error** error) { return zx_disclosure(rules, dossiers.data(), dossiers.size(), params.data(), params.size(), out, error); };
}

std::string query(const char* number) {
    return std::string{R"({"do":"query","as_of":"2026-03-05","reader":{"actor":{"id":"portal-1","roles":["applicant"],"identity":{"kind":"resident","number":")"} + number +
           R"(","document":"居民身份证","by":"window-1","at":"2026-03-05T09:00:00"}},"purpose":"查询","recorded":"2026-03-05T10:00:00"}})";
}

}  // namespace

TEST(zx_disclosure, gives_the_messages_that_wait) {
    const Rules rules = bundled();
    const Json json = answer(ask(rules.get(), R"({"do":"messages","as_of":"2026-03-05","values":{"court.phone":"0377-1"}})"));
    EXPECT_EQ(json["schema"], "zhixing.disclosures/1");
    ASSERT_EQ(json["messages"].size(), 8U);
    EXPECT_EQ(json["messages"][0]["message"]["channel"], "disclosure_site");
    EXPECT_EQ(json["messages"][0]["message"]["cause"], "e1");
    EXPECT_EQ(json["messages"][0]["result"]["kind"], "disclosure.sent");
    Json result = json["messages"][0]["result"];
    result["on"] = "2026-03-05";
    EXPECT_EQ(answer(ask(rules.get(), Json{{"do", "result"}, {"as_of", "2026-03-05"}, {"message", json["messages"][0]["message"]}}.dump(), "")), result);
}

TEST(zx_disclosure, answers_a_party_and_no_stranger) {
    const Rules rules = bundled();
    EXPECT_EQ(answer(ask(rules.get(), query("110101199003074514")))["cases"][0]["own"][0], "p1");
    EXPECT_EQ(answer(ask(rules.get(), query("11010119900307109X")))["code"], "access.not_yours");
    EXPECT_EQ(answer(ask(rules.get(), R"({"do":"case","as_of":"2026-03-05","own":["p1"]})"))["cases"][0]["own"][0], "p1");
}

TEST(zx_disclosure, publishes_and_lists) {
    const Rules rules = bundled();
    const Json published = answer(ask(rules.get(), R"({"do":"publish","as_of":"2026-03-05","document":"执行裁定书","text":"张某甲，电话13812345678","hide_all":true})"));
    EXPECT_EQ(published["text"], "张某，电话×××××××××××");
    EXPECT_EQ(answer(ask(rules.get(), R"({"do":"publish","as_of":"2026-03-05","document":"执行通知书"})"))["code"], "publication.document");
    EXPECT_EQ(answer(ask(rules.get(), R"({"do":"list","as_of":"2026-03-05"})"))["entries"][0]["name"], "李某乙");
}

TEST(zx_disclosure, refuses) {
    const Rules rules = bundled();
    refuses_null_out(ask(rules.get(), R"({"do":"list","as_of":"2026-03-05"})"));
    refused(ask(nullptr, R"({"do":"list","as_of":"2026-03-05"})"), ZX_E_ARGUMENT, "argument.null");
    refused(ask(rules.get(), R"({"as_of":"2026-03-05"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(rules.get(), R"({"do":"shout","as_of":"2026-03-05"})"), ZX_E_ARGUMENT, "argument.do");
    refused(ask(rules.get(), R"({"do":"list"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(rules.get(), R"({"do":"messages","as_of":"2026-03-05","values":{"number":"x"}})"), ZX_E_INPUT, "disclosure.value");
    refused(ask(rules.get(), R"({"do":"messages","as_of":"2026-03-05","values":[]})"), ZX_E_ARGUMENT, "argument.type");
    refused(ask(rules.get(), R"({"do":"result","as_of":"2026-03-05"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(rules.get(), R"({"do":"result","as_of":"2026-03-05","message":{"channel":"sms","cause":"e1","body":{"kind":"closure.completed"}}})"), ZX_E_INPUT, "disclosure.message");
    refused(ask(rules.get(), R"({"do":"messages","as_of":"2026-03-05"})", kNotUtf8), ZX_E_INPUT, "input.utf8");
}

}  // namespace capi_test
