"""`zhixing escrow`: a case with every kind of movement, in the table, the statement, CSV and JSON; and the golden file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Optional

import zhixing
from test_cli import fits, run, write

NUMBER = "（2025）豫1325执8号"
DAY = "2025-06-01"


def event(id: str, kind: str, on: str, **columns: str) -> dict[str, str]:
    return {"id": id, "kind": kind, "on": on, **columns}


CASE: dict[str, Any] = {
    "schema": "zhixing.dossier/1",
    "number": NUMBER,
    "parties": [
        {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
        {"id": "p2", "role": "respondent", "kind": "natural", "name": "李某"},
    ],
    "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "8000.00"}],
    "events": [
        event("e01", "funds.received", "2025-03-03", ref="r1", party="p2", method="transfer", number="B1", amount="9000.00"),
        event("e02", "funds.unidentified", "2025-03-04", ref="u1", number="B2", amount="500.00"),
        event("e03", "funds.claimed", "2025-03-05", ref="u1", party="p2", amount="500.00"),
        event("e04", "fee.collected", "2025-03-06", ref="r1", amount="50.00"),
        event("e05", "payment.proposed", "2025-03-07", ref="r1", party="p1", number="P1", ground="principal", amount="6000.00", by="甲", role="handler"),
        event("e06", "payment.checked", "2025-03-08", number="P1", by="乙", role="funds_team"),
        event("e07", "release.approved", "2025-03-09", number="P1", amount="6000.00", by="丙", role="bureau_head"),
        event("e08", "payment.verified", "2025-03-10", number="P1", by="丁", role="finance"),
        event("e09", "payment.sent", "2025-03-11", party="p1", number="P1", by="戊", role="cashier"),
        event("e10", "funds.released", "2025-03-12", ref="r1", party="p1", number="P1", amount="6000.00", by="戊", role="cashier"),
        event("e11", "funds.frozen", "2025-03-13", ref="r1", number="（2025）豫1325执保3号", amount="1000.00"),
        event("e12", "funds.deposited", "2025-03-14", ref="r1", party="p1", amount="1500.00"),
        event("e13", "cost.paid", "2025-03-15", ref="u1", amount="120.00"),
        event("e14", "funds.corrected", "2025-03-16", number="e13", by="丁", role="finance"),
        event("e15", "funds.surrendered", "2025-03-17", ground="execution_fee", amount="50.00"),
    ],
}
OVERDRAWN = {**CASE, "events": [*CASE["events"], event("e16", "cost.paid", "2025-03-18", ref="u1", amount="500.01")]}


def golden(folder: Path) -> str:
    sound, flawed = write(folder / "case.json", CASE), write(folder / "flawed.json", OVERDRAWN)
    parts = ["# Books of a case", "What `zhixing escrow` prints of a case with one movement of most kinds, and of one that pays 0.01 too much."]

    def show(title: str, file: Path, *words: str, lang: Optional[str], code: int = 0) -> None:
        text = run("escrow", file, NUMBER, "--as-of", DAY, *words, lang=lang, code=code).stdout
        parts.append(f"## {title}\n\n```\n" + "\n".join(line.rstrip() for line in text.splitlines()) + "\n```")

    show("分录和余额", sound, lang="zh")
    show("Entries and balances", sound, lang="en")
    show("对账单", sound, "--statement", lang="zh")
    show("Statement of account", sound, "--statement", lang="en")
    show("A flaw", flawed, lang="en", code=1)
    return "\n\n".join(parts) + "\n"


def test_golden(root: Path, tmp_path: Path) -> None:
    assert (root / "tests" / "golden" / "escrow.md").read_text("utf-8") == golden(tmp_path)


def test_documents(tmp_path: Path) -> None:
    file = write(tmp_path / "case.json", CASE)
    books = json.loads(run("escrow", file, NUMBER, "--as-of", DAY, "-f", "json").stdout)
    assert books["unreleased"] == "1950.00" and books["received"] == "9500.00"
    assert {row["kind"]: row["balance"] for row in books["accounts"]}["deposit"] == "1500.00"
    rows = run("escrow", file, NUMBER, "--as-of", DAY, "-f", "csv").stdout.splitlines()
    assert rows[0] == "on,event,debit,credit,amount,reverses" and len(rows) == 1 + len(books["entries"])
    earlier = json.loads(run("escrow", file, NUMBER, "--as-of", "2025-03-03", "-f", "json").stdout)
    assert earlier["unreleased"] == "9000.00"
    assert fits(run("escrow", file, NUMBER, "--as-of", DAY).stdout)


def test_refusals(tmp_path: Path) -> None:
    file = write(tmp_path / "case.json", CASE)
    assert run("escrow", file, "（2025）豫1325执9号", code=None).exit_code == 2
    assert run("escrow", tmp_path / "nowhere.json", NUMBER, code=None).exit_code == 2
    flawed = write(tmp_path / "flawed.json", OVERDRAWN)
    assert "0.01" in run("escrow", flawed, NUMBER, "--as-of", DAY, code=1).stdout


def test_the_api_says_the_same() -> None:
    books = zhixing.escrow(zhixing.Dossier.from_json(CASE), as_of=datetime.date.fromisoformat(DAY))
    assert [(payment.number, payment.state) for payment in books.payments] == [("P1", "confirmed")]
