"""The escrow ledger and admission from Python, and their documents against the schemas."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import jsonschema

import zhixing

DAY = datetime.date(2025, 6, 1)
CASE = {
    "number": "（2025）豫1325执8号",
    "parties": [{"id": "d1", "role": "respondent"}],
    "events": [
        {"id": "in", "kind": "funds.received", "on": "2025-03-03", "ref": "r1", "party": "d1", "amount": "1000.00"},
        {"id": "ok", "kind": "document.approved", "on": "2025-03-03", "number": "N1", "outcome": "granted", "by": "甲"},
    ],
}


def check(name: str, text: str) -> None:
    jsonschema.validate(json.loads(text), json.loads(zhixing.schema(name)))


def test_the_books_of_a_case() -> None:
    books = zhixing.escrow(zhixing.Dossier.from_json(CASE), as_of=DAY)
    assert books.unreleased == books.balance("bank") == Decimal("1000.00")
    assert [(e.event, e.debit.kind, e.credit.kind, e.credit.key) for e in books.entries] == [("in", "bank", "case_money", "r1")]
    assert "1000.00" in books.statement_zh() and not books.flaws
    check("ledger", books.to_json())


def test_admission() -> None:
    dossier = zhixing.Dossier.from_json(CASE)
    cost = {"id": "x", "kind": "cost.paid", "on": "2025-03-04", "ref": "r1", "amount": "1000.01", "number": "N1", "by": "乙"}
    refused = zhixing.admit(dossier, cost, as_of=DAY)
    assert [(r.by, r.code, r.event, r.amount) for r in refused.reasons] == [
        ("ledger", "overdrawn", "x", Decimal("0.01")),
        ("rule", "payment.overdrawn", "x", Decimal("0.00")),
    ]
    assert not refused.admitted
    assert [r.rule for r in refused.reasons] == ["ledger.fault.overdrawn", "payment.overdrawn"]
    assert all(r.citations for r in refused.reasons)
    check("admission", refused.to_json())
    assert zhixing.admit(dossier, dict(cost, amount="1000.00"), as_of=DAY).admitted
    assert not zhixing.admit(dossier, dict(cost, amount="1000.00", by="甲"), as_of=DAY).admitted  # nobody approves his own
    assert zhixing.admit(dossier, CASE["events"][0], as_of=DAY).replay  # type: ignore[index]
