// Reviews one dossier on a day and prints what it finds.
#include <iostream>
#include <zhixing/review.hpp>

// Facts of a published ruling: the court closed the case for want of property after 56 days.
// `covers`: of these the record is complete; elsewhere silence proves nothing.
constexpr std::string_view kDossier = R"({
  "schema": "zhixing.dossier/1", "number": "（2020）豫0192执2437号", "kind": "enforcement",
  "covers": ["notice", "report"],
  "parties": [{"id": "p1", "role": "applicant", "kind": "natural", "name": "谷某甲"},
              {"id": "p2", "role": "respondent", "kind": "natural", "name": "谷某乙"}],
  "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "400000.00"}],
  "events": [{"id": "e1", "kind": "application.received", "on": "2020-11-30"},
             {"id": "e2", "kind": "notice.issued", "on": "2020-11-30", "party": "p2"},
             {"id": "e3", "kind": "closure.terminated", "on": "2021-01-25"}]
})";

int main() try {
    const auto rules = zhixing::Rulebook::bundled("neixiang");
    const auto dossier = zhixing::Dossier::from_json(kDossier);
    const auto review = zhixing::review(dossier, rules, {.as_of = zhixing::make_date(2021, 3, 1)});
    for (const zhixing::Finding& finding : review.findings) {
        std::cout << to_string(finding.severity) << ": " << message(finding, dossier, rules).en << '\n';
    }
} catch (const zhixing::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
