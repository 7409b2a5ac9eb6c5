// checklist: everything that must hold on the day of an act, item by item.
#include "review/evaluation.hpp"

namespace zhixing {
namespace {

void explain(Evaluation& e, const ChecklistItem& item, const Verdict& verdict) {
    const Text missing = describe(e.record().told(verdict.doubt), e.record().dossier());
    switch (verdict.truth) {
        case Truth::yes: e.say("符合：" + item.name.zh, "holds: " + item.name.en); break;
        case Truth::no: e.say("不符合：" + item.name.zh, "does not hold: " + item.name.en); break;
        case Truth::unknown:
            e.say("无法判断：" + item.name.zh + "（缺少" + missing.zh + "）", "cannot be told: " + item.name.en + " (" + missing.en + " is missing)");
            break;
    }
}

void judge_item(Evaluation& e, const Instance& instance, std::size_t index, const Context& context) {
    const ChecklistItem& item = instance.version->items[index];
    const auto number = static_cast<std::uint16_t>(index + 1);
    const Verdict when = e.judge().judge(item.when, context);
    if (when.truth == Truth::no) {
        e.note_idle(instance, number);
        if (e.traced()) e.say("不适用：" + item.name.zh, "not applicable: " + item.name.en);
        return;
    }
    const Verdict verdict = e.judge_need(instance, number, item.needs, context, when);
    if (e.traced()) explain(e, item, verdict);
    if (verdict.truth == Truth::unknown) e.unknown(instance, verdict.doubt, number);
    if (verdict.truth != Truth::no) return;
    Finding& finding = e.finding(instance, Outcome::missing, kNoDate, e.trigger(instance).on);
    finding.item = number;
    finding.severity = e.severity(instance, number);
}

}  // namespace

void evaluate_checklist(Evaluation& e, const Instance& instance) {
    const Date day = instance.intended ? e.day() : e.trigger(instance).on;
    const Context context = e.context(instance, day);
    if (!e.applies(instance, context)) return;
    for (std::size_t i = 0; i < instance.version->items.size(); ++i) judge_item(e, instance, i, context);
}

}  // namespace zhixing
