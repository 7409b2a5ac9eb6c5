/// @file
/// How the dossiers of a journal stand (案件现状): the last review of each in short, kept beside the entries and read without
/// reviewing again.
///
/// An answer holds from the day of its review until the day of its `next_change`; the journal reviews a dossier again only
/// when that day has come or something was recorded. What is read is always what a review of every dossier would say that day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

/// A finding in short. How many days are left or lost is not told, for that changes every day: count from `due`.
struct StandingFinding {
    std::string rule;  ///< id; `record`: a remark on the record itself
    Severity severity = Severity::note;
    Outcome outcome = Outcome::overdue;
    Date due = kNoDate;
    Date holds_from = kNoDate, holds_to = kNoDate;
    std::string trigger, other;  ///< ids of the events, as Finding::trigger and Finding::other; may be empty
    std::string party;           ///< id
    std::string item;            ///< of a checklist or process
    std::uint16_t round = 0;
    bool provisional = false, bounded = false;

    friend bool operator==(const StandingFinding&, const StandingFinding&) = default;
};

/// An obligation that is still to be done: open, overdue or suspended.
struct StandingObligation {
    std::string rule;
    State state = State::open;
    Date due = kNoDate;  ///< kNoDate while suspended
    std::string trigger, party;
    std::uint16_t round = 0;
    bool provisional = false, bounded = false;

    friend bool operator==(const StandingObligation&, const StandingObligation&) = default;
};

/// How one dossier stands.
struct Standing {
    Date as_of = kNoDate;             ///< day of the review; the answer holds from there on
    std::optional<Date> next_change;  ///< no answer changes before this day; empty: never
    std::optional<Date> next_due;     ///< the earliest due date of what is open and not overdue
    std::optional<Severity> worst;    ///< empty: nothing was found
    std::vector<StandingFinding> findings;        ///< gravest first, then by due date
    std::vector<StandingObligation> obligations;  ///< by trigger date

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// The review of a dossier in short.
/// @param dossier with all its events: those dated after the review are days on which the answer changes.
[[nodiscard]] Standing standing_of(const Review& review, const Dossier& dossier, const Rulebook& rulebook);

/// What the index of all dossiers is worth.
struct IndexState {
    std::string rulebook;       ///< digest of the rulebook that it was made by; empty: none yet
    bool stale = false;         ///< it was made by another rulebook: Journal::reindex() makes it again
    std::uint64_t dossiers = 0; ///< of the journal
    std::uint64_t changed = 0;  ///< of them changed since they were reviewed, or were never reviewed
    std::optional<Date> next_change;  ///< the earliest day on which one of the others changes
};

/// What a sweep did.
struct Sweep {
    Date as_of = kNoDate;
    std::uint64_t reviewed = 0;        ///< dossiers whose day had come or that had changed
    std::vector<std::string> changed;  ///< those of them that stand otherwise than before: the day's work
};

/// `zhixing.index/1`, `zhixing.sweep/1`.
[[nodiscard]] std::string to_json(const IndexState& state);
[[nodiscard]] std::string to_json(const Sweep& sweep);

}  // namespace zhixing
