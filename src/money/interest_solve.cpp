// The bare computation of interest: no rulebook, no prose, no memory but the sheet's.
#include <algorithm>
#include <limits>

#include "money/exact.hpp"
#include "zhixing/interest.hpp"

namespace zhixing {
namespace {

using date::days;
using Part = InterestPiece::Part;

constexpr std::int64_t kMost = 1'000'000'000'000'000;  // fen
constexpr int kLongest = 73'100;                       // days
constexpr Date kNever = Date::max();

[[noreturn]] void absurd() {
    throw InputError{"interest.absurd", {"金额、利率或期间超出可计算的范围（10万亿元、200年）", "amounts, rates or times are out of range (10^13 yuan, 200 years)"}, {}};
}

class Solver {
public:
    Solver(const InterestProblem& problem, InterestSheet& sheet) : problem_{problem}, sheet_{sheet} {
        sheet.pieces.clear();
        sheet.settlements.clear();
        sheet.debts.assign(problem.debts.begin(), problem.debts.end());
        sheet.general = sheet.doubled = sheet.rounding = {};
    }

    void run() {
        Date from = first_day();
        if ((problem_.last_day - from).count() > kLongest) absurd();
        for (const PaidAmount& payment : problem_.payments) {
            if (payment.amount.fen() < 0 || payment.amount.fen() > kMost) absurd();
            if (payment.day >= from) {
                accrue(from, payment.day);
                from = payment.day + days{1};
            }
            settle(payment);
        }
        if (from <= problem_.last_day) accrue(from, problem_.last_day);
        finish();
    }

private:
    Date first_day() const {
        Date first = problem_.general.empty() ? kNever : problem_.general.front().from;
        for (const DebtItem& debt : sheet_.debts) {
            if (debt.amount.fen() < 0 || debt.amount.fen() > kMost) absurd();
            if (problem_.delay) first = std::min(first, debt.delay_from);
        }
        return std::min(first, problem_.last_day + days{1});
    }

    // ---- Lines

    void accrue(Date from, Date to) {
        first_piece_ = sheet_.pieces.size();
        for (const DailyRate& rate : problem_.general) general(rate, std::max(from, rate.from), std::min(to, rate.to));
        if (problem_.delay) delay(*problem_.delay, from, to);
        close_pieces();
    }

    // Before the reform, interest for delay took the place of general interest.
    void general(const DailyRate& rate, Date from, Date to) {
        const Date reform = problem_.delay ? problem_.delay->reform : from;
        while (from <= to) {
            Date end = to;
            std::int64_t base = 0;
            for (const DebtItem& debt : sheet_.debts) {
                if (!debt.bears_general) continue;
                const bool replaced = debt.in_base && from < reform && debt.delay_from <= from;
                if (!replaced) base += debt.amount.fen();
                if (from >= reform) continue;
                end = std::min(end, reform - days{1});
                if (debt.delay_from > from) end = std::min(end, debt.delay_from - days{1});
            }
            add(Part::general, rate, base, from, end);
            from = end + days{1};
        }
    }

    void delay(const DelayLaw& law, Date from, Date to) {
        Date done = Date::min();
        while (true) {  // the debts that fall due on one day run on one line
            Date start = kNever;
            for (const DebtItem& debt : sheet_.debts) {
                if (debt.delay_from > done) start = std::min(start, debt.delay_from);
            }
            if (start == kNever || start > to) return;
            done = start;
            std::int64_t base = 0, interest = 0;
            for (const DebtItem& debt : sheet_.debts) {
                if (debt.delay_from != start) continue;
                if (debt.in_base) base += debt.amount.fen();
                else if (debt.head == Head::interest) interest += debt.amount.fen();
            }
            const Date begin = std::max(from, start);
            for (const DailyRate& rate : problem_.old) {
                add(Part::old, rate, base + interest, std::max(begin, rate.from), std::min({to, rate.to, law.reform - days{1}}));
            }
            for (const DailyRate& rate : law.doubled) doubled(rate, base, std::max({begin, law.reform, rate.from}), std::min(to, rate.to));
        }
    }

    void doubled(const DailyRate& rate, std::int64_t base, Date from, Date to) {
        for (const DayRange& pause : problem_.excluded) {
            if (pause.to < from) continue;
            if (pause.from > to) break;
            add(Part::doubled, rate, base, from, pause.from - days{1});
            from = pause.to + days{1};
        }
        add(Part::doubled, rate, base, from, to);
    }

    // Lines that continue one another with one base and rate are one.
    void add(Part part, const DailyRate& rate, std::int64_t base, Date from, Date to) {
        if (from > to || base == 0 || rate.numerator == 0) return;
        if (base > kMost) absurd();
        if (sheet_.pieces.size() > first_piece_) {
            InterestPiece& last = sheet_.pieces.back();
            const bool same = last.part == part && last.base.fen() == base && last.to + days{1} == from && last.numerator == rate.numerator && last.denominator == rate.denominator;
            if (same) {
                last.to = to;
                last.days += (to - from).count() + 1;
                return;
            }
        }
        sheet_.pieces.push_back({part, rate.yearly, static_cast<std::int32_t>((to - from).count() + 1), from, to, Money::from_fen(base), {}, rate.shown, rate.numerator, rate.denominator});
    }

    static std::int64_t amount(const InterestPiece& piece) {
        std::int64_t first = 0, all = 0;  // the common case in one machine word
        if (!__builtin_mul_overflow(piece.base.fen(), piece.numerator, &first) && !__builtin_mul_overflow(first, std::int64_t{piece.days}, &all) &&
            all < std::numeric_limits<std::int64_t>::max() / 4 && piece.denominator < std::numeric_limits<std::int64_t>::max() / 4) {
            return (2 * all + piece.denominator) / (2 * piece.denominator);
        }
        return to_money(divide(product(product(piece.base.fen(), piece.numerator), piece.days), piece.denominator, Rounding::half_up)).fen();
    }

    void close_pieces() {
        for (std::size_t i = first_piece_; i < sheet_.pieces.size(); ++i) {
            InterestPiece& piece = sheet_.pieces[i];
            const std::int64_t fen = amount(piece);
            piece.amount = Money::from_fen(fen);
            (piece.part == Part::general ? interest_ : delay_) += fen;
            (piece.part == Part::general ? sheet_.general : sheet_.doubled) += piece.amount;
            if (interest_ > kMost || delay_ > kMost) absurd();
        }
        if (problem_.rounding == InterestRounding::once) {
            adjust(true, interest_, sheet_.general);
            adjust(false, delay_, sheet_.doubled);
        }
    }

    // Replaces the sum of the rounded lines by the rounded exact sum. Fractions are summed part by part, as all
    // denominators divide 10^9 × 360 × 73.
    void adjust(bool general_part, std::int64_t& owed, Money& total) {
        constexpr Wide kCommon = Wide{1'000'000'000} * 360 * 73;
        Wide fraction = 0;
        std::int64_t whole = 0, lines = 0;
        for (std::size_t i = first_piece_; i < sheet_.pieces.size(); ++i) {
            const InterestPiece& piece = sheet_.pieces[i];
            if ((piece.part == Part::general) != general_part) continue;
            const Wide exact = product(product(piece.base.fen(), piece.numerator), piece.days);
            whole += to_money(exact / piece.denominator).fen();
            fraction += exact % piece.denominator * (kCommon / piece.denominator);
            lines += piece.amount.fen();
        }
        const std::int64_t difference = whole + to_money(divide(fraction, kCommon, Rounding::half_up)).fen() - lines;
        owed += difference;
        total += Money::from_fen(difference);
        sheet_.rounding += Money::from_fen(difference);
    }

    // ---- Payments

    std::int64_t owed(Head head) const {
        std::int64_t sum = head == Head::interest ? interest_ : head == Head::doubled ? delay_ : 0;
        for (const DebtItem& debt : sheet_.debts) sum += debt.head == head ? debt.amount.fen() : 0;
        return sum;
    }

    // Takes up to `money` to a head; what fell due earlier first.
    void pay(Head head, std::int64_t money, std::int64_t& left, Settlement& settlement) {
        std::int64_t rest = std::min({money, left, owed(head)});
        left -= rest;
        Money& told = head == Head::costs ? settlement.costs : head == Head::interest ? settlement.interest : head == Head::principal ? settlement.principal : settlement.doubled;
        told += Money::from_fen(rest);
        for (DebtItem& debt : sheet_.debts) {
            if (debt.head != head) continue;
            const std::int64_t part = std::min(rest, debt.amount.fen());
            debt.amount -= Money::from_fen(part);
            rest -= part;
        }
        if (head == Head::interest) interest_ -= rest;
        if (head == Head::doubled) delay_ -= rest;
    }

    static std::int64_t share(std::int64_t money, std::int64_t part, std::int64_t whole) {
        return static_cast<std::int64_t>(divide(Wide{money} * part, whole, Rounding::half_up));
    }

    // Before the reform the debt and the interest for delay are paid in proportion (并还).
    void pay_old(std::int64_t& left, Settlement& settlement) {
        const std::int64_t debt = owed(Head::costs) + owed(Head::interest) + owed(Head::principal);
        const std::int64_t all = debt + owed(Head::doubled);
        if (left >= all || all == 0) return;
        std::int64_t to_debt = share(left, debt, all);
        pay(Head::doubled, left - to_debt, left, settlement);
        for (const Head head : {Head::costs, Head::interest, Head::principal}) pay(head, left, left, settlement);
    }

    void pay_pro_rata(std::int64_t& left, Settlement& settlement) {
        const std::int64_t debt = owed(Head::costs) + owed(Head::principal);
        const std::int64_t all = debt + owed(Head::interest);
        if (left < all) {
            std::int64_t to_debt = share(left, debt, all);
            pay(Head::interest, left - to_debt, left, settlement);
            to_debt = left;
            pay(Head::costs, to_debt, left, settlement);
            pay(Head::principal, left, left, settlement);
        }
    }

    void settle(const PaidAmount& payment) {
        Settlement settlement{payment.day, payment.amount, {}, {}, {}, {}, {}};
        std::int64_t left = payment.amount.fen();
        if (problem_.delay && payment.day < problem_.delay->reform && problem_.order != SettlementOrder::agreed) pay_old(left, settlement);
        else if (problem_.order == SettlementOrder::pro_rata) pay_pro_rata(left, settlement);
        constexpr std::array<Head, 4> kInterest{Head::costs, Head::interest, Head::principal, Head::doubled};
        constexpr std::array<Head, 4> kPrincipal{Head::principal, Head::costs, Head::interest, Head::doubled};
        const auto& order = problem_.order == SettlementOrder::agreed ? problem_.agreed : problem_.order == SettlementOrder::principal_first ? kPrincipal : kInterest;
        for (const Head head : order) pay(head, left, left, settlement);
        settlement.surplus = Money::from_fen(left);
        sheet_.settlements.push_back(settlement);
    }

    void finish() {
        sheet_.owed_costs = Money::from_fen(owed(Head::costs));
        sheet_.owed_interest = Money::from_fen(owed(Head::interest));
        sheet_.owed_principal = Money::from_fen(owed(Head::principal));
        sheet_.owed_doubled = Money::from_fen(owed(Head::doubled));
    }

    const InterestProblem& problem_;
    InterestSheet& sheet_;
    std::size_t first_piece_ = 0;      // of the time since the last payment
    std::int64_t interest_ = 0, delay_ = 0;  // accrued and not paid
};

}  // namespace

void solve(const InterestProblem& problem, InterestSheet& sheet) { Solver{problem, sheet}.run(); }

}  // namespace zhixing
