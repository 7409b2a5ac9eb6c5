#include "review/engine.hpp"

#include <algorithm>
#include <tuple>

namespace zhixing {
namespace {

using date::days;

bool contains(const std::vector<Kind>& kinds, Kind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

// A finding whose truth can turn with any event or by time alone, so that its span has to be looked for.
bool needs_probing(const Instance& instance) {
    const RuleVersion& version = *instance.version;
    const Form form = instance.rule->form;
    if (instance.intended) return true;
    if (form == Form::check && (instance.trigger == kNoEvent || version.at_as_of)) return true;
    const bool judged_on_day_of_act = form == Form::before || form == Form::checklist;
    return !judged_on_day_of_act && !version.timeless;
}

auto identity(const Finding& f) {
    return std::tuple{f.rule, f.version, f.item, f.party, f.round, f.outcome, f.trigger, f.due};
}

auto gravest_first(const Finding& f) { return std::tuple{f.severity, f.due, f.rule, f.trigger, f.party, f.round, f.item, f.outcome}; }

}  // namespace

const RuleVersion* Reviewer::Engine::version_for(const Rule& rule, Date trigger_day, bool as_of) const {
    Date day = as_of || rule.selects == Selects::as_of ? options_.as_of : trigger_day;
    if (rule.selects == Selects::filing) {
        const Date filed = record_.filing_day();
        if (filed != kNoDate) day = filed;
    }
    const RuleVersion* version = rule.version_on(day);
    return version != nullptr && version->enabled ? version : nullptr;
}

bool Reviewer::Engine::trigger_on_record(const RuleVersion& version) const {
    return record_.find(version.trigger, Match::none, Context{options_.as_of}, kFirstDate).sure();
}

template <class Take>
void Reviewer::Engine::each_party(Instance& instance, Take&& take) {
    const RuleVersion& version = *instance.version;
    const std::uint16_t named = instance.trigger == kNoEvent ? std::uint16_t{0} : record_.event(instance.trigger).party;
    if (version.per == 0 || (named != 0 && record_.party_role(named) == version.per)) {
        instance.party = version.per == 0 ? std::uint16_t{0} : named;
        take(instance);
        return;
    }
    bool any = false;
    const auto parties = record_.dossier().parties();
    for (std::size_t i = 0; i < parties.size(); ++i) {
        if (parties[i].role != version.per) continue;
        instance.party = static_cast<std::uint16_t>(i + 1);
        take(instance);
        any = true;
    }
    if (any) return;
    instance.party = 0;  // no such party is declared: one duty for the case
    take(instance);
}

template <class Take>
void Reviewer::Engine::set_going(std::uint16_t number, std::int32_t event, bool bounded, bool intended, Take&& take) {
    const Rule& rule = rulebook_.compiled().rules[number];
    const RuleVersion* version = version_for(rule, record_.event(event).on, intended);
    if (version == nullptr) return;
    const Pattern& pattern = bounded ? version->bound : intended ? version->intent : version->trigger;
    if (!contains(pattern.kinds, record_.event(event).kind)) return;
    Instance instance{&rule, version, number, static_cast<std::uint16_t>(version - rule.versions.data()), event, 0, bounded, intended};
    const Verdict verdict = pattern.plain() ? Verdict{} : record_.matches(pattern, event, Match::none, Context{options_.as_of});
    if (verdict.truth == Truth::no || (bounded && trigger_on_record(*version))) return;
    if (intended && record_.find(version->trigger, Match::none, Context{options_.as_of}, record_.event(event).on).sure()) return;
    if (verdict.truth == Truth::unknown) {
        Unknown unknown;
        unknown.rule = number;
        unknown.version = instance.version_number;
        unknown.trigger = event;
        unknown.missing = verdict.doubt.missing;
        unknown.column = verdict.doubt.column;
        unknown.index = verdict.doubt.index;
        out_->unknown.push_back(unknown);
        return;
    }
    each_party(instance, take);
}

// An event that would set a rule going, if only its date were known.
void Reviewer::Engine::undated_trigger(std::uint16_t number, std::int32_t event) {
    const Rule& rule = rulebook_.compiled().rules[number];
    const RuleVersion* version = version_for(rule, options_.as_of, true);
    if (version == nullptr || !contains(version->trigger.kinds, record_.event(event).kind)) return;
    const Context context{options_.as_of, event, kNoDate, record_.event(event).ref, record_.event(event).party};
    if (record_.matches(version->trigger, event, Match::none, Context{options_.as_of}).truth == Truth::no) return;
    if (evaluation_.judge().judge(version->when, context).truth == Truth::no) return;
    Unknown unknown;
    unknown.rule = number;
    unknown.version = static_cast<std::uint16_t>(version - rule.versions.data());
    unknown.trigger = event;
    unknown.missing = Unknown::Missing::date;
    unknown.column = Column::on;
    unknown.index = static_cast<std::uint32_t>(event);
    out_->unknown.push_back(unknown);
}

template <class Take>
void Reviewer::Engine::each_instance(std::uint16_t only, Take&& take) {
    const CompiledRules& rules = rulebook_.compiled();
    const auto wanted = [only](std::uint16_t rule) { return only == kNoRule || only == rule; };
    for (const std::int32_t event : record_.dated()) {
        const auto kind = static_cast<std::size_t>(record_.event(event).kind);
        for (const std::uint16_t rule : rules.by_trigger[kind]) {
            if (wanted(rule)) set_going(rule, event, false, false, take);
        }
        for (const std::uint16_t rule : rules.by_intent[kind]) {
            if (wanted(rule)) set_going(rule, event, false, true, take);
        }
    }
    for (const Kind kind : record_.kinds()) {
        const std::int32_t event = record_.first(kind);  // the first bounds most tightly
        if (!record_.event(event).has_date()) continue;
        for (const std::uint16_t rule : rules.by_bound[static_cast<std::size_t>(kind)]) {
            if (wanted(rule)) set_going(rule, event, true, false, take);
        }
    }
    for (const std::int32_t event : record_.undated()) {
        for (const std::uint16_t rule : rules.by_trigger[static_cast<std::size_t>(record_.event(event).kind)]) {
            if (wanted(rule)) undated_trigger(rule, event);
        }
    }
    for (const std::uint16_t number : rules.standing) {
        if (!wanted(number)) continue;
        const Rule& rule = rules.rules[number];
        const RuleVersion* version = version_for(rule, options_.as_of, true);
        if (version == nullptr) continue;
        Instance instance{&rule, version, number, static_cast<std::uint16_t>(version - rule.versions.data()), kNoEvent, 0, false, false};
        each_party(instance, take);
    }
}

bool Reviewer::Engine::holds_on(const Instance& instance, const Finding& finding, Date day) {
    if (instance.trigger != kNoEvent && day < record_.event(instance.trigger).on) return false;
    if (instance.intended || instance.trigger == kNoEvent) {
        if (instance.rule->selects != Selects::filing && instance.rule->version_on(day) != instance.version) return false;
    }
    probe_.findings.clear();
    probe_.obligations.clear();
    probe_.unknown.clear();
    probe_.next_change.reset();
    evaluation_.run(instance, day, probe_);
    return std::any_of(probe_.findings.begin(), probe_.findings.end(),
                       [&](const Finding& other) { return identity(other) == identity(finding); });
}

// A steady condition that held when the clock alone would have given the finding held ever since:
// the clock's own span stands.
bool Reviewer::Engine::holds_throughout(const Instance& instance, const Finding& finding) const {
    const bool check_of_today = instance.rule->form == Form::check && instance.version->at_as_of;
    if (instance.intended || check_of_today || !instance.version->steady) return false;
    const Context context = evaluation_.context(instance, finding.holds_from);
    return evaluation_.judge().judge(instance.version->when, context).truth == Truth::yes;
}

// Looks for the span at the only days on which the answer can turn: those of events, of elapsed
// times, and of the due date.
void Reviewer::Engine::settle_span(const Instance& instance, Finding& finding) {
    points_.clear();
    for (const std::int32_t event : record_.dated()) points_.push_back(record_.event(event).on);
    const Context context = evaluation_.context(instance, kLastDate);
    evaluation_.judge().turning_days(instance.version->when, context, points_);
    evaluation_.judge().turning_days(instance.version->needs, context, points_);
    for (const ChecklistItem& item : instance.version->items) {
        evaluation_.judge().turning_days(item.when, context, points_);
        evaluation_.judge().turning_days(item.needs, context, points_);
    }
    points_.push_back(instance.version->from);
    points_.push_back(instance.version->to);
    if (finding.due != kNoDate) {
        for (const int shift : {-1, 0, 1}) points_.push_back(finding.due + days{shift});
        for (const int ahead : instance.version->warn) points_.push_back(finding.due - days{ahead});
    }
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());

    const auto now = std::upper_bound(points_.begin(), points_.end(), options_.as_of);
    finding.holds_from = kNoDate;
    for (auto point = now; point != points_.begin();) {
        --point;
        if (holds_on(instance, finding, *point - days{1})) continue;
        finding.holds_from = *point;
        break;
    }
    finding.holds_to = kNoDate;
    for (auto point = now; point != points_.end(); ++point) {
        if (*point >= kLastDate || holds_on(instance, finding, *point)) continue;
        finding.holds_to = *point - days{1};
        break;
    }
}

void Reviewer::Engine::evaluate(const Instance& instance, Review& out) {
    const std::size_t before = out.findings.size();
    evaluation_.run(instance, options_.as_of, out);
    if (!needs_probing(instance)) return;
    for (std::size_t i = before; i < out.findings.size(); ++i) {
        if (!holds_throughout(instance, out.findings[i])) settle_span(instance, out.findings[i]);
    }
}

void Reviewer::Engine::report_remarks(const Dossier& dossier, Review& out) const {
    for (const Remark& remark : dossier.remarks()) {
        const Event& event = dossier.events()[remark.event];
        if (!Record::visible(event, options_)) continue;
        Finding finding;
        finding.outcome = Outcome::record;
        finding.severity = remark.code == Remark::Code::wrong_role ? Severity::anomaly : Severity::note;
        finding.remark = remark.code;
        finding.column = remark.column;
        finding.trigger = static_cast<std::int32_t>(remark.event);
        finding.holds_from = event.on;
        out.findings.push_back(finding);
    }
}

void Reviewer::Engine::review(const Dossier& dossier, const ReviewOptions& options, Review& out) {
    out.as_of = options.as_of;
    out.obligations.clear();
    out.findings.clear();
    out.unknown.clear();
    out.next_change.reset();
    options_ = options;
    out_ = &out;
    record_.load(dossier, options);
    evaluation_.begin(options.as_of);
    each_instance(kNoRule, [&](const Instance& instance) { evaluate(instance, out); });
    report_remarks(dossier, out);
    std::sort(out.findings.begin(), out.findings.end(),
              [](const Finding& a, const Finding& b) { return gravest_first(a) < gravest_first(b); });
    for (const Finding& finding : out.findings) {
        if (finding.holds_to == kNoDate) continue;
        const Date after = finding.holds_to + days{1};
        if (!out.next_change || after < *out.next_change) out.next_change = after;
    }
}

Explanation Reviewer::Engine::explain(const Dossier& dossier, std::size_t rule, const ReviewOptions& options) {
    const Rule& subject = rulebook_.compiled().rules[rule];
    Explanation explanation;
    explanation.rule = subject.info.id;
    options_ = options;
    Review scratch;
    out_ = &scratch;
    record_.load(dossier, options);
    evaluation_.begin(options.as_of);
    each_instance(static_cast<std::uint16_t>(rule), [&](const Instance& instance) {
        Explanation::Instance told;
        told.trigger = instance.trigger;
        told.party = instance.party;
        told.citations = instance.version->citations;
        const std::size_t before = scratch.obligations.size();
        evaluation_.run(instance, options.as_of, scratch, &told.steps);
        if (scratch.obligations.size() > before) told.state = scratch.obligations.back().state;
        explanation.instances.push_back(std::move(told));
    });
    for (const Unknown& unknown : scratch.unknown) {
        if (unknown.missing != Unknown::Missing::date || unknown.trigger != static_cast<std::int32_t>(unknown.index)) continue;
        Explanation::Instance told;
        told.trigger = unknown.trigger;
        told.state = State::unknown;
        told.steps.push_back({"启动本规则的事件没有日期，无法判断", "the event that sets it going has no date: it cannot be told"});
        explanation.instances.push_back(std::move(told));
    }
    const bool off = std::none_of(subject.versions.begin(), subject.versions.end(), [](const auto& v) { return v.enabled; });
    const Text pattern = subject.versions.empty() ? Text{} : describe(subject.versions.back().trigger);
    if (off) explanation.summary = {"本规则未启用", "the rule is switched off"};
    else if (subject.form == Form::pauses || subject.form == Form::parameter) explanation.summary = {"本规则供其他规则引用，自身不作判断", "other rules use it; it says nothing by itself"};
    else if (explanation.instances.empty()) explanation.summary = {"卷宗中没有启动本规则的事件（" + pattern.zh + "），或该日没有施行的版本", "no event on record sets it going (" + pattern.en + "), or no version was in force on its day"};
    else explanation.summary = {"本规则启动 " + std::to_string(explanation.instances.size()) + " 次", "set going " + std::to_string(explanation.instances.size()) + (explanation.instances.size() == 1 ? " time" : " times")};
    return explanation;
}

Reviewer::Reviewer(Rulebook rulebook, const Calendar& calendar) : engine_{std::make_unique<Engine>(std::move(rulebook), calendar)} {}
Reviewer::~Reviewer() = default;
Reviewer::Reviewer(Reviewer&&) noexcept = default;
Reviewer& Reviewer::operator=(Reviewer&&) noexcept = default;

void Reviewer::review(const Dossier& dossier, const ReviewOptions& options, Review& out) { engine_->review(dossier, options, out); }
const Rulebook& Reviewer::rulebook() const noexcept { return engine_->rulebook(); }

struct ExplanationMaker {
    static Explanation make(Reviewer& reviewer, const Dossier& dossier, std::size_t rule, const ReviewOptions& options) {
        return reviewer.engine_->explain(dossier, rule, options);
    }
};

Review review(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options) {
    Review out;
    Reviewer{rulebook}.review(dossier, options, out);
    return out;
}

Explanation why(const Dossier& dossier, const Rulebook& rulebook, std::string_view rule, const ReviewOptions& options) {
    const auto number = rulebook.find(rule);
    if (!number) {
        throw RuleError{"rule.unknown_rule", {"规则库中没有规则 " + std::string{rule}, "the rulebook has no rule \"" + std::string{rule} + "\""}, {}};
    }
    Reviewer reviewer{rulebook};
    return ExplanationMaker::make(reviewer, dossier, *number, options);
}

}  // namespace zhixing
