// recurring: every n while a state lasts, for m.
#include "review/clock.hpp"

namespace zhixing {

void evaluate_recurring(Evaluation& e, const Instance& instance) {
    using date::days;
    const RuleVersion& version = *instance.version;
    if (!e.applies(instance, e.context(instance, e.day()))) return;
    const Date start = e.trigger(instance).on;
    const Date last = period_end_day(start, version.lasts, e.calendar(), {}, nullptr).value_or(start);
    // Rounds are counted from the beginning, not from each other, so that month ends do not drift.
    Date opens = start;
    for (std::uint16_t round = 1;; ++round) {
        PeriodRule period = version.every;
        period.n *= round;
        Due due;
        due.end = period_end_day(start, period, e.calendar(), {}, &due.provisional).value_or(last);
        period.roll = false;
        due.plain = period_end_day(start, period, e.calendar(), {}, nullptr).value_or(last);
        due.last_day = due.end;
        due.known_from = opens;
        if (due.plain > last) return;
        // A fulfilment counts for the round in which it falls: (opens, next opening].
        const Run run = run_clock(e, instance, due, round == 1 ? start : opens + days{1}, std::max(due.plain, due.end));
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
    }
}

}  // namespace zhixing
