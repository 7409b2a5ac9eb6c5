// recurring: every n while a state lasts, for m.
#include "review/clock.hpp"

#include <algorithm>

namespace zhixing {

void evaluate_recurring(Evaluation& e, const Instance& instance) {
    using date::days;
    const RuleVersion& version = *instance.version;
    if (!e.applies(instance, e.context(instance, e.day()))) return;
    const Date start = e.trigger(instance).on;
    const Date last = *last_day_of(start, version.lasts, e.calendar());
    // Rounds are counted from the beginning, not from each other, so that month ends do not drift.
    Date opens = start;
    Date counts_from = start;
    for (std::uint16_t round = 1;; ++round) {
        PeriodRule period = version.every;
        period.n *= round;
        Due due;
        due.end = *last_day_of(start, period, e.calendar(), {}, &due.provisional);
        period.roll = false;
        due.plain = *last_day_of(start, period, e.calendar());
        due.last_day = due.end;
        due.known_from = round == 1 ? start : opens + days{1};
        if (due.plain > last || due.plain == opens) return;
        // A round is met by the first fulfilment after it opened. One that comes after its due date makes good
        // every round missed until then, late, and counts for the round in which it falls.
        const Run run = run_clock(e, instance, due, counts_from);
        if (run.state == State::waived) return;
        if (e.traced()) {
            e.say("第 " + std::to_string(round) + " 次，至 " + to_string(due.end) + "：" + describe(run.state).zh,
                  "round " + std::to_string(round) + ", by " + to_string(due.end) + ": " + describe(run.state).en);
        }
        report_clock(e, instance, due, run, round);
        if (due.plain >= e.day()) {
            e.changes_on(due.plain + days{1});
            return;
        }
        opens = due.plain;
        // What met this round on the day that it rolled to does not meet the next one as well.
        counts_from = (run.state == State::met ? std::max(opens, e.record().event(run.by).on) : opens) + days{1};
    }
}

}  // namespace zhixing
