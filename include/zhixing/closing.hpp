/// @file
/// Closing review (结案审核): the sheet that a reviewer signs, item by item with its evidence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing {

/// Everything that the rulebook asks of a way of closing, and how the dossier answers.
struct ClosingSheet {
    struct Line {
        std::uint16_t rule = kNoRule, version = 0;
        std::uint16_t item = 0;   ///< of a checklist, from 1; 0: the rule itself
        std::uint16_t party = 0;  ///< whom it is about, 0: the case
        Text name;
        bool applies = true;
        Truth holds = Truth::unknown;
        Severity severity = Severity::missing;  ///< how grave it is if it does not hold; `warning` and `note` do not hinder
        Text missing;                           ///< of a line that cannot be told: the fact that would tell it
        Date earliest = kNoDate;                ///< of a wait: the first lawful day
        std::string document;                   ///< the paper that has to be in the file, may be empty
        std::vector<std::int32_t> evidence;     ///< positions of the events that answer it
        std::vector<Citation> citations;

        /// Whether it keeps the case from being closed.
        [[nodiscard]] bool hinders() const noexcept { return applies && holds != Truth::yes && severity < Severity::warning; }
    };

    Kind closing = Kind::unknown;
    Date day = kNoDate;     ///< the day of the closing, or the day asked about
    bool recorded = false;  ///< the closing is on record
    std::vector<Line> lines;

    /// Something is asked, and nothing that binds is missing or open.
    [[nodiscard]] bool ready() const noexcept;
};

/// What may be asked beside the way of closing.
struct ClosingQuestion {
    Kind closing;             ///< e.g. `closure.terminated`
    std::string ground = {};  ///< a word of the catalogue, for closings that rest on a ground
};

/// The sheet for closing a case that way on `options.as_of`; of a closing on record, on its own day.
/// @throws InputError if the ground is too long to be a word. Safe from many threads.
[[nodiscard]] ClosingSheet closing_sheet(const Dossier& dossier, const Rulebook& rulebook, const ClosingQuestion& question,
                                         const ReviewOptions& options);

/// `zhixing.closing/1`.
[[nodiscard]] std::string to_json(const ClosingSheet& sheet, const Dossier& dossier, const Rulebook& rulebook);

}  // namespace zhixing
