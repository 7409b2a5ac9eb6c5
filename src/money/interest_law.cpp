#include "money/interest_law.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "law/parameter.hpp"
#include "money/exact.hpp"
#include "money/params.hpp"
#include "zhixing/interest.hpp"

namespace zhixing {
namespace {

using date::days;
using money::Json;

constexpr std::int64_t kBillion = 1'000'000'000;

const std::vector<RuleVersion>& versions(const Rulebook& rulebook, std::string_view id) {
    static_cast<void>(parameter(rulebook, id, kLastDate));  // refuses what is no parameter
    return rulebook.compiled().rules[*rulebook.find(id)].versions;
}

Money twice(Money loss, const Parameter& rule) {
    return to_money(product(loss.fen(), Json::parse(rule.json()).get<int>()));
}

}  // namespace

void cite_between(std::vector<Citation>& out, const Rulebook& rulebook, std::string_view id, Date from, Date to) {
    const std::optional<std::size_t> found = rulebook.find(id);
    if (!found) return;
    for (const RuleVersion& version : rulebook.compiled().rules[*found].versions) {
        if (version.from > to || version.to <= from) continue;
        out.insert(out.end(), version.citations.begin(), version.citations.end());
    }
}

DelayLaw DelayLaw::of(const Rulebook& rulebook) {
    DelayLaw law{*parse_date(parameter(rulebook, "money.interest.transition", kLastDate).word()), {}};
    for (const RuleVersion& version : versions(rulebook, "money.interest.delay")) {
        const Json value = Json::parse(version.value);
        if (!value.contains("daily")) continue;
        const Rate rate = Rate::parse_percent(value["daily"].get<std::string>());
        const std::int64_t common = std::max<std::int64_t>(std::gcd(rate.billionths, kBillion), 1);
        law.doubled.push_back({version.from, version.to - days{1}, rate.billionths / common, kBillion / common, rate, false});
    }
    return law;
}

PerformanceMoney performance_money(const LateDuty& duty, Date as_of, const Rulebook& rulebook) {
    const auto bad = [](Text message) { throw InputError{"interest.performance", std::move(message), {}}; };
    if (duty.loss.has_value() == duty.decided.has_value()) bad({"有损失的给出损失，没有损失的给出法院决定的数额", "give the loss, or where there is none what the court decided"});
    if (duty.loss.value_or(Money{}) < Money{} || duty.decided.value_or(Money{}) < Money{}) bad({"金额不得为负", "the amount may not be negative"});
    const Parameter rule = parameter(rulebook, "money.interest.performance", as_of);
    return {duty, duty.loss ? twice(*duty.loss, rule) : *duty.decided, rule.version.citations};
}

}  // namespace zhixing
