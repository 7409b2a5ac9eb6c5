"""Four ways in which case money was stolen or lost, played as dossiers, and the checks that notice each."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import zhixing

AS_OF = datetime.date(2026, 8, 1)
SHEET = "sha256:" + "a" * 64
PEOPLE = {"p1": ("applicant", "甲", "411325190001010018"), "p2": ("respondent", "乙", "411325190001010026"),
          "p3": ("other", "丙", "411325190001010034"), "p4": ("applicant", "丁", "411325190001010042")}


@pytest.fixture(scope="module")
def rulebook() -> zhixing.Rulebook:
    return zhixing.Rulebook.bundled("national")


def dossier(events: list[tuple[str, str, dict[str, str]]], number: int = 101, parties: tuple[str, ...] = ("p1", "p2"), **members: Any) -> zhixing.Dossier:
    header: dict[str, Any] = {
        "schema": "zhixing.dossier/1", "number": f"（2026）豫1325执{number}号", "kind": "enforcement",
        "basis": {"kind": "judgment", "number": f"（2025）豫1325民初{number}号", "effective": "2025-12-01"},
        "parties": [{"id": p, "role": PEOPLE[p][0], "kind": "natural", "name": PEOPLE[p][1], "identity": {"kind": "resident", "number": PEOPLE[p][2]}} for p in parties],
        "claims": [{"id": f"c{p}", "creditor": p, "debtors": ["p2"], "kind": "money", "principal": "1000.00"} for p in parties if PEOPLE[p][0] == "applicant"],
    }
    header.update(members)
    header["events"] = [{"id": f"e{n}", "on": on, "kind": kind, **columns} for n, (on, kind, columns) in enumerate(events, 1)]
    return zhixing.Dossier.from_json(json.dumps(header, ensure_ascii=False))


def received(amount: str, **more: str) -> tuple[str, str, dict[str, str]]:
    return "2026-05-04", "funds.received", {"ref": "r1", "party": "p2", "amount": amount, **more}


def payment(payee: str, amount: str, number: str = "1", by: tuple[str, ...] = ("甲一", "乙一", "丙一", "丁一", "戊一"), **approval: str) -> list[tuple[str, str, dict[str, str]]]:
    columns = {"ref": "r1", "number": number, "party": payee, "amount": amount}
    steps = zip(range(11, 16), ("payment.proposed", "payment.checked", "release.approved", "payment.verified", "payment.sent"), by)
    events = [(f"2026-05-{day}", kind, {**columns, "by": who, **(approval if kind == "release.approved" else {})}) for day, kind, who in steps]
    return events + [("2026-05-18", "funds.released", columns)]


def account(payee: str, number: str, on: str = "2026-05-04") -> list[tuple[str, str, dict[str, str]]]:
    return [(on, "account.registered", {"party": payee, "number": number}), (on, "account.verified", {"party": payee, "number": number, "outcome": "属实"})]


def found(rulebook: zhixing.Rulebook, facts: zhixing.Dossier) -> set[str]:
    return {finding.rule for finding in zhixing.review(facts, rulebook, as_of=AS_OF).findings if finding.rule}


def found_in_docket(rulebook: zhixing.Rulebook, dossiers: list[zhixing.Dossier]) -> set[str]:
    docket = zhixing.Docket(rulebook, as_of=AS_OF)
    for one in dossiers:
        docket.add(one)
    return {finding.rule for finding in docket.findings}


def supervision(rulebook: zhixing.Rulebook) -> set[str]:
    return {rule.id for rule in rulebook.rules if rule.report_to}


def test_an_honest_payment_raises_nothing(rulebook: zhixing.Rulebook) -> None:
    facts = dossier([received("1000.00"), *account("p1", "A1"), *payment("p1", "1000.00")])
    assert found(rulebook, facts) & supervision(rulebook) == set()
    assert found_in_docket(rulebook, [facts]) & supervision(rulebook) == set()


def test_straw_payees_and_a_copied_approval(rulebook: zhixing.Rulebook) -> None:
    """(a) Invented applicants, copied signatures, straw accounts: M06, M09, M12, M13, M21, M22, M23."""
    one_person = ("甲一",) * 5
    first = dossier([received("1000.00"), *account("p3", "A9"), *payment("p3", "1000.00", by=one_person, digest=SHEET)], 1, ("p1", "p2", "p3"))
    invented = [("2026-03-02", "case.filed", {}), received("1000.00"), ("2026-05-06", "party.entered", {"party": "p4"})]
    second = dossier([*invented, *account("p4", "A9"), *payment("p4", "1000.00", "2", digest=SHEET)], 2, ("p1", "p2", "p4"), basis={"kind": "judgment"})
    absent = dossier([("2026-05-12", "staff.absent", {"by": "丙一", "until": "2026-05-14"})], 3, kind="account")
    assert {"payment.payee", "payment.duties.checked", "payment.duties.approved", "payment.duties.verified", "payment.duties.sent"} <= found(rulebook, first)
    assert {"party.entered-late", "payment.basis-told"} <= found(rulebook, second)
    assert {"docket.payee-account", "docket.approval-sheet", "docket.absent-approver"} <= found_in_docket(rulebook, [first, second, absent])


def test_approvals_in_the_night(rulebook: zhixing.Rulebook) -> None:
    """(a) Approved within a minute of each other, on a Sunday night: M22."""
    stages = ("payment.proposed", "payment.checked", "release.approved", "payment.verified", "payment.sent")
    columns = {"ref": "r1", "number": "1", "party": "p1", "amount": "1000.00"}
    night = [(f"2026-05-10T23:00:{second:02}", kind, columns) for second, kind in zip(range(0, 50, 10), stages)]
    assert {"payment.pace-kept", "payment.hours", "payment.workday"} <= found(rulebook, dossier([received("1000.00"), *night]))


def test_cash_never_handed_in(rulebook: zhixing.Rulebook) -> None:
    """(b) One officer takes cash and keeps it: M25."""
    facts = dossier([received("1000.00", method="现金", by="甲一", role="承办人")])
    assert {"cash.hand-in", "cash.two-officers", "funds.cash-receipt"} <= found(rulebook, facts)


def test_one_of_several_applicants_paid_without_a_plan(rulebook: zhixing.Rulebook) -> None:
    """(c) Money that is short goes to one applicant: M16."""
    events = [received("1000.00"), ("2026-05-05", "distribution.applied", {"ref": "d1", "party": "p4"}), *account("p1", "A1"), *payment("p1", "1000.00")]
    facts = dossier(events, 101, ("p1", "p2", "p4"))
    assert {"distribution.plan-first", "distribution.several"} <= found(rulebook, facts)
    planned = dossier([*events, ("2026-05-06", "distribution.planned", {"ref": "d1"})], 101, ("p1", "p2", "p4"))
    assert not {"distribution.plan-first", "distribution.several"} & found(rulebook, planned)


def test_forged_approvals_and_invented_payees(rulebook: zhixing.Rulebook) -> None:
    """(d) Money leaves without an approval, beyond what came in, to an account nobody verified: M06, M08, M15, M27."""
    events = [received("1000.00")] + [event for event in payment("p3", "1500.00") if event[1] not in ("payment.checked", "release.approved")]
    facts = dossier(events, 101, ("p1", "p2", "p3"))
    expected = {"payment.states", "payment.unapproved", "payment.payee", "payment.account-verified", "payment.overdrawn", "funds.discrepancy"}
    assert expected <= found(rulebook, facts)


def test_what_reconciliation_finds_is_a_finding(rulebook: zhixing.Rulebook) -> None:
    """(b) (d) Money at the bank and in the books differ: M28, M29."""
    facts = dossier([received("1000.00", number="S1"), ("2026-05-18", "funds.released", {"ref": "r1", "number": "1", "party": "p1", "amount": "1000.00"})])
    statement = zhixing.read_statement("记账日期,流水号,收入,支出,对方户名\n2026-05-04,S1,1000.00,,乙\n2026-05-18,S2,,1000.00,丙\n".encode())
    answer = zhixing.reconcile(statement, [facts], start=datetime.date(2026, 5, 1), end=datetime.date(2026, 5, 31))
    events = [(event.pop("on"), event.pop("kind"), event) for event in answer.events(datetime.date(2026, 6, 1))]
    assert [kind for _, kind, _ in events] == ["funds.reconciled", "funds.difference_found", "funds.difference_found"]
    book = dossier([("2026-05-06", "account.opened", {}), *events], kind="account", parties=())
    assert {"account.reconciled", "account.difference", "account.reconciled-daily", "account.signed.finance", "account.signed.enforcement"} <= found(rulebook, book)


def test_what_supervision_finds_goes_to_the_bureau_head(rulebook: zhixing.Rulebook) -> None:
    facts = dossier([received("1000.00", method="现金", by="甲一", role="承办人")])
    review = json.loads(zhixing.review(facts, rulebook, as_of=AS_OF).to_json())
    told = {finding["rule"] for finding in review["findings"] if finding.get("report_to") == ["bureau_head"]}
    assert {"cash.hand-in", "cash.two-officers"} <= told
    assert rulebook.rule("cash.hand-in").report_to == ["bureau_head"]


def test_an_account_of_staff_is_known_by_the_court_s_list(rulebook: zhixing.Rulebook) -> None:
    """M10: off until the court gives its list."""
    facts = dossier([*account("p1", "A7")])
    assert "payment.staff-account" not in found(rulebook, facts)
    overlay = {"schema": "zhixing.rulebook/1", "id": "our", "version": "1", "name": {"zh": "本院", "en": "Ours"}, "extends": "national",
               "override": {"payment.staff-account": {"enabled": True}, "funds.staff-accounts": {"value": ["A7", "A8"]}}}
    ours = zhixing.Rulebook.from_json(json.dumps(overlay), base=rulebook)
    assert "payment.staff-account" in found(ours, facts)
    assert "payment.staff-account" not in found(ours, dossier([*account("p1", "A6")]))
