// The less usual conditions and what patterns ask beside columns, each on a rulebook of one rule.
#include "review_helpers.hpp"
#include "zhixing/docket.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

// The truth of a condition, asked of each event of a kind or of the dossier, through a check.
std::string truth(const Case& facts, const std::string& condition, const std::string& each = {}, const std::string& as_of = "2026-06-01") {
    const std::string of = each.empty() ? "" : "'each':{'event':'" + each + "'},";
    const auto seen = see(facts, Rules{}.add("k", "check", of + "'must_not':" + condition), as_of);
    if (seen.findings().find("failed") != std::string::npos) return "yes";
    return seen.review.unknown.empty() ? "no" : seen.unknown();
}

bool refused(const std::string& condition) {
    try {
        static_cast<void>(Rules{}.add("k", "check", "'must':" + condition).load());
    } catch (const RuleError&) {
        return true;
    }
    return false;
}

// ---- Patterns

TEST(Within, DaysBeforeTheEvent) {
    const std::string two = "{'count':{'event':'payment.sent','within':{'n':7,'unit':'day'}},'at_least':2}";
    Case facts;
    facts.event("payment.sent", "2026-05-01");
    EXPECT_EQ(truth(facts, two, "payment.sent"), "no") << "the event itself is one";
    Case near = facts, far = facts;
    EXPECT_EQ(truth(near.event("payment.sent", "2026-05-08"), two, "payment.sent"), "yes");
    EXPECT_EQ(truth(far.event("payment.sent", "2026-05-09"), two, "payment.sent"), "no");
    EXPECT_EQ(truth(near, "{'has':{'event':'payment.sent','within':{'n':7,'unit':'day'}}}"), "no") << "about no event";
}

TEST(Within, TimesAndWhatTheyLeaveOpen) {
    const std::string soon = "{'has':{'event':'payment.checked','within':{'n':60,'unit':'second'}}}";
    const auto after = [&](const std::string& first, const std::string& second) {
        return truth(Case{}.event("payment.checked", first, "number=1").event("release.approved", second, "number=1"), soon, "release.approved");
    };
    EXPECT_EQ(after("2026-05-01T09:00:00", "2026-05-01T09:01:00"), "yes");
    EXPECT_EQ(after("2026-05-01T09:00:00", "2026-05-01T09:01:01"), "no");
    EXPECT_EQ(after("2026-05-01T09:00:30", "2026-05-01T09:00:00"), "no") << "after it";
    EXPECT_EQ(after("2026-05-01T23:59:30", "2026-05-02T00:00:10"), "yes");
    EXPECT_EQ(after("2026-05-01", "2026-05-01T09:00:00"), "k: event e1 payment.checked: time of day");
    EXPECT_EQ(after("2026-05-01T09:00:00", "2026-05-01"), "k: event e2 release.approved: time of day");
    EXPECT_EQ(after("2026-05-01", "2026-05-03"), "no") << "whatever the time";
    const std::string hour = "{'has':{'event':'payment.checked','within':{'n':1,'unit':'hour'}}}";
    EXPECT_EQ(truth(Case{}.event("payment.checked", "2026-05-01T09:00:00").event("release.approved", "2026-05-01T10:00:00"), hour, "release.approved"), "yes");
    const std::string minutes = "{'has':{'event':'payment.checked','within':{'n':59,'unit':'minute'}}}";
    EXPECT_EQ(truth(Case{}.event("payment.checked", "2026-05-01T09:00:00").event("release.approved", "2026-05-01T10:00:00"), minutes, "release.approved"), "no");
}

TEST(Same, SeveralColumns) {
    const std::string twice = "{'count':{'event':'payment.sent','same':['party','amount']},'at_least':2}";
    Case facts;
    facts.party("p1", "applicant").party("p2", "applicant").event("payment.sent", "2026-05-01", "party=p1 amount=5.00");
    Case same = facts, payee = facts, amount = facts, untold = facts;
    EXPECT_EQ(truth(same.event("payment.sent", "2026-05-02", "party=p1 amount=5.00"), twice, "payment.sent"), "yes");
    EXPECT_EQ(truth(payee.event("payment.sent", "2026-05-02", "party=p2 amount=5.00"), twice, "payment.sent"), "no");
    EXPECT_EQ(truth(amount.event("payment.sent", "2026-05-02", "party=p1 amount=5.01"), twice, "payment.sent"), "no");
    EXPECT_EQ(truth(untold.event("payment.sent", "2026-05-02", "party=p1"), twice, "payment.sent"), "k: event e2 payment.sent: amount");
    const std::string device = "{'count':{'event':'payment.device','same':'digest'},'at_least':2}";
    const auto digests = [&](const std::string& other) {
        return truth(Case{}.event("payment.device", "2026-05-01", "number=1 digest=a").event("payment.device", "2026-05-01", "number=2" + other), device, "payment.device");
    };
    EXPECT_EQ(digests(" digest=a"), "yes");
    EXPECT_EQ(digests(" digest=b"), "no");
    EXPECT_EQ(digests(""), "k: event e2 payment.device: digest");
}

TEST(NamedBy, TheEntryThatACorrectionNames) {
    const std::string paid = "{'has':{'event':'funds.released','named_by':'trigger'}}";
    const auto corrected = [&](const std::string& number) {
        return truth(Case{}.event("funds.released", "2026-05-01").event("funds.corrected", "2026-05-02", number), paid, "funds.corrected");
    };
    EXPECT_EQ(corrected("number=e1"), "yes");
    EXPECT_EQ(corrected("number=e9"), "no");
    EXPECT_EQ(corrected(""), "k: event e2 funds.corrected: number");
}

// ---- Conditions

TEST(Latest, TheLastOneDecides) {
    const std::string good = "{'latest':{'event':'basis.verified'},'is':{'event':'basis.verified','outcome':'true'}}";
    EXPECT_EQ(truth(Case{}, good), "no");
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-01", "outcome=untrue").event("basis.verified", "2026-05-02", "outcome=true"), good), "yes");
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-01", "outcome=true").event("basis.verified", "2026-05-02", "outcome=untrue"), good), "no");
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-02", "outcome=true").event("basis.verified", "2026-05-02", "outcome=true note=again"), good), "yes");
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-02T09:00:00", "outcome=untrue").event("basis.verified", "2026-05-02T10:00:00", "outcome=true"), good), "yes");
    EXPECT_NE(truth(Case{}.event("basis.verified", "2026-05-02", "outcome=untrue").event("basis.verified", "2026-05-02", "outcome=true"), good).find("time of day"), std::string::npos);
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-02", "outcome=true").event("basis.verified", "", "outcome=true"), good), "k: event e2 basis.verified: on");
    const std::string kind = "{'latest':{'event':['basis.verified','basis.revoked']},'is':{'event':'basis.verified'}}";
    EXPECT_EQ(truth(Case{}.event("basis.verified", "2026-05-01", "outcome=true").event("basis.revoked", "2026-05-02"), kind), "no");
}

TEST(Dates, OneIsComparedWithAnother) {
    const std::string beyond = "{'date':{'trigger':'until'},'over':{'last':{'event':'funds.transferred'}}}";
    Case facts;
    facts.event("funds.transferred", "2026-05-04").event("funds.transferred", "2026-05-06");
    const auto until = [&](const std::string& columns) { return truth(Case{facts}.event("interest.computed", "2026-05-20", columns), beyond, "interest.computed"); };
    EXPECT_EQ(until("until=2026-05-06"), "no");
    EXPECT_EQ(until("until=2026-05-07"), "yes");
    EXPECT_EQ(until(""), "k: event e3 interest.computed: until");
    EXPECT_EQ(truth(Case{}.event("interest.computed", "2026-05-20", "until=2026-05-07"), beyond, "interest.computed"), "k: a record of funds.transferred");
    const std::string first = "{'date':{'trigger':'until'},'at_least':{'first':{'event':'funds.transferred'},'plus':{'n':3,'unit':'day'}}}";
    EXPECT_EQ(truth(Case{facts}.event("interest.computed", "2026-05-20", "until=2026-05-07"), first, "interest.computed"), "yes");
    EXPECT_EQ(truth(Case{facts}.event("interest.computed", "2026-05-20", "until=2026-05-06"), first, "interest.computed"), "no");
}

TEST(Dates, WhenSomethingWasRecorded) {
    const std::string in_time = "{'date':{'trigger':'recorded'},'at_most':{'trigger':'on','plus':{'n':3,'unit':'day'}}}";
    EXPECT_EQ(truth(Case{}.event("funds.paid_directly", "2026-05-04", "recorded=2026-05-07T23:59:59"), in_time, "funds.paid_directly"), "yes");
    EXPECT_EQ(truth(Case{}.event("funds.paid_directly", "2026-05-04", "recorded=2026-05-08T00:00:00"), in_time, "funds.paid_directly"), "no");
    EXPECT_EQ(truth(Case{}.event("funds.paid_directly", "2026-05-04"), in_time, "funds.paid_directly"), "k: event e1 funds.paid_directly: recorded");
}

TEST(Days, StretchesAreAddedUp) {
    const auto over = [](int days) { return "{'days':{'from':{'event':'funds.deferred'},'to':{'event':'funds.deferral_ended'},'match':'ref'},'over':" + std::to_string(days) + "}"; };
    Case facts;
    facts.event("funds.deferred", "2026-05-01", "ref=a").event("funds.deferral_ended", "2026-05-11", "ref=a");
    EXPECT_EQ(truth(facts, over(9)), "yes");
    EXPECT_EQ(truth(facts, over(10)), "no");
    facts.event("funds.deferred", "2026-05-06", "ref=b until=2026-05-16");
    EXPECT_EQ(truth(facts, over(14)), "yes") << "those that overlap count once";
    EXPECT_EQ(truth(facts, over(15)), "no");
    EXPECT_EQ(truth(Case{}.event("funds.deferred", "2026-05-22", "ref=a"), over(9)), "yes") << "still running, ten days";
    EXPECT_EQ(truth(Case{}.event("funds.deferred", "2026-05-22", "ref=a"), over(10)), "no");
    EXPECT_EQ(truth(Case{}.event("funds.deferred", "2026-05-22", "ref=a").event("funds.deferral_ended", "", "ref=a"), over(5)), "k: event e2 funds.deferral_ended: on");
}

TEST(Days, TheReviewSaysWhenTheyAreReached) {
    Rules rules;
    rules.add("k", "check", "'must_not':{'days':{'from':{'event':'funds.deferred'},'to':{'event':'funds.deferral_ended'}},'over':10}");
    Case facts;
    facts.event("funds.deferred", "2026-05-22");
    EXPECT_EQ(see(facts, rules, "2026-06-01").next_change(), "2026-06-02");
    EXPECT_EQ(see(facts, rules, "2026-06-02").findings(), "k anomaly failed - holds 2026-06-02..-");
    EXPECT_EQ(see(facts, rules, "2026-07-02").findings(), "k anomaly failed - holds 2026-06-02..-");
}

TEST(Told, AFactOfTheHeader) {
    EXPECT_EQ(truth(Case{}, "{'told':'basis.number'}"), "no");
    EXPECT_EQ(truth(Case{}.header("'basis':{'kind':'judgment','number':'1'}"), "{'told':'basis.number'}"), "yes");
    EXPECT_EQ(truth(Case{}, "{'told':'claims.total'}"), "no");
}

TEST(Every, PartyOfARole) {
    const std::string served = "{'every':['applicant','respondent'],'holds':{'has':{'event':'distribution.served','same':'party'}}}";
    Case facts;
    EXPECT_EQ(truth(facts, served), "k: fact party.role");
    facts.party("p1", "applicant").party("p2", "respondent").party("p3", "third_party").event("distribution.served", "2026-05-01", "party=p1");
    EXPECT_EQ(truth(facts, served), "no");
    EXPECT_EQ(truth(facts, served, "distribution.served"), "no") << "the event that the rule is about is of one party only";
    Case open = facts;
    EXPECT_EQ(truth(open.event("distribution.served", "", "party=p2"), served), "k: event e2 distribution.served: on");
    EXPECT_EQ(truth(facts.event("distribution.served", "2026-05-01", "party=p2"), served), "yes");
}

TEST(DayAndTime, OfTheEvent) {
    const auto approved = [](const std::string& on, const std::string& condition) { return truth(Case{}.event("release.approved", on), condition, "release.approved"); };
    EXPECT_EQ(approved("2026-05-11", "{'day':'workday'}"), "yes");
    EXPECT_EQ(approved("2026-05-10", "{'day':'workday'}"), "no");
    EXPECT_EQ(approved("2026-05-01", "{'day':'workday'}"), "no") << "a holiday";
    EXPECT_EQ(truth(Case{}, "{'day':'workday'}", {}, "2026-05-11"), "yes") << "about no event: the day of judgment";
    const std::string hours = "{'time':{'from':'08:30','to':'18:00'}}";
    EXPECT_EQ(approved("2026-05-11T08:30:00", hours), "yes");
    EXPECT_EQ(approved("2026-05-11T08:29:59", hours), "no");
    EXPECT_EQ(approved("2026-05-11T17:59:59", hours), "yes");
    EXPECT_EQ(approved("2026-05-11T18:00:00", hours), "no");
    EXPECT_EQ(approved("2026-05-11", hours), "k: event e1 release.approved: time of day");
}

TEST(Scales, WhatAFeeWouldBe) {
    const std::string scale = "{'scale':{'brackets':[{'to':'10000.00','flat':'50.00'},{'to':null,'rate':'1.5'}]},'rounding':'fen_half_up','of':{'sum':{'event':'funds.released'}}}";
    const std::string more = "{'amount':{'trigger':true},'over':{'percent':100,'of':" + scale + "}}";
    const auto charged = [&](const std::string& amount) {
        return truth(Case{}.event("funds.released", "2026-05-01", "amount=300000.00").event("fee.charged", "2026-05-02", "amount=" + amount), more, "fee.charged");
    };
    EXPECT_EQ(charged("4400.00"), "no");
    EXPECT_EQ(charged("4400.01"), "yes");
    EXPECT_EQ(truth(Case{}.event("funds.released", "2026-05-01").event("fee.charged", "2026-05-02", "amount=1.00"), more, "fee.charged"), "k: event e1 funds.released: amount");
}

TEST(Particulars, WhatMeansNothingIsRefused) {
    for (const char* condition : {"{'latest':{'event':'case.filed'}}", "{'date':{'trigger':'due'},'over':{'trigger':'on'}}", "{'date':{'trigger':'on'}}",
                                  "{'date':{'trigger':'on','first':{'event':'case.filed'}},'over':{'trigger':'on'}}", "{'date':{'trigger':'on'},'over':{'trigger':'on','plus':{'n':1,'unit':'hour'}}}",
                                  "{'days':{'from':{'event':'case.filed'}},'over':1}", "{'days':{'from':{'event':'case.filed'},'to':{'event':'case.filed'},'match':'number'},'over':1}",
                                  "{'told':'colour'}", "{'every':[],'holds':{'told':'case.type'}}", "{'every':['king'],'holds':{'told':'case.type'}}", "{'day':'sunday'}",
                                  "{'time':{'from':'18:00','to':'08:00'}}", "{'time':{'from':'8:00','to':'18:00'}}", "{'time':{'from':'08:60','to':'18:00'}}",
                                  "{'has':{'event':'case.filed','within':{'n':1,'unit':'year'}}}", "{'has':{'event':'case.filed','within':{'n':0,'unit':'day'}}}",
                                  "{'has':{'event':'case.filed','same':[]}}", "{'has':{'event':'case.filed','same':'colour'}}", "{'has':{'event':'case.filed','named_by':'me'}}",
                                  "{'amount':{'scale':{},'rounding':'up','of':{'trigger':true}},'over':'1.00'}"}) {
        EXPECT_TRUE(refused(condition)) << condition;
    }
}

// ---- Dockets

std::string keys(const Docket& docket) {
    std::string text;
    for (const DocketFinding& finding : docket.findings()) text += (text.empty() ? "" : " ") + finding.key + "/" + std::to_string(finding.members.size());
    return text;
}

Case numbered(const std::string& number) { return Case{}.header("'number':'" + number + "'"); }

TEST(Dockets, SomebodyActsWhileAbsent) {
    Rules rules;
    rules.add("docket.absent", "docket", "'key':'by','events':{'event':'release.approved'},'facing':{'event':'staff.absent'},'during':true");
    Docket docket{rules.load(), {testing::day("2026-06-01"), {}}};
    docket.add(numbered("1").event("release.approved", "2026-05-11", "by=甲").event("release.approved", "2026-05-20", "by=甲").event("release.approved", "2026-05-12", "by=乙").dossier());
    EXPECT_EQ(keys(docket), "");
    docket.add(numbered("2").event("staff.absent", "2026-05-12", "by=甲 until=2026-05-19").event("staff.absent", "2026-05-12", "by=丙").dossier());
    EXPECT_EQ(keys(docket), "") << "the day before and the day after";
    docket.add(numbered("3").event("release.approved", "2026-05-19", "by=甲").event("release.approved", "2026-05-12", "by=丙").dossier());
    EXPECT_EQ(keys(docket), "丙/2 甲/2") << "only the approval of that day, and the absence";
    EXPECT_EQ(docket.findings().back().members.back().value, "2026-05-19");
}

TEST(Dockets, SoManyWithinAMonth) {
    Rules rules;
    rules.add("docket.by", "docket", "'key':'by','events':{'event':'funds.corrected'},'at_least':3,'within':{'n':1,'unit':'month'}");
    Docket docket{rules.load(), {testing::day("2026-06-01"), {}}};
    docket.add(numbered("1").event("funds.corrected", "2026-01-10", "number=1 by=甲").event("funds.corrected", "2026-01-20", "number=2 by=甲").event("funds.corrected", "2026-02-11", "number=3 by=甲").dossier());
    EXPECT_EQ(keys(docket), "");
    docket.add(numbered("2").event("funds.corrected", "2026-02-20", "number=1 by=甲").dossier());
    EXPECT_EQ(keys(docket), "甲/2") << "20 January to 20 February";
}

TEST(Dockets, TheHandlerIsFaced) {
    Rules rules;
    rules.add("docket.left", "docket", "'key':'handler','when':{'has':{'event':'funds.received'}},'facing':{'event':'staff.left'}");
    Docket docket{rules.load(), {testing::day("2026-06-01"), {}}};
    docket.add(numbered("1").event("case.assigned", "2026-01-02", "by=甲").event("funds.received", "2026-02-02").dossier());
    docket.add(numbered("2").event("case.assigned", "2026-01-02", "by=乙").dossier());
    docket.add(numbered("3").event("case.assigned", "2026-01-02", "by=丙").event("case.assigned", "2026-03-02", "by=丁").event("funds.received", "2026-02-02").dossier());
    docket.add(numbered("4").event("staff.left", "2026-04-02", "by=乙").event("staff.left", "2026-04-02", "by=丙").dossier());
    EXPECT_EQ(keys(docket), "") << "one without money, one with another handler by now";
    docket.add(numbered("5").event("staff.left", "2026-04-02", "by=甲").dossier());
    EXPECT_EQ(keys(docket), "甲/2");
}

TEST(Dockets, MeanLengthsOfTime) {
    Rules rules;
    rules.add("docket.days", "docket", "'key':'handler','spans':{'from':{'event':'funds.received'},'to':{'event':'funds.released'},'match':'ref'},'over':20,'at_least':3");
    Docket docket{rules.load(), {testing::day("2026-06-01"), {}}};
    docket.add(numbered("1").event("case.assigned", "2026-01-02", "by=甲").event("funds.received", "2026-02-01", "ref=a").event("funds.released", "2026-02-11", "ref=a")
                   .event("funds.received", "2026-03-01", "ref=b").event("funds.released", "2026-03-21", "ref=b").dossier());
    EXPECT_EQ(keys(docket), "") << "two are too few";
    docket.add(numbered("2").event("case.assigned", "2026-01-02", "by=甲").event("funds.received", "2026-05-02", "ref=a").dossier());
    EXPECT_EQ(keys(docket), "") << "10, 20 and 30 days";
    docket.add(numbered("3").event("case.assigned", "2026-01-02", "by=甲").event("funds.received", "2026-05-02", "ref=a").event("funds.released", "", "ref=a").dossier());
    EXPECT_EQ(keys(docket), "") << "what is in doubt is left out";
    docket.add(numbered("4").event("case.assigned", "2026-01-02", "by=甲").event("funds.received", "2026-05-11", "ref=a").dossier());
    ASSERT_EQ(keys(docket), "甲/3");
    const DocketFinding finding = docket.findings().front();
    EXPECT_EQ(finding.length->count, 4);
    EXPECT_EQ(finding.length->days, 81);
    EXPECT_NE(message(finding, docket.rulebook()).en.find("4 stretches of 20.3 days on average"), std::string::npos);
    EXPECT_NE(to_json(docket.findings(), docket.rulebook()).find(R"("length":{"count":4,"days":81})"), std::string::npos);
}

TEST(Dockets, MembersThatDoNotGoTogetherAreRefused) {
    for (const char* members : {"'key':'handler','events':{'event':'case.filed'}", "'key':'by','events':{'event':'case.filed'},'during':true", "'key':'handler','facing':{'event':'staff.left'},'during':true",
                                "'key':'number','events':{'event':'case.filed'},'within':{'n':1,'unit':'month'}", "'key':'handler','over':3",
                                "'key':'handler','spans':{'from':{'event':'case.filed'},'to':{'event':'case.filed'}}",
                                "'key':'by','events':{'event':'case.filed'},'spans':{'from':{'event':'case.filed'},'to':{'event':'case.filed'}},'over':1"}) {
        EXPECT_THROW(static_cast<void>(Rules{}.add("docket.wrong", "docket", members).load()), RuleError) << members;
    }
}

}  // namespace
}  // namespace zhixing
