#include "review/engine.hpp"

#include <algorithm>
#include <tuple>

namespace zhixing {
namespace {

using date::days;

// A finding whose truth can turn with any event or by time alone, so that its span has to be looked for.
bool needs_probing(const Instance& instance) {
    const RuleVersion& version = *instance.version;
    const Form form = instance.rule->form;
    if (instance.intended || instance.rule->selects != Selects::trigger) return true;
    if (form == Form::check && (instance.trigger == kNoEvent || version.at_as_of)) return true;
    const bool judged_on_day_of_act = form == Form::before || form == Form::checklist || form == Form::process;
    return !judged_on_day_of_act && !version.timeless;
}

// Whether the day of the review selects the version, rather than the day of an event (unless that of the filing does).
bool judged_by_today(const Instance& instance) {
    return instance.rule->selects == Selects::as_of || instance.intended || instance.trigger == kNoEvent;
}

// What makes a finding the same one on another day. Of a ladder of warnings each step is one of its own.
auto identity(const Finding& f) {
    const bool coming = f.outcome == Outcome::due_soon || f.outcome == Outcome::expiring;
    return std::tuple{f.rule, f.version, f.item, f.party, f.round, f.outcome, f.trigger, f.due, coming ? f.holds_to : kNoDate};
}

const Pattern& pattern_of(const RuleVersion& version, By by) {
    switch (by) {
        case By::bound: return version.bound;
        case By::intent: return version.intent;
        case By::trigger: break;
    }
    return version.trigger;
}

void change_on(Review& out, Date as_of, Date day) {
    if (day > as_of && (!out.next_change || day < *out.next_change)) out.next_change = day;
}

// The order of signed numbers, in unsigned ones.
std::uint32_t ordered(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x8000'0000U; }
std::uint64_t packed(std::uint32_t high, std::uint32_t low) { return (std::uint64_t{high} << 32U) | low; }

// Sorts rows by `key`, and where that is equal by `rest`. The rows are large: their places are sorted, and each row is
// copied once. Of neighbours that say `same` the first is kept.
template <class Row, class KeyOf, class Rest, class Same>
void sort_rows(std::vector<Row>& rows, std::vector<Row>& copies, std::vector<SortPlace>& places, KeyOf&& key_of, Rest&& rest, Same&& same) {
    places.clear();
    bool in_order = true;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        places.push_back({key_of(rows[i]), i});
        in_order = in_order && (i == 0 || (places[i - 1].key < places[i].key && !same(places[i - 1].key, places[i].key)));
    }
    if (in_order) return;
    std::sort(places.begin(), places.end(), [&](const SortPlace& a, const SortPlace& b) {
        return a.key != b.key ? a.key < b.key : rest(rows[a.index]) < rest(rows[b.index]);
    });
    copies.clear();
    const SortPlace* kept = nullptr;
    for (const SortPlace& place : places) {
        if (kept != nullptr && same(kept->key, place.key)) continue;
        copies.push_back(rows[place.index]);
        kept = &place;
    }
    rows.swap(copies);
}

}  // namespace

// The day that selects the version.
Date Reviewer::Engine::selecting_day(const Start& start, Date trigger_day, bool as_of) const {
    if (start.selects == Selects::filing) {
        const Date filed = record_.filing_day();
        if (filed != kNoDate) return filed;
    }
    return as_of || start.selects == Selects::as_of ? options_.as_of : trigger_day;
}

Instance Reviewer::Engine::instance_of(const Start& start, std::int32_t trigger, By by) const {
    const Rule& rule = rulebook_.compiled().rules[start.rule];
    return {&rule, &rule.versions[start.version], start.rule, start.version, trigger, 0, by == By::bound, by == By::intent};
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
void Reviewer::Engine::set_going(const Start& start, std::int32_t event, By by, Take&& take) {
    const bool intended = by == By::intent;
    const Date on = record_.event(event).on;
    if (!start.in_force(selecting_day(start, on, intended))) {
        if (intended || start.selects == Selects::as_of) note_version(start, *out_);
        return;
    }
    Instance instance = instance_of(start, event, by);
    if (start.plain && !intended) {
        each_party(instance, take);
        return;
    }
    const Context context{options_.as_of};
    const Verdict verdict = start.plain ? Verdict{} : record_.matches(pattern_of(*instance.version, by), event, Match::none, context);
    if (verdict.truth == Truth::no) return;
    if (intended && record_.find(instance.version->trigger, Match::none, context, on).sure()) return;
    if (verdict.truth == Truth::unknown) doubtful_trigger(instance, verdict.doubt);
    else each_party(instance, take);
}

// The earliest event that bounds a trigger which is not on record.
template <class Take>
void Reviewer::Engine::set_going_by_bound(const Start& start, Kind kind, Take&& take) {
    const RuleVersion& version = *instance_of(start, kNoEvent, By::bound).version;
    if (record_.decides(version.trigger) && record_.has(version.trigger, options_.as_of)) return;
    const Context context{options_.as_of};
    const Found bound = record_.find(version.bound, Match::none, context, kFirstDate);
    if (!bound.sure() || record_.event(bound.event).kind != kind) return;
    if (record_.find(version.trigger, Match::none, context, kFirstDate).sure()) return;
    set_going(start, bound.event, By::bound, take);
}

void Reviewer::Engine::doubtful_trigger(const Instance& instance, const Doubt& doubt) {
    Context context = evaluation_.context(instance, options_.as_of);
    if (evaluation_.judge().judge(instance.version->when, context).truth == Truth::no) return;
    Unknown unknown;
    unknown.rule = instance.rule_number;
    unknown.version = instance.version_number;
    unknown.trigger = instance.trigger;
    unknown.missing = doubt.missing;
    unknown.column = doubt.column;
    unknown.index = doubt.index;
    out_->unknown.push_back(unknown);
}

// An event that would set a rule going, if only its date were known.
void Reviewer::Engine::undated_trigger(const Start& start, std::int32_t event, By by) {
    if (!start.in_force(selecting_day(start, options_.as_of, true))) return;
    const Instance instance = instance_of(start, event, by);
    const Context context{options_.as_of};
    if (record_.matches(pattern_of(*instance.version, by), event, Match::none, context).truth == Truth::no) return;
    if (by == By::intent && record_.find(instance.version->trigger, Match::none, context, kFirstDate).sure()) return;
    doubtful_trigger(instance, {Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(event), true});
}

template <class Take>
void Reviewer::Engine::each_instance(std::uint16_t only, Take&& take) {
    const CompiledRules& rules = rulebook_.compiled();
    const auto each = [only](const std::vector<Start>& starts, auto&& set) {
        for (const Start& start : starts) {
            if (only == kNoRule || only == start.rule) set(start);
        }
    };
    for (const std::int32_t event : record_.dated()) {
        const auto kind = static_cast<std::size_t>(record_.event(event).kind);
        const Date on = record_.event(event).on;
        if (on > options_.as_of) break;  // deemed to happen later
        each(rules.by_trigger[kind], [&](const Start& start) {
            if (start.selects == Selects::trigger && !start.in_force(on)) return;  // another version of the rule
            if (only == kNoRule && evaluation_.silent(start, on)) return;
            set_going(start, event, By::trigger, take);
        });
        each(rules.by_intent[kind], [&](const Start& start) { set_going(start, event, By::intent, take); });
    }
    for (const Kind kind : record_.kinds()) {
        each(rules.by_bound[static_cast<std::size_t>(kind)], [&](const Start& start) { set_going_by_bound(start, kind, take); });
    }
    for (const std::int32_t event : record_.undated()) {
        const auto kind = static_cast<std::size_t>(record_.event(event).kind);
        each(rules.by_trigger[kind], [&](const Start& start) { undated_trigger(start, event, By::trigger); });
        each(rules.by_intent[kind], [&](const Start& start) { undated_trigger(start, event, By::intent); });
    }
    each(rules.standing, [&](const Start& start) {
        if (!start.in_force(selecting_day(start, options_.as_of, true))) {
            note_version(start, *out_);
            return;
        }
        Instance instance = instance_of(start, kNoEvent, By::trigger);
        each_party(instance, take);
    });
}

// The version by which an instance was judged on a day.
const RuleVersion* Reviewer::Engine::version_at(const Instance& instance, Date day) const {
    const Date filed = instance.rule->selects == Selects::filing ? record_.filing_day() : kNoDate;
    if (filed != kNoDate && filed <= day) return instance.rule->version_on(filed);
    return judged_by_today(instance) ? instance.rule->version_on(day) : instance.rule->version_on(record_.event(instance.trigger).on);
}

bool Reviewer::Engine::holds_on(const Instance& instance, const Finding& finding, Date day) {
    if (instance.trigger != kNoEvent && day < record_.event(instance.trigger).on) return false;
    if (version_at(instance, day) != instance.version) return false;
    probe_.findings.clear();
    probe_.obligations.clear();
    probe_.unknown.clear();
    probe_.next_change.reset();
    evaluation_.run(instance, day, probe_);
    return std::any_of(probe_.findings.begin(), probe_.findings.end(),
                       [&](const Finding& other) { return identity(other) == identity(finding); });
}

// A steady condition that held when the clock alone would have given the finding held ever since:
// the clock's own span stands. So does that of a check of today which failed from its event on.
bool Reviewer::Engine::holds_throughout(const Instance& instance, const Finding& finding) {
    const RuleVersion& version = *instance.version;
    if (instance.intended || !version.steady || instance.rule->selects != Selects::trigger) return false;
    const bool check_of_today = instance.rule->form == Form::check && version.at_as_of;
    if (check_of_today && (instance.trigger == kNoEvent || !version.steady_needs || version.ages)) return false;
    const Judge& judge = evaluation_.judge();
    const Context context = evaluation_.context(instance, finding.holds_from);
    if (judge.judge(version.when, context).truth != Truth::yes) return false;
    return !check_of_today || judge.judge(version.needs, context).truth == (version.must_not ? Truth::yes : Truth::no);
}

// The days on which time alone can turn one of the instance's conditions.
void Reviewer::Engine::collect_turns(const Instance& instance) {
    const Context context = evaluation_.context(instance, kLastDate);
    evaluation_.judge().turning_days(instance.version->when, context, points_);
    evaluation_.judge().turning_days(instance.version->needs, context, points_);
    for (const ChecklistItem& item : instance.version->items) {
        evaluation_.judge().turning_days(item.when, context, points_);
        evaluation_.judge().turning_days(item.needs, context, points_);
    }
}

// Looks for the span at the only days on which the answer can turn: those of events, of elapsed
// times, and of the due date.
void Reviewer::Engine::settle_span(const Instance& instance, Finding& finding, bool any_event) {
    const Finding asked = finding;
    points_ = moves_;
    if (any_event) {
        for (const std::int32_t event : record_.dated()) points_.push_back(record_.event(event).on);
        collect_turns(instance);
    }
    if (finding.holds_from != kNoDate) points_.push_back(finding.holds_from);
    if (judged_by_today(instance)) {
        points_.push_back(instance.version->from);
        points_.push_back(instance.version->to);
    }
    if (finding.due != kNoDate) {
        for (const int shift : {-1, 0, 1}) points_.push_back(finding.due + days{shift});
        for (const int ahead : instance.version->warn) points_.push_back(finding.due - days{ahead});
        if (finding.holds_to != kNoDate) points_.push_back(finding.holds_to + days{1});
    }
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());

    const auto now = std::upper_bound(points_.begin(), points_.end(), options_.as_of);
    finding.holds_from = kNoDate;
    for (auto point = now; point != points_.begin();) {
        --point;
        if (*point <= kFirstDate || holds_on(instance, asked, *point - days{1})) continue;
        finding.holds_from = *point;
        break;
    }
    finding.holds_to = kNoDate;
    for (auto point = now; point != points_.end(); ++point) {
        if (*point >= kLastDate || holds_on(instance, asked, *point)) continue;
        finding.holds_to = *point - days{1};
        break;
    }
}

void Reviewer::Engine::evaluate(const Instance& instance, Review& out) {
    const std::size_t before = out.findings.size();
    evaluation_.run(instance, options_.as_of, out);
    if (instance.version->ages || instance.intended) note_turns(instance, out);
    if (judged_by_today(instance) && instance.version->to <= kLastDate) change_on(out, options_.as_of, instance.version->to);
    if (out.findings.size() == before) return;
    const bool expecting = record_.expected() != kNoDate;  // what is deemed to happen later can turn anything
    const bool probe = expecting || needs_probing(instance);
    if (!probe && evaluation_.moves().empty()) return;
    moves_ = evaluation_.moves();  // looking for spans evaluates again
    for (std::size_t i = before; i < out.findings.size(); ++i) {
        Finding& finding = out.findings[i];
        if (probe && (expecting || !holds_throughout(instance, finding))) settle_span(instance, finding, true);
        else if (!moves_.empty()) settle_span(instance, finding, false);
    }
}

void Reviewer::Engine::note_turns(const Instance& instance, Review& out) {
    points_.clear();
    collect_turns(instance);
    for (const Date day : points_) change_on(out, options_.as_of, day);
}

void Reviewer::Engine::note_version(const Start& start, Review& out) const {
    change_on(out, options_.as_of, start.from);
    if (start.to <= kLastDate) change_on(out, options_.as_of, start.to);
}

void Reviewer::Engine::report_remarks(const Dossier& dossier, Review& out) {
    for (const Remark& remark : dossier.remarks()) {
        const Event& event = dossier.events()[remark.event];
        if (!Record::visible(event, options_)) continue;
        // What it repeats may not have been known yet.
        if (remark.code == Remark::Code::duplicate && options_.known_at && record_.takes(static_cast<std::int32_t>(remark.event))) continue;
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

void Reviewer::Engine::load(const Dossier& dossier, const ReviewOptions& options) {
    record_.load(dossier, options);
    deemings_ = take_in_deemed(rulebook_.compiled(), record_, calendar_);
}

void Reviewer::Engine::report_doubtful_deemings(Review& out) const {
    for (const Deeming& deeming : deemings_) {
        if (deeming.truth != Truth::unknown) continue;
        out.unknown.push_back({deeming.rule, deeming.version, 0, 0, deeming.source, deeming.doubt.missing, deeming.doubt.column, deeming.doubt.index});
    }
}

void Reviewer::Engine::tell_sources(Review& out) const {
    if (!record_.any_deemed()) return;
    if (record_.expected() != kNoDate) change_on(out, options_.as_of, record_.expected());
    for (Obligation& obligation : out.obligations) {
        obligation.trigger = record_.source(obligation.trigger);
        obligation.met_by = record_.source(obligation.met_by);
    }
    for (Finding& finding : out.findings) {
        finding.trigger = record_.source(finding.trigger);
        finding.other = record_.source(finding.other);
    }
    for (Unknown& unknown : out.unknown) {
        const Doubt doubt = record_.told({unknown.missing, unknown.column, unknown.index, true});
        unknown.missing = doubt.missing;
        unknown.column = doubt.column;
        unknown.index = doubt.index;
        unknown.trigger = record_.source(unknown.trigger);
    }
}

void Reviewer::Engine::tell_sources(Need& need) const {
    if (!record_.any_deemed()) return;
    need.doubt = record_.told(need.doubt);
    need.instance.trigger = record_.source(need.instance.trigger);
    for (std::int32_t& event : need.evidence) event = record_.source(event);
}

void Reviewer::Engine::review(const Dossier& dossier, const ReviewOptions& options, Review& out) {
    out.as_of = options.as_of;
    out.obligations.clear();
    out.findings.clear();
    out.unknown.clear();
    out.next_change.reset();
    options_ = options;
    out_ = &out;
    load(dossier, options);
    evaluation_.begin(options.as_of);
    each_instance(kNoRule, [&](const Instance& instance) { evaluate(instance, out); });
    report_remarks(dossier, out);
    report_doubtful_deemings(out);
    put_in_order(out);
    tell_sources(out);
    for (const Finding& finding : out.findings) {
        if (finding.holds_to != kNoDate) change_on(out, options.as_of, finding.holds_to + days{1});
    }
}

// An order in which the order of the file does not show: gravest first, then by due date.
void Reviewer::Engine::put_in_order(Review& out) {
    const auto rank = [this](std::int32_t event) { return ordered(record_.rank(event)); };
    const auto day = [](Date date) { return ordered(date.time_since_epoch().count()); };
    const auto all_differ = [](const SortKey&, const SortKey&) { return false; };
    const auto nothing = [](const auto&) { return 0; };

    const auto gravest_first = [&](const Finding& f) {
        return SortKey{packed(static_cast<std::uint32_t>(f.severity), day(f.due)), packed(f.rule, rank(f.trigger))};
    };
    const auto rest = [&](const Finding& f) { return std::tuple{f.party, f.round, f.item, f.outcome, rank(f.other), f.remark, f.column}; };
    sort_rows(out.findings, sorted_.findings, places_, gravest_first, rest, all_differ);

    const auto oldest_first = [&](const Obligation& o) { return SortKey{packed(rank(o.trigger), o.rule), packed(o.party, o.round)}; };
    sort_rows(out.obligations, sorted_.obligations, places_, oldest_first, nothing, all_differ);

    // By rule, then by what is missing; the same is asked once for all events that the rule is about.
    const auto by_rule = [&](const Unknown& u) {
        const bool of_event = u.missing > Unknown::Missing::kind;
        const auto index = static_cast<std::int32_t>(u.index);
        const std::uint32_t question = std::uint32_t{u.party} << 16U | static_cast<std::uint32_t>(u.missing) << 8U | static_cast<std::uint32_t>(u.column);
        return SortKey{packed(std::uint32_t{u.rule} << 16U | u.item, question), packed(of_event ? rank(index) : ordered(index), rank(u.trigger))};
    };
    const auto asks_the_same = [](const SortKey& a, const SortKey& b) { return a.high == b.high && a.low >> 32U == b.low >> 32U; };
    sort_rows(out.unknown, sorted_.unknown, places_, by_rule, nothing, asks_the_same);
}

void Reviewer::Engine::review_act(const Dossier& dossier, const ReviewOptions& options, std::int32_t act, std::vector<Need>& needs, Review& out) {
    options_ = options;
    out_ = &out;
    load(dossier, options);
    evaluation_.begin(options.as_of);
    evaluation_.collect_needs(&needs);
    for (const Start& start : rulebook_.compiled().by_trigger[static_cast<std::size_t>(record_.event(act).kind)]) {
        set_going(start, act, By::trigger, [&](const Instance& instance) { evaluation_.run(instance, options.as_of, out); });
    }
    evaluation_.collect_needs(nullptr);
    for (Need& need : needs) tell_sources(need);
    tell_sources(out);
}

std::vector<ProcessState> Reviewer::Engine::process_states(const Dossier& dossier, const ReviewOptions& options) {
    options_ = options;
    load(dossier, options);
    std::vector<ProcessState> states;
    const std::vector<Rule>& rules = rulebook_.compiled().rules;
    for (std::size_t number = 0; number < rules.size(); ++number) {
        if (rules[number].form == Form::process) add_states(evaluation_, rules[number], static_cast<std::uint16_t>(number), options.as_of, states);
    }
    for (ProcessState& state : states) state.last = record_.source(state.last);
    return states;
}

Explanation Reviewer::Engine::explain(const Dossier& dossier, std::size_t rule, const ReviewOptions& options) {
    const Rule& subject = rulebook_.compiled().rules[rule];
    Explanation explanation;
    explanation.rule = subject.info.id;
    options_ = options;
    Review scratch;
    Review doubts;
    out_ = &doubts;
    load(dossier, options);
    if (subject.form == Form::deemed) return explain_deeming(rule);
    evaluation_.begin(options.as_of);
    each_instance(static_cast<std::uint16_t>(rule), [&](const Instance& instance) {
        Explanation::Instance told;
        told.trigger = record_.source(instance.trigger);
        told.party = instance.party;
        told.citations = instance.version->citations;
        if (record_.is_deemed(instance.trigger)) {
            const Text trigger = describe(record_, instance.trigger);
            told.steps.push_back({"启动：" + trigger.zh, "set going by " + trigger.en});
        }
        const std::size_t before = scratch.obligations.size();
        evaluation_.run(instance, options.as_of, scratch, &told.steps);
        if (scratch.obligations.size() > before) told.state = scratch.obligations.back().state;
        explanation.instances.push_back(std::move(told));
    });
    for (const Unknown& unknown : doubts.unknown) {
        Explanation::Instance told;
        told.trigger = record_.source(unknown.trigger);
        told.state = State::unknown;
        const Text missing = describe(record_.told({unknown.missing, unknown.column, unknown.index, true}), dossier);
        told.steps.push_back({"是否启动本规则无法判断：缺少" + missing.zh, "whether it is set going cannot be told: " + missing.en + " is missing"});
        explanation.instances.push_back(std::move(told));
    }
    const bool off = std::none_of(subject.versions.begin(), subject.versions.end(), [](const auto& v) { return v.enabled; });
    const Text pattern = subject.versions.empty() ? Text{} : describe(subject.versions.back().trigger);
    if (off) explanation.summary = {"本规则未启用", "the rule is switched off"};
    else if (subject.form == Form::pauses || subject.form == Form::parameter || subject.form == Form::table || subject.form == Form::docket || subject.form == Form::disclosure) explanation.summary = {"本规则供其他规则引用，自身不作判断", "other rules use it; it says nothing by itself"};
    else if (explanation.instances.empty()) explanation.summary = {"卷宗中没有启动本规则的事件（" + pattern.zh + "），或该日没有施行的版本", "no event on record sets it going (" + pattern.en + "), or no version was in force on its day"};
    else explanation.summary = {"本规则启动 " + std::to_string(explanation.instances.size()) + " 次", "set going " + std::to_string(explanation.instances.size()) + (explanation.instances.size() == 1 ? " time" : " times")};
    return explanation;
}

// Of each event that the rule goes by: what is deemed to have happened, and when, or why not.
Explanation Reviewer::Engine::explain_deeming(std::size_t rule) const {
    const Rule& subject = rulebook_.compiled().rules[rule];
    Explanation explanation;
    explanation.rule = subject.info.id;
    for (const Deeming& deeming : deemings_) {
        if (deeming.rule != rule) continue;
        Explanation::Instance told;
        told.trigger = deeming.source;
        told.party = record_.event(deeming.source).party;
        told.citations = subject.versions[deeming.version].citations;
        add_steps(deeming, record_, subject.versions[deeming.version], calendar_, told.steps);
        explanation.instances.push_back(std::move(told));
    }
    const std::string times = std::to_string(explanation.instances.size());
    explanation.summary = explanation.instances.empty() ? Text{"卷宗中没有本规则所依据的事件（" + describe(subject.versions.back().trigger).zh + "）", "no event on record that the rule goes by (" + describe(subject.versions.back().trigger).en + ")"}
                                                        : Text{"本规则判断 " + times + " 次", "judged " + times + (times == "1" ? " time" : " times")};
    return explanation;
}

Reviewer::Reviewer(Rulebook rulebook, const Calendar& calendar) : engine_{std::make_unique<Engine>(std::move(rulebook), calendar)} {}
Reviewer::~Reviewer() = default;
Reviewer::Reviewer(Reviewer&&) noexcept = default;
Reviewer& Reviewer::operator=(Reviewer&&) noexcept = default;

void Reviewer::review(const Dossier& dossier, const ReviewOptions& options, Review& out) { engine_->review(dossier, options, out); }
const Rulebook& Reviewer::rulebook() const noexcept { return engine_->rulebook(); }

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
    return EngineAccess::engine(reviewer).explain(dossier, *number, options);
}

}  // namespace zhixing
