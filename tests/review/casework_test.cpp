// Tables, closing sheets, plans, dockets and assignment.
#include <map>

#include "review_helpers.hpp"
#include "zhixing/assignment.hpp"
#include "zhixing/closing.hpp"
#include "zhixing/decision.hpp"
#include "zhixing/docket.hpp"
#include "zhixing/plan.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::day;

const Kind kFiled = Catalogue::bundled().find_kind("case.filed");
const Kind kTerminated = Catalogue::bundled().find_kind("closure.terminated");

// ---- Tables

Rules triage() {
    return Rules{}.add("triage", "table",
                       "'rows':[{'id':'covered','name':{'zh':'足额','en':'covered'},'when':{'has':{'event':'query.online','outcome':'found'}},'gives':{'class':'simple'}},"
                       "{'id':'small','name':{'zh':'小额','en':'small'},'when':{'fact':'claims.total','at_most':'100.00'},'gives':{'class':'simple'}},"
                       "{'id':'hard','name':{'zh':'异议','en':'objection'},'when':{'has':{'event':'objection.filed'}},'gives':{'class':'complex'}}],'otherwise':{'class':'ordinary'}");
}

Decision decided(const Case& facts, const Rules& rules) { return decide(facts.dossier(), rules.load(), "triage", {day("2026-06-01"), {}}).at(0); }

Case claim(const std::string& principal) { return Case{}.header("'claims':[{'id':'c1','kind':'money','principal':'" + principal + "'}]"); }

TEST(Decisions, TheFirstRowThatHoldsGivesTheAnswer) {
    const Decision small = decided(claim("50.00").event("objection.filed", "2026-01-01"), triage());
    EXPECT_EQ(small.row, "small");
    EXPECT_EQ(small.gives, (Decision::Answer{{"class", "simple"}}));
    EXPECT_TRUE(small.certain);
    const Decision hard = decided(claim("500.00").event("objection.filed", "2026-01-01"), triage());
    EXPECT_EQ(hard.row, "hard");
    EXPECT_EQ(hard.rows.at(2).evidence, std::vector<std::int32_t>{0});
    EXPECT_EQ(decided(claim("500.00"), triage()).row, "");
    EXPECT_EQ(decided(claim("500.00"), triage()).gives.at(0).second, "ordinary");
}

TEST(Decisions, ARowAboveThatCannotBeToldMakesItUncertain) {
    const Decision open = decided(claim("500.00").event("query.online", "2026-01-01"), triage());
    EXPECT_EQ(open.gives.at(0).second, "ordinary");
    EXPECT_FALSE(open.certain);
    EXPECT_EQ(open.rows.at(0).holds, Truth::unknown);
    EXPECT_EQ(open.rows.at(0).missing.en, "event e1 query.online: outcome") << "the fact that would change the class";
    EXPECT_TRUE(decided(claim("50.00").event("query.online", "2026-01-01"), triage()).certain) << "it would give the same class";
}

TEST(Decisions, ATableAskedForEachEvent) {
    Rules rules;
    rules.add("screen", "table", "'each':{'event':'clue.sent_down'},'rows':[{'id':'petty','name':{'zh':'小额','en':'petty'},'when':{'amount':{'trigger':true},'under':'1000.00'},'gives':{'do':'ignore'}}],'otherwise':{'do':'recover'}");
    const Dossier dossier = Case{}.event("clue.sent_down", "2026-01-01", "ref=a amount=999.99").event("clue.sent_down", "2026-01-02", "ref=b amount=1000.00").dossier();
    const auto decisions = decide(dossier, rules.load(), "screen", {day("2026-06-01"), {}});
    ASSERT_EQ(decisions.size(), 2U);
    EXPECT_EQ(decisions[0].gives.at(0).second, "ignore");
    EXPECT_EQ(decisions[1].gives.at(0).second, "recover");
    EXPECT_NE(to_json(decisions, dossier).find(R"("event":"e2")"), std::string::npos);
}

TEST(Decisions, OnlyTablesAreAsked) {
    Rules rules;
    rules.add("a.b", "check", "'must':{'has':{'event':'case.filed'}}");
    EXPECT_THROW(static_cast<void>(decide(Dossier{}, rules.load(), "a.b", {day("2026-06-01"), {}})), RuleError);
    EXPECT_THROW(static_cast<void>(decide(Dossier{}, rules.load(), "no.such", {day("2026-06-01"), {}})), RuleError);
}

// ---- Closing sheets

Rules closing() {
    return Rules{}
        .add("end.wait", "before", "'act':{'event':'closure.terminated'},'wait':{'since':{'event':'case.filed'},'n':3,'unit':'month'}")
        .add("end.list", "checklist",
             "'act':{'event':'closure.terminated'},'items':[{'id':'K1','name':{'zh':'通知','en':'notice'},'document':'执行通知书','needs':{'has':{'event':'notice.issued'}}},"
             "{'id':'K2','name':{'zh':'搜查','en':'search'},'when':{'has':{'event':'clue.received'}},'needs':{'has':{'event':'search.done'}}},"
             "{'id':'K3','name':{'zh':'查询结果','en':'result'},'needs':{'has':{'event':'query.online','outcome':'not_found'}}},"
             "{'id':'K4','name':{'zh':'意见','en':'opinion'},'source':'unverified','needs':{'has':{'event':'interview.held'}}}]");
}

std::string sheet_text(const ClosingSheet& sheet) {
    std::string text;
    for (const auto& line : sheet.lines) {
        text += line.name.en + "=" + (line.applies ? std::string{to_string(line.holds)} : "n/a") + (line.hinders() ? "!" : "") + " ";
    }
    return text;
}

TEST(Closing, EveryLineIsAnswered) {
    const Dossier dossier = Case{}.event("case.filed", "2026-01-15").event("notice.issued", "2026-01-20").event("query.online", "2026-01-21").dossier();
    const Rulebook rules = closing().load();
    const ClosingSheet sheet = closing_sheet(dossier, rules, {kTerminated}, {day("2026-03-01"), {}});
    EXPECT_EQ(sheet_text(sheet), "end.wait=no! notice=yes search=n/a result=unknown! opinion=no ");
    EXPECT_FALSE(sheet.ready());
    EXPECT_FALSE(sheet.recorded);
    EXPECT_EQ(sheet.lines.at(0).earliest, day("2026-04-16"));
    EXPECT_EQ(sheet.lines.at(1).evidence, std::vector<std::int32_t>{1});
    EXPECT_EQ(sheet.lines.at(1).document, "执行通知书");
    EXPECT_EQ(sheet.lines.at(3).missing.en, "event e3 query.online: outcome");
}

TEST(Closing, WhatWasNotReadDoesNotHinder) {
    const Dossier dossier = Case{}.event("case.filed", "2026-01-15").event("notice.issued", "2026-01-20").event("query.online", "2026-01-21", "outcome=not_found").dossier();
    EXPECT_TRUE(closing_sheet(dossier, closing().load(), {kTerminated}, {day("2026-04-16"), {}}).ready());
    EXPECT_FALSE(closing_sheet(dossier, closing().load(), {kTerminated}, {day("2026-04-15"), {}}).ready());
}

TEST(Closing, AClosingOnRecordIsJudgedOnItsOwnDay) {
    const Dossier dossier = Case{}.event("case.filed", "2026-01-15").event("closure.terminated", "2026-03-01").event("notice.issued", "2026-03-02").dossier();
    const ClosingSheet sheet = closing_sheet(dossier, closing().load(), {kTerminated}, {day("2026-06-01"), {}});
    EXPECT_TRUE(sheet.recorded);
    EXPECT_EQ(sheet.day, day("2026-03-01"));
    EXPECT_EQ(sheet.lines.at(0).holds, Truth::no);
    EXPECT_EQ(sheet.lines.at(1).holds, Truth::no) << "the notice came after the closing";
}

TEST(Closing, WhatCannotBeToldToApplyIsNotSaidToFail) {
    Rules rules;
    rules.add("end.list", "checklist",
              "'act':{'event':'closure.terminated'},'items':[{'id':'K','name':{'zh':'搜查','en':'search'},'when':{'has':{'event':'clue.verified','outcome':'true'}},'needs':{'has':{'event':'search.done'}}}]");
    const Dossier dossier = Case{}.event("clue.verified", "2026-01-01").dossier();
    const ClosingSheet sheet = closing_sheet(dossier, rules.load(), {kTerminated}, {day("2026-06-01"), {}});
    EXPECT_EQ(sheet_text(sheet), "search=unknown! ");
    EXPECT_EQ(sheet.lines.at(0).missing.en, "event e1 clue.verified: outcome");
}

TEST(Closing, NothingAskedIsNotReady) {
    Rules rules;
    rules.add("other", "check", "'must':{'has':{'event':'case.filed'}}");
    EXPECT_FALSE(closing_sheet(Case{}.event("case.filed", "2026-01-15").dossier(), rules.load(), {kTerminated}, {day("2026-06-01"), {}}).ready());
}

TEST(Closing, ADossierWithMembersOfItsOwn) {
    const Dossier dossier = Case{}.header("'extra':{'a':[1,{'b':2}]}").event("case.filed", "2026-01-15").dossier();
    EXPECT_EQ(dossier.with(R"({"kind":"notice.issued","on":"2026-01-20"})").events().size(), 2U);
    EXPECT_FALSE(closing_sheet(dossier, closing().load(), {kTerminated}, {day("2026-06-01"), {}}).lines.empty());
}

// ---- Plans

TEST(Plans, TheFirstLawfulDayOfAnAct) {
    const Dossier dossier = Case{}.event("case.filed", "2026-01-15").event("notice.issued", "2026-01-20").event("query.online", "2026-01-21", "outcome=not_found").dossier();
    const Possible possible = first_lawful_day(dossier, closing().load(), {kTerminated}, {day("2026-02-01"), {}});
    EXPECT_EQ(possible.day, day("2026-04-16"));
    EXPECT_TRUE(possible.lawful());
}

TEST(Plans, WhatWaitingDoesNotHelpIsSaid) {
    const Dossier dossier = Case{}.event("case.filed", "2026-01-15").dossier();
    const Possible possible = first_lawful_day(dossier, closing().load(), {kTerminated}, {day("2026-02-01"), {}});
    EXPECT_EQ(possible.day, day("2026-04-16"));
    EXPECT_FALSE(possible.lawful());
    ASSERT_EQ(possible.obstacles.size(), 2U);  // notice and query result
    EXPECT_FALSE(possible.obstacles.front().citations.empty());
}

TEST(Plans, ANoticeThatMustGoBeforePutsTheActOff) {
    Rules rules;
    rules.add("sale.notice", "deadline", "'trigger':{'event':'auction.first'},'fulfil':{'event':'auction.announced'},'match':'ref','early':true,'limit':{'n':-30,'unit':'day'},'roll':false");
    const Dossier dossier = Case{}.event("auction.announced", "2026-03-01", "ref=a").dossier();
    EXPECT_EQ(first_lawful_day(dossier, rules.load(), {Catalogue::bundled().find_kind("auction.first"), "a"}, {day("2026-03-02"), {}}).day, day("2026-03-31"));
}

TEST(Plans, EachStepFollowsFromTheLast) {
    Rules rules;
    rules.add("a.notice", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}")
        .add("b.query", "deadline", "'trigger':{'event':'notice.issued'},'fulfil':{'event':'query.online'},'limit':{'n':5,'unit':'workday'}");
    const Dossier dossier = Case{}.event("case.filed", "2026-03-02").dossier();
    const Plan next = plan(dossier, rules.load(), {day("2026-03-03"), {}});
    ASSERT_EQ(next.steps.size(), 2U);
    EXPECT_EQ(Catalogue::bundled().kind(next.steps[0].act.kind).id, "notice.issued");
    EXPECT_EQ(next.steps[0].due, day("2026-03-12"));
    EXPECT_EQ(next.steps[0].possible.day, day("2026-03-03"));
    EXPECT_FALSE(next.steps[0].expected);
    EXPECT_EQ(next.steps[1].after, "plan-1");
    EXPECT_EQ(next.steps[1].due, day("2026-03-10")) << "five working days after the day on which the notice is supposed to go";
    EXPECT_TRUE(next.steps[1].expected);
}

TEST(Plans, WhatIsOverdueComesFirst) {
    Rules rules;
    rules.add("a.notice", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}")
        .add("b.query", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'query.online'},'limit':{'n':60,'unit':'day'}");
    const Plan next = plan(Case{}.event("case.filed", "2026-03-02").dossier(), rules.load(), {day("2026-04-01"), {}});
    ASSERT_EQ(next.steps.size(), 2U);
    EXPECT_EQ(next.steps[0].state, State::overdue);
    EXPECT_EQ(next.steps[1].state, State::open);
}

TEST(Plans, AProcessGivesTheNextState) {
    Rules rules;
    rules.add("sale", "process",
              "'match':'ref','start':'none','usual_way':true,'ends':['held'],'states':[{'id':'none','name':{'zh':'无','en':'none'}},{'id':'announced','name':{'zh':'公告','en':'announced'}},{'id':'held','name':{'zh':'拍卖','en':'held'}}],"
              "'steps':[{'event':'auction.announced','from':'none','to':'announced'},{'event':'auction.first','from':'announced','to':'held'},{'event':'auction.annulled','from':'held','to':'none'}]")
        .add("sale.wait", "before", "'act':{'event':'auction.first'},'match':'ref','wait':{'since':{'event':'auction.announced'},'n':30,'unit':'day'}");
    const Plan next = plan(Case{}.event("auction.announced", "2026-03-01", "ref=a").dossier(), rules.load(), {day("2026-03-02"), {}});
    ASSERT_EQ(next.steps.size(), 1U);
    EXPECT_EQ(next.steps[0].act.ref, "a");
    EXPECT_EQ(next.steps[0].possible.day, day("2026-04-01"));
}

// ---- Dockets

Case respondent(const std::string& number, const std::string& identity, const std::string& by) {
    Case facts;
    facts.header("'number':'" + number + "','parties':[{'id':'p1','role':'respondent','kind':'natural','name':'某甲'" +
                 (identity.empty() ? std::string{} : ",'identity':{'kind':'resident','number':'" + identity + "'}") + "}]");
    return facts.event("case.assigned", "2026-01-02", "by=" + by);
}

TEST(Dockets, OneRespondentWithTwoHandlers) {
    Rules rules;
    rules.add("docket.handlers", "docket", "'key':'respondent','differs':'handler'").add("docket.same", "docket", "'key':'respondent','when':{'none':{'event':'closure.*'}}");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(respondent("（2026）豫1325执1号", "411325190001010018", "h1").dossier());
    docket.add(respondent("（2026）豫1325执2号", "411325190001010018", "h2").dossier());
    docket.add(respondent("（2026）豫1325执3号", "411325190001010026", "h3").dossier());
    docket.add(respondent("（2026）豫1325执4号", "411325190001010018", "h1").event("closure.completed", "2026-03-01").dossier());
    const auto findings = docket.findings();
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].members.size(), 3U);
    EXPECT_EQ(findings[0].members[1].value, "h2");
    EXPECT_EQ(findings[1].members.size(), 2U) << "a closed case is left out";
    EXPECT_TRUE(findings[1].certain);
    EXPECT_NE(to_json(findings, docket.rulebook()).find("411325190001010018"), std::string::npos);
}

TEST(Dockets, OneCaseEnteredTwiceIsOneCase) {
    Rules rules;
    rules.add("docket.same", "docket", "'key':'respondent'");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(respondent("（2026）豫1325执1号", "411325190001010018", "h1").dossier());
    docket.add(respondent("(2026)豫1325执1号之一", "411325190001010018", "h1").dossier());
    EXPECT_TRUE(docket.findings().empty());
}

// 民诉法 95: served when the notice is over. What a rule over a docket reads of a dossier is what its review reads.
TEST(Dockets, SeeWhatIsDeemedToHaveHappened) {
    const auto notice = [](const std::string& number) {
        return respondent(number, "411325190001010018", "h1").event("service.public_notice_published", "2026-03-02", "party=p1 document=执行通知书 number=n1").dossier();
    };
    const auto found = [&](const char* as_of, const std::string& members) {
        Rules rules;
        rules.add("service.notice", "deemed", "'trigger':{'event':'service.public_notice_published'},'limit':{'n':30,'unit':'day'},'gives':[{'event':'document.served'}]");
        rules.add("docket.x", "docket", members);
        Docket docket{rules.load(), {day(as_of), {}}};
        docket.add(notice("（2026）豫1325执1号"));
        docket.add(notice("（2026）豫1325执2号"));
        return docket.findings().size();
    };
    const std::string served = "'key':'respondent','when':{'has':{'event':'document.served'}}", of_events = "'key':'number','events':{'event':'document.served'}";
    for (const std::string& members : {served, of_events}) {
        EXPECT_EQ(found("2026-03-31", members), 0U) << "the notice is running";
        EXPECT_EQ(found("2026-04-01", members), 1U) << "2 March and thirty days";
    }
}

TEST(Dockets, ANameAloneIsNotCertain) {
    Rules rules;
    rules.add("docket.same", "docket", "'key':'respondent'");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(respondent("1", "", "h1").dossier());
    docket.add(respondent("2", "", "h1").dossier());
    const auto findings = docket.findings();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings[0].certain);
    EXPECT_EQ(findings[0].severity, Severity::note);
}

std::string keys(const Docket& docket) {
    std::string text;
    for (const DocketFinding& finding : docket.findings()) text += (text.empty() ? "" : " ") + finding.key + "/" + std::to_string(finding.members.size());
    return text;
}

Case payees(const std::string& number) {
    return Case{}.header("'number':'" + number + "','parties':[{'id':'p1','role':'applicant','kind':'natural','name':'某甲','identity':{'kind':'resident','number':'411325190001010018'}},"
                         "{'id':'p2','role':'applicant','kind':'natural','name':'某乙','identity':{'kind':'resident','number':'411325190001010026'}}]");
}

TEST(Dockets, OneAccountForDifferentPayees) {
    Rules rules;
    rules.add("docket.account", "docket", "'key':'number','differs':'party','events':{'event':'account.registered'},'report_to':['bureau_head']");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(payees("1").event("account.registered", "2026-01-02", "party=p1 number=A").event("account.registered", "2026-01-02", "party=p1 number=B").dossier());
    docket.add(payees("2").event("account.registered", "2026-01-02", "party=p1 number=A").dossier());
    EXPECT_EQ(keys(docket), "") << "one payee in two cases";
    docket.add(payees("3").event("account.registered", "2026-01-02", "party=p1 number=C").event("account.registered", "2026-01-03", "party=p2 number=C").dossier());
    docket.add(payees("4").event("account.registered", "2026-01-02", "party=p2 number=B").dossier());
    EXPECT_EQ(keys(docket), "B/2 C/2") << "within one case too";
    EXPECT_NE(to_json(docket.findings(), docket.rulebook()).find(R"("report_to":["bureau_head"])"), std::string::npos);
}

TEST(Dockets, OneSheetForDifferentPayments) {
    Rules rules;
    rules.add("docket.sheet", "docket", "'key':'digest','differs':'number','events':{'event':['payment.proposed','release.approved']}");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    const std::string sheet = "digest=sha256:" + std::string(64, 'a');
    docket.add(payees("1").event("payment.proposed", "2026-01-02", sheet + " number=1 amount=1.00").event("release.approved", "2026-01-03", sheet + " number=1").dossier());
    EXPECT_EQ(keys(docket), "") << "one payment";
    docket.add(payees("2").event("release.approved", "2026-01-03", sheet + " number=2").dossier());
    ASSERT_EQ(docket.findings().size(), 1U);
    EXPECT_EQ(docket.findings()[0].members.back().value, "2");
}

TEST(Dockets, APayeeWhoPaysInAnotherCase) {
    Rules rules;
    rules.add("docket.round", "docket", "'key':'party','events':{'event':'funds.released'},'facing':{'event':'funds.received'}");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(payees("1").event("funds.released", "2026-01-02", "party=p1").event("funds.received", "2026-01-02", "party=p1").dossier());
    docket.add(payees("2").event("funds.released", "2026-01-02", "party=p2").dossier());
    EXPECT_EQ(keys(docket), "") << "in one case both are usual";
    docket.add(payees("3").event("funds.received", "2026-01-02", "party=p2").dossier());
    EXPECT_EQ(keys(docket), "411325190001010026/2");
}

TEST(Dockets, EventsOfOneOfficerAreCounted) {
    Rules rules;
    rules.add("docket.by", "docket", "'key':'by','events':{'event':'funds.corrected'},'at_least':3");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(Case{}.event("funds.corrected", "2026-01-02", "number=1 by=甲").event("funds.corrected", "2026-01-03", "number=2 by=甲").dossier());
    EXPECT_EQ(keys(docket), "");
    docket.add(Case{}.event("funds.corrected", "2026-01-02", "number=3 by=甲").event("funds.corrected", "2026-01-03", "number=2 by=乙").dossier());
    EXPECT_EQ(keys(docket), "甲/2");
}

TEST(Dockets, WhatDoesNotGoTogetherIsRefused) {
    for (const char* members : {"'key':'colour'", "'key':'respondent','events':{'event':'case.filed'}", "'key':'respondent','facing':{'event':'case.filed'}",
                                "'key':'number'", "'key':'basis','differs':'party'", "'key':'basis','at_least':1"}) {
        EXPECT_THROW(static_cast<void>(Rules{}.add("docket.wrong", "docket", members).load()), RuleError) << members;
    }
}

TEST(Dockets, OnePropertyUnderSeveralMeasures) {
    Rules rules;
    rules.add("docket.property", "docket", "'key':'property','events':{'event':'immovable.seized'}");
    Docket docket{rules.load(), {day("2026-06-01"), {}}};
    docket.add(Case{}.event("immovable.seized", "2026-01-02", "ref=a number=豫房001").dossier());
    docket.add(Case{}.event("immovable.seized", "2026-02-02", "ref=b number=豫房001").event("immovable.seized", "2026-02-02", "ref=c number=豫房002").dossier());
    ASSERT_EQ(docket.findings().size(), 1U);
    EXPECT_EQ(docket.findings()[0].key, "豫房001");
}

// ---- Assignment

Dossier numbered(int serial) { return Case{}.header("'number':'（2026）豫1325执" + std::to_string(serial) + "号','parties':[{'id':'p2','role':'respondent','name':'某甲'}]").dossier(); }

TEST(Assignments, TheFreestForTheirCapacity) {
    const std::vector<Handler> handlers{{"a", "fast", 10, 5, {}}, {"b", "fast", 40, 10, {}}, {"c", "slow", 10, 0, {}}, {"d", "fast", 10, 0, {"某甲"}}, {"e", "fast", 0, 0, {}}};
    const Assignment given = assign(numbered(1), handlers, {"fast", 7});
    EXPECT_EQ(given.handler, "b");
    std::string verdicts;
    for (const Candidate& candidate : given.candidates) verdicts += std::string{to_string(candidate.verdict)} + " ";
    EXPECT_EQ(verdicts, "busier chosen other_team conflict full ");
    EXPECT_EQ(given.candidates[3].conflict_with, "p2");
}

TEST(Assignments, NobodyIsLeft) {
    const std::vector<Handler> handlers{{"a", "fast", 1, 1, {}}};
    EXPECT_FALSE(assign(numbered(1), handlers, {}).handler.has_value());
    EXPECT_FALSE(assign(numbered(1), {}, {}).handler.has_value());
}

TEST(Assignments, ACaseOfTheSameRespondentFollows) {
    const std::vector<Handler> handlers{{"a", "", 10, 9, {}}, {"b", "", 10, 0, {}}};
    EXPECT_EQ(assign(numbered(1), handlers, {"", 0, "a"}).handler, "a");
    const std::vector<Handler> full{{"a", "", 9, 9, {}}, {"b", "", 10, 0, {}}};
    EXPECT_EQ(assign(numbered(1), full, {"", 0, "a"}).handler, "b") << "a full load takes nothing more";
}

TEST(Assignments, FairAndRepeatableWhateverTheOrder) {
    std::vector<Handler> handlers{{"a", "", 1000, 0, {}}, {"b", "", 1000, 0, {}}, {"c", "", 2000, 0, {}}};
    std::map<std::string, int> given;
    for (int serial = 1; serial <= 400; ++serial) {
        const Assignment one = assign(numbered(serial), handlers, {"", 42});
        std::vector<Handler> turned{handlers.rbegin(), handlers.rend()};
        ASSERT_EQ(one.handler, assign(numbered(serial), turned, {"", 42}).handler);
        ++given[*one.handler];
        for (Handler& handler : handlers) handler.load += handler.id == *one.handler ? 1U : 0U;
    }
    EXPECT_EQ(given["a"], 100);
    EXPECT_EQ(given["b"], 100);
    EXPECT_EQ(given["c"], 200);
}

}  // namespace
}  // namespace zhixing
