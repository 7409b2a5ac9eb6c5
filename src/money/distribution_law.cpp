// The law of distribution as the rulebook has it: parameters `distribution.*`.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "law/range.hpp"
#include "law/rule.hpp"
#include "zhixing/distribution.hpp"

namespace zhixing {
namespace {

using Json = nlohmann::ordered_json;

const RuleVersion* find_version(const Rulebook& rulebook, const std::string& id, Date day) {
    const auto number = rulebook.find(id);
    return number ? rulebook.compiled().rules[*number].version_on(day) : nullptr;
}

const RuleVersion& version_of(const Rulebook& rulebook, const std::string& id, Date day) {
    const RuleVersion* const version = find_version(rulebook, id, day);
    if (version != nullptr) return *version;
    throw RuleError{"rule.no_version", {"规则 " + id + " 在 " + to_string(day) + " 没有版本", "rule \"" + id + "\" has no version on " + to_string(day)}, {}};
}

std::string word(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

DistributionLaw::Regime regime_of(const std::string& id, const RuleInfo& info, const RuleVersion& version) {
    const Json value = Json::parse(version.value);
    DistributionLaw::Regime regime{id, info.id, info.name, {}, {}, version.citations, version.source};
    for (const auto& [fact, words] : value.at("when").items()) regime.when[fact] = words.get<std::vector<std::string>>();
    for (const Json& tier : value.at("order")) {
        regime.tiers.push_back({tier.at("tier").get<std::string>(), tier.at("share").get<std::string>() == "pro_rata"});
        if (!tier.contains("only")) continue;
        for (const auto& [option, choice] : tier.at("only").items()) regime.tiers.back().only[option] = word(choice);
    }
    return regime;
}

DistributionLaw::Option option_of(const Rulebook& rulebook, std::size_t number, const RuleVersion& version) {
    DistributionLaw::Option option{word(Json::parse(version.value)), {}, version.citations, version.source};
    const Json rule = Json::parse(rulebook.rule_json(number));
    for (const Json& choice : rule.at("choices")) option.choices.push_back(word(choice.at("value")));
    return option;
}

}  // namespace

DistributionLaw DistributionLaw::of(const Rulebook& rulebook, Date as_of) try {
    DistributionLaw law;
    for (const Json& name : Json::parse(version_of(rulebook, "distribution.regimes", as_of).value)) {
        const std::string id = name.get<std::string>(), rule = "distribution.regime." + id;
        const RuleVersion* const version = find_version(rulebook, rule, as_of);  // not every regime is as old as the others
        if (version != nullptr) law.regimes.push_back(regime_of(id, rulebook.rule(rulebook.find(rule).value()), *version));
    }
    for (const Json& turn : Json::parse(version_of(rulebook, "distribution.turns", as_of).value)) {
        law.turns.push_back({turn.at("claims").get<std::string>(), turn.at("by").get<std::string>()});
    }
    const Json names = Json::parse(version_of(rulebook, "distribution.tiers", as_of).value);
    for (const auto& [tier, name] : names.items()) {
        law.names[tier] = {name.at("zh").get<std::string>(), name.at("en").get<std::string>()};
    }
    for (const char* name : {"fee", "reserve", "first-seizure", "first-seizure-base", "wages", "tax"}) {
        const std::string rule = std::string{"distribution.option."} + name;
        const RuleVersion& version = version_of(rulebook, rule, as_of);
        law.options[name] = option_of(rulebook, rulebook.find(rule).value(), version);
    }
    for (const char* name : {"cost", "bonus", "doubled", "surplus"}) {
        law.articles[name] = version_of(rulebook, std::string{"distribution.article."} + name, as_of).citations;
    }
    law.articles["priority"] = version_of(rulebook, "distribution.turns", as_of).citations;
    for (const char* tier : {"fee", "wages", "tax"}) law.articles[tier] = law.options[tier].citations;
    law.articles["reserve"] = law.options["reserve"].citations;
    return law;
} catch (const nlohmann::json::exception& error) {  // an overlay gave a parameter another shape
    throw RuleError{"rule.value", {"分配规则的值不合要求", std::string{"a rule of distribution has a value of another shape: "} + error.what()}, {}};
}

namespace {

// How long a period of the proceedings is: the limit of the rule that watches it.
PlanPeriod period_from(const Rulebook& rulebook, const std::string& rule, const std::string& party, Date start, Date done, Date as_of) {
    PlanPeriod period{rule, party, start, kNoDate, done <= as_of ? done : kNoDate, false, {}};
    const RuleVersion& version = version_of(rulebook, rule, start);
    period.due = period_end_day(start, version.limit, Calendar::china(), {}, &period.provisional).value();
    if (period.done != kNoDate) period.state = period.done <= period.due ? "used" : "late";
    else period.state = as_of <= period.due ? "open" : "passed";
    return period;
}

class PlanClock {
public:
    PlanClock(const Rulebook& rulebook, Date as_of) : rulebook_{rulebook}, as_of_{as_of} {}

    PlanStatus run(std::span<const PlanService> served, std::span<const PlanObjection> objections) {
        if (served.empty()) open_ = true;
        for (const PlanService& service : served) {
            if (!happened(service.served)) {
                open_ = true;  // the period of the last to be served has not begun
                continue;
            }
            Date objected = kNoDate;
            for (const PlanObjection& objection : objections) {
                if (objection.party == service.party && happened(objection.on)) objected = objection.on;
            }
            const std::string state = add("distribution.object", service.party, service.served, objected);
            if (state == "used") in_time_.push_back(service.party);
        }
        for (const PlanObjection& objection : objections) {
            if (std::find(in_time_.begin(), in_time_.end(), objection.party) != in_time_.end()) follow(objection);
        }
        status_.state = suit_ ? "suit" : open_ ? "open" : corrected_ ? "corrected" : "final";
        if (status_.state == "final") status_.final_from = shifted(last_, 1);
        return std::move(status_);
    }

private:
    [[nodiscard]] bool happened(Date day) const { return day != kNoDate && day <= as_of_; }

    std::string add(const std::string& rule, const std::string& party, Date start, Date done) {
        status_.periods.push_back(period_from(rulebook_, rule, party, start, done, as_of_));
        const PlanPeriod& period = status_.periods.back();
        open_ = open_ || period.state == "open";
        last_ = std::max(last_, period.due);
        return period.state;
    }

    // Opposed in time: the objector may sue. Opposed by nobody: the plan is corrected.
    void follow(const PlanObjection& objection) {
        bool opposed = false;
        if (objection.notices.empty()) open_ = true;
        for (const PlanObjection::Notice& notice : objection.notices) {
            if (!happened(notice.told)) open_ = true;
            else opposed = add("distribution.oppose", notice.party, notice.told, notice.opposed) == "used" || opposed;
        }
        if (!opposed) {
            corrected_ = true;
            return;
        }
        if (!happened(objection.opposition_told)) open_ = true;
        else if (add("distribution.sue", objection.party, objection.opposition_told, objection.sued) == "used") suit_ = true;
    }

    const Rulebook& rulebook_;
    Date as_of_;
    bool open_ = false, corrected_ = false, suit_ = false;
    Date last_ = Date{};
    std::vector<std::string> in_time_;
    PlanStatus status_;
};

}  // namespace

PlanStatus plan_status(std::span<const PlanService> served, std::span<const PlanObjection> objections, const Rulebook& rulebook, Date as_of) {
    return PlanClock{rulebook, as_of}.run(served, objections);
}

}  // namespace zhixing
