// Reviews one dossier on a day and prints what it finds.
#include <iostream>
#include <zhixing/review.hpp>

// A sum of money reached the court on 3 April; the debtor had not got its notice by 1 June.
constexpr std::string_view kDossier = R"({
  "schema": "zhixing.dossier/1", "number": "（2023）豫1325执123号", "kind": "enforcement",
  "parties": [{"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
              {"id": "p2", "role": "respondent", "kind": "legal", "name": "某某公司"}],
  "events": [{"id": "e1", "kind": "application.received", "on": "2023-02-01"},
             {"id": "e2", "kind": "case.filed", "on": "2023-02-06"},
             {"id": "e3", "kind": "notice.issued", "on": "2023-02-20", "party": "p2"}]
})";

int main() try {
    const auto rules = zhixing::Rulebook::bundled("neixiang");
    const auto dossier = zhixing::Dossier::from_json(kDossier);
    const auto review = zhixing::review(dossier, rules, {.as_of = zhixing::make_date(2023, 6, 1)});
    for (const zhixing::Finding& finding : review.findings) {
        std::cout << to_string(finding.severity) << ": " << message(finding, dossier, rules).en << '\n';
    }
} catch (const zhixing::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
