"""Documents of a docket through Python and the command line."""

from __future__ import annotations

import csv
import datetime
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import zhixing
from zhixing import documents
from zhixing.cli.app import app

DAY = datetime.date(2026, 3, 20)
TEMPLATE = "court-notice"
NOTICE = """---json
{"schema": "zhixing.template/1", "id": "court-notice", "document": "执行通知书", "name": {"zh": "执行通知书", "en": "Notice"}, "class": "A", "per": "respondent",
 "fields": []}
---
# {{court.name}}

## 执行通知书

### {{number}}

> {{addressee.name}}：

款项汇入{{account.name}}。

{{signature}}
"""
CASE = {
    "kind": "enforcement",
    "court": "河南省内乡县人民法院",
    "events": [],
    "parties": [
        {"id": "p1", "role": "applicant", "name": "张某"},
        {"id": "p2", "role": "respondent", "name": "李某"},
        {"id": "p3", "role": "respondent", "name": "内乡县某商贸有限公司"},
    ],
}
VALUES = {"account": {"name": "执行款专户"}}


@pytest.fixture(scope="module")
def among() -> documents.Templates:
    return documents.templates().with_text(NOTICE, "own.md")


def numbered(n: int) -> zhixing.Dossier:
    return zhixing.Dossier.from_json({**CASE, "number": f"（2026）豫1325执{n}号"})


def test_documents_of_a_docket_stand_in_a_folder(among: documents.Templates, tmp_path: Path) -> None:
    told = []
    bad = zhixing.InputError("input.json", "不是 JSON", "not JSON", "docket.ndjson", 2)
    dossiers = [numbered(1), bad, numbered(3)]
    result = documents.render_all(dossiers, [TEMPLATE], tmp_path / "out", as_of=DAY, values=VALUES, among=among, threads=2, progress=told.append)
    assert not result.stopped
    assert [entry.state for entry in result.entries] == ["written", "written", "failed", "written", "written"]
    assert (result.count.added, result.count.written, result.count.failed) == (3, 4, 1)
    assert told[-1].cases == 3
    first, unread = result.entries[0], result.entries[2]
    assert first.file == "（2026）豫1325执1号/执行通知书-李某.docx"
    assert zipfile.is_zipfile(tmp_path / "out" / first.file)
    assert (unread.number, unread.code, unread.file) == ("docket.ndjson:2", "input.json", None)
    index = json.loads((tmp_path / "out/index.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(zhixing.schema("documents-index"))).validate(index)
    assert index == result.to_dict()
    with open(tmp_path / "out/index.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["状态"] for row in csv.DictReader(file)] == [entry.state for entry in result.entries]
    again = documents.render_all(dossiers, [TEMPLATE], tmp_path / "out", as_of=DAY, values=VALUES, among=among)
    assert again.count.kept == 4


def test_what_is_missing_is_listed(among: documents.Templates, tmp_path: Path) -> None:
    result = documents.render_all([numbered(1)], [TEMPLATE], tmp_path, as_of=DAY, among=among)
    assert {entry.state for entry in result.entries} == {"refused"}
    assert any(name == "account.name" for name, _, _ in result.entries[0].missing)


def test_progress_ends_the_work_and_its_errors_come_through(among: documents.Templates, tmp_path: Path) -> None:
    dossiers = (numbered(n) for n in range(1, 100_000))
    assert documents.render_all(dossiers, [TEMPLATE], tmp_path / "a", as_of=DAY, values=VALUES, among=among, progress=lambda _: False).stopped

    def fail(_: documents.BulkProgress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        documents.render_all(dossiers, [TEMPLATE], tmp_path / "b", as_of=DAY, values=VALUES, among=among, progress=fail)


def test_words_that_are_wrong_are_refused(among: documents.Templates, tmp_path: Path) -> None:
    with pytest.raises(zhixing.InputError):
        documents.render_all([], [TEMPLATE], tmp_path, as_of=DAY, format="pdf", among=among)
    with pytest.raises(zhixing.RuleError):
        documents.render_all([], ["no-such"], tmp_path, as_of=DAY)


def test_the_command_line_packs_a_zip(tmp_path: Path) -> None:
    docket = tmp_path / "docket.ndjson"
    lines = [json.dumps({**CASE, "number": f"（2026）豫1325执{n}号"}, ensure_ascii=False) for n in (1, 2)]
    docket.write_text("\n".join([lines[0], "{bad", lines[1]]), "utf-8")
    (tmp_path / "values.json").write_text(json.dumps(VALUES), "utf-8")
    (tmp_path / "own.md").write_text(NOTICE, "utf-8")
    command = ["render", TEMPLATE, str(docket), "--own", str(tmp_path / "own.md"), "--all", "-o", str(tmp_path / "out.zip"), "--values", str(tmp_path / "values.json"), "--as-of", "2026-03-20", "--lang", "en"]
    ran = CliRunner().invoke(app, command)
    assert ran.exit_code == 2, ran.output
    assert "3 dossiers: 4 written, 0 there already, 0 refused, 1 failed" in ran.output
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        assert len(package.namelist()) == 6
    assert not (tmp_path / "out.zip.partial").exists()


def test_the_command_line_says_what_it_wants(tmp_path: Path) -> None:
    for extra in ([], ["--all"], ["x", "--all", "-o", "y"]):
        assert CliRunner().invoke(app, ["render", TEMPLATE, str(tmp_path / "none.ndjson"), *extra]).exit_code == 2


def test_a_form_of_the_court_must_be_a_docx() -> None:
    with pytest.raises(zhixing.InputError, match="ZIP"):
        documents.templates().with_docx("enforcement-notice", b"no archive", "form.docx")
