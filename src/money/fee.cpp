#include "zhixing/fee.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "law/parameter.hpp"
#include "money/exact.hpp"
#include "money/fee_scale.hpp"
#include "money/params.hpp"

namespace zhixing {
namespace {

using money::Json;

constexpr std::string_view kKinds[] = {"execution", "preservation", "acceptance", "payment-order", "bankruptcy"};
constexpr std::string_view kRoundings[] = {"fen_half_up", "yuan_half_up", "yuan_floor", "tens_half_up"};
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

void write_lines(Fee& out, const Schedule& schedule, bool halved) {
    using What = FeeLine::What;
    Money sum, over;
    const auto add = [&](FeeLine line) {
        if (line.fee == Money{} && line.what != What::band) return;
        sum += line.fee;
        out.lines.push_back(line);
    };
    for (const Bracket& bracket : schedule.brackets) {
        if (out.amount <= over && over > Money{}) break;
        const Money part = std::min(out.amount, bracket.to) - over;
        if (bracket.rate.billionths == 0) add({What::flat, over, part, {}, bracket.flat});
        else add({What::band, over, part, bracket.rate, scaled(part, bracket.rate.billionths, kUnit)});
        over = bracket.to;
    }
    if (schedule.divided_by != 1) add({What::divided, {}, {}, {}, scaled(sum, 1, schedule.divided_by) - sum});
    if (halved) add({What::halved, {}, {}, {}, scaled(sum, 1, 2) - sum});
    if (schedule.cap && sum > *schedule.cap) add({What::cap, {}, {}, {}, *schedule.cap - sum});
    add({What::rounding, {}, {}, {}, out.fee - sum});
}

void write_notes(Fee& out, Date on, const Rulebook& rulebook) {
    const std::string kind = "money.fee." + std::string{to_string(out.kind)};
    for (const std::string& id : {kind + ".bearer", kind + ".due", std::string{"money.fee.third-party"}, std::string{"money.fee.treasury"}, std::string{"money.fee.refund"}}) {
        const Parameter note = parameter(rulebook, id, on);
        out.notes.push_back({note.info.name, note.version.citations});
    }
}

[[noreturn]] void bad(const char* code, Text message) { throw InputError{code, std::move(message), {}}; }

FeeRounding rounding_named(std::string_view word) {
    return static_cast<FeeRounding>(std::find(std::begin(kRoundings), std::end(kRoundings), word) - std::begin(kRoundings) + 1);
}

FeeRounding rounding_of(const FeeQuestion& question, const Rulebook& rulebook) {
    if (question.rounding) return *question.rounding;
    return rounding_named(parameter(rulebook, "money.fee.rounding", question.on).word());
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
    out.lines.push_back({FeeLine::What::local, {}, {}, {}, out.fee});
}

}  // namespace

Money money::fee_on_scale(std::string_view scale, std::string_view rounding, Money amount) {
    try {
        const Schedule schedule = read_schedule(std::string{scale});
        return fee_of(schedule, amount, schedule.divided_by, rounding_named(rounding));
    } catch (const Json::exception&) {
        bad("fee.scale", {"收费标准不能识别", "the scale of fees cannot be read"});
    }
}

std::string_view to_string(FeeKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind) - 1]; }
std::string_view to_string(FeeRounding rounding) noexcept { return kRoundings[static_cast<std::size_t>(rounding) - 1]; }

Fee fee(const FeeQuestion& question, const Rulebook& rulebook) {
    if (question.amount && *question.amount < Money{}) bad("fee.amount", {"金额不得为负", "the amount may not be negative"});
    if (question.halved && question.kind != FeeKind::acceptance) bad("fee.halved", {"只有案件受理费可以减半", "only the acceptance fee may be halved"});
    const Parameter rule = parameter(rulebook, "money.fee." + std::string{to_string(question.kind)}, question.on);
    const Schedule schedule = read_schedule(rule.json());
    const std::string base = question.base.empty() ? parameter(rulebook, "money.fee.base", question.on).word() : question.base;
    if (base != "recovered" && base != "applied") bad("fee.base", {"计费基数应为 recovered 或 applied", "the base is recovered or applied"});
    Fee out{question.kind, rounding_of(question, rulebook), base, {}, {}, std::nullopt, {}, {}, rule.version.citations, {}};
    const Wide divisor = schedule.divided_by * (question.halved ? 2 : 1);
    if (!question.amount) {
        without_amount(out, question, schedule);
    } else {
        const bool net = question.net || (question.kind == FeeKind::execution && parameter(rulebook, "money.fee.short", question.on).word() == "net");
        out.amount = net ? net_of_fee(schedule, *question.amount, divisor, out.rounding) : *question.amount;
        out.fee = fee_of(schedule, out.amount, divisor, out.rounding);
        if (net) {
            out.received = *question.amount;
            out.remainder = *question.amount - out.amount - out.fee;
        }
        write_lines(out, schedule, question.halved);
    }
    if (question.halved) {
        const Parameter halved = parameter(rulebook, "money.fee.halved", question.on);
        out.notes.push_back({halved.info.name, halved.version.citations});
    }
    write_notes(out, question.on, rulebook);
    return out;
}

FeeQuestion fee_question(std::string_view params) {
    const Json json = money::parse_params(params);
    const money::Fields in{json, "", {"kind", "amount", "local", "on", "rounding", "halved", "base", "net"}};
    FeeQuestion out;
    if (in.has("kind")) out.kind = in.word<FeeKind>("kind", {"execution", "preservation", "acceptance", "payment-order", "bankruptcy"});
    if (in.has("amount")) out.amount = in.money("amount");
    if (in.has("local")) out.local = in.money("local");
    out.on = in.day("on");
    if (in.has("rounding")) out.rounding = in.word<FeeRounding>("rounding", {"fen_half_up", "yuan_half_up", "yuan_floor", "tens_half_up"});
    if (in.has("base")) out.base = in.text("base");
    out.halved = in.flag("halved", false);
    out.net = in.flag("net", false);
    return out;
}

}  // namespace zhixing
