// Disclosure into a journal: what is to be told goes out with what causes it, and what was told is not told again.
#include "zhixing/disclosure.hpp"

#include <algorithm>
#include <map>

#include "fixture.hpp"
#include "zhixing/outbox.hpp"

namespace zhixing::test {
namespace {

using std::chrono::seconds;

const char* const kFiled = R"({"id":"e1","kind":"case.filed","on":"2023-02-20"})";
const char* const kReceived = R"({"id":"e2","kind":"funds.received","on":"2023-03-02","ref":"账户1","party":"p2","amount":"100.00"})";
const char* const kMore = R"({"id":"e3","kind":"funds.received","on":"2023-03-02","ref":"账户1","party":"p2","amount":"200.00"})";

class DisclosureTest : public JournalTest {
protected:
    // What a host does: records events together with what is to be told because of them.
    static Receipt record(Journal& journal, const std::vector<std::string>& events, const char* now, const char* role = "handler") {
        Append append = batch(events, now);
        append.actor.roles = {role};
        Dossier after = Dossier::from_json(kHeader);
        if (journal.seq(kNumber, everything()) == 0) append.parts[0].header = kHeader;
        else after = journal.dossier(kNumber, everything());
        for (const std::string& event : events) after = after.with(event);
        const Disclosures to_tell = disclosures(after, journal.rulebook(), {day_of(now)});
        for (const DisclosureMessage& made : disclosure_messages(after, journal.rulebook(), to_tell, {{"court.phone", "0377-65310000"}})) {
            if (made.missing.empty()) append.parts[0].messages.push_back(made.message);
        }
        return journal.append(append);
    }
    static Date day_of(const char* now) { return date::floor<date::days>(at(now)); }

    // States of what a rule says of a party, by the event.
    static std::map<std::string, std::string> states(Journal& journal, const char* now, std::string_view rule, std::string_view party) {
        const Dossier dossier = journal.dossier(kNumber, everything());
        const Disclosures all = disclosures(dossier, journal.rulebook(), {day_of(now)});
        EXPECT_TRUE(all.unmatched.empty());
        std::map<std::string, std::string> out;
        for (const Disclosure& item : all.items) {
            if (item.rule == kNoRule || journal.rulebook().rule(item.rule).id != rule || item.party == 0 || dossier.party_id(item.party) != party) continue;
            out[std::string{dossier.event_id(dossier.events()[static_cast<std::size_t>(item.event)])}] = to_string(item.state);
        }
        return out;
    }
    static std::vector<TakenMessage> take(Journal& journal, const char* channel, const char* now) { return Outbox{journal, everything()}.take({"w1", channel, at(now), seconds{60}, 100}); }
    static Delivery acknowledge(Journal& journal, const TakenMessage& taken, const char* now) {
        return Outbox{journal, everything()}.acknowledge({taken.message.id, taken.token, the_system(), {}, at(now), disclosure_result(taken.message, day_of(now)), {}, {}, false});
    }
    static std::size_t waiting(Journal& journal) { return Outbox{journal, everything()}.list({{}, MessageState::waiting, {}, 0, 1000}).messages.size(); }
};

constexpr const char* kMorning = "2023-03-02T09:00:00";
constexpr const char* kNoon = "2023-03-02T12:00:00";

TEST_P(DisclosureTest, WhatWasToldIsNotToldAgain) {
    Journal journal = create();
    const Receipt receipt = record(journal, {kFiled}, kMorning, "filing");
    ASSERT_EQ(receipt.parts[0].messages.size(), 8U) << "both parties by four channels";
    EXPECT_EQ(waiting(journal), 8U);
    for (const char* channel : {"disclosure_site", "hotline", "sms", "wechat"}) {
        const auto taken = take(journal, channel, kNoon);
        ASSERT_EQ(taken.size(), 2U) << channel;
        for (const TakenMessage& message : taken) {
            EXPECT_EQ(message.message.cause, "e1");
            EXPECT_EQ(acknowledge(journal, message, kNoon).state, MessageState::acknowledged);
            EXPECT_TRUE(acknowledge(journal, message, kNoon).repeated);
        }
    }
    const Dossier dossier = journal.dossier(kNumber, everything());
    EXPECT_EQ(std::ranges::count(dossier.events(), Catalogue::bundled().find_kind("disclosure.sent"), &Event::kind), 8);
    EXPECT_EQ(states(journal, kNoon, "tell.filing", "p1"), (std::map<std::string, std::string>{{"e1", "told"}}));
    EXPECT_EQ(states(journal, kNoon, "tell.filing", "p2"), (std::map<std::string, std::string>{{"e1", "told"}}));
    EXPECT_TRUE(disclosure_messages(dossier, journal.rulebook(), disclosures(dossier, journal.rulebook(), {day_of(kNoon)})).empty());
    EXPECT_TRUE(record(journal, {}, kNoon).parts[0].messages.empty());
    EXPECT_EQ(waiting(journal), 0U);
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(DisclosureTest, WhatWaitsIsNotSentTwice) {
    Journal journal = create();
    const Receipt first = record(journal, {kFiled}, kMorning, "filing");
    const Receipt again = record(journal, {}, kNoon);
    EXPECT_EQ(again.parts[0].messages, first.parts[0].messages);
    EXPECT_EQ(again.size, first.size) << "nothing was recorded";
    EXPECT_EQ(waiting(journal), 8U);
}

TEST_P(DisclosureTest, EventAndMessagesAreRecordedTogetherOrNeither) {
    Journal journal = create();
    (void)record(journal, {kFiled}, kMorning, "filing");
    const Head head = journal.head();
    EXPECT_THROW((void)record(journal, {R"({"id":"e2","kind":"funds.received","on":"2024-03-02","ref":"账户1","party":"p2","amount":"100.00"})"}, kNoon), RefusedError);
    EXPECT_EQ(journal.head(), head);
    EXPECT_EQ(waiting(journal), 8U);
}

// Two payments to one account, one of which was told: the other still is to be.
TEST_P(DisclosureTest, AMessageTellsItsOwnEventOfSeveralOfOneInstance) {
    Journal journal = create();
    (void)record(journal, {kFiled}, kMorning, "filing");
    (void)record(journal, {kReceived, kMore}, kMorning);
    for (const TakenMessage& taken : take(journal, "sms", kNoon)) {
        if (taken.message.to == "p1" && taken.message.cause == "e2") (void)acknowledge(journal, taken, kNoon);
    }
    EXPECT_EQ(states(journal, kNoon, "tell.money-in", "p1"), (std::map<std::string, std::string>{{"e2", "told"}, {"e3", "due"}}));
    EXPECT_EQ(states(journal, kNoon, "tell.filing", "p1"), (std::map<std::string, std::string>{{"e1", "due"}}));
}

TEST_P(DisclosureTest, WhatFailedIsStillToBeToldAndIsTriedAgain) {
    Journal journal = create();
    (void)record(journal, {kFiled}, kMorning, "filing");
    Outbox outbox{journal, everything()};
    for (const TakenMessage& taken : take(journal, "sms", kNoon)) {
        (void)outbox.fail({taken.message.id, taken.token, the_system(), {}, at(kNoon), {}, "空号", {}, false});
    }
    EXPECT_EQ(states(journal, kNoon, "tell.filing", "p1").at("e1"), "due");
    EXPECT_EQ(record(journal, {}, kNoon).parts[0].messages.size(), 8U) << "the same messages";
    EXPECT_EQ(waiting(journal), 8U);
    EXPECT_TRUE(take(journal, "sms", kNoon).empty()) << "not yet";
    EXPECT_EQ(take(journal, "sms", "2023-03-02T12:01:00").size(), 2U);
}

// 审判流程公开规定 13, by the channel by which it was told.
TEST_P(DisclosureTest, WhatWasWrongIsCorrectedOrWithdrawnOnce) {
    for (const auto& [ground, kind, state] : {std::tuple{"differs_from_facts", "disclosure.corrected", "corrected"}, std::tuple{"state_secret", "disclosure.withdrawn", "withdrawn"}}) {
        const Place place{GetParam()};
        Journal journal = Journal::create(place.url(), rulebook());
        (void)record(journal, {kFiled}, kMorning, "filing");
        std::string told;
        for (const TakenMessage& taken : take(journal, "sms", kMorning)) {
            const Delivery delivery = acknowledge(journal, taken, kMorning);
            if (taken.message.to == "p1") told = delivery.result;
        }
        (void)record(journal, {R"({"id":"x1","kind":"disclosure.error_found","on":"2023-03-02","number":")" + told + R"(","ground":")" + ground + "\"}"}, kNoon);
        std::size_t taken_back = 0;
        for (const TakenMessage& taken : take(journal, "sms", kNoon)) {
            if (taken.message.cause != told) continue;
            ++taken_back;
            const std::string result = disclosure_result(taken.message, day_of(kNoon));
            EXPECT_NE(result.find(kind), std::string::npos) << result;
            (void)acknowledge(journal, taken, kNoon);
        }
        EXPECT_EQ(taken_back, 1U);
        EXPECT_EQ(states(journal, kNoon, "tell.filing", "p1").at("e1"), state);
        EXPECT_EQ(record(journal, {}, kNoon).parts[0].messages.size(), 0U) << state;
        EXPECT_TRUE(journal.verify().sound());
    }
}

TEST_P(DisclosureTest, OnlyMessagesOfDisclosureHaveSuchAResult) {
    const OutgoingMessage message{.channel = "sms", .to = "p1", .body = R"({"text":"x","rule":"tell.filing","kind":"disclosure.sent"})", .cause = "e1"};
    EXPECT_EQ(disclosure_result(message, day_of(kNoon)), R"({"kind":"disclosure.sent","on":"2023-03-02","party":"p1","ref":"e1","method":"sms"})");
    const auto refused = [message](auto change) {
        OutgoingMessage other = message;
        change(other);
        EXPECT_THROW((void)disclosure_result(other, day_of(kNoon)), InputError);
    };
    refused([](OutgoingMessage& other) { other.body = R"({"file":"n1"})"; });
    refused([](OutgoingMessage& other) { other.body.clear(); });
    refused([](OutgoingMessage& other) { other.body = R"({"kind":"document.served"})"; });
    refused([](OutgoingMessage& other) { other.channel = "service_platform"; });
}

INSTANTIATE_TEST_SUITE_P(Databases, DisclosureTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
