"""Triage, closing review, plan, dockets and assignment from Python, and their documents against the schemas."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import zhixing
from jsonschema import Draft202012Validator

DAY = datetime.date(2026, 6, 1)


def dossier(*events: dict[str, Any], **header: Any) -> zhixing.Dossier:
    document: dict[str, Any] = {
        "schema": "zhixing.dossier/1",
        "number": "（2026）豫1325执101号",
        "kind": "enforcement",
        "basis": {"kind": "judgment", "effective": "2025-12-01", "perform_by": "2025-12-15"},
        "parties": [{"id": "p1", "role": "applicant", "kind": "natural"}, {"id": "p2", "role": "respondent", "kind": "natural", "name": "某甲"}],
        "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "50000.00"}],
        "events": [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)],
    }
    return zhixing.Dossier.from_json({**document, **header})


FILED = {"kind": "case.filed", "on": "2026-01-15"}


def check(name: str, text: str) -> Any:
    document = json.loads(text)
    assert [e.message for e in Draft202012Validator(json.loads(zhixing.schema(name))).iter_errors(document)] == []
    return document


def test_triage_says_what_would_change_the_class() -> None:
    covered = zhixing.triage(dossier(FILED, {"kind": "deposit.frozen", "on": "2026-01-20", "amount": "50000.00"}), as_of=DAY)
    assert covered.gives["class"] == "simple"
    assert covered.row is not None and any(row.holds == "yes" and row.events == ["e2"] for row in covered.rows)
    untold = zhixing.triage(dossier(FILED, {"kind": "deposit.frozen", "on": "2026-01-20"}), as_of=DAY)
    assert not untold.certain
    assert any(row.missing_en == "event e2 deposit.frozen: amount" for row in untold.rows)
    check("decision", untold.to_json())


@pytest.mark.parametrize("table", ["triage.default", "triage.fengshun", "triage.wendeng", "triage.guangping"])
def test_every_variant_answers_for_the_docket(table: str, docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    for item in docket[::10]:
        decision = zhixing.triage(item, as_of=as_of, table=table)
        assert decision.gives["class"]
        check("decision", decision.to_json())


def test_a_table_about_events_gives_one_decision_each() -> None:
    sent = [{"kind": "clue.sent_down", "on": "2026-05-01", "ref": ref, "amount": amount} for ref, amount in (("a", "10.00"), ("b", "40000.00"))]
    case = dossier(FILED, {"kind": "closure.terminated", "on": "2026-04-20"}, *sent)
    petty, grave = zhixing.classify_each(case, "clue.screening", as_of=DAY)
    assert petty.event == "e3" and grave.event == "e4"
    assert petty.gives != grave.gives
    with pytest.raises(zhixing.RuleError):
        zhixing.classify(case, "clue.screening", as_of=DAY)
    with pytest.raises(zhixing.RuleError):
        zhixing.classify(case, "notice.issue", as_of=DAY)


def test_a_closing_sheet() -> None:
    sheet = zhixing.closure(dossier(FILED), as_of=datetime.date(2026, 3, 1))
    assert sheet.closing == "closure.terminated" and not sheet.ready and not sheet.recorded
    wait = next(line for line in sheet.lines if line.rule == "termination.wait")
    assert (wait.result, wait.earliest) == ("no", datetime.date(2026, 4, 16))
    consent = next(line for line in sheet.lines if line.item == "consent")
    assert consent.result == "no" and consent.hinders and consent.citations
    check("closing", sheet.to_json())


@pytest.mark.parametrize("closing", ["执行完毕", "closure.ended", "closure.cancelled", "closure.refused", "closure.dismissed", "终结本次执行程序"])
def test_every_way_of_closing_has_a_sheet(closing: str) -> None:
    sheet = zhixing.closure(dossier(FILED), closing, as_of=DAY)
    assert sheet.lines
    check("closing", sheet.to_json())


def test_an_unknown_way_of_closing_is_refused() -> None:
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.closure(dossier(FILED), "closure.somehow", as_of=DAY)
    assert caught.value.code == "input.kind"


def test_a_plan_orders_what_comes_next() -> None:
    plan = zhixing.plan(dossier({"kind": "application.received", "on": "2026-05-20"}, {"kind": "case.filed", "on": "2026-05-25"}), as_of=DAY)
    acts = {step.act for step in plan.steps}
    assert {"notice.issued", "case.assigned"} <= acts
    for step in plan.steps:
        assert step.earliest is None or step.earliest >= DAY or step.expected
        assert (step.state == "overdue") == (step.due is not None and step.due < DAY)
    check("plan", plan.to_json())


def test_the_timetable_of_an_auction() -> None:
    case = dossier(
        {"kind": "immovable.seized", "on": "2026-01-05", "ref": "a"},
        {"kind": "price.fixed", "on": "2026-05-25", "ref": "a", "amount": "1000000.00"},
        FILED,
    )
    plan = zhixing.plan(case, as_of=DAY, limit=80)
    steps = [step for step in plan.steps if step.ref == "a"]
    days = {step.act: step for step in reversed(steps)}
    announced, auction = days["auction.announced"], days["auction.first"]
    assert announced.earliest is not None and auction.earliest is not None
    assert (auction.earliest - announced.earliest).days >= 30, "land is announced thirty days before"


def test_the_first_possible_day_of_termination() -> None:
    possible = zhixing.first_lawful_day(dossier(FILED), "终结本次执行程序", as_of=datetime.date(2026, 2, 1))
    assert possible.day == datetime.date(2026, 4, 16)
    assert not possible.lawful and possible.blocked_by
    check("possible", possible.to_json())


def test_what_if() -> None:
    case = dossier(FILED)
    supposed = case.with_event({"kind": "notice.issued", "on": "2026-01-20", "party": "p2"})
    assert len(supposed.events) == len(case.events) + 1 == 2
    assert supposed.events[-1].kind == "notice.issued"
    with pytest.raises(zhixing.InputError):
        case.with_event({"kind": "notice.issued", "on": "yesterday"})


def test_cases_of_one_respondent() -> None:
    party = {"id": "p2", "role": "respondent", "kind": "natural", "identity": {"kind": "resident", "number": "411325190001010018"}}
    cases = [
        dossier({"kind": "case.assigned", "on": "2026-01-16", "by": by}, number=f"（2026）豫1325执{n}号", parties=[party])
        for n, by in ((1, "甲"), (2, "乙"))
    ]
    findings = {finding.rule: finding for finding in zhixing.docket_findings(cases, as_of=DAY)}
    assert {"docket.respondent", "docket.respondent.handler"} <= set(findings)
    assert [member.value for member in findings["docket.respondent.handler"].members] == ["甲", "乙"]
    docket = zhixing.Docket(zhixing.default_rulebook(), DAY)
    for case in cases:
        docket.add(case)
    check("docket", docket.to_json())


def test_assignment_is_repeatable_and_stands_aside() -> None:
    handlers = [zhixing.Handler("h1", capacity=10, load=3), zhixing.Handler("h2", capacity=10, load=3), zhixing.Handler("h3", capacity=10, conflicts=["某甲"])]
    first = zhixing.assign(dossier(FILED), handlers, seed=5)
    assert first.handler in ("h1", "h2")
    assert zhixing.assign(dossier(FILED), list(reversed(handlers)), seed=5).handler == first.handler
    verdicts = {candidate.handler: candidate.verdict for candidate in first.candidates}
    assert verdicts["h3"] == "conflict" and sorted(verdicts.values()) == ["chosen", "conflict", "drawn_out"]
    check("assignment", first.to_json())
