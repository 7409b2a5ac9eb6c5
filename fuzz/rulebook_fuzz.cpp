// Rulebooks: whatever the text, either a rulebook that can be read, linted and used, or a RuleError that says where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "zhixing/closing.hpp"
#include "zhixing/decision.hpp"
#include "zhixing/docket.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/plan.hpp"
#include "zhixing/review.hpp"
#include "zhixing/rulebook.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

const zhixing::Dossier& dossier() {
    static const zhixing::Dossier dossier = zhixing::Dossier::from_json(R"({
        "number": "（2023）豫1325执123号", "kind": "enforcement",
        "parties": [{"id": "p1", "role": "applicant"}, {"id": "p2", "role": "respondent"}],
        "events": [{"id": "e1", "kind": "application.received", "on": "2023-02-01"},
                   {"id": "e2", "kind": "case.filed", "on": "2023-02-06"},
                   {"id": "e3", "kind": "notice.issued", "on": "2023-02-20", "party": "p2"},
                   {"id": "e4", "kind": "closure.terminated", "on": "2023-05-04"}]})");
    return dossier;
}

void use(const zhixing::Rulebook& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        require(rules.find(rules.rule(i).id) == i);
        require(!rules.rule_json(i).empty());
    }
    (void)rules.lint();
    const zhixing::ReviewOptions options{zhixing::make_date(2023, 9, 1), std::nullopt};
    const zhixing::Review review = zhixing::review(dossier(), rules, options);
    require(!to_json(review, dossier(), rules).empty());
    static const zhixing::Kind terminated = zhixing::Catalogue::bundled().find_kind("closure.terminated");
    require(!to_json(closing_sheet(dossier(), rules, {terminated}, options), dossier(), rules).empty());
    require(plan(dossier(), rules, options, 5).steps.size() <= 5);
    zhixing::Docket docket{rules, options};
    docket.add(dossier());
    require(docket.findings().empty());  // one case has nothing in common with another
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules.rule(i).form == zhixing::Form::table) (void)decide(dossier(), rules, rules.rule(i).id, options);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        use(zhixing::Rulebook::load({reinterpret_cast<const char*>(data), size}, "fuzz.json"));
    } catch (const zhixing::RuleError& error) {
        require(!error.code().empty() && error.place().file == "fuzz.json");
    } catch (const zhixing::InputError&) {
        return 0;  // a rule may ask for a date that the calendar does not reach
    }
    return 0;
}
