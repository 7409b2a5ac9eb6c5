#include "review/clock.hpp"

#include <algorithm>

namespace zhixing {
namespace {

using date::days;

Doubt missing_column(std::int32_t event, Column column) {
    return {column == Column::on ? Unknown::Missing::date : Unknown::Missing::column, column, static_cast<std::uint32_t>(event), true};
}

// The pauses that the lists name, as far as they are on record.
void collect_pauses(Evaluation& e, const RuleVersion& version, const Context& context, Due& due) {
    e.pauses().clear();
    for (const std::size_t list : version.pauses) {
        const RuleVersion* rule = e.rules().rules[list].version_on(context.trigger_day);
        if (rule == nullptr || !rule->enabled) continue;
        for (const PauseInterval& interval : rule->intervals) {
            const auto take = [&](std::int32_t start) {
                const Event& event = e.record().event(start);
                Context own = context;
                own.ref = event.ref;
                own.party = event.party;
                Pause pause{event.on, std::nullopt};
                Date known = event.on;
                const Found end = interval.end.empty() ? Found{} : e.record().find(interval.end, interval.match, own, event.on);
                if (end.sure()) {
                    pause.to = e.record().event(end.event).on;
                    known = *pause.to;
                } else if (event.has_until()) {
                    pause.to = std::max(event.until, event.on);
                } else if (end.doubt.any && end.doubt.missing != Unknown::Missing::kind) {
                    due.doubt.keep_first(end.doubt);
                }
                due.known_from = std::max(due.known_from, known);
                e.pauses().push_back(pause);
            };
            Doubt doubt;
            e.record().each(interval.start, Match::none, context, take, &doubt);
            // A pause without a date may move the end; pauses outside the record are not presumed.
            if (doubt.any && doubt.missing != Unknown::Missing::kind) due.doubt.keep_first(doubt);
        }
    }
}

// An approved extension moves the end: to the date it states, or by so much from the end so far.
void extend(Evaluation& e, const Instance& instance, const RuleVersion& version, const Context& context, Due& due) {
    if (version.extend.empty() || due.suspended()) return;
    e.record().each(version.extend, instance.match(), context, [&](std::int32_t position) {
        const Event& event = e.record().event(position);
        Date end = due.end;
        Date plain = due.plain;
        if (event.has_until()) {
            end = plain = event.until;
        } else if (version.extend_by.n != 0) {
            PeriodRule by = version.extend_by;
            plain = period_end_day(due.plain, by, e.calendar(), {}, nullptr).value_or(due.plain);
            by.roll = version.limit.roll;
            end = period_end_day(due.plain, by, e.calendar(), {}, &due.provisional).value_or(due.end);
        }
        if (end <= due.end) return;
        if (e.traced()) {
            e.say("批准延长（" + describe(e.record(), position) + "），届满日改为 " + to_string(end),
                  "extended (" + describe(e.record(), position) + "): the last day becomes " + to_string(end));
        }
        due.end = end;
        due.plain = plain;
        due.known_from = std::max(due.known_from, event.on);
    });
}

void count_hours(const Event& trigger, const PeriodRule& limit, Due& due) {
    // Where only the day is known, the latest possible start: an overrun counted from it is certain.
    due.bounded = trigger.second < 0;
    const int second = due.bounded ? 86'399 : trigger.second;
    due.time = period_end_hours(DateTime{trigger.on} + std::chrono::seconds{second}, limit.n);
    due.end = due.plain = date::floor<days>(*due.time);
    due.last_day = due.end - days{1};
}

void count_days(Evaluation& e, Date start, const PeriodRule& limit, Due& due) {
    if (e.traced()) {
        const Period period = period_end(start, limit, e.calendar(), e.pauses());
        for (const PeriodStep& step : period.steps) e.say(step.text.zh, step.text.en);
    }
    bool provisional = false;
    const auto end = period_end_day(start, limit, e.calendar(), e.pauses(), &provisional);
    due.provisional = due.provisional || provisional;
    if (!end) return;  // a pause is open
    due.end = due.plain = *end;
    // Most ends do not fall on a rest day, and then there is nothing to undo.
    if (!limit.roll || limit.unit == Unit::workday) return;
    const Date before = limit.n < 0 ? *end + days{1} : *end - days{1};
    if (e.calendar().is_workday(before)) return;
    PeriodRule plain = limit;
    plain.roll = false;
    due.plain = period_end_day(start, plain, e.calendar(), e.pauses(), nullptr).value_or(*end);
}

// The day the count starts from, or a doubt.
Date start_day(Evaluation& e, const Instance& instance, const RuleVersion& version, Due& due) {
    const Event& trigger = e.trigger(instance);
    if (version.of) {
        const RuleVersion* base = e.rules().rules[*version.of].version_on(trigger.on);
        if (base == nullptr) {
            due.doubt = missing_column(instance.trigger, Column::on);
            return kNoDate;
        }
        due = compute_due(e, instance, *base);
        return version.of_plain ? due.plain : due.end;
    }
    if (version.from_until || version.stated) {
        if (!trigger.has_until()) due.doubt = missing_column(instance.trigger, Column::until);
        return trigger.until;
    }
    return trigger.on;
}

}  // namespace

Due compute_due(Evaluation& e, const Instance& instance, const RuleVersion& version) {
    const Event& trigger = e.trigger(instance);
    Due due;
    due.known_from = trigger.on;
    const Date start = start_day(e, instance, version, due);
    if (due.doubt.any || start == kNoDate) return due;
    if (version.limit.unit == Unit::hour && !version.stated) {
        count_hours(trigger, version.limit, due);
        return due;
    }
    const Context context = e.context(instance, e.day());
    collect_pauses(e, version, context, due);
    if (due.doubt.any) return due;
    due.end = due.plain = kNoDate;
    if (version.stated) {
        due.plain = start;
        due.end = version.limit.roll ? e.calendar().roll_forward(start) : start;
        due.provisional = due.end != start && e.calendar().is_provisional(start);
    } else {
        count_days(e, start, version.limit, due);
    }
    extend(e, instance, version, context, due);
    due.last_day = due.end;
    return due;
}

namespace {

// In time, too late, or (empty) not to be told from what is on record.
std::optional<bool> in_time(const Event& done, const Due& due) {
    if (due.suspended()) return true;
    if (!due.time || done.on != due.end) return done.on <= due.end;
    if (done.second < 0) return std::nullopt;
    return DateTime{done.on} + std::chrono::seconds{done.second} <= *due.time;
}

Run judge_done(Evaluation& e, const Due& due, const Found& done) {
    const auto timely = in_time(e.record().event(done.event), due);
    if (!timely) {
        return {State::unknown, done.event, {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(done.event), true}};
    }
    if (*timely) return {State::met, done.event, {}};
    if (done.early_doubt) return {State::unknown, done.event, done.doubt};
    return {State::late, done.event, {}};
}

Run judge_waived(Evaluation& e, const Due& due, const Found& done, const Found& waived) {
    if (due.suspended() || e.record().event(waived.event).on <= due.last_day) return {State::waived, waived.event, {}};
    if (done.doubt.any) return {State::unknown, waived.event, done.doubt};
    return {State::lapsed, waived.event, {}};
}

// Counted from a bound only an overrun is certain.
void confine_to_certain(const Instance& instance, const Due& due, Run& run) {
    const bool bounded = instance.bounded || due.bounded;
    const bool overrun = run.state == State::overdue || run.state == State::late || run.state == State::lapsed;
    if (!bounded || overrun || run.state == State::unknown || run.state == State::waived) return;
    run.state = State::unknown;
    if (instance.bounded) {
        const Kind trigger = instance.version->trigger.kinds.front();
        run.doubt = {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(trigger), true};
    } else {
        run.doubt = {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(instance.trigger), true};
    }
}

}  // namespace

Run run_clock(Evaluation& e, const Instance& instance, const Due& due, Date from, Date until) {
    const RuleVersion& version = *instance.version;
    Context context = e.context(instance, std::min(e.day(), until));
    const Found done = e.record().find(version.fulfil, instance.match(), context, from);
    const Found waived = version.waive.empty() ? Found{} : e.record().find(version.waive, Match::none, context, e.trigger(instance).on);
    const bool done_first = done.sure() && (!waived.sure() || e.record().event(done.event).on <= e.record().event(waived.event).on);
    Run run;
    if (done_first) run = judge_done(e, due, done);
    else if (waived.sure()) run = judge_waived(e, due, done, waived);
    else if (due.suspended()) run.state = State::suspended;
    else if (e.day() <= due.last_day) run.state = State::open;
    else if (done.doubt.any) run = {State::unknown, kNoEvent, done.doubt};
    else if (waived.doubt.any && waived.doubt.missing != Unknown::Missing::kind) run = {State::unknown, kNoEvent, waived.doubt};
    else run.state = State::overdue;
    confine_to_certain(instance, due, run);
    return run;
}

void report_clock(Evaluation& e, const Instance& instance, const Due& due, const Run& run, std::uint16_t round) {
    Obligation& obligation = e.obligation(instance, run.state, due.end);
    obligation.met_by = run.by;
    obligation.provisional = due.provisional;
    obligation.bounded = instance.bounded || due.bounded;
    obligation.round = round;
    const auto report = [&](Outcome outcome, Date holds_from, Date measured) {
        Finding& finding = e.finding(instance, outcome, due.end, holds_from);
        finding.other = run.by;
        finding.days = (due.end - measured).count();
        finding.provisional = due.provisional;
        finding.bounded = instance.bounded || due.bounded;
        finding.round = round;
    };
    switch (run.state) {
        case State::overdue: report(Outcome::overdue, due.last_day + days{1}, e.day()); break;
        case State::late: report(Outcome::late, e.record().event(run.by).on, e.record().event(run.by).on); break;
        case State::lapsed: report(Outcome::lapsed, e.record().event(run.by).on, e.record().event(run.by).on); break;
        case State::unknown: e.unknown(instance, run.doubt); break;
        case State::open: warn_before(e, instance, Outcome::due_soon, due.end, due.last_day, due.known_from); break;
        default: break;
    }
    if (run.state == State::unknown && !due.suspended()) e.changes_on(due.last_day + days{1});
}

}  // namespace zhixing
