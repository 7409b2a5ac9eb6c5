// One evaluation of rules over a record on a day: what every form of rule works with.
#pragma once

#include <vector>

#include "review/condition.hpp"
#include "review/record.hpp"

namespace zhixing {

class TextBuffer;

// One rule, set going by one event, for one party (or none).
struct Instance {
    const Rule* rule = nullptr;
    const RuleVersion* version = nullptr;
    std::uint16_t rule_number = kNoRule, version_number = 0;
    std::int32_t trigger = kNoEvent;  // kNoEvent: asked once a dossier
    std::uint16_t party = 0;
    bool bounded = false;   // the event only bounds the trigger, which is not on record
    bool intended = false;  // the event announces the act; the act itself is not on record

    // Which column fulfilments must share with the trigger.
    [[nodiscard]] Match match() const noexcept { return version->per != 0 ? Match::party : version->match; }
    // A waiver may be about the whole case, but not about another instance or party.
    [[nodiscard]] Match waiver_match() const noexcept {
        if (match() == Match::none) return Match::none;
        return match() == Match::ref ? Match::unless_other_ref : Match::unless_other_party;
    }
};

// How one thing that an act needs was answered: an item of a checklist, a wait, a condition.
struct Need {
    Instance instance;
    std::uint16_t item = 0;
    Truth truth = Truth::yes;
    bool applies = true;
    Doubt doubt;
    Date earliest = kNoDate;  // of a wait: the first lawful day
    Severity severity = Severity::missing;  // if it does not hold
    std::vector<std::int32_t> evidence;
};

class Evaluation {
public:
    Evaluation(const CompiledRules& rules, const Calendar& calendar, const Record& record)
        : rules_{rules}, calendar_{calendar}, record_{record}, judge_{record, calendar} {}

    // A new dossier, reviewed on `day`: forgets the answers kept for the last one.
    void begin(Date day);

    // Evaluates one instance on `day` and puts what it says into `out`. Steps are written to `trace` if given.
    void run(const Instance& instance, Date day, Review& out, std::vector<Text>* trace = nullptr);
    // From now on every need that is judged is put there; null: nowhere.
    void collect_needs(std::vector<Need>* needs) noexcept { needs_ = needs; }
    // Judges what a check, an act or an item (from 1) asks, and notes the answer if answers are collected.
    // Where it cannot be told whether it applies (`when`), only a "no" is in doubt.
    Verdict judge_need(const Instance& instance, std::uint16_t item, const Condition& condition, const Context& context, const Verdict& when = {}) {
        if (needs_ != nullptr) return judge_and_note(instance, item, condition, context, when);
        return unless_in_doubt(judge_.judge(condition, context), when);
    }
    // Notes an item that does not apply.
    void note_idle(const Instance& instance, std::uint16_t item);
    void note_need(Need need) { needs_->push_back(std::move(need)); }
    [[nodiscard]] Need need(const Instance& instance, std::uint16_t item) const;
    [[nodiscard]] bool collects_needs() const noexcept { return needs_ != nullptr; }

    [[nodiscard]] const CompiledRules& rules() const noexcept { return rules_; }
    [[nodiscard]] const Calendar& calendar() const noexcept { return calendar_; }
    [[nodiscard]] const Record& record() const noexcept { return record_; }
    [[nodiscard]] const Judge& judge() const noexcept { return judge_; }
    [[nodiscard]] Date day() const noexcept { return day_; }
    [[nodiscard]] std::vector<Pause>& pauses() noexcept { return pauses_; }  // working memory

    [[nodiscard]] const Event& trigger(const Instance& instance) const { return record_.event(instance.trigger); }
    [[nodiscard]] Context context(const Instance& instance, Date day) const {
        Context context{day, instance.trigger, kNoDate, 0, instance.party};
        context.starts = &rules_.starts;
        const bool per_party = instance.version->per != 0;
        context.any_party = per_party && instance.party == 0;
        if (instance.trigger == kNoEvent) return context;
        const Event& event = trigger(instance);
        context.trigger_day = event.on;
        context.ref = event.ref;
        if (!per_party) context.party = event.party;
        return context;
    }

    // The rule's `when` on a day; a doubt is put among the unknown.
    [[nodiscard]] bool applies(const Instance& instance, const Context& context) {
        return instance.version->when.op == Condition::Op::always || applies_if(instance, context);
    }
    // Whether it is plain that nothing comes of an event of that day: the rule's `when` does not hold, or its check passes.
    [[nodiscard]] bool silent(const Start& start, Date event_day) {
        if (start.when < 0 && !start.free_check) return false;
        const RuleVersion& version = rules_.rules[start.rule].versions[start.version];
        const Truth applies = start.always ? Truth::yes : answer(start.when, version.when, Context{review_day_}).truth;
        if (applies != Truth::yes || !start.free_check || !start.plain) return applies == Truth::no;
        const Context context{version.at_as_of ? review_day_ : event_day};
        return judge_.judge(version.needs, context).truth == (version.must_not ? Truth::no : Truth::yes);
    }

    Obligation& obligation(const Instance& instance, State state, Date due);
    // A finding with the severity that the rule's level and source allow, holding from a day on.
    Finding& finding(const Instance& instance, Outcome outcome, Date due, Date holds_from);
    void unknown(const Instance& instance, const Doubt& doubt, std::uint16_t item = 0);
    // The review does not change before the earliest day given here.
    void changes_on(Date day);
    // A day on which the due date may have moved: the spans of the instance must be looked for.
    void moves_on(Date day) { moves_.push_back(day); }
    [[nodiscard]] const std::vector<Date>& moves() const noexcept { return moves_; }
    [[nodiscard]] Severity severity(Level level, Source source, const std::optional<std::uint8_t>& own, Outcome outcome) const;

    // Of what is asked and does not hold: an item of a checklist (from 1), or of the rule itself.
    [[nodiscard]] Severity severity(const Instance& instance, std::uint16_t item) const;

    [[nodiscard]] bool traced() const noexcept { return trace_ != nullptr; }
    void say(std::string zh, std::string en) { trace_->push_back({std::move(zh), std::move(en)}); }

private:
    [[nodiscard]] static Verdict unless_in_doubt(const Verdict& verdict, const Verdict& when) {
        return when.truth == Truth::unknown && verdict.truth == Truth::no ? when : verdict;
    }
    [[nodiscard]] Verdict judge_and_note(const Instance& instance, std::uint16_t item, const Condition& condition, const Context& context, const Verdict& when);
    [[nodiscard]] bool applies_if(const Instance& instance, const Context& context);
    [[nodiscard]] Verdict judge_when(const RuleVersion& version, const Context& context);
    // The answer to a numbered `when` on the day of the review: judged at most once a dossier.
    [[nodiscard]] const Verdict& answer(std::int32_t number, const Condition& when, const Context& context);

    const CompiledRules& rules_;
    const Calendar& calendar_;
    const Record& record_;
    Judge judge_;
    std::vector<Pause> pauses_;
    Date review_day_, day_;
    std::vector<Verdict> whens_;  // answers to numbered conditions on the day of the review
    std::vector<std::uint8_t> judged_;
    std::vector<Date> moves_;
    Review* out_ = nullptr;
    std::vector<Text>* trace_ = nullptr;
    std::vector<Need>* needs_ = nullptr;
};

// One evaluator a form.
void evaluate_deadline(Evaluation& evaluation, const Instance& instance);
void evaluate_expiry(Evaluation& evaluation, const Instance& instance);
void evaluate_before(Evaluation& evaluation, const Instance& instance);
void evaluate_recurring(Evaluation& evaluation, const Instance& instance);
void evaluate_checklist(Evaluation& evaluation, const Instance& instance);
void evaluate_check(Evaluation& evaluation, const Instance& instance);
void evaluate_process(Evaluation& evaluation, const Instance& instance);

// Where one instance of a process stands.
struct ProcessState {
    std::uint16_t rule = 0;
    const RuleVersion* version = nullptr;
    std::uint16_t ref = 0;
    std::uint8_t state = 0;
    std::int32_t last = kNoEvent;  // the latest event of it
};

void add_states(Evaluation& evaluation, const Rule& rule, std::uint16_t number, Date as_of, std::vector<ProcessState>& states);

// The ladder of warnings before a day: a finding for the step reached on the day of the evaluation.
void warn_before(Evaluation& evaluation, const Instance& instance, Outcome outcome, Date due, Date last_day, Date known_from);

// Words for findings and explanations (words.cpp).
enum class Language : std::uint8_t { zh, en };
void write_message(TextBuffer& out, Language language, const Finding& finding, const Dossier& dossier, const Rulebook& rulebook);
void write_missing(TextBuffer& out, Language language, const Doubt& doubt, const Dossier& dossier);
[[nodiscard]] Text describe(const Record& record, std::int32_t event);
[[nodiscard]] Text describe(const Doubt& doubt, const Dossier& dossier);
[[nodiscard]] Text describe(const Pattern& pattern);
[[nodiscard]] Text describe(State state);

}  // namespace zhixing
