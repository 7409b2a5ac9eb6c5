/// @file
/// The outbox (发件箱): messages for the world outside, recorded with the events that cause them, and what became of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/journal.hpp"

namespace zhixing {

/// How a message that failed is tried again.
struct Retry {
    std::chrono::seconds first{};  ///< after the first try
    unsigned factor = 2;           ///< by which it grows with each try
    std::chrono::seconds most{};   ///< the longest
    unsigned attempts = 0;         ///< tries after which it is given up

    /// How long to wait after so many tries; empty: it is given up.
    [[nodiscard]] std::optional<std::chrono::seconds> after(unsigned tries) const noexcept;
};

/// A way out of the house: rules/channels.json.
struct Channel {
    std::string id;
    Text name;
    bool addressed = true;                  ///< a message must name a party or an address
    std::vector<std::string> acknowledged;  ///< kinds of events that may say that it arrived
    std::vector<std::string> failed;        ///< kinds that may say that it did not
    Retry retry;
};
[[nodiscard]] const std::vector<Channel>& channels();
/// @throws InputError `outbox.channel`.
[[nodiscard]] const Channel& channel(std::string_view id);

enum class MessageState : std::uint8_t {
    waiting = 1,   ///< to be sent, now or later; or with a worker just now
    acknowledged,  ///< it arrived; the end
    given_up       ///< a dead letter, until somebody revives it
};
[[nodiscard]] std::string_view to_string(MessageState state) noexcept;

/// A message and what became of it so far.
struct Message {
    std::uint64_t position = 0;  ///< of its entry in the journal
    std::string number;          ///< 案号 of the dossier
    std::string id, key;         ///< key: goes out with it each time, so that the receiver can drop a repeat
    std::string channel, to, address, subject, cause;  ///< as in OutgoingMessage
    std::string body;            ///< JSON; left out of lists
    MessageState state = MessageState::waiting;
    unsigned attempts = 0;       ///< how often it was taken; what was recorded survives a restore, a take does not
    DateTime due;                ///< when it may be taken (again)
    std::string worker;          ///< who took it last
    std::optional<DateTime> leased_until{};  ///< with the worker until then
    std::string reason;          ///< why it failed last
    std::string result;          ///< id of the last event that told what became of it
};

/// A message that a worker has to itself for a while.
struct TakenMessage {
    Message message;
    std::string token;  ///< says that it has; a later taker gets another
};

/// What a worker asks for.
struct TakeRequest {
    std::string worker;            ///< its name, for people
    std::string channel;
    DateTime now;
    std::chrono::seconds lease{};  ///< for how long; 1 second to kMostLease
    std::size_t limit = 1;         ///< messages at most, up to kMostTaken
};
inline constexpr std::chrono::seconds kMostLease{86'400};
inline constexpr std::size_t kMostTaken = 1'000;

/// What became of a message that was taken.
struct DeliveryReport {
    std::string id, token;
    Actor actor;
    std::string office{};   ///< as in Append
    DateTime now;
    std::string result{};   ///< an event of the dossier that says so, as in AppendPart::events; may be empty
    std::string reason{};   ///< of a failure: why
    std::optional<DateTime> retry_at{};  ///< of a failure; empty: as the channel says
    bool give_up = false;   ///< of a failure: do not try again
};

/// What was recorded about a message.
struct Delivery {
    std::string id;
    MessageState state = MessageState::waiting;
    bool repeated = false;   ///< it was on record already, and nothing was recorded now
    unsigned attempts = 0;
    std::optional<DateTime> due{};  ///< when it is tried again
    std::string result;      ///< id of the event that told it
};

/// Which messages to list.
struct OutboxQuery {
    std::string channel{};                ///< empty: of all
    std::optional<MessageState> state{};
    std::string number{};                 ///< of a dossier; empty: of all
    std::uint64_t after = 0;              ///< position behind which the page begins
    std::size_t limit = 100;              ///< up to 1,000
};
struct OutboxPage {
    std::vector<Message> messages;        ///< by position
    std::optional<std::uint64_t> next{};  ///< `after` of the next page
};

/// A step in the life of a message, as it stands in the journal.
struct DeliveryEntry {
    std::uint64_t position = 0;
    DateTime recorded;
    std::string actor;
    std::string what;  ///< `acknowledged`, `failed`, `given_up`, `revived`
    std::string worker, reason, result;
};
struct MessageHistory {
    Message message;
    std::vector<DeliveryEntry> entries;
};

/// The outbox of a journal, which must outlive it. Safe from many threads and, on one database, from many machines.
/// No message is lost: it waits until it is acknowledged or given up, whoever crashes. Each goes out at least once, and
/// with the same key each time. All of it is recorded once.
/// Each function throws JournalError: `outbox.no_message`, `outbox.lease` (somebody else has taken it since),
/// `outbox.state`, `journal.…`; InputError for what is asked wrongly. Then nothing has changed.
class Outbox {
public:
    /// @param reader whose program it is: one who sees all of every dossier (the policy's `system`), for addresses and bodies are
    /// personal data. @throws AccessError.
    Outbox(Journal& journal, const Reader& reader);

    /// Messages that are due, the longest due first, each for this worker alone until its lease ends.
    [[nodiscard]] std::vector<TakenMessage> take(const TakeRequest& request);
    /// More time. @return until when. Also after the lease ended, as long as nobody else took the message.
    DateTime renew(std::string_view id, std::string_view token, DateTime now, std::chrono::seconds lease);
    /// It arrived. The result is recorded in the dossier in the same transaction. A message that was acknowledged before
    /// stays as it is, whoever says it again. A worker whose lease ended may still say so if nobody took the message since.
    /// @throws RefusedError if the result may not be recorded.
    Delivery acknowledge(const DeliveryReport& report);
    /// It did not arrive: it waits until `retry_at`, or is given up. @throws RefusedError.
    Delivery fail(const DeliveryReport& report);
    /// A dead letter waits again, from now on and with its tries counted anew.
    Delivery revive(std::string_view id, const Actor& actor, std::string_view office, DateTime now);

    [[nodiscard]] OutboxPage list(const OutboxQuery& query);
    [[nodiscard]] MessageHistory inspect(std::string_view id);

private:
    Delivery report(const DeliveryReport& report, bool arrived);
    Journal& journal_;
};

/// As in disclosure.hpp, of a message that was taken.
[[nodiscard]] std::string disclosure_result(const Message& message, Date on);

/// Readers of requests as JSON: members as named above, `lease` in seconds, `actor` as in a batch.
/// @throws InputError with the JSON pointer.
[[nodiscard]] TakeRequest parse_take_request(std::string_view json);
[[nodiscard]] DeliveryReport parse_delivery_report(std::string_view json);
[[nodiscard]] OutboxQuery parse_outbox_query(std::string_view json);

/// `zhixing.outbox/1`: messages, with `token` and `body` where they were taken, with `history` where they were inspected.
[[nodiscard]] std::string to_json(const std::vector<TakenMessage>& messages);
[[nodiscard]] std::string to_json(const OutboxPage& page);
[[nodiscard]] std::string to_json(const MessageHistory& history);
/// `zhixing.delivery/1`.
[[nodiscard]] std::string to_json(const Delivery& delivery);

}  // namespace zhixing
