/// @file
/// Assignment of a case (分案) to a handler: fair, repeatable, with a record of why.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/dossier.hpp"

namespace zhixing {

/// Someone who may be given cases.
struct Handler {
    std::string id;
    std::string team;                    ///< e.g. what a triage table gives as `team`
    std::uint32_t capacity = 1;          ///< open cases that are a full load; 0: takes none now
    std::uint32_t load = 0;              ///< open cases now
    std::vector<std::string> conflicts;  ///< names or identity numbers of persons for whom they must stand aside (回避)
};

/// What became of each handler who was looked at.
struct Candidate {
    enum class Verdict : std::uint8_t {
        chosen = 1,
        follows = 2,     ///< chosen because they handle another case of the same respondent
        busier = 3,      ///< eligible, but with more work for their capacity
        drawn_out = 4,   ///< eligible and as free as the one chosen: the draw decided
        other_team = 5,
        full = 6,
        conflict = 7     ///< must stand aside: `conflict_with` says for whom
    };
    std::string handler;
    Verdict verdict = Verdict::other_team;
    std::string conflict_with;  ///< id of the party
    std::uint64_t draw = 0;     ///< the number drawn for this case
};

[[nodiscard]] std::string_view to_string(Candidate::Verdict verdict) noexcept;

/// Who gets the case, if anyone may, and why.
struct Assignment {
    std::optional<std::string> handler;
    std::vector<Candidate> candidates;  ///< every handler, in the order given
};

/// How to choose.
struct AssignmentQuestion {
    std::string_view team;        ///< empty: any
    std::uint64_t seed = 0;       ///< of the draw; the same seed, case and handlers give the same answer
    std::string_view follow = {}; ///< a handler who has another case of the same respondent; gets it if eligible
};

/// Chooses the eligible handler with the least work for their capacity; among equals a draw decides that anyone who
/// knows the seed can repeat. The order of the handlers makes no difference. Legal source of the exclusion:
/// 民事诉讼法 art. 47 (回避). Safe from many threads.
[[nodiscard]] Assignment assign(const Dossier& dossier, std::span<const Handler> handlers, const AssignmentQuestion& question);

/// `zhixing.assignment/1`.
[[nodiscard]] std::string to_json(const Assignment& assignment, const Dossier& dossier);

}  // namespace zhixing
