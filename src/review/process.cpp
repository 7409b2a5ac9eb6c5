// process: the states of one instance, and the acts that its state does not allow.
#include <algorithm>

#include "review/evaluation.hpp"

namespace zhixing {
namespace {

constexpr std::uint16_t kNoStep = 0xFFFF;

// Two events are of one instance if they name the same ref (number), or both name none.
bool same_instance(const Record& record, const RuleVersion& version, std::int32_t one, std::int32_t other) {
    if (version.match == Match::ref) return record.event(one).ref == record.event(other).ref;
    const auto number = [&](std::int32_t event) { return record.dossier().text(record.event(event), Column::number); };
    return number(one) == number(other);
}

bool unnamed(const Record& record, const RuleVersion& version, std::int32_t event) {
    if (version.match == Match::ref) return record.event(event).ref == 0;
    return record.dossier().text(record.event(event), Column::number).empty();
}

// Walks one instance through its states up to an act.
class Walk {
public:
    Walk(Evaluation& e, const Instance& instance) : e_{e}, record_{e.record()}, instance_{instance}, process_{*instance.version->process}, state_{process_.start} {}

    // The state after the day of the act that the instance is about.
    std::uint8_t finish() {
        Doubt doubt;
        static_cast<void>(reach(kNoEvent, doubt));
        return state_;
    }

    // Whether the act itself is allowed in the state that the events before it left.
    Truth reach(std::int32_t act, Doubt& doubt) {
        const auto& dated = record_.dated();
        for (std::size_t i = 0; i < dated.size();) {
            const Date day = record_.event(dated[i]).on;
            if (day > e_.trigger(instance_).on) break;
            day_.clear();
            for (; i < dated.size() && record_.event(dated[i]).on == day; ++i) {
                if (belongs(dated[i])) day_.push_back(dated[i]);
            }
            if (take_day(act)) continue;
            const Doubt missing = missing_before(act);
            doubt.keep_first(missing);
            return missing.any ? Truth::unknown : Truth::no;
        }
        return Truth::yes;
    }

    [[nodiscard]] std::uint8_t state() const noexcept { return state_; }

private:
    [[nodiscard]] bool belongs(std::int32_t position) const {
        const Event& event = record_.event(position);
        return same_instance(record_, *instance_.version, position, instance_.trigger) &&
               std::find(instance_.version->trigger.kinds.begin(), instance_.version->trigger.kinds.end(), event.kind) != instance_.version->trigger.kinds.end();
    }

    // The first step that the event may be; of those that the state allows, unless `forced`.
    [[nodiscard]] std::uint16_t step_of(std::int32_t position, bool forced) const {
        const Context context = e_.context(instance_, record_.event(position).on);
        for (std::size_t i = 0; i < process_.steps.size(); ++i) {
            const Process::Step& step = process_.steps[i];
            const auto& kinds = step.event.kinds;
            if (std::find(kinds.begin(), kinds.end(), record_.event(position).kind) == kinds.end()) continue;
            if (record_.matches(step.event, position, Match::none, context).truth == Truth::no) continue;
            if (forced || std::find(step.from.begin(), step.from.end(), state_) != step.from.end()) return static_cast<std::uint16_t>(i);
        }
        return kNoStep;
    }

    void take(std::int32_t position, std::uint16_t step) {
        if (process_.steps[step].to) state_ = *process_.steps[step].to;
        if (!e_.traced()) return;
        const Text& name = process_.states[state_].name;
        const Text event = describe(record_, position);
        e_.say(event.zh + " → " + name.zh, event.en + " → " + name.en);
    }

    // Of one day the order is not told: every event that some order allows is allowed. False: the act is not.
    bool take_day(std::int32_t act) {
        while (true) {
            while (take_one(false, act) == Taken::step) {}
            const Taken forced = take_one(true, act);
            if (forced != Taken::step) return forced == Taken::nothing;
        }
    }

    enum class Taken : std::uint8_t { nothing, step, act };

    // Takes one event of the day that the state allows, or, `forced`, one that it does not: the walk goes on from
    // where that leads. Of the act itself it is only told that it is not allowed.
    Taken take_one(bool forced, std::int32_t act) {
        for (auto event = day_.begin(); event != day_.end(); ++event) {
            const std::uint16_t step = step_of(*event, forced);
            if (step == kNoStep) continue;
            if (forced && *event == act) return Taken::act;
            take(*event, step);
            day_.erase(event);
            return Taken::step;
        }
        return Taken::nothing;
    }

    // What may have happened before the act without being on record.
    [[nodiscard]] Doubt missing_before(std::int32_t act) const {
        const Pattern& acts = instance_.version->trigger;
        for (const std::int32_t event : record_.undated()) {
            if (std::find(acts.kinds.begin(), acts.kinds.end(), record_.event(event).kind) == acts.kinds.end()) continue;
            return {Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(event), true};
        }
        for (const Kind kind : acts.kinds) {
            if (!record_.dossier().covers(kind)) return {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(kind), true};
        }
        // Which instance an event is about is told by its ref (number) alone.
        const RuleVersion& version = *instance_.version;
        const bool act_unnamed = unnamed(record_, version, act);
        const auto otherwise = [&](std::int32_t event) {
            return std::find(acts.kinds.begin(), acts.kinds.end(), record_.event(event).kind) != acts.kinds.end() &&
                   unnamed(record_, version, event) != act_unnamed;
        };
        const auto& dated = record_.dated();
        const auto found = std::find_if(dated.begin(), dated.end(), otherwise);
        if (found == dated.end()) return {};
        const Column column = version.match == Match::ref ? Column::ref : Column::number;
        return {Unknown::Missing::column, column, static_cast<std::uint32_t>(act_unnamed ? act : *found), true};
    }

    Evaluation& e_;
    const Record& record_;
    Instance instance_;
    const Process& process_;
    std::uint8_t state_;
    std::vector<std::int32_t> day_;
};

}  // namespace

void add_states(Evaluation& e, const Rule& rule, std::uint16_t number, Date as_of, std::vector<ProcessState>& states) {
    const std::size_t before = states.size();
    for (const std::int32_t event : e.record().dated()) {
        const Event& of = e.record().event(event);
        const RuleVersion* version = rule.version_on(of.on);
        if (version == nullptr || !version->enabled || of.on > as_of) continue;
        const auto& kinds = version->trigger.kinds;
        if (std::find(kinds.begin(), kinds.end(), of.kind) == kinds.end()) continue;
        const auto same = std::find_if(states.begin() + static_cast<std::ptrdiff_t>(before), states.end(), [&](const ProcessState& s) { return same_instance(e.record(), *version, s.last, event); });
        ProcessState& state = same != states.end() ? *same : states.emplace_back();
        Walk walk{e, Instance{&rule, version, number, 0, event}};
        state = {number, version, of.ref, walk.finish(), event};
    }
}

void evaluate_process(Evaluation& e, const Instance& instance) {
    if (!e.applies(instance, e.context(instance, e.trigger(instance).on))) return;
    Walk walk{e, instance};
    Doubt doubt;
    const Truth allowed = walk.reach(instance.trigger, doubt);
    if (allowed == Truth::unknown) {
        e.unknown(instance, doubt);
        const Text missing = describe(e.record().told(doubt), e.record().dossier());
        if (e.traced()) e.say("无法判断：缺少" + missing.zh, "cannot be told: " + missing.en + " is missing");
    }
    if (allowed != Truth::no) return;
    Finding& finding = e.finding(instance, Outcome::illegal_step, kNoDate, e.trigger(instance).on);
    finding.item = static_cast<std::uint16_t>(walk.state() + 1);
    if (!e.traced()) return;
    const Text& state = instance.version->process->states[walk.state()].name;
    e.say("“" + state.zh + "”状态下不得有此事项", "not allowed in state \"" + state.en + "\"");
}

}  // namespace zhixing
