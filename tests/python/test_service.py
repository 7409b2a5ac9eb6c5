"""Service of documents: the sheet through Python and the command line."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
import zhixing
from jsonschema import Draft202012Validator
from test_cli import run, write

NUMBER = "（2026）豫1325执101号"
AS_OF = datetime.date(2026, 4, 1)
NOTICE = {"document": "执行通知书", "party": "p2"}
EVENTS = [
    {"id": "e1", "kind": "address.noted", "on": "2026-02-01", "party": "p2", "ground": "household_register", "note": "=某路1号"},
    {"id": "e2", "kind": "service.attempted", "on": "2026-03-02", "method": "mail", "outcome": "service_failed", "ground": "nobody_there", "number": "EMS1", **NOTICE},
    {"id": "e3", "kind": "service.failed", "on": "2026-03-06", "ground": "whereabouts_unknown", **NOTICE},
    {"id": "e4", "kind": "service.returned", "on": "2026-03-10", "ground": "refused", "outcome": "refused_addressee", "document": "报告财产令", "party": "p2"},
    {"id": "e5", "kind": "service.public_notice_published", "on": "2026-03-20", "document": "限制消费令", "party": "p2"},
]


def case(*events: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": "zhixing.dossier/1",
        "number": NUMBER,
        "kind": "enforcement",
        "basis": {"kind": "judgment"},
        "parties": [{"id": "p1", "role": "applicant", "kind": "natural"}, {"id": "p2", "role": "respondent", "kind": "natural", "name": "某甲"}],
        "events": list(events),
    }


@pytest.fixture
def sheet() -> zhixing.ServiceSheet:
    return zhixing.service_sheet(zhixing.Dossier.from_json(json.dumps(case(*EVENTS))), as_of=AS_OF)


def test_the_sheet_says_how_each_document_stands(sheet: zhixing.ServiceSheet) -> None:
    failed, returned, running = sheet.items
    assert (failed.document, failed.party, failed.state, failed.code) == ("执行通知书", "p2", "failed", "X01")
    assert failed.next.step == "notice" and failed.next.rule == "service.notice" and failed.next.citations[0].article == "95(1)"
    assert failed.address is not None and failed.address.source == "household_register" and failed.address.event == "e1"
    assert [a.code for a in failed.attempts] == ["M04", "X01"]
    assert {w.method: w.allowed for w in failed.ways}["public_notice"] == "yes"
    assert (returned.state, returned.served, returned.rule, returned.event) == ("deemed", datetime.date(2026, 3, 10), "service.mail.refused", "e4")
    assert (running.state, running.served, running.expected) == ("running", None, datetime.date(2026, 4, 19))
    assert failed.scheduled and not returned.scheduled and not running.scheduled


def test_the_sheet_fits_its_schema(sheet: zhixing.ServiceSheet) -> None:
    document = sheet.to_dict()
    assert [e.message for e in Draft202012Validator(json.loads(zhixing.schema("service"))).iter_errors(document)] == []
    assert json.loads(sheet.to_json()) == document
    assert document["schedule"]["rows"] == sheet.schedule
    assert [column["zh"] for column in document["schedule"]["columns"]] == sheet.schedule_columns
    assert all(len(row) == len(sheet.schedule_columns) for row in sheet.schedule)
    assert sheet.schedule_missing == [(0, "份数")] and sheet.items[0].copies is None
    assert [gap["column"]["zh"] for gap in document["schedule"]["missing"]] == ["份数"]


def test_copies_are_told_by_events() -> None:
    told = {**EVENTS[2], "copies": 2}
    sheet = zhixing.service_sheet(zhixing.Dossier.from_json(case(*EVENTS[:2], told, *EVENTS[3:])), as_of=AS_OF)
    assert sheet.items[0].copies == 2 and sheet.schedule_missing == []
    assert dict(zip(sheet.schedule_columns, sheet.schedule[0]))["份数"] == "2"


def test_what_was_not_known_is_not_there() -> None:
    late = {**EVENTS[3], "recorded": "2026-03-20T09:00:00"}
    dossier = zhixing.Dossier.from_json(json.dumps(case(late)))
    assert zhixing.service_sheet(dossier, as_of=AS_OF, known_at=datetime.datetime(2026, 3, 19)).items == []
    assert zhixing.service_sheet(dossier, as_of=AS_OF, known_at=datetime.datetime(2026, 3, 21)).items[0].state == "deemed"


def test_clocks_that_start_with_service_run_from_the_deemed_day() -> None:
    events = [
        {"id": "e1", "kind": "objection.ruled", "on": "2023-12-01", "ref": "o1", "ground": "title"},
        {"id": "e2", "kind": "service.public_notice_published", "on": "2024-01-01", "ref": "o1", "document": "异议裁定书", "party": "p2"},
    ]
    dossier = zhixing.Dossier.from_json(json.dumps(case(*events)))
    found = [o for o in zhixing.review(dossier, as_of=datetime.date(2024, 2, 1)).obligations if o.rule == "suit.apply"]
    assert [(o.trigger, o.due) for o in found] == [("e2", datetime.date(2024, 2, 18))]
    before = zhixing.review(dossier, as_of=datetime.date(2024, 1, 30))
    assert not [o for o in before.obligations if o.rule == "suit.apply"]
    assert before.next_change == datetime.date(2024, 1, 31)
    steps = zhixing.why(dossier, "suit.apply", as_of=datetime.date(2024, 2, 1)).instances[0].steps_zh
    assert "由“刊登送达公告”2024-01-01推定" in steps[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_command_line(tmp_path: Path, lang: str) -> None:
    path = write(tmp_path / "case.json", case(*EVENTS))
    table = run("service", path, NUMBER, "--as-of", AS_OF.isoformat(), lang=lang).stdout
    assert "2026-03-10" in table and "2026-04-19" in table and ("视为送达" if lang == "zh" else "deemed") in table
    document = json.loads(run("service", path, NUMBER, "--as-of", AS_OF.isoformat(), "--format", "json", lang=lang).stdout)
    assert document["schema"] == "zhixing.service/1" and len(document["items"]) == 3
    lines = list(csv.DictReader(io.StringIO(run("service", path, NUMBER, "--as-of", AS_OF.isoformat(), "--format", "csv", lang=lang).stdout)))
    assert [line["state"] for line in lines] == ["failed", "deemed", "running"]


def test_schedule_on_the_command_line(tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", case(*EVENTS))
    text = run("service", path, NUMBER, "--schedule", "--as-of", AS_OF.isoformat(), "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    assert row["代码"] == "X01" and row["受送达人"] == "某甲" and row["是否视为送达"] == "未送达"
    assert not row["送达地址"].startswith("="), "a spreadsheet would take it for a formula"
    assert "2026-03-02 尝试送达 邮寄送达" in row["送达经过"]
    assert "X01" in run("service", path, NUMBER, "--schedule", "--as-of", AS_OF.isoformat()).stdout
    assert "row 1 lacks 份数" in run("service", path, NUMBER, "--schedule", "--as-of", AS_OF.isoformat()).stdout
    part = json.loads(run("service", path, NUMBER, "--schedule", "--as-of", AS_OF.isoformat(), "--format", "json").stdout)
    assert len(part["rows"]) == 1


def test_refusals(tmp_path: Path) -> None:
    path = write(tmp_path / "case.json", case(*EVENTS))
    assert run("service", path, "（2026）豫1325执999号", "--as-of", AS_OF.isoformat(), code=None).exit_code != 0
    bare = '{"schema":"zhixing.rulebook/1","id":"t","version":"1","name":{"zh":"试","en":"t"},"rules":[]}'
    with pytest.raises(zhixing.RuleError) as refused:
        zhixing.service_sheet(zhixing.Dossier.from_json(json.dumps(case(*EVENTS))), zhixing.Rulebook.from_json(bare), as_of=AS_OF)
    assert refused.value.code == "rule.unknown_rule"
