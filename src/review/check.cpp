// check: a condition that must hold, or must not, once a dossier or for each event of a kind.
#include "review/evaluation.hpp"

namespace zhixing {

void evaluate_check(Evaluation& e, const Instance& instance) {
    const RuleVersion& version = *instance.version;
    const bool at_event = instance.trigger != kNoEvent && !version.at_as_of;
    // Whether the rule applies is a question of today, what it asks one of the event's own day.
    Context context = e.context(instance, e.day());
    if (!e.applies(instance, context)) return;
    if (at_event) context.day = context.trigger_day;
    const Verdict verdict = e.judge_need(instance, 0, version.needs, context);
    if (e.traced()) {
        const Text missing = describe(e.record().told(verdict.doubt), e.record().dossier());
        if (verdict.truth == Truth::unknown) e.say("无法判断：缺少" + missing.zh, "cannot be told: " + missing.en + " is missing");
        else if ((verdict.truth == Truth::yes) == version.must_not) e.say("检查不通过", "the check fails");
        else e.say("检查通过", "the check passes");
    }
    if (verdict.truth == Truth::unknown) {
        e.unknown(instance, verdict.doubt);
        return;
    }
    if ((verdict.truth == Truth::yes) != version.must_not) return;
    e.finding(instance, Outcome::failed, kNoDate, instance.trigger == kNoEvent ? kNoDate : e.trigger(instance).on);
}

}  // namespace zhixing
