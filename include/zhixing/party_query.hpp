/// @file
/// What a party is told of their own case when they ask with their identity document (article 10 of the guideline).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "zhixing/access.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

/// An own case as a party sees it. Everything in it comes from the dossier that the access policy shows them.
struct PartyCase {
    struct Step {
        Date on = kNoDate, until = kNoDate;
        Kind kind = Kind::unknown;
        std::string event, ref, party, outcome;  ///< id of the event; outcome: a word of the catalogue
        Date ended = kNoDate;                    ///< of a measure: when it was lifted
    };
    /// A period of the party's own that runs, or ran, from something served on them.
    struct Period {
        std::string rule, event;
        Text name;
        Date until = kNoDate;
        bool provisional = false;
        std::vector<Citation> citations;
    };
    /// A recording that they asked to view or copy.
    struct RecordingPermission {
        std::string ref, number, method;
        bool decided = false, granted = false;
        Date until = kNoDate;     ///< of the permission
        bool open = false;        ///< may be viewed or copied on the day
    };
    std::string number;
    std::vector<std::string> own;      ///< ids of the parties for whom it is shown
    std::vector<Step> progress;        ///< by date: what happened in the procedure
    std::vector<Step> measures;        ///< by date: seizures, restrictions and sanctions
    Money received, unreleased;        ///< of the case, as far as it is shown
    Text statement;                    ///< statement of account; empty where there is none
    std::vector<Period> periods;
    std::vector<RecordingPermission> recordings;  ///< no other recording is named
};

/// What somebody who asks gets.
struct PartyAnswer {
    std::vector<PartyCase> cases;  ///< their own, in the order of the dossiers
    std::string code;              ///< where there is none: `access.not_yours`, `access.identity`, …; the same whether there is no such case or it is not theirs
    Text reason;
    std::vector<Citation> citations;
};

/// Which of these dossiers are the asker's own, and what they say. Who that is decides the access policy alone, by the identity
/// check of `reader` (decide()); each case is made of the masked dossier (mask()). Nothing is recorded: where a
/// journal is used read by Journal::dossier, which records it, and make the answer by party_case(). Pure.
[[nodiscard]] PartyAnswer party_query(std::span<const Dossier> dossiers, const Rulebook& rulebook, const AccessPolicy& policy, const Reader& reader, const ReviewOptions& options);

/// The case of a dossier that was masked for a party, as Journal::dossier gives it.
/// @param own ids of the parties for whom it was; empty: those whose identity number it shows.
[[nodiscard]] PartyCase party_case(const Dossier& shown, const Rulebook& rulebook, std::vector<std::string> own, const ReviewOptions& options);

/// `zhixing.party-answer/1`.
[[nodiscard]] std::string to_json(const PartyAnswer& answer, Date as_of);

}  // namespace zhixing
