// The parameters of a question about interest.
#include "money/params.hpp"
#include "zhixing/interest.hpp"

namespace zhixing {
namespace {

using money::Fields;
using money::Json;

template <typename Visit>
void each(const Fields& in, const char* name, Visit visit) {
    if (!in.has(name)) return;
    if (!in.json(name).is_array()) money::refuse("input.type", {"应为数组", "an array is expected"}, in.at(name));
    std::size_t i = 0;
    for (const Json& one : in.json(name)) visit(one, in.at(name) + "/" + std::to_string(i++));
}

LoanTier tier_of(const Fields& in, const char* name) { return in.word<LoanTier>(name, money::kLoanTiers); }

ClaimItem item_of(const Json& json, const std::string& at) {
    const Fields in{json, at, {"kind", "amount", "in_base", "delay_from", "bears_general", "rank"}};
    ClaimItem out;
    if (in.has("kind")) out.kind = in.text("kind");
    out.amount = in.money("amount");
    if (in.has("in_base")) out.in_base = in.flag("in_base", true);
    if (in.has("delay_from")) out.delay_from = in.day("delay_from");
    if (in.has("bears_general")) out.bears_general = in.flag("bears_general", true);
    if (in.has("rank")) out.rank = in.number("rank");
    return out;
}

GeneralTerm term_of(const Json& json, const std::string& at) {
    using Kind = GeneralTerm::Kind;
    const Fields in{json, at, {"from", "to", "annual", "monthly", "daily", "lpr", "benchmark", "times", "bp", "fixed_on", "charges"}};
    GeneralTerm out;
    out.from = in.day("from");
    out.to = in.day("to");
    int given = 0;
    for (const auto& [name, kind] : {std::pair{"annual", Kind::annual}, {"monthly", Kind::monthly}, {"daily", Kind::daily}, {"lpr", Kind::lpr}, {"benchmark", Kind::benchmark}}) {
        if (!in.has(name)) continue;
        ++given;
        out.kind = kind;
        if (kind <= Kind::daily) out.rate = in.percent(name);
    }
    if (given != 1) money::refuse("interest.general", {"须且只须给出 annual、monthly、daily、lpr、benchmark 之一", "give one of annual, monthly, daily, lpr, benchmark"}, at);
    if (out.kind == Kind::lpr) out.term = in.word<LprTerm>("lpr", money::kLprTerms);
    if (out.kind == Kind::benchmark) out.tier = tier_of(in, "benchmark");
    if (out.kind <= Kind::daily && (in.has("times") || in.has("bp") || in.has("fixed_on"))) money::refuse("interest.general", {"约定利率没有倍数、加点和定价日", "an agreed rate has no times, bp or fixed_on"}, at);
    if (in.has("times")) out.times = in.decimal("times");
    if (in.has("bp")) out.basis_points = in.number("bp");
    if (in.has("fixed_on")) out.fixed_on = in.day("fixed_on");
    if (in.has("charges")) out.charges = in.percent("charges");
    return out;
}

}  // namespace

InterestQuestion interest_question(std::string_view params) {
    const Json json = money::parse_params(params);
    const Fields in{json, "", {"base", "items", "first_day", "effective", "period_days", "last_day", "days", "basis", "rounding", "order", "agreed", "excluded", "payments", "general", "tier", "loan_contract", "loan_filed", "currency", "mid_rate", "bankruptcy", "performance"}};
    InterestQuestion out;
    if (in.has("base")) out.items.push_back({"principal", in.money("base"), {}, {}, {}, 0});
    each(in, "items", [&](const Json& one, const std::string& at) { out.items.push_back(item_of(one, at)); });
    if (in.has("first_day")) out.first_day = in.day("first_day");
    if (in.has("effective")) out.period = PerformancePeriod{in.day("effective"), std::nullopt};
    if (in.has("period_days")) out.period = PerformancePeriod{in.day("effective"), in.number("period_days")};
    out.last_day = in.day("last_day");
    if (in.has("days")) out.days = in.word<DayCount>("days", money::kDayCounts);
    if (in.has("basis")) out.basis = in.number("basis");
    if (in.has("rounding")) out.rounding = in.word<InterestRounding>("rounding", money::kInterestRoundings);
    if (in.has("order")) out.order = in.word<SettlementOrder>("order", money::kOrders);
    each(in, "agreed", [&](const Json& one, const std::string& at) {
        const Json wrapped{{"head", one}};
        out.agreed.push_back(Fields{wrapped, at, {"head"}}.word<Head>("head", money::kHeads));
    });
    each(in, "excluded", [&](const Json& one, const std::string& at) {
        const Fields time{one, at, {"from", "to", "ground"}};
        out.excluded.push_back({time.day("from"), time.day("to"), time.has("ground") ? time.text("ground") : std::string{}});
    });
    each(in, "payments", [&](const Json& one, const std::string& at) {
        const Fields paid{one, at, {"day", "amount", "kind"}};
        ClaimPayment payment{paid.day("day"), paid.money("amount"), "performance"};
        if (paid.has("kind")) payment.kind = paid.text("kind");
        out.payments.push_back(std::move(payment));
    });
    each(in, "general", [&](const Json& one, const std::string& at) { out.general.push_back(term_of(one, at)); });
    if (in.has("tier")) out.tier = tier_of(in, "tier");
    if (in.has("loan_contract")) out.loan_contract = in.day("loan_contract");
    if (in.has("loan_filed")) out.loan_filed = in.day("loan_filed");
    if (in.has("currency")) out.currency = in.text("currency");
    if (in.has("mid_rate")) out.mid_rate = in.decimal("mid_rate");
    if (in.has("bankruptcy")) out.bankruptcy = in.day("bankruptcy");
    if (in.has("performance")) {
        const Fields duty{in.json("performance"), in.at("performance"), {"loss", "decided"}};
        out.duty.emplace();
        if (duty.has("loss")) out.duty->loss = duty.money("loss");
        if (duty.has("decided")) out.duty->decided = duty.money("decided");
    }
    return out;
}

}  // namespace zhixing
