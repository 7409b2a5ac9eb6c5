/// @file
/// Interest (利息): delayed performance (迟延履行期间的债务利息) under 法释〔2014〕8号 and the rule before it, and
/// general interest (一般债务利息). solve() is the bare computation, for many problems; interest() asks the rulebook for
/// rates and options, and its answer is explained.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/error.hpp"
#include "zhixing/money.hpp"
#include "zhixing/rates.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

// ---- The bare computation

/// What a payment can go to.
enum class Head : std::uint8_t { costs = 1, interest, principal, doubled };
/// The order in which a payment settles (`money.interest.order`). The doubled part is last unless agreed otherwise.
enum class SettlementOrder : std::uint8_t { interest_first = 1, principal_first, pro_rata, agreed };
/// One rounding for each printed line, or one of the exact sum up to each payment and to the end.
enum class InterestRounding : std::uint8_t { line = 1, once };

/// A rate on the days from..to, both counted: numerator / denominator a day.
struct DailyRate {
    Date from, to;
    std::int64_t numerator = 0, denominator = 1;
    Rate shown;          ///< as it is printed
    bool yearly = true;  ///< shown is a year's, else a day's
};

/// A sum of the document.
struct DebtItem {
    Money amount;
    Head head = Head::principal;  ///< costs, interest (already accrued), principal
    bool in_base = true;          ///< the doubled part runs on it
    bool bears_general = true;    ///< general interest runs on it
    Date delay_from{};            ///< first day of delay: instalments each have their own
};

/// Money received. Its day still counts for what it pays; the lower base holds from the next day.
struct PaidAmount {
    Date day;
    Money amount;
};

/// Days both ends of which count.
struct DayRange {
    Date from, to;
};

/// The law of interest for delay. It stands in the rulebook and nowhere else.
struct DelayLaw {
    Date reform;                     ///< from this day on the doubled part; before it the old rule
    std::vector<DailyRate> doubled;  ///< by date, not overlapping

    /// As the rulebook has it: `money.interest.transition`, `money.interest.delay`. @throws RuleError `rule.no_parameter`.
    [[nodiscard]] static DelayLaw of(const Rulebook& rulebook);
};

/// A problem with every rate found.
struct InterestProblem {
    std::vector<DebtItem> debts;
    std::vector<DailyRate> general;  ///< by date, not overlapping
    std::optional<DelayLaw> delay;   ///< none: no interest for delay is asked for
    std::vector<DailyRate> old;      ///< of delay before the reform; by date
    std::vector<DayRange> excluded;    ///< by date, not overlapping; the doubled part does not run
    std::vector<PaidAmount> payments;  ///< by date
    Date last_day{};                   ///< counts
    SettlementOrder order = SettlementOrder::interest_first;
    std::array<Head, 4> agreed{Head::costs, Head::interest, Head::principal, Head::doubled};
    InterestRounding rounding = InterestRounding::line;
};

/// A line: base × rate × days.
struct InterestPiece {
    enum class Part : std::uint8_t { general = 1, old, doubled };
    Part part = Part::general;
    bool yearly = true;
    std::int32_t days = 0;
    Date from, to;
    Money base, amount;
    Rate rate;
    std::int64_t numerator = 0, denominator = 1;  ///< of the daily rate
};

/// What a payment went to.
struct Settlement {
    Date day;
    Money amount, costs, interest, principal, doubled, surplus;
};

/// The answer; kept by the caller and filled again, so that no memory is asked for.
struct InterestSheet {
    std::vector<InterestPiece> pieces;
    std::vector<Settlement> settlements;
    Money general, doubled;          ///< accrued over the whole time
    Money rounding;                  ///< with one rounding: total minus the sum of the lines
    Money owed_costs, owed_interest, owed_principal, owed_doubled;  ///< on the last day

    [[nodiscard]] Money total() const { return general + doubled; }
    [[nodiscard]] Money outstanding() const { return owed_costs + owed_interest + owed_principal + owed_doubled; }

    /// @private
    std::vector<DebtItem> debts;
};

/// Computes. @pre lists in order, as said there. @throws InputError `interest.absurd` above 10^15 fen or 200 years.
/// Safe from many threads with a sheet each.
void solve(const InterestProblem& problem, InterestSheet& sheet);

// ---- The question, as a person asks it

/// How the last day of each span is taken.
enum class DayCount : std::uint8_t { both_ends = 1, end_exclusive };

/// A rate of general interest over a time.
struct GeneralTerm {
    enum class Kind : std::uint8_t { annual = 1, monthly, daily, lpr, benchmark };
    Kind kind = Kind::annual;
    Date from, to;
    Rate rate;                          ///< annual, monthly, daily
    LprTerm term = LprTerm::one_year;   ///< lpr
    LoanTier tier = LoanTier::one_year; ///< benchmark
    Rate times{1'000'000'000};          ///< multiplies lpr or benchmark
    int basis_points = 0;               ///< is added after it
    Rate charges;                       ///< penalty and other charges claimed beside it, as a yearly rate; the cap is on the sum
    std::optional<Date> fixed_on;       ///< the rate of that day throughout; none: floating
};

/// A sum of the document by its kind: `principal`, `damages`, `lawyer_fee`, `general_interest`, `default_interest`,
/// `penalty_fixed`, `penalty_running`, `acceptance_fee`, `restitution` (执行回转).
struct ClaimItem {
    std::string kind = "principal";
    Money amount;
    std::optional<bool> in_base;        ///< as the court ruled; none: the rulebook's reading
    std::optional<Date> delay_from;     ///< an instalment's own; none: the question's
    std::optional<bool> bears_general;  ///< none: a principal does
    int rank = 0;                       ///< of several debts the lower is settled first (designated); equal: what fell due earlier
};

/// A payment and how it came: its day is the one to which the article has interest run.
struct ClaimPayment {
    Date day;
    Money amount;
    std::string kind = "performance";  ///< `performance`, `transfer` (划拨、提取), `ruling` (成交、抵债裁定生效), `realised`
};

/// Time that is not counted, and why: `review`, `retrial`; empty: the caller vouches for it.
struct ExcludedTime {
    Date from, to;
    std::string ground;
};

/// The time a document gives for performance: `days` from the day after it took effect, the last of them moved off a
/// rest day; none given: delay begins on the day of effect.
struct PerformancePeriod {
    Date effective;
    std::optional<int> days;
};

/// A duty other than to pay money, performed late: the loss that it caused, or where there is none what the court decided.
struct LateDuty {
    std::optional<Money> loss, decided;
};

/// What is asked.
struct InterestQuestion {
    std::vector<ClaimItem> items;
    std::optional<Date> first_day;  ///< first day of delay; none: no interest for delay is asked for
    std::optional<PerformancePeriod> period;  ///< in the place of first_day
    Date last_day{};
    DayCount days = DayCount::both_ends;
    std::optional<int> basis;       ///< 360 or 365; needed for every yearly or monthly rate
    std::optional<InterestRounding> rounding;
    std::optional<SettlementOrder> order;
    std::vector<Head> agreed;       ///< the four heads, where the order is agreed
    std::vector<ExcludedTime> excluded;
    std::vector<ClaimPayment> payments;
    std::vector<GeneralTerm> general;
    std::optional<LoanTier> tier;   ///< of the old rule; none: by the length of the delay
    std::optional<Date> loan_contract, loan_filed;  ///< a private loan: general rates are capped
    std::string currency = "CNY";
    std::optional<Rate> mid_rate;   ///< renminbi for one unit on the first day of delay: convert first
    std::optional<Date> bankruptcy; ///< day on which the debtor's bankruptcy was accepted: interest stops on the day before
    std::optional<LateDuty> duty;   ///< asks for 迟延履行金, in addition or alone; the law is that of the last day
};

/// How an item was taken.
struct ItemReading {
    std::string kind;
    Money amount;                   ///< after conversion
    bool in_base = true, needs_ruling = false;
    std::vector<Citation> citations;
};

/// The same question under another order of settlement.
struct OtherReading {
    SettlementOrder order;
    Money total, outstanding;
    std::vector<Citation> citations;
};

/// 迟延履行金.
struct PerformanceMoney {
    LateDuty duty;
    Money amount;
    std::vector<Citation> citations;
};

/// The answer.
struct Interest {
    InterestSheet sheet;
    std::vector<std::vector<Citation>> piece_articles;       ///< of each piece: every version in force on one of its days
    std::vector<std::vector<Citation>> settlement_articles;  ///< of each settlement, in the version of its day
    std::optional<PerformanceMoney> performance;             ///< no part of the totals: it is no interest
    InterestQuestion question;       ///< with every option filled in; payments by date
    std::vector<ItemReading> items;
    std::vector<OtherReading> readings;  ///< where payments make a difference
    std::vector<std::pair<std::string, std::vector<Citation>>> citations;  ///< by part, order, stop and so on
    std::vector<Text> remarks;
};

/// @throws InputError `interest.*`, `rate.unpublished`, `rate.before_table`, `rule.no_version`. Safe from many threads.
[[nodiscard]] Interest interest(const InterestQuestion& question, const Rulebook& rulebook);

/// 迟延履行金: twice the loss; where there is none, what the court has decided.
/// @throws InputError `interest.performance` when neither or both are given, or one is negative.
[[nodiscard]] PerformanceMoney performance_money(const LateDuty& duty, Date as_of, const Rulebook& rulebook);

[[nodiscard]] std::string_view to_string(SettlementOrder order) noexcept;
[[nodiscard]] std::string_view to_string(InterestRounding rounding) noexcept;
[[nodiscard]] std::string_view to_string(DayCount days) noexcept;
[[nodiscard]] std::string_view to_string(InterestPiece::Part part) noexcept;

/// Reads the parameters of zx_interest. @throws InputError with a JSON pointer.
[[nodiscard]] InterestQuestion interest_question(std::string_view params);
/// `zhixing.interest/1`.
[[nodiscard]] std::string to_json(const Interest& interest);

}  // namespace zhixing
