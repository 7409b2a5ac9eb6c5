"""Bank statements and reconciliation from Python and on the command line."""

from __future__ import annotations

import datetime
import io
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import zhixing
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_cli import fits, rows, run, write

HEADER = "记账日期,流水号,收入,支出,余额,对方户名,摘要\n"
STATEMENT = HEADER + "2026-03-02,S1,100.00,,100.00,张某,执行款\n2026-03-03,S2,,40.00,60.00,李某,发放案款\n"


def document(number: int, *events: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": "zhixing.dossier/1",
        "number": f"（2026）豫1325执{number}号",
        "parties": [{"id": f"p{n}", "role": "respondent", "name": name} for n, name in enumerate(("张某", "李某"))],
        "events": [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)],
    }


def received(on: str, amount: str, **more: str) -> dict[str, Any]:
    return {"kind": "funds.received", "on": on, "amount": amount, **more}


RECEIVED = received("2026-03-02", "100.00", number="S1", party="p0")
RELEASED = {"kind": "funds.released", "on": "2026-03-03", "amount": "40.00", "number": "FK1", "party": "p1"}


def dossiers(*documents: dict[str, Any]) -> list[zhixing.Dossier]:
    return [zhixing.Dossier.from_json(d) for d in documents]


def check(answer: zhixing.Reconciliation) -> Any:
    found = json.loads(answer.to_json())
    assert [e.message for e in Draft202012Validator(json.loads(zhixing.schema("reconciliation"))).iter_errors(found)] == []
    assert found["proof"]["adds_up"] and answer.adds_up
    return found


def test_a_statement_has_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(STATEMENT.encode("gb18030"))
    for source in (path, str(path), path.read_bytes(), io.BytesIO(path.read_bytes())):
        statement = zhixing.read_statement(source)
        first, second = statement.lines
        assert (first.line, first.serial, first.incoming, first.amount, first.name) == (2, "S1", True, Decimal("100.00"), "张某")
        assert (second.incoming, second.balance, second.account) == (False, Decimal("60.00"), None)
        assert (statement.opening, statement.closing, statement.rows) == (Decimal("0.00"), Decimal("60.00"), 2)


def test_bad_lines_are_told() -> None:
    text = (HEADER + "2026-03-02,S1,1.00,2.00,,,\n2026-03-03,S2,1.00,,,,\n").encode()
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.read_statement(text)
    assert (caught.value.code, caught.value.line, caught.value.pointer) == ("statement.amount", 2, "支出")
    statement = zhixing.read_statement(text, on_error="skip")
    assert len(statement.lines) == 1 and [error.code for error in statement.refused] == ["statement.amount"]
    with pytest.raises(zhixing.InputError):
        zhixing.reconcile(statement, [])


def test_each_line_and_movement_has_a_result() -> None:
    answer = zhixing.reconcile(zhixing.read_statement(STATEMENT.encode()), dossiers(document(1, RECEIVED), document(2, RELEASED)))
    assert answer.agrees
    assert [(item.outcome, item.test, item.reason) for item in answer.items] == [("matched", "serial", None), ("matched", "name", None)]
    assert [movement.case_number for movement in answer.items[1].movements] == ["（2026）豫1325执2号"]
    check(answer)
    wrong = zhixing.reconcile(zhixing.read_statement(STATEMENT.encode()), dossiers(document(1, {**RECEIVED, "amount": "90.00"})))
    assert not wrong.agrees
    differs, only_bank = wrong.items
    assert (differs.outcome, differs.reason, differs.difference) == ("differs", "amount_differs", Decimal("-10.00"))
    assert (only_bank.outcome, only_bank.reason, only_bank.candidate_movements) == ("only_bank", "no_candidate", [])
    assert check(wrong)["totals"]["difference"] == {"opening": "0.00", "in": "-10.00", "out": "-40.00", "closing": "30.00"}


LINES = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["", "S1", "S2", "S3"]), st.booleans(), st.sampled_from(["1.00", "2.00"]), st.sampled_from(["", "张某", "李某"]), st.integers(0, 3)), max_size=8
)
EVENTS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 9), st.sampled_from(["", "S1", "S2", "S3"]), st.booleans(), st.sampled_from(["1.00", "2.00"]), st.sampled_from(["", "p0", "p1"])), max_size=8
)


def statement_of(lines: list[Any]) -> bytes:
    text = "日期,流水号,金额,收支标志,对方户名,摘要\n"
    for position, (day, serial, incoming, amount, name, case) in enumerate(lines):
        memo = f"（2026）豫1325执{case}号" if case else ""
        # A serial stands once in a statement.
        number = f"{serial}{'收' if incoming else '支'}" if serial and all(other[1:3] != (serial, incoming) for other in lines[:position]) else ""
        text += f"2026-03-0{day},{number},{amount},{'收' if incoming else '支'},{name},{memo}\n"
    return text.encode()


def docket_of(events: list[Any]) -> list[dict[str, Any]]:
    cases: dict[int, list[dict[str, Any]]] = {}
    for number, (case, day, serial, incoming, amount, party) in enumerate(events):
        kind = "funds.received" if incoming else "funds.released"
        serial = serial and f"{serial}{'收' if incoming else '支'}"
        cases.setdefault(case, []).append({"id": f"m{number}", "kind": kind, "on": f"2026-03-0{day}", "amount": amount, "number": serial, "party": party})
    return [{**document(case), "events": found} for case, found in cases.items()]


def without_places(found: Any) -> Any:
    """The answer without where in the input a thing stood."""
    if isinstance(found, dict):
        return {key: without_places(value) for key, value in found.items() if not (key in ("line", "dossier") and isinstance(value, int))}
    return [without_places(value) for value in found] if isinstance(found, list) else found


@settings(max_examples=300, deadline=None)
@given(LINES, EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(lines: list[Any], events: list[Any], shuffle: random.Random) -> None:
    text = statement_of(lines).decode().splitlines(keepends=True)
    documents = docket_of(events)
    found = check(zhixing.reconcile(zhixing.read_statement("".join(text).encode()), dossiers(*documents)))
    assert sum(bool(item.get("line")) for item in found["items"]) == len(lines)
    assert len({movement["event"] for item in found["items"] for movement in item["movements"]}) == sum(len(item["movements"]) for item in found["items"])
    assert found["proof"]["movements"]["all"]["count"] == sum(len(item["movements"]) for item in found["items"])
    rest = text[1:]
    shuffle.shuffle(rest)
    shuffle.shuffle(documents)
    for each in documents:
        shuffle.shuffle(each["events"])
    again = check(zhixing.reconcile(zhixing.read_statement("".join(text[:1] + rest).encode()), dossiers(*documents)))
    assert without_places(again) == without_places(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_command_line(tmp_path: Path, lang: str) -> None:
    statement = tmp_path / "statement.csv"
    statement.write_text(STATEMENT, "utf-8")
    good = write(tmp_path / "good.ndjson", document(1, RECEIVED), document(2, RELEASED))
    assert fits(run("reconcile", statement, good, lang=lang).output)
    bad = write(tmp_path / "bad.ndjson", document(1, {**RECEIVED, "amount": "90.00"}))
    text = run("reconcile", statement, bad, code=1, lang=lang).output
    assert fits(text) and "S2" in text and "-40.00" in text
    found = json.loads(run("reconcile", statement, bad, "--format", "json", code=1, lang=lang).output)
    assert found["schema"] == "zhixing.reconciliation/1" and found["agrees"] is False
    lines = run("reconcile", statement, bad, "--format", "ndjson", code=1, lang=lang).output.splitlines()
    assert [json.loads(line) for line in lines] == found["items"]
    table = rows(run("reconcile", statement, bad, "--format", "csv", code=1, lang=lang).output)
    assert [(row["outcome"], row["serial"], row["difference"]) for row in table] == [("differs", "S1", "-10.00"), ("only_bank", "S2", "")]
    book = json.loads(run("reconcile", statement, bad, "--events", "2026-04-01", code=1, lang=lang).output)
    assert book["kind"] == "account" and [event["kind"] for event in book["events"]] == ["funds.reconciled", *["funds.difference_found"] * 2]


def test_what_was_not_known_yet_is_not_in_the_books() -> None:
    statement = zhixing.read_statement(STATEMENT.encode())
    facts = dossiers(document(1, {**RECEIVED, "recorded": "2026-03-05T09:00:00"}, RELEASED))
    at = datetime.datetime(2026, 3, 4, 18, 0)
    assert zhixing.reconcile(statement, facts).agrees
    before = check(zhixing.reconcile(statement, facts, known_at=at))
    assert not before["agrees"] and [item["outcome"] for item in before["items"]].count("only_bank") == 1
    assert zhixing.reconcile(statement, facts, known_at=at + datetime.timedelta(days=1)).agrees
    # a correction that was entered later has taken nothing back yet
    corrected = dossiers(document(1, RECEIVED, RELEASED, {"kind": "funds.corrected", "on": "2026-03-06", "number": "e1", "recorded": "2026-03-06T10:00:00"}))
    assert zhixing.reconcile(statement, corrected, known_at=at).agrees and not zhixing.reconcile(statement, corrected).agrees


def test_the_result_as_events() -> None:
    day = datetime.date(2026, 4, 1)
    statement = zhixing.read_statement(STATEMENT.encode())
    agreed = zhixing.reconcile(statement, dossiers(document(1, RECEIVED), document(2, RELEASED)), start=datetime.date(2026, 3, 1), end=datetime.date(2026, 3, 31))
    assert agreed.events(day) == [
        {"kind": "funds.reconciled", "on": "2026-04-01", "ref": "reconciliation:2026-03-01/2026-03-31", "until": "2026-03-31", "document": "案款对账单", "outcome": "agrees"}
    ]
    other = zhixing.reconcile(statement, dossiers(document(1, {**RECEIVED, "amount": "90.00"}), document(2, {**RELEASED, "on": "2026-03-02", "amount": "41.00"})))
    first, *differences = other.events(day)
    assert first["outcome"] == "differs" and "document" not in first and first["until"] == "2026-03-03"
    assert sorted((event["ref"], event["amount"]) for event in differences) == [("bank:S1", "10.00"), ("bank:S2", "1.00"), ("books:（2026）豫1325执2号:e1", "1.00")]
    book = zhixing.Dossier.from_json({"schema": "zhixing.dossier/1", "kind": "account", "events": other.events(day)})
    assert not book.remarks
    without_serial = zhixing.reconcile(zhixing.read_statement(STATEMENT.replace("S2", "").encode()), dossiers(document(1, RECEIVED)))
    assert [event["ref"] for event in without_serial.events(day)[1:]] == ["bank:2026-03-03-40.00:李某"]


def test_command_line_refuses(tmp_path: Path) -> None:
    good = write(tmp_path / "good.ndjson", document(1, RECEIVED))
    statement = tmp_path / "statement.csv"
    statement.write_text(STATEMENT.replace("100.00,,", "100.00,5.00,", 1), "utf-8")
    result = run("reconcile", statement, good, code=2)
    assert ":2: 支出: " in result.output and "expected one of them" in result.output
    run("reconcile", tmp_path / "none.csv", good, code=2)
    statement.write_text("a,b\n", "utf-8")
    run("reconcile", statement, good, code=2)
