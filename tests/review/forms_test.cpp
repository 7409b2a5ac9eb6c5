// Every form alone, on small rulebooks.
#include "review_helpers.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

const std::string kNotice = "'trigger':{'event':'application.received'},'fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}";

Rules notice(const std::string& more = {}) { return Rules{}.add("n", "deadline", kNotice + more); }

// ---------------------------------------------------------------- deadline

TEST(Deadline, RunsIsMetIsLateIsOverdue) {
    Case facts;
    facts.event("application.received", "2023-02-01");
    EXPECT_EQ(see(facts, notice(), "2023-02-13").obligations(), "n e1 2023-02-13 open");  // the 11th is a Saturday
    EXPECT_EQ(see(facts, notice(), "2023-02-13").findings(), "");
    EXPECT_EQ(see(facts, notice(), "2023-02-13").next_change(), "2023-02-14");
    const auto over = see(facts, notice(), "2023-02-20");
    EXPECT_EQ(over.obligations(), "n e1 2023-02-13 overdue");
    EXPECT_EQ(over.findings(), "n breach overdue e1 due 2023-02-13 -7 holds 2023-02-14..-");
    EXPECT_EQ(over.next_change(), "-");
    facts.event("notice.issued", "2023-02-13");
    EXPECT_EQ(see(facts, notice(), "2023-02-20").obligations(), "n e1 2023-02-13 met e2");
    Case late;
    late.event("application.received", "2023-02-01").event("notice.issued", "2023-02-15");
    EXPECT_EQ(see(late, notice(), "2023-02-14").findings(), "n breach overdue e1 due 2023-02-13 -1 holds 2023-02-14..-");
    EXPECT_EQ(see(late, notice(), "2023-02-20").obligations(), "n e1 2023-02-13 late e2");
    EXPECT_EQ(see(late, notice(), "2023-02-20").findings(), "n breach late e1 due 2023-02-13 -2 holds 2023-02-15..-");
}

TEST(Deadline, WarnsByALadder) {
    Case facts;
    facts.event("application.received", "2023-02-01");
    const Rules rules = notice(",'warn':[7,3]");
    EXPECT_EQ(see(facts, rules, "2023-02-05").findings(), "");
    EXPECT_EQ(see(facts, rules, "2023-02-05").next_change(), "2023-02-06");
    EXPECT_EQ(see(facts, rules, "2023-02-06").findings(), "n warning due_soon e1 due 2023-02-13 7 holds 2023-02-06..2023-02-09");
    EXPECT_EQ(see(facts, rules, "2023-02-06").next_change(), "2023-02-10");
    EXPECT_EQ(see(facts, rules, "2023-02-13").findings(), "n warning due_soon e1 due 2023-02-13 0 holds 2023-02-10..2023-02-13");
    EXPECT_EQ(see(facts, rules, "2023-02-14").findings(), "n breach overdue e1 due 2023-02-13 -1 holds 2023-02-14..-");
}

TEST(Deadline, AWarningDoesNotHoldBeforeItsTrigger) {
    Case facts;
    facts.event("application.received", "2023-02-01");
    EXPECT_EQ(see(facts, notice(",'warn':90"), "2023-02-02").findings(), "n warning due_soon e1 due 2023-02-13 11 holds 2023-02-01..2023-02-13");
}

TEST(Deadline, AFulfilmentBeforeTheTriggerCountsOnlyWhereTheRuleSaysSo) {
    Case facts;
    facts.event("notice.issued", "2023-01-20").event("application.received", "2023-02-01");
    EXPECT_EQ(see(facts, notice(), "2023-02-20").obligations(), "n e2 2023-02-13 overdue");
    EXPECT_EQ(see(facts, notice(",'early':true"), "2023-02-20").obligations(), "n e2 2023-02-13 met e1");
}

TEST(Deadline, StatedEndRollsLikeAnyOther) {
    const Rules rules = Rules{}.add("r", "deadline", "'trigger':{'event':'report.ordered'},'fulfil':{'event':'report.received'},'limit':{'stated':true}");
    Case facts;
    facts.event("report.ordered", "2023-02-01", "until=2023-02-11");
    EXPECT_EQ(see(facts, rules, "2023-02-13").obligations(), "r e1 2023-02-13 open");
    Case silent;
    silent.event("report.ordered", "2023-02-01");
    EXPECT_EQ(see(silent, rules, "2023-02-13").obligations(), "r e1 - unknown");
    EXPECT_EQ(see(silent, rules, "2023-02-13").unknown(), "r: event e1 report.ordered: until");
}

TEST(Deadline, CountsFromTheStatedDay) {
    const Rules rules = Rules{}.add("r", "deadline", "'trigger':{'event':'dishonest.listed'},'fulfil':{'event':'dishonest.removed'},'limit':{'n':3,'unit':'workday'},'from':'until'");
    Case facts;
    facts.event("dishonest.listed", "2021-03-01", "until=2023-03-01");
    EXPECT_EQ(see(facts, rules, "2023-03-02").obligations(), "r e1 2023-03-06 open");  // Wednesday: Thursday, Friday, Monday
    EXPECT_EQ(see(facts, rules, "2023-03-07").findings(), "r breach overdue e1 due 2023-03-06 -1 holds 2023-03-07..-");
}

TEST(Deadline, CountsBackFromAnotherOne) {
    const std::string limit = "'trigger':{'event':'case.filed'},'fulfil':{'event':'closure.completed'},'limit':{'n':6,'unit':'month'}";
    const std::string apply = "'trigger':{'event':'case.filed'},'fulfil':{'event':'extension.applied'},'limit':{'n':-5,'unit':'day'},'roll':false,'of':'l'";
    // Six months from 2023-01-01 end on Saturday 07-01, rolled to Monday 07-03.
    Case facts;
    facts.event("case.filed", "2023-01-01");
    EXPECT_EQ(see(facts, Rules{}.add("l", "deadline", limit).add("x", "deadline", apply), "2023-06-01").obligations(), "l e1 2023-07-03 open\nx e1 2023-06-28 open");
    EXPECT_EQ(see(facts, Rules{}.add("l", "deadline", limit).add("x", "deadline", apply + ",'date':'plain'"), "2023-06-01").obligations(),
              "l e1 2023-07-03 open\nx e1 2023-06-26 open");
}

TEST(Deadline, IsWaivedInTimeAndLapsesAfterwards) {
    const Rules rules = notice(",'waive':{'event':'closure.*'}");
    Case in_time;
    in_time.event("application.received", "2023-02-01").event("closure.ended", "2023-02-13").event("notice.issued", "2023-02-20");
    EXPECT_EQ(see(in_time, rules, "2023-03-01").obligations(), "n e1 2023-02-13 waived e2");
    EXPECT_EQ(see(in_time, rules, "2023-03-01").findings(), "");
    Case after;
    after.event("application.received", "2023-02-01").event("closure.ended", "2023-02-15");
    EXPECT_EQ(see(after, rules, "2023-02-14").findings(), "n breach overdue e1 due 2023-02-13 -1 holds 2023-02-14..-");
    EXPECT_EQ(see(after, rules, "2023-03-01").obligations(), "n e1 2023-02-13 lapsed e2");
    EXPECT_EQ(see(after, rules, "2023-03-01").findings(), "n breach lapsed e1 due 2023-02-13 -2 holds 2023-02-15..-");
}

TEST(Deadline, WhatIsDoneOnTheDayOfTheWaiverIsDone) {
    Case facts;
    facts.event("application.received", "2023-02-01").event("closure.ended", "2023-02-10").event("notice.issued", "2023-02-10");
    EXPECT_EQ(see(facts, notice(",'waive':{'event':'closure.*'}"), "2023-03-01").obligations(), "n e1 2023-02-13 met e3");
}

TEST(Deadline, AWaiverBeforeTheTriggerWaivesNothing) {
    Case facts;
    facts.event("closure.ended", "2023-01-10").event("application.received", "2023-02-01");
    EXPECT_EQ(see(facts, notice(",'waive':{'event':'closure.*'}"), "2023-02-20").obligations(), "n e2 2023-02-13 overdue");
}

TEST(Deadline, AnExtensionStatesItsEndOrAddsToTheLast) {
    const std::string base = "'trigger':{'event':'case.filed'},'fulfil':{'event':'closure.completed'},'limit':{'n':6,'unit':'month'},";
    const Rules rules = Rules{}.add("l", "deadline", base + "'warn':30,'extend':{'event':'extension.decided','outcome':'granted','by':{'n':3,'unit':'month'}}");
    Case facts;
    facts.event("case.filed", "2026-01-15").event("extension.decided", "2026-07-01", "outcome=granted");
    EXPECT_EQ(see(facts, rules, "2026-06-30").obligations(), "l e1 2026-07-15 open");
    EXPECT_EQ(see(facts, rules, "2026-07-01").obligations(), "l e1 2026-10-15 open");
    EXPECT_EQ(see(facts, rules, "2026-09-20").findings(), "l warning due_soon e1 due 2026-10-15 25 holds 2026-09-15..2026-10-15");
    Case stated;
    stated.event("case.filed", "2026-01-15").event("extension.decided", "2026-07-20", "outcome=granted until=2026-08-01");
    // Approved late: overdue by the first date until then; the second date is said from the approval on.
    EXPECT_EQ(see(stated, rules, "2026-07-19").findings(), "l breach overdue e1 due 2026-07-15 -4 holds 2026-07-16..-");
    EXPECT_EQ(see(stated, rules, "2026-08-05").findings(), "l breach overdue e1 due 2026-08-01 -4 holds 2026-08-02..-");
    Case very_late;
    very_late.event("case.filed", "2026-01-15").event("extension.decided", "2026-09-01", "outcome=granted until=2026-08-01");
    EXPECT_EQ(see(very_late, rules, "2026-09-05").findings(), "l breach overdue e1 due 2026-08-01 -35 holds 2026-09-01..-");
    Case denied;
    denied.event("case.filed", "2026-01-15").event("extension.decided", "2026-07-01", "outcome=denied");
    EXPECT_EQ(see(denied, rules, "2026-07-20").obligations(), "l e1 2026-07-15 overdue");
    Case silent;
    silent.event("case.filed", "2026-01-15").event("extension.decided", "2026-07-01");
    EXPECT_EQ(see(silent, rules, "2026-07-10").obligations(), "l e1 2026-07-15 open") << "in time either way";
    EXPECT_EQ(see(silent, rules, "2026-07-20").obligations(), "l e1 2026-07-15 unknown");
    EXPECT_EQ(see(silent, rules, "2026-07-20").unknown(), "l: event e2 extension.decided: outcome");
}

// ---------------------------------------------------------------- pauses

Rules paused(const std::string& more = {}) {
    return Rules{}
        .add("p", "pauses", "'intervals':[{'name':{'zh':'中止','en':'suspended'},'start':{'event':'pause.suspended'},'end':{'event':'pause.suspension_ended'},'match':'ref'},"
                            "{'name':{'zh':'扣除','en':'excluded'},'start':{'event':'pause.excluded_from'},'end':{'event':'pause.excluded_to'},'match':'ref'}]")
        .add("l", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'closure.completed'},'limit':{'n':6,'unit':'month'},'pauses':['p']" + more);
}

TEST(Pauses, AreNotCounted) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-02-01").event("pause.suspension_ended", "2026-03-03");
    EXPECT_EQ(see(facts, paused(), "2026-01-20").obligations(), "l e1 2026-07-15 open");
    EXPECT_EQ(see(facts, paused(), "2026-02-10").obligations(), "l e1 - suspended");
    EXPECT_EQ(see(facts, paused(), "2026-02-10").next_change(), "-");
    EXPECT_EQ(see(facts, paused(), "2026-03-10").obligations(), "l e1 2026-08-14 open");  // 30 days later
    EXPECT_EQ(see(facts, paused(), "2026-08-20").findings(), "l breach overdue e1 due 2026-08-14 -6 holds 2026-08-15..-");
}

TEST(Pauses, CountOnceWhereTheyOverlap) {
    Case facts;
    facts.event("case.filed", "2026-01-15")
        .event("pause.suspended", "2026-02-01", "ref=a").event("pause.suspension_ended", "2026-02-21", "ref=a")
        .event("pause.excluded_from", "2026-02-11", "ref=b").event("pause.excluded_to", "2026-03-03", "ref=b");
    EXPECT_EQ(see(facts, paused(), "2026-03-10").obligations(), "l e1 2026-08-14 open");
}

TEST(Pauses, OneWithAStatedEndEndsThenUnlessItEndedBefore) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-02-01", "until=2026-03-03");
    EXPECT_EQ(see(facts, paused(), "2026-02-10").obligations(), "l e1 2026-08-14 open");
    facts.event("pause.suspension_ended", "2026-02-11");
    EXPECT_EQ(see(facts, paused(), "2026-02-10").obligations(), "l e1 2026-08-14 open");
    EXPECT_EQ(see(facts, paused(), "2026-02-12").obligations(), "l e1 2026-07-27 open");  // 10 days: Saturday 07-25, rolled
}

TEST(Pauses, TwoWithoutReferenceFollowEachOther) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-02-01").event("pause.suspension_ended", "2026-02-11")
        .event("pause.suspended", "2026-03-01").event("pause.suspension_ended", "2026-03-21");
    EXPECT_EQ(see(facts, paused(), "2026-04-01").obligations(), "l e1 2026-08-14 open");
}

TEST(Pauses, OneAfterTheDueDateMovesNothing) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-07-20");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").obligations(), "l e1 2026-07-15 overdue");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").findings(), "l breach overdue e1 due 2026-07-15 -17 holds 2026-07-16..-");
}

TEST(Pauses, OneWithoutDateLeavesOnlyAnOverrunOpen) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "");
    EXPECT_EQ(see(facts, paused(), "2026-07-01").obligations(), "l e1 2026-07-15 open");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").obligations(), "l e1 2026-07-15 unknown");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").unknown(), "l: event e2 pause.suspended: on");
    facts.event("closure.completed", "2026-06-01");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").obligations(), "l e1 2026-07-15 met e3");
}

TEST(Pauses, OneWhoseEndIsInDoubtLeavesTheDueDateOpen) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-02-01", "ref=a").event("pause.suspended", "2026-02-01", "ref=b")
        .event("pause.suspension_ended", "2026-02-11");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").obligations(), "l e1 - unknown");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").unknown(), "l: event e4 pause.suspension_ended: ref");
}

TEST(Pauses, OneForEverIsNoCrash) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("pause.suspended", "2026-02-01", "until=2199-12-31");
    EXPECT_EQ(see(facts, paused(), "2026-08-01").obligations(), "l e1 2199-12-31 open provisional");
    EXPECT_NO_THROW((void)why(facts.dossier(), paused().load(), "l", {testing::day("2026-08-01"), {}}));
}

// ---------------------------------------------------------------- hours

Rules family() { return Rules{}.add("h", "deadline", "'trigger':{'event':'detention.ordered'},'fulfil':{'event':'detention.family_told'},'limit':{'n':24,'unit':'hour'}"); }

TEST(Hours, RunFromTheNextFullHour) {
    Case facts;
    facts.event("detention.ordered", "2023-05-08T10:20:00");  // counted from 11:00, until 11:00 next day
    EXPECT_EQ(see(facts, family(), "2023-05-08").obligations(), "h e1 2023-05-09 open");
    EXPECT_EQ(see(facts, family(), "2023-05-09").findings(), "h breach overdue e1 due 2023-05-09 0 holds 2023-05-09..-") << "a day is judged at its end";
    Case exact = facts;
    exact.event("detention.family_told", "2023-05-09T11:00:00");
    EXPECT_EQ(see(exact, family(), "2023-05-10").obligations(), "h e1 2023-05-09 met e2");
    Case second = facts;
    second.event("detention.family_told", "2023-05-09T11:00:01");
    EXPECT_EQ(see(second, family(), "2023-05-10").obligations(), "h e1 2023-05-09 late e2");
    Case no_time = facts;
    no_time.event("detention.family_told", "2023-05-09");
    EXPECT_EQ(see(no_time, family(), "2023-05-10").obligations(), "h e1 2023-05-09 unknown e2");
    EXPECT_EQ(see(no_time, family(), "2023-05-10").unknown(), "h: event e2 detention.family_told: time of day");
}

TEST(Hours, WithoutTheTimeOfTheTriggerOnlyWhatIsCertainIsSaid) {
    Case facts;
    facts.event("detention.ordered", "2023-05-08");  // due between 05-09 01:00 and 05-10 00:00
    EXPECT_EQ(see(facts, family(), "2023-05-08").obligations(), "h e1 2023-05-10 open bounded");
    EXPECT_EQ(see(facts, family(), "2023-05-09").obligations(), "h e1 2023-05-10 unknown bounded");
    EXPECT_EQ(see(facts, family(), "2023-05-09").unknown(), "h: event e1 detention.ordered: time of day");
    EXPECT_EQ(see(facts, family(), "2023-05-10").obligations(), "h e1 2023-05-10 overdue bounded");
    Case same_day = facts;
    same_day.event("detention.family_told", "2023-05-08");
    EXPECT_EQ(see(same_day, family(), "2023-05-12").obligations(), "h e1 2023-05-10 met e2 bounded");
    Case next_day = facts;
    next_day.event("detention.family_told", "2023-05-09T09:00");
    EXPECT_EQ(see(next_day, family(), "2023-05-12").obligations(), "h e1 2023-05-10 unknown e2 bounded");
    Case third_day = facts;
    third_day.event("detention.family_told", "2023-05-11T09:00");
    EXPECT_EQ(see(third_day, family(), "2023-05-12").findings(), "h breach late e1 due 2023-05-10 -1 holds 2023-05-11..- bounded");
}

// ---------------------------------------------------------------- bound

TEST(Bound, StandsInForATriggerThatIsNotOnRecord) {
    const Rules rules = notice(",'bound':{'event':'case.filed'}");
    Case facts;
    facts.event("case.filed", "2023-02-01");
    EXPECT_EQ(see(facts, rules, "2023-02-05").obligations(), "n e1 2023-02-13 unknown bounded");
    EXPECT_EQ(see(facts, rules, "2023-02-05").unknown(), "n: a record of application.received");
    EXPECT_EQ(see(facts, rules, "2023-02-05").next_change(), "2023-02-14");
    EXPECT_EQ(see(facts, rules, "2023-02-20").findings(), "n breach overdue e1 due 2023-02-13 -7 holds 2023-02-14..- bounded");
    facts.event("notice.issued", "2023-02-10");
    EXPECT_EQ(see(facts, rules, "2023-02-20").obligations(), "n e1 2023-02-13 unknown e2 bounded");
    facts.event("application.received", "2023-01-20");
    EXPECT_EQ(see(facts, rules, "2023-02-20").findings(), "n breach late e3 due 2023-01-30 -11 holds 2023-02-10..-");
}

TEST(Bound, OfSeveralTheEarliestStandsIn) {
    const Rules rules = notice(",'bound':{'event':['case.assigned','case.filed']}");
    Case facts;
    facts.event("case.assigned", "2023-02-03").event("case.filed", "2023-02-01").event("case.filed", "2023-02-02");
    EXPECT_EQ(see(facts, rules, "2023-02-20").obligations(), "n e2 2023-02-13 overdue bounded");
}

// ---------------------------------------------------------------- expiry

Rules freeze(const std::string& more = {}) {
    return Rules{}.add("f", "expiry", "'trigger':{'event':'deposit.frozen'},'fulfil':{'event':'seizure.released'},'renew':{'event':'seizure.renewed'},'match':'ref','limit':{'n':1,'unit':'year'}" + more);
}

TEST(Expiry, EndsOnTheDayAndNeverRolls) {
    Case facts;
    facts.event("deposit.frozen", "2026-01-10", "ref=a");
    EXPECT_EQ(see(facts, freeze(), "2027-01-10").obligations(), "f e1 #1 2027-01-10 open");  // a Sunday
    const auto after = see(facts, freeze(), "2027-01-11");
    EXPECT_EQ(after.obligations(), "f e1 #1 2027-01-10 overdue");
    EXPECT_EQ(after.findings(), "f anomaly expired e1 #1 due 2027-01-10 -1 holds 2027-01-11..-");
}

TEST(Expiry, AStatedEndGovernsWhereItIsEarlierAndIsFoundWhereItIsLater) {
    Case shorter;
    shorter.event("deposit.frozen", "2026-01-10", "ref=a until=2026-07-09");
    EXPECT_EQ(see(shorter, freeze(), "2026-07-09").obligations(), "f e1 #1 2026-07-09 open");
    Case longer;
    longer.event("deposit.frozen", "2026-01-10", "ref=a until=2028-01-10");
    EXPECT_EQ(see(longer, freeze(), "2026-07-09").findings(), "f breach over_term e1 due 2027-01-10 -365 holds 2026-01-10..-");
    EXPECT_EQ(see(longer, freeze(), "2026-07-09").obligations(), "f e1 #1 2027-01-10 open");
}

TEST(Expiry, WarnsByALadder) {
    Case facts;
    facts.event("deposit.frozen", "2026-01-10", "ref=a");
    const Rules rules = freeze(",'warn':[60,30,15,7]");
    EXPECT_EQ(see(facts, rules, "2026-12-20").findings(), "f warning expiring e1 due 2027-01-10 21 holds 2026-12-11..2026-12-25");
    EXPECT_EQ(see(facts, rules, "2026-12-20").next_change(), "2026-12-26");
    EXPECT_EQ(see(facts, rules, "2027-01-10").findings(), "f warning expiring e1 due 2027-01-10 0 holds 2027-01-03..2027-01-10");
}

TEST(Expiry, IsRenewedInTimeOrLate) {
    Case facts;
    facts.event("deposit.frozen", "2026-01-10", "ref=a").event("seizure.renewed", "2027-01-10", "ref=a");
    EXPECT_EQ(see(facts, freeze(), "2027-06-01").obligations(), "f e1 #1 2027-01-10 met e2\nf e1 #2 2028-01-10 open");
    Case late;
    late.event("deposit.frozen", "2026-01-10", "ref=a").event("seizure.renewed", "2027-01-12", "ref=a");
    EXPECT_EQ(see(late, freeze(), "2027-01-11").findings(), "f anomaly expired e1 #1 due 2027-01-10 -1 holds 2027-01-11..-");
    EXPECT_EQ(see(late, freeze(), "2027-06-01").obligations(), "f e1 #1 2027-01-10 late e2\nf e1 #2 2028-01-12 open");
    EXPECT_EQ(see(late, freeze(), "2027-06-01").findings(), "f anomaly renewed_late e1 #1 due 2027-01-10 -2 holds 2027-01-12..-");
}

TEST(Expiry, IsLiftedInTimeOrAfterItRanOut) {
    Case facts;
    facts.event("deposit.frozen", "2026-01-10", "ref=a").event("seizure.released", "2026-05-01", "ref=a");
    EXPECT_EQ(see(facts, freeze(), "2028-01-01").obligations(), "f e1 #1 2027-01-10 met e2");
    EXPECT_EQ(see(facts, freeze(), "2028-01-01").findings(), "");
    // Detention of fifteen days: released after twenty is not healed by the release.
    const Rules detention = Rules{}.add("d", "expiry", "'trigger':{'event':'detention.ordered'},'fulfil':{'event':'detention.released'},'match':'party','limit':{'n':15,'unit':'day'}");
    Case held;
    held.party("p1", "respondent").event("detention.ordered", "2023-05-01", "party=p1").event("detention.released", "2023-05-21", "party=p1");
    EXPECT_EQ(see(held, detention, "2023-06-01").obligations(), "d e1 #1 2023-05-16 lapsed e2");
    EXPECT_EQ(see(held, detention, "2023-06-01").findings(), "d anomaly expired e1 #1 due 2023-05-16 -5 holds 2023-05-17..-");
}

TEST(Expiry, ARenewalThatNamesNoInstanceOfTwoLeavesItOpen) {
    Case facts;
    facts.event("deposit.frozen", "2026-01-10", "ref=a").event("deposit.frozen", "2026-01-10", "ref=b").event("seizure.renewed", "2027-01-05", "");
    const auto seen = see(facts, freeze(), "2027-02-01");
    EXPECT_EQ(seen.obligations(), "f e1 #1 2027-01-10 unknown\nf e2 #1 2027-01-10 unknown");
    EXPECT_EQ(seen.findings(), "");
    EXPECT_EQ(seen.unknown(), "f: event e3 seizure.renewed: ref");
}

// ---------------------------------------------------------------- before

Rules wait() { return Rules{}.add("w", "before", "'act':{'event':'closure.terminated'},'intent':{'event':'termination.started'},'wait':{'since':{'event':'case.filed'},'bound':{'event':'application.received'},'n':3,'unit':'month'}"); }

TEST(Before, AnActMustWait) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("closure.terminated", "2026-04-15");
    EXPECT_EQ(see(facts, wait(), "2026-06-01").findings(), "w breach too_early e2 due 2026-04-16 -1 holds 2026-04-15..-");
    Case lawful;
    lawful.event("case.filed", "2026-01-15").event("closure.terminated", "2026-04-16");
    EXPECT_EQ(see(lawful, wait(), "2026-06-01").findings(), "");
}

TEST(Before, AnIntentionIsBlockedUntilTheDay) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("termination.started", "2026-03-01");
    const auto seen = see(facts, wait(), "2026-03-10");
    EXPECT_EQ(seen.findings(), "w blocked blocked e2 due 2026-04-16 -37 holds 2026-03-01..2026-04-15");
    EXPECT_EQ(seen.next_change(), "2026-04-16");
    EXPECT_EQ(see(facts, wait(), "2026-04-16").findings(), "");
}

TEST(Before, ABoundMakesOnlyTheTooEarlyCertain) {
    Case facts;
    facts.event("application.received", "2026-01-15").event("closure.terminated", "2026-04-15");
    EXPECT_EQ(see(facts, wait(), "2026-06-01").findings(), "w breach too_early e2 due 2026-04-16 -1 holds 2026-04-15..- bounded");
    Case later;
    later.event("application.received", "2026-01-15").event("closure.terminated", "2026-04-16");
    EXPECT_EQ(see(later, wait(), "2026-06-01").findings(), "");
    EXPECT_EQ(see(later, wait(), "2026-06-01").unknown(), "w: a record of case.filed");
    Case neither;
    neither.event("closure.terminated", "2026-04-16");
    EXPECT_EQ(see(neither, wait(), "2026-06-01").unknown(), "w: a record of case.filed");
}

TEST(Before, AStartRecordedAfterTheActMakesItTooEarlyFromThenOn) {
    Case facts;
    facts.event("closure.terminated", "2026-03-01").event("case.filed", "2026-03-05");
    EXPECT_EQ(see(facts, wait(), "2026-03-02").unknown(), "w: a record of case.filed");
    EXPECT_EQ(see(facts, wait(), "2026-06-01").findings(), "w breach too_early e1 due 2026-06-06 -97 holds 2026-03-05..-");
}

TEST(Before, AStartWithoutDateLeavesItOpen) {
    Case facts;
    facts.event("case.filed", "2026-01-15").event("case.filed", "").event("closure.terminated", "2026-04-15");
    EXPECT_EQ(see(facts, wait(), "2026-06-01").findings(), "");
    EXPECT_EQ(see(facts, wait(), "2026-06-01").unknown(), "w: event e2 case.filed: on");
}

TEST(Before, WhatTheActNeedsIsJudgedOnItsDay) {
    const Rules rules = Rules{}.add("b", "before", "'act':{'event':'closure.terminated'},'intent':{'event':'closure.proposed'},'needs':{'has':{'event':'termination.checked'}}");
    Case facts;
    facts.event("closure.terminated", "2026-04-15").event("termination.checked", "2026-04-16");
    EXPECT_EQ(see(facts, rules, "2026-06-01").findings(), "b breach not_allowed e1 holds 2026-04-15..-");
    Case same_day;
    same_day.event("closure.terminated", "2026-04-15").event("termination.checked", "2026-04-15");
    EXPECT_EQ(see(same_day, rules, "2026-06-01").findings(), "");
    Case intended;
    intended.event("closure.proposed", "2026-04-10").event("termination.checked", "2026-04-16");
    EXPECT_EQ(see(intended, rules, "2026-04-12").findings(), "b blocked blocked e1 holds 2026-04-10..-");
    EXPECT_EQ(see(intended, rules, "2026-04-16").findings(), "");
    Case undated;
    undated.event("closure.proposed", "");
    EXPECT_EQ(see(undated, rules, "2026-04-16").unknown(), "b: event e1 closure.proposed: on");
}

// ---------------------------------------------------------------- recurring

Rules periodic() {
    return Rules{}.add("q", "recurring", "'trigger':{'event':'closure.terminated'},'fulfil':{'event':'query.periodic'},'every':{'n':6,'unit':'month'},'for':{'n':2,'unit':'year'},'waive':{'event':'case.resumed'},'warn':15");
}

TEST(Recurring, RoundsAreCountedFromTheBeginning) {
    Case facts;
    facts.event("closure.terminated", "2025-08-31");
    const auto seen = see(facts, periodic(), "2026-03-10");
    // Half a year from 31 August ends on 28 February 2026, a working Saturday of Spring Festival.
    EXPECT_EQ(seen.obligations(), "q e1 #1 2026-02-28 overdue\nq e1 #2 2026-08-31 open");
    EXPECT_EQ(seen.findings(), "q breach overdue e1 #1 due 2026-02-28 -10 holds 2026-03-01..-");
    EXPECT_EQ(seen.next_change(), "2026-08-16");
}

TEST(Recurring, EachRoundNeedsItsOwn) {
    Case facts;
    facts.event("closure.terminated", "2026-02-11").event("query.periodic", "2026-03-01").event("query.periodic", "2026-04-01");
    EXPECT_EQ(see(facts, periodic(), "2026-08-12").obligations(), "q e1 #1 2026-08-11 met e2\nq e1 #2 2027-02-11 open provisional");
    EXPECT_EQ(see(facts, periodic(), "2026-08-11").obligations(), "q e1 #1 2026-08-11 met e2");
}

TEST(Recurring, ALateOneMakesGoodWhatWasMissedAndCountsForItsOwnRound) {
    Case facts;
    facts.event("closure.terminated", "2026-02-11").event("query.periodic", "2026-09-01");
    EXPECT_EQ(see(facts, periodic(), "2026-10-01").obligations(), "q e1 #1 2026-08-11 late e2\nq e1 #2 2027-02-11 met e2 provisional");
    EXPECT_EQ(see(facts, periodic(), "2026-10-01").findings(), "q breach late e1 #1 due 2026-08-11 -21 holds 2026-09-01..-");
}

TEST(Recurring, EndsWithTheStateAndWithTheTerm) {
    Case facts;
    facts.event("closure.terminated", "2026-02-11").event("case.resumed", "2026-05-01");
    EXPECT_EQ(see(facts, periodic(), "2027-01-01").obligations(), "");
    Case later;
    later.event("closure.terminated", "2026-02-11").event("case.resumed", "2026-09-01");
    EXPECT_EQ(see(later, periodic(), "2027-01-01").obligations(), "q e1 #1 2026-08-11 lapsed e2");
    Case term;
    term.event("closure.terminated", "2026-02-11");
    EXPECT_EQ(see(term, periodic(), "2030-01-01").review.obligations.size(), 4U);
}

// ---------------------------------------------------------------- checklist

Rules list() {
    return Rules{}.add("c", "checklist",
                       "'per':'respondent','act':{'event':'closure.terminated'},'intent':{'event':'termination.started'},'items':["
                       "{'id':'notice','name':{'zh':'通知','en':'notice'},'needs':{'has':{'event':'notice.issued','same':'party'}}},"
                       "{'id':'check','name':{'zh':'核查','en':'checked'},'when':{'has':{'event':'report.received','same':'party'}},'needs':{'has':{'event':'report.checked','same':'party'}}},"
                       "{'id':'search','name':{'zh':'搜查','en':'searched'},'source':'unverified','needs':{'has':{'event':'search.done'}}}]");
}

TEST(Checklist, ItemByItemAndPartyByParty) {
    Case facts;
    facts.party("p1", "applicant").party("p2", "respondent").party("p3", "respondent")
        .event("notice.issued", "2026-01-10", "party=p2").event("report.received", "2026-01-20", "party=p3").event("closure.terminated", "2026-05-01");
    EXPECT_EQ(see(facts, list(), "2026-06-01").findings(),
              "c/1 missing missing e3 p3 holds 2026-05-01..-\n"
              "c/2 missing missing e3 p3 holds 2026-05-01..-\n"
              "c/3 warning missing e3 p2 holds 2026-05-01..-\n"
              "c/3 warning missing e3 p3 holds 2026-05-01..-");
}

TEST(Checklist, AsksWhileTheActIsIntended) {
    Case facts;
    facts.party("p2", "respondent").event("termination.started", "2026-03-01").event("search.done", "2026-03-05").event("notice.issued", "2026-03-20", "party=p2");
    EXPECT_EQ(see(facts, list(), "2026-03-10").findings(), "c/1 missing missing e1 p2 holds 2026-03-01..-");
    EXPECT_EQ(see(facts, list(), "2026-03-20").findings(), "");
}

TEST(Checklist, AnItemInDoubtIsUnknown) {
    Case facts;
    facts.party("p2", "respondent").party("p3", "respondent").event("notice.issued", "2026-01-10").event("search.done", "").event("closure.terminated", "2026-05-01");
    const auto seen = see(facts, list(), "2026-06-01");
    EXPECT_EQ(seen.findings(), "");
    EXPECT_EQ(seen.unknown(),
              "c/1 p2: event e1 notice.issued: party\n"
              "c/1 p3: event e1 notice.issued: party\n"
              "c/3 p2: event e2 search.done: on\n"
              "c/3 p3: event e2 search.done: on");
}

// ---------------------------------------------------------------- check

TEST(Check, OfEachEventOnItsDayOrToday) {
    const std::string must = "'each':{'event':'notice.issued'},'must':{'has':{'event':'report.ordered'}}";
    Case facts;
    facts.event("notice.issued", "2026-01-10").event("report.ordered", "2026-01-12");
    EXPECT_EQ(see(facts, Rules{}.add("k", "check", must), "2026-02-01").findings(), "k anomaly failed e1 holds 2026-01-10..-");
    EXPECT_EQ(see(facts, Rules{}.add("k", "check", must + ",'at':'as_of'"), "2026-01-11").findings(), "k anomaly failed e1 holds 2026-01-10..-");
    EXPECT_EQ(see(facts, Rules{}.add("k", "check", must + ",'at':'as_of'"), "2026-02-01").findings(), "");
}

TEST(Check, OnceADossierAndByTimeAlone) {
    const Rules rules = Rules{}.add("k", "check", "'must_not':{'all':[{'elapsed':{'since':{'event':'case.filed'},'n':3,'unit':'month'}},{'none':{'event':'closure.*'}}]}");
    Case facts;
    facts.event("case.filed", "2026-01-15").event("closure.ended", "2026-08-01");
    EXPECT_EQ(see(facts, rules, "2026-02-01").findings(), "");
    EXPECT_EQ(see(facts, rules, "2026-02-01").next_change(), "2026-04-16") << "time alone turns it";
    EXPECT_EQ(see(facts, rules, "2026-04-16").findings(), "k anomaly failed - holds 2026-04-16..-");
    EXPECT_EQ(see(facts, rules, "2026-08-01").findings(), "");
}

TEST(Check, OfFactsAloneHoldsAlways) {
    const Rules rules = Rules{}.add("k", "check", "'must_not':{'fact':'claim.kind','is':['money']}");
    Case facts;
    facts.header("'claims':[{'id':'c1','kind':'money'}]").event("case.filed", "2026-01-15");
    EXPECT_EQ(see(facts, rules, "2026-02-01").findings(), "k anomaly failed - holds -..-");
    const Rules dated = Rules{}.add("k", "check", "'effective':['2026-01-01','2026-03-01'],'must_not':{'fact':'claim.kind','is':['money']}");
    EXPECT_EQ(see(facts, dated, "2026-02-01").findings(), "k anomaly failed - holds 2026-01-01..2026-02-28");
    EXPECT_EQ(see(facts, dated, "2025-02-01").findings(), "");
    EXPECT_EQ(see(facts, dated, "2025-02-01").next_change(), "2026-01-01");
    EXPECT_EQ(see(facts, dated, "2026-03-01").findings(), "");
}

TEST(Severity, SaysWhatLevelAndSourceAllow) {
    Case facts;
    facts.event("application.received", "2023-02-01");
    const auto said = [&](const std::string& more) { return see(facts, notice(more), "2023-02-20").review.findings.at(0).severity; };
    EXPECT_EQ(said(""), Severity::breach);
    EXPECT_EQ(said(",'level':'policy'"), Severity::overdue);
    EXPECT_EQ(said(",'level':'court'"), Severity::overdue);
    EXPECT_EQ(said(",'source':'secondary'"), Severity::warning);
    EXPECT_EQ(said(",'severity':'note'"), Severity::note);
}

TEST(Waivers, OneAboutAnotherInstanceDoesNotWaive) {
    Rules rules;
    rules.add("a.b", "deadline", "'trigger':{'event':'objection.filed'},'fulfil':{'event':'objection.ruled'},'match':'ref','limit':{'n':15,'unit':'day'},'waive':{'event':['objection.refused','closure.completed']}");
    const auto filed = [] { return Case{}.event("objection.filed", "2026-01-05", "ref=a"); };
    EXPECT_EQ(see(filed().event("objection.refused", "2026-01-06", "ref=b"), rules, "2026-03-01").obligations(), "a.b e1 2026-01-20 overdue");
    EXPECT_EQ(see(filed().event("objection.refused", "2026-01-06", "ref=a"), rules, "2026-03-01").obligations(), "a.b e1 2026-01-20 waived e2");
    EXPECT_EQ(see(filed().event("closure.completed", "2026-01-06"), rules, "2026-03-01").obligations(), "a.b e1 2026-01-20 waived e2") << "about the whole case";
}

TEST(Waivers, OneAboutAnotherPartyDoesNotWaive) {
    Rules rules;
    rules.add("a.b", "deadline", "'trigger':{'event':'report.ordered'},'fulfil':{'event':'report.received'},'match':'party','limit':{'n':10,'unit':'day'},'waive':{'event':'report.failed'}");
    const auto facts = Case{}.party("p2", "respondent").party("p3", "respondent").event("report.ordered", "2026-01-05", "party=p2").event("report.ordered", "2026-01-05", "party=p3").event("report.failed", "2026-01-08", "party=p2");
    EXPECT_EQ(see(facts, rules, "2026-03-01").obligations(), "a.b e1 2026-01-15 waived e3\na.b e2 2026-01-15 overdue");
}

TEST(Extensions, APauseInTheAddedTimeIsNotCounted) {
    Rules rules;
    rules.add("stops", "pauses", "'intervals':[{'name':{'zh':'中止','en':'s'},'start':{'event':'pause.suspended'},'end':{'event':'pause.suspension_ended'}}]")
        .add("a.b", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'closure.completed'},'limit':{'n':6,'unit':'month'},'roll':false,'pauses':['stops'],'extend':{'event':'extension.decided','outcome':'granted','by':{'n':3,'unit':'month'}}");
    const auto facts = [] { return Case{}.event("case.filed", "2025-01-06").event("extension.decided", "2025-06-30", "outcome=granted").event("pause.suspended", "2025-08-01"); };
    EXPECT_EQ(see(facts(), rules, "2025-10-20").obligations(), "a.b e1 - suspended");
    EXPECT_EQ(see(facts().event("pause.suspension_ended", "2025-09-30"), rules, "2025-10-20").obligations(), "a.b e1 2025-12-05 open") << "sixty days later";
}

}  // namespace
}  // namespace zhixing
