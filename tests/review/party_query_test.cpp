// What a party is told of their own case, and what strangers are told: nothing.
#include <array>

#include "review_helpers.hpp"
#include "zhixing/party_query.hpp"

namespace zhixing {
namespace {

using testing::day;

constexpr const char *kApplicant = "110101199003074514", *kRespondent = "91350100M000100Y43", *kStranger = "11010119900307109X", *kLawyer = "14113202010123456";

std::string case_json(const std::string& events, const char* number = "（2026）豫1325执101号") {
    return std::string{R"({"schema":"zhixing.dossier/1","number":")"} + number + R"(","kind":"enforcement","parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张某甲","identity":{"kind":"resident","number":")" + kApplicant +
           R"("},"phone":"13812345678"},{"id":"p2","role":"respondent","kind":"legal","name":"某某公司","identity":{"kind":"uscc","number":")" + kRespondent +
           R"("},"address":"内乡县湍东镇1号"}],"claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"100000.00"}],"events":[)" + events + "]}";
}

const std::string kEvents = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"e2","kind":"clue.received","on":"2026-03-03","by":"线索人","note":"绝密"},)"
    R"({"id":"e3","kind":"seizure.ruled","on":"2026-03-04","ref":"a"},{"id":"e4","kind":"deposit.frozen","on":"2026-03-05","party":"p2","ref":"a","number":"6222021234567890123","until":"2027-03-04","amount":"80000.00"},)"
    R"({"id":"e5","kind":"funds.received","on":"2026-03-20","ref":"m1","amount":"80000.00","method":"deduction","number":"6222021234567890123"},{"id":"e6","kind":"seizure.released","on":"2026-03-21","ref":"a"},)"
    R"({"id":"e7","kind":"distribution.served","on":"2026-04-01","party":"p1"},{"id":"e8","kind":"distribution.served","on":"2026-04-02","party":"p2"},)"
    R"({"id":"r1","kind":"recording.made","on":"2026-03-04T09:00","ref":"v1"},{"id":"r2","kind":"recording.made","on":"2026-03-04T10:00","ref":"v2"},)"
    R"({"id":"r3","kind":"recording.access_asked","on":"2026-04-02","ref":"v1","party":"p1","number":"q1","method":"viewing","ground":"petition"},{"id":"r4","kind":"recording.access_approved","on":"2026-04-03","number":"q1","until":"2026-04-30","role":"bureau_head"},)"
    R"({"id":"r5","kind":"recording.access_asked","on":"2026-04-02","ref":"v2","party":"p2","number":"q2","method":"viewing","ground":"petition"},{"id":"r6","kind":"recording.access_approved","on":"2026-04-03","number":"q2","role":"bureau_head"})";

Reader reader(const char* number, const char* kind = "resident", std::vector<std::string> roles = {"applicant", "respondent", "third_party"}) {
    const DateTime now = parse_date_time("2026-04-10T10:00:00").value();
    return {{"portal-1", {}, std::move(roles), IdentityCheck{kind, number, "证件", "window-1", now}}, "当事人查询", now};
}

PartyAnswer ask(const Reader& who, const std::string& events = kEvents) {
    static const Rulebook rules = Rulebook::bundled("neixiang");
    const std::array dossiers{Dossier::from_json(case_json(events)), Dossier::from_json(R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执102号","events":[{"id":"e1","kind":"case.filed","on":"2026-03-02"}]})")};
    return party_query(dossiers, rules, AccessPolicy::bundled(), who, {day("2026-04-10")});
}

TEST(PartyQuery, ShowsOnesOwnCase) {
    const PartyAnswer answer = ask(reader(kApplicant));
    ASSERT_EQ(answer.cases.size(), 1U);
    const PartyCase& own = answer.cases[0];
    EXPECT_EQ(own.number, "（2026）豫1325执101号");
    EXPECT_EQ(own.own, std::vector<std::string>{"p1"});
    ASSERT_EQ(own.measures.size(), 2U);
    EXPECT_EQ(own.measures[0].event, "e4");
    EXPECT_EQ(own.measures[0].ended, day("2026-03-21"));
    EXPECT_EQ(own.received, Money::parse("80000.00"));
    EXPECT_NE(own.statement.zh.find("80000.00"), std::string::npos);
    ASSERT_EQ(own.periods.size(), 1U) << "only what was served on them";
    EXPECT_EQ(own.periods[0].rule, "distribution.object");
    EXPECT_EQ(own.periods[0].until, day("2026-04-16"));
}

TEST(PartyQuery, OfRecordingsOnlyThoseTheyAskedFor) {
    const PartyAnswer answer = ask(reader(kApplicant));
    ASSERT_EQ(answer.cases.at(0).recordings.size(), 1U);
    const auto& permission = answer.cases[0].recordings[0];
    EXPECT_EQ(permission.ref, "v1");
    EXPECT_TRUE(permission.granted && permission.open);
    EXPECT_EQ(permission.until, day("2026-04-30"));
    EXPECT_EQ(ask(reader(kRespondent, "uscc")).cases.at(0).recordings.at(0).ref, "v2");
    const std::string refused = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"r3","kind":"recording.access_asked","on":"2026-04-02","ref":"v1","party":"p1","number":"q1","method":"viewing","ground":"petition"},)"
                                R"({"id":"r4","kind":"recording.access_refused","on":"2026-04-03","number":"q1"})";
    EXPECT_FALSE(ask(reader(kApplicant), refused).cases.at(0).recordings.at(0).open);
}

TEST(PartyQuery, NothingOfWhatIsSecretIsInIt) {
    for (const Reader& who : {reader(kApplicant), reader(kRespondent, "uscc")}) {
        const std::string json = to_json(ask(who), day("2026-04-10"));
        for (const char* secret : {"线索人", "绝密", "6222021234567890123", "clue.received", "seizure.ruled", "13812345678", "湍东镇", kApplicant}) EXPECT_EQ(json.find(secret), std::string::npos) << secret << " in " << json;
    }
}

TEST(PartyQuery, WhatIsNotTheirsIsAnsweredAsIfThereWereNone) {
    const PartyAnswer stranger = ask(reader(kStranger));
    EXPECT_TRUE(stranger.cases.empty());
    EXPECT_EQ(stranger.code, "access.not_yours");
    const PartyAnswer nothing = party_query({}, Rulebook::bundled("neixiang"), AccessPolicy::bundled(), reader(kApplicant), {day("2026-04-10")});
    EXPECT_EQ(to_json(stranger, day("2026-04-10")), to_json(nothing, day("2026-04-10"))) << "not yours and no such case are the same";
    const PartyAnswer left = ask(reader(kApplicant), kEvents + R"(,{"id":"e9","kind":"party.left","on":"2026-04-01","party":"p1"})");
    EXPECT_EQ(to_json(left, day("2026-04-10")), to_json(nothing, day("2026-04-10")));
    EXPECT_EQ(to_json(ask(reader(kRespondent, "passport")), day("2026-04-10")).find("\"cases\":[]"), std::string::npos) << "numbers with a check digit tell their kind";
}

TEST(PartyQuery, WhoIsNotIdentifiedIsToldSo) {
    Reader nobody = reader(kApplicant);
    nobody.actor.identity.reset();
    EXPECT_EQ(ask(nobody).code, "access.identity");
    EXPECT_EQ(ask(reader("110101*********514")).code, "access.identity");
    EXPECT_EQ(ask(reader(kApplicant, "library_card")).code, "access.identity");
    EXPECT_TRUE(ask(reader(kApplicant, "resident", {"system"})).cases.empty()) << "nobody's own case";
}

TEST(PartyQuery, AgentsByAnAuthorityThatRuns) {
    const auto agent = [] { return reader(kLawyer, "lawyer_licence", {"agent"}); };
    EXPECT_EQ(ask(agent()).code, "access.not_yours");
    const std::string given = kEvents + R"(,{"id":"a1","kind":"agent.authorised","on":"2026-03-03","party":"p1","number":"14113202010123456","until":")";
    EXPECT_EQ(ask(agent(), given + "2026-04-10\"}").cases.at(0).own, std::vector<std::string>{"p1"});
    EXPECT_EQ(ask(agent(), given + "2026-04-09\"}").code, "access.not_yours");
}

}  // namespace
}  // namespace zhixing
