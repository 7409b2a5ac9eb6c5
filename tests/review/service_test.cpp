// Service: what is deemed to have happened sets clocks going; the sheet and its schedule.
#include "zhixing/service.hpp"

#include "review_helpers.hpp"
#include "zhixing/decision.hpp"
#include "zhixing/period.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::day;
using testing::Rules;
using testing::see;
using testing::Seen;

const char* const kGives = "'gives':[{'event':'document.served'},{'event':'objection.served','document':['异议裁定书']}]";

// A notice of ten days, a clock that starts with service, and one that service meets.
Rules notice_rules() {
    return Rules{}
        .add("deem", "deemed", std::string{"'trigger':{'event':'service.public_notice_published'},'latest':true,'limit':{'n':10,'unit':'day'},"} + kGives)
        .add("clock", "deadline", "'trigger':{'event':'document.served'},'fulfil':{'event':'suit.filed'},'limit':{'n':5,'unit':'day'},'roll':false")
        .add("serve", "deadline", "'trigger':{'event':'case.filed'},'fulfil':{'event':'document.served'},'limit':{'n':5,'unit':'day'},'roll':false");
}

Case notice() {
    Case facts;
    facts.header("'kind':'enforcement'").party("p1", "applicant").party("p2", "respondent");
    facts.event("case.filed", "2024-01-01").event("service.public_notice_published", "2024-01-02", "document=执行通知书 party=p2");
    return facts;
}

TEST(Deemed, SetsClocksGoingOnTheDeemedDayAndMeetsOthers) {
    const Seen seen = see(notice(), notice_rules(), "2024-01-20");
    EXPECT_EQ(seen.obligations(), "serve e1 2024-01-06 late e2\nclock e2 2024-01-17 overdue");
    EXPECT_EQ(seen.findings(), "serve breach late e1 due 2024-01-06 -6 holds 2024-01-12..-\nclock breach overdue e2 due 2024-01-17 -3 holds 2024-01-18..-");
}

TEST(Deemed, IsNotThereBeforeItsDayAndTheReviewKnowsWhenItWillBe) {
    const Seen seen = see(notice(), notice_rules(), "2024-01-10");
    EXPECT_EQ(seen.obligations(), "serve e1 2024-01-06 overdue");
    EXPECT_EQ(seen.findings(), "serve breach overdue e1 due 2024-01-06 -4 holds 2024-01-07..2024-01-11");
    EXPECT_EQ(seen.next_change(), "2024-01-12");
    EXPECT_EQ(see(notice(), notice_rules(), "2024-01-12").obligations(), "serve e1 2024-01-06 late e2\nclock e2 2024-01-17 open");
}

TEST(Deemed, FollowsWhatWasKnown) {
    Case facts;
    facts.party("p2", "respondent").event("service.public_notice_published", "2024-01-02", "document=执行通知书 party=p2 recorded=2024-03-01T09:00:00");
    EXPECT_EQ(see(facts, notice_rules(), "2024-01-20", "2024-02-01T00:00:00").obligations(), "");
    EXPECT_EQ(see(facts, notice_rules(), "2024-01-20", "2024-03-02T00:00:00").obligations(), "clock e1 2024-01-17 overdue");
    EXPECT_EQ(see(facts, notice_rules(), "2024-01-20").obligations(), "clock e1 2024-01-17 overdue");
}

TEST(Deemed, YieldsToTheServiceOnRecord) {
    Case facts = notice();
    facts.event("document.served", "2024-01-08", "document=执行通知书 party=p2");
    EXPECT_EQ(see(facts, notice_rules(), "2024-01-20").obligations(), "serve e1 2024-01-06 late e3\nclock e3 2024-01-13 overdue");
    const Explanation told = why(facts.dossier(), notice_rules().load(), "deem", {day("2024-01-20"), {}});
    ASSERT_EQ(told.instances.size(), 1U);
    EXPECT_NE(told.instances[0].steps[0].en.find("e3"), std::string::npos);
}

TEST(Deemed, OfAnotherPartyOrInstanceStands) {
    Case facts = notice();
    facts.party("p3", "respondent").event("document.served", "2024-01-08", "document=执行通知书 party=p3");
    EXPECT_EQ(see(facts, notice_rules(), "2024-01-20").obligations(), "serve e1 2024-01-06 late e3\nclock e3 2024-01-13 overdue\nclock e2 2024-01-17 overdue");
    Case other;
    other.party("p2", "respondent").event("service.public_notice_published", "2024-01-02", "document=执行裁定书 party=p2 ref=b");
    other.event("document.served", "2024-01-08", "document=执行裁定书 party=p2 ref=a");
    EXPECT_EQ(see(other, notice_rules(), "2024-01-20").obligations(), "clock e2 2024-01-13 overdue\nclock e1 2024-01-17 overdue");
}

TEST(Deemed, StaysUnknownWhereItCannotBeTold) {
    Case undated;
    undated.party("p2", "respondent").event("service.public_notice_published", "", "document=执行通知书 party=p2");
    const Seen seen = see(undated, notice_rules(), "2024-01-20");
    EXPECT_EQ(seen.obligations(), "");
    EXPECT_EQ(seen.unknown(), "deem: event e1 service.public_notice_published: on\nclock: event e1 service.public_notice_published: on");

    Case half = notice();  // which party was served is not told: perhaps this one
    half.event("document.served", "2024-01-08", "document=执行通知书");
    EXPECT_NE(see(half, notice_rules(), "2024-01-20").unknown().find("deem: event e3 document.served: party"), std::string::npos);
}

TEST(Deemed, OfADocumentThatIsNotToldMayBeOneOfAKindOfItsOwn) {
    Rules rules = notice_rules();
    rules.add("objection", "deadline", "'trigger':{'event':'objection.served'},'fulfil':{'event':'review.filed'},'limit':{'n':5,'unit':'day'}");
    Case facts;
    facts.party("p2", "respondent").event("service.public_notice_published", "2024-01-02", "party=p2");
    EXPECT_NE(see(facts, rules, "2024-01-20").unknown().find("objection: event e1 service.public_notice_published: document"), std::string::npos);
    Case named;
    named.party("p2", "respondent").event("service.public_notice_published", "2024-01-02", "party=p2 document=异议裁定书");
    EXPECT_EQ(see(named, rules, "2024-01-20").obligations(), "objection e1 2024-01-17 overdue");
    named.event("objection.served", "2024-01-05", "party=p2");
    EXPECT_EQ(see(named, rules, "2024-01-20").obligations(), "objection e2 2024-01-10 overdue");
}

TEST(Deemed, OfSeveralPublicationsTheLastCountsUnlessTheFirstHadRunOut) {
    Case facts = notice();
    facts.event("service.public_notice_published", "2024-01-08", "document=执行通知书 party=p2");
    EXPECT_EQ(see(facts, notice_rules(), "2024-02-01").obligations(), "serve e1 2024-01-06 late e3\nclock e3 2024-01-23 overdue");
    Case again = notice();
    again.event("service.public_notice_published", "2024-01-15", "document=执行通知书 party=p2");
    EXPECT_EQ(see(again, notice_rules(), "2024-02-01").obligations(), "serve e1 2024-01-06 late e2\nclock e2 2024-01-17 overdue");
}

TEST(Deemed, DoesNotDependOnTheOrderOfTheFile) {
    const Seen seen = see(notice(), notice_rules(), "2024-01-20");
    Case turned;
    turned.header("'kind':'enforcement'").party("p1", "applicant").party("p2", "respondent");
    turned.event("service.public_notice_published", "2024-01-02", "document=执行通知书 party=p2 id=e2").event("case.filed", "2024-01-01", "id=e1");
    EXPECT_EQ(see(turned, notice_rules(), "2024-01-20").obligations(), seen.obligations());
}

TEST(Deemed, IsExplainedWithItsSource) {
    const Rulebook rules = Rulebook::bundled("national");
    Case facts;
    facts.party("p2", "respondent").event("objection.ruled", "2023-12-01", "ref=o1 ground=title");
    facts.event("service.public_notice_published", "2024-01-01", "document=异议裁定书 party=p2 ref=o1");
    const Explanation clock = why(facts.dossier(), rules, "suit.apply", {day("2024-02-01"), {}});
    const std::string json = to_json(clock, facts.dossier());
    EXPECT_NE(json.find("由“刊登送达公告”2024-01-01推定"), std::string::npos) << json;
    const Explanation deemed = why(facts.dossier(), rules, "service.notice", {day("2024-02-01"), {}});
    ASSERT_EQ(deemed.instances.size(), 1U);
    EXPECT_EQ(deemed.instances[0].steps.back().zh, "视为“送达异议裁定” 2024-01-31");
    EXPECT_EQ(deemed.instances[0].citations[0].article, "95(1)");
    EXPECT_TRUE(why(Case{}.dossier(), rules, "service.notice", {day("2024-02-01"), {}}).instances.empty());
}

TEST(Deemed, FillsTheMailRuleOnlyOnceTheAddressIsKnownToBeTheirOwn) {
    Case facts;
    facts.party("p2", "respondent").header("'covers':['service.returned','document.served']").event("service.returned", "2026-03-10", "document=执行通知书 party=p2 ground=moved");
    const Seen seen = see(facts, Rulebook::bundled("national"), "2026-04-01");
    EXPECT_NE(seen.unknown().find("service.mail.address: a record of address.confirmed"), std::string::npos) << seen.unknown();
}

TEST(Deemed, NoticePeriodIsExtendedWhereTheCourtSaysSo) {
    const char* const overlay = R"({"schema":"zhixing.rulebook/1","id":"court","version":"1","name":{"zh":"院","en":"court"},"extends":"national","override":{"service.notice.rolls":{"value":true}}})";
    Case facts;
    facts.party("p2", "respondent").event("service.public_notice_published", "2022-01-01", "document=执行通知书 party=p2");
    const Dossier dossier = facts.dossier();
    const auto served = [&](const Rulebook& rules) { return service_sheet(dossier, rules, {day("2022-03-01"), {}}).items.at(0).served; };
    EXPECT_EQ(served(Rulebook::bundled("national")), day("2022-01-31"));
    EXPECT_EQ(served(Rulebook::load(overlay, "court.json")), day("2022-02-07"));
}

TEST(Deemed, SixMonthsEndOnTheCorrespondingDay) {
    EXPECT_EQ(period_end(day("2026-09-01"), {6, Unit::month, true}, Calendar::china()).end, day("2027-03-01"));
}

TEST(Deemed, RefusesWhatMakesNoSense) {
    const auto code_of = [](const std::string& members) {
        try {
            static_cast<void>(Rules{}.add("deem", "deemed", members).load());
        } catch (const RuleError& error) {
            return std::string{error.code()};
        }
        return std::string{};
    };
    const std::string trigger = "'trigger':{'event':'service.returned'},";
    EXPECT_EQ(code_of(trigger + kGives), "");
    EXPECT_EQ(code_of(trigger + "'gives':[{'event':'objection.served','document':['异议裁定书']}]"), "rule.gives");
    EXPECT_EQ(code_of(trigger + "'gives':[{'event':'document.served'},{'event':'objection.served'}]"), "rule.gives");
    EXPECT_EQ(code_of(trigger + "'gives':[{'event':'service.*'}]"), "rule.gives");
    EXPECT_EQ(code_of(trigger + "'limit':{'n':-3,'unit':'day'}," + kGives), "rule.range");
    EXPECT_EQ(code_of(trigger + "'limit':{'n':3,'unit':'hour'}," + kGives), "rule.unit");
    EXPECT_EQ(code_of(trigger + "'source':'secondary'," + kGives), "rule.source");
    EXPECT_EQ(code_of("'trigger':{'event':'service.returned','itself':false}," + std::string{kGives}), "rule.range");
    EXPECT_EQ(code_of(trigger + "'fulfil':{'event':'case.filed'}," + kGives), "rule.unknown_member");
}

TEST(Deemed, AnswersTablesAndClosingsToo) {
    Rules rules = notice_rules();
    rules.add("table", "table", "'rows':[{'id':'a','name':{'zh':'送达','en':'served'},'when':{'has':{'event':'document.served'}},'gives':{'x':'1'}}],'otherwise':{'x':'0'}");
    const Dossier dossier = notice().dossier();
    EXPECT_EQ(decide(dossier, rules.load(), "table", {day("2024-01-11"), {}}).at(0).row, "");
    const Decision decision = decide(dossier, rules.load(), "table", {day("2024-01-12"), {}}).at(0);
    EXPECT_EQ(decision.row, "a");
    EXPECT_EQ(decision.rows[0].evidence, std::vector<std::int32_t>{1});
}

// Of several documents and addressees each has a line of its own, and one ref of one type belongs together.
TEST(Service, HasAnItemForEachDocumentAndAddressee) {
    Case facts;
    facts.party("p2", "respondent").party("p3", "respondent");
    facts.event("document.made", "2026-03-01", "document=执行通知书 party=p2").event("document.made", "2026-03-01", "document=执行通知书 party=p3");
    facts.event("document.made", "2026-03-01", "document=报告财产令 party=p2").event("document.made", "2026-03-01", "document=报告财产令");
    facts.event("service.sent", "2026-03-02", "document=查封裁定书 party=p2 ref=a method=mail").event("service.attempted", "2026-03-03", "document=查封裁定书 party=p2 method=mail outcome=served");
    const Dossier dossier = facts.dossier();
    const ServiceSheet sheet = service_sheet(dossier, Rulebook::bundled("national"), {day("2026-04-01"), {}});
    ASSERT_EQ(sheet.items.size(), 4U);
    EXPECT_EQ(sheet.items[3].document, "查封扣押冻结裁定书");
    EXPECT_EQ(sheet.items[3].attempts.size(), 2U);
    EXPECT_EQ(sheet.items[3].state, ServiceState::deemed);
    EXPECT_EQ(service_sheet(dossier, Rulebook::bundled("national"), {day("2026-02-01"), {}}).items.size(), 0U);
}

TEST(Service, NamesAgentsAndReceiversAndTheAddress) {
    Case facts;
    facts.party("p2", "respondent").event("address.receiver_named", "2026-02-01", "party=p2").event("agent.authorised", "2026-02-02", "party=p2");
    facts.event("address.confirmed", "2026-02-01", "party=p2 note=某路1号").event("address.confirmed", "2026-02-20", "party=p2 note=某路2号").event("document.made", "2026-03-01", "document=执行通知书 party=p2");
    const ServiceSheet sheet = service_sheet(facts.dossier(), Rulebook::bundled("national"), {day("2026-04-01"), {}});
    EXPECT_EQ(sheet.items.at(0).receivers.size(), 2U);
    EXPECT_EQ(sheet.items[0].address.address, "某路2号");
    EXPECT_EQ(sheet.items[0].address.standing, "own");
}

// 指导意见 5: how many copies is what the events say.
TEST(Service, TellsTheCopiesThatEventsTell) {
    const auto schedule = [](const std::string& sent, const std::string& failed) {
        const Dossier dossier = Dossier::from_json(R"({"parties":[{"id":"p2","role":"respondent","name":"李某"}],"events":[)"
            R"({"id":"a","kind":"address.noted","on":"2026-02-01","party":"p2","ground":"household_register","note":"某路1号"},)"
            R"({"id":"e1","kind":"service.sent","on":"2026-03-01","party":"p2","document":"执行通知书")" + sent + "}," +
            R"({"id":"e2","kind":"service.failed","on":"2026-03-03","party":"p2","document":"执行通知书","ground":"whereabouts_unknown")" + failed + "}]}");
        return service_schedule(service_sheet(dossier, Rulebook::bundled("national"), {day("2026-03-10"), {}}), dossier, Rulebook::bundled("national"));
    };
    const auto copies = [&](const std::string& sent, const std::string& failed = {}) {
        const ServiceSchedule told = schedule(sent, failed);
        EXPECT_EQ(told.missing.empty(), !told.rows.at(0)[2].empty());
        return told.rows[0][2];
    };
    EXPECT_EQ(copies(R"(,"copies":2)"), "2");
    EXPECT_EQ(copies(R"(,"份数":"3")"), "3");
    EXPECT_EQ(copies(R"(,"copies":2)", R"(,"copies":1)"), "1") << "the latest";
    EXPECT_EQ(copies(""), "");
    EXPECT_EQ(copies(R"(,"copies":"several")"), "");
    EXPECT_EQ(copies(R"(,"copies":-1)"), "");
    EXPECT_EQ(copies(R"(,"copies":1.5)"), "");
}

TEST(Service, SchedulesWhatFailed) {
    Case facts;
    facts.header("'number':'（2026）豫1325执101号'").party("p2", "respondent").party("p3", "respondent");
    facts.event("address.noted", "2026-02-01", "party=p2 ground=household_register note=某路1号");
    facts.event("service.attempted", "2026-03-02", "document=执行通知书 party=p2 method=mail outcome=service_failed ground=nobody_there number=EMS1");
    facts.event("service.failed", "2026-03-03", "document=执行通知书 party=p2 ground=whereabouts_unknown note=邻居称外出");
    facts.event("service.handed_over", "2026-03-04", "document=附表 party=p2").event("service.accepted", "2026-03-05", "party=p2 by=庚");
    facts.event("document.served", "2026-03-02", "document=执行通知书 party=p3");
    const Dossier dossier = facts.dossier();
    const Rulebook rules = Rulebook::bundled("neixiang");
    const ServiceSheet sheet = service_sheet(dossier, rules, {day("2026-03-10"), {}});
    const ServiceSchedule schedule = service_schedule(sheet, dossier, rules);
    ASSERT_EQ(schedule.rows.size(), 1U);
    const std::vector<std::string> row{"（2026）豫1325执101号", "执行通知书", "", "p2", "某路1号", "户籍登记的住所或者经常居住地", "邮寄送达",
                                       "2026-03-02 尝试送达 邮寄送达：送达不成功（M04 多次投递无人） 凭证 EMS1；2026-03-03 送达不成功（X01 下落不明）", "X01", "下落不明", "邻居称外出",
                                       "未送达", "公告送达，案卷记明原因和经过",
                                       "中华人民共和国民事诉讼法 95(1)；最高人民法院关于适用《中华人民共和国民事诉讼法》的解释 138(1)", "", "2026-03-04", "庚", "2026-03-05"};
    EXPECT_EQ(schedule.rows[0], row);
    EXPECT_EQ(schedule.columns.size(), row.size());
    ASSERT_EQ(schedule.missing.size(), 1U);
    EXPECT_EQ(schedule.columns[schedule.missing[0].column].zh, "份数");
    const std::string json = to_json(sheet, dossier, rules);
    EXPECT_NE(json.find(R"("schema":"zhixing.service/1")"), std::string::npos);
    EXPECT_NE(json.find(R"("code":"X01")"), std::string::npos);
}

TEST(Service, RefusesARulebookWithoutItsTables) {
    EXPECT_THROW(static_cast<void>(service_sheet(notice().dossier(), notice_rules().load(), {day("2026-03-10"), {}})), RuleError);
}

// Every step and every way rests on a rule that there is.
TEST(Service, TablesNameRulesOfTheBook) {
    const Rulebook rules = Rulebook::bundled("national");
    for (const char* table : {"service.failures", "service.methods"}) {
        const std::string json = rules.rule_json(rules.find(table).value());
        for (std::size_t at = json.find("\"rule\":\""); at != std::string::npos; at = json.find("\"rule\":\"", at + 1)) {
            const std::size_t from = at + 8;
            const std::string name = json.substr(from, json.find('"', from) - from);
            EXPECT_TRUE(rules.find(name)) << table << ": " << name;
        }
    }
}

}  // namespace
}  // namespace zhixing
