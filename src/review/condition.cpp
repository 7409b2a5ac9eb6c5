#include "review/condition.hpp"

namespace zhixing {
namespace {

__extension__ typedef __int128 Wide;

Verdict negate(Verdict verdict) {
    if (verdict.truth == Truth::yes) verdict.truth = Truth::no;
    else if (verdict.truth == Truth::no) verdict.truth = Truth::yes;
    return verdict;
}

}  // namespace

Verdict Judge::judge_at_length(const Condition& condition, const Context& context) const {
    switch (condition.op) {
        case Condition::Op::always: return {};
        case Condition::Op::has:
        case Condition::Op::count: return judge_events(condition, context);
        case Condition::Op::none: return negate(judge_events(condition, context));
        case Condition::Op::elapsed: return judge_elapsed(condition, context);
        case Condition::Op::fact: return judge_fact(condition, record_, context);
        case Condition::Op::amount: return judge_amount(*condition.amount, context);
        case Condition::Op::ledger: return judge_ledger(condition.fault, context);
        case Condition::Op::all: return judge_all(condition, context, false);
        case Condition::Op::any: return judge_all(condition, context, true);
        case Condition::Op::negate: return negate(judge(condition.parts.front(), context));
        default: return judge_particular(condition, context);
    }

}

Verdict Judge::judge_events(const Condition& condition, const Context& context) const {
    Doubt doubt;
    if (condition.at_least == 1) {
        const Found found = record_.find(condition.pattern, Match::none, context, kFirstDate);
        if (found.sure() && evidence_ != nullptr) evidence_->push_back(found.event);
        if (found.sure()) return {};
        doubt = found.doubt;
    } else {
        int count = 0;
        const int more = record_.each(condition.pattern, Match::none, context, [&](std::int32_t event) {
            ++count;
            if (evidence_ != nullptr) evidence_->push_back(event);
        }, &doubt);
        if (count >= condition.at_least) return {};
        if (count + more < condition.at_least) return {Truth::no, {}};  // not even if all those in doubt match
    }
    return {doubt.any ? Truth::unknown : Truth::no, doubt};
}

// Since the latest such event: one in doubt may be the latest.
Verdict Judge::judge_elapsed_since_latest(const Condition& condition, const Context& context) const {
    Doubt doubt;
    std::int32_t latest = kNoEvent;
    record_.each(condition.pattern, Match::none, context, [&](std::int32_t event) {
        if (latest == kNoEvent || record_.event(event).on > record_.event(latest).on) latest = event;
    }, &doubt);
    if (latest == kNoEvent) return {doubt.any ? Truth::unknown : Truth::no, doubt};
    if (evidence_ != nullptr) evidence_->push_back(latest);
    if (context.day <= *last_day_of(record_.event(latest).on, condition.period, calendar_)) return {Truth::no, {}};
    return {doubt.any ? Truth::unknown : Truth::yes, doubt};
}

Verdict Judge::judge_elapsed(const Condition& condition, const Context& context) const {
    if (condition.latest) return judge_elapsed_since_latest(condition, context);
    const Found found = record_.find(condition.pattern, Match::none, context, kFirstDate);
    const auto passed = [&](Date since) { return context.day > *last_day_of(since, condition.period, calendar_); };
    if (found.sure() && passed(record_.event(found.event).on)) return {};
    // What is in doubt matters only if the time would have passed since.
    return {found.early_doubt && passed(found.doubtful) ? Truth::unknown : Truth::no, found.doubt};
}

Verdict Judge::judge_amount(const AmountTest& test, const Context& context) const {
    const Told left = amount_of(test.left, record_, context);
    if (left.doubt.any) return {Truth::unknown, left.doubt};
    // Both sides times ten thousand: a part is exact, nothing is rounded, nothing overflows.
    constexpr Wide whole_points = 10'000;
    Wide bound = whole_points * test.fen;
    if (test.basis_points != 0) {
        const Told whole = amount_of(test.whole, record_, context);
        if (whole.doubt.any) return {Truth::unknown, whole.doubt};
        bound = static_cast<Wide>(whole.fen) * test.basis_points;
    }
    const Wide value = whole_points * left.fen;
    const auto answer = [](bool holds) { return Verdict{holds ? Truth::yes : Truth::no, {}}; };
    switch (test.compare) {
        case Compare::at_least: return answer(value >= bound);
        case Compare::at_most: return answer(value <= bound);
        case Compare::over: return answer(value > bound);
        case Compare::under: return answer(value < bound);
    }
    return {};
}

// Whether the ledger found this fault in the event that the rule is about, or, without one, in any. What comes
// after an event does not change what is wrong with it, so that one ledger answers for every day.
Verdict Judge::judge_ledger(std::uint8_t fault, const Context& context) const {
    if (const Doubt doubt = ledger_doubt(record_); doubt.any) return {Truth::unknown, doubt};
    bool no_amount = false;
    for (const LedgerFlaw& flaw : record_.ledger(record_.as_of())->flaws) {
        if (context.trigger == kNoEvent ? record_.event(flaw.event).on > context.day : flaw.event != context.trigger) continue;
        if (flaw.fault == static_cast<LedgerFault>(fault)) {
            if (evidence_ != nullptr) evidence_->push_back(flaw.event);
            return {};
        }
        no_amount = no_amount || flaw.fault == LedgerFault::no_amount;
    }
    if (!no_amount || context.trigger == kNoEvent) return {Truth::no, {}};
    return {Truth::unknown, {Unknown::Missing::column, Column::amount, static_cast<std::uint32_t>(context.trigger), true}};
}

// Kleene's logic: `all` is decided by one "no", `any` by one "yes"; otherwise a doubt decides.
Verdict Judge::judge_all(const Condition& condition, const Context& context, bool any) const {
    Verdict result{any ? Truth::no : Truth::yes, {}};
    for (const Condition& part : condition.parts) {
        const Verdict verdict = judge(part, context);
        if (verdict.truth == (any ? Truth::yes : Truth::no)) return verdict;
        if (verdict.truth == Truth::unknown) {
            result.truth = Truth::unknown;
            result.doubt.keep_first(verdict.doubt);
        }
    }
    return result;
}

void Judge::turning_days(const Condition& condition, const Context& context, std::vector<Date>& days) const {
    for (const Condition& part : condition.parts) turning_days(part, context, days);
    if (condition.op == Condition::Op::days) turning_day_of_spans(*condition.particulars, context, days);
    if (condition.op != Condition::Op::elapsed) return;
    // From every event of the kinds: also what is in doubt today can turn the answer.
    for (const Kind kind : condition.pattern.kinds) {
        for (std::int32_t event = record_.first(kind); event != kNoEvent; event = record_.next(event)) {
            if (record_.event(event).on > context.day) break;
            days.push_back(*last_day_of(record_.event(event).on, condition.period, calendar_) + date::days{1});
        }
    }
}

std::optional<Date> last_day_of(Date start, PeriodRule rule, const Calendar& calendar, std::span<const Pause> pauses, bool* provisional) {
    try {
        return period_end_day(start, rule, calendar, pauses, provisional);
    } catch (const InputError&) {
        if (provisional != nullptr) *provisional = true;
        return rule.n < 0 ? kFirstDate : kLastDate;
    }
}

}  // namespace zhixing
