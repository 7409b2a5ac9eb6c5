/// @file
/// Disclosure (执行公开): who is to be told what of a case, when, in which words, and what may not be told.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/masking.hpp"
#include "zhixing/outgoing_message.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

/// One party, or the public, and one event of which a rule of form `disclosure` says that they are told.
struct Disclosure {
    enum class State : std::uint8_t {
        due = 1,      ///< to be told
        overdue,      ///< to be told, and the day by which has passed
        told,
        withheld,     ///< may not be told, or not yet; `reason` says why
        unknown,      ///< cannot be told whether; `reason` names the missing fact
        to_correct,   ///< was told and is wrong
        to_withdraw,  ///< was told and may not be
        corrected,    ///< the end of the trail
        withdrawn
    };
    std::uint16_t rule = kNoRule, version = 0;  ///< kNoRule: an event that is told to nobody
    std::int32_t event = kNoEvent;
    std::uint16_t party = 0;                    ///< position from 1; 0: the public, or nobody
    State state = State::due;
    Date due = kNoDate;                         ///< the last day, where the law sets one and it can be told
    std::int32_t told_by = kNoEvent;            ///< the event that told it
    std::int32_t trail = kNoEvent;              ///< the event that corrected or withdrew it
    Text reason;                                ///< of what is withheld, unknown, to correct or to withdraw
    std::vector<Citation> citations;            ///< of the reason; else of the rule

    /// Whether a message is to go out.
    [[nodiscard]] bool waits() const noexcept { return state == State::due || state == State::overdue || state == State::to_correct || state == State::to_withdraw; }
};
[[nodiscard]] std::string_view to_string(Disclosure::State state) noexcept;

/// What is to be told of a dossier on a day.
struct Disclosures {
    Date as_of = kNoDate;
    std::vector<Disclosure> items;        ///< by the date of the event, then in the order of rules and parties
    std::vector<std::int32_t> unmatched;  ///< `disclosure.sent` of which nothing on record says what they told
    std::vector<Finding> findings;        ///< of the review: limits within which the law wants it told, corrections, publication
};

/// A `disclosure.sent` tells the event that its `ref` names (an instance, or the event's id), to its party; where it names
/// none, the latest one that was still to be told. Nothing is decided here but by rules: who is told is in the rulebook,
/// what no channel carries in rules/disclosure.json. Pure; safe from many threads.
[[nodiscard]] Disclosures disclosures(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options);

/// Values of fields that the host gives, e.g. `court.phone`.
using DisclosureValues = std::map<std::string, std::string, std::less<>>;

/// A message that is to go out on one channel.
struct DisclosureMessage {
    std::size_t item = 0;              ///< position in Disclosures::items
    OutgoingMessage message;           ///< for a part of an append; its body is `{"text","rule","kind"}`, its cause what is told, or
                                       ///< of a correction what told it
    std::string text;                  ///< the words, in Chinese
    std::vector<std::string> missing;  ///< fields without a value: the words are incomplete, do not send them
    std::string result;                ///< the event that records that it arrived (JSON, without its date)
};

/// The messages for all that waits, one for each channel of its rule. Words hold only what the channel may carry: node
/// facts in text messages, nothing of property, accounts, addresses or identity numbers anywhere.
/// @throws InputError `disclosure.value` for a value of a field that the host does not give.
[[nodiscard]] std::vector<DisclosureMessage> disclosure_messages(const Dossier& dossier, const Rulebook& rulebook, const Disclosures& disclosures,
                                                                 const DisclosureValues& values = {});

/// The event that records that a message of disclosure arrived, told by the message alone as the outbox gives it: for
/// DeliveryReport::result. @param on the day; kNoDate leaves it out.
/// @throws InputError `disclosure.message` if it is no message of disclosure.
[[nodiscard]] std::string disclosure_result(const OutgoingMessage& message, Date on);

/// `zhixing.disclosures/1`, with the messages.
[[nodiscard]] std::string to_json(const Disclosures& disclosures, const std::vector<DisclosureMessage>& messages, const Dossier& dossier, const Rulebook& rulebook);

/// What is to be published, and whose names are hidden in it.
struct PublicationQuestion {
    std::string document;                 ///< a word of the catalogue's documents
    std::string text;                     ///< the document; empty: only whether it may be published
    std::vector<std::string> hidden{};    ///< ids of parties of whom article 8 speaks: family, inheritance, victims, witnesses
    bool hide_all = false;                ///< of all natural persons, which is stricter than article 8
};
/// Whether a document may be published on the day, and as what.
struct Publication {
    bool allowed = false;
    std::string code;                     ///< `publication.excluded` (article 4), `publication.undecided`, `publication.document` (article 3)
    Text reason;
    std::vector<Citation> citations;
    std::int32_t decision = kNoEvent;     ///< the event that records the decision to publish
    MaskedText masked;                    ///< by articles 8 to 11; empty where it is not allowed
};
/// Publication is never automatic: it needs a recorded decision (`publication.decided`, granted, of that document), and none
/// that says otherwise later. Names of minors are hidden whoever is listed. Health, trade secrets and privacy are for a
/// reader: they are not found. Pure.
[[nodiscard]] Publication publication(const Dossier& dossier, const Rulebook& rulebook, const PublicationQuestion& question, const ReviewOptions& options);
/// `zhixing.publication/1`.
[[nodiscard]] std::string to_json(const Publication& publication, const Dossier& dossier);

/// One row of the list of dishonest debtors (失信被执行人名单), by article 6 of 法释〔2017〕7号. Column names are those in
/// use on the national site.
struct DishonestEntry {
    std::string name, age, sex, card_num, business_entity, area, case_code, reg_date, publish_date, gist_id, court, gist_unit, duty, performance, disrupt_type;
    std::vector<std::string> missing;  ///< columns that the article wants and the dossier does not have
};
/// Who is on the list on a day: listed, not removed, no minor (article 4). Of a person's identity number four digits (month and day)
/// are crossed out as the site does; that is practice, no article says so.
[[nodiscard]] std::vector<DishonestEntry> dishonest_entries(const Dossier& dossier, const ReviewOptions& options);
/// `zhixing.dishonest-list/1`.
[[nodiscard]] std::string to_json(const std::vector<DishonestEntry>& entries, Date as_of);

}  // namespace zhixing
