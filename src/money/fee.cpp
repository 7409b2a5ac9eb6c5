#include "zhixing/fee.hpp"

#include <algorithm>
#include <limits>

#include "law/parameter.hpp"
#include "money/exact.hpp"
#include "money/fee_scale.hpp"
#include "money/params.hpp"
#include "money/words.hpp"

namespace zhixing {
namespace {

using money::Json;

constexpr Wide kUnit = 1'000'000'000;

struct Bracket {
    Money to;  // the last one is open
    Money flat;
    Rate rate;
};

struct Schedule {
    std::vector<Bracket> brackets;
    Wide divided_by = 1;
    std::optional<Money> cap;
    std::optional<std::pair<Money, Money>> without_amount;
};

Schedule read_schedule(const std::string& text) {
    const Json json = Json::parse(text);
    const auto amount = [](const Json& of) { return Money::parse(of.get_ref<const std::string&>()); };
    Schedule schedule;
    for (const Json& one : json.at("brackets")) {
        Bracket bracket{one.at("to").is_null() ? Money::from_fen(std::numeric_limits<std::int64_t>::max()) : amount(one.at("to")), {}, {}};
        if (one.contains("flat")) bracket.flat = amount(one.at("flat"));
        else bracket.rate = Rate::parse_percent(one.at("rate").get_ref<const std::string&>());
        schedule.brackets.push_back(bracket);
    }
    if (json.contains("divided_by")) schedule.divided_by = json.at("divided_by").get<int>();
    if (json.contains("cap")) schedule.cap = amount(json.at("cap"));
    if (json.contains("without_amount")) schedule.without_amount = {amount(json["without_amount"][0]), amount(json["without_amount"][1])};
    return schedule;
}

Money rounded(Wide dividend, Wide divisor, FeeRounding rounding) {
    const Wide unit = rounding == FeeRounding::fen_half_up ? 1 : rounding == FeeRounding::tens_half_up ? 1000 : 100;
    const auto way = rounding == FeeRounding::yuan_floor ? Rounding::down : Rounding::half_up;
    return to_money(divide(dividend, product(divisor, unit), way) * unit);
}

// The fee of an amount, exactly: fen times `kUnit`, before what divides it.
Wide marginal(const Schedule& schedule, Money amount) {
    Wide sum = 0;
    Money over;
    for (const Bracket& bracket : schedule.brackets) {
        if (amount <= over && over > Money{}) break;
        sum += product(bracket.flat.fen(), kUnit) + product((std::min(amount, bracket.to) - over).fen(), bracket.rate.billionths);
        over = bracket.to;
    }
    return sum;
}

Money fee_of(const Schedule& schedule, Money amount, Wide divisor, FeeRounding rounding) {
    Wide exact = marginal(schedule, amount);
    if (schedule.cap) exact = std::min(exact, product(product(schedule.cap->fen(), kUnit), divisor));
    return rounded(exact, product(kUnit, divisor), rounding);
}

// The largest x with x + fee(x) ≤ received: both grow with x, so halving finds it.
Money net_of_fee(const Schedule& schedule, Money received, Wide divisor, FeeRounding rounding) {
    const auto fits = [&](std::int64_t x) { return Money::from_fen(x) + fee_of(schedule, Money::from_fen(x), divisor, rounding) <= received; };
    if (!fits(0)) throw InputError{"fee.short", {"到位款项不足以交纳费用", "what was received does not cover the least fee"}, {}};
    std::int64_t low = 0, high = received.fen();
    while (low < high) {
        const std::int64_t middle = low + (high - low + 1) / 2;
        if (fits(middle)) low = middle;
        else high = middle - 1;
    }
    return Money::from_fen(low);
}

// Asks the rulebook for the law of one fee on one day.
class FeeLaw {
public:
    FeeLaw(const FeeQuestion& question, const Rulebook& rulebook)
        : rulebook_{rulebook}, day_{question.as_of.value_or(kLastDate)}, scale_{"money.fee." + std::string{to_string(question.kind)}} {}

    [[nodiscard]] Parameter scale() const { return ask(scale_); }
    [[nodiscard]] Parameter ask(std::string_view id) const { return parameter(rulebook_, id, day_); }
    [[nodiscard]] std::string word(std::string_view id) const { return ask(id).word(); }
    [[nodiscard]] const std::vector<Citation>& articles(std::string_view id) const { return ask(id).version.citations; }

    // What the law says of this fee and of all fees.
    [[nodiscard]] std::vector<FeeNote> notes() const {
        std::vector<FeeNote> out;
        for (const std::string& prefix : {scale_ + ".", std::string{"money.fee.all."}}) {
            for (const Rule& rule : rulebook_.compiled().rules) {
                const RuleVersion* const version = rule.info.id.starts_with(prefix) ? rule.version_on(day_) : nullptr;
                if (version != nullptr) out.push_back({rule.info.id, version->value, rule.info.name, version->citations});
            }
        }
        return out;
    }
    [[nodiscard]] FeeNote note(std::string_view id) const {
        const Parameter rule = ask(id);
        return {rule.info.id, rule.json(), rule.info.name, rule.version.citations};
    }

private:
    const Rulebook& rulebook_;
    Date day_;
    std::string scale_;
};

void write_lines(Fee& out, const Schedule& schedule, bool halved, const FeeLaw& law) {
    using What = FeeLine::What;
    Money sum, over;
    const auto add = [&](FeeLine line, const std::vector<Citation>& articles) {
        if (line.fee == Money{} && line.what != What::band) return;
        sum += line.fee;
        line.citations = articles;
        out.lines.push_back(std::move(line));
    };
    for (const Bracket& bracket : schedule.brackets) {
        if (out.amount <= over && over > Money{}) break;
        const Money part = std::min(out.amount, bracket.to) - over;
        if (bracket.rate.billionths == 0) add({What::flat, over, part, {}, bracket.flat}, out.citations);
        else add({What::band, over, part, bracket.rate, scaled(part, bracket.rate.billionths, kUnit)}, out.citations);
        over = bracket.to;
    }
    if (schedule.divided_by != 1) add({What::divided, {}, {}, {}, scaled(sum, 1, schedule.divided_by) - sum}, out.citations);
    if (halved) add({What::halved, {}, {}, {}, scaled(sum, 1, 2) - sum}, law.articles("money.fee.halved"));
    if (schedule.cap && sum > *schedule.cap) add({What::cap, {}, {}, {}, *schedule.cap - sum}, out.citations);
    add({What::rounding, {}, {}, {}, out.fee - sum}, law.articles("money.fee.rounding"));
}

[[noreturn]] void bad(const char* code, Text message) { throw InputError{code, std::move(message), {}}; }

void check(const FeeQuestion& question) {
    if (question.amount && *question.amount < Money{}) bad("fee.amount", {"金额不得为负", "the amount may not be negative"});
    if (question.halved && question.kind != FeeKind::acceptance) bad("fee.halved", {"只有案件受理费可以减半", "only the acceptance fee may be halved"});
    if (question.exchange_rate && question.exchange_rate->billionths == 0) bad("fee.exchange_rate", {"汇率不得为零", "the rate of exchange may not be zero"});
}

std::string base_of(const FeeQuestion& question, const FeeLaw& law) {
    std::string base = question.base.empty() ? law.word("money.fee.base") : question.base;
    if (base != "recovered" && base != "applied") bad("fee.base", {"计费基数应为 recovered 或 applied", "the base is recovered or applied"});
    return base;
}

// A matter without an amount: the one fee there is, or what the court has set within the law's limits.
void without_amount(Fee& out, const FeeQuestion& question, const Schedule& schedule) {
    if (!schedule.without_amount) bad("fee.amount", {"须给出金额", "an amount is needed"});
    const auto [least, most] = *schedule.without_amount;
    if (least != most && !question.local) {
        bad("fee.local", {"没有执行金额的，每件50元至500元，由本院标准确定，须给出", "without an amount the court's own fee, 50 to 500 yuan, has to be given"});
    }
    out.fee = question.local.value_or(least);
    if (out.fee < least || out.fee > most) bad("fee.local", {"超出法定幅度", "outside the limits of the law"});
    out.lines.push_back({FeeLine::What::local, {}, {}, {}, out.fee, out.citations});
}

void with_amount(Fee& out, const FeeQuestion& question, const Schedule& schedule, const FeeLaw& law) {
    const Wide divisor = schedule.divided_by * (question.halved ? 2 : 1);
    const Money amount = question.exchange_rate ? scaled(*question.amount, question.exchange_rate->billionths, kUnit) : *question.amount;
    const bool net = question.net || (question.kind == FeeKind::execution && law.word("money.fee.short") == "net");
    out.amount = net ? net_of_fee(schedule, amount, divisor, out.rounding) : amount;
    out.fee = fee_of(schedule, out.amount, divisor, out.rounding);
    if (net) {
        out.received = amount;
        out.remainder = amount - out.amount - out.fee;
    }
    write_lines(out, schedule, question.halved, law);
}

}  // namespace

std::string_view to_string(FeeKind kind) noexcept { return money::word_of(money::kFeeKinds, kind); }
std::string_view to_string(FeeRounding rounding) noexcept { return money::word_of(money::kFeeRoundings, rounding); }
std::string_view to_string(FeeLine::What what) noexcept { return money::word_of(money::kFeeLines, what); }

Money money::fee_on_scale(std::string_view scale, std::string_view rounding, Money amount) {
    try {
        const Schedule schedule = read_schedule(std::string{scale});
        return fee_of(schedule, amount, schedule.divided_by, money::named<FeeRounding>(money::kFeeRoundings, rounding));
    } catch (const Json::exception&) {
        bad("fee.scale", {"收费标准不能识别", "the scale of fees cannot be read"});
    }
}

Fee fee(const FeeQuestion& question, const Rulebook& rulebook) {
    check(question);
    const FeeLaw law{question, rulebook};
    const Parameter scale = law.scale();
    const Schedule schedule = read_schedule(scale.json());
    const FeeRounding rounding = question.rounding ? *question.rounding : money::named<FeeRounding>(money::kFeeRoundings, law.word("money.fee.rounding"));
    Fee out{question.kind, rounding, question.as_of, base_of(question, law), {}, {}, std::nullopt, {}, {}, scale.version.citations, {}};
    if (question.amount) with_amount(out, question, schedule, law);
    else without_amount(out, question, schedule);
    if (question.halved) out.notes.push_back(law.note("money.fee.halved"));
    if (question.exchange_rate) out.notes.push_back(law.note("money.fee.currency"));
    for (FeeNote& note : law.notes()) out.notes.push_back(std::move(note));
    return out;
}

FeeQuestion fee_question(std::string_view params) {
    const Json json = money::parse_params(params);
    const money::Fields in{json, "", {"kind", "amount", "local", "as_of", "rounding", "halved", "base", "net", "exchange_rate"}};
    FeeQuestion out;
    if (in.has("kind")) out.kind = in.word<FeeKind>("kind", money::kFeeKinds);
    if (in.has("amount")) out.amount = in.money("amount");
    if (in.has("local")) out.local = in.money("local");
    out.as_of = in.day("as_of");
    if (in.has("rounding")) out.rounding = in.word<FeeRounding>("rounding", money::kFeeRoundings);
    if (in.has("base")) out.base = in.text("base");
    if (in.has("exchange_rate")) out.exchange_rate = in.decimal("exchange_rate");
    out.halved = in.flag("halved", false);
    out.net = in.flag("net", false);
    return out;
}

}  // namespace zhixing
