// Three-valued evaluation of conditions.
#pragma once

#include <span>

#include "review/record.hpp"
#include "zhixing/calendar.hpp"

namespace zhixing {

// Evaluates conditions over one record.
class Judge {
public:
    Judge(const Record& record, const Calendar& calendar) : record_{record}, calendar_{calendar} {}

    [[nodiscard]] Verdict judge(const Condition& condition, const Context& context) const {
        switch (condition.op) {  // the usual questions, answered at once where the record leaves no doubt
            case Condition::Op::always: return {};
            case Condition::Op::has:
            case Condition::Op::none:
                if (evidence_ != nullptr || !record_.decides(condition.pattern)) break;
                return {record_.has(condition.pattern, context.day) == (condition.op == Condition::Op::has) ? Truth::yes : Truth::no, {}};
            case Condition::Op::fact:
                if (const auto known = condition.memo < 0 ? std::nullopt : record_.fact(condition.memo); known && known != Truth::unknown) return {*known, {}};
                break;
            default: break;
        }
        return judge_at_length(condition, context);
    }
    // From now on the events that decide a condition are put there; null: nowhere.
    void collect_evidence(std::vector<std::int32_t>* events) noexcept { evidence_ = events; }
    // Days on which `elapsed` parts turn from "no" to "yes", whatever the day of judgment.
    void turning_days(const Condition& condition, const Context& context, std::vector<Date>& days) const;

private:
    [[nodiscard]] Verdict judge_at_length(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_events(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_elapsed(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_elapsed_since_latest(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_amount(const AmountTest& test, const Context& context) const;
    [[nodiscard]] Verdict judge_ledger(std::uint8_t fault, const Context& context) const;
    [[nodiscard]] Verdict judge_all(const Condition& condition, const Context& context, bool any) const;
    // The less usual conditions (particulars.cpp).
    [[nodiscard]] Verdict judge_particular(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_latest(const Condition& condition, const Context& context) const;
    [[nodiscard]] Verdict judge_every(const Condition& condition, const Context& context) const;
    void turning_day_of_spans(const Particulars& asked, const Context& context, std::vector<Date>& days) const;

    const Record& record_;
    const Calendar& calendar_;
    std::vector<std::int32_t>* evidence_ = nullptr;
};

// The last day of a period; empty while a pause is open. An end beyond the supported dates (2199 in a document
// stands for "for ever") is the last of them.
[[nodiscard]] std::optional<Date> last_day_of(Date start, PeriodRule rule, const Calendar& calendar,
                                              std::span<const Pause> pauses = {}, bool* provisional = nullptr);

// An amount as far as the record tells it, or what is missing (amounts.cpp).
struct Told {
    std::int64_t fen = 0;
    Doubt doubt;
};
[[nodiscard]] Told amount_of(const Amount& amount, const Record& record, const Context& context);

// What the ledger would need to be certain: a date, or kinds that the dossier does not cover.
[[nodiscard]] Doubt ledger_doubt(const Record& record);

// What all claims ask together; empty where one states no amount, or the sum is more than can be counted.
[[nodiscard]] std::optional<Money> claims_total(const Dossier& dossier);

// A stretch of time; the day on which it ends no longer counts.
using Stretch = std::pair<Date, Date>;
// One from each event that begins one: to the first event that ends it, else to its stated end, else to the day of
// judgment, whichever is earlier (particulars.cpp).
[[nodiscard]] std::vector<Stretch> stretches(const Spans& spans, const Record& record, const Context& context, Doubt& doubt);

// Whether the header tells a fact at all (facts.cpp).
[[nodiscard]] bool fact_told(std::size_t fact, const Record& record, const Context& context);

// A fact of the header compared with what the condition asks (facts.cpp).
[[nodiscard]] Verdict judge_fact(const Condition& condition, const Record& record, const Context& context);

}  // namespace zhixing
