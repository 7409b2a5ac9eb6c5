"""The command line's questions about cases: triage, close, plan, docket, and the names that they print."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import zhixing
from jsonschema import Draft202012Validator
from test_cli import AS_OF, CASE, fits, rows, run, write
from zhixing.cli.naming import article_text, cite_short, short_name

FILED = {"kind": "case.filed", "on": "2026-01-15"}
BOTH = pytest.mark.parametrize("lang", ["zh", "en"])


def case(*events: dict[str, Any], **header: Any) -> dict[str, Any]:
    return {
        "schema": "zhixing.dossier/1",
        "number": "（2026）豫1325执101号",
        "kind": "enforcement",
        "basis": {"kind": "judgment", "effective": "2025-12-01", "perform_by": "2025-12-15"},
        "parties": [{"id": "p1", "role": "applicant", "kind": "natural"}, {"id": "p2", "role": "respondent", "kind": "natural", "name": "某甲"}],
        "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "50000.00"}],
        "events": [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)],
        **header,
    }


UNCOVERED = {"covers": ["filing"]}


def valid(name: str, document: Any) -> Any:
    assert [e.message for e in Draft202012Validator(json.loads(zhixing.schema(name))).iter_errors(document)] == []
    return document


def squeezed(text: str) -> str:
    """Without the white space that folding puts in."""
    return "".join(text.split())


# ---------------------------------------------------------------- names


def test_short_names_of_documents_are_unique_and_readable(root: Path) -> None:
    documents = json.loads((root / "rules" / "documents.json").read_text("utf-8"))["documents"]
    names = {d["name"] for d in documents.values()} | {v["title"] for d in documents.values() for v in d["versions"].values() if "title" in v}
    short = {name: short_name(name) for name in names}
    assert len(set(short.values())) == len(names)
    for name, text in short.items():
        assert 3 <= len(text) <= len(name)
        assert text.count("《") == text.count("》") and text.count("（") == text.count("）"), name
        assert not text.startswith(("的", "关于", "最高人民法院", "中华人民共和国")), name
        assert "若干" not in text and "（试行）" not in text and "的规定" not in text, name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("中华人民共和国民事诉讼法", "民事诉讼法"),
        ("最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "民事诉讼法解释"),
        ("最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释", "民事诉讼法执行程序解释"),
        ("最高人民法院关于人民法院执行工作若干问题的规定（试行）", "执行工作规定"),
        ("最高人民法院关于严格规范终结本次执行程序的规定（试行）", "严格规范终结本次执行程序规定"),
        ("最高人民法院关于公布失信被执行人名单信息的若干规定", "公布失信被执行人名单信息规定"),
        ("最高人民法院关于扣押与拍卖船舶适用法律若干问题的规定", "扣押与拍卖船舶规定"),
        ("人民法院执行文书立卷归档办法（试行）", "人民法院执行文书立卷归档办法"),
        ("南阳市中级人民法院关于建立终本案件负面清单和当事人回访制度的意见", "南阳市中级人民法院建立终本案件负面清单和当事人回访制度意见"),
        ("最高人民法院关于适用《中华人民共和国企业破产法》若干问题的规定（三）", "企业破产法规定（三）"),
        ("Rules", "Rules"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


def test_articles() -> None:
    assert [article_text(article) for article in ("5", "19(1)", "意见")] == ["第5条", "第19条(1)", "意见"]
    sheet = zhixing.closure(zhixing.Dossier.from_json(case(FILED)), as_of=_day("2026-03-01"))
    whole = next(line for line in sheet.lines if line.rule == "termination.wait")
    assert cite_short([*whole.citations, *whole.citations]) == "严格规范终结本次执行程序规定第1条"


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# ---------------------------------------------------------------- triage


def test_triage_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # how long the path of the temporary folder is must not matter
    covered = {"kind": "deposit.frozen", "on": "2026-01-20", "amount": "50000.00"}
    write(tmp_path / "a.ndjson", case(FILED, covered), case(FILED, number=None), case(FILED, **UNCOVERED))
    file = "a.ndjson"
    for lang, words in (
        ("zh", ["简易 · 快执团队", "? 普通 · 普通团队", "按默认", "#2", "可能改为 复杂 · 复杂团队，取决于：事件“收到信访”的记录", "3 项"]),
        ("en", ["simple · fast team", "? ordinary · ordinary team", "by default", "#2", "could be complex · complex team, depending on:", "3 answers"]),
    ):
        text = run("triage", file, *AS_OF, lang=lang).stdout
        assert fits(text)
        for word in words:
            assert word in text
    assert "(?)" not in run("triage", write(tmp_path / "b.ndjson", case(FILED)), *AS_OF).stdout
    assert "a.ndjson #2" in run("triage", file, file, *AS_OF).stdout.replace("\n", "")


@BOTH
@pytest.mark.parametrize("table", ["triage.default", "triage.fengshun", "triage.wendeng", "triage.guangping", "intake.basis"])
def test_triage_of_the_docket_fits(table: str, lang: str, tmp_path: Path, docket_file: Path) -> None:
    some = write(tmp_path / "some.ndjson", *docket_file.read_text("utf-8").splitlines()[::8])
    assert fits(run("triage", some, *AS_OF, "--table", table, lang=lang).stdout)


def test_triage_formats(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED), case(FILED, **UNCOVERED))
    lines = [json.loads(line) for line in run("triage", file, *AS_OF, "-f", "ndjson").stdout.splitlines()]
    assert json.loads(run("triage", file, *AS_OF, "-f", "json").stdout) == lines and len(lines) == 2
    assert all(valid("decision", line)["number"] == "（2026）豫1325执101号" for line in lines)
    table = rows(run("triage", file, *AS_OF, "-f", "csv").stdout)
    assert [(row["class"], row["team"], row["certain"]) for row in table] == [("ordinary", "ordinary", "true"), ("ordinary", "ordinary", "false")]
    assert "petition.received" in table[1]["would_change"] and not table[0]["would_change"]


def test_triage_about_events(tmp_path: Path) -> None:
    clue = {"kind": "clue.sent_down", "on": "2026-01-20", "ref": "a", "amount": "10.00"}
    file = write(tmp_path / "a.ndjson", case(FILED, clue))
    text = run("triage", file, *AS_OF, "--table", "clue.screening", lang="zh").stdout
    assert fits(text) and "e2 平台统查下发线索" in text and "不予恢复 · 零星现金" in text
    assert rows(run("triage", file, *AS_OF, "--table", "clue.screening", "-f", "csv").stdout)[0]["event"] == "e2"


def test_triage_bad_input(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED), "{")
    result = run("triage", file, *AS_OF, "-f", "ndjson", code=2)
    assert len(result.stdout.splitlines()) == 1 and ":2:" in result.stderr
    assert "no.table" in run("triage", file, *AS_OF, "--table", "no.table", code=2).stderr
    assert "0 answers" in run("triage", write(tmp_path / "empty.ndjson"), *AS_OF).stdout


# ---------------------------------------------------------------- close


@BOTH
def test_closing_sheet_of_a_case_that_was_closed(lang: str, docket_file: Path) -> None:
    text = run("close", docket_file, CASE, *AS_OF, lang=lang, code=1).stdout
    assert fits(text)
    one = squeezed(text)
    assert "2021-01-25" in text and "严格规范终结本次执行程序规定第1条" in one
    lines = text.splitlines()
    headings = [line.strip() for line in lines if line.startswith("严格规范终结本次执行程序规定第1条")]
    assert len(headings) == len(set(headings)), "each article once"
    words = ["e2 发出执行通知书", "不适用", "最早 2021-03-01", "不能结案：", "实体审核"] if lang == "zh" else ["e2 notice.issued", "n/a", "from 2021-03-01", "not ready:", "Substance"]
    for word in words:
        assert word in text
    assert "谷某乙" in one


def test_a_wait_that_cannot_be_told_shows_day_and_what_is_missing(docket: list[zhixing.Dossier], docket_file: Path) -> None:
    day = _day("2026-01-31")
    for place, dossier in enumerate(docket, 1):
        wait = [line for line in zhixing.closure(dossier, as_of=day).lines if line.rule == "termination.wait"]
        if wait and wait[0].result == "unknown" and wait[0].earliest is not None:
            text = run("close", docket_file, f"#{place}", *AS_OF, code=1).stdout
            assert f"from {wait[0].earliest}" in text and squeezed(f"missing: {wait[0].missing_en}") in squeezed(text).replace("fails", "")
            return
    pytest.skip("no such case in the docket")


def overlay(tmp_path: Path, severity: str) -> Path:
    """A rulebook that asks one thing of a closing."""
    rule = {
        "id": "ours.notice",
        "form": "check",
        "name": {"zh": "发出过通知", "en": "a notice was issued"},
        "level": "court",
        "source": "read",
        "severity": severity,
        "each": {"event": "closure.completed"},
        "must": {"has": {"event": "notice.issued"}},
        "effective": ["2020-01-01", None],
        "citations": [{"document": "民诉法解释", "article": "480", "version": "2022-04-10"}],
    }
    document = {"schema": "zhixing.rulebook/1", "id": "ours", "version": "1", "name": {"zh": "本院", "en": "ours"}, "rules": [rule]}
    return write(tmp_path / f"{severity}.json", document)


def test_verdicts_and_exit_codes(tmp_path: Path) -> None:
    done = case(FILED, {"kind": "notice.issued", "on": "2026-01-16", "party": "p2"})
    undone, untold = case(FILED), case(FILED, **UNCOVERED)
    binding, advice = overlay(tmp_path, "missing"), overlay(tmp_path, "warning")
    expected = [
        (done, binding, 0, "可以结案", "ready"),
        (undone, binding, 1, "不能结案：1 项不符合、0 项无法判断", "not ready: 1 items fail, 0 cannot be told"),
        (untold, binding, 1, "不能结案：0 项不符合、1 项无法判断", "not ready: 0 items fail, 1 cannot be told"),
        (undone, advice, 0, "没有妨碍项，但有 1 项不符合、0 项无法判断（不妨碍结案）", "nothing hinders, but 1 items fail and 0 cannot be told"),
        (untold, advice, 0, "没有妨碍项，但有 0 项不符合、1 项无法判断（不妨碍结案）", "nothing hinders, but 0 items fail and 1 cannot be told"),
    ]
    for number, (document, rulebook, code, zh, en) in enumerate(expected):
        file = write(tmp_path / f"{number}.ndjson", document)
        arguments = ["close", file, "#1", "--as", "closure.completed", "--rules", rulebook, *AS_OF]
        for lang, verdict in (("zh", zh), ("en", en)):
            text = run(*arguments, lang=lang, code=code).stdout
            assert fits(text) and verdict in text
        for format in ("json", "ndjson"):
            assert valid("closing", json.loads(run(*arguments, "-f", format, code=code).stdout))["ready"] is (code == 0)


def test_an_empty_sheet_is_not_ready(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    arguments = ["close", file, "#1", "--as", "closure.completed", "--as-of", "1990-01-01"]
    assert "该日没有适用的规则" in run(*arguments, lang="zh", code=1).stdout
    assert "no rule applies" in run(*arguments, code=1).stdout
    document = json.loads(run(*arguments, "-f", "json", code=1).stdout)
    assert document["ready"] is False and document["lines"] == []
    assert rows(run(*arguments, "-f", "csv", code=1).stdout) == []


def test_rules_about_the_record_are_asked_of_recorded_closings_only(tmp_path: Path) -> None:
    closed = case(FILED, {"kind": "closure.terminated", "on": "2026-01-25"})
    file = write(tmp_path / "a.ndjson", case(FILED, number="（2026）豫1325执1号"), closed)
    open_case, recorded = (json.loads(run("close", file, place, *AS_OF, "-f", "json", code=1).stdout) for place in ("#1", "#2"))
    assert not [line for line in open_case["lines"] if line["rule"].startswith("record.")]
    assert recorded["recorded"] and [line for line in recorded["lines"] if line["rule"].startswith("record.")]
    table = rows(run("close", file, "#1", *AS_OF, "-f", "csv", code=1).stdout)
    assert [row["rule"] for row in table] == [line["rule"] for line in open_case["lines"]]
    assert {row["result"] for row in table} <= {"yes", "no", "unknown", "not_applicable"}


def test_close_bad_input(tmp_path: Path, docket_file: Path) -> None:
    assert "closure.somehow" in run("close", docket_file, CASE, "--as", "closure.somehow", code=2).stderr
    assert "（2001）豫1325执1号" in run("close", docket_file, "（2001）豫1325执1号", code=2).stderr
    assert "(no number)" in run("close", write(tmp_path / "a.ndjson", case(FILED, number=None)), "#1", *AS_OF, code=1).stdout


# ---------------------------------------------------------------- plan


@BOTH
def test_plan(lang: str, tmp_path: Path) -> None:
    auction = [{"kind": "immovable.seized", "on": "2026-01-05", "ref": "a"}, {"kind": "price.fixed", "on": "2026-01-25", "ref": "a", "amount": "1000000.00"}]
    file = write(tmp_path / "a.ndjson", case(FILED, *auction))
    text = run("plan", file, "#1", *AS_OF, lang=lang).stdout
    assert fits(text)
    # 2026-01-31 is a Saturday.
    assert ("2026-01-31 休" if lang == "zh" else "2026-01-31 rest") in text
    assert ("发出执行通知书" if lang == "zh" else "Enforcement notice issued") in text
    assert "plan-" not in text
    assert ("民事执行中财产调查规定第3条" in squeezed(text)) and "  · " in text


def test_plan_drops_empty_columns(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    head = run("plan", file, "#1", *AS_OF).stdout.splitlines()[1]
    assert "Ref" not in head and "Act" in head and "Latest" in head


def test_plan_formats(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    document = valid("plan", json.loads(run("plan", file, "#1", *AS_OF, "-f", "json").stdout))
    assert document == json.loads(run("plan", file, "#1", *AS_OF, "-f", "ndjson").stdout)
    table = rows(run("plan", file, "#1", *AS_OF, "-f", "csv").stdout)
    assert [row["act"] for row in table] == [step["act"] for step in document["steps"]] != []
    assert len(json.loads(run("plan", file, "#1", *AS_OF, "--limit", 1, "-f", "json").stdout)["steps"]) == 1


def test_nothing_to_plan(docket_file: Path) -> None:
    arguments = ["plan", docket_file, CASE, *AS_OF]
    assert "nothing to plan" in run(*arguments).stdout
    assert "没有可排的下一步" in run(*arguments, lang="zh").stdout
    assert json.loads(run(*arguments, "-f", "json").stdout)["steps"] == []
    assert rows(run(*arguments, "-f", "csv").stdout) == []


@BOTH
def test_when_an_act_becomes_lawful(lang: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    arguments = ["plan", file, "#1", *AS_OF, "--act", "终结本次执行程序"]
    text = run(*arguments, lang=lang).stdout
    assert fits(text) and "2026-04-16" in text and "民事诉讼法解释第517条" in squeezed(text)
    assert text.count("  · ") > 1
    possible = valid("possible", json.loads(run(*arguments, "-f", "json", lang=lang).stdout))
    assert possible["earliest"] == "2026-04-16" and not possible["lawful"]
    assert json.loads(run(*arguments, "-f", "ndjson").stdout) == possible
    assert rows(run(*arguments, "-f", "csv").stdout)[0]["lawful"] == "false"


def test_plan_bad_input(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    assert "no.act" in run("plan", file, "#1", "--act", "no.act", code=2).stderr
    run("plan", file, "#1", "--limit", 0, code=2)
    run("plan", file, "（2001）豫1325执1号", code=2)


# ---------------------------------------------------------------- docket


@BOTH
def test_docket_of_the_docket(lang: str, docket_file: Path) -> None:
    text = run("docket", docket_file, *AS_OF, lang=lang, code=1).stdout
    assert fits(text) and "立案、结案意见第7条" in text
    assert ("件卷宗，发现" if lang == "zh" else "dossiers,") in text


def test_docket_formats(tmp_path: Path) -> None:
    party = {"id": "p2", "role": "respondent", "kind": "natural", "identity": {"kind": "resident", "number": "411325190001010018"}}
    cases = [case(FILED, number=number, parties=[party]) for number in ("（2026）豫1325执1号", None)]
    file = write(tmp_path / "a.ndjson", *cases)
    document = valid("docket", json.loads(run("docket", file, *AS_OF, "-f", "json", code=1).stdout))
    findings = document["findings"]
    assert all(set(finding["message"]) == {"zh", "en"} and "document" in finding["citations"][0] for finding in findings) and findings
    assert [json.loads(line) for line in run("docket", file, *AS_OF, "-f", "ndjson", code=1).stdout.splitlines()] == findings
    table = rows(run("docket", file, *AS_OF, "-f", "csv", code=1).stdout)
    assert [row["rule"] for row in table] == [finding["rule"] for finding in findings]
    assert "（2026）豫1325执1号" in table[0]["numbers"] and "#2" in table[0]["numbers"]
    assert "#2" in run("docket", file, *AS_OF, code=1).stdout


def test_docket_of_strangers(tmp_path: Path) -> None:
    file = write(tmp_path / "a.ndjson", case(FILED))
    assert "no cases among 1 dossiers" in run("docket", file, *AS_OF).stdout
    assert "1 件卷宗中没有" in run("docket", file, *AS_OF, lang="zh").stdout
    assert json.loads(run("docket", file, *AS_OF, "-f", "json").stdout)["findings"] == []
    assert run("docket", file, *AS_OF, "-f", "ndjson").stdout == "" and rows(run("docket", file, *AS_OF, "-f", "csv").stdout) == []
    assert ":2:" in run("docket", write(tmp_path / "b.ndjson", case(FILED), "{"), *AS_OF, code=2).stderr
