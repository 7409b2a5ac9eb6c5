#include "zhixing/plan.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "review/engine.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

using date::days;

constexpr int kTries = 40;          // of days, looking for the first lawful one
constexpr int kHorizon = 3 * 366;   // days ahead

std::string event_json(const Act& act, Date day, std::string_view id) {
    std::string event;
    JsonWriter json{event};
    json.open('{');
    if (!id.empty()) json.member("id", id);
    json.member("kind", Catalogue::bundled().kind(act.kind).id).member("on", to_string(day));
    if (!act.ref.empty()) json.member("ref", act.ref);
    if (!act.party.empty()) json.member("party", act.party);
    if (!act.ground.empty()) json.member("ground", act.ground);
    if (!act.document.empty()) json.member("document", act.document);
    if (!act.method.empty()) json.member("method", act.method);
    if (!act.outcome.empty()) json.member("outcome", act.outcome);
    json.close('}');
    return event;
}

// An act that a pattern speaks of: its first kind, and of each column the first word, which is the usual one.
Act act_of(const Pattern& pattern) {
    Act act;
    act.kind = pattern.kinds.front();
    if (pattern.plain()) return act;
    const auto first = [](Vocabulary vocabulary, const std::vector<Word>& words) {
        return words.empty() ? std::string{} : Catalogue::bundled().word(vocabulary, words.front()).id;
    };
    act.document = first(Vocabulary::document, pattern.columns->documents);
    act.method = first(Vocabulary::method, pattern.columns->methods);
    act.outcome = first(Vocabulary::outcome, pattern.columns->outcomes);
    act.ground = first(Vocabulary::ground, pattern.columns->grounds);
    return act;
}

// What is asked of an act and not met on the day itself; a warning does not forbid.
bool stands_in_the_way(const Finding& finding, std::int32_t act) {
    if (finding.trigger != act || finding.severity >= Severity::warning) return false;
    switch (finding.outcome) {
        case Outcome::too_early:
        case Outcome::not_allowed:
        case Outcome::blocked:
        case Outcome::missing:
        case Outcome::failed:
        case Outcome::illegal_step:
        case Outcome::late:
        case Outcome::overdue: return true;
        default: return false;
    }
}

// By how many days waiting alone would help: a waiting time that has not passed, or a notice that came too late.
int days_to_wait(const Finding& finding) {
    if (finding.outcome == Outcome::too_early) return std::abs(finding.days);
    return finding.outcome == Outcome::late ? -finding.days : 0;
}

// Asks when acts become lawful, of one rulebook.
class Prospect {
public:
    explicit Prospect(const Rulebook& rulebook) : rulebook_{rulebook}, reviewer_{rulebook} {}

    Possible first_lawful_day(const Dossier& dossier, const Act& act, ReviewOptions options) {
        Possible possible;
        Date day = options.as_of;
        const Date last = day + days{kHorizon};
        for (int i = 0; i < kTries && day <= last; ++i) {
            const Dossier supposed = dossier.with(event_json(act, day, {}));
            options.as_of = day;
            int wait = 0;
            possible.obstacles.clear();
            for (const Finding& finding : of_act(supposed, options)) {
                wait = std::max(wait, days_to_wait(finding));
                possible.obstacles.push_back(obstacle(finding, supposed));
            }
            possible.day = day;
            if (wait == 0) return possible;
            day += days{wait};
        }
        possible.day = kNoDate;
        return possible;
    }

    Review review(const Dossier& dossier, const ReviewOptions& options) {
        Review out;
        reviewer_.review(dossier, options, out);
        return out;
    }

    [[nodiscard]] std::vector<ProcessState> states(const Dossier& dossier, const ReviewOptions& options) {
        return EngineAccess::engine(reviewer_).process_states(dossier, options);
    }

private:
    // What stands in the way of the last event of a dossier.
    std::vector<Finding> of_act(const Dossier& dossier, const ReviewOptions& options) {
        const auto act = static_cast<std::int32_t>(dossier.events().size() - 1);
        std::vector<Need> needs;
        Review out;
        EngineAccess::engine(reviewer_).review_act(dossier, options, act, needs, out);
        std::erase_if(out.findings, [act](const Finding& finding) { return !stands_in_the_way(finding, act); });
        return std::move(out.findings);
    }

    [[nodiscard]] Obstacle obstacle(const Finding& finding, const Dossier& dossier) const {
        const RuleVersion& version = rulebook_.compiled().rules[finding.rule].versions[finding.version];
        const bool item = finding.item != 0 && !version.process;
        return {finding.rule, finding.version, finding.item, message(finding, dossier, rulebook_), item ? version.items[finding.item - 1U].citations : version.citations};
    }

    const Rulebook& rulebook_;
    Reviewer reviewer_;
};

// Builds a plan step by step: each is done, in supposition, on its first lawful day, and what follows is asked again.
class Planner {
public:
    Planner(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options)
        : rulebook_{rulebook}, prospect_{rulebook}, dossier_{dossier}, options_{options}, told_{dossier.events().size()} {}

    Plan make(std::size_t limit) {
        Plan plan;
        plan.as_of = options_.as_of;
        while (plan.steps.size() < limit) {
            const auto next = next_step();
            if (!next) break;
            plan.steps.push_back(take(*next, plan.steps.size() + 1));
        }
        return plan;
    }

private:
    struct Duty {
        Act act;
        std::int32_t trigger;
        Date due = kNoDate;
        State state = State::open;
        std::vector<std::uint16_t> rules;
    };
    using Name = std::tuple<Kind, std::string, std::string>;
    static Name name(const Act& act) { return {act.kind, act.ref, act.party}; }

    // Of all that is open, what is due first; what has no due date comes last.
    std::optional<Duty> next_step() {
        if (!ahead_.empty()) {
            Duty first = std::move(ahead_.back());
            ahead_.pop_back();
            return first;
        }
        std::vector<Duty> duties = open_duties();
        add_process_steps(duties);
        const auto first = std::min_element(duties.begin(), duties.end(), [](const Duty& a, const Duty& b) {
            const auto order = [](const Duty& duty) { return duty.due == kNoDate ? kLastDate : duty.due; };
            return order(a) < order(b);
        });
        return first == duties.end() ? std::nullopt : std::optional{*first};
    }

    std::vector<Duty> open_duties() {
        std::vector<Duty> duties;
        for (const Obligation& o : prospect_.review(dossier_, options_).obligations) {
            const Rule& rule = rulebook_.compiled().rules[o.rule];
            const bool open = o.state == State::open || o.state == State::overdue || o.state == State::suspended;
            if (!open || rule.form == Form::expiry || rule.versions[o.version].fulfil.empty()) continue;
            Duty duty{act_for(rule.versions[o.version], o), o.trigger, o.due, o.state, {o.rule}};
            if (done_.contains(name(duty.act))) continue;
            const auto same = std::find_if(duties.begin(), duties.end(), [&](const Duty& other) { return name(other.act) == name(duty.act); });
            if (same == duties.end()) duties.push_back(std::move(duty));
            else merge(*same, duty);
        }
        return duties;
    }

    // One act that meets several duties is due with the first of them.
    static void merge(Duty& into, const Duty& duty) {
        if (std::find(into.rules.begin(), into.rules.end(), duty.rules.front()) == into.rules.end()) into.rules.push_back(duty.rules.front());
        if (duty.due == kNoDate || (into.due != kNoDate && into.due <= duty.due)) return;
        into.due = duty.due;
        into.state = duty.state;
        into.trigger = duty.trigger;
    }

    [[nodiscard]] Act act_for(const RuleVersion& version, const Obligation& obligation) const {
        const Event& trigger = dossier_.events()[static_cast<std::size_t>(obligation.trigger)];
        Act act = act_of(version.fulfil);
        if (trigger.ref != 0 && version.match != Match::party) act.ref = dossier_.ref_name(trigger.ref);
        if (obligation.party != 0) act.party = dossier_.party_id(obligation.party);
        else if (version.match == Match::party && trigger.party != 0) act.party = dossier_.party_id(trigger.party);
        return act;
    }

    // For each instance of a process the first step, as they are written, that leads somewhere new.
    void add_process_steps(std::vector<Duty>& duties) {
        for (const ProcessState& at : prospect_.states(dossier_, options_)) {
            const Process& process = *at.version->process;
            if (!process.usual_way || std::find(process.ends.begin(), process.ends.end(), at.state) != process.ends.end()) continue;
            visited_.insert({at.rule, at.ref, at.state});
            for (const Process::Step& step : process.steps) {
                const bool from_here = std::find(step.from.begin(), step.from.end(), at.state) != step.from.end();
                if (!from_here || !step.to || visited_.contains({at.rule, at.ref, *step.to})) continue;
                Duty duty{act_of(step.event), at.last, kNoDate, State::open, {}};
                if (at.ref != 0) duty.act.ref = dossier_.ref_name(at.ref);
                const bool planned = std::any_of(duties.begin(), duties.end(), [&](const Duty& other) { return other.act.kind == duty.act.kind && other.act.ref == duty.act.ref; });
                if (!planned && !done_.contains(name(duty.act))) duties.push_back(std::move(duty));
                break;
            }
        }
    }

    PlanStep take(const Duty& duty, std::size_t number) {
        PlanStep step;
        step.act = duty.act;
        step.id = "plan-" + std::to_string(number);
        step.due = duty.due;
        step.state = duty.due != kNoDate && duty.due < asked_ ? State::overdue : State::open;
        step.rules = duty.rules;
        step.expected = static_cast<std::size_t>(duty.trigger) >= told_;
        step.after = dossier_.event_id(dossier_.events()[static_cast<std::size_t>(duty.trigger)]);
        const Date since = dossier_.events()[static_cast<std::size_t>(duty.trigger)].on;
        ReviewOptions options = options_;
        options.as_of = std::max(asked_, since);
        step.possible = prospect_.first_lawful_day(dossier_, duty.act, options);
        if (expect_before(duty, step.possible)) return take(*next_step(), number);
        done_.insert(name(duty.act));
        if (may_be_supposed(step.possible) && !closes(duty.act.kind)) suppose(step);
        return step;
    }

    // What must go before the act and has not (a notice some days ahead) becomes the next step. False: nothing does.
    bool expect_before(const Duty& duty, const Possible& possible) {
        const std::size_t before = ahead_.size();
        for (const Obstacle& obstacle : possible.obstacles) {
            const RuleVersion& version = rulebook_.compiled().rules[obstacle.rule].versions[obstacle.version];
            if (rulebook_.compiled().rules[obstacle.rule].form != Form::deadline || version.limit.n >= 0) continue;
            Duty first{act_of(version.fulfil), duty.trigger, kNoDate, State::open, {obstacle.rule}};
            first.act.ref = duty.act.ref;
            if (!done_.contains(name(first.act))) ahead_.push_back(std::move(first));
        }
        return ahead_.size() > before;
    }

    // A check that fails beside an act does not forbid it.
    [[nodiscard]] bool may_be_supposed(const Possible& possible) const {
        const auto& rules = rulebook_.compiled().rules;
        return possible.day != kNoDate && std::all_of(possible.obstacles.begin(), possible.obstacles.end(), [&](const Obstacle& obstacle) {
            return rules[obstacle.rule].form == Form::check;
        });
    }

    // A closing would end every duty: it is said when it could be, not supposed.
    [[nodiscard]] static bool closes(Kind kind) {
        return Catalogue::bundled().kind(kind).id.starts_with("closure.");
    }

    void suppose(const PlanStep& step) {
        dossier_ = dossier_.with(event_json(step.act, step.possible.day, step.id));
        options_.as_of = std::max(options_.as_of, step.possible.day);
    }

    const Rulebook& rulebook_;
    Prospect prospect_;
    Dossier dossier_;
    ReviewOptions options_;
    const Date asked_ = options_.as_of;
    const std::size_t told_;  // events that have happened
    std::set<Name> done_;
    std::vector<Duty> ahead_;  // what must go before a step that was looked at
    std::set<std::tuple<std::uint16_t, std::uint16_t, std::uint8_t>> visited_;
};

void write_act(JsonWriter& json, const Act& act) {
    json.member("act", Catalogue::bundled().kind(act.kind).id);
    if (!act.ref.empty()) json.member("ref", act.ref);
    if (!act.party.empty()) json.member("party", act.party);
    if (!act.ground.empty()) json.member("ground", act.ground);
    if (!act.document.empty()) json.member("document", act.document);
    if (!act.method.empty()) json.member("method", act.method);
    if (!act.outcome.empty()) json.member("outcome", act.outcome);
}

void write_possible(JsonWriter& json, const Possible& possible, const Rulebook& rulebook) {
    json.name("earliest");
    if (possible.day == kNoDate) json.raw("null");
    else json.word(to_string(possible.day));
    json.flag("lawful", possible.lawful()).name("blocked_by").open('[');
    for (const Obstacle& obstacle : possible.obstacles) {
        json.open('{').member("rule", rulebook.rule(obstacle.rule).id);
        json.name("message").both(obstacle.message);
        json.name("citations").raw(to_json(obstacle.citations)).close('}');
    }
    json.close(']');
}

}  // namespace

Possible first_lawful_day(const Dossier& dossier, const Rulebook& rulebook, const Act& act, const ReviewOptions& options) {
    return Prospect{rulebook}.first_lawful_day(dossier, act, options);
}

Plan plan(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options, std::size_t limit) {
    return Planner{dossier, rulebook, options}.make(limit);
}

std::string to_json(const Plan& plan, const Dossier& dossier, const Rulebook& rulebook) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.plan/1");
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.name("as_of").word(to_string(plan.as_of)).name("steps").open('[');
    for (const PlanStep& step : plan.steps) {
        json.open('{').member("id", step.id);
        write_act(json, step.act);
        json.member("after", step.after).flag("expected", step.expected).name("state").word(to_string(step.state));
        json.name("due");
        if (step.due == kNoDate) json.raw("null");
        else json.word(to_string(step.due));
        write_possible(json, step.possible, rulebook);
        json.name("rules").open('[');
        for (const std::uint16_t rule : step.rules) json.text(rulebook.rule(rule).id);
        json.close(']').close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string to_json(const Possible& possible, const Act& act, const Rulebook& rulebook) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.possible/1");
    write_act(json, act);
    write_possible(json, possible, rulebook);
    json.close('}');
    return out;
}

}  // namespace zhixing
