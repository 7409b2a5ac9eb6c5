// Who is told what: states, limits, messages, corrections, and what no channel carries.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "law/rule.hpp"
#include "review_helpers.hpp"
#include "zhixing/disclosure.hpp"

namespace zhixing {
namespace {

using testing::day;
using State = Disclosure::State;

const Rulebook& rulebook() {
    static const Rulebook rules = Rulebook::bundled("neixiang");
    return rules;
}

constexpr const char* kHeader = R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","kind":"enforcement","parties":[)"
    R"({"id":"p1","role":"applicant","kind":"natural","name":"张某甲"},{"id":"p2","role":"respondent","kind":"natural","name":"李某乙"}],)"
    R"("claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"100000.00"}],"events":[)";

Dossier with_events(const std::string& events) { return Dossier::from_json(kHeader + events + "]}"); }

// What rule says of party, with the state and the due date; empty where it says nothing.
std::string said(const Disclosures& all, const Dossier& dossier, std::string_view rule, std::string_view party) {
    std::string out;
    for (const Disclosure& item : all.items) {
        if (item.rule == kNoRule || rulebook().rule(item.rule).id != rule || (item.party == 0 ? "" : dossier.party_id(item.party)) != party) continue;
        out += (out.empty() ? "" : " ") + std::string{to_string(item.state)} + (item.due == kNoDate ? "" : "@" + to_string(item.due));
    }
    return out;
}
std::string said(const std::string& events, const char* as_of, std::string_view rule, std::string_view party) {
    const Dossier dossier = with_events(events);
    return said(disclosures(dossier, rulebook(), {day(as_of)}), dossier, rule, party);
}

TEST(Disclosure, BothPartiesAreToldOfTheFiling) {
    const std::string filed = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"})";
    EXPECT_EQ(said(filed, "2026-03-03", "tell.filing", "p1"), "due");
    EXPECT_EQ(said(filed, "2026-03-03", "tell.filing", "p2"), "due");
    EXPECT_EQ(said(filed, "2026-03-01", "tell.filing", "p1"), "") << "it has not happened yet";
    const std::string told = filed + R"(,{"id":"e2","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"e1","method":"sms"})";
    EXPECT_EQ(said(told, "2026-03-04", "tell.filing", "p1"), "told");
    EXPECT_EQ(said(told, "2026-03-04", "tell.filing", "p2"), "due") << "another was told";
}

// What the website says of one event to p2.
std::string words(const std::string& event, const char* as_of) {
    const Dossier dossier = with_events(event);
    for (const DisclosureMessage& message : disclosure_messages(dossier, rulebook(), disclosures(dossier, rulebook(), {day(as_of)}))) {
        if (message.message.to == "p2" && message.message.channel == "disclosure_site") return message.text;
    }
    return {};
}

TEST(Disclosure, TheWordsAreThoseOfTheDayAndOfTheEvent) {
    const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"consumption.restricted","on":"2014-03-02","party":"p2"})", "2014-03-02"), "限制高消费令"));
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"consumption.restricted","on":"2016-03-02","party":"p2"})", "2016-03-02"), "限制消费令"));
    EXPECT_FALSE(has(words(R"({"id":"e1","kind":"closure.completed","on":"2026-03-02"})", "2026-03-02"), "再次申请执行"));
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"closure.terminated","on":"2026-03-02"})", "2026-03-02"), "可以再次申请执行"));
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"appraisal.done","on":"2026-03-02","ref":"r"})", "2026-03-02"), "五日内"));
    for (const char* const kind : {"price.inquired", "appraisal.answered", "appraisal.corrected"}) {
        const std::string text = words(std::string{R"({"id":"e1","kind":")"} + kind + R"(","on":"2026-03-02","ref":"r"})", "2026-03-02");
        EXPECT_TRUE(has(text, "发送给您")) << text;
        EXPECT_FALSE(has(text, "五日内")) << text;
    }
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"fine.imposed","on":"2026-03-02","party":"p2"})", "2026-03-02"), "自收到决定书之日起三日内"));
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"exit.restricted","on":"2026-03-02","party":"p2"})", "2026-03-02"), "十日内向上一级人民法院申请复议"));
    EXPECT_TRUE(has(words(R"({"id":"e1","kind":"funds.transferred","on":"2026-03-02","party":"p2","amount":"100.00"})", "2026-03-02"), "扣划存款100.00元"));
}

TEST(Disclosure, AMessageWithoutReferenceTellsTheLatestThatWasOpen) {
    const std::string events = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"e2","kind":"closure.completed","on":"2026-05-08"},)";
    EXPECT_EQ(said(events + R"({"id":"e3","kind":"disclosure.sent","on":"2026-05-08","party":"p1"})", "2026-05-09", "tell.closing", "p1"), "told");
    EXPECT_EQ(said(events + R"({"id":"e3","kind":"disclosure.sent","on":"2026-05-08","party":"p1"})", "2026-05-09", "tell.filing", "p1"), "due");
    EXPECT_EQ(said(events + R"({"id":"e3","kind":"disclosure.sent","on":"2026-04-08","party":"p1"})", "2026-05-09", "tell.filing", "p1"), "told") << "the closing was later";
    EXPECT_EQ(said(events + R"({"id":"e3","kind":"disclosure.sent","on":"2026-05-08","party":"p1"},{"id":"e4","kind":"disclosure.sent","on":"2026-05-09","party":"p1"})", "2026-05-09", "tell.filing", "p1"), "told");
}

TEST(Disclosure, WhatNothingExplainsIsListed) {
    const Dossier dossier = with_events(R"({"id":"e1","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"x9"})");
    EXPECT_EQ(disclosures(dossier, rulebook(), {day("2026-03-04")}).unmatched, std::vector<std::int32_t>{0});
}

// 参考价规定 21: three days from the receipt of the report.
TEST(Disclosure, TheLimitIsThatOfTheLaw) {
    const std::string done = R"({"id":"e1","kind":"appraisal.done","on":"2026-03-02","ref":"house"})";
    EXPECT_EQ(said(done, "2026-03-05", "tell.appraisal", "p1"), "due@2026-03-05");
    EXPECT_EQ(said(done, "2026-03-06", "tell.appraisal", "p1"), "overdue@2026-03-05");
    const std::string served = done + R"(,{"id":"e2","kind":"appraisal.served","on":"2026-03-04","ref":"house","party":"p1"})";
    EXPECT_EQ(said(served, "2026-03-06", "tell.appraisal", "p1"), "told") << "service is telling, too";
    const Dossier late = with_events(done);
    const Disclosures all = disclosures(late, rulebook(), {day("2026-03-06")});
    ASSERT_EQ(all.findings.size(), 1U);
    EXPECT_EQ(rulebook().rule(all.findings[0].rule).id, "appraisal.serve");
    EXPECT_EQ(all.findings[0].severity, Severity::breach);
}

// 网络司法拍卖规定 16: three days before the announcement.
TEST(Disclosure, OfAnAuctionTheyAreToldBeforeItIsAnnounced) {
    const std::string started = R"({"id":"e1","kind":"auction.started","on":"2026-03-02","ref":"house"})";
    EXPECT_EQ(said(started, "2026-03-05", "tell.auction", "p2"), "due") << "the day of the announcement is not known";
    const std::string announced = started + R"(,{"id":"e2","kind":"auction.announced","on":"2026-03-20","ref":"house","method":"online_auction"})";
    EXPECT_EQ(said(announced, "2026-03-20", "tell.auction", "p2"), "overdue@2026-03-17");
    EXPECT_EQ(said(announced + R"(,{"id":"e3","kind":"auction.parties_notified","on":"2026-03-10","ref":"house","party":"p2"})", "2026-03-20", "tell.auction", "p2"), "told");
}

TEST(Disclosure, TheReportIsOpenOnRequestOnly) {
    const std::string report = R"({"id":"e1","kind":"report.received","on":"2026-03-02","party":"p2"})";
    EXPECT_EQ(said(report, "2026-03-05", "tell.property-report", "p1"), "withheld");
    EXPECT_EQ(said(report, "2026-03-05", "tell.property-report", "p2"), "") << "it is their own";
    EXPECT_EQ(said(report + R"(,{"id":"e2","kind":"disclosure.asked","on":"2026-03-04","party":"p1","document":"财产调查表"})", "2026-03-05", "tell.property-report", "p1"), "due");
}

TEST(Disclosure, WhatTheCourtFoundNeedsItsLeave) {
    const std::string found = R"({"id":"e1","kind":"property.found","on":"2026-03-02","party":"p2"},{"id":"e2","kind":"disclosure.asked","on":"2026-03-04","party":"p1"})";
    EXPECT_EQ(said(found, "2026-03-09", "tell.found", "p1"), "withheld");
    EXPECT_EQ(said(found + R"(,{"id":"e3","kind":"disclosure.decided","on":"2026-03-05","party":"p1","outcome":"granted"})", "2026-03-09", "tell.found", "p1"), "due");
    EXPECT_EQ(said(found + R"(,{"id":"e3","kind":"disclosure.decided","on":"2026-03-05","party":"p1","outcome":"denied"})", "2026-03-09", "tell.found", "p1"), "withheld");
}

TEST(Disclosure, OnlyTheOneWhoIsSanctionedAndThenTheOthers) {
    const std::string fine = R"({"id":"e1","kind":"fine.imposed","on":"2026-03-02","party":"p2"})";
    EXPECT_EQ(said(fine, "2026-03-05", "tell.sanction", "p2"), "due");
    EXPECT_EQ(said(fine, "2026-03-05", "tell.sanction", "p1"), "");
    EXPECT_EQ(said(fine, "2026-03-05", "tell.sanction-others", "p1"), "due");
    EXPECT_EQ(said(fine, "2026-03-05", "tell.sanction-others", "p2"), "");
}

TEST(Disclosure, WhoIsMeantAndNotNamedCannotBeTold) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","parties":[{"id":"p1","role":"respondent"},{"id":"p2","role":"respondent"}],)"
                                               R"("events":[{"id":"e1","kind":"consumption.restricted","on":"2026-03-02"}]})");
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-05")});
    ASSERT_EQ(all.items.size(), 1U);
    EXPECT_EQ(all.items[0].state, State::unknown);
    EXPECT_EQ(all.items[0].reason.en, "event e1 consumption.restricted: party");
}

TEST(Disclosure, WhoeverLeftIsToldNothing) {
    const std::string events = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"e2","kind":"party.left","on":"2026-03-03","party":"p2"})";
    EXPECT_EQ(said(events, "2026-03-05", "tell.filing", "p2"), "withheld");
    EXPECT_EQ(said(events, "2026-03-05", "tell.filing", "p1"), "due");
}

TEST(Disclosure, WhatIsNotCarriedOutYetIsToldToNobody) {
    const Dossier dossier = with_events(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-02","ref":"house"},{"id":"e2","kind":"clue.received","on":"2026-03-03"},)"
                                        R"({"id":"e3","kind":"query.feedback","on":"2026-03-04"},{"id":"e4","kind":"address.confirmed","on":"2026-03-05","party":"p1"})");
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-05")});
    ASSERT_EQ(all.items.size(), 4U);
    const std::vector<std::string> articles{"8", "23", "7", "4"};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(all.items[i].rule, kNoRule);
        EXPECT_EQ(all.items[i].state, State::withheld);
        EXPECT_EQ(all.items[i].citations.at(0).article, articles[i]);
    }
    EXPECT_TRUE(disclosure_messages(dossier, rulebook(), all).empty());
}

TEST(Disclosure, WhereTheRecordOfMessagesIsOpenSilenceProvesNothing) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","covers":["case"],"parties":[{"id":"p1","role":"applicant"}],"events":[{"id":"e1","kind":"case.filed","on":"2026-03-02"}]})");
    EXPECT_EQ(said(disclosures(dossier, rulebook(), {day("2026-03-05")}), dossier, "tell.filing", "p1"), "unknown");
}

// ---- corrections

TEST(Correction, WhatWasToldOutOfTurnIsWithdrawn) {
    const std::string events = R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-02"},{"id":"e2","kind":"disclosure.sent","on":"2026-03-03","party":"p2","ref":"e1","method":"sms"})";
    const Dossier dossier = with_events(events);
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-05")});
    ASSERT_EQ(all.items.size(), 1U);
    EXPECT_EQ(all.items[0].state, State::to_withdraw) << "a planned measure was told";
    const Dossier mended = with_events(events + R"(,{"id":"e3","kind":"disclosure.withdrawn","on":"2026-03-04","number":"e2"})");
    const Disclosures after = disclosures(mended, rulebook(), {day("2026-03-05")});
    EXPECT_EQ(after.items[0].state, State::withdrawn);
    EXPECT_EQ(mended.event_id(mended.events()[static_cast<std::size_t>(after.items[0].trail)]), "e3");
}

TEST(Correction, AReportThatWasCorrectedIsToldAgain) {
    const std::string events = R"({"id":"e1","kind":"appraisal.done","on":"2026-03-02","ref":"house"},{"id":"e2","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"e1","method":"sms"},)"
                               R"({"id":"e3","kind":"appraisal.corrected","on":"2026-03-20","ref":"house"})";
    EXPECT_EQ(said(events, "2026-03-19", "tell.appraisal", "p1"), "told");
    EXPECT_EQ(said(events, "2026-03-20", "tell.appraisal", "p1"), "to_correct");
    EXPECT_EQ(said(events, "2026-03-20", "tell.appraisal-corrected", "p1"), "due@2026-03-23");
    const Dossier dossier = with_events(events);
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-20")});
    const auto messages = disclosure_messages(dossier, rulebook(), all);
    const auto correction = std::ranges::find_if(messages, [&](const DisclosureMessage& message) { return all.items[message.item].state == State::to_correct; });
    ASSERT_NE(correction, messages.end());
    EXPECT_EQ(correction->message.channel, "sms") << "by the channel by which it was told";
    EXPECT_EQ(correction->text, "【内乡县人民法院】此前就（2026）豫1325执101号案告知的信息（发送定价报告）与实际情况不一致，现予更正，请以更正后的信息为准。详情凭证件登录中国执行信息公开网或者拨打12368查询。");
    EXPECT_NE(correction->result.find(R"("kind":"disclosure.corrected")"), std::string::npos);
    EXPECT_EQ(said(events + R"(,{"id":"e4","kind":"disclosure.corrected","on":"2026-03-21","number":"e2"})", "2026-03-22", "tell.appraisal", "p1"), "corrected");
}

TEST(Correction, WhatWasFoundWrongIsCorrectedOrWithdrawn) {
    const std::string told = R"({"id":"e1","kind":"case.filed","on":"2026-03-02"},{"id":"e2","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"e1"},)";
    EXPECT_EQ(said(told + R"({"id":"e3","kind":"disclosure.error_found","on":"2026-03-04","number":"e2","ground":"differs_from_facts"})", "2026-03-05", "tell.filing", "p1"), "to_correct");
    EXPECT_EQ(said(told + R"({"id":"e3","kind":"disclosure.error_found","on":"2026-03-04","number":"e2","ground":"state_secret"})", "2026-03-05", "tell.filing", "p1"), "to_withdraw");
    const Dossier dossier = with_events(told + R"({"id":"e3","kind":"disclosure.error_found","on":"2026-03-04","number":"e2","ground":"state_secret"})");
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-05")});
    EXPECT_TRUE(std::ranges::any_of(all.findings, [](const Finding& finding) { return rulebook().rule(finding.rule).id == "disclosure.correct"; }));
}

// ---- rules refuse

TEST(DisclosureRules, RefuseWordsThatAChannelMayNotCarry) {
    const auto code = [](const std::string& members) {
        try {
            (void)testing::Rules{}.add("tell.x", "disclosure", members).load();
        } catch (const RuleError& error) {
            return error.code();
        }
        return std::string{};
    };
    const std::string head = "'trigger':{'event':'funds.received'},'to':['applicant'],";
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'到账','full':'到账{{event.amount}}元'"), "");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'到账{{event.amount}}元','full':'到账'"), "rule.carries_more");
    EXPECT_EQ(code(head + "'channels':['wechat'],'short':'{{respondents}}','full':'到账'"), "rule.carries_more");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{event.number}}','full':'到账'"), "rule.unknown_field");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{event.note}}','full':'到账'"), "rule.unknown_field");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{{number}}}','full':'到账'"), "rule.words");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{>number}}','full':'到账'"), "rule.words");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{number','full':'到账'"), "rule.words");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{#number}}a','full':'到账'"), "rule.words");
    EXPECT_EQ(code(head + "'channels':['sms'],'short':'{{#number}}{{#event.name}}{{/number}}{{/event.name}}','full':'到账'"), "rule.words");
    EXPECT_EQ(code(head + "'channels':['pigeon'],'short':'a','full':'b'"), "rule.unknown_channel");
    EXPECT_EQ(code("'trigger':{'event':'seizure.ruled'},'to':['respondent'],'channels':['sms'],'short':'a','full':'b'"), "rule.never_told");
    EXPECT_EQ(code("'trigger':{'event':'clue.received'},'to':['applicant'],'channels':['sms'],'short':'a','full':'b'"), "rule.never_told");
    EXPECT_EQ(code(head + "'due':'tell.x','channels':['sms'],'short':'a','full':'b'"), "rule.reference");
    EXPECT_EQ(code(head + "'whom':'everybody','channels':['sms'],'short':'a','full':'b'"), "rule.word");
}

TEST(DisclosureRules, AMessageThatNamesTheEventIsAboutItsInstance) {
    const auto rules = testing::Rules{}.add("tell.x", "deadline", "'trigger':{'event':'funds.received'},'fulfil':{'event':'disclosure.sent'},'match':'ref','limit':{'n':5,'unit':'day'}").load();
    const std::string paid = R"({"id":"e1","kind":"funds.received","on":"2026-03-02","ref":"a"},{"id":"e2","kind":"funds.received","on":"2026-03-02","ref":"b"},)";
    const auto met = [&](const std::string& sent) {
        std::string out;
        for (const Obligation& obligation : review(with_events(paid + sent), rules, {day("2026-04-01")}).obligations) out += obligation.met_by == kNoEvent ? '-' : '+';
        return out;
    };
    EXPECT_EQ(met(R"({"id":"e3","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"a"})"), "+-");
    EXPECT_EQ(met(R"({"id":"e3","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"e2"})"), "-+");
    EXPECT_EQ(met(R"({"id":"e3","kind":"disclosure.sent","on":"2026-03-03","party":"p1","ref":"c"})"), "--");
    EXPECT_EQ(met(R"({"id":"e3","kind":"document.served","on":"2026-03-03","party":"p1","ref":"e2"})"), "--");
}

TEST(DisclosureRules, SayWhereATagIsWrong) {
    try {
        (void)testing::Rules{}.add("tell.x", "disclosure", "'trigger':{'event':'funds.received'},'to':['applicant'],'channels':['sms'],'short':'到账','full':'到账{{/number}}'").load();
        FAIL() << "nothing is open";
    } catch (const RuleError& error) {
        EXPECT_EQ(error.code(), "rule.words");
        EXPECT_TRUE(error.place().pointer.ends_with("/full")) << error.place().pointer;
        EXPECT_FALSE(error.place().file.empty());
        EXPECT_NE(error.message().en.find("nothing is open that \"number\" could close"), std::string::npos) << error.message().en;
    }
}

TEST(DisclosureRules, WordsAskForFieldsAndHoldComments) {
    const auto rules = testing::Rules{}.add("tell.x", "disclosure",
        "'trigger':{'event':'funds.received'},'to':['applicant'],'channels':['disclosure_site'],'short':'a',"
        "'full':'{{! 内部说明 }}到账{{#event.amount}}{{event.amount}}元{{/event.amount}}{{^event.ground}}，事由不明{{/event.ground}}。'").load();
    const Dossier dossier = with_events(R"({"id":"e1","kind":"funds.received","on":"2026-03-02","amount":"12.00"})");
    const auto messages = disclosure_messages(dossier, rules, disclosures(dossier, rules, {day("2026-03-03")}), {});
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_NE(messages.front().text.find("到账12.00元，事由不明。"), std::string::npos) << messages.front().text;
}

TEST(DisclosureMessages, RefuseValuesThatTheHostDoesNotGive) {
    const Dossier dossier = with_events(R"({"id":"e1","kind":"case.filed","on":"2026-03-02"})");
    const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-03")});
    EXPECT_THROW((void)disclosure_messages(dossier, rulebook(), all, {{"number", "1"}}), InputError);
    EXPECT_THROW((void)disclosure_messages(dossier, rulebook(), all, {{"asset", "1"}}), InputError);
    EXPECT_THROW((void)disclosure_messages(dossier, rulebook(), all, {{"court.phone", "1\n2"}}), InputError);
    const auto messages = disclosure_messages(dossier, rulebook(), all, {{"court.phone", "0377-65310000"}});
    EXPECT_TRUE(std::ranges::any_of(messages, [](const auto& message) { return message.text.find("0377-65310000") != std::string::npos; }));
}

TEST(DisclosureMessages, SayWhatIsMissing) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","parties":[{"id":"p1","role":"applicant"}],"events":[{"id":"e1","kind":"case.filed","on":"2026-03-02"}]})");
    const auto messages = disclosure_messages(dossier, rulebook(), disclosures(dossier, rulebook(), {day("2026-03-03")}));
    ASSERT_FALSE(messages.empty());
    for (const DisclosureMessage& message : messages) EXPECT_NE(std::ranges::find(message.missing, "number"), message.missing.end());
}

// ---- no channel carries what it may not: every rule, every kind that sets it going, a dossier full of markers

const std::vector<std::string> kMarkers{"110101199003074514", "6222021234567890123", "13812345678", "豫R12345", "不动产权第0001234号", "湍东镇", "绝密备注", "举报人", "线索人", "house-88号房", "凭证9988"};

Dossier full_of_markers(const KindInfo& kind, const char* party) {
    const std::string other = std::string{party} == "p2" ? "p1" : "p2";
    std::string columns = R"("ref":"house-88号房 豫R12345","number":"6222021234567890123 凭证9988","note":"绝密备注 举报人 13812345678","digest":"110101199003074514","by":"线索人13812345678","amount":"88776655.44",)"
                          R"("until":"2026-09-01","address":"内乡县湍东镇县衙路12号","account":"6222021234567890123",)";
    return Dossier::from_json(std::string{R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","kind":"enforcement","parties":[)"} +
        R"({"id":"p1","role":"applicant","kind":"natural","name":"张某甲110101199003074514","identity":{"kind":"resident","number":"110101199003074514"},"phone":"13812345678","address":"湍东镇"},)"
        R"({"id":"p2","role":"respondent","kind":"natural","name":"李某乙13812345678","identity":{"kind":"resident","number":"110101199003074514"},"account":"6222021234567890123","plate":"豫R12345"}],)"
        R"("claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"100000.00"}],"events":[)"
        R"({"id":"a1","kind":"disclosure.asked","on":"2026-02-01","party":"p1","document":"财产调查表"},{"id":"a2","kind":"disclosure.decided","on":"2026-02-01","party":"p1","outcome":"granted"},)"
        R"({"id":"c1","kind":"clue.received","on":"2026-02-01","party":"p1","note":"举报人线索人"},)"
        R"({"id":"e1 110101199003074514","kind":")" + kind.id + R"(","on":"2026-03-02","party":")" + party + "\"," + columns + R"("outcome":"granted","document":"评估报告"}]})");
}

TEST(DisclosureProperty, NoChannelCarriesWhatItMayNot) {
    std::size_t looked_at = 0;
    std::set<std::string> rules;
    for (const Rule& rule : rulebook().compiled().rules) {
        if (rule.form != Form::disclosure) continue;
        for (const Kind kind : rule.versions.back().trigger.kinds) {
            for (const char* party : {"p1", "p2"}) {
                const Dossier dossier = full_of_markers(Catalogue::bundled().kind(kind), party);
                const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-20")});
                for (const DisclosureMessage& message : disclosure_messages(dossier, rulebook(), all, {{"court.phone", "0377-1"}})) {
                    const std::string& id = rulebook().rule(all.items[message.item].rule).id;
                    rules.insert(id);
                    ++looked_at;
                    const std::string said = message.text + message.message.body + message.message.subject;
                    for (const std::string& marker : kMarkers) {
                        const bool handler = marker == "线索人" && id == "tell.handler";  // the handler's name, which is told
                        if (!handler) {
                            EXPECT_EQ(said.find(marker), std::string::npos) << id << " by " << message.message.channel << " gave " << marker << ": " << said;
                        }
                    }
                    if (message.message.channel == "disclosure_site") continue;
                    for (const char* secret : {"88776655", "线索人"}) EXPECT_EQ(said.find(secret), std::string::npos) << id << " by " << message.message.channel << ": " << said;
                    // Others are not named where anybody may read along.
                    const char* stranger = message.message.to == "p1" ? "李某乙" : "张某甲";
                    EXPECT_EQ(said.find(stranger), std::string::npos) << id << " by " << message.message.channel << ": " << said;
                }
            }
        }
    }
    EXPECT_GE(looked_at, 300U);
    EXPECT_GE(rules.size(), 30U) << "nearly every rule says something";
}

TEST(DisclosureProperty, WhatANameHoldsComesOutAsText) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","parties":[{"id":"p1","role":"applicant","name":"{{handler}}\u202e<b>张\u0007某</b>{{#x}}"}],"events":[{"id":"e1","kind":"case.filed","on":"2026-03-02"}]})");
    const auto messages = disclosure_messages(dossier, rulebook(), disclosures(dossier, rulebook(), {day("2026-03-03")}));
    ASSERT_EQ(messages.at(0).message.channel, "disclosure_site");
    EXPECT_TRUE(messages[0].text.starts_with("{{handler}}<b>张某</b>{{#x}}：")) << messages[0].text;
}

// ---- the list, publication

TEST(DishonestList, HoldsWhatArticle6Asks) {
    const Dossier dossier = Dossier::from_json(std::string{R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","basis":{"kind":"judgment","number":"（2025）豫1325民初1号","unit":"内乡县人民法院","duty":"支付10万元"},)"} +
        R"("parties":[{"id":"p2","role":"respondent","kind":"natural","name":"李某乙","identity":{"kind":"resident","number":"110101199003074514"}},)"
        R"({"id":"p3","role":"respondent","kind":"legal","name":"某某商贸有限公司","representative":"王某","identity":{"kind":"uscc","number":"91350100M000100Y43"}},)"
        R"({"id":"p4","role":"respondent","kind":"natural","name":"赵某","identity":{"kind":"resident","number":"110101199003074514"}}],)"
        R"("events":[{"id":"e1","kind":"case.filed","on":"2026-01-05"},{"id":"e2","kind":"dishonest.listed","on":"2026-03-02","party":"p2","ground":"able_but_refuses","outcome":"unperformed"},)"
        R"({"id":"e3","kind":"dishonest.listed","on":"2026-03-02","party":"p3"},{"id":"e4","kind":"dishonest.listed","on":"2026-03-02","party":"p4"},{"id":"e5","kind":"dishonest.removed","on":"2026-04-02","party":"p4"}]})");
    const auto entries = dishonest_entries(dossier, {day("2026-05-02")});
    ASSERT_EQ(entries.size(), 2U) << "p4 was removed";
    EXPECT_EQ(entries[0].name, "李某乙");
    EXPECT_EQ(entries[0].card_num, "1101011990****4514");
    EXPECT_EQ(entries[0].age, "36");
    EXPECT_EQ(entries[0].sex, "男");
    EXPECT_EQ(entries[0].area, "河南省");
    EXPECT_EQ(entries[0].court, "内乡县人民法院");
    EXPECT_EQ(entries[0].reg_date, "2026-01-05");
    EXPECT_EQ(entries[0].publish_date, "2026-03-02");
    EXPECT_EQ(entries[0].performance, "全部未履行");
    EXPECT_TRUE(entries[0].missing.empty());
    EXPECT_EQ(entries[1].card_num, "91350100M000100Y43");
    EXPECT_EQ(entries[1].business_entity, "王某");
    EXPECT_EQ(entries[1].missing, (std::vector<std::string>{"performance", "disrupt_type"}));
    EXPECT_EQ(dishonest_entries(dossier, {day("2026-03-15")}).size(), 3U);
}

TEST(DishonestList, HoldsNoMinorAndNoTermThatHasPassed) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","parties":[{"id":"p2","role":"respondent","kind":"natural","name":"甲","identity":{"kind":"resident","number":"110101199003074514"}},)"
        R"({"id":"p3","role":"respondent","kind":"natural","name":"乙"}],"events":[{"id":"e1","kind":"dishonest.listed","on":"2005-03-02","party":"p2"},{"id":"e2","kind":"dishonest.listed","on":"2026-01-02","party":"p3","until":"2026-02-01"}]})");
    EXPECT_TRUE(dishonest_entries(dossier, {day("2026-03-02")}).empty());
    EXPECT_EQ(dishonest_entries(dossier, {day("2026-02-01")}).size(), 1U) << "the last day counts";
}

TEST(Publication, NeedsADecision) {
    const PublicationQuestion question{"终结本次执行程序裁定书", "申请执行人张某甲，身份证号110101199003074514。", {}, true};
    const auto ask = [&](const std::string& events, const PublicationQuestion& of) { return publication(with_events(events), rulebook(), of, {day("2026-06-02")}); };
    EXPECT_EQ(ask("", question).code, "publication.undecided");
    const std::string granted = R"({"id":"e1","kind":"publication.decided","on":"2026-06-01","document":"终结本次执行程序裁定书","outcome":"granted"})";
    const Publication made = ask(granted, question);
    ASSERT_TRUE(made.allowed) << made.code << made.reason.zh;
    EXPECT_EQ(made.masked.text, "申请执行人张某，身份证号××××××××××××××××××。");
    EXPECT_EQ(ask(granted, {"终结本次执行程序裁定书", "张某甲"}).masked.text, "张某甲") << "article 11 keeps the name of an ordinary party";
    EXPECT_EQ(ask(granted + R"(,{"id":"e2","kind":"publication.decided","on":"2026-06-02","document":"终结本次执行程序裁定书","outcome":"denied","ground":"other_reason"})", question).code, "publication.undecided");
    EXPECT_EQ(ask(granted, {"执行通知书", ""}).code, "publication.document") << "article 3 does not name it";
    EXPECT_EQ(ask(granted, {"评估报告", ""}).code, "publication.document");
    EXPECT_EQ(ask(granted, {"提前解除拘留决定书", ""}).code, "publication.undecided") << "article 3(8) names it";
    EXPECT_THROW((void)ask(granted, {"终结本次执行程序裁定书", "", {"p9"}}), InputError);
}

TEST(Publication, NeverOfWhatArticle4Excludes) {
    const PublicationQuestion question{"终结本次执行程序裁定书", ""};
    const std::string granted = R"({"id":"e2","kind":"publication.decided","on":"2026-06-01","document":"终结本次执行程序裁定书","outcome":"granted"})";
    const Publication refused = publication(with_events(R"({"id":"e1","kind":"publication.decided","on":"2026-05-01","document":"终结本次执行程序裁定书","outcome":"denied","ground":"state_secret"},)" + granted), rulebook(), question, {day("2026-06-02")});
    EXPECT_EQ(refused.code, "publication.excluded");
    EXPECT_EQ(refused.citations.at(0).article, "4");
    EXPECT_TRUE(publication(with_events(R"({"id":"e1","kind":"publication.decided","on":"2026-05-01","document":"拍卖裁定书","outcome":"denied","ground":"state_secret"},)" + granted), rulebook(), question, {day("2026-06-02")}).allowed) << "another document";
    const Dossier visitation = Dossier::from_json(R"({"schema":"zhixing.dossier/1","claims":[{"id":"c1","kind":"visitation"}],"events":[)" + granted + "]}");
    EXPECT_EQ(publication(visitation, rulebook(), question, {day("2026-06-02")}).code, "publication.excluded");
}

// ---- the words, for a lawyer to read

std::string table_of_words() {
    std::ostringstream out;
    for (const Rule& rule : rulebook().compiled().rules) {
        if (rule.form != Form::disclosure) continue;
        const RuleVersion& version = rule.versions.back();
        const Kind kind = version.trigger.kinds.front();
        const bool by_applicant = rule.info.id == "tell.clue" || rule.info.id == "tell.distribution-objection";
        const Dossier dossier = with_events(std::string{R"({"id":"a1","kind":"case.assigned","on":"2026-01-05","by":"王法官"},{"id":"a2","kind":"disclosure.asked","on":"2026-02-01","party":"p1","document":"财产调查表"},)"} +
            R"({"id":"a3","kind":"disclosure.decided","on":"2026-02-01","party":"p1","outcome":"granted"},{"id":"e1","kind":")" + Catalogue::bundled().kind(kind).id + R"(","on":"2026-03-02","party":")" + (by_applicant ? "p1" : "p2") +
            R"(","ref":"r1","amount":"50000.00","until":"2027-03-01","method":")" + (rule.info.id == "tell.auction-page" ? "online_auction" : "") + R"("})");
        const Disclosures all = disclosures(dossier, rulebook(), {day("2026-03-02")});
        out << "## " << rule.info.id << " " << rule.info.name.zh << "\n\n";
        out << "告知：";
        if (version.telling->open_to_all()) out << "公众";
        for (const Word role : version.telling->to) out << (role == version.telling->to.front() ? "" : "、") << Catalogue::bundled().word(Vocabulary::party_role, role).zh;
        out << "\n依据（" << to_string(version.source) << "）：";
        for (const Citation& citation : version.citations) out << (&citation == &version.citations.front() ? "" : "；") << citation.document << " " << citation.article;
        out << "\n";
        for (const Disclosure& item : all.items) {
            if (item.rule != kNoRule && rulebook().rule(item.rule).id == rule.info.id && item.due != kNoDate) {
                out << "最迟：" << to_string(item.due) << "（事项 2026-03-02）\n";
                break;
            }
        }
        std::string last;
        for (const DisclosureMessage& message : disclosure_messages(dossier, rulebook(), all, {{"court.phone", "0377-65310000"}})) {
            if (rulebook().rule(all.items[message.item].rule).id != rule.info.id || (!last.empty() && message.message.to != last)) continue;
            last = message.message.to;
            out << "\n- " << message.message.channel << (last.empty() ? "" : " → " + std::string{last == "p1" ? "张某甲" : "李某乙"}) << "：" << message.text << "\n";
        }
        for (const Text& item : version.telling->items) out << "\n- 公示：" << item.zh << "\n";
        out << "\n";
    }
    return out.str();
}

TEST(DisclosureGolden, EveryNodeSaysWhatTheFileSays) {
    const std::string path = std::string{ZHIXING_SOURCE_DIR} + "/tests/golden/disclosure.md";
    std::ifstream in{path};
    std::ostringstream file;
    file << in.rdbuf();
    const std::string said = table_of_words(), text = file.str(), mark = "<!-- words -->\n\n";
    const auto at = text.find(mark);
    const std::string expected = at == std::string::npos ? std::string{} : text.substr(at + mark.size());
    if (said != expected) std::ofstream{::testing::TempDir() + "disclosure-words.md"} << said;
    EXPECT_EQ(said, expected) << "what it says now stands in " << ::testing::TempDir() << "disclosure-words.md";
}

}  // namespace
}  // namespace zhixing
