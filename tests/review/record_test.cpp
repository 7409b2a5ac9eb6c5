// What a review makes of a record: matching by instance and party, order, same day, duplicates, missing dates, known_at,
// versions, explanations. docs/review.md says the same in words.
#include <chrono>

#include "../value/expect_error.hpp"
#include "review_helpers.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::day;
using testing::Rules;
using testing::see;

Rules notice_to_each() { return Rules{}.add("n", "deadline", "'trigger':{'event':'application.received'},'per':'respondent','fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}"); }
Rules release() { return Rules{}.add("r", "deadline", "'trigger':{'event':'funds.received'},'fulfil':{'event':'funds.released'},'match':'ref','limit':{'n':30,'unit':'day'}"); }

// ---------------------------------------------------------------- parties

TEST(Parties, ThreeRespondentsAreThreeNotices) {
    Case facts;
    facts.party("p1", "applicant").party("p2", "respondent").party("p3", "respondent").party("p4", "respondent")
        .event("application.received", "2023-02-01", "party=p1").event("notice.issued", "2023-02-03", "party=p2").event("notice.issued", "2023-02-20", "party=p3");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 p2 2023-02-13 met e2\nn e1 p3 2023-02-13 late e3\nn e1 p4 2023-02-13 overdue");
}

TEST(Parties, AnEventThatNamesNoneIsForTheOnlyOne) {
    Case one;
    one.party("p1", "applicant").party("p2", "respondent").event("application.received", "2023-02-01").event("notice.issued", "2023-02-03");
    EXPECT_EQ(see(one, notice_to_each(), "2023-03-01").obligations(), "n e1 p2 2023-02-13 met e2");
    Case two;
    two.party("p2", "respondent").party("p3", "respondent").event("application.received", "2023-02-01").event("notice.issued", "2023-02-03");
    EXPECT_EQ(see(two, notice_to_each(), "2023-02-10").obligations(), "n e1 p2 2023-02-13 open\nn e1 p3 2023-02-13 open");
    EXPECT_EQ(see(two, notice_to_each(), "2023-03-01").obligations(), "n e1 p2 2023-02-13 unknown\nn e1 p3 2023-02-13 unknown");
    EXPECT_EQ(see(two, notice_to_each(), "2023-03-01").unknown(), "n p2: event e2 notice.issued: party\nn p3: event e2 notice.issued: party");
}

// What happened after the due date cannot make it timely: the overrun is certain, who it was for is not.
TEST(Parties, AnEventThatNamesNoneAfterTheDueDateLeavesTheOverrunCertain) {
    Case two;
    two.party("p2", "respondent").party("p3", "respondent").event("application.received", "2023-02-01").event("notice.issued", "2023-02-20");
    EXPECT_EQ(see(two, notice_to_each(), "2023-03-01").obligations(), "n e1 p2 2023-02-13 overdue\nn e1 p3 2023-02-13 overdue");
    EXPECT_EQ(see(two, notice_to_each(), "2023-03-01").unknown(), "n p2: event e2 notice.issued: party\nn p3: event e2 notice.issued: party");
}

TEST(Parties, WithoutADeclaredOneThereIsOneDutyForTheCase) {
    Case facts;
    facts.party("p1", "applicant").event("application.received", "2023-02-01", "party=p1").event("notice.issued", "2023-02-03", "party=李四");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 met e2");
}

TEST(Parties, ATriggerThatNamesOneOfThemIsForThatOne) {
    const Rules rules = Rules{}.add("n", "deadline", "'trigger':{'event':'party.added'},'per':'respondent','fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}");
    Case facts;
    facts.party("p2", "respondent").party("p3", "respondent").event("party.added", "2023-02-01", "party=p3");
    EXPECT_EQ(see(facts, rules, "2023-02-02").obligations(), "n e1 p3 2023-02-13 open");
}

TEST(Parties, MatchedWithoutPer) {
    const Rules rules = Rules{}.add("r", "deadline", "'trigger':{'event':'dishonest.applied'},'fulfil':{'event':'dishonest.decided'},'match':'party','limit':{'n':15,'unit':'day'}");
    Case facts;
    facts.party("p2", "respondent").party("p3", "respondent").event("dishonest.applied", "2023-03-01", "party=p2").event("dishonest.decided", "2023-03-05", "party=p3");
    EXPECT_EQ(see(facts, rules, "2023-05-01").obligations(), "r e1 2023-03-16 overdue");
    Case unnamed;
    unnamed.party("p2", "respondent").party("p3", "respondent").event("dishonest.applied", "2023-03-01").event("dishonest.decided", "2023-03-05", "party=p3");
    EXPECT_EQ(see(unnamed, rules, "2023-05-01").obligations(), "r e1 2023-03-16 unknown");
    EXPECT_EQ(see(unnamed, rules, "2023-05-01").unknown(), "r: event e1 dishonest.applied: party");
    Case nobody;
    nobody.event("dishonest.applied", "2023-03-01").event("dishonest.decided", "2023-03-05");
    EXPECT_EQ(see(nobody, rules, "2023-05-01").obligations(), "r e1 2023-03-16 met e2");
}

// ---------------------------------------------------------------- instances

TEST(Instances, TwoReceiptsAreTwoClocks) {
    Case facts;
    facts.event("funds.received", "2023-02-01", "ref=r1").event("funds.received", "2023-02-10", "ref=r2").event("funds.released", "2023-02-15", "ref=r2");
    EXPECT_EQ(see(facts, release(), "2023-04-01").obligations(), "r e1 2023-03-03 overdue\nr e2 2023-03-13 met e3");
}

TEST(Instances, OneThatIsNotNamedIsTheOnlyOne) {
    Case facts;
    facts.event("funds.received", "2023-02-01", "ref=r1").event("immovable.seized", "2023-02-05", "ref=house").event("funds.released", "2023-02-15");
    EXPECT_EQ(see(facts, release(), "2023-04-01").obligations(), "r e1 2023-03-03 met e3") << "a house is not released as money";
    Case none;
    none.event("funds.received", "2023-02-01").event("funds.released", "2023-02-15", "ref=r1");
    EXPECT_EQ(see(none, release(), "2023-04-01").obligations(), "r e1 2023-03-03 met e2");
}

TEST(Instances, OfSeveralTheOneThatIsNotNamedCannotBeTold) {
    Case facts;
    facts.event("funds.received", "2023-02-01").event("funds.received", "2023-02-10").event("funds.released", "2023-02-15");
    EXPECT_EQ(see(facts, release(), "2023-04-01").obligations(), "r e1 2023-03-03 unknown\nr e2 2023-03-13 unknown");
    EXPECT_EQ(see(facts, release(), "2023-04-01").unknown(), "r: event e3 funds.released: ref") << "each missing fact is listed once";
}

TEST(Instances, OneThatBeganLaterIsNotMeantByAnEarlierEvent) {
    Case facts;
    facts.event("funds.received", "2023-02-01").event("funds.released", "2023-02-15").event("funds.received", "2023-02-20");
    EXPECT_EQ(see(facts, release(), "2023-02-16").obligations(), "r e1 2023-03-03 met e2");
    EXPECT_EQ(see(facts, release(), "2023-04-01").obligations(), "r e1 2023-03-03 met e2\nr e3 2023-03-22 overdue");
}

TEST(Instances, WhatHappensLaterDoesNotShow) {
    Case facts;
    facts.event("funds.received", "2023-02-01", "ref=r1").event("funds.released", "2023-02-15").event("funds.received", "2023-06-01", "ref=r2");
    EXPECT_EQ(see(facts, release(), "2023-04-01").obligations(), "r e1 2023-03-03 met e2");
}

// ---------------------------------------------------------------- order, day, duplicates, dates

TEST(Order, OfTheFileSaysNothing) {
    Case facts;
    facts.event("notice.issued", "2023-02-15").event("application.received", "2023-02-01").event("notice.issued", "2023-02-10");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e2 2023-02-13 met e3");
}

TEST(Order, ATriggerAndItsFulfilmentMayBeOfOneDay) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("notice.issued", "2023-02-01");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-01").obligations(), "n e1 2023-02-13 met e2");
}

TEST(Order, OfSeveralOnOneDayTheFirstInOrderOfContentStands) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("notice.issued", "2023-02-10", "document=执行通知书 by=乙").event("notice.issued", "2023-02-10", "document=执行通知书 by=甲");
    Case other;
    other.event("application.received", "2023-02-01").event("notice.issued", "2023-02-10", "id=e3 document=执行通知书 by=甲").event("notice.issued", "2023-02-10", "id=e2 document=执行通知书 by=乙");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), see(other, notice_to_each(), "2023-03-01").obligations());
}

TEST(Order, BeforeFilingAndAfterClosing) {
    const std::string clue = "'trigger':{'event':'clue.received'},'fulfil':{'event':'clue.verified'},'match':'ref','limit':{'n':7,'unit':'day'},'waive':{'event':'closure.*'}";
    Case before;
    before.event("clue.received", "2023-01-10", "ref=a").event("case.filed", "2023-02-01");
    EXPECT_EQ(see(before, Rules{}.add("c", "deadline", clue), "2023-02-02").obligations(), "c e1 2023-01-17 overdue") << "the rule's own trigger counts, filed or not";
    Case after;
    after.event("closure.ended", "2023-01-10").event("clue.received", "2023-03-01", "ref=a");
    EXPECT_EQ(see(after, Rules{}.add("c", "deadline", clue), "2023-03-20").obligations(), "c e2 2023-03-08 overdue") << "a closing does away with what ran before it, not with what begins after";
}

TEST(Duplicates, TakeNoPartAndAreSaid) {
    Case facts;
    facts.event("funds.received", "2023-02-01", "ref=r1").event("funds.received", "2023-02-01", "ref=r1").event("funds.received", "2023-02-01", "ref=r1 amount=5.00");
    const auto seen = see(facts, release(), "2023-04-01");
    EXPECT_EQ(seen.obligations(), "r e1 2023-03-03 overdue\nr e3 2023-03-03 overdue") << "equal in all but the id";
    EXPECT_EQ(std::count_if(seen.review.findings.begin(), seen.review.findings.end(), [](const Finding& f) { return f.remark == Remark::Code::duplicate && f.rule == kNoRule; }), 1);
}

TEST(Undated, ATriggerIsNamedAndRunsNoClock) {
    Case facts;
    facts.event("application.received", "");
    const auto seen = see(facts, notice_to_each(), "2023-03-01");
    EXPECT_EQ(seen.obligations(), "");
    EXPECT_EQ(seen.unknown(), "n: event e1 application.received: on");
    EXPECT_EQ(seen.next_change(), "-");
}

TEST(Undated, AFulfilmentLeavesAnOverrunOpen) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("notice.issued", "");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-10").obligations(), "n e1 2023-02-13 open");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 unknown");
    facts.event("notice.issued", "2023-02-20");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 unknown e3") << "the undated one may have been in time";
    facts.event("notice.issued", "2023-02-07");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 met e4");
}

TEST(Undated, AWaiverLeavesAnOverrunOpen) {
    const Rules rules = Rules{}.add("n", "deadline", "'trigger':{'event':'application.received'},'fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'},'waive':{'event':'closure.*'}");
    Case facts;
    facts.event("application.received", "2023-02-01").event("closure.ended", "");
    EXPECT_EQ(see(facts, rules, "2023-03-01").obligations(), "n e1 2023-02-13 unknown");
    EXPECT_EQ(see(facts, rules, "2023-03-01").unknown(), "n: event e2 closure.ended: on");
}

TEST(Uncovered, AMissingFulfilmentCannotBeTold) {
    Case facts;
    facts.header("'covers':['application.received']").event("application.received", "2023-02-01");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-10").obligations(), "n e1 2023-02-13 open");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 unknown");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").unknown(), "n: a record of notice.issued");
    facts.event("notice.issued", "2023-02-20");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-01").obligations(), "n e1 2023-02-13 late e2") << "what is on record is taken for the first";
}

TEST(Unknown, KindsTakePartInNothing) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("other.notice", "2023-02-03");
    const auto seen = see(facts, notice_to_each(), "2023-03-01");
    EXPECT_EQ(seen.obligations(), "n e1 2023-02-13 overdue");
    EXPECT_EQ(seen.review.findings.back().remark, Remark::Code::unknown_kind);
    EXPECT_EQ(seen.review.findings.back().severity, Severity::note);
}

TEST(Unknown, ATriggerWhoseColumnIsMissingIsNamedIfTheRuleCouldApply) {
    const std::string rule = "'trigger':{'event':'document.served','document':'执行通知书'},'fulfil':{'event':'report.received'},'limit':{'n':7,'unit':'day'}";
    Case facts;
    facts.event("document.served", "2023-02-01");
    EXPECT_EQ(see(facts, Rules{}.add("s", "deadline", rule), "2023-03-01").unknown(), "s: event e1 document.served: document");
    EXPECT_EQ(see(facts, Rules{}.add("s", "deadline", rule + ",'when':{'has':{'event':'case.filed'}}"), "2023-03-01").unknown(), "");
    const Explanation told = why(facts.dossier(), Rules{}.add("s", "deadline", rule).load(), "s", {day("2023-03-01"), {}});
    ASSERT_EQ(told.instances.size(), 1U);
    EXPECT_EQ(told.instances[0].state, State::unknown);
}

TEST(Unknown, EachMissingFactOnceForRuleItemAndParty) {
    const Rules rules = Rules{}.add("k", "check", "'each':{'event':'query.online'},'must':{'fact':'claim.kind','is':['money']}");
    Case facts;
    facts.event("query.online", "2023-02-01").event("query.online", "2023-02-02").event("query.online", "2023-02-03");
    EXPECT_EQ(see(facts, rules, "2023-03-01").unknown(), "k: fact claim.kind");
}

// ---------------------------------------------------------------- knowledge and versions

TEST(KnownAt, LeavesOutWhatWasRecordedLater) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("notice.issued", "2023-02-10", "recorded=2023-02-20T09:00:00");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-15", "2023-02-15").obligations(), "n e1 2023-02-13 overdue");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-15", "2023-02-20T09:00:00").obligations(), "n e1 2023-02-13 met e2");
    EXPECT_EQ(see(facts, notice_to_each(), "2023-02-15").obligations(), "n e1 2023-02-13 met e2");
}

TEST(KnownAt, ARepetitionStandsForWhatItRepeatsUntilThatIsKnown) {
    Case facts;
    facts.event("application.received", "2023-02-01", "recorded=2023-03-01").event("application.received", "2023-02-01", "recorded=2023-02-02");
    const auto seen = see(facts, notice_to_each(), "2023-02-15", "2023-02-15");
    EXPECT_EQ(seen.obligations(), "n e2 2023-02-13 overdue");
    EXPECT_EQ(seen.review.findings.size(), 1U) << "nothing is repeated yet";
    EXPECT_EQ(see(facts, notice_to_each(), "2023-03-15", "2023-03-15").obligations(), "n e1 2023-02-13 overdue");
}

std::string versions(const std::string& selects) {
    return "'selects':'" + selects +
           "','trigger':{'event':'clue.received'},'fulfil':{'event':'clue.verified'},'versions':[{'effective':[null,'2023-01-01'],'limit':{'n':5,'unit':'day'}},{'effective':['2023-01-01',null],'limit':{'n':7,'unit':'day'}}]";
}

TEST(Versions, SelectedByTriggerFilingOrToday) {
    Case facts;
    facts.event("case.filed", "2023-01-05").event("clue.received", "2022-12-30");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("trigger")), "2023-01-05").obligations(), "c e2 2023-01-04 overdue");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("filing")), "2023-01-04").obligations(), "c e2 2023-01-04 open");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("filing")), "2023-01-05").obligations(), "c e2 2023-01-06 open");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("filing")), "2023-02-01").findings(), "c breach overdue e2 due 2023-01-06 -26 holds 2023-01-07..-");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("as_of")), "2022-12-31").obligations(), "c e2 2023-01-04 open");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("as_of")), "2022-12-31").next_change(), "2023-01-01");
    EXPECT_EQ(see(facts, Rules{}.add("c", "deadline", versions("as_of")), "2023-01-05").obligations(), "c e2 2023-01-06 open");
}

TEST(Versions, NoneInForceMeansNothing) {
    const Rules rules = Rules{}.add("c", "deadline", "'effective':['2023-01-01','2023-06-01'],'trigger':{'event':'clue.received'},'fulfil':{'event':'clue.verified'},'limit':{'n':7,'unit':'day'}");
    Case before, in_force, after;
    EXPECT_EQ(see(before.event("clue.received", "2022-12-31"), rules, "2023-07-01").obligations(), "");
    EXPECT_EQ(see(in_force.event("clue.received", "2023-05-31"), rules, "2023-07-01").obligations(), "c e1 2023-06-07 overdue");
    EXPECT_EQ(see(after.event("clue.received", "2023-06-01"), rules, "2023-07-01").obligations(), "");
}

TEST(Provisional, LeansOnANoticeThatIsNotOut) {
    Case facts;
    facts.event("application.received", "2031-09-25");
    EXPECT_NE(see(facts, notice_to_each(), "2031-09-26").obligations().find("provisional"), std::string::npos);
}

// ---------------------------------------------------------------- why

TEST(Why, FiredWithTheDaysCounted) {
    Case facts;
    facts.event("application.received", "2026-04-25");
    const Explanation told = why(facts.dossier(), notice_to_each().load(), "n", {day("2026-05-07"), {}});
    ASSERT_EQ(told.instances.size(), 1U);
    EXPECT_EQ(told.instances[0].state, State::overdue);
    EXPECT_EQ(told.instances[0].citations.at(0).article, "480");
    std::string steps;
    for (const Text& step : told.instances[0].steps) steps += step.en + "\n";
    EXPECT_NE(steps.find("2026-05-05"), std::string::npos) << steps;
    EXPECT_NE(steps.find("due by 2026-05-06"), std::string::npos) << steps;
}

TEST(Why, NotFiredAndWhy) {
    Case facts;
    facts.event("case.filed", "2023-02-01");
    const Explanation nothing = why(facts.dossier(), notice_to_each().load(), "n", {day("2023-03-01"), {}});
    EXPECT_TRUE(nothing.instances.empty());
    EXPECT_NE(nothing.summary.en.find("application.received"), std::string::npos);
    const Rulebook off = Rules{}.add("n", "deadline", "'enabled':false,'trigger':{'event':'case.filed'},'limit':{'n':1,'unit':'day'}").load();
    EXPECT_EQ(why(facts.dossier(), off, "n", {day("2023-03-01"), {}}).summary.en, "the rule is switched off");
    const Rulebook not_met = Rules{}.add("n", "deadline", "'when':{'has':{'event':'query.online'}},'trigger':{'event':'case.filed'},'limit':{'n':1,'unit':'day'}").load();
    EXPECT_EQ(why(facts.dossier(), not_met, "n", {day("2023-03-01"), {}}).instances.at(0).steps.at(0).en, "its condition does not hold: the rule does not apply");
    const auto unknown = testing::caught<RuleError>([&] { (void)why(facts.dossier(), off, "x", {day("2023-03-01"), {}}); });
    EXPECT_EQ(unknown.code(), "rule.unknown_rule");
}

TEST(Why, CannotBeTold) {
    Case facts;
    facts.event("application.received", "");
    const Explanation told = why(facts.dossier(), notice_to_each().load(), "n", {day("2023-03-01"), {}});
    ASSERT_EQ(told.instances.size(), 1U);
    EXPECT_EQ(told.instances[0].state, State::unknown);
    EXPECT_NE(told.instances[0].steps.at(0).en.find("on"), std::string::npos);
}

// Every rule of the real rulebook can be explained, whatever there is.
TEST(Why, EveryRuleOfTheRealRulebook) {
    const Rulebook rules = Rulebook::bundled("neixiang");
    Case facts;
    facts.party("p1", "applicant").party("p2", "respondent").header("'kind':'enforcement'").event("application.received", "2023-02-01").event("case.filed", "2023-02-03")
        .event("termination.started", "2023-04-01").event("closure.terminated", "2023-04-20").event("deposit.frozen", "2023-02-20", "ref=a").event("funds.received", "");
    const Dossier dossier = facts.dossier();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Explanation told = why(dossier, rules, rules.rule(i).id, {day("2024-06-01"), {}});
        EXPECT_FALSE(told.summary.zh.empty()) << rules.rule(i).id;
        EXPECT_FALSE(to_json(told, dossier).empty());
    }
}

// ---------------------------------------------------------------- size

TEST(Size, TenThousandEventsAreReviewedInReasonableTime) {
    const Rulebook rules = Rulebook::bundled("neixiang");
    Case facts;
    facts.party("p1", "applicant").party("p2", "respondent").party("p3", "respondent").header("'kind':'enforcement','claims':[{'id':'c1','kind':'money'}]").event("case.filed", "2020-01-02");
    for (int i = 0; i < 2500; ++i) {
        const std::string ref = "ref=r" + std::to_string(i) + " party=p" + std::to_string(2 + i % 2);
        const Date on = day("2020-02-01") + date::days{i / 3};
        facts.event("funds.received", to_string(on), ref).event("deposit.frozen", to_string(on), ref + "s");
        facts.event("funds.released", to_string(on + date::days{40}), i % 2 == 0 ? ref : "").event("clue.received", to_string(on), ref + "c");
    }
    const Dossier dossier = facts.dossier();
    const auto start = std::chrono::steady_clock::now();
    const Review seen = review(dossier, rules, {day("2024-06-01"), {}});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_GT(seen.findings.size(), 5000U);
    RecordProperty("seconds", std::to_string(seconds));
    EXPECT_LT(seconds, 60.0) << "without optimisation; an explosion takes hours";
}

}  // namespace
}  // namespace zhixing
