#include "review/clock.hpp"

#include <algorithm>

namespace zhixing {
namespace {

using date::days;

constexpr int kLastSecond = 86'399;  // of a day

Doubt missing_column(std::int32_t event, Column column) {
    return {column == Column::on ? Unknown::Missing::date : Unknown::Missing::column, column, static_cast<std::uint32_t>(event), true};
}

// Pauses of which it cannot be told how long they last.
struct DoubtfulPauses {
    Date from = kLastDate;
    Doubt doubt;
};

void collect_pause(Evaluation& e, const PauseInterval& interval, const Context& context, std::int32_t start, DoubtfulPauses& doubtful) {
    const Event& event = e.record().event(start);
    Context own = context;
    own.trigger = start;
    own.ref = event.ref;
    own.party = event.party;
    own.unnamed_together = true;
    const Found end = interval.end.empty() ? Found{} : e.record().find(interval.end, interval.match, own, event.on);
    // An end outside the record is not presumed.
    if (end.early_doubt && end.doubt.missing != Unknown::Missing::kind) {
        doubtful.from = std::min(doubtful.from, event.on);
        doubtful.doubt.keep_first(end.doubt);
        return;
    }
    Pause pause{event.on, std::nullopt};
    if (end.sure()) pause.to = e.record().event(end.event).on;
    else if (event.has_until()) pause.to = std::max(event.until, event.on);
    e.pauses().push_back(pause);
}

// The pauses that the lists name, as far as they are on record.
DoubtfulPauses collect_pauses(Evaluation& e, const RuleVersion& version, const Context& context, Due& due) {
    DoubtfulPauses doubtful;
    e.pauses().clear();
    for (const std::size_t list : version.pauses) {
        const RuleVersion* rule = e.rules().rules[list].version_on(context.trigger_day);
        if (rule == nullptr || !rule->enabled) continue;
        for (const PauseInterval& interval : rule->intervals) {
            Doubt doubt;
            e.record().each(interval.start, Match::none, context,
                            [&](std::int32_t start) { collect_pause(e, interval, context, start, doubtful); }, &doubt);
            // A pause without a date may move the end; pauses outside the record are not presumed.
            if (doubt.any && doubt.missing != Unknown::Missing::kind) due.later.keep_first(doubt);
        }
    }
    return doubtful;
}

// An approved extension moves the end: to the date it states, or by so much from the end so far.
void extend(Evaluation& e, const Instance& instance, const RuleVersion& version, const Context& context, Due& due) {
    if (version.extend.empty() || due.suspended()) return;
    const auto take = [&](std::int32_t position) {
        const Event& event = e.record().event(position);
        Date end = due.end;
        Date plain = due.plain;
        if (event.has_until()) {
            end = plain = event.until;
        } else if (version.extend_by.n != 0) {
            PeriodRule by = version.extend_by;
            const auto unrolled = last_day_of(due.plain, by, e.calendar(), e.pauses());
            by.roll = version.limit.roll;
            const auto rolled = last_day_of(due.plain, by, e.calendar(), e.pauses(), &due.provisional);
            e.moves_on(event.on);
            if (!rolled || !unrolled) {  // a pause is open in the added time
                due.end = kNoDate;
                return;
            }
            plain = *unrolled;
            end = *rolled;
        }
        if (due.suspended() || end <= due.end) return;
        if (e.traced()) {
            e.say("批准延长（" + describe(e.record(), position).zh + "），届满日改为 " + to_string(end),
                  "extended (" + describe(e.record(), position).en + "): the last day becomes " + to_string(end));
        }
        due.end = end;
        due.plain = plain;
        e.moves_on(event.on);
    };
    Doubt doubt;
    e.record().each(version.extend, instance.match(), context, take, &doubt);
    if (doubt.any && doubt.missing != Unknown::Missing::kind) due.later.keep_first(doubt);
}

void count_hours(const Event& trigger, const PeriodRule& limit, Due& due) {
    // Where only the day is known, the latest possible start: an overrun counted from it is certain.
    due.bounded = trigger.second < 0;
    const auto ends = [&](int second) {
        try {
            return period_end_hours(DateTime{trigger.on} + std::chrono::seconds{second}, limit.n);
        } catch (const InputError&) {
            return DateTime{kLastDate};
        }
    };
    due.time = ends(due.bounded ? kLastSecond : trigger.second);
    if (due.bounded) due.earliest = ends(0);
    due.end = due.plain = date::floor<days>(*due.time);
    due.last_day = due.end - days{1};
}

void count_days(Evaluation& e, Date start, const PeriodRule& limit, Due& due) {
    bool provisional = false;
    const auto end = last_day_of(start, limit, e.calendar(), e.pauses(), &provisional);
    if (e.traced() && end != kLastDate) {  // what goes beyond the calendar cannot be counted step by step
        const Period period = period_end(start, limit, e.calendar(), e.pauses());
        for (const PeriodStep& step : period.steps) e.say(step.text.zh, step.text.en);
    }
    due.provisional = due.provisional || provisional;
    if (!end) return;  // a pause is open
    due.end = due.plain = *end;
    // Most ends do not fall on a rest day, and then there is nothing to undo.
    if (!limit.roll || limit.unit == Unit::workday) return;
    const Date before = limit.n < 0 ? *end + days{1} : *end - days{1};
    if (e.calendar().is_workday(before)) return;
    PeriodRule plain = limit;
    plain.roll = false;
    due.plain = last_day_of(start, plain, e.calendar(), e.pauses()).value_or(*end);
}

// Only a pause that begins by the end moves it, and then it is over by the end too.
void note_moves(Evaluation& e, const Due& due) {
    for (const Pause& pause : e.pauses()) {
        if (due.suspended() || pause.from > due.end) continue;
        e.moves_on(pause.from);
        if (pause.to) e.moves_on(*pause.to);
    }
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
        Instance on_base = instance;
        on_base.version = base;
        due = compute_due(e, on_base, *base);
        due.time.reset();
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
    due.end = due.plain = kNoDate;
    if (version.stated) {
        due.plain = start;
        due.end = version.limit.roll ? e.calendar().roll_forward(start) : start;
        due.provisional = version.limit.roll && e.calendar().is_provisional(start);
    } else {
        e.pauses().clear();
        DoubtfulPauses doubtful;
        if (version.limit.n > 0) doubtful = collect_pauses(e, version, context, due);  // nothing stands still backwards
        count_days(e, start, version.limit, due);
        note_moves(e, due);
        if (doubtful.doubt.any && !due.suspended() && doubtful.from <= due.end) {
            due.doubt = doubtful.doubt;
            return due;
        }
    }
    extend(e, instance, version, context, due);
    note_moves(e, due);
    due.last_day = due.end;
    return due;
}

namespace {

DateTime latest_time(const Event& event) { return DateTime{event.on} + std::chrono::seconds{event.second < 0 ? kLastSecond : event.second}; }

// In time, too late, or (empty) not to be told from what is on record.
std::optional<bool> in_time(const Event& done, const Due& due) {
    if (due.suspended()) return true;
    if (!due.time || done.on != due.end) return done.on <= due.end;
    if (done.second < 0) return std::nullopt;
    return DateTime{done.on} + std::chrono::seconds{done.second} <= *due.time;
}

// A waiver outside the record is not presumed.
bool perhaps_waived(const Due& due, const Found& waived) {
    return waived.doubt_by(due.last_day) && waived.doubt.missing != Unknown::Missing::kind;
}

Run judge_done(Evaluation& e, const Due& due, const Found& done, const Found& waived) {
    const auto timely = in_time(e.record().event(done.event), due);
    if (!timely) {
        return {State::unknown, done.event, {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(done.event), true}};
    }
    if (*timely) return {State::met, done.event, {}};
    if (done.doubt_by(due.end)) return {State::unknown, done.event, done.doubt};
    if (perhaps_waived(due, waived)) return {State::unknown, done.event, waived.doubt};
    return {State::late, done.event, {}};
}

// `done`: what is on record up to the day of the waiver.
Run judge_waived(Evaluation& e, const Due& due, const Found& done, const Found& waived) {
    if (due.suspended() || e.record().event(waived.event).on <= due.last_day) return {State::waived, waived.event, {}};
    if (done.doubt_by(due.end)) return {State::unknown, waived.event, done.doubt};
    if (perhaps_waived(due, waived)) return {State::unknown, waived.event, waived.doubt};
    return {State::lapsed, waived.event, {}};
}

// Not done and past the due date: that is certain also where an event after it leaves its matching open.
Run judge_undone(const Due& due, const Found& done, const Found& waived) {
    if (done.doubt_by(due.end)) return {State::unknown, kNoEvent, done.doubt};
    if (perhaps_waived(due, waived)) return {State::unknown, kNoEvent, waived.doubt};
    return {State::overdue, kNoEvent, done.doubt};
}

// In time whatever the hour of the trigger was.
bool certain_by_hour(Evaluation& e, const Due& due, const Run& run) {
    if (!due.earliest) return false;
    if (run.state == State::met) return latest_time(e.record().event(run.by)) <= *due.earliest;
    return run.state == State::open && e.day() < date::floor<days>(*due.earliest);
}

// Counted from a bound only an overrun is certain, and none if the end may be later than said.
void confine_to_certain(Evaluation& e, const Instance& instance, const Due& due, Run& run) {
    const bool bounded = instance.bounded || due.bounded;
    const bool overrun = run.state == State::overdue || run.state == State::late || run.state == State::lapsed;
    if (overrun && due.later.any) run = {State::unknown, run.by, due.later};
    if (!bounded || overrun || run.state == State::unknown || run.state == State::waived) return;
    if (!instance.bounded && certain_by_hour(e, due, run)) return;
    run.state = State::unknown;
    if (instance.bounded) {
        const Kind trigger = instance.version->trigger.kinds.front();
        run.doubt = {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(trigger), true};
    } else {
        run.doubt = {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(instance.trigger), true};
    }
}

}  // namespace

Run run_clock(Evaluation& e, const Instance& instance, const Due& due, Date from) {
    const RuleVersion& version = *instance.version;
    Context context = e.context(instance, e.day());
    Found done = e.record().find(version.fulfil, instance.match(), context, from);
    const Found waived = version.waive.empty() ? Found{} : e.record().find(version.waive, instance.waiver_match(), context, e.trigger(instance).on);
    const bool done_first = done.sure() && (!waived.sure() || e.record().event(done.event).on <= e.record().event(waived.event).on);
    Run run;
    if (waived.sure() && done.sure() && !done_first) {
        context.day = e.record().event(waived.event).on;
        done = e.record().find(version.fulfil, instance.match(), context, from);
    }
    if (done_first) run = judge_done(e, due, done, waived);
    else if (waived.sure()) run = judge_waived(e, due, done, waived);
    else if (due.suspended()) run.state = State::suspended;
    else if (e.day() <= due.last_day) run.state = State::open;
    else run = judge_undone(due, done, waived);
    confine_to_certain(e, instance, due, run);
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
        case State::overdue:
            report(Outcome::overdue, std::max(due.last_day + days{1}, due.known_from), e.day());
            if (run.doubt.any) e.unknown(instance, run.doubt);
            break;
        case State::late: report(Outcome::late, e.record().event(run.by).on, e.record().event(run.by).on); break;
        case State::lapsed: report(Outcome::lapsed, e.record().event(run.by).on, e.record().event(run.by).on); break;
        case State::unknown: e.unknown(instance, run.doubt); break;
        case State::open: warn_before(e, instance, Outcome::due_soon, due.end, due.last_day, due.known_from); break;
        default: break;
    }
    if (run.state == State::unknown && !due.suspended()) e.changes_on(due.last_day + days{1});
    if (run.state == State::open && due.earliest) e.changes_on(date::floor<days>(*due.earliest));
}

}  // namespace zhixing
