// deadline: after A, B within n.
#include "review/clock.hpp"

namespace zhixing {
namespace {

void explain(Evaluation& e, const Due& due, const Run& run) {
    if (due.suspended()) e.say("期间停止计算", "the clock stands still");
    else e.say("应于 " + to_string(due.end) + " 前完成", "due by " + to_string(due.end));
    if (due.provisional) e.say("该年放假安排尚未公布，日期为暂定", "the holiday notice of that year is not out: the date is provisional");
    const Text state = describe(run.state);
    const Text by = run.by == kNoEvent ? Text{} : describe(e.record(), run.by);
    e.say("结果：" + state.zh + (by.zh.empty() ? "" : "（" + by.zh + "）"), "result: " + state.en + (by.en.empty() ? "" : " (" + by.en + ")"));
    if (run.doubt.any) {
        const Text missing = describe(e.record().told(run.doubt), e.record().dossier());
        e.say("缺少" + missing.zh, missing.en + " is missing");
    }
}

}  // namespace

void evaluate_deadline(Evaluation& e, const Instance& instance) {
    const RuleVersion& version = *instance.version;
    if (!e.applies(instance, e.context(instance, e.day()))) return;
    const Due due = compute_due(e, instance, version);
    if (due.doubt.any) {
        if (e.traced()) explain(e, due, {State::unknown, kNoEvent, due.doubt});
        e.unknown(instance, due.doubt);
        e.obligation(instance, State::unknown, kNoDate);
        return;
    }
    const bool any_time = version.early || instance.bounded;
    const Run run = run_clock(e, instance, due, any_time ? kFirstDate : e.trigger(instance).on);
    if (e.traced()) explain(e, due, run);
    report_clock(e, instance, due, run, 0);
}

}  // namespace zhixing
