#include "review/evaluation.hpp"

#include <algorithm>

namespace zhixing {

void Evaluation::begin(Date day) {
    review_day_ = day;
    judged_.assign(static_cast<std::size_t>(rules_.when_count), 0);
    whens_.resize(static_cast<std::size_t>(rules_.when_count));
}

const Verdict& Evaluation::answer(std::int32_t number, const Condition& when, const Context& context) {
    const auto place = static_cast<std::size_t>(number);
    if (judged_[place] == 0) {
        judged_[place] = 1;
        whens_[place] = judge_.judge(when, context);
    }
    return whens_[place];
}

Verdict Evaluation::judge_when(const RuleVersion& version, const Context& context) {
    if (version.when_memo < 0 || context.day != review_day_) return judge_.judge(version.when, context);
    return answer(version.when_memo, version.when, context);
}

void Evaluation::run(const Instance& instance, Date day, Review& out, std::vector<Text>* trace) {
    day_ = day;
    out_ = &out;
    trace_ = trace;
    moves_.clear();
    switch (instance.rule->form) {
        case Form::deadline: evaluate_deadline(*this, instance); break;
        case Form::expiry: evaluate_expiry(*this, instance); break;
        case Form::before: evaluate_before(*this, instance); break;
        case Form::recurring: evaluate_recurring(*this, instance); break;
        case Form::checklist: evaluate_checklist(*this, instance); break;
        case Form::check: evaluate_check(*this, instance); break;
        case Form::process: evaluate_process(*this, instance); break;
        case Form::pauses:
        case Form::table:
        case Form::docket:
        case Form::deemed:
        case Form::disclosure:
        case Form::parameter: break;  // they say nothing by themselves
    }
}

Severity Evaluation::severity(const Instance& instance, std::uint16_t item) const {
    const RuleVersion& version = *instance.version;
    if (item != 0) {
        const ChecklistItem& of = version.items[item - 1U];
        return severity(of.level, of.source, of.severity, Outcome::missing);
    }
    const bool check = instance.rule->form == Form::check;
    return severity(version.level, version.source, version.severity, check ? Outcome::failed : Outcome::not_allowed);
}

Need Evaluation::need(const Instance& instance, std::uint16_t item) const {
    Need need;
    need.instance = instance;
    need.item = item;
    need.severity = severity(instance, item);
    return need;
}

void Evaluation::note_idle(const Instance& instance, std::uint16_t item) {
    if (needs_ == nullptr) return;
    Need idle = need(instance, item);
    idle.applies = false;
    note_need(std::move(idle));
}

Verdict Evaluation::judge_and_note(const Instance& instance, std::uint16_t item, const Condition& condition, const Context& context, const Verdict& when) {
    Need answer = need(instance, item);
    judge_.collect_evidence(&answer.evidence);
    const Verdict verdict = unless_in_doubt(judge_.judge(condition, context), when);
    judge_.collect_evidence(nullptr);
    std::sort(answer.evidence.begin(), answer.evidence.end());
    answer.evidence.erase(std::unique(answer.evidence.begin(), answer.evidence.end()), answer.evidence.end());
    answer.truth = verdict.truth;
    if (instance.version->must_not && verdict.truth != Truth::unknown) answer.truth = verdict.truth == Truth::yes ? Truth::no : Truth::yes;
    answer.doubt = verdict.doubt;
    note_need(std::move(answer));
    return verdict;
}

bool Evaluation::applies_if(const Instance& instance, const Context& context) {
    const Verdict verdict = judge_when(*instance.version, context);
    if (traced() && verdict.truth != Truth::yes) {
        const Text missing = describe(record_.told(verdict.doubt), record_.dossier());
        if (verdict.truth == Truth::no) say("适用条件不成立，本规则不适用", "its condition does not hold: the rule does not apply");
        else say("适用条件无法判断：缺少" + missing.zh, "whether it applies cannot be told: " + missing.en + " is missing");
    }
    if (verdict.truth == Truth::unknown) unknown(instance, verdict.doubt);
    if (verdict.truth == Truth::unknown && needs_ != nullptr) {
        Need open = need(instance, 0);
        open.truth = Truth::unknown;
        open.doubt = verdict.doubt;
        note_need(std::move(open));
    }
    return verdict.truth == Truth::yes;
}

Obligation& Evaluation::obligation(const Instance& instance, State state, Date due) {
    Obligation obligation;
    obligation.rule = instance.rule_number;
    obligation.version = instance.version_number;
    obligation.party = instance.party;
    obligation.trigger = instance.trigger;
    obligation.due = due;
    obligation.state = state;
    obligation.bounded = instance.bounded;
    out_->obligations.push_back(obligation);
    return out_->obligations.back();
}

Severity Evaluation::severity(Level level, Source source, const std::optional<std::uint8_t>& own, Outcome outcome) const {
    if (own) return source == Source::read ? static_cast<Severity>(*own) : std::max(Severity::warning, static_cast<Severity>(*own));
    if (outcome == Outcome::due_soon || outcome == Outcome::expiring) return Severity::warning;
    if (source != Source::read) return Severity::warning;
    switch (outcome) {
        case Outcome::illegal_step:
        case Outcome::blocked: return Severity::blocked;
        case Outcome::missing: return Severity::missing;
        case Outcome::failed:
        case Outcome::expired:
        case Outcome::renewed_late: return Severity::anomaly;
        default: return level == Level::statute ? Severity::breach : Severity::overdue;
    }
}

Finding& Evaluation::finding(const Instance& instance, Outcome outcome, Date due, Date holds_from) {
    const RuleVersion& version = *instance.version;
    Finding finding;
    finding.rule = instance.rule_number;
    finding.version = instance.version_number;
    finding.party = instance.party;
    finding.outcome = outcome;
    const bool coming = outcome == Outcome::due_soon || outcome == Outcome::expiring;
    finding.severity = coming ? std::max(Severity::warning, severity(version.level, version.source, version.severity, outcome))
                              : severity(version.level, version.source, version.severity, outcome);
    finding.bounded = instance.bounded;
    finding.trigger = instance.trigger;
    finding.due = due;
    finding.holds_from = holds_from;
    out_->findings.push_back(finding);
    return out_->findings.back();
}

void Evaluation::unknown(const Instance& instance, const Doubt& doubt, std::uint16_t item) {
    Unknown unknown;
    unknown.rule = instance.rule_number;
    unknown.version = instance.version_number;
    unknown.item = item;
    unknown.party = instance.party;
    unknown.trigger = instance.trigger;
    unknown.missing = doubt.missing;
    unknown.column = doubt.column;
    unknown.index = doubt.index;
    out_->unknown.push_back(unknown);
}

void Evaluation::changes_on(Date day) {
    if (day > day_ && (!out_->next_change || day < *out_->next_change)) out_->next_change = day;
}

void warn_before(Evaluation& e, const Instance& instance, Outcome outcome, Date due, Date last_day, Date known_from) {
    const std::vector<int>& ladder = instance.version->warn;  // longest first
    const Date step_end_of_all = last_day;
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        const Date from = due - date::days{ladder[i]};
        const Date to = i + 1 < ladder.size() ? due - date::days{ladder[i + 1] + 1} : step_end_of_all;
        e.changes_on(from);
        if (e.day() < from || e.day() > to) continue;
        Finding& finding = e.finding(instance, outcome, due, std::max(from, known_from));
        finding.holds_to = to;
        finding.days = (due - e.day()).count();
        e.changes_on(to + date::days{1});
    }
    e.changes_on(last_day + date::days{1});
}

}  // namespace zhixing
