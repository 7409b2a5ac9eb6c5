/// @file
/// Admission (入账审查): whether an event may be posted, before it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhixing/ledger.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

/// The answer to "may this event be posted?".
struct Admission {
    /// One reason why not.
    struct Reason {
        enum class By : std::uint8_t {
            record = 1,  ///< the event itself: a column, its date, its id
            ledger,      ///< the books would not hold with it
            rule         ///< a rule of the rulebook forbids it, or cannot tell
        };
        By by = By::record;
        std::string code;  ///< `missing_column`, `dated_later`, `id_taken`, …; a LedgerFault; or the id of the rule
        Text text;
        std::string event; ///< id of the event that it is about: the new one, or one that the new one upsets
        Money amount = {};     ///< of the ledger: how much of it; zero where that says nothing
        bool unknown = false;  ///< a rule that cannot be told, not one that is broken
        std::string rule = {}; ///< what it rests on: the rule, `ledger.fault.…` or `ledger.record`; empty if the rulebook has none
        std::vector<Citation> citations = {};  ///< of that rule
    };

    std::string event;      ///< the id that the event has, or would get
    bool replay = false;    ///< it is on record already, as it is: posting it again has no effect
    std::vector<Reason> reasons;

    [[nodiscard]] bool admitted() const noexcept { return reasons.empty(); }
};
[[nodiscard]] std::string_view to_string(Admission::Reason::By by) noexcept;

/// Whether the dossier may take the event. It may not if a column is missing, unknown or recorded by an office that may
/// not; if it has no date, or one after `options.as_of`; if its id is that of another event; if the ledger has a flaw
/// with it that it does not have without it, on whichever event; or if a rule that `refuses` finds something new with
/// it or cannot tell about it. Of other events a rule counts only what the new one broke: it moves case money, and the
/// rule asked about the other event before. Nothing is posted. @param event_json an object as in the dossier's `events`.
/// @param with becomes the dossier with the event if that is admitted; may be null.
/// @throws InputError if that cannot be read. Safe from many threads.
[[nodiscard]] Admission admit(const Dossier& dossier, std::string_view event_json, const Rulebook& rulebook, const ReviewOptions& options, Dossier* with = nullptr);

/// `zhixing.admission/1`.
[[nodiscard]] std::string to_json(const Admission& admission);

}  // namespace zhixing
