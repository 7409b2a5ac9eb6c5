/// @file
/// The plan (下一步): what comes next in a case, from which day it is lawful, by which day it is due, what blocks it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing {

/// What keeps an act from being lawful.
struct Obstacle {
    std::uint16_t rule = kNoRule, version = 0;
    std::uint16_t item = 0;  ///< of a checklist, from 1; of an illegal step, the state from 1
    Text message;
    std::vector<Citation> citations;
};

/// When an act becomes lawful if nothing else happens.
struct Possible {
    Date day = kNoDate;               ///< the first day on which no waiting time stands in the way
    std::vector<Obstacle> obstacles;  ///< what stands in the way still on that day; empty: the act is lawful from then on

    [[nodiscard]] bool lawful() const noexcept { return day != kNoDate && obstacles.empty(); }
};

/// An act that is asked about.
struct Act {
    Kind kind = Kind::unknown;
    std::string ref = {}, party = {}, ground = {};         ///< empty: none named
    std::string document = {}, method = {}, outcome = {};  ///< likewise
};

/// The first lawful day of an act, on or after `options.as_of`. An act that cannot become lawful within some three
/// years by waiting alone has no day. Safe from many threads.
[[nodiscard]] Possible first_lawful_day(const Dossier& dossier, const Rulebook& rulebook, const Act& act, const ReviewOptions& options);

/// One step of a plan.
struct PlanStep {
    Act act;
    std::string after;                 ///< id of the event that it follows; `plan-1` … are steps of the plan itself
    std::string id;                    ///< by which later steps name it
    Possible possible;
    Date due = kNoDate;                ///< the latest day; kNoDate: the law sets none
    State state = State::open;         ///< `overdue` if the latest day has passed
    std::vector<std::uint16_t> rules;  ///< the duties that it meets
    bool expected = false;             ///< follows a step that has not happened: its dates hold if that is done on its first lawful day
};

/// What comes next: first what is due now, then what follows if each step is done on its first lawful day.
struct Plan {
    Date as_of = kNoDate;
    std::vector<PlanStep> steps;
};

/// @param limit how many steps at most. Safe from many threads.
[[nodiscard]] Plan plan(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options, std::size_t limit = 40);

/// `zhixing.plan/1`.
[[nodiscard]] std::string to_json(const Plan& plan, const Dossier& dossier, const Rulebook& rulebook);
/// `zhixing.possible/1`: when an act becomes lawful.
[[nodiscard]] std::string to_json(const Possible& possible, const Act& act, const Rulebook& rulebook);

}  // namespace zhixing
