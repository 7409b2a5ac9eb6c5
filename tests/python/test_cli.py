"""The command line: every command, every format, exit codes, both languages, bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Optional

import pytest
import zhixing
from rich.cells import cell_len
from typer.testing import CliRunner, Result
from zhixing.cli import app
from zhixing.resources import SCHEMAS

CASE = "（2020）豫0192执2437号之一"
COMMAND = [sys.executable, "-m", "zhixing"]
AS_OF = ["--as-of", "2026-01-31"]


def run(*arguments: object, code: Optional[int] = 0, lang: Optional[str] = "en", stdin: Optional[bytes] = None) -> Result:
    words = [str(argument) for argument in arguments]
    if lang is not None:
        words += ["--lang", lang]
    result = CliRunner(env={"COLUMNS": "80", "LANG": "en_US.UTF-8", "LC_ALL": ""}).invoke(app, words, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert code is None or result.exit_code == code, result.output
    return result


def fits(text: str) -> bool:
    return all(cell_len(line.rstrip()) <= 80 for line in text.splitlines())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def write(path: Path, *documents: Any) -> Path:
    path.write_text("".join(json.dumps(d) + "\n" if not isinstance(d, str) else d + "\n" for d in documents), "utf-8")
    return path


CLEAN: dict[str, Any] = {"number": "（2023）豫1325执1号", "events": []}
LATE: dict[str, Any] = {
    "number": "（2023）豫1325执2号",
    "kind": "enforcement",
    "parties": [{"id": "p2", "role": "respondent", "kind": "legal"}],
    "claims": [{"kind": "money", "principal": "1000.00"}],
    "events": [
        {"id": "e1", "kind": "application.received", "on": "2023-02-01"},
        {"id": "e2", "kind": "notice.issued", "on": "2023-03-06", "party": "p2"},
    ],
}


# ---------------------------------------------------------------- demo


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_demo_prints_the_board(lang: str, docket: list[zhixing.Dossier]) -> None:
    text = run("demo", lang=lang).stdout
    assert fits(text)
    assert str(len(docket)) in text and "2026-01-31" in text and "neixiang" in text
    case = text[text.rindex(CASE) :]
    # Closed as 终本 56 days after filing, with no property report order: by rule and article.
    assert "termination.wait" in case and "termination.respondent" in case and "2021-03-01" in case
    assert "严格规范终结本次执行程序的规定（试行）》第1条" in "".join(case.split())
    assert "2020-11-30" in case and "2021-01-25" in case


def test_demo_as_data(docket: list[zhixing.Dossier]) -> None:
    board = json.loads(run("demo", "--format", "json").stdout)
    assert board["dossiers"] == len(docket) and board["as_of"] == "2026-01-31"
    assert sum(board["findings"].values()) == sum(int(row["findings"]) for row in rows(run("demo", "-f", "csv").stdout))
    assert board == json.loads(run("demo", "-f", "ndjson").stdout)
    assert json.loads(run("demo", "--as-of", "2015-01-01", "-f", "json").stdout)["findings"] != board["findings"]


# ---------------------------------------------------------------- review


def test_review_exit_codes(tmp_path: Path) -> None:
    clean, late = write(tmp_path / "clean.ndjson", CLEAN), write(tmp_path / "late.ndjson", LATE)
    run("review", clean, *AS_OF, code=0)
    run("review", clean, late, *AS_OF, code=1)
    bad = write(tmp_path / "bad.ndjson", LATE, '{"events":7}', LATE)
    result = run("review", bad, *AS_OF, "-f", "ndjson", code=2)
    assert len(result.stdout.splitlines()) == 2
    assert f"{bad}:2: /events" in result.stderr


def test_review_table(tmp_path: Path) -> None:
    late = write(tmp_path / "late.ndjson", LATE)
    for lang, words in (("en", ["As of 2026-01-31", "breach", "1 dossiers"]), ("zh", ["截至 2026-01-31", "违法超期", "1 件卷宗"])):
        text = run("review", late, *AS_OF, code=1, lang=lang).stdout
        assert fits(text)
        for word in [*words, "（2023）豫1325执2号", "notice.issue", "2023-02-13", "-21", "第480条"]:
            assert word in text
    assert "(today)" in run("review", late, code=1).stdout


def test_review_formats_agree(docket_file: Path, docket: list[zhixing.Dossier]) -> None:
    lines = run("review", docket_file, *AS_OF, "-f", "ndjson", code=1).stdout.splitlines()
    documents = [json.loads(line) for line in lines]
    assert len(documents) == len(docket)
    assert json.loads(run("review", docket_file, *AS_OF, "-f", "json", code=1).stdout) == documents
    table = rows(run("review", docket_file, *AS_OF, "-f", "csv", code=1).stdout)
    assert [row["rule"] for row in table] == [f["rule"] for document in documents for f in document["findings"]]
    assert {row["as_of"] for row in table} == {"2026-01-31"}


def test_review_of_nothing(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.ndjson")
    assert json.loads(run("review", empty, "-f", "json").stdout) == []
    assert "0 dossiers" in run("review", empty).stdout


def test_review_stdin_in_every_format(tmp_path: Path) -> None:
    dossier = zhixing.Dossier.from_json(LATE)
    expected = run("review", "-", *AS_OF, "-f", "ndjson", code=1, stdin=dossier.to_json().encode()).stdout
    for text in (json.dumps(LATE, indent=2), zhixing.csv_header() + dossier.to_csv()):
        assert run("review", "-", *AS_OF, "-f", "ndjson", code=1, stdin=text.encode()).stdout == expected


def test_known_at_and_rules(tmp_path: Path) -> None:
    document = {**LATE, "events": [{**LATE["events"][0], "recorded": "2024-01-01T00:00:00"}]}
    file = write(tmp_path / "a.ndjson", document)
    run("review", file, *AS_OF, "--known-at", "2023-06-01T00:00", code=0)
    run("review", file, *AS_OF, "--known-at", "2025-06-01T00:00", code=1)
    overlay = {"schema": "zhixing.rulebook/1", "id": "ours", "version": "7", "name": {"zh": "本院", "en": "Our court"}}
    ours = write(tmp_path / "ours.json", {**overlay, "extends": "national", "override": {}})
    assert "Our court, ours 7" in run("review", file, *AS_OF, "--rules", ours, code=None).stdout
    assert "national" in run("review", file, *AS_OF, "--rules", "national", code=None).stdout


# ---------------------------------------------------------------- one dossier


def test_show(docket_file: Path) -> None:
    text = run("show", docket_file, "(2020)豫0192执2437号之一", "--as-of", "2021-02-01", lang="zh").stdout
    assert fits(text)
    for word in (CASE, "经过", "期限", "发现 ", "无法判断", "下次变化：", "谷某乙", "termination.wait", "400000.00元"):
        assert word in text
    document = json.loads(run("show", docket_file, CASE, *AS_OF, "-f", "json").stdout)
    assert document["review"]["number"] == document["dossier"]["number"] == CASE
    assert rows(run("show", docket_file, CASE, *AS_OF, "-f", "csv").stdout)


def test_why(docket_file: Path) -> None:
    text = run("why", docket_file, CASE, "termination.wait", *AS_OF, lang="zh").stdout
    assert fits(text) and "2021-03-01" in text and "第1条" in text and "1. " in text
    document = json.loads(run("why", docket_file, CASE, "termination.wait", *AS_OF, "-f", "json").stdout)
    assert document["schema"] == "zhixing.explanation/1" and document["rule"] == "termination.wait"
    assert document == json.loads(run("why", docket_file, CASE, "termination.wait", *AS_OF, "-f", "ndjson").stdout)
    assert rows(run("why", docket_file, CASE, "termination.wait", *AS_OF, "-f", "csv").stdout)[0]["step"]


def test_show_keeps_undated_events_in_their_place_and_sorts_obligations(tmp_path: Path) -> None:
    parties = [{"id": "p2", "role": "respondent", "kind": "legal", "name": "某某建筑工程有限公司"}]
    events = [{"id": "e0", "kind": "interview.held"}, *LATE["events"], {"id": "e3", "kind": "query.online"}, {"id": "e4", "kind": "case.filed", "on": "2023-02-03"}]
    file = write(tmp_path / "a.ndjson", {**LATE, "parties": parties, "events": events})
    text = run("show", file, "#1", *AS_OF).stdout
    assert fits(text)
    timeline = text[text.index("Timeline") : text.index("Obligations")]
    assert [word for word in timeline.split() if word in ("e0", "e1", "e2", "e3", "e4")] == ["e0", "e1", "e4", "e2", "e3"]
    assert "p2" in timeline and "有限公司" not in timeline
    due = [line[:10] for line in text[text.index("Obligations") : text.index("findings")].splitlines() if line[:4].isdigit()]
    assert len(due) > 2 and due == sorted(due)


@pytest.mark.parametrize("command", ["show", "why", "close", "plan"])
def test_a_dossier_is_chosen_by_its_place(command: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", LATE, {**LATE, "number": None})
    rest = ["notice.issue"] if command == "why" else []
    first = run(command, file, "#1", *rest, *AS_OF, "-f", "json", code=None)
    assert first.stdout == run(command, file, LATE["number"], *rest, *AS_OF, "-f", "json", code=None).stdout != ""
    assert run(command, file, "#2", *rest, *AS_OF, code=None).stderr == ""
    for place in ("#3", "#0"):
        result = run(command, file, place, *rest, *AS_OF, code=2)
        assert place in result.stderr and "2" in result.stderr
    run(command, file, "#", *rest, *AS_OF, code=2)


# ---------------------------------------------------------------- dates


def test_deadline() -> None:
    text = run("deadline", "--from", "2024-09-20", "--days", 10, "--pause", "2024-09-25:2024-09-27").stdout
    assert text.startswith("End: 2024-10-08") and "rest day" in text and fits(text)
    record = json.loads(run("deadline", "--from", "2024-09-20", "--workdays", 5, "-f", "json").stdout)
    assert record["end"] == "2024-09-27" and record["provisional"] is False and record["steps"]
    assert json.loads(run("deadline", "--from", "2024-09-20", "--days", 12, "--no-roll", "-f", "ndjson").stdout)["end"] == "2024-10-02"
    assert json.loads(run("deadline", "--from", "2024-01-31", "--months", 1, "--no-roll", "-f", "json").stdout)["end"] == "2024-02-29"
    assert json.loads(run("deadline", "--from", "2024-03-05", "--years=-1", "--no-roll", "-f", "json").stdout)["end"] == "2023-03-05"
    assert "2024-03-07T10:00" in run("deadline", "--from", "2024-03-05T09:30", "--hours", 48, "-f", "json").stdout
    assert json.loads(run("deadline", "--from", "2024-09-20", "--days", 9, "--pause", "2024-09-22:", "-f", "json").stdout)["end"] is None
    assert "Provisional" in run("deadline", "--from", "2040-03-05", "--workdays", 5).stdout
    assert rows(run("deadline", "--from", "2024-09-20", "--days", 10, "-f", "csv").stdout)[0]["kind"] == "start"


def test_calendar() -> None:
    text = run("calendar", 2024, lang="zh").stdout
    assert fits(text) and "2024-02-10" in text and "春节" in text and "调休上班" in text
    days = json.loads(run("calendar", 2024, "-f", "json").stdout)
    assert len(days) == 366
    workdays = sum(day["workday"] for day in days)
    assert f"{workdays} 个工作日" in text
    assert len(rows(run("calendar", 2024, "-f", "csv").stdout)) == 366
    assert "Provisional" in run("calendar", 2040).stdout


# ---------------------------------------------------------------- law


def test_rules() -> None:
    text = run("rules", "list").stdout
    assert fits(text) and "notice.issue" in text
    listed = json.loads(run("rules", "list", "-f", "json").stdout)
    assert [rule["id"] for rule in listed] == [rule.id for rule in zhixing.default_rulebook().rules]
    assert len(rows(run("rules", "list", "-f", "csv").stdout)) == len(listed)
    shown = run("rules", "show", "notice.issue", lang="zh").stdout
    assert "发出执行通知书" in shown and '"limit"' in shown
    assert json.loads(run("rules", "show", "notice.issue", "-f", "json").stdout)["id"] == "notice.issue"
    assert "\n" not in run("rules", "show", "notice.issue", "-f", "ndjson").stdout.strip()


def test_lint(tmp_path: Path) -> None:
    rule = {
        "id": "a.b",
        "form": "pauses",
        "name": {"zh": "甲", "en": "a"},
        "level": "court",
        "source": "read",
        "intervals": [{"name": {"zh": "甲", "en": "a"}, "start": {"event": "case.filed"}}],
        "effective": [None, None],
        "citations": [{"document": "民诉法解释", "article": "480", "version": "2022-04-10"}],
    }
    base = {"schema": "zhixing.rulebook/1", "id": "x", "version": "1", "name": {"zh": "甲", "en": "x"}}
    unused = write(tmp_path / "unused.json", {**base, "rules": [rule]})
    assert "unused" in run("rules", "lint", unused, code=1).stdout
    assert json.loads(run("rules", "lint", unused, "-f", "json", code=1).stdout)[0]["rule"] == "a.b"
    empty = write(tmp_path / "empty.json", {**base, "rules": []})
    assert "Nothing" in run("rules", "lint", empty, code=0).stdout


def test_catalogue() -> None:
    text = run("catalogue", "notice", lang="zh").stdout
    assert fits(text) and "notice.issued" in text and "发出执行通知书" in text
    assert len(json.loads(run("catalogue", "-f", "json").stdout)) == len(zhixing.catalogue().kinds)
    assert [row["zh"] for row in rows(run("catalogue", "notice.issued", "-f", "csv").stdout)] == ["发出执行通知书"]
    run("catalogue", "weather", code=2)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema(name: str) -> None:
    assert run("schema", name).stdout == zhixing.schema(name)


# ---------------------------------------------------------------- numbers and files


def test_number() -> None:
    assert "内乡县人民法院" in run("number", "(2023)豫1325执123号").stdout
    record = json.loads(run("number", "(2023)豫1325执123号之二", "-f", "json").stdout)
    assert (record["court"], record["type"], record["serial"], record["suffix"]) == ("豫1325", "执", 123, 2)
    assert "case number" in run("number", "nonsense", code=2).stderr


def test_identity() -> None:
    assert "公民身份号码" in run("identity", "11010519491231002X", lang="zh").stdout
    record = json.loads(run("identity", "11010519491231002X", "-f", "json").stdout)
    assert (record["birth"], record["sex"]) == ("1949-12-31", "female")
    assert "18" in run("identity", "110105194912310021", code=2).stderr


def test_convert(tmp_path: Path, docket_file: Path) -> None:
    table, back = tmp_path / "docket.csv", tmp_path / "back.ndjson"
    run("convert", docket_file, "-o", table)
    run("convert", table, "-o", back)
    assert [d.to_json() for d in zhixing.read(back)] == [d.to_json() for d in zhixing.read(docket_file)]
    one = write(tmp_path / "one.ndjson", LATE)
    assert json.loads(run("convert", one, "-f", "json").stdout)["number"] == LATE["number"]
    assert run("convert", one).stdout == zhixing.Dossier.from_json(LATE).to_json() + "\n"
    bad = write(tmp_path / "bad.ndjson", LATE, "{")
    assert len(run("convert", bad, code=2).stdout.splitlines()) == 1
    run("convert", one, "-f", "table", code=2)


# ---------------------------------------------------------------- language, bad input, pipes


def test_language_of_the_environment(tmp_path: Path) -> None:
    late = write(tmp_path / "late.ndjson", LATE)
    for variable, expected in (("zh_CN.UTF-8", "截至"), ("en_GB.UTF-8", "As of"), ("C.UTF-8", "As of")):
        environment = {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", "LANG": variable}
        done = subprocess.run([*COMMAND, "review", str(late)], capture_output=True, text=True, encoding="utf-8", env=environment)
        assert done.stdout.startswith(expected), done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review", "none.ndjson"], ["none.ndjson"]),
        (["review", "FILE", "--rules", "atlantis"], ["atlantis"]),
        (["review", "FILE", "--rules", "none.json"], ["none.json"]),
        (["review", "FILE", "--as-of", "yesterday"], ["yesterday"]),
        (["review", "FILE", "--known-at", "noon"], ["noon"]),
        (["review", "FILE", "--format", "xml"], ["xml"]),
        (["show", "FILE", "（2001）豫1325执1号"], ["（2001）豫1325执1号"]),
        (["why", "FILE", CASE, "no.rule"], ["no.rule"]),
        (["rules", "show", "no.rule"], ["no.rule"]),
        (["deadline", "--from", "2024-01-01"], ["--days"]),
        (["deadline", "--from", "2024-01-01", "--days", "1", "--months", "1"], ["--days"]),
        (["deadline", "--from", "1899-01-01", "--days", "1"], ["1900"]),
        (["schema", "weather"], ["weather"]),
        (["nonsense"], ["nonsense"]),
    ],
)
def test_bad_input_is_one_message_and_no_traceback(arguments: list[str], words: list[str], docket_file: Path) -> None:
    command = [str(docket_file) if word == "FILE" else word for word in arguments]
    done = subprocess.run([*COMMAND, *command], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    message = "".join(done.stderr.split())
    for word in words:
        assert word in message


def test_errors_in_chinese() -> None:
    assert "没有规则" in run("rules", "show", "no.rule", code=2, lang="zh").stderr


def test_a_reader_that_goes_away(docket_file: Path) -> None:
    for format in ("table", "ndjson", "csv"):
        command = [*COMMAND, "review", str(docket_file), *AS_OF, "--format", format]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""


def test_nothing_on_stderr_when_all_is_well(docket_file: Path) -> None:
    assert run("review", docket_file, *AS_OF, "-f", "csv", code=1).stderr == ""


def test_version_and_help() -> None:
    assert run("--version", lang=None).stdout.strip() == f"zhixing {zhixing.__version__}"
    assert "review" in run("--help", lang=None).stdout
