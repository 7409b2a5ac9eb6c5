// The policy as data, and the decision.
#include "fixture.hpp"


namespace zhixing::test {
namespace {

const AccessPolicy& policy() {
    static const AccessPolicy bundled = AccessPolicy::bundled();
    return bundled;
}
const DateTime kNow = at("2023-03-01T09:00:00");

Actor staff(std::vector<std::string> roles, std::string court = "豫1325", std::string id = "h1") { return {std::move(id), std::move(court), std::move(roles), {}}; }
CaseFacts of_court(const char* court) { return case_facts(std::string{"（2023）"} + court + "执123号"); }
bool may(const Actor& actor, const CaseFacts& facts, Wish wish = Wish::read) { return decide(policy(), actor, facts, wish, kNow).allowed; }
std::string view(const Actor& actor, const CaseFacts& facts) { return decide(policy(), actor, facts, Wish::read, kNow).view; }

void expect_wrong(const std::string& json, const std::string& code, const std::string& pointer) {
    try {
        (void)AccessPolicy::load(json, "court.json");
        ADD_FAILURE() << json;
    } catch (const RuleError& error) {
        EXPECT_EQ(error.code(), code) << json;
        EXPECT_EQ(error.place().pointer, pointer) << json;
        EXPECT_TRUE(error.place().file.starts_with("court.json")) << json;
    }
}
std::string overlay(const std::string& change, const std::string& base = "access") {
    return R"({"schema":"zhixing.access/1","id":"court","version":"1","extends":")" + base + R"(","override":)" + change + "}";
}

TEST(AccessPolicy, AnOverlayIsReadWholeOrRefusedWithItsPlace) {
    const AccessPolicy strict = AccessPolicy::load(overlay(R"({"roles":{"handler":{"write":"own_cases"},"clerk":null}})"), "court.json");
    EXPECT_EQ(strict.id(), "court");
    EXPECT_FALSE(decide(strict, staff({"clerk"}), of_court("豫1325"), Wish::read, kNow).allowed);
    EXPECT_FALSE(decide(strict, staff({"handler"}), of_court("豫1325"), Wish::write, kNow).allowed);
    EXPECT_TRUE(decide(strict, staff({"judge"}), of_court("豫1325"), Wish::write, kNow).allowed);
    expect_wrong(overlay(R"({"roles":{"emperor":{"read":[]}}})"), "access.unknown_word", "/override/roles/emperor");
    expect_wrong(overlay(R"({"roles":{"handler":{"read":[{"scope":"galaxy","view":"whole"}]}}})"), "access.scope", "/override/roles/handler/read/0/scope");
    expect_wrong(overlay(R"({"roles":{"handler":{"raed":[]}}})"), "rule.unknown_member", "/override/roles/handler/raed");
    expect_wrong(overlay(R"({"roles":{"handler":{"read":[{"scope":"party","view":"whole"}]}}})"), "access.view", "/override/roles/handler/read/0");
    expect_wrong(overlay(R"({"roles":{"applicant":{"write":"party"}}})"), "access.write", "/override/roles/applicant/write");
    expect_wrong(overlay(R"({"views":{"inner":{"shows":{"phone":"shown"}}}})"), "access.item", "/override/views/inner/shows/phone");
    expect_wrong(overlay(R"({"views":{"inner":{"shows":{"note":null}}}})"), "rule.missing_member", "/override/views/inner/shows");
    expect_wrong(overlay(R"({"views":{"inner":{"events":["notice.isued"]}}})"), "access.unknown_kind", "/override/views/inner/events/0");
    expect_wrong(overlay(R"({"identity":{"hours":0}})"), "access.hours", "/override/identity/hours");
    expect_wrong(overlay("{}", "nothing"), "access.extends", "/extends");
    expect_wrong(overlay(R"({"back_door":{}})"), "rule.unknown_member", "/override/back_door");
    expect_wrong("{", "rule.syntax", "");
    // A new item is shown by no view until each says how.
    expect_wrong(overlay(R"({"items":{"salary":{"name":{"zh":"工资","en":"Salary"}}}})"), "rule.missing_member", "/views/whole/shows");
}

TEST(AccessDecision, CourtsStandAboveAndBesideOneAnother) {
    EXPECT_EQ(view(staff({"centre"}), of_court("豫1325")), "whole");
    EXPECT_EQ(view(staff({"centre"}, "豫13"), of_court("豫1325")), "inner");
    EXPECT_EQ(view(staff({"centre"}, "豫"), of_court("豫1325")), "inner");
    EXPECT_EQ(view(staff({"upper_court"}, "豫"), of_court("豫1325")), "inner");
    EXPECT_EQ(view(staff({"system"}, {}), of_court("豫1325")), "whole");
    for (const char* court : {"豫1326", "豫01", "鄂", "豫132", "豫13250", ""}) EXPECT_FALSE(may(staff({"centre", "handler", "president", "upper_court"}, court), of_court("豫1325"))) << court;
    EXPECT_FALSE(may(staff({"centre", "upper_court"}), of_court("豫13"))) << "a court is not above its own";
    EXPECT_FALSE(may(staff({"handler"}, "豫13"), of_court("豫1325"))) << "a handler of the court above";
    for (const char* role : {"other_court", "lower_court", "police", "procuratorate", "platform", "appraiser", "assisting_body"}) EXPECT_FALSE(may(staff({role}), of_court("豫1325"))) << role;
}

TEST(AccessDecision, ADossierBelongsToTheCourtOfItsNumberAndOfItsHeader) {
    const auto header = [](const char* number, const char* court) {
        return case_facts(Dossier::from_json(std::string{R"({"schema":"zhixing.dossier/1","number":")"} + number + R"(","court":")" + court + R"(","events":[]})"), policy());
    };
    EXPECT_TRUE(may(staff({"clerk"}), header("（2023）豫1325执1号", "内乡县人民法院")));
    EXPECT_TRUE(may(staff({"clerk"}), header("（2023）豫1325执1号", "河南省内乡县人民法院")));
    EXPECT_FALSE(may(staff({"clerk"}), header("（2023）豫1325执1号", "豫1326"))) << "another court in the header";
    EXPECT_FALSE(may(staff({"clerk"}, "豫1326"), header("（2023）豫1325执1号", "豫1326")));
    EXPECT_TRUE(may(staff({"clerk"}), header("督办-1", "豫1325")));
    EXPECT_FALSE(may(staff({"clerk"}), header("督办-1", ""))) << "of no court at all";
    EXPECT_FALSE(may(staff({"clerk"}, ""), header("督办-1", ""))) << "an actor of no court";
}

TEST(AccessDecision, ForgedActorsAreRefused) {
    const CaseFacts facts = of_court("豫1325");
    EXPECT_TRUE(may(staff({"clerk"}), facts));
    for (const char* id : {"", " ", "h1 ", "h\xE2\x80\x8B" "1", "\xD0\xBD" "1", "ｈ1", "h1\n", "h1'; DROP TABLE journal_entries; --", "h\"1", "h\xFF", "h\x01", "\xE2\x80\xAE" "h1"}) {
        EXPECT_EQ(decide(policy(), staff({"clerk"}, "豫1325", id), facts, Wish::read, kNow).code, "access.actor") << id;
    }
    for (const char* role : {"", "Clerk", "clerk ", "书记员", "root", "admin", "сlerk", "system\xE2\x80\x8B", "*"}) {
        EXPECT_EQ(decide(policy(), staff({"clerk", role}), facts, Wish::read, kNow).code, "access.role") << role;
    }
    EXPECT_EQ(decide(policy(), staff({}), facts, Wish::read, kNow).code, "access.role");
    for (const char* court : {"豫1325 ", "豫１３２５", "豫1325'--", "豫%", "豫1325\n"}) EXPECT_FALSE(may(staff({"clerk"}, court), facts)) << court;
    EXPECT_FALSE(may(staff({"handler"}), facts, Wish::import));
    EXPECT_FALSE(may(staff({"president"}), facts, Wish::take_out));
    EXPECT_FALSE(may(staff({"handler"}), facts, Wish::audit));
    EXPECT_TRUE(may(staff({"trial_office"}), facts, Wish::audit));
    EXPECT_FALSE(may(staff({"trial_office"}, "豫1326"), facts, Wish::audit));
}

// ---- parties and agents

constexpr const char* kResident = "110101199003074514";  // a number whose check digit is right; whose it would be is nobody known
constexpr const char* kOther = "11010119900307109X";

Actor party(const char* role, const char* number, const char* at_time = "2023-03-01T08:00:00") {
    return {"portal-7", {}, {role}, IdentityCheck{"resident", number, "居民身份证", "window-1", at(at_time)}};
}
CaseFacts with_parties(const std::string& events = {}) {
    return case_facts(Dossier::from_json(std::string{R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"豫1325","parties":[)"} +
                                         R"({"id":"p1","role":"applicant","kind":"natural","name":"张某","identity":{"kind":"resident","number":")" + kResident + R"("}},)" +
                                         R"({"id":"p2","role":"respondent","kind":"natural","name":"李某","identity":{"kind":"resident","number":")" + kOther + R"("}},)" +
                                         R"({"id":"p3","role":"respondent","kind":"natural","name":"王某"}],"events":[)" + events + "]}"),
                      policy());
}
std::string code(const Actor& actor, const CaseFacts& facts) { return decide(policy(), actor, facts, Wish::read, kNow).code; }

TEST(AccessDecision, APartySeesTheirOwnCaseAfterTheCheck) {
    const CaseFacts facts = with_parties();
    const AccessDecision decision = decide(policy(), party("applicant", kResident), facts, Wish::read, kNow);
    ASSERT_TRUE(decision.allowed) << decision.reason.en;
    EXPECT_EQ(decision.view, "applicant");
    ASSERT_EQ(decision.own.size(), 1U);
    EXPECT_EQ(decision.own[0].id, "p1");
    EXPECT_EQ(decision.citations.at(0).article, "10");
    EXPECT_EQ(view(party("respondent", kOther), facts), "respondent");
    EXPECT_EQ(code(party("respondent", kResident), facts), "access.not_yours") << "in a part that is not theirs";
    EXPECT_EQ(code(party("applicant", "110101198001010109"), facts), "access.not_yours");
    EXPECT_FALSE(may(party("applicant", kResident), facts, Wish::read_all)) << "by its number only";
    EXPECT_FALSE(may(party("applicant", kResident), facts, Wish::write));
    // No difference between a case of others, and none at all.
    EXPECT_EQ(to_json(decide(policy(), party("applicant", "110101198001010109"), facts, Wish::read, kNow)),
              to_json(decide(policy(), party("applicant", kResident), case_facts("（2023）豫1325执9号"), Wish::read, kNow)));
    EXPECT_EQ(code(party("applicant", kResident), with_parties(R"({"id":"e1","kind":"party.left","on":"2023-02-20","party":"p1"})")), "access.not_yours");
}

TEST(AccessDecision, WithoutAGoodCheckNothingIsSeen) {
    const CaseFacts facts = with_parties();
    Actor actor = party("applicant", kResident);
    actor.identity.reset();
    EXPECT_EQ(code(actor, facts), "access.identity");
    EXPECT_EQ(code(party("applicant", kResident, "2023-02-28T20:59:59"), facts), "access.identity_expired");
    EXPECT_TRUE(may(party("applicant", kResident, "2023-02-28T21:00:00"), facts));
    EXPECT_EQ(code(party("applicant", kResident, "2023-03-01T09:00:01"), facts), "access.identity") << "checked in the future";
    const auto changed = [&](auto change) {
        Actor other = party("applicant", kResident);
        change(*other.identity);
        return code(other, facts);
    };
    EXPECT_EQ(changed([](IdentityCheck& check) { check.by = ""; }), "access.identity");
    EXPECT_EQ(changed([](IdentityCheck& check) { check.by = "portal-7"; }), "access.identity") << "checked themselves";
    EXPECT_EQ(changed([](IdentityCheck& check) { check.document = ""; }), "access.identity");
    EXPECT_EQ(changed([](IdentityCheck& check) { check.kind = "library_card"; }), "access.identity");
    for (const char* number : {"", "*", "1101011990030745**", "Е12345678", "E1234\xE2\x80\x8B" "5678", "p1", "张某"}) {
        EXPECT_EQ(changed([&](IdentityCheck& check) { check.number = number; }), "access.identity") << number;
    }
    EXPECT_EQ(changed([](IdentityCheck& check) { check.number = "110101 19900307 4514"; }), "") << "spaces do not count";
    EXPECT_EQ(changed([](IdentityCheck& check) { check.kind = "passport", check.number = "E12345678"; }), "access.not_yours");
}

TEST(AccessDecision, AnAgentNeedsAnAuthorityThatRuns) {
    const auto authorised = [](const char* more = "", const char* events = "") {
        return with_parties(std::string{R"({"id":"e1","kind":"agent.authorised","on":"2023-02-01","party":"p2","number":"14101201910123456","document":"授权委托书")"} + more + "}" + events);
    };
    const auto lawyer = [](const char* number) { return Actor{"portal-9", {}, {"agent"}, IdentityCheck{"lawyer_licence", number, "律师执业证", "window-1", at("2023-03-01T08:00:00")}}; };
    EXPECT_EQ(view(lawyer("14101201910123456"), authorised()), "respondent");
    EXPECT_EQ(code(lawyer("14101201910123457"), authorised()), "access.not_yours");
    EXPECT_EQ(code(lawyer("14101201910123456"), with_parties()), "access.not_yours");
    EXPECT_EQ(view(lawyer("14101201910123456"), authorised(R"(,"until":"2023-03-01")")), "respondent") << "the last day counts";
    EXPECT_EQ(code(lawyer("14101201910123456"), authorised(R"(,"until":"2023-02-28")")), "access.not_yours");
    EXPECT_EQ(code(lawyer("14101201910123456"), authorised("", R"(,{"id":"e2","kind":"agent.ended","on":"2023-02-10","party":"p2"})")), "access.not_yours");
    EXPECT_EQ(code(lawyer("14101201910123456"), authorised("", R"(,{"id":"e2","kind":"agent.ended","party":"p2"})")), "access.not_yours") << "ended on a day not told";
    EXPECT_EQ(view(lawyer("14101201910123456"), authorised("", R"(,{"id":"e2","kind":"agent.ended","on":"2023-02-10","party":"p2","number":"99999999"})")), "respondent") << "another agent's end";
    EXPECT_EQ(code(lawyer("14101201910123456"), authorised("", R"(,{"id":"e2","kind":"party.left","on":"2023-02-10","party":"p2"})")), "access.not_yours");
    EXPECT_EQ(code(party("agent", kOther), authorised()), "access.not_yours") << "a party is no agent";
}

}  // namespace
}  // namespace zhixing::test
