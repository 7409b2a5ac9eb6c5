#include "journal/outbox_rows.hpp"

#include <simdjson.h>

#include "journal/message.hpp"
#include "value/json_writer.hpp"

namespace zhixing::journal {
namespace {

constexpr std::string_view kColumns = "position, id, channel, state, due, attempts, reason, result, worker, token, leased";

OutboxRow row_at(Rows& rows) {
    OutboxRow row;
    row.position = static_cast<std::uint64_t>(rows.integer(0));
    row.id = rows.text(1);
    row.channel = rows.text(2);
    row.state = parse_state(rows.text(3));
    row.due = rows.text(4);
    row.attempts = rows.integer(5);
    row.reason = rows.text(6);
    row.result = rows.text(7);
    row.worker = rows.text(8);
    row.token = rows.text(9);
    row.leased = rows.integer(10) != 0;
    return row;
}

}  // namespace

MessageState parse_state(std::string_view word) {
    for (const MessageState state : {MessageState::waiting, MessageState::acknowledged, MessageState::given_up}) {
        if (to_string(state) == word) return state;
    }
    throw InputError{"input.word", {"消息状态应为 waiting、acknowledged 或 given_up", "the state of a message is waiting, acknowledged or given_up"}};
}

std::optional<OutboxRow> find_row(Database& database, std::string_view id) {
    std::string sql = "SELECT ";
    (sql += kColumns) += " FROM journal_outbox WHERE id = $1";
    const auto rows = database.query(sql, {id});
    if (!rows->next()) return std::nullopt;
    return row_at(*rows);
}

OutboxRow require_row(Database& database, std::string_view id) {
    if (auto row = find_row(database, id)) return std::move(*row);
    const std::string name{id};
    throw JournalError{"outbox.no_message", {"没有消息“" + name + "”", "there is no message '" + name + "'"}};
}

void insert_row(Database& database, const OutboxRow& row) {
    std::string sql = "INSERT INTO journal_outbox (";
    (sql += kColumns) += ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    database.execute(sql, {static_cast<std::int64_t>(row.position), row.id, row.channel, to_string(row.state), row.due, row.attempts, row.reason, row.result,
                           row.worker, row.token, std::int64_t{row.leased ? 1 : 0}});
}

void update_row(Database& database, const OutboxRow& row) {
    database.execute("UPDATE journal_outbox SET state = $2, due = $3, attempts = $4, reason = $5, result = $6, worker = $7, token = $8, leased = $9 WHERE position = $1",
                     {static_cast<std::int64_t>(row.position), to_string(row.state), row.due, row.attempts, row.reason, row.result, row.worker, row.token, std::int64_t{row.leased ? 1 : 0}});
}

std::string DeliveryStep::json() const {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("message", message).member("what", what).member("attempt", attempt);
    const auto add = [&json](const auto& name, std::string_view text) {
        if (!text.empty()) json.member(name, text);
    };
    add("worker", worker);
    add("reason", reason);
    add("due", due);
    add("result", result);
    json.close('}');
    return out;
}

DeliveryStep parse_step(std::string_view body) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    DeliveryStep step;
    if (body.empty() || parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS) return step;
    const auto text = [&root](const char* name) {
        std::string_view value;
        return root[name].get(value) == simdjson::SUCCESS ? std::string{value} : std::string{};
    };
    step = {text("message"), text("what"), text("worker"), text("reason"), text("due"), text("result"), 0};
    if (root["attempt"].get(step.attempt) != simdjson::SUCCESS) step.attempt = 0;
    return step;
}

void OutboxReplay::see(const Entry& entry) {
    if (entry.what == "message") {
        OutgoingMessage message;
        try {
            message = parse_message(entry.body);
        } catch (const JournalError&) {
            return;  // of an entry that was changed, which its hash tells
        }
        OutboxRow& row = rows_[message.id];
        row.position = entry.position;
        row.id = message.id;
        row.channel = message.channel;
        row.due = message.not_before ? to_string(*message.not_before) : std::string{entry.recorded};
    } else if (entry.what == "delivery") {
        const DeliveryStep step = parse_step(entry.body);
        OutboxRow& row = rows_[step.message];
        row.state = step.what == "acknowledged" ? MessageState::acknowledged : step.what == "given_up" ? MessageState::given_up : MessageState::waiting;
        row.attempts = step.attempt;
        row.reason = step.reason;
        if (!step.result.empty()) row.result = step.result;
        if (!step.due.empty()) row.due = step.due;
    }
}

std::uint64_t OutboxReplay::differs(Database& database) const {
    std::string sql = "SELECT ";
    (sql += kColumns) += " FROM journal_outbox ORDER BY position";
    const auto rows = database.query(sql);
    std::size_t count = 0;
    while (rows->next()) {
        const auto found = rows_.find(rows->text(1));
        if (found == rows_.end() || rows->text(3) != to_string(found->second.state)) return static_cast<std::uint64_t>(rows->integer(0));
        const OutboxRow row = row_at(*rows);
        const OutboxRow& own = found->second;
        ++count;
        // Who has a message now, and how often it was taken since, is told by the table alone.
        const bool attempts = row.leased ? row.attempts > own.attempts : row.attempts == own.attempts;
        const bool due = row.state != MessageState::waiting || row.leased || row.due == own.due;
        const bool same = attempts && due && row.position == own.position && row.channel == own.channel && row.reason == own.reason && row.result == own.result;
        if (!same) return own.position;
    }
    if (count == rows_.size()) return 0;
    for (const auto& [id, row] : rows_) {
        if (!find_row(database, id)) return row.position;
    }
    return 0;
}

void OutboxReplay::write(Database& database) const {
    for (const auto& [id, row] : rows_) insert_row(database, row);
}

void rebuild_outbox(Database& database) {
    OutboxReplay replay;
    each_entry(database, 1, [&replay](const Entry& entry) {
        replay.see(entry);
        return true;
    });
    database.execute("DELETE FROM journal_outbox");
    replay.write(database);
}

}  // namespace zhixing::journal
