// From the question to the bare problem: rates, readings and options, each with its article.
#include "zhixing/interest.hpp"

#include <algorithm>
#include <numeric>

#include "law/parameter.hpp"
#include "money/exact.hpp"
#include "money/interest_law.hpp"
#include "money/params.hpp"
#include "money/words.hpp"
#include "zhixing/period.hpp"

namespace zhixing {
namespace {

using date::days;
using money::Json;

constexpr std::int64_t kBillion = 1'000'000'000;

[[noreturn]] void bad(const char* code, Text message) { throw InputError{code, std::move(message), {}}; }

Head head_of(const std::string& kind) {
    if (kind == "lawyer_fee" || kind == "acceptance_fee") return Head::costs;
    return kind.ends_with("interest") || kind == "penalty_running" ? Head::interest : Head::principal;
}

class Asking {
public:
    Asking(const InterestQuestion& question, const Rulebook& rulebook)
        : rulebook_{rulebook}, law_{DelayLaw::of(rulebook)} { out_.question = question; }

    Interest answer() {
        InterestQuestion& asked = out_.question;
        if (asked.duty) out_.performance = performance_money(*asked.duty, asked.last_day, rulebook_);
        const bool duty_alone = asked.duty && asked.items.empty() && asked.general.empty() && !asked.first_day && !asked.period;
        if (!duty_alone) interest();
        else options();
        return std::move(out_);
    }

private:
    void interest() {
        InterestQuestion& asked = out_.question;
        if (asked.items.empty()) bad("interest.base", {"须给出金额", "an amount is needed"});
        if (asked.period) first_day();
        if (!asked.first_day && asked.general.empty()) bad("interest.nothing", {"须给出迟延履行起算日或者一般债务利息的利率", "the first day of delay or a rate of general interest is needed"});
        if (asked.basis && *asked.basis != 360 && *asked.basis != 365) bad("interest.basis", {"一年应为360天或365天", "a year has 360 or 365 days"});
        problem_.last_day = end(asked.last_day);
        if (asked.bankruptcy) bankruptcy();
        if (asked.first_day) problem_.delay = law_;
        options();
        items();
        payments();
        excluded();
        for (const GeneralTerm& term : asked.general) general(term);
        order_general();
        if (problem_.delay) delay_rates();
        solve(problem_, out_.sheet);
        articles();
        other_readings();
    }

    Parameter ask(std::string_view id, Date day) const { return parameter(rulebook_, id, day); }

    void cite(std::string_view id, Date day) {
        for (const auto& [known, citations] : out_.citations) {
            if (known == id) return;
        }
        std::vector<Citation> found;
        cite_between(found, rulebook_, id, day, day);
        if (!found.empty()) out_.citations.emplace_back(id, std::move(found));
    }

    // The last day that counts.
    [[nodiscard]] Date end(Date day) const { return out_.question.days == DayCount::both_ends ? day : day - days{1}; }

    [[nodiscard]] Date rule_day() const { return std::max(out_.question.last_day, law_.reform); }

    // ---- Days

    void first_day() {
        InterestQuestion& asked = out_.question;
        const PerformancePeriod& period = *asked.period;
        if (asked.first_day) bad("interest.first_day", {"迟延起算日与履行期间只能给出一个", "give the first day of delay or the period for performance, not both"});
        if (period.days.value_or(1) < 1) bad("interest.first_day", {"履行期间应为正数", "the period for performance is a positive number of days"});
        asked.first_day = period.effective;  // a document without a period: from its effect
        if (!period.days) return;
        bool provisional = false;
        const Date last = *period_end_day(period.effective, {*period.days, Unit::day, true}, Calendar::china(), {}, &provisional);
        asked.first_day = last + days{1};
        cite("money.interest.period", last);
        const std::string day = to_string(last), first = to_string(*asked.first_day);
        remark({"履行期间至" + day + "，迟延自" + first + "起", "the period for performance ends on " + day + ", delay begins on " + first});
        if (provisional) remark({"该年放假安排尚未公布，期间末日为推算", "the holidays of that year are not announced: the end of the period is provisional"});
    }

    // 停止计息: the day before the acceptance is the last, however the days are counted.
    void bankruptcy() {
        const Date accepted = *out_.question.bankruptcy;
        if (accepted > problem_.last_day) return;
        problem_.last_day = accepted - days{1};
        cite("money.interest.bankruptcy", accepted);
        remark({"破产申请于" + to_string(accepted) + "受理，利息计算至前一日", "bankruptcy was accepted on " + to_string(accepted) + ": interest runs to the day before"});
    }

    // ---- Options and sums

    void options() {
        InterestQuestion& asked = out_.question;
        if (!asked.rounding) asked.rounding = money::named<InterestRounding>(money::kInterestRoundings, ask("money.interest.rounding", rule_day()).word());
        problem_.rounding = *asked.rounding;
        if (!asked.order) asked.order = money::named<SettlementOrder>(money::kOrders, ask("money.interest.order", rule_day()).word());
        problem_.order = *asked.order;
        if (problem_.order != SettlementOrder::agreed) return;
        std::vector<Head> heads = asked.agreed;
        std::sort(heads.begin(), heads.end());
        if (heads != std::vector{Head::costs, Head::interest, Head::principal, Head::doubled}) {
            bad("interest.agreed", {"约定顺序须列出 costs、interest、principal、doubled 各一次", "an agreed order names costs, interest, principal and doubled once each"});
        }
        std::copy(asked.agreed.begin(), asked.agreed.end(), problem_.agreed.begin());
    }

    [[nodiscard]] Money converted(Money amount) const {
        const InterestQuestion& asked = out_.question;
        return asked.mid_rate ? scaled(amount, asked.mid_rate->billionths, kBillion) : amount;
    }

    void items() {
        InterestQuestion& asked = out_.question;
        std::stable_sort(asked.items.begin(), asked.items.end(), [&asked](const ClaimItem& a, const ClaimItem& b) {
            const Date day = asked.first_day.value_or(asked.last_day);
            return std::pair{a.rank, a.delay_from.value_or(day)} < std::pair{b.rank, b.delay_from.value_or(day)};
        });
        if (asked.currency == "CNY" && asked.mid_rate) bad("interest.currency", {"人民币债务不需折算", "a debt in renminbi is not converted"});
        if (asked.currency != "CNY") cite("money.interest.currency", rule_day());
        for (const ClaimItem& item : asked.items) {
            if (item.amount < Money{}) bad("interest.base", {"金额不得为负", "amounts may not be negative"});
            if (!rulebook_.find("money.interest.base." + item.kind)) bad("interest.item", {"没有此类项目：" + item.kind, "there is no such kind of item: " + item.kind});
            const Parameter reading = ask("money.interest.base." + item.kind, rule_day());
            const bool disputed = reading.info.source != Source::read && !item.in_base;
            const bool in_base = item.in_base.value_or(reading.word() == "in");
            const Head head = in_base && head_of(item.kind) == Head::interest ? Head::principal : head_of(item.kind);
            problem_.debts.push_back({converted(item.amount), head, in_base, item.bears_general.value_or(item.kind == "principal"),
                                      item.delay_from.value_or(asked.first_day.value_or(asked.last_day))});
            out_.items.push_back({item.kind, converted(item.amount), in_base, disputed, reading.version.citations});
        }
    }

    void payments() {
        std::vector<ClaimPayment>& list = out_.question.payments;
        std::stable_sort(list.begin(), list.end(), [](const ClaimPayment& a, const ClaimPayment& b) { return a.day < b.day; });
        for (const ClaimPayment& payment : list) {
            const std::string id = "money.interest.stop." + payment.kind;
            if (!rulebook_.find(id)) {
                bad("interest.stop", {"止算日应为履行、划拨提取、裁定生效或者变价完成之日，不是发放等其他日期（法释〔2014〕8号第三条）：" + payment.kind,
                                      "interest stops on performance, transfer, ruling or realisation, not on another day such as the release (法释〔2014〕8号 article 3): " + payment.kind});
            }
            if (payment.amount < Money{}) bad("interest.payment", {"还款不得为负", "a payment may not be negative"});
            if (payment.day > out_.question.last_day) bad("interest.payment", {"还款在计算止日之后", "a payment is later than the last day"});
            if (out_.question.bankruptcy && payment.day >= *out_.question.bankruptcy) bad("interest.payment", {"破产申请受理后不得个别清偿", "nothing is paid to one creditor once a bankruptcy is accepted"});
            cite(id, rule_day());
            problem_.payments.push_back({end(payment.day), payment.amount});
        }
        if (list.empty()) return;
        cite("money.interest.order", rule_day());
        if (problem_.debts.size() > 1) cite("money.interest.order.debts", rule_day());
        if (problem_.delay && list.front().day < law_.reform) cite("money.interest.order.old", list.front().day);
    }

    void excluded() {
        const InterestQuestion& asked = out_.question;
        if (asked.excluded.empty()) return;
        const Parameter grounds = ask("money.interest.excluded", rule_day());
        for (const ExcludedTime& time : asked.excluded) {
            const bool allowed = time.ground.empty() || grounds.json().find('"' + time.ground + '"') != std::string::npos;
            if (!allowed) {
                bad("interest.excluded", {"不属于可以扣除的期间（法释〔2014〕8号第三条第三款）：" + time.ground + "；只有 review（非因被执行人申请的审查而中止或者暂缓执行）和 retrial（再审中止执行）",
                                          "no time that may be excluded (法释〔2014〕8号 article 3(3)): " + time.ground + "; only review (a stay not asked for by the debtor) and retrial are"});
            }
            if (time.from > time.to) bad("interest.excluded", {"扣除期间的起止颠倒", "an excluded time ends before it begins"});
            if (time.ground.empty()) remark({"扣除期间未写明事由：只有非因被执行人申请的审查、再审中止执行可以扣除", "a time is excluded without a ground: only a review the debtor did not ask for and a retrial count"});
            if (time.from < law_.reform) remark({"2014年8月1日前的部分不扣除", "what lies before 2014-08-01 is not excluded"});
            problem_.excluded.push_back({time.from, end(time.to)});
        }
        cite("money.interest.excluded", rule_day());
        std::vector<DayRange>& list = problem_.excluded;
        std::sort(list.begin(), list.end(), [](const DayRange& a, const DayRange& b) { return a.from < b.from; });
        std::vector<DayRange> joined;  // the union: days excluded twice are excluded once
        for (const DayRange& range : list) {
            if (range.from > range.to) continue;
            if (!joined.empty() && range.from <= joined.back().to + days{1}) joined.back().to = std::max(joined.back().to, range.to);
            else joined.push_back(range);
        }
        list = std::move(joined);
    }

    void remark(Text text) {
        const auto same = [&text](const Text& one) { return one.en == text.en; };
        if (std::none_of(out_.remarks.begin(), out_.remarks.end(), same)) out_.remarks.push_back(std::move(text));
    }

    // ---- Rates

    [[nodiscard]] int basis() const {
        if (!out_.question.basis) bad("interest.basis", {"年利率、月利率须明确一年按360天还是365天计算", "a yearly or monthly rate needs a choice: 360 or 365 days a year"});
        return *out_.question.basis;
    }

    static DailyRate daily(Date from, Date to, std::int64_t numerator, std::int64_t denominator, Rate shown, bool yearly) {
        const std::int64_t common = std::max<std::int64_t>(std::gcd(numerator, denominator), 1);
        return {from, to, numerator / common, denominator / common, shown, yearly};
    }

    static Rate multiplied(Rate rate, Rate times, int basis_points) {
        const Wide product_of = product(rate.billionths, times.billionths);
        if (product_of % kBillion != 0) bad("interest.times", {"倍数的小数过多", "the multiplier has too many decimals"});
        const std::int64_t sum = to_money(product_of / kBillion).fen() + std::int64_t{basis_points} * 100'000;
        if (sum < 0 || sum > 100 * kBillion) bad("interest.absurd", {"利率超出范围", "the rate is out of range"});
        return {sum};
    }

    void general(const GeneralTerm& term) {
        cite("money.interest.general", rule_day());
        if (term.charges.billionths > 0) {
            cite("money.interest.private-cap.charges", out_.question.loan_contract.value_or(term.from));
            charged_.push_back({term.from, end(term.to)});
        }
        const std::optional<Date> first = out_.question.first_day;
        if (first && term.to + days{1} == *first) remark(ask("money.interest.general.until-performance", rule_day()).info.name);
        if (term.kind == GeneralTerm::Kind::daily) {
            if (term.rate.billionths > kBillion) bad("interest.absurd", {"利率超出范围", "the rate is out of range"});
            const bool alone = term.charges.billionths == 0;
            capped(term.from, end(term.to), alone ? term.rate : with_charges(multiplied(term.rate, {basis() * kBillion}, 0), term), alone);
        } else if (term.kind <= GeneralTerm::Kind::monthly) {
            const Rate yearly = term.kind == GeneralTerm::Kind::monthly ? multiplied(term.rate, {12 * kBillion}, 0) : multiplied(term.rate, {kBillion}, 0);
            capped(term.from, end(term.to), with_charges(yearly, term), false);
        } else {
            const RateTable& table = term.kind == GeneralTerm::Kind::lpr ? lpr(term.term) : benchmark(term.tier);
            published(table, term.from, end(term.to), term.fixed_on, [&](Date from, Date to, Rate rate) {
                capped(from, to, with_charges(multiplied(rate, term.times, term.basis_points), term), false);
            });
        }
    }

    static Rate with_charges(Rate yearly, const GeneralTerm& term) { return multiplied({yearly.billionths + term.charges.billionths}, {kBillion}, 0); }

    // Calls for each time in which a published rate does not change.
    template <typename Each>
    static void published(const RateTable& table, Date from, Date to, std::optional<Date> fixed_on, Each each) {
        if (from > to) return;
        if (fixed_on) {
            each(from, to, table.on(*fixed_on));
            return;
        }
        table.require(from, to);
        const std::span<const RateStep> steps = table.steps();
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Date begin = std::max(from, steps[i].from);
            const Date last = i + 1 < steps.size() ? std::min(to, steps[i + 1].from - days{1}) : to;
            if (begin <= last) each(begin, last, steps[i].rate);
        }
    }

    // A private loan's rate, no higher than the cap of its days.
    void capped(Date from, Date to, Rate rate, bool a_day) {
        const InterestQuestion& asked = out_.question;
        if (from > to) return;
        if (!asked.loan_contract) {
            push(from, to, rate, a_day);
            return;
        }
        const Json rule = Json::parse(ask("money.interest.private-cap", to).json());
        const auto change = rule.contains("older_by_suit_from") ? parse_date(rule["older_by_suit_from"].get<std::string>()) : std::nullopt;
        const bool old_suit = change && asked.loan_filed && *asked.loan_filed < *change;
        if (!change || *asked.loan_contract >= *change || old_suit) {
            push_capped(from, to, rate, a_day, old_suit ? std::min(*asked.loan_contract, *change - days{1}) : *asked.loan_contract);
            return;
        }
        push_capped(from, *change - days{1}, rate, a_day, *asked.loan_contract);
        if (!asked.loan_filed) {
            const std::string day = to_string(*change);
            bad("interest.loan", {day + "前成立的借贷，须给出起诉日", "of a loan made before " + day + " the day of the suit is needed"});
        }
        push_capped(std::max(from, *change), to, rate, a_day, *asked.loan_filed);
    }

    void push_capped(Date from, Date to, Rate rate, bool a_day, Date cap_day) {
        if (from > to) return;
        const Parameter rule = ask("money.interest.private-cap", cap_day);
        cite("money.interest.private-cap", cap_day);
        caps_.push_back({{from, to}, cap_day});
        const Json value = Json::parse(rule.json());
        const Rate cap = value.contains("annual") ? Rate::parse_percent(value["annual"].get<std::string>())
                                                  : multiplied(lpr(LprTerm::one_year).on(cap_day), Rate::parse(value["lpr_times"].get<std::string>()), 0);
        const Wide yearly = Wide{rate.billionths} * (a_day ? basis() : 1);
        if (yearly <= cap.billionths) {
            push(from, to, rate, a_day);
            return;
        }
        remark({"超过民间借贷利率上限的部分不计：年利率以" + cap.percent() + "%为限", "the rate is cut to the cap of private loans: " + cap.percent() + " % a year"});
        push(from, to, cap, false);
    }

    void push(Date from, Date to, Rate rate, bool a_day) {
        problem_.general.push_back(daily(from, to, rate.billionths, kBillion * (a_day ? 1 : basis()), rate, !a_day));
    }

    void order_general() {
        std::vector<DailyRate>& list = problem_.general;
        std::sort(list.begin(), list.end(), [](const DailyRate& a, const DailyRate& b) { return a.from < b.from; });
        for (std::size_t i = 1; i < list.size(); ++i) {
            if (list[i].from <= list[i - 1].to) bad("interest.general", {"一般债务利息的期间重叠", "two times of general interest overlap"});
        }
    }

    void delay_rates() {
        const InterestQuestion& asked = out_.question;
        Date first = asked.last_day;
        for (const DebtItem& debt : problem_.debts) first = std::min(first, debt.delay_from);
        cite("money.interest.start", rule_day());
        if (problem_.last_day >= law_.reform) out_.citations.emplace_back("doubled", ask("money.interest.delay", rule_day()).version.citations);
        if (first >= law_.reform) return;
        const Parameter rule = ask("money.interest.delay", first);
        out_.citations.emplace_back("old", rule.version.citations);
        cite("money.interest.transition", law_.reform);
        if (!asked.tier) remark(ask("money.interest.old.tier", first).info.name);
        const Rate times = Rate::parse(Json::parse(rule.json()).at("benchmark_times").get<std::string>());
        const Date last = std::min(problem_.last_day, law_.reform - days{1});
        published(benchmark(asked.tier.value_or(tier_of(first, last))), first, last, std::nullopt, [&](Date from, Date to, Rate rate) {
            const Rate whole = multiplied(rate, times, 0);
            problem_.old.push_back(daily(from, to, whole.billionths, kBillion * basis(), whole, true));
        });
    }

    // The tier follows the length of the delay under the old rules (what comes after changes nothing: 法释〔2014〕8号 art. 7), in
    // months to the corresponding day.
    static LoanTier tier_of(Date first, Date last) {
        const date::year_month_day begin{first};
        const auto within = [&](int months) {
            date::year_month_day end = begin + date::months{months};
            if (!end.ok()) end = end.year() / end.month() / date::last;
            return last < date::sys_days{end};
        };
        return within(6) ? LoanTier::six_months : within(12) ? LoanTier::one_year : within(36) ? LoanTier::three_years : within(60) ? LoanTier::five_years : LoanTier::over_five_years;
    }

    // ---- Articles

    void articles() {
        for (const InterestPiece& piece : out_.sheet.pieces) out_.piece_articles.push_back(articles_of(piece));
        for (const ClaimPayment& payment : out_.question.payments) out_.settlement_articles.push_back(articles_of(payment));
    }

    static bool overlap(const DayRange& range, const InterestPiece& piece) { return range.from <= piece.to && range.to >= piece.from; }

    [[nodiscard]] std::vector<Citation> articles_of(const InterestPiece& piece) const {
        std::vector<Citation> out;
        const bool general = piece.part == InterestPiece::Part::general;
        cite_between(out, rulebook_, general ? "money.interest.general" : "money.interest.statute", piece.from, piece.to);
        if (!general) cite_between(out, rulebook_, "money.interest.delay", piece.from, piece.to);
        for (const auto& [range, cap_day] : caps_) {  // of the day that selects the cap, not of the days of the piece
            if (!general || !overlap(range, piece)) continue;
            cite_between(out, rulebook_, "money.interest.private-cap", cap_day, cap_day);
            const bool charged = std::any_of(charged_.begin(), charged_.end(), [&piece](const DayRange& one) { return overlap(one, piece); });
            if (charged) cite_between(out, rulebook_, "money.interest.private-cap.charges", cap_day, cap_day);
        }
        return out;
    }

    [[nodiscard]] std::vector<Citation> articles_of(const ClaimPayment& payment) const {
        std::vector<Citation> out;
        cite_between(out, rulebook_, "money.interest.stop." + payment.kind, payment.day, payment.day);
        cite_order(out, problem_.order, payment.day);
        return out;
    }

    // Before the reform payments settle in proportion unless agreed otherwise.
    void cite_order(std::vector<Citation>& out, SettlementOrder order, Date day) const {
        const bool old = day < law_.reform && problem_.delay && order != SettlementOrder::agreed;
        cite_between(out, rulebook_, old ? std::string{"money.interest.order.old"} : "money.interest.order." + std::string{to_string(order)}, day, day);
    }

    // A part payment settles in an order that the law leaves open: what the other orders would give.
    void other_readings() {
        if (problem_.payments.empty()) return;
        InterestProblem other = problem_;
        InterestSheet sheet;
        bool differs = false;
        for (const SettlementOrder order : {SettlementOrder::interest_first, SettlementOrder::principal_first, SettlementOrder::pro_rata}) {
            other.order = order;
            solve(other, sheet);
            std::vector<Citation> reading;
            cite_between(reading, rulebook_, "money.interest.order." + std::string{to_string(order)}, rule_day(), rule_day());
            out_.readings.push_back({order, sheet.total(), sheet.outstanding(), std::move(reading)});
            differs = differs || sheet.outstanding() != out_.sheet.outstanding() || sheet.total() != out_.sheet.total();
        }
        if (differs) remark({"抵充顺序不同，结果不同：各种读法的合计见 readings", "the order of settlement changes the result: see readings for the totals of each"});
    }

    const Rulebook& rulebook_;
    DelayLaw law_;
    InterestProblem problem_;
    std::vector<DayRange> charged_;                // times of general interest with charges beside it
    std::vector<std::pair<DayRange, Date>> caps_;  // times of general interest, and the day that selects their cap
    Interest out_;
};

}  // namespace

std::string_view to_string(SettlementOrder order) noexcept { return money::word_of(money::kOrders, order); }
std::string_view to_string(InterestPiece::Part part) noexcept { return money::word_of(money::kPieceParts, part); }
std::string_view to_string(InterestRounding rounding) noexcept { return money::word_of(money::kInterestRoundings, rounding); }
std::string_view to_string(DayCount days) noexcept { return money::word_of(money::kDayCounts, days); }

Interest interest(const InterestQuestion& question, const Rulebook& rulebook) { return Asking{question, rulebook}.answer(); }

}  // namespace zhixing
