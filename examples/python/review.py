"""Reviews one dossier on a day and prints what it finds."""

import datetime

import zhixing

# Facts of a published ruling: the court closed the case for want of property after 56 days.
DOSSIER = {
    "schema": "zhixing.dossier/1", "number": "（2020）豫0192执2437号", "kind": "enforcement",
    "covers": ["notice", "report"],  # of these the record is complete; elsewhere silence proves nothing
    "parties": [{"id": "p1", "role": "applicant", "kind": "natural", "name": "谷某甲"},
                {"id": "p2", "role": "respondent", "kind": "natural", "name": "谷某乙"}],
    "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "400000.00"}],
    "events": [{"id": "e1", "kind": "application.received", "on": "2020-11-30"},
               {"id": "e2", "kind": "notice.issued", "on": "2020-11-30", "party": "p2"},
               {"id": "e3", "kind": "closure.terminated", "on": "2021-01-25"}],
}

dossier = zhixing.Dossier.from_json(DOSSIER)
review = zhixing.review(dossier, as_of=datetime.date(2021, 3, 1))
for finding in review.findings:
    print(f"{finding.severity}: {finding.message('en')}")
    for citation in finding.citations[:1]:
        print(f"    {citation.document} {citation.article}")
