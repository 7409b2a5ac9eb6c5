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

// ---- realised, property, shares

const std::string kPaid = R"({"id":"e1","kind":"funds.received","on":"2026-03-01","ref":"f","party":"p2","amount":"600.00"},)"
    R"({"id":"e2","kind":"release.approved","on":"2026-03-05","ref":"f","party":"p1","amount":"600.00","number":"n"},{"id":"e3","kind":"funds.released","on":"2026-03-06","ref":"f","party":"p1","amount":"600.00","number":"n"})";

TEST(Fields, RealisedIsWhatTheApplicantsWerePaid) {
    EXPECT_EQ(made(with_field(R"("type":"text","from":{"header":"number"})", "{{realised}}"), dossier(kPaid)), "600.00");
    RenderQuestion before = question();
    before.as_of = make_date(2026, 3, 5);
    EXPECT_EQ(made(with_field(R"("type":"text","from":{"header":"number"})", "{{realised}}"), dossier(kPaid), before), "0.00");
    const std::string field = R"("type":"money","from":{"ledger":"realised","unless":["setoff.ruled"]})";
    EXPECT_EQ(value(field, dossier(kPaid)), "600.00");
    EXPECT_TRUE(is_missing(field, dossier(kPaid + R"(,{"id":"e4","kind":"setoff.ruled","on":"2026-03-07","ref":"h","amount":"100.00"})"))) << "the books do not have that";
    EXPECT_TRUE(is_missing(field, Dossier::from_json(R"({"covers":["case"],"parties":[{"id":"p1","role":"applicant"}],"events":[]})"))) << "silence proves nothing there";
    RenderQuestion told = question(R"({"x":"1.00"})");
    EXPECT_EQ(value(field, dossier(kPaid), "{{x}}", told), "1.00") << "the host wins";
}

TEST(Fields, PropertyFoundAndWhatBecameOfIt) {
    const std::string events = R"({"id":"e1","kind":"property.found","on":"2026-03-01","ref":"h","party":"p2","note":"某路1号房屋"},{"id":"e2","kind":"immovable.seized","on":"2026-03-02","ref":"h","party":"p2"},)"
        R"({"id":"e3","kind":"auction.failed","on":"2026-03-10","ref":"h"},{"id":"e4","kind":"seizure.released","on":"2026-03-12","ref":"h","ground":"unsold_no_setoff"},)"
        R"({"id":"e5","kind":"deposit.frozen","on":"2026-03-03","ref":"d","note":"某行存款","amount":"5.00"},{"id":"e6","kind":"seizure.released","on":"2026-04-12","ref":"d"})";
    const Templates templates = with_field(R"("type":"text","from":{"header":"number"})", "{{#found}}[{{#owner}}{{owner}}：{{/owner}}{{property}}{{#amount}}，{{amount}}{{/amount}}|{{disposal}}]{{/found}}");
    EXPECT_EQ(made(templates, dossier(events)), "[某公司：某路1号房屋|2026年3月2日查封不动产；2026年3月10日流拍；2026年3月12日解除查封、扣押、冻结（流拍且无人接受抵债）][某行存款，5.00|2026年3月3日冻结存款或网络资金]");
    // One that is found and not named, and nothing found: neither is told by silence.
    const std::string own = R"("type":"text","from":{"header":"number"})";
    EXPECT_THROW((void)made(with_field(own, "{{#found}}{{property}}{{/found}}"), dossier(R"({"id":"e2","kind":"immovable.seized","on":"2026-03-02","ref":"h"})")), RenderError);
    EXPECT_THROW((void)made(with_field(own, "{{#found}}{{property}}{{/found}}"), dossier()), RenderError);
}

// 民诉法解释 508: pro rata; 诉讼费用办法 20: the fee before the creditors, as the option has it.
TEST(Fields, LinesOfADistributionPlanAreThoseOfTheMoneyLayer) {
    const auto facts = [](const std::string& debtor, const std::string& more = "", const std::string& role = "respondent") {
        return Dossier::from_json(R"({"number":"（2026）豫1325执1号","court":"内乡县人民法院","basis":{"kind":"judgment","number":"（2025）豫1325民初1号"},"parties":[{"id":"p1","role":"applicant","name":"张某"},{"id":"p2","role":")" + role +
            R"(","kind":")" + debtor + R"(","name":"李某"},{"id":"p4","role":"distributee","name":"赵某"}],"claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"500000.00"}],"events":[)"
            R"({"id":"e1","kind":"funds.received","on":"2026-03-01","ref":"f","party":"p2","amount":"180000.00","method":"deduction"},{"id":"e2","kind":"distribution.applied","on":"2026-03-02","party":"p4","amount":"300000.00","number":"（2025）豫1325民初2号"},)"
            R"({"id":"e3","kind":"fee.collected","on":"2026-03-03","party":"p2","amount":"400.00"})" + more + "]}");
    };
    const std::string lines = R"("type":"list","fields":[{"name":"creditor","type":"text","label":{"zh":"x","en":"x"}},{"name":"basis","type":"text","label":{"zh":"x","en":"x"}},{"name":"tier","type":"text","label":{"zh":"x","en":"x"}},)"
        R"({"name":"claim","type":"money","label":{"zh":"x","en":"x"}},{"name":"ratio","type":"text","label":{"zh":"x","en":"x"}},{"name":"paid","type":"money","label":{"zh":"x","en":"x"}},{"name":"unpaid","type":"money","label":{"zh":"x","en":"x"}}],"from":{"distribution":"lines"})";
    const auto money = [](const std::string& what) { return R"("type":"money","from":{"distribution":")" + what + "\"}"; };
    // The fee on 500,000 yuan is 7,400, of which 400 were collected: 173,000 are shared 5 : 3.
    EXPECT_EQ(value(lines, facts("natural"), "{{#x}}{{creditor}} {{basis}} {{tier}} {{claim}} {{ratio}} {{paid}} {{unpaid}};{{/x}}"),
              "张某 （2025）豫1325民初1号民事判决书 普通债权 500000.00 21.63% 108125.00 391875.00;赵某 （2025）豫1325民初2号 普通债权 300000.00 21.63% 64875.00 235125.00;");
    EXPECT_EQ(value(money("pool"), facts("natural")), "180000.00");
    EXPECT_EQ(value(money("paid"), facts("natural")), "173000.00");
    EXPECT_TRUE(is_missing(money("surplus"), facts("natural")));
    const std::string pairs = R"("type":"list","fields":[{"name":"name","type":"text","label":{"zh":"x","en":"x"}},{"name":"amount","type":"money","label":{"zh":"x","en":"x"}}],"from":{"distribution":")";
    EXPECT_EQ(value(pairs + "assets\"}", facts("natural"), "{{#x}}{{name}} {{amount}}{{/x}}"), "李某扣划 180000.00");
    EXPECT_EQ(value(pairs + "costs\"}", facts("natural"), "{{#x}}{{name}} {{amount}}{{/x}}"), "执行申请费 7000.00");
    // Where the dossier does not say enough.
    EXPECT_TRUE(is_missing(money("pool"), facts("legal"))) << "an enterprise: by seizure, or bankruptcy";
    EXPECT_TRUE(is_missing(money("pool"), facts("natural", R"(,{"id":"e4","kind":"distribution.planned","on":"2026-03-04","amount":"170000.00"})"))) << "the plan on record shares another sum";
    EXPECT_EQ(value(money("pool"), facts("natural", R"(,{"id":"e4","kind":"distribution.planned","on":"2026-03-04","amount":"180000.00"})")), "180000.00");
    EXPECT_TRUE(is_missing(money("pool"), facts("natural", R"(,{"id":"e4","kind":"distribution.applied","on":"2026-03-04","party":"p4"})"))) << "no amount";
    EXPECT_TRUE(is_missing(money("pool"), facts("natural", R"(,{"id":"e4","kind":"funds.paid_directly","on":"2026-03-04","party":"p2","amount":"1000.00"})"))) << "less is owed than the claim says";
    const std::string released = R"(,{"id":"e4","kind":"payment.proposed","on":"2026-03-04","ref":"f","party":"p1","amount":"1000.00","number":"1"},{"id":"e5","kind":"funds.released","on":"2026-03-05","ref":"f","party":"p1","amount":"1000.00","number":"1"})";
    EXPECT_TRUE(is_missing(money("pool"), facts("natural", released))) << "likewise";
    EXPECT_TRUE(is_missing(money("pool"), facts("natural", "", "third_party"))) << "money of somebody who is no respondent";
    EXPECT_TRUE(is_missing(money("pool"), facts("natural"), on(2013, 1, 1)));
}

// 指导意见 5.
TEST(Fields, RowsOfTheScheduleAreThoseOfTheServiceSheet) {
    const std::string failed = R"({"id":"a","kind":"address.noted","on":"2026-02-01","party":"p2","ground":"business_register","note":"某路1号"},{"id":"e1","kind":"service.failed","on":"2026-03-03","party":"p2","document":"执行通知书","ground":"whereabouts_unknown","method":"mail","copies":2})";
    const std::string field = R"("type":"list","fields":[{"name":"document","type":"text","label":{"zh":"x","en":"x"}},{"name":"copies","type":"number","label":{"zh":"x","en":"x"}},{"name":"source","type":"text","label":{"zh":"x","en":"x"}},)"
        R"({"name":"code","type":"text","label":{"zh":"x","en":"x"}}],"from":{"service":"schedule","columns":{"source":"source of the address"}})";
    EXPECT_EQ(value(field, dossier(failed), "{{#x}}{{document}} {{copies}} {{source}} {{code}}{{/x}}"), "执行通知书 2 工商登记的住所 X01");
    std::string untold = failed;
    untold.erase(untold.find(R"(,"copies":2)"), 11);
    try {
        (void)value(field, dossier(untold), "{{#x}}{{copies}}{{/x}}");
        FAIL() << "the copies are not told";
    } catch (const RenderError& error) {
        EXPECT_EQ(error.code(), "document.missing");
    }
    EXPECT_THROW((void)with_field(R"("type":"list","fields":[{"name":"colour","type":"text","label":{"zh":"x","en":"x"}}],"from":{"service":"schedule"})", "x"), RuleError);
}

// 民诉法解释 134: the entrusted court serves within ten days. It is asked today, and that is not on record yet.
TEST(Fields, TheDeadlineThatADocumentOfTodayWillSet) {
    const auto field = [](const std::string& more) { return R"("type":"date","from":{"due":"service.entrusted.term")" + more + "}"; };
    const std::string issued = R"(,"issued":"service.entrusted","document":"执行通知书")";
    RenderQuestion asked = question();
    asked.party = "p2";
    const auto event = [](const char* kind, const char* day) { return std::string{R"({"kind":")"} + kind + R"(","party":"p2","on":")" + day + "\"}"; };
    const auto entrusted = [&](const char* day) { return event("service.entrusted", day); };
    const auto due = [&](const std::string& more, const std::string& events) { return value(field(more), dossier(events), "{{x.iso}}", asked); };
    EXPECT_TRUE(is_missing(field(""), dossier(), asked));
    EXPECT_EQ(due(issued, ""), "2026-03-30");
    EXPECT_EQ(due("", entrusted("2026-03-20")), "2026-03-30") << "as if it were on record";
    EXPECT_EQ(due(issued, entrusted("2026-03-20")), "2026-03-30") << "it is on record";
    EXPECT_EQ(due(issued, entrusted("2026-03-16")), "2026-03-26") << "what runs comes first";
    EXPECT_EQ(due(issued, entrusted("2026-03-02") + "," + event("service.failed", "2026-03-09")), "2026-03-30") << "that one is over: this is another";
    EXPECT_TRUE(is_missing(field(R"(,"issued":"case.filed")"), dossier(), asked)) << "that sets no such clock going";
    EXPECT_THROW((void)with_field(field(R"(,"issued":"no.such")"), "{{x}}"), RuleError);
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

TEST(Fields, EventsOfOneDocument) {
    const Dossier facts = dossier(R"({"id":"e1","kind":"document.served","on":"2026-03-01","document":"执行通知书"},{"id":"e2","kind":"document.served","on":"2026-03-02","document":"报告财产令"})");
    EXPECT_EQ(value(R"("type":"date","from":{"event":"document.served","column":"on","document":"执行通知书"})", facts, "{{x.iso}}"), "2026-03-01");
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
