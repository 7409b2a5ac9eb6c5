/// @file
/// The rows of journal_outbox, which follow from the entries but for what is of the moment.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "journal/entry.hpp"
#include "zhixing/outbox.hpp"

namespace zhixing::journal {

/// A row.
struct OutboxRow {
    std::uint64_t position = 0;
    std::string id, channel;
    MessageState state = MessageState::waiting;
    std::string due;
    std::int64_t attempts = 0;
    std::string reason, result;
    std::string worker, token;
    bool leased = false;
};
[[nodiscard]] std::optional<OutboxRow> find_row(Database& database, std::string_view id);
/// @throws JournalError `outbox.no_message`.
[[nodiscard]] OutboxRow require_row(Database& database, std::string_view id);
void insert_row(Database& database, const OutboxRow& row);
/// Everything but position, id and channel.
void update_row(Database& database, const OutboxRow& row);
[[nodiscard]] MessageState parse_state(std::string_view word);

/// A step in the life of a message, the body of an entry `delivery`.
struct DeliveryStep {
    std::string message, what, worker, reason, due, result;
    std::int64_t attempt = 0;
    [[nodiscard]] std::string json() const;
};
[[nodiscard]] DeliveryStep parse_step(std::string_view body);

/// The rows as the entries have them.
class OutboxReplay {
public:
    void see(const Entry& entry);
    /// The first message of which the table says otherwise; 0: it says the same.
    [[nodiscard]] std::uint64_t differs(Database& database) const;
    /// Writes them to a table that is empty.
    void write(Database& database) const;

private:
    std::map<std::string, OutboxRow, std::less<>> rows_;
};
/// Makes the table again.
void rebuild_outbox(Database& database);

}  // namespace zhixing::journal
