#include "answers.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "params.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/court.hpp"
#include "zhixing/identity.hpp"
#include "zhixing/period.hpp"

namespace zhixing::capi {
namespace {

using Json = nlohmann::ordered_json;  // members come out in the order in which they are written here

Json to_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

// Null for what a number does not have.
Json text_or_null(std::string_view text) { return text.empty() ? Json{} : Json(text); }

Json to_json(const RuleInfo& rule) {
    return {{"id", rule.id},
            {"form", to_string(rule.form)},
            {"level", to_string(rule.level)},
            {"source", to_string(rule.source)},
            {"enabled", rule.enabled},
            {"name", to_json(rule.name)},
            {"note", to_json(rule.note)},
            {"nodes", rule.nodes},
            {"seed", rule.seed},
            {"report_to", rule.report_to},
            {"file", rule.file}};
}

std::string_view to_string(PeriodStep::Kind kind) {
    switch (kind) {
        case PeriodStep::Kind::start: return "start";
        case PeriodStep::Kind::count: return "count";
        case PeriodStep::Kind::month_end: return "month_end";
        case PeriodStep::Kind::pause: return "pause";
        case PeriodStep::Kind::roll: return "roll";
        case PeriodStep::Kind::open_pause: return "open_pause";
    }
    return "";
}

Json to_json(const PeriodStep& step) {
    return {{"kind", to_string(step.kind)},
            {"reached", zhixing::to_string(step.reached)},
            {"days", step.days},
            {"text", to_json(step.text)}};
}

std::string hours_json(const Params& params) {
    for (const char* name : {"roll", "pauses"}) params.refuse(name, {"按小时计算的期间没有此参数", "a period in hours has no such parameter"});
    const DateTime start = params.date_time("start");
    const int n = params.number("n");
    return Json{{"schema", "zhixing.period/1"},
                {"start", zhixing::to_string(start)},
                {"n", n},
                {"unit", "hour"},
                {"end", zhixing::to_string(period_end_hours(start, n))}}
        .dump();
}

}  // namespace

std::string rulebook_json(const Rulebook& rules) {
    Json list = Json::array(), remarks = Json::array();
    for (std::size_t i = 0; i < rules.size(); ++i) list.push_back(to_json(rules.rule(i)));
    for (const LintRemark& remark : rules.lint()) {
        remarks.push_back({{"code", remark.code}, {"rule", remark.rule}, {"message", to_json(remark.message)}});
    }
    return Json{{"schema", "zhixing.rulebook-info/1"},
                {"id", rules.id()},
                {"version", rules.version()},
                {"name", to_json(rules.name())},
                {"digest", rules.digest()},
                {"rules", std::move(list)},
                {"remarks", std::move(remarks)}}
        .dump();
}

std::string rule_json(const Rulebook& rules, std::string_view id) {
    const std::optional<std::size_t> index = rules.find(id);
    if (!index) {
        const std::string name{id};
        throw RuleError{"rule.unknown_rule", {"没有规则 " + name, "there is no rule \"" + name + "\""}, {"params", 0, "/rule"}};
    }
    return Json::parse(rules.rule_json(*index)).dump();  // on one line, as every answer
}

std::string period_json(const Params& params) {
    const Unit unit = params.unit("unit");
    if (unit == Unit::hour) return hours_json(params);
    const Date start = params.date("start");
    const PeriodRule rule{params.number("n"), unit, params.flag("roll", true)};
    const Period period = period_end(start, rule, Calendar::china(), params.pauses("pauses"));
    Json steps = Json::array();
    for (const PeriodStep& step : period.steps) steps.push_back(to_json(step));
    return Json{{"schema", "zhixing.period/1"},
                {"start", zhixing::to_string(start)},
                {"n", rule.n},
                {"unit", zhixing::to_string(unit)},
                {"roll", rule.roll},
                {"end", period.end ? Json(zhixing::to_string(*period.end)) : Json{}},
                {"raw_end", zhixing::to_string(period.raw_end)},
                {"provisional", period.provisional},
                {"steps", std::move(steps)}}
        .dump();
}

std::string case_number_json(std::string_view text) {
    const CaseNumber number = CaseNumber::parse(text);
    const std::optional<Court> court = find_court(number.court());
    return Json{{"schema", "zhixing.case-number/1"},
                {"text", number.to_string()},
                {"year", number.year()},
                {"court", number.court()},
                {"court_name", court ? Json(court->name) : Json{}},
                {"specialty", text_or_null(number.specialty())},
                {"type", number.type()},
                {"serial", number.serial()},
                {"suffix", number.suffix()},
                {"legacy", number.is_legacy()},
                {"remark", text_or_null(number.remark())}}
        .dump();
}

std::string identity_json(std::string_view text) {
    const Identity identity = Identity::parse(text);
    return Json{{"schema", "zhixing.identity/1"},
                {"kind", zhixing::to_string(identity.kind)},
                {"number", identity.number},
                {"birth", identity.birth ? Json(zhixing::to_string(*identity.birth)) : Json{}},
                {"female", identity.female ? Json(*identity.female) : Json{}},
                {"division", text_or_null(identity.division)},
                {"organisation_code", text_or_null(identity.organisation_code)},
                {"warnings", identity.warnings}}
        .dump();
}

}  // namespace zhixing::capi
