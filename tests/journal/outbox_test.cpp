#include "zhixing/outbox.hpp"

#include <atomic>
#include <map>
#include <random>
#include <set>
#include <sqlite3.h>
#include <thread>

#include "fixture.hpp"

namespace zhixing::test {
namespace {

using std::chrono::seconds;

const char* const kNotice = R"({"id":"e1","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})";
const Actor kPlatform{"平台", "豫1325", {"system"}};

OutgoingMessage to_platform(std::string id, std::string cause = "e1") { return {"service_platform", "p2", {}, "执行通知书", R"({"file":"n1"})", std::move(id), std::move(cause), {}}; }

std::string served(const std::string& id) { return R"({"id":")" + id + R"(","kind":"document.served","on":"2023-03-01","party":"p2","document":"执行通知书"})"; }

class OutboxTest : public JournalTest {
protected:
    // A journal with one dossier, one event, and these messages.
    [[nodiscard]] Journal with(std::vector<OutgoingMessage> messages) const {
        Journal journal = create();
        Append append = new_dossier({kNotice});
        append.parts[0].messages = std::move(messages);
        (void)journal.append(append);
        return journal;
    }
    static TakeRequest request(const char* now = "2023-03-01T09:00:00", std::size_t limit = 10) { return {"w1", "service_platform", at(now), seconds{60}, limit}; }
    static DeliveryReport report(const TakenMessage& taken, const char* now = "2023-03-01T09:00:30") { return {taken.message.id, taken.token, kPlatform, {}, at(now), {}, {}, {}, false}; }
};

TEST_P(OutboxTest, AMessageIsRecordedWithItsCauseAndTakenOnce) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    const auto taken = outbox.take(request());
    ASSERT_EQ(taken.size(), 1U);
    const Message& message = taken[0].message;
    EXPECT_EQ(message.key, journal.id() + "/m1");
    EXPECT_EQ(message.cause, "e1");
    EXPECT_EQ(message.body, R"({"file":"n1"})");
    EXPECT_EQ(message.attempts, 1U);
    EXPECT_TRUE(outbox.take(request()).empty());
    EXPECT_NE(journal.entry(message.position, everything()).find(R"("what":"message")"), std::string::npos);
    EXPECT_EQ(journal.seq(kNumber, everything()), 2U) << "a message is no part of the dossier";
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(OutboxTest, TheResultIsAnEventAndIsRecordedOnce) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    const auto taken = outbox.take(request());
    DeliveryReport arrived = report(taken.at(0));
    arrived.result = served("e2");
    const Delivery first = outbox.acknowledge(arrived);
    EXPECT_EQ(first.state, MessageState::acknowledged);
    EXPECT_EQ(first.result, "e2");
    EXPECT_FALSE(first.repeated);
    const Head head = journal.head();
    arrived.result = served("e3");
    EXPECT_TRUE(outbox.acknowledge(arrived).repeated);
    EXPECT_EQ(journal.head(), head);
    const Dossier dossier = journal.dossier(kNumber, everything());
    ASSERT_EQ(dossier.events().size(), 2U);
    EXPECT_EQ(dossier.text(dossier.events()[1], Column::by), kPlatform.id);
    arrived.reason = "unknown";
    EXPECT_THROW((void)outbox.fail(arrived), JournalError);
    const MessageHistory history = outbox.inspect("m1");
    ASSERT_EQ(history.entries.size(), 1U);
    EXPECT_EQ(history.entries[0].what, "acknowledged");
    EXPECT_EQ(history.entries[0].worker, "w1");
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(OutboxTest, AResultThatIsRefusedLeavesTheMessageWithTheWorker) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    const auto taken = outbox.take(request());
    const Head head = journal.head();
    DeliveryReport arrived = report(taken.at(0));
    arrived.result = R"({"kind":"document.served","on":"2024-01-01","party":"p2","document":"执行通知书"})";
    EXPECT_THROW((void)outbox.acknowledge(arrived), RefusedError);
    arrived.result = R"({"kind":"closure.completed","on":"2023-03-01"})";
    EXPECT_THROW((void)outbox.acknowledge(arrived), InputError) << "no result of that channel";
    arrived.result = R"({"kind":"document.served"},{"kind":"document.served"})";
    EXPECT_THROW((void)outbox.acknowledge(arrived), InputError);
    arrived.result = served("e2");
    arrived.actor.roles = {"respondent"};
    EXPECT_THROW((void)outbox.acknowledge(arrived), AccessError) << "a respondent does not say what was served";
    EXPECT_EQ(journal.head(), head);
    arrived.actor = kPlatform;
    EXPECT_EQ(outbox.acknowledge(arrived).result, "e2");
}

TEST_P(OutboxTest, ALeaseThatEndsComesBackAndTheLateWorkerIsRefused) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    const auto first = outbox.take(request());
    EXPECT_TRUE(outbox.take(request("2023-03-01T09:00:59")).empty());
    EXPECT_EQ(outbox.renew("m1", first.at(0).token, at("2023-03-01T09:00:59"), seconds{60}), at("2023-03-01T09:01:59"));
    EXPECT_TRUE(outbox.take(request("2023-03-01T09:01:30")).empty());
    const auto second = outbox.take(request("2023-03-01T09:01:59"));
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].message.key, first[0].message.key);
    EXPECT_EQ(second[0].message.attempts, 2U);
    EXPECT_THROW((void)outbox.acknowledge(report(first[0])), JournalError);
    EXPECT_THROW((void)outbox.renew("m1", first[0].token, at("2023-03-01T09:02:00"), seconds{60}), JournalError);
    DeliveryReport failed = report(first[0]);
    failed.reason = "timeout";
    EXPECT_THROW((void)outbox.fail(failed), JournalError);
    // Its own lease has ended too, but nobody has taken the message since.
    EXPECT_FALSE(outbox.acknowledge(report(second[0], "2023-03-01T09:30:00")).repeated);
    EXPECT_TRUE(outbox.acknowledge(report(first[0], "2023-03-01T09:30:01")).repeated) << "it was acknowledged, whoever says so";
}

TEST_P(OutboxTest, AFailureIsTriedAgainLaterAndLaterAndThenGivenUp) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    const Retry& retry = channel("service_platform").retry;
    DateTime now = at("2023-03-01T09:00:00");
    for (unsigned tries = 1; tries <= retry.attempts; ++tries) {
        const auto taken = outbox.take({"w1", "service_platform", now, seconds{60}, 1});
        ASSERT_EQ(taken.size(), 1U) << tries;
        DeliveryReport failed = report(taken[0]);
        failed.now = now;
        failed.reason = "connection refused";
        const Delivery delivery = outbox.fail(failed);
        EXPECT_TRUE(outbox.fail(failed).repeated);
        EXPECT_EQ(delivery.state, tries < retry.attempts ? MessageState::waiting : MessageState::given_up);
        if (!delivery.due) break;
        EXPECT_EQ(*delivery.due - now, *retry.after(tries));
        now = *delivery.due;
    }
    const OutboxPage dead = outbox.list({{}, MessageState::given_up, {}, 0, 10});
    ASSERT_EQ(dead.messages.size(), 1U);
    EXPECT_EQ(dead.messages[0].reason, "connection refused");
    EXPECT_TRUE(outbox.take({"w1", "service_platform", now + seconds{1'000'000}, seconds{60}, 1}).empty());
    EXPECT_EQ(outbox.revive("m1", handler(), {}, now).attempts, 0U);
    EXPECT_THROW((void)outbox.revive("m1", handler(), {}, now), JournalError);
    EXPECT_EQ(outbox.take({"w1", "service_platform", now, seconds{60}, 1}).size(), 1U);
    EXPECT_EQ(outbox.inspect("m1").entries.size(), retry.attempts + 1U);
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(OutboxTest, AFailureMayBeAnEventToo) {
    Journal journal = with({to_platform("m1")});
    Outbox outbox{journal, everything()};
    DeliveryReport failed = report(outbox.take(request()).at(0));
    failed.reason = "退回";
    failed.give_up = true;
    failed.result = R"({"kind":"service.failed","on":"2023-03-01","party":"p2","document":"执行通知书","ground":"nobody_there"})";
    const Delivery delivery = outbox.fail(failed);
    EXPECT_EQ(delivery.state, MessageState::given_up);
    EXPECT_TRUE(outbox.fail(failed).repeated);
    EXPECT_EQ(journal.dossier(kNumber, everything()).events().size(), 2U);
    // It turns out that it arrived after all.
    EXPECT_EQ(outbox.acknowledge(report(TakenMessage{outbox.inspect("m1").message, failed.token})).state, MessageState::acknowledged);
}

TEST_P(OutboxTest, TheSameMessageTwiceIsOne) {
    Journal journal = with({to_platform("m1")});
    Append again = batch({});
    again.parts[0].messages = {to_platform("m1")};
    const Receipt receipt = journal.append(again);
    EXPECT_EQ(receipt.size, 3U);
    EXPECT_EQ(receipt.parts[0].messages, std::vector<std::string>{"m1"});
    again.parts[0].messages = {to_platform({}), to_platform({})};  // named by what they say
    const Receipt named = journal.append(again);
    EXPECT_EQ(named.size, 4U);
    EXPECT_EQ(named.parts[0].messages[0], named.parts[0].messages[1]);
    EXPECT_EQ(journal.append(again).size, 4U);
    again.parts[0].messages = {to_platform("m1")};
    again.parts[0].messages[0].subject = "另一件";
    EXPECT_THROW((void)journal.append(again), InputError);
    EXPECT_EQ(journal.head().size, 4U);
}

TEST_P(OutboxTest, WhatCannotBeSentIsRefusedAndNothingIsRecorded) {
    Journal journal = create();
    const auto refused = [&](OutgoingMessage message, const char* code) {
        Append append = new_dossier({kNotice});
        append.parts[0].messages = {std::move(message)};
        try {
            (void)journal.append(append);
            ADD_FAILURE() << "not refused: " << code;
        } catch (const InputError& error) {
            EXPECT_EQ(error.code(), code);
        }
        EXPECT_EQ(journal.head().size, 0U);
    };
    OutgoingMessage message = to_platform("m1");
    message.channel = "pigeon";
    refused(message, "outbox.channel");
    message = to_platform("m1");
    message.to = "p9";
    refused(message, "input.party");
    message.to = {};
    refused(message, "input.missing");
    message = to_platform("m1", "e9");
    refused(message, "outbox.cause");
    message = to_platform("m1");
    message.body = "{";
    refused(message, "input.json");
    message = to_platform(std::string{"m\n1"});
    refused(message, "input.text");
    message = to_platform("\xFF");
    refused(message, "input.utf8");
    Append import = new_dossier({kNotice});
    import = as_import(import);
    import.parts[0].messages = {to_platform("m1")};
    EXPECT_THROW((void)journal.append(import), InputError);
    Append event_refused = new_dossier({R"({"kind":"notice.issued","on":"2024-01-01","party":"p2","document":"执行通知书"})"});
    event_refused.parts[0].messages = {to_platform("m1", "")};
    EXPECT_THROW((void)journal.append(event_refused), RefusedError);
    EXPECT_EQ(journal.head().size, 0U);
    EXPECT_TRUE(Outbox(journal, everything()).list({}).messages.empty());
}

TEST_P(OutboxTest, ListsArePaged) {
    std::vector<OutgoingMessage> messages;
    for (int i = 0; i < 7; ++i) messages.push_back(to_platform("m" + std::to_string(i)));
    messages.push_back({"disclosure_site", {}, {}, "公开", {}, "site", "e1", at("2023-04-01T00:00:00")});
    Journal journal = with(std::move(messages));
    Outbox outbox{journal, everything()};
    std::vector<std::string> seen;
    OutboxQuery query{"service_platform", MessageState::waiting, "(2023)豫1325执123号", 0, 3};
    for (bool more = true; more;) {
        const OutboxPage page = outbox.list(query);
        EXPECT_LE(page.messages.size(), 3U);
        for (const Message& message : page.messages) seen.push_back(message.id);
        more = page.next.has_value();
        query.after = page.next.value_or(0);
    }
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_TRUE(outbox.take({"w1", "disclosure_site", at("2023-03-31T23:59:59"), seconds{60}, 1}).empty());
    EXPECT_EQ(outbox.take({"w1", "disclosure_site", at("2023-04-01T00:00:00"), seconds{60}, 1}).size(), 1U);
    EXPECT_THROW((void)outbox.take({"w1", "service_platform", at("2023-04-01T00:00:00"), seconds{0}, 1}), InputError);
    EXPECT_THROW((void)outbox.inspect("nothing'; DROP TABLE journal_outbox; --"), JournalError);
}

TEST_P(OutboxTest, RestoredAsItWasRecorded) {
    Journal journal = with({to_platform("m1"), to_platform("m2"), to_platform("m3"), to_platform("m4")});
    Outbox outbox{journal, everything()};
    const auto taken = outbox.take(request("2023-03-01T09:00:00", 3));
    (void)outbox.acknowledge(report(taken.at(0)));
    DeliveryReport failed = report(taken.at(1));
    failed.reason = "busy";
    failed.retry_at = at("2023-03-02T00:00:00");
    (void)outbox.fail(failed);
    std::vector<std::string> lines;
    journal.export_lines([&](std::string_view line) { lines.emplace_back(line); }, everything());
    Place elsewhere{GetParam()};
    std::size_t next = 0;
    Journal copy = Journal::restore(elsewhere.url(), rulebook(), [&](std::string_view& line) { return next < lines.size() ? (line = lines[next++], true) : false; });
    EXPECT_TRUE(copy.verify(journal.head()).sound());
    const auto left = Outbox(copy, everything()).take(request("2023-03-01T23:00:00"));
    ASSERT_EQ(left.size(), 2U) << "one was acknowledged, one waits until tomorrow; a lease is not restored";
    EXPECT_EQ(left[0].message.key, journal.id() + "/m3");
    EXPECT_EQ(Outbox(copy, everything()).inspect("m2").message.reason, "busy");
}

// The table says what the entries say, or verify() finds it.
TEST(OutboxTable, WhatIsChangedThereIsFound) {
    for (const char* change : {"UPDATE journal_outbox SET state = 'acknowledged'", "UPDATE journal_outbox SET due = '2099-01-01T00:00:00'", "DELETE FROM journal_outbox",
                               "UPDATE journal_outbox SET channel = 'sms'", "UPDATE journal_outbox SET attempts = -1", "UPDATE journal_outbox SET attempts = 1", "UPDATE journal_outbox SET state = 'x'", "UPDATE journal_entries SET body = '{' WHERE what = 'message'", "UPDATE journal_outbox SET id = 'm2'",
                               "INSERT INTO journal_outbox VALUES (99, 'm9', 'sms', 'waiting', '2023-01-01T00:00:00', 0, '', '', '', '', 0)",
                               "UPDATE journal_entries SET body = replace(body, 'n1', 'n2') WHERE what = 'message'"}) {
        Place place{false};
        Journal journal = Journal::create(place.url(), rulebook());
        Append append = new_dossier({kNotice});
        append.parts[0].messages = {to_platform("m1")};
        (void)journal.append(append);
        ASSERT_TRUE(journal.verify().sound());
        sqlite3* connection = nullptr;
        ASSERT_EQ(sqlite3_open(place.file().c_str(), &connection), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(connection, change, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(connection);
        sqlite3_close(connection);
        EXPECT_FALSE(journal.verify().sound()) << change;
    }
}

// Random work against a model that keeps the messages in memory.
class Model {
public:
    Model(const std::string& url, std::uint32_t seed) : url_{url}, journal_{std::make_unique<Journal>(Journal::create(url, rulebook()))}, random_{seed} {
        (void)journal_->append(new_dossier({kNotice}));
    }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            if (i % 10 == 0) compare();
        }
        finish();
    }

private:
    struct Kept {
        MessageState state = MessageState::waiting;
        DateTime due;
        bool leased = false;
        unsigned attempts = 0;
        std::string token;                 // of the last lease
        std::vector<std::string> tokens;   // of all
        int results = 0;
    };
    [[nodiscard]] Outbox outbox() { return Outbox(*journal_, everything()); }
    [[nodiscard]] std::uint32_t below(std::uint32_t n) { return std::uniform_int_distribution<std::uint32_t>{0, n - 1}(random_); }
    [[nodiscard]] auto any() { return std::next(kept_.begin(), below(static_cast<std::uint32_t>(kept_.size()))); }
    // A token of that message: the one in force, an old one, or none at all.
    [[nodiscard]] std::string some_token(const Kept& kept) {
        if (below(3) != 0 || kept.tokens.empty()) return below(8) == 0 ? "" : kept.token;
        return kept.tokens[below(static_cast<std::uint32_t>(kept.tokens.size()))];
    }

    void step() {
        now_ += seconds{below(40)};
        const std::uint32_t what = kept_.empty() ? 0 : below(12);
        if (what < 2) add();
        else if (what < 5) take();
        else if (what < 8) report(true);
        else if (what < 10) report(false);
        else if (what == 10) below(2) == 0 ? renew() : revive();
        else crash();
    }

    void add() {
        Append append = batch({});
        append.recorded = now_;
        for (std::uint32_t i = 0; i <= below(3); ++i) {
            const std::string id = "m" + std::to_string(below(4) == 0 && added_ != 0 ? below(added_) : added_++);
            append.parts[0].messages.push_back(to_platform(id));
            kept_.try_emplace(id, Kept{MessageState::waiting, now_, false, 0, {}, {}, 0});
        }
        (void)journal_->append(append);
    }

    void take() {
        const std::size_t limit = 1 + below(4);
        const auto taken = outbox().take({"w", "service_platform", now_, seconds{30}, limit});
        std::size_t due = 0;
        for (const auto& [id, kept] : kept_) due += kept.state == MessageState::waiting && kept.due <= now_ ? 1U : 0U;
        EXPECT_EQ(taken.size(), std::min(limit, due));
        for (const TakenMessage& one : taken) {
            Kept& kept = kept_.at(one.message.id);
            EXPECT_TRUE(kept.state == MessageState::waiting && kept.due <= now_) << one.message.id;
            kept.leased = true;
            kept.due = now_ + seconds{30};
            kept.token = one.token;
            kept.tokens.push_back(one.token);
            EXPECT_EQ(one.message.attempts, ++kept.attempts);
        }
    }

    void report(bool arrived) {
        auto& [id, kept] = *any();
        DeliveryReport told{id, some_token(kept), kPlatform, {}, now_, {}, arrived ? "" : "no answer", {}, !arrived && below(4) == 0};
        if (arrived && below(2) == 0) told.result = R"({"kind":"document.served","on":"2023-03-01","party":"p2","document":"执行通知书","note":")" + id + "\"}";
        if (!arrived && !told.give_up && below(2) == 0) told.retry_at = now_ + seconds{below(100)};
        const bool done = kept.state == MessageState::acknowledged;
        const bool allowed = done ? arrived : !told.token.empty() && told.token == kept.token;
        const bool repeated = done || (!arrived && !kept.leased);
        try {
            const Delivery delivery = arrived ? outbox().acknowledge(told) : outbox().fail(told);
            EXPECT_TRUE(allowed) << id;
            EXPECT_EQ(delivery.repeated, repeated) << id;
            if (repeated) return;
            kept.leased = false;
            if (!told.result.empty()) ++kept.results;
            const auto wait = channel("service_platform").retry.after(kept.attempts);
            if (arrived) kept.state = MessageState::acknowledged;
            else if (told.give_up || (!told.retry_at && !wait)) kept.state = MessageState::given_up;
            else kept.state = MessageState::waiting, kept.due = told.retry_at ? *told.retry_at : now_ + *wait;
        } catch (const JournalError& error) {
            EXPECT_FALSE(allowed) << id << ' ' << error.what();
        }
    }

    void renew() {
        auto& [id, kept] = *any();
        const std::string token = some_token(kept);
        const bool allowed = kept.state == MessageState::waiting && kept.leased && !token.empty() && token == kept.token;
        try {
            kept.due = outbox().renew(id, token, now_, seconds{50});
            EXPECT_TRUE(allowed) << id;
        } catch (const JournalError& error) {
            EXPECT_FALSE(allowed) << id << ' ' << error.what();
        }
    }

    void revive() {
        auto& [id, kept] = *any();
        const bool allowed = kept.state == MessageState::given_up;
        try {
            (void)outbox().revive(id, handler(), {}, now_);
            EXPECT_TRUE(allowed) << id;
            kept = {MessageState::waiting, now_, false, 0, {}, kept.tokens, kept.results};
        } catch (const JournalError&) {
            EXPECT_FALSE(allowed) << id;
        }
    }

    // The process is gone, and whatever its workers had.
    void crash() { journal_ = std::make_unique<Journal>(Journal::open(url_, rulebook(), {false})); }

    void compare() {
        const OutboxPage page = outbox().list({{}, {}, {}, 0, 1000});
        ASSERT_EQ(page.messages.size(), kept_.size());
        for (const Message& message : page.messages) {
            const Kept& kept = kept_.at(message.id);
            EXPECT_EQ(message.state, kept.state) << message.id;
            EXPECT_EQ(message.attempts, kept.attempts) << message.id;
            if (kept.state != MessageState::waiting) continue;
            EXPECT_EQ(message.due, kept.due) << message.id;
            EXPECT_EQ(message.leased_until.has_value(), kept.leased) << message.id;
        }
    }

    // Everything arrives in the end, and each result is on record once.
    void finish() {
        for (auto& [id, kept] : kept_) {
            if (kept.state == MessageState::given_up) (void)outbox().revive(id, handler(), {}, now_);
        }
        now_ += seconds{1'000'000};
        for (bool more = true; more;) {
            const auto taken = outbox().take({"w", "service_platform", now_, seconds{30}, 10});
            for (const TakenMessage& one : taken) (void)outbox().acknowledge({one.message.id, one.token, kPlatform, {}, now_, {}, {}, {}, false});
            more = !taken.empty();
        }
        EXPECT_EQ(outbox().list({{}, MessageState::acknowledged, {}, 0, 1000}).messages.size(), kept_.size());
        std::map<std::string, int> results;
        const Dossier dossier = journal_->dossier(kNumber, everything());
        for (const Event& event : dossier.events()) {
            if (const auto note = dossier.text(event, Column::note); !note.empty()) ++results[std::string{note}];
        }
        for (const auto& [id, kept] : kept_) EXPECT_EQ(results[id], kept.results) << id;
        const Verification verification = journal_->verify(journal_->head());
        EXPECT_TRUE(verification.sound()) << to_json(verification);
    }

    std::string url_;
    std::unique_ptr<Journal> journal_;
    std::mt19937 random_;
    std::map<std::string, Kept> kept_;
    std::uint32_t added_ = 0;
    DateTime now_ = at("2023-03-01T09:00:00");
};

TEST_P(OutboxTest, RandomWorkAgreesWithAModel) {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(seed);
        Place place{GetParam()};
        Model{place.url(), seed}.run(200);
    }
}

// Workers of several connections and journals at once, some of which drop what they took.
TEST_P(OutboxTest, ManyWorkersSendEachMessageAndRecordItOnce) {
    constexpr int kMessages = 120, kWorkers = 6;
    std::vector<OutgoingMessage> messages;
    for (int i = 0; i < kMessages; ++i) messages.push_back(to_platform("m" + std::to_string(i)));
    { Journal journal = with(std::move(messages)); }
    std::atomic<std::int64_t> clock{0};
    std::atomic<int> acknowledged{0}, doubled{0};
    const DateTime start = at("2023-03-01T09:00:00");
    const auto work = [&](std::uint32_t seed) {
        Journal journal = open();
        Outbox outbox{journal, everything()};
        std::mt19937 random{seed};
        while (acknowledged.load() < kMessages) {
            const DateTime now = start + seconds{clock.fetch_add(1)};
            for (const TakenMessage& one : outbox.take({"w" + std::to_string(seed), "service_platform", now, seconds{40}, 3})) {
                if (random() % 4 == 0) continue;  // gone with it
                try {
                    const Delivery delivery = outbox.acknowledge({one.message.id, one.token, kPlatform, {}, now, {}, {}, {}, false});
                    if (delivery.repeated) ++doubled;
                    else ++acknowledged;
                } catch (const JournalError& error) {
                    EXPECT_EQ(error.code(), "outbox.lease");
                }
            }
        }
    };
    std::vector<std::thread> workers;
    for (std::uint32_t i = 0; i < kWorkers; ++i) workers.emplace_back(work, i + 1);
    for (std::thread& worker : workers) worker.join();
    EXPECT_EQ(acknowledged.load(), kMessages);
    Journal journal = open();
    EXPECT_EQ(Outbox(journal, everything()).list({{}, MessageState::acknowledged, {}, 0, 1000}).messages.size(), static_cast<std::size_t>(kMessages));
    EXPECT_EQ(journal.head().size, 2U + 2U * kMessages);  // each message, and once that it arrived
    EXPECT_TRUE(journal.verify().sound());
}

TEST(OutboxJson, RequestsAndAnswers) {
    const TakeRequest take = parse_take_request(R"({"worker":"w1","channel":"sms","now":"2023-03-01T09:00:00","lease":60,"limit":5})");
    EXPECT_EQ(take.lease, seconds{60});
    EXPECT_EQ(take.limit, 5U);
    const DeliveryReport report = parse_delivery_report(R"({"id":"m1","token":"t","actor":{"id":"a","roles":["system"]},"now":"2023-03-01T09:00:00","reason":"x","result":{"kind":"service.failed"},"give_up":true})");
    EXPECT_EQ(report.result, R"({"kind":"service.failed"})");
    EXPECT_TRUE(report.give_up);
    EXPECT_EQ(parse_outbox_query(R"({"state":"given_up"})").state, MessageState::given_up);
    for (const char* wrong : {"[]", "{", R"({"state":"lost"})", R"({"limit":-1})", R"({"page":1})"}) EXPECT_THROW((void)parse_outbox_query(wrong), InputError) << wrong;
    EXPECT_EQ(to_json(Delivery{"m1", MessageState::waiting, false, 2, at("2023-03-01T09:00:00"), "e2"}),
              R"({"schema":"zhixing.delivery/1","id":"m1","state":"waiting","repeated":false,"attempts":2,"due":"2023-03-01T09:00:00","result":"e2"})");
}

TEST(OutboxChannels, AreKnownToTheCatalogue) {
    for (const Channel& channel : channels()) {
        for (const auto* kinds : {&channel.acknowledged, &channel.failed}) {
            for (const std::string& kind : *kinds) EXPECT_NE(Catalogue::bundled().find_kind(kind), Kind::unknown) << channel.id << ' ' << kind;
        }
        EXPECT_GT(channel.retry.attempts, 0U);
        EXPECT_LE(channel.retry.first, channel.retry.most);
    }
    EXPECT_EQ(channel("sms").retry.after(1), seconds{60});
    EXPECT_EQ(channel("sms").retry.after(3), seconds{240});
    EXPECT_EQ(channel("sms").retry.after(7), seconds{3600});
    EXPECT_FALSE(channel("sms").retry.after(8));
}

INSTANTIATE_TEST_SUITE_P(Databases, OutboxTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
