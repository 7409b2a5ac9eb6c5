#include "zhixing/outbox.hpp"

#include <algorithm>
#include <openssl/rand.h>

#include "journal/append.hpp"
#include "journal/message.hpp"
#include "journal/outbox_rows.hpp"
#include "journal/reading.hpp"
#include "journal/state.hpp"
#include "zhixing/disclosure.hpp"

namespace zhixing {

using journal::Database;
using journal::DeliveryStep;
using journal::OutboxRow;
using journal::Transaction;
using journal::Value;

namespace {

constexpr std::size_t kMostListed = 1'000;

// A message with its entry; the columns of message_at().
constexpr std::string_view kSelect =
    "SELECT o.position, d.number, o.state, o.due, o.attempts, o.worker, o.leased, o.reason, o.result, o.token, e.body "
    "FROM journal_outbox o JOIN journal_entries e ON e.position = o.position JOIN journal_dossiers d ON d.id = e.dossier ";

struct Found {
    Message message;
    std::string token;
};

Found message_at(journal::Rows& rows, std::string_view journal_id) {
    OutgoingMessage said = journal::parse_message(rows.text(10));
    Found found;
    Message& message = found.message;
    message.position = static_cast<std::uint64_t>(rows.integer(0));
    message.number = rows.text(1);
    message.state = journal::parse_state(rows.text(2));
    message.due = parse_date_time(rows.text(3)).value_or(DateTime{});
    message.attempts = static_cast<unsigned>(rows.integer(4));
    message.worker = rows.text(5);
    if (rows.integer(6) != 0) message.leased_until = message.due;
    message.reason = rows.text(7);
    message.result = rows.text(8);
    found.token = rows.text(9);
    message.id = std::move(said.id);
    (message.key = journal_id) += '/';
    message.key += message.id;
    message.channel = std::move(said.channel);
    message.to = std::move(said.to);
    message.address = std::move(said.address);
    message.subject = std::move(said.subject);
    message.cause = std::move(said.cause);
    message.body = std::move(said.body);
    return found;
}

std::string new_token() {
    Hash bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw JournalError{"journal.hash", {"密码库不能产生随机数", "the cryptographic library gives no random numbers"}};
    return to_string(bytes).substr(0, 32);
}

void check_lease(std::chrono::seconds lease) {
    if (lease < std::chrono::seconds{1} || lease > kMostLease) throw InputError{"input.range", {"租期应为 1 秒至 1 天", "a lease lasts from one second to one day"}, {"request", 0, "/lease"}};
}

// The last lease is the worker's: nobody else took the message since.
void check_token(const OutboxRow& row, std::string_view token) {
    if (!token.empty() && row.token == token) return;
    throw JournalError{"outbox.lease", {"消息“" + row.id + "”的租约已失效，已由他人处理", "the lease of message '" + row.id + "' is not in force: somebody else has it, or had it since"}};
}

[[noreturn]] void wrong_state(const OutboxRow& row) {
    const std::string state{to_string(row.state)};
    throw JournalError{"outbox.state", {"消息“" + row.id + "”的状态为 " + state, "message '" + row.id + "' is " + state}};
}

// The dossier of a message.
std::string number_of(Database& database, std::uint64_t position) {
    const auto rows = database.query("SELECT d.number FROM journal_entries e JOIN journal_dossiers d ON d.id = e.dossier WHERE e.position = $1", {static_cast<std::int64_t>(position)});
    if (!rows->next()) throw JournalError{"journal.damaged", {"消息没有条目", "a message has no entry"}};
    return std::string{rows->text(0)};
}

void check_kind(const std::string& event, const std::vector<std::string>& allowed) {
    const Dossier alone = Dossier::from_json(R"({"schema":"zhixing.dossier/1","events":[)" + event + "]}", "/result");
    if (alone.events().size() != 1) throw InputError{"outbox.result", {"结果应为一个事件", "the result is one event"}, {"report", 0, "/result"}};
    const std::string& kind = Catalogue::bundled().kind(alone.events().front().kind).id;
    if (std::ranges::find(allowed, kind) != allowed.end()) return;
    std::string known;
    for (const std::string& one : allowed) known += (known.empty() ? "" : ", ") + one;
    throw InputError{"outbox.result", {"该渠道的送达结果不能登记为“" + kind + "”，应为：" + known, "the result of this channel is not told by '" + kind + "' but by: " + known}, {"report", 0, "/result/kind"}};
}

// Records a step in the life of a message, and the event that tells it.
class Recorder {
public:
    Recorder(Database& database, journal::AppendTools& tools, const Rulebook& rulebook, const journal::KnownPolicy& policy, const Actor& actor, std::string_view office, DateTime now)
        : database_{database}, tools_{tools}, batch_{actor, std::string{office}, now, false, {}}, appender_{std::in_place, database, tools, rulebook, policy, batch_} {}

    // @return its id
    std::string add_event(std::uint64_t message, const std::string& event) {
        batch_.parts.push_back({number_of(database_, message), {}, {}, {event}, {}});
        return appender_->run().parts.front().ids.front();
    }

    void add_step(std::uint64_t message, const DeliveryStep& step) {
        const std::string number = number_of(database_, message), body = step.json();
        journal::LogWriter log{database_, tools_.digest};
        log.set_recorded(batch_.recorded);
        const auto dossier = journal::require_dossier(database_, number);
        (void)log.add({0, dossier.id, number, 0, "delivery", {}, {}, batch_.actor.id, appender_->office(), batch_.actor.court, "admitted", body});
        log.finish();
    }

private:
    Database& database_;
    journal::AppendTools& tools_;
    Append batch_;
    std::optional<journal::Appender> appender_;
};

Delivery told(const OutboxRow& row, bool repeated) {
    Delivery delivery{row.id, row.state, repeated, static_cast<unsigned>(row.attempts), {}, row.result};
    if (row.state == MessageState::waiting) delivery.due = parse_date_time(row.due);
    return delivery;
}

// When a message that failed is tried again; empty: never.
std::optional<DateTime> next_try(const DeliveryReport& report, const OutboxRow& row) {
    if (report.give_up) return std::nullopt;
    if (report.retry_at) return report.retry_at;
    const auto wait = channel(row.channel).retry.after(static_cast<unsigned>(row.attempts));
    if (!wait) return std::nullopt;
    return report.now + *wait;
}

}  // namespace

std::string_view to_string(MessageState state) noexcept {
    switch (state) {
        case MessageState::waiting: return "waiting";
        case MessageState::acknowledged: return "acknowledged";
        case MessageState::given_up: return "given_up";
    }
    return {};
}

Outbox::Outbox(Journal& journal, const Reader& reader) : journal_{journal} {
    if (journal::Reading{journal.state_->policy, reader}.sees_everything()) return;
    throw AccessError{"access.scope", {"消息含个人信息，只有能查阅全部卷宗者可以处理", "messages are personal data: only who sees all of every dossier handles them"}};
}

std::vector<TakenMessage> Outbox::take(const TakeRequest& request) {
    check_lease(request.lease);
    (void)channel(request.channel);
    if (request.worker.empty()) throw InputError{"input.missing", {"未说明由谁领取", "it is not said who takes the messages"}, {"request", 0, "/worker"}};
    const auto limit = static_cast<std::int64_t>(std::min(request.limit, kMostTaken));
    const auto lease = journal_.state_->connections.lease();
    const auto alone = journal_.state_->connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    (void)journal::lock_log(*lease);
    std::vector<TakenMessage> taken;
    {
        std::string sql{kSelect};
        sql += "WHERE o.channel = $1 AND o.state = 'waiting' AND o.due <= $2 ORDER BY o.due, o.position LIMIT $3";
        const std::string now = to_string(request.now);
        const auto rows = lease->query(sql, {request.channel, now, limit});
        while (rows->next()) taken.push_back({message_at(*rows, journal_.id()).message, new_token()});
    }
    const std::string until = to_string(request.now + request.lease);
    for (TakenMessage& one : taken) {
        Message& message = one.message;
        message.worker = request.worker;
        message.due = request.now + request.lease;
        message.leased_until = message.due;
        ++message.attempts;
        lease->execute("UPDATE journal_outbox SET due = $2, attempts = attempts + 1, worker = $3, token = $4, leased = 1 WHERE position = $1",
                       {static_cast<std::int64_t>(message.position), until, request.worker, one.token});
    }
    transaction.commit();
    return taken;
}

DateTime Outbox::renew(std::string_view id, std::string_view token, DateTime now, std::chrono::seconds more) {
    check_lease(more);
    const auto lease = journal_.state_->connections.lease();
    const auto alone = journal_.state_->connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    (void)journal::lock_log(*lease);
    OutboxRow row = journal::require_row(*lease, id);
    if (row.state != MessageState::waiting) wrong_state(row);
    if (!row.leased) token = {};
    check_token(row, token);
    row.due = to_string(now + more);
    journal::update_row(*lease, row);
    transaction.commit();
    return now + more;
}

Delivery Outbox::acknowledge(const DeliveryReport& report) { return this->report(report, true); }

Delivery Outbox::fail(const DeliveryReport& report) {
    if (report.reason.empty() || report.reason.size() > journal::kMaxMessageText) {
        throw InputError{"input.missing", {"须说明失败原因", "it must be said why it failed, in a few words"}, {"report", 0, "/reason"}};
    }
    if (report.give_up && report.retry_at) throw InputError{"input.both", {"不再发送的消息没有再发时间", "a message that is given up is not tried again"}, {"report", 0, "/retry_at"}};
    return this->report(report, false);
}

Delivery Outbox::report(const DeliveryReport& report, bool arrived) {
    const auto lease = journal_.state_->connections.lease();
    const auto alone = journal_.state_->connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    Recorder recorder{*lease, journal_.state_->tools, journal_.rulebook(), journal_.state_->policy, report.actor, report.office, report.now};
    OutboxRow row = journal::require_row(*lease, report.id);
    if (row.state == MessageState::acknowledged) {
        if (!arrived) wrong_state(row);
        return told(row, true);
    }
    check_token(row, report.token);
    if (!arrived && !row.leased) return told(row, true);  // said before
    DeliveryStep step{row.id, "acknowledged", row.worker, {}, {}, {}, row.attempts};
    row.state = MessageState::acknowledged;
    row.leased = false;
    if (!arrived) {
        step.reason = report.reason;
        const auto next = next_try(report, row);
        row.state = next ? MessageState::waiting : MessageState::given_up;
        step.what = next ? "failed" : "given_up";
        step.due = to_string(next.value_or(report.now));
    }
    if (!report.result.empty()) {
        const Channel& way = channel(row.channel);
        check_kind(report.result, arrived ? way.acknowledged : way.failed);
        step.result = recorder.add_event(row.position, report.result);
        row.result = step.result;
    }
    recorder.add_step(row.position, step);
    row.reason = step.reason;
    if (!step.due.empty()) row.due = step.due;
    journal::update_row(*lease, row);
    transaction.commit();
    return told(row, false);
}

Delivery Outbox::revive(std::string_view id, const Actor& actor, std::string_view office, DateTime now) {
    const auto lease = journal_.state_->connections.lease();
    const auto alone = journal_.state_->connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    Recorder recorder{*lease, journal_.state_->tools, journal_.rulebook(), journal_.state_->policy, actor, office, now};
    OutboxRow row = journal::require_row(*lease, id);
    if (row.state != MessageState::given_up) wrong_state(row);
    const DeliveryStep step{row.id, "revived", {}, {}, to_string(now), {}, 0};
    recorder.add_step(row.position, step);
    row.state = MessageState::waiting;
    row.due = step.due;
    row.attempts = 0;
    row.reason.clear();
    row.token.clear();
    journal::update_row(*lease, row);
    transaction.commit();
    return told(row, false);
}

OutboxPage Outbox::list(const OutboxQuery& query) {
    const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, kMostListed);
    const std::string key = query.number.empty() ? std::string{} : journal::number_key(query.number);
    std::vector<Value> values{static_cast<std::int64_t>(query.after)};
    std::string sql{kSelect};
    sql += "WHERE o.position > $1";
    const auto where = [&](const char* column, Value value) {
        values.push_back(value);
        ((sql += " AND ") += column) += " = $" + std::to_string(values.size());
    };
    if (!query.channel.empty()) where("o.channel", std::string_view{query.channel});
    if (query.state) where("o.state", to_string(*query.state));
    if (!key.empty()) where("d.number", std::string_view{key});
    values.emplace_back(static_cast<std::int64_t>(limit) + 1);
    sql += " ORDER BY o.position LIMIT $" + std::to_string(values.size());
    OutboxPage page;
    const auto lease = journal_.state_->connections.lease();
    const Transaction transaction{*lease, Database::Access::read};
    const auto rows = lease->query(sql, values);
    while (rows->next()) {
        if (page.messages.size() == limit) {
            page.next = page.messages.back().position;
            break;
        }
        page.messages.push_back(message_at(*rows, journal_.id()).message);
        page.messages.back().body.clear();
    }
    return page;
}

MessageHistory Outbox::inspect(std::string_view id) {
    const auto lease = journal_.state_->connections.lease();
    const Transaction transaction{*lease, Database::Access::read};
    MessageHistory history;
    {
        std::string sql{kSelect};
        sql += "WHERE o.id = $1";
        const auto rows = lease->query(sql, {id});
        if (!rows->next()) return (void)journal::require_row(*lease, id), history;
        history.message = message_at(*rows, journal_.id()).message;
    }
    const auto dossier = journal::require_dossier(*lease, history.message.number);
    const auto rows = lease->query("SELECT position, recorded, actor, body FROM journal_entries WHERE dossier = $1 AND seq IS NULL AND what = 'delivery' AND position > $2 ORDER BY position",
                                   {dossier.id, static_cast<std::int64_t>(history.message.position)});
    while (rows->next()) {
        const DeliveryStep step = journal::parse_step(rows->text(3));
        if (step.message != id) continue;
        history.entries.push_back({static_cast<std::uint64_t>(rows->integer(0)), parse_date_time(rows->text(1)).value_or(DateTime{}), std::string{rows->text(2)},
                                   step.what, step.worker, step.reason, step.result});
    }
    return history;
}

std::string disclosure_result(const Message& message, Date on) {
    return disclosure_result(OutgoingMessage{.channel = message.channel, .to = message.to, .body = message.body, .cause = message.cause}, on);
}

}  // namespace zhixing
