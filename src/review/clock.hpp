// Clocks: when a period ends, and what became of it. Shared by deadlines and recurring duties.
#pragma once

#include "review/evaluation.hpp"

namespace zhixing {

// When something is due.
struct Due {
    Date end = kNoDate;       // kNoDate while the clock stands still
    Date plain = kNoDate;     // before rolling off a rest day
    Date last_day = kNoDate;  // last day of review on which it is not overdue
    Date known_from = kNoDate;  // day from which the due date is this one
    std::optional<DateTime> time;      // of a period in hours
    std::optional<DateTime> earliest;  // the same, where the time of the trigger is not told
    bool provisional = false, bounded = false;
    Doubt doubt;              // it cannot be told when
    Doubt later;              // it may be later than said: a pause or an extension is in doubt

    [[nodiscard]] bool suspended() const noexcept { return end == kNoDate; }
};

// What became of it by the day of the evaluation.
struct Run {
    State state = State::open;
    std::int32_t by = kNoEvent;  // the event that met or waived it
    Doubt doubt;
};

[[nodiscard]] Due compute_due(Evaluation& evaluation, const Instance& instance, const RuleVersion& version);
// Fulfilments count from `from` on.
[[nodiscard]] Run run_clock(Evaluation& evaluation, const Instance& instance, const Due& due, Date from);
// Puts obligation, finding or unknown for a run; `round` of a recurring duty from 1.
void report_clock(Evaluation& evaluation, const Instance& instance, const Due& due, const Run& run, std::uint16_t round);

}  // namespace zhixing
