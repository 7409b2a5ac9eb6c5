#include "capi.hpp"

namespace capi_test {
namespace {

// A function of the shape that most have: rules, dossier, params.
using Question = zx_status (*)(const zx_rulebook*, const char*, size_t, const char*, size_t, zx_buffer*, zx_error**);

Ask ask(Question question, const zx_rulebook* rules, std::string_view params, std::string_view dossier = kDossier) {
    return [=](zx_buffer* out, zx_error** error) {
        return question(rules, dossier.data(), dossier.size(), params.data(), params.size(), out, error);
    };
}

Ask assign(std::string_view params, std::string_view dossier = kDossier) {
    return [=](zx_buffer* out, zx_error** error) {
        return zx_assign(dossier.data(), dossier.size(), params.data(), params.size(), out, error);
    };
}

Ask reconcile(std::string_view statement, std::string_view params, std::string_view docket = {}) {
    return [=](zx_buffer* out, zx_error** error) {
        return zx_reconcile(statement.data(), statement.size(), docket.data(), docket.size(), params.data(), params.size(), out, error);
    };
}

constexpr std::string_view kTable = R"({"schema":"zhixing.rulebook/1","id":"t","version":"1","name":{"zh":"表","en":"t"},"extends":"national","rules":[
 {"id":"triage.test","form":"table","name":{"zh":"分流","en":"triage"},"level":"court","source":"unverified","effective":[null,null],
  "citations":[{"document":"民诉法解释","article":"480","version":"2022-04-10"}],
  "rows":[{"id":"small","name":{"zh":"小额","en":"small"},"when":{"fact":"claims.total","at_most":"10000.00"},"gives":{"class":"simple"}}],"otherwise":{"class":"ordinary"}}]})";

Rules with_table() {
    zx_rulebook* rules = nullptr;
    EXPECT_EQ(zx_rulebook_load(nullptr, kTable.data(), kTable.size(), "t.json", 6, &rules, nullptr), ZX_OK);
    return Rules{rules};
}

}  // namespace

TEST(zx_decide, says_row_by_row) {
    const Rules rules = with_table();
    const Json json = answer(ask(zx_decide, rules.get(), R"({"table":"triage.test","as_of":"2023-06-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.decision/1");
    ASSERT_EQ(json["decisions"].size(), 1U);
    EXPECT_EQ(json["decisions"][0]["gives"]["class"], "ordinary");
    EXPECT_EQ(json["decisions"][0]["rows"][0]["id"], "small");
}

TEST(zx_decide, refuses) {
    const Rules rules = bundled();
    refuses_null_out(ask(zx_decide, rules.get(), R"({"table":"x","as_of":"2023-06-01"})"));
    refused(ask(zx_decide, nullptr, R"({"table":"x","as_of":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.null");
    refused(ask(zx_decide, rules.get(), R"({"as_of":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(zx_decide, rules.get(), R"({"table":"no.such","as_of":"2023-06-01"})"), ZX_E_RULE, "rule.unknown_rule");
    refused(ask(zx_decide, rules.get(), R"({"table":"notice.issue","as_of":"2023-06-01"})"), ZX_E_RULE, "rule.no_table");
}

TEST(zx_closing, is_a_sheet_of_lines) {
    const Rules rules = bundled();
    const Json json = answer(ask(zx_closing, rules.get(), R"({"closing":"closure.terminated","as_of":"2023-06-01"})"));
    EXPECT_EQ(json["schema"], "zhixing.closing/1");
    EXPECT_EQ(json["closing"], "closure.terminated");
    EXPECT_EQ(json["recorded"], false);
    EXPECT_EQ(json["ready"], false);
    EXPECT_FALSE(json["lines"].empty());
    EXPECT_FALSE(json["lines"][0]["citations"].empty());
}

TEST(zx_closing, refuses) {
    const Rules rules = bundled();
    refused(ask(zx_closing, rules.get(), R"({"closing":"closure.nowhere","as_of":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.kind");
    refused(ask(zx_closing, rules.get(), R"({"as_of":"2023-06-01"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(zx_closing, rules.get(), R"({"closing":"closure.terminated","as_of":"2023-06-01"})", kNotUtf8), ZX_E_INPUT, "input.utf8");
}

TEST(zx_plan, says_what_comes_next) {
    const Rules rules = bundled();
    const Json json = answer(ask(zx_plan, rules.get(), R"({"as_of":"2023-06-01","limit":5})"));
    EXPECT_EQ(json["schema"], "zhixing.plan/1");
    EXPECT_LE(json["steps"].size(), 5U);
    ASSERT_FALSE(json["steps"].empty());
    EXPECT_TRUE(json["steps"][0].contains("earliest"));
}

TEST(zx_plan, says_when_an_act_becomes_lawful) {
    const Rules rules = bundled();
    constexpr std::string_view filed = R"({"schema":"zhixing.dossier/1","kind":"enforcement","events":[{"id":"e1","kind":"case.filed","on":"2026-01-15"}]})";
    const Json json = answer(ask(zx_plan, rules.get(), R"({"as_of":"2026-02-01","act":"closure.terminated"})", filed));
    EXPECT_EQ(json["schema"], "zhixing.possible/1");
    EXPECT_EQ(json["act"], "closure.terminated");
    EXPECT_EQ(json["earliest"], "2026-04-16") << "more than three months after the filing";
    EXPECT_EQ(json["lawful"], false) << "the checklist is not met";
}

TEST(zx_plan, refuses) {
    const Rules rules = bundled();
    refused(ask(zx_plan, rules.get(), R"({})"), ZX_E_ARGUMENT, "argument.missing");
    refused(ask(zx_plan, rules.get(), R"({"as_of":"2026-02-01","limit":-1})"), ZX_E_ARGUMENT, "argument.type");
    refused(ask(zx_plan, rules.get(), R"({"as_of":"2026-02-01","act":"no.such"})"), ZX_E_ARGUMENT, "argument.kind");
}

TEST(zx_docket, takes_many_lines) {
    const Rules rules = bundled();
    const std::string line = Json::parse(kDossier).dump() + "\n";
    const std::string lines = line + line;
    const Json json = answer(ask(zx_docket, rules.get(), R"({"as_of":"2023-06-01"})", lines));
    EXPECT_EQ(json["schema"], "zhixing.docket/1");
    EXPECT_TRUE(json["findings"].is_array());
    const std::string bad = line + "{\n";
    refused(ask(zx_docket, rules.get(), R"({"as_of":"2023-06-01"})", bad), ZX_E_INPUT, "input.syntax");
}

TEST(zx_assign, gives_the_case_to_the_freest) {
    const Json json = answer(assign(R"({"handlers":[{"id":"a","capacity":10,"load":9},{"id":"b","capacity":10,"load":1},{"id":"c","capacity":10,"load":10}]})"));
    EXPECT_EQ(json["schema"], "zhixing.assignment/1");
    EXPECT_EQ(json["handler"], "b");
    EXPECT_EQ(json["candidates"][0]["verdict"], "busier");
    EXPECT_EQ(json["candidates"][2]["verdict"], "full");
}

TEST(zx_assign, refuses) {
    refuses_null_out(assign(R"({"handlers":[]})"));
    refused(assign(R"({})"), ZX_E_ARGUMENT, "argument.missing");
    refused(assign(R"({"handlers":[{}]})"), ZX_E_ARGUMENT, "argument.missing");
    refused(assign(R"({"handlers":[{"id":"a","capacity":-1}]})"), ZX_E_ARGUMENT, "argument.type");
    refused(assign(R"({"handlers":[{"id":"a","colour":"red"}]})"), ZX_E_ARGUMENT, "argument.unknown_member");
}

TEST(zx_reconcile, says_line_by_line) {
    const Json json = answer(reconcile("日期,流水号,收入,支出\n2023-03-01,S1,5.00,\n", R"({"days":1,"from":"2023-03-01","to":"2023-03-31"})"));
    EXPECT_EQ(json["schema"], "zhixing.reconciliation/1");
    EXPECT_EQ(json["agrees"], false);
    EXPECT_EQ(json["to"], "2023-03-31");
    EXPECT_EQ(json["items"][0]["outcome"], "only_bank");
    EXPECT_EQ(json["proof"]["adds_up"], true);
    EXPECT_FALSE(json.contains("events"));
    const Json with_events = answer(reconcile("日期,流水号,收入,支出\n2023-03-01,S1,5.00,\n", R"({"on":"2023-04-01","known_at":"2023-04-01T09:00:00"})"));
    EXPECT_EQ(with_events["events"][0]["kind"], "funds.reconciled");
    EXPECT_EQ(with_events["events"][1]["ref"], "bank:S1");
    // GB18030: 日期,收入,支出
    EXPECT_EQ(answer(reconcile("\xC8\xD5\xC6\xDA,\xCA\xD5\xC8\xEB,\xD6\xA7\xB3\xF6\n2023-03-01,1.00,\n", {}))["items"].size(), 1U);
}

TEST(zx_reconcile, refuses) {
    constexpr std::string_view kGood = "日期,收入,支出\n";
    refuses_null_out(reconcile(kGood, {}));
    refused(reconcile("", {}), ZX_E_INPUT, "input.empty");
    refused(reconcile("日期\n", {}), ZX_E_INPUT, "input.header");
    refused(reconcile("日期,收入,支出\n2023-03-01,1.00,2.00\n", {}), ZX_E_INPUT, "statement.amount");
    refused(reconcile(kGood, R"({"days":32})"), ZX_E_INPUT, "reconcile.days");
    refused(reconcile(kGood, R"({"from":"2023-02-30"})"), ZX_E_ARGUMENT, "argument.date");
    refused(reconcile(kGood, R"({"as_of":"2023-02-03"})"), ZX_E_ARGUMENT, "argument.unknown_member");
    refused(reconcile(kGood, {}, "{\n"), ZX_E_INPUT, "input.syntax");
}

}  // namespace capi_test
