/// @file
/// Decision tables of the rulebook asked about a dossier: triage, screening of clues.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing {

/// What a decision table says of a dossier, or of one of its events, row by row.
struct Decision {
    using Answer = std::vector<std::pair<std::string, std::string>>;  ///< e.g. class → simple, team → fast

    struct Row {
        std::string id;
        Text name;
        Truth holds = Truth::no;
        Text missing;  ///< of a row that cannot be told: the fact that would tell it; else empty
        Answer gives;
        std::vector<std::int32_t> evidence;  ///< positions of the events that decided it
        std::vector<Citation> citations;
    };

    std::string table;
    std::int32_t event = kNoEvent;  ///< of a table asked for each event: which one
    std::string row;                ///< id of the row that gave the answer; empty: none holds
    Answer gives;
    bool certain = true;  ///< no row above could change the answer
    std::vector<Row> rows;
    std::vector<Citation> citations;  ///< of the table
};

/// Asks a table. One decision, or one for each event that the table is asked about, by date.
/// @param table id of a rule of form `table`. @throws RuleError `rule.unknown_rule`, `rule.no_table`.
/// Safe from many threads.
[[nodiscard]] std::vector<Decision> decide(const Dossier& dossier, const Rulebook& rulebook, std::string_view table,
                                           const ReviewOptions& options);

/// `zhixing.decision/1`.
[[nodiscard]] std::string to_json(const std::vector<Decision>& decisions, const Dossier& dossier);

}  // namespace zhixing
