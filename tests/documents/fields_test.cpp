// Values taken from dossier, rulebook, review and ledger are what these say.
#include "law/rule.hpp"
#include "template_helpers.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/fee.hpp"
#include "zhixing/ledger.hpp"

namespace zhixing {
namespace {

using testing::bundled;
using testing::dossier;
using testing::question;

// A body with one field `x`.
Templates with_field(const std::string& field, const std::string& body, const std::string& more = "") {
    return bundled().with("---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"x\",\"document\":\"执行通知书\",\"name\":{\"zh\":\"x\",\"en\":\"x\"},\"class\":\"A\"" + more + ",\"fields\":[{\"name\":\"x\",\"label\":{\"zh\":\"某\",\"en\":\"x\"}," + field + "}]}\n---\n> " + body, "x.md");
}

std::string made(const Templates& templates, const Dossier& facts, RenderQuestion asked = question()) {
    std::string text = render(facts, templates, templates.at("x"), asked).text();
    text.pop_back();
    return text;
}

std::string value(const std::string& field, const Dossier& facts, const std::string& body = "{{x}}", RenderQuestion asked = question()) { return made(with_field(field, body), facts, asked); }

bool is_missing(const std::string& field, const Dossier& facts, RenderQuestion asked = question()) {
    try {
        (void)value(field, facts, "{{x}}", asked);
        return false;
    } catch (const RenderError& error) {
        return error.code() == "document.missing";
    }
}

RenderQuestion on(int year, unsigned month, unsigned day) { return RenderQuestion{make_date(year, month, day)}; }

TEST(Fields, LawIsCitedAsItWasNumberedThatDay) {
    const Templates templates = with_field(R"("type":"text","from":{"header":"number"})", "{{law.notice}}", R"(,"law":{"notice":{"rule":"notice.issue","document":"民诉法"}})");
    const Rulebook& rulebook = bundled().rulebook();
    const Rule& rule = rulebook.compiled().rules[*rulebook.find("notice.issue")];
    for (const int year : {2018, 2021, 2022, 2023, 2024, 2026}) {
        const RenderQuestion asked = on(year, 6, 1);
        std::string expected;
        for (const Citation& citation : rule.version_on(asked.as_of)->citations) {
            if (citation.document == "中华人民共和国民事诉讼法") expected = "《中华人民共和国民事诉讼法》第" + chinese_number(std::stoll(citation.article)) + "条";
        }
        EXPECT_EQ(made(templates, dossier(), asked), expected) << year;
    }
    EXPECT_EQ(made(templates, dossier(), on(2021, 6, 1)), "《中华人民共和国民事诉讼法》第二百四十条");
    EXPECT_EQ(made(templates, dossier(), on(2024, 6, 1)), "《中华人民共和国民事诉讼法》第二百五十一条");
    // Before the rule had a version with that law, there is nothing to cite.
    try {
        (void)made(templates, dossier(), on(2016, 1, 1));
        FAIL();
    } catch (const RenderError& error) {
        EXPECT_EQ(error.code(), "document.missing");
    }
}

TEST(Fields, LimitsAreThoseOfTheRulebook) {
    const std::string field = R"("type":"limit","from":{"limit":"notice.issue"})";
    const Rulebook& rulebook = bundled().rulebook();
    const RuleVersion* version = rulebook.compiled().rules[*rulebook.find("notice.issue")].version_on(make_date(2026, 3, 20));
    EXPECT_EQ(value(field, dossier(), "{{x.digits}}"), std::to_string(version->limit.n) + "日");
    EXPECT_EQ(value(field, dossier()), "十日");
    EXPECT_TRUE(is_missing(field, dossier(), on(2010, 1, 1)));
}

TEST(Fields, DeadlinesAreThoseOfTheReview) {
    const Dossier facts = dossier(R"({"id":"e1","kind":"application.received","on":"2026-03-12"},{"id":"e2","kind":"case.filed","on":"2026-03-13"})");
    const Review all = review(facts, bundled().rulebook(), {make_date(2026, 3, 20)});
    Date due = kNoDate;
    for (const Obligation& one : all.obligations) {
        if (bundled().rulebook().rule(one.rule).id == "notice.issue") due = one.due;
    }
    ASSERT_NE(due, kNoDate);
    EXPECT_EQ(value(R"("type":"date","from":{"due":"notice.issue"})", facts, "{{x.iso}}"), to_string(due));
    EXPECT_TRUE(is_missing(R"("type":"date","from":{"due":"notice.issue"})", dossier()));
}

TEST(Fields, MoneyIsThatOfTheLedgerAndOfTheFeeScale) {
    const Dossier facts = dossier(R"({"id":"e1","kind":"funds.received","on":"2026-03-12","ref":"r1","amount":"700.25","party":"p2","method":"transfer"},{"id":"e2","kind":"funds.received","on":"2026-03-21","ref":"r2","amount":"1.00","party":"p2","method":"transfer"})");
    const Ledger books = Ledger::of(facts, {make_date(2026, 3, 20)});
    EXPECT_EQ(value(R"("type":"money","from":{"ledger":"received"})", facts), books.received().to_string());
    EXPECT_EQ(value(R"("type":"money","from":{"ledger":"received"})", facts), "700.25");
    EXPECT_EQ(value(R"("type":"money","from":{"ledger":"unreleased"})", facts, "{{x.capitals}}"), books.unreleased().to_capitals());
    EXPECT_EQ(value(R"("type":"list","fields":[{"name":"payer","type":"text","label":{"zh":"a","en":"a"}},{"name":"amount","type":"money","label":{"zh":"b","en":"b"}}],"from":{"ledger":"receipts"})", facts, "{{#x}}{{payer}}{{amount}}{{/x}}"), "某公司700.25");
    FeeQuestion asked;
    asked.amount = Money::parse("1000.50");
    asked.as_of = make_date(2026, 3, 20);
    asked.base = "applied";
    EXPECT_EQ(value(R"("type":"money","from":{"fee":"execution"})", facts), fee(asked, bundled().rulebook()).fee.to_string());
    EXPECT_EQ(value(R"("type":"money","from":{"claims":"principal"})", facts), "1000.50");
}

TEST(Fields, EventsOfTheDayAndBefore) {
    const std::string events = R"({"id":"e1","kind":"deposit.frozen","on":"2026-03-01","ref":"d1","amount":"1.00","party":"p2","property":"甲账户","until":"2027-02-28"},)"
                               R"({"id":"e2","kind":"deposit.frozen","on":"2026-03-05","ref":"d2","amount":"2.00","party":"p2","property":"乙账户"},)"
                               R"({"id":"e3","kind":"seizure.released","on":"2026-03-10","ref":"d1"},{"id":"e4","kind":"deposit.frozen","on":"2026-03-21","ref":"d3","amount":"3.00"},)"
                               R"({"id":"e5","kind":"deposit.frozen","on":"2026-03-02","recorded":"2026-03-15T09:00","ref":"d4","amount":"4.00"})";
    const Dossier facts = dossier(events);
    const std::string list = R"("type":"list","fields":[{"name":"amount","type":"money","label":{"zh":"额","en":"a"}}],"from":{"events":["deposit.frozen"])";
    EXPECT_EQ(value(list + "}", facts, "{{#x}}{{amount}} {{/x}}"), "1.00 4.00 2.00 ");
    EXPECT_EQ(value(list + R"(,"unless":["seizure.released"]})", facts, "{{#x}}{{amount}} {{/x}}"), "4.00 2.00 ");
    RenderQuestion earlier = question();
    earlier.known_at = parse_date_time("2026-03-14T00:00");
    EXPECT_EQ(value(list + "}", facts, "{{#x}}{{amount}} {{/x}}", earlier), "1.00 2.00 ");
    const auto one = [](const std::string& more) { return R"("type":"text","from":{"event":"deposit.frozen","column":"property")" + more + "}"; };
    EXPECT_EQ(value(one(""), facts), "乙账户");
    EXPECT_EQ(value(one(R"(,"which":"first")"), facts), "甲账户");
    RenderQuestion instance = question();
    instance.ref = "d1";
    EXPECT_EQ(value(one(R"(,"of":["instance"])"), facts, "{{x}}", instance), "甲账户");
    EXPECT_EQ(value(R"("type":"date","from":{"event":"deposit.frozen","column":"until","which":"first"})", facts, "{{x.digits}}"), "2027年2月28日");
    EXPECT_EQ(value(R"("type":"text","from":{"event":"deposit.frozen","column":"kind"})", facts), "冻结存款或网络资金");
    EXPECT_EQ(value(R"("type":"party","from":{"event":"deposit.frozen","column":"party","which":"first"})", facts, "{{x.name}}"), "某公司");
}

TEST(Fields, WhatTheRecordDoesNotCoverIsNotKnown) {
    const std::string field = R"("type":"flag","from":{"event":"search.done"})";
    EXPECT_EQ(value(field, dossier(), "{{#x}}搜查{{/x}}{{^x}}未搜查{{/x}}"), "未搜查");
    EXPECT_EQ(value(field, dossier(R"({"id":"e1","kind":"search.done","on":"2026-03-01"})"), "{{#x}}搜查{{/x}}"), "搜查");
    const Dossier partial = Dossier::from_json(R"({"number":"（2026）豫1325执1号","court":"x","covers":["case.filed"],"events":[]})");
    EXPECT_THROW((void)value(field, partial, "{{#x}}搜查{{/x}}{{^x}}未搜查{{/x}}"), RenderError);
}

TEST(Fields, AGroundIsAskedOfAnotherField) {
    const auto with = [](const std::string& ground, const std::string& given = "{}") {
        const Dossier facts = dossier(R"({"id":"e1","kind":"dishonest.listed","on":"2026-03-01","party":"p2")" + ground + "}");
        const Templates templates = bundled().with(R"(---json
{"schema":"zhixing.template/1","id":"x","document":"执行通知书","name":{"zh":"x","en":"x"},"class":"A","fields":[
 {"name":"why","type":"text","optional":true,"label":{"zh":"由","en":"why"},"from":{"event":"dishonest.listed","column":"ground"}},
 {"name":"x","type":"flag","label":{"zh":"某","en":"x"},"from":{"field":"why","is":["able_but_refuses","refuses_settlement"]}}]}
---
> {{#x}}是{{/x}}{{^x}}否{{/x}})", "x.md");
        return made(templates, facts, question(given));
    };
    EXPECT_EQ(with(R"(,"ground":"able_but_refuses")"), "是");
    EXPECT_EQ(with(R"(,"ground":"breaches_report_duty")"), "否");
    EXPECT_EQ(with(R"(,"ground":"breaches_report_duty")", R"({"why":"无正当理由拒不履行执行和解协议"})"), "是");
    EXPECT_EQ(with(R"(,"ground":"breaches_report_duty")", R"({"x":true})"), "是");
    EXPECT_THROW((void)with("", R"({"why":"别的话"})"), RenderError);
    EXPECT_THROW((void)with(""), RenderError);
    EXPECT_THROW((void)with_field(R"("type":"flag","from":{"field":"later","is":["able_but_refuses"]})", "{{#x}}是{{/x}}"), RuleError);
}

TEST(Fields, EventsAreNarrowedByTheirGround) {
    const Dossier facts = dossier(R"({"id":"e1","kind":"dishonest.listed","on":"2026-03-01","party":"p2","ground":"able_but_refuses"})");
    const auto field = [](const char* ground) { return R"("type":"flag","from":{"event":"dishonest.listed","ground":[")" + std::string{ground} + R"("]})"; };
    EXPECT_EQ(value(field("able_but_refuses"), facts, "{{#x}}是{{/x}}"), "是");
    EXPECT_EQ(value(field("refuses_settlement"), facts, "{{#x}}是{{/x}}{{^x}}否{{/x}}"), "否");
}

TEST(Fields, ADocumentWithoutArticlesIsCitedAsAWhole) {
    const Templates templates = with_field(R"("type":"text","from":{"header":"number"})", "{{law.end}}", R"(,"law":{"end":{"rule":"document.objection.ending"}})");
    EXPECT_EQ(made(templates, dossier()), "《最高人民法院关于对人民法院终结执行行为提出执行异议期限问题的批复》");
}

TEST(Fields, HeaderMembersAtAnyDepth) {
    const Dossier facts = Dossier::from_json(R"({"number":"(2026)豫1325执1号","handler":{"name":"赵\n某"},"basis":{"kind":"judgment","made":"2025-01-02","extra":{"cause":"纠纷"}},"days":7,"events":[]})");
    EXPECT_EQ(value(R"("type":"text","from":{"header":"handler.name"})", facts), "赵\n某");
    EXPECT_EQ(value(R"("type":"text","from":[{"header":"nothing"},{"header":"basis.cause"}])", facts), "纠纷");
    EXPECT_EQ(value(R"("type":"number","from":{"header":"days"})", facts, "{{x.chinese}}"), "七");
    EXPECT_EQ(value(R"("type":"date","from":{"header":"basis.made"})", facts), "二〇二五年一月二日");
    EXPECT_EQ(value(R"("type":"text","from":{"header":"number"})", facts), "（2026）豫1325执1号");
    EXPECT_EQ(value(R"("type":"text","from":{"header":"court"})", facts), "内乡县人民法院");
    EXPECT_TRUE(is_missing(R"("type":"text","from":{"header":"handler"})", facts));
}

TEST(Fields, TheHostWins) {
    RenderQuestion asked = question(R"({"court":{"name":"某法院"},"x":"1.00","respondent":{"name":"王某","kind":"natural","identity":"110101199003074477"}})");
    EXPECT_EQ(value(R"("type":"money","from":{"claims":"principal"})", dossier(), "{{x}}{{court.name}}{{respondent.name}}{{respondent.you}}{{respondent.sex}}{{respondent.birth}}", asked), "1.00某法院王某你男1990年3月7日");
    asked = question(R"({"respondent":"p1","x":"2.00"})");
    EXPECT_EQ(value(R"("type":"money","from":{"claims":"principal"})", dossier(), "{{x}}{{respondent}}", asked), "2.00张某");
}

}  // namespace
}  // namespace zhixing
