// before: an act may not happen unless something holds, or before a waiting time has passed.
#include <algorithm>

#include "review/evaluation.hpp"

namespace zhixing {
namespace {

using date::days;

// The first lawful day of an act that must wait.
struct Earliest {
    Date day = kNoDate;    // kNoDate: cannot be told
    Date known_from = kNoDate;  // day from which it is known
    bool bounded = false;  // counted from an event that cannot be later than the real start
    bool perhaps_earlier = false;
    Doubt doubt;
};

Earliest earliest_day(Evaluation& e, const Instance& instance) {
    const Wait& wait = *instance.version->wait;
    Context context = e.context(instance, e.day());
    Found since = e.record().find(wait.since, instance.match(), context, kFirstDate);
    Earliest earliest;
    if (!since.sure() && !wait.bound.empty()) {
        earliest.doubt = since.doubt;
        if (!earliest.doubt.any) {
            earliest.doubt = {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(wait.since.kinds.front()), true};
        }
        since = e.record().find(wait.bound, instance.match(), context, kFirstDate);
        earliest.bounded = true;
    }
    if (!since.sure()) {
        if (!earliest.doubt.any) earliest.doubt = since.doubt;
        if (!earliest.doubt.any) {
            earliest.doubt = {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(wait.since.kinds.front()), true};
        }
        return earliest;
    }
    const Date start = e.record().event(since.event).on;
    earliest.day = *last_day_of(start, wait.period, e.calendar()) + days{1};
    earliest.known_from = start;
    earliest.perhaps_earlier = since.early_doubt;
    if (since.early_doubt) earliest.doubt = since.doubt;
    if (e.traced()) {
        e.say("自 " + describe(e.record(), since.event).zh + " 起算，最早可于 " + to_string(earliest.day),
              "counted from " + describe(e.record(), since.event).en + ": lawful from " + to_string(earliest.day));
    }
    return earliest;
}

void say_unknown(Evaluation& e, const Doubt& doubt) {
    if (!e.traced()) return;
    const Text missing = describe(e.record().told(doubt), e.record().dossier());
    e.say("无法判断：缺少" + missing.zh, "cannot be told: " + missing.en + " is missing");
}

void say_when(Evaluation& e, Date act, int days_early) {
    const std::string day = to_string(act);
    if (days_early <= 0) e.say("按 " + day + " 判断：已届可以实施之日", "judged on " + day + ": the wait is over");
    else e.say("按 " + day + " 判断：早了 " + std::to_string(days_early) + " 天", "judged on " + day + ": too early by " + std::to_string(days_early) + (days_early == 1 ? " day" : " days"));
}

void note_wait(Evaluation& e, const Instance& instance, const Earliest& earliest, bool too_early) {
    Need need = e.need(instance, 0);
    const bool open = earliest.day == kNoDate || (earliest.bounded && !too_early) || (too_early && earliest.perhaps_earlier);
    need.truth = open ? Truth::unknown : too_early ? Truth::no : Truth::yes;
    if (open) need.doubt = earliest.doubt;
    need.earliest = earliest.day;
    e.note_need(std::move(need));
}

void judge_wait(Evaluation& e, const Instance& instance, Date act) {
    const Earliest earliest = earliest_day(e, instance);
    const bool too_early = earliest.day != kNoDate && act < earliest.day;
    if (e.collects_needs()) note_wait(e, instance, earliest, too_early);
    if (earliest.day == kNoDate || (earliest.bounded && !too_early) || (too_early && earliest.perhaps_earlier)) {
        say_unknown(e, earliest.doubt);
        e.unknown(instance, earliest.doubt);
        if (instance.intended && earliest.day != kNoDate) e.changes_on(earliest.day);
        return;
    }
    if (e.traced()) say_when(e, act, (earliest.day - act).count());
    if (!too_early) return;
    const Outcome outcome = instance.intended ? Outcome::blocked : Outcome::too_early;
    // Where the record has the start after the act, it was not known before.
    Finding& finding = e.finding(instance, outcome, earliest.day, std::max(e.trigger(instance).on, earliest.known_from));
    finding.days = (act - earliest.day).count();
    finding.bounded = earliest.bounded;
    if (!instance.intended) return;
    finding.holds_to = earliest.day - days{1};
    e.changes_on(earliest.day);
}

void judge_needs(Evaluation& e, const Instance& instance, const Context& context) {
    const Verdict verdict = e.judge_need(instance, 0, instance.version->needs, context);
    if (verdict.truth == Truth::unknown) {
        say_unknown(e, verdict.doubt);
        e.unknown(instance, verdict.doubt);
    }
    if (verdict.truth != Truth::no) return;
    e.finding(instance, instance.intended ? Outcome::blocked : Outcome::not_allowed, kNoDate, e.trigger(instance).on);
    if (e.traced()) e.say("前提条件在该日不成立", "what the act needs did not hold on that day");
}

}  // namespace

void evaluate_before(Evaluation& e, const Instance& instance) {
    const Date act = instance.intended ? e.day() : e.trigger(instance).on;
    const Context context = e.context(instance, act);
    if (!e.applies(instance, context)) return;
    if (instance.version->wait) judge_wait(e, instance, act);
    if (instance.version->needs.op != Condition::Op::always) judge_needs(e, instance, context);
}

}  // namespace zhixing
