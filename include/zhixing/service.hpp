/// @file
/// Service of documents (送达): for each document and addressee what was tried, whether it is served, what comes next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing {

/// How far the service of a document has got.
enum class ServiceState : std::uint8_t {
    served = 1,  ///< recorded as served
    deemed,      ///< served by law, from the day that a rule of form `deemed` gives (公告期满, 退回之日)
    running,     ///< sent and not answered, or a notice whose period is not over
    failed,      ///< the last attempt failed
    unknown,     ///< cannot be told; `missing` says what would tell it
    unserved     ///< made, and nothing sent
};
[[nodiscard]] std::string_view to_string(ServiceState state) noexcept;

/// A step that the law allows next, in words, with the rule that it rests on.
struct ServiceStep {
    std::string step;  ///< `none`, `wait`, `complete`, `serve`, or as table `service.failures` says; `other` where that way is closed to the document
    Text text;
    std::string rule;  ///< empty: none
    std::vector<Citation> citations;
};

/// One attempt: it was sent, tried, returned, arrived, answered, or failed.
struct ServiceAttempt {
    std::int32_t event = kNoEvent;  ///< position in Dossier::events()
    std::string code;               ///< of a failure: E01 … X01 of table `service.failures`; empty: none
    Text reason;
};

/// The address that comes first in the order of table `service.address`, and where it is from.
struct ServiceAddress {
    std::string source;             ///< id of the row; empty: none is on record
    Text name;
    std::string standing;           ///< `own`, `presumed`, `register` or `none`
    std::string address;            ///< the note of the event
    std::int32_t event = kNoEvent;
    std::vector<Citation> citations;
};

/// A method, whether it is open to this document and addressee, and what it takes: a row of table `service.methods`.
struct ServiceWay {
    std::string method;
    Text name;
    Truth allowed = Truth::unknown;
    Text missing;      ///< if it cannot be told
    Text needs, date;  ///< conditions and evidence; which day counts
    std::string rule;
    std::vector<Citation> citations;
};

/// Attempts of the post: so many of those `needed` within so many days.
struct MailAttempts {
    int made = 0, needed = 0, days = 0;
};

/// The service of one document on one addressee.
struct ServiceItem {
    std::string document;      ///< as the events name it; of a kind that is about one document alone, the name of the kind
    std::uint16_t party = 0;   ///< Dossier::party_id, 0: none named
    std::uint16_t ref = 0;     ///< Dossier::ref_name, 0: none named
    ServiceState state = ServiceState::unserved;
    Date served = kNoDate;     ///< of `served` and `deemed`: the day; of `running`: the day on which it will be deemed served, if any
    std::uint16_t rule = kNoRule, version = 0;  ///< by which it is deemed served
    std::int32_t event = kNoEvent;  ///< the record of the service, or the event from which it is deemed
    Text missing;
    std::vector<ServiceAttempt> attempts;
    std::string code;          ///< of the last failure
    Text reason;
    ServiceStep next;
    ServiceAddress address;
    std::vector<std::int32_t> receivers;  ///< events that name an agent or a receiver (指定代收人)
    std::vector<ServiceWay> ways;
    std::optional<MailAttempts> mail;
    std::optional<int> copies; ///< 份数: what the latest of its events that tells it has in its member `copies` or 份数
    Date last_day = kNoDate;   ///< the earliest due date of what runs from an event of it, e.g. handing over
    std::int32_t handed_over = kNoEvent, accepted = kNoEvent;

    /// Whether it belongs in the schedule (附表): it failed and was not served, or was handed over.
    [[nodiscard]] bool scheduled() const noexcept;
};

/// The service sheet of one dossier on a day, in the order of the first event of each document and addressee.
struct ServiceSheet {
    Date as_of = kNoDate;
    std::vector<ServiceItem> items;
};

/// Safe from many threads. Of one type of document for one party there is one service; a second one has a `ref` of its own.
/// @throws RuleError `rule.unknown_rule` if the rulebook has no tables of service.
[[nodiscard]] ServiceSheet service_sheet(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options);

/// The schedule of failed service (附表, 指导意见第五条): a row for each item that belongs in it, in Chinese.
struct ServiceSchedule {
    std::vector<Text> columns;
    std::vector<std::vector<std::string>> rows;
    struct Gap {
        std::size_t row = 0, column = 0;
    };
    std::vector<Gap> missing;  ///< cells that the events should fill and do not: copies, addressee, address and its source
};
/// Its columns; the English name tells one from another.
[[nodiscard]] const std::vector<Text>& service_columns();
[[nodiscard]] ServiceSchedule service_schedule(const ServiceSheet& sheet, const Dossier& dossier, const Rulebook& rulebook);

/// `zhixing.service/1`, with the schedule.
[[nodiscard]] std::string to_json(const ServiceSheet& sheet, const Dossier& dossier, const Rulebook& rulebook);

}  // namespace zhixing
