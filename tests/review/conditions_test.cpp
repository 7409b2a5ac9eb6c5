// Conditions: holds, does not hold, cannot be told.
#include "review/condition.hpp"

#include "review_helpers.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

// The truth of a condition on a day, asked through a check: it fails, passes, or is unknown.
std::string truth(const Case& facts, const std::string& condition, const std::string& as_of = "2023-06-01") {
    const auto seen = see(facts, Rules{}.add("k", "check", "'must_not':" + condition), as_of);
    if (!seen.review.findings.empty() && seen.findings().find("failed") != std::string::npos) return "yes";
    return seen.review.unknown.empty() ? "no" : "unknown";
}

// Three conditions of known truth: notice.issued is on record, query.online is not, visit.onsite has no date.
const std::string kYes = "{'has':{'event':'notice.issued'}}";
const std::string kNo = "{'has':{'event':'query.online'}}";
const std::string kOpen = "{'has':{'event':'visit.onsite'}}";

Case three() {
    Case facts;
    return facts.event("notice.issued", "2023-02-01").event("visit.onsite", "");
}

TEST(Kleene, AllAnyAndNot) {
    const Case facts = three();
    const std::vector<std::pair<std::string, std::string>> values{{kYes, "yes"}, {kNo, "no"}, {kOpen, "unknown"}};
    for (const auto& [a, truth_a] : values) {
        EXPECT_EQ(truth(facts, a), truth_a);
        EXPECT_EQ(truth(facts, "{'not':" + a + "}"), truth_a == "yes" ? "no" : truth_a == "no" ? "yes" : "unknown");
        for (const auto& [b, truth_b] : values) {
            const bool no = truth_a == "no" || truth_b == "no";
            const bool yes = truth_a == "yes" || truth_b == "yes";
            const bool open = truth_a == "unknown" || truth_b == "unknown";
            EXPECT_EQ(truth(facts, "{'all':[" + a + "," + b + "]}"), no ? "no" : open ? "unknown" : "yes") << a << b;
            EXPECT_EQ(truth(facts, "{'any':[" + a + "," + b + "]}"), yes ? "yes" : open ? "unknown" : "no") << a << b;
        }
    }
}

TEST(Kleene, NoneIsTheOppositeOfHas) {
    const Case facts = three();
    EXPECT_EQ(truth(facts, "{'none':{'event':'notice.issued'}}"), "no");
    EXPECT_EQ(truth(facts, "{'none':{'event':'query.online'}}"), "yes");
    EXPECT_EQ(truth(facts, "{'none':{'event':'visit.onsite'}}"), "unknown");
}

TEST(Has, AColumnLeftEmptyCannotBeTold) {
    Case facts;
    facts.event("query.online", "2023-02-01");
    const std::string found = "{'has':{'event':'query.online','outcome':'found'}}";
    EXPECT_EQ(truth(facts, found), "unknown");
    Case other;
    other.event("query.online", "2023-02-01", "outcome=not_found");
    EXPECT_EQ(truth(other, found), "no");
    Case odd;
    odd.event("query.online", "2023-02-01", "outcome=不在目录");
    EXPECT_EQ(truth(odd, found), "no") << "a word that is told, and is none of those asked for";
    Case sure;
    sure.event("query.online", "2023-02-01").event("query.online", "2023-03-01", "outcome=found");
    EXPECT_EQ(truth(sure, found), "yes");
}

TEST(Has, TwoColumnsOfWhichOneIsWrong) {
    Case facts;
    facts.event("query.online", "2023-02-01", "outcome=not_found");
    EXPECT_EQ(truth(facts, "{'has':{'event':'query.online','outcome':'found','role':'handler'}}"), "no");
    EXPECT_EQ(truth(facts, "{'has':{'event':'query.online','outcome':'not_found','role':'handler'}}"), "unknown");
}

TEST(Has, AKindThatIsNotCoveredCannotBeTold) {
    Case facts;
    facts.header("'covers':['case.filed','notice']").event("case.filed", "2023-02-01");
    EXPECT_EQ(truth(facts, "{'has':{'event':'notice.issued'}}"), "no");
    EXPECT_EQ(truth(facts, "{'has':{'event':'query.online'}}"), "unknown");
    EXPECT_EQ(truth(facts, "{'has':{'event':'case.filed'}}"), "yes");
    EXPECT_EQ(truth(facts, "{'has':{'event':['notice.issued','query.online']}}"), "unknown");
    Case recorded = facts;
    recorded.event("query.online", "2023-02-02");
    EXPECT_EQ(truth(recorded, "{'has':{'event':'query.online'}}"), "yes");
}

TEST(Has, LaterEventsAreNotSeen) {
    Case facts;
    facts.event("notice.issued", "2023-06-02");
    EXPECT_EQ(truth(facts, kYes, "2023-06-01"), "no");
    EXPECT_EQ(truth(facts, kYes, "2023-06-02"), "yes");
}

// An undated event is seen also where a later dated one of its kind comes after the day of judgment.
TEST(Has, AnUndatedOneIsNotHiddenByALaterOne) {
    Case facts;
    facts.event("notice.issued", "2023-02-01").event("report.ordered", "2023-05-01").event("report.ordered", "");
    const auto seen = see(facts, Rules{}.add("k", "check", "'each':{'event':'notice.issued'},'must':{'has':{'event':'report.ordered'}}"), "2023-06-01");
    EXPECT_EQ(seen.findings(), "");
    EXPECT_EQ(seen.unknown(), "k: event e3 report.ordered: on");
}

TEST(Count, CountsWhatIsSureAndWhatMayBe) {
    const std::string two = "{'count':{'event':'query.online','outcome':'found'},'at_least':2}";
    Case facts;
    EXPECT_EQ(truth(facts, two), "no");
    facts.event("query.online", "2023-02-01", "outcome=found");
    EXPECT_EQ(truth(facts, two), "no");
    Case open = facts;
    open.event("query.online", "2023-02-02");
    EXPECT_EQ(truth(open, two), "unknown");
    Case one_open;
    one_open.event("query.online", "2023-02-02");
    EXPECT_EQ(truth(one_open, two), "no") << "one, whatever it found, is not two";
    Case undated = facts;
    undated.event("query.online", "", "outcome=found");
    EXPECT_EQ(truth(undated, two), "unknown");
    facts.event("query.online", "2023-03-01", "outcome=found");
    EXPECT_EQ(truth(facts, two), "yes");
    Case uncovered;
    uncovered.header("'covers':['case.filed']");
    EXPECT_EQ(truth(uncovered, two), "unknown");
}

TEST(Elapsed, MoreThanTheTime) {
    const std::string months = "{'elapsed':{'since':{'event':'case.filed'},'n':3,'unit':'month'}}";
    Case facts;
    EXPECT_EQ(truth(facts, months), "no");
    facts.event("case.filed", "2023-01-31");
    EXPECT_EQ(truth(facts, months, "2023-04-30"), "no");
    EXPECT_EQ(truth(facts, months, "2023-05-01"), "yes");
    Case undated;
    undated.event("case.filed", "");
    EXPECT_EQ(truth(undated, months), "unknown");
    Case both = facts;
    both.event("case.filed", "");
    EXPECT_EQ(truth(both, months, "2023-04-30"), "unknown") << "the undated one may be earlier";
    EXPECT_EQ(truth(both, months, "2023-05-01"), "yes") << "whichever it is, the time has passed";
}

TEST(Elapsed, WhatIsInDoubtMattersOnlyOnceItsTimeWouldHavePassed) {
    const std::string since = "{'elapsed':{'since':{'event':'query.online','outcome':'found'},'n':10,'unit':'day'}}";
    Case facts;
    facts.event("query.online", "2023-05-20");
    EXPECT_EQ(truth(facts, since, "2023-05-30"), "no");
    EXPECT_EQ(truth(facts, since, "2023-05-31"), "unknown");
}

// ---------------------------------------------------------------- facts

Case claims(const std::string& list) {
    Case facts;
    return facts.header("'claims':[" + list + "]");
}

TEST(Facts, AMissingFactCannotBeTold) {
    const Case empty;
    for (const char* condition : {"{'fact':'claim.kind','is':['money']}", "{'fact':'claims.total','at_most':'1.00'}", "{'fact':'claims.count','at_least':1}",
                                  "{'fact':'basis.kind','is':['judgment']}", "{'fact':'basis.number','is':['x']}", "{'fact':'basis.made','at_least':'2020-01-01'}",
                                  "{'fact':'basis.effective','at_least':'2020-01-01'}", "{'fact':'basis.perform_by','at_most':'2020-01-01'}", "{'fact':'case.type','is':['执']}",
                                  "{'fact':'case.year','at_least':2020}", "{'fact':'court.code','is':['豫1325']}", "{'fact':'dossier.kind','is':['enforcement']}",
                                  "{'fact':'respondent.kind','is':['legal']}", "{'fact':'respondents.count','at_least':1}", "{'fact':'applicant.kind','is':['legal']}",
                                  "{'fact':'applicants.count','at_least':1}", "{'fact':'termination.opinion2024','is':['checked']}"}) {
        EXPECT_EQ(truth(empty, condition), "unknown") << condition;
    }
}

TEST(Facts, OfTheHeader) {
    Case facts;
    facts.header("'number':'（2023）豫1325执123号','kind':'enforcement','basis':{'kind':'judgment','number':'甲','made':'2022-12-01','effective':'2023-01-10','perform_by':'2023-01-20'}");
    EXPECT_EQ(truth(facts, "{'fact':'case.type','is':['执']}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'case.type','is':['执恢','执保']}"), "no");
    EXPECT_EQ(truth(facts, "{'fact':'case.year','at_least':2023}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'case.year','at_most':2022}"), "no");
    EXPECT_EQ(truth(facts, "{'fact':'court.code','is':['豫1325']}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'dossier.kind','is':['enforcement','resumed']}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'basis.kind','is':['mediation']}"), "no");
    EXPECT_EQ(truth(facts, "{'fact':'basis.number','is':['甲']}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'basis.made','at_most':'2022-12-01'}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'basis.effective','at_least':'2023-01-11'}"), "no");
}

TEST(Facts, OfSeveralValuesOneIsEnough) {
    const std::string money = "{'fact':'claim.kind','is':['money']}";
    EXPECT_EQ(truth(claims("{'id':'c1','kind':'act'},{'id':'c2','kind':'money'}"), money), "yes");
    EXPECT_EQ(truth(claims("{'id':'c1','kind':'act'},{'id':'c2','kind':'delivery'}"), money), "no");
    EXPECT_EQ(truth(claims("{'id':'c1'},{'id':'c2','kind':'money'}"), money), "yes") << "whatever the first is";
    EXPECT_EQ(truth(claims("{'id':'c1','kind':'act'},{'id':'c2'}"), money), "unknown");
}

TEST(Facts, TotalsNeedEveryPart) {
    const std::string small = "{'fact':'claims.total','at_most':'100000.00'}";
    EXPECT_EQ(truth(claims("{'id':'c1','principal':'60000.00'},{'id':'c2','principal':'40000.00'}"), small), "yes");
    EXPECT_EQ(truth(claims("{'id':'c1','principal':'60000.00'},{'id':'c2','principal':'40000.01'}"), small), "no");
    EXPECT_EQ(truth(claims("{'id':'c1','principal':'60000.00'},{'id':'c2'}"), small), "unknown");
}

TEST(Facts, APartyWhoseRoleIsNotToldMayBeOfAny) {
    Case facts;
    facts.party("p1", "respondent", "natural").header("'x':1");
    EXPECT_EQ(truth(facts, "{'fact':'respondents.count','at_least':2}"), "no");
    facts.party("p2", "不明");
    EXPECT_EQ(truth(facts, "{'fact':'respondents.count','at_least':2}"), "unknown");
    EXPECT_EQ(truth(facts, "{'fact':'respondent.kind','is':['natural']}"), "yes");
    EXPECT_EQ(truth(facts, "{'fact':'respondent.kind','is':['legal']}"), "unknown");
}

TEST(PartyRole, OfTheEventsParty) {
    const std::string served = "{'has':{'event':'document.served','party_role':'applicant'}}";
    Case facts;
    facts.party("p1", "applicant").party("p2", "respondent");
    Case to_applicant = facts, to_respondent = facts, to_nobody = facts, to_stranger = facts;
    EXPECT_EQ(truth(to_applicant.event("document.served", "2023-02-01", "party=p1"), served), "yes");
    EXPECT_EQ(truth(to_respondent.event("document.served", "2023-02-01", "party=p2"), served), "no");
    EXPECT_EQ(truth(to_nobody.event("document.served", "2023-02-01"), served), "unknown");
    EXPECT_EQ(truth(to_stranger.event("document.served", "2023-02-01", "party=p9"), served), "unknown");
}

// ---------------------------------------------------------------- whether a rule applies

TEST(When, NoMeansNothingAndUnknownNamesTheFact) {
    const Rules rules = Rules{}.add("n", "deadline", "'when':{'fact':'claim.kind','is':['money']},'trigger':{'event':'case.filed'},'fulfil':{'event':'notice.issued'},'limit':{'n':10,'unit':'day'}");
    Case money = claims("{'id':'c1','kind':'money'}"), act = claims("{'id':'c1','kind':'act'}"), silent;
    EXPECT_EQ(see(money.event("case.filed", "2023-02-01"), rules, "2023-03-01").obligations(), "n e1 2023-02-13 overdue");
    EXPECT_EQ(see(act.event("case.filed", "2023-02-01"), rules, "2023-03-01").obligations(), "");
    EXPECT_TRUE(see(act, rules, "2023-03-01").review.unknown.empty());
    const auto open = see(silent.event("case.filed", "2023-02-01"), rules, "2023-03-01");
    EXPECT_EQ(open.obligations(), "");
    EXPECT_EQ(open.unknown(), "n: fact claim.kind");
}

TEST(When, ThatTurnsWithAnEventBoundsTheSpan) {
    const Rules rules = Rules{}.add("n", "deadline", "'when':{'has':{'event':'consumption.restricted'}},'trigger':{'event':'closure.completed'},'fulfil':{'event':'consumption.lifted'},'limit':{'n':3,'unit':'day'}");
    Case facts;
    facts.event("closure.completed", "2023-02-01").event("consumption.restricted", "2023-03-01");
    EXPECT_EQ(see(facts, rules, "2023-04-01").findings(), "n breach overdue e1 due 2023-02-06 -54 holds 2023-03-01..-");
}

TEST(When, ThatTurnsByTimeAloneIsInTheNextChange) {
    const Rules rules = Rules{}.add("n", "deadline", "'when':{'elapsed':{'since':{'event':'case.filed'},'n':1,'unit':'year'}},'trigger':{'event':'case.filed'},'fulfil':{'event':'closure.completed'},'limit':{'n':6,'unit':'month'}");
    Case facts;
    facts.event("case.filed", "2023-02-01");
    EXPECT_EQ(see(facts, rules, "2023-03-01").next_change(), "2024-02-02");
    EXPECT_EQ(see(facts, rules, "2024-02-02").findings(), "n breach overdue e1 due 2023-08-01 -185 holds 2024-02-02..-");
}

TEST(Elapsed, SinceTheLatestOfSeveral) {
    const std::string stale = "{'elapsed':{'since':{'event':'query.online'},'n':3,'unit':'month','latest':true}}";
    EXPECT_EQ(truth(Case{}.event("query.online", "2022-01-01").event("query.online", "2023-03-01"), stale), "no");
    EXPECT_EQ(truth(Case{}.event("query.online", "2022-01-01").event("query.online", "2023-02-28"), stale), "yes");
    EXPECT_EQ(truth(Case{}.event("query.online", "2022-01-01"), stale), "yes");
    EXPECT_EQ(truth(Case{}.event("query.online", "2022-01-01").event("query.online", ""), stale), "unknown") << "the undated one may be the latest";
    EXPECT_EQ(truth(Case{}.event("query.online", "2023-05-01").event("query.online", ""), stale), "no");
    EXPECT_EQ(truth(Case{}, stale), "no");
}

TEST(Patterns, AnotherPerson) {
    Rules rules;
    rules.add("two.persons", "check", "'each':{'event':'closure.reviewed_procedure'},'must':{'has':{'event':'closure.reviewed_substance','by':'another'}}");
    const auto facts = [](const std::string& first, const std::string& second) {
        return Case{}.event("closure.reviewed_substance", "2023-01-01", first).event("closure.reviewed_procedure", "2023-01-01", second);
    };
    EXPECT_EQ(see(facts("by=a", "by=b"), rules, "2023-02-01").findings(), "");
    EXPECT_EQ(see(facts("by=a", "by=a"), rules, "2023-02-01").findings(), "two.persons anomaly failed e2 holds 2023-01-01..-");
    EXPECT_EQ(see(facts("", "by=a"), rules, "2023-02-01").unknown(), "two.persons: event e1 closure.reviewed_substance: by");
    EXPECT_EQ(see(facts("by=a", ""), rules, "2023-02-01").unknown(), "two.persons: event e2 closure.reviewed_procedure: by");
}

}  // namespace
}  // namespace zhixing
