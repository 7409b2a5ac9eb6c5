"""Questions about cases: triage, closing review, plan, cases that belong together."""

from __future__ import annotations

from typing import Any, Iterable, Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.casework import TRIAGE_TABLE
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.options import (
    AsOfOption,
    FileArgument,
    FilesArgument,
    Format,
    FormatOption,
    KnownAtOption,
    LangOption,
    NumberArgument,
    RulesOption,
)
from zhixing.cli.output import Column, emit, to_json
from zhixing.reviews import DEFAULT_RULEBOOK


def _cited(citations: Iterable[zhixing.Citation]) -> str:
    return "；".join(f"{_short(citation.document)} {citation.article}" for citation in citations)


def _short(document: str) -> str:
    """The name of a document without what all of them begin and end with."""
    for part in ("最高人民法院关于", "人民法院", "中华人民共和国", "适用《", "》的", "若干问题的", "的若干", "（试行）"):
        document = document.replace(part, "")
    return document


def _kind_name(id: str, lang: Lang) -> str:
    kinds = [kind for kind in zhixing.catalogue().kinds if kind.id == id]
    return lang.pick(kinds[0].zh, kinds[0].en) if kinds else id


@app.command(help=help_text("繁简分流：类别、团队、理由，以及什么事实会改变结论。", "Triage: class, team, reasons, and what fact would change the class."))
def triage(
    files: FilesArgument,
    table: Annotated[str, typer.Option(help=help_text("用哪一张决策表。", "Which decision table."))] = TRIAGE_TABLE,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    reader = Reader(lang)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
    columns = [
        Column("number", "案号", "Number", 26),
        Column("gives", "结论", "Answer", 26, show=lambda gives: ", ".join(gives.values())),
        Column("reason", "理由", "Reason"),
        Column("would_change", "查明后可能改变", "Would change it"),
    ]
    decisions = (
        (dossier, decision)
        for dossier in reader.read(files)
        for decision in zhixing.classify_each(dossier, table, rulebook, as_of=day, known_at=known_at)
    )
    emit(columns, (_decision_row(dossier, decision, lang) for dossier, decision in decisions), format, lang)
    raise typer.Exit(2 if reader.bad else 0)


def _decision_row(dossier: zhixing.Dossier, decision: zhixing.Decision, lang: Lang) -> dict[str, Any]:
    deciding = [row for row in decision.rows if row.id == decision.row]
    reason = lang.of(deciding[0], "name") if deciding else lang.pick("无一行成立", "no row holds")
    open_rows = [row for row in decision.rows if row.holds == "unknown"]
    if decision.row is not None:
        above = [row.id for row in decision.rows]
        open_rows = [row for row in open_rows if above.index(row.id) < above.index(decision.row)]
    return {
        "number": dossier.number,
        "event": decision.event,
        "row": decision.row,
        "gives": decision.gives,
        "certain": decision.certain,
        "reason": reason,
        "would_change": "；".join(f"{lang.of(row, 'missing')}→{', '.join(row.gives.values())}" for row in open_rows if row.gives != decision.gives),
    }


@app.command(help=help_text("结案审核表：逐项列明结果、依据的事件和条文；可以结案退出码为 0，否则为 1。", "The sheet of a closing review: item, result, evidence, article; exit code 0 ready, 1 not."))
def close(
    file: FileArgument,
    number: NumberArgument,
    closing: Annotated[str, typer.Option("--as", metavar="TYPE", help=help_text("结案方式（事件类型或中文名）。", "The way of closing (a kind, or its Chinese name)."))] = "closure.terminated",
    ground: Annotated[str, typer.Option(help=help_text("结案事由。", "The ground of closing."))] = "",
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    dossier = Reader(lang).find(file, number)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    sheet = zhixing.closure(dossier, closing, rulebook, as_of=day, known_at=known_at, ground=ground)
    if format in (Format.json, Format.ndjson):
        print(to_json(sheet.to_dict(), indent=2 if format is Format.json else None))
    else:
        if format is Format.table:
            print(render.heading(day, as_of is None, rulebook, lang))
        emit(_CLOSING_COLUMNS, (_closing_row(line, lang) for line in sheet.lines), format, lang)
    if format is Format.table:
        hindering = sum(1 for line in sheet.lines if line.hinders)
        verdict = lang.pick("可以结案", "ready") if sheet.ready else lang.pick(f"不能结案：{hindering} 项未满足或无法判断", f"not ready: {hindering} items not met or not to be told")
        print(f"{dossier.number}  {_kind_name(sheet.closing, lang)}  {sheet.day}  {verdict}")
        print(lang.pick("实体审核（中心负责人）：____________    程序审核（审管办）：____________", "Substance (head of the centre): ____________    Procedure (trial office): ____________"))
    raise typer.Exit(0 if sheet.ready else 1)


_CLOSING_COLUMNS = [
    Column("result", "结果", "Result", 8),
    Column("asked", "要求（* 妨碍结案）", "Asked (* hinders)"),
    Column("evidence", "依据的事件或所缺", "Evidence, or missing", 20),
    Column("citations", "条文", "Article", 22),
]


def _closing_row(line: zhixing.ClosingLine, lang: Lang) -> dict[str, Any]:
    evidence = ", ".join(line.events)
    if line.result == "unknown":
        evidence = lang.of(line, "missing")
    if line.earliest is not None and line.result != "yes":
        evidence = lang.pick(f"最早 {line.earliest}", f"from {line.earliest}")
    name = lang.of(line, "name") if line.party is None else f"{lang.of(line, 'name')}（{line.party}）"
    return {
        "rule": line.rule,
        "item": line.item,
        "hinders": line.hinders,
        "result": lang.word({"yes": "holds", "no": "fails"}.get(line.result, line.result)),
        "asked": ("* " if line.hinders else "") + (f"{line.item} " if line.item else "") + name,
        "evidence": evidence,
        "citations": _cited(line.citations),
    }


@app.command(help=help_text("下一步：最早可行日、届满日、障碍；--act 只问一项。", "What comes next: earliest lawful and latest dates, obstacles; --act asks about one act."))
def plan(
    file: FileArgument,
    number: NumberArgument,
    act: Annotated[Optional[str], typer.Option(metavar="KIND", show_default=False, help=help_text("只问这一事项何时可行。", "Only when this act becomes lawful."))] = None,
    ref: Annotated[str, typer.Option(help=help_text("对应编号。", "Which instance."))] = "",
    party: Annotated[str, typer.Option(help=help_text("当事人编号。", "Which party."))] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help=help_text("最多几步。", "How many steps at most."))] = 40,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    dossier = Reader(lang).find(file, number)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
    if act is not None:
        possible = zhixing.first_lawful_day(dossier, act, rulebook, as_of=day, known_at=known_at, ref=ref, party=party)
        rows = [{"act": act, "ref": ref or None, "party": party or None, "earliest": possible.day, "lawful": possible.lawful, "blocked_by": _obstacles(possible.blocked_by, lang)}]
    else:
        answer = zhixing.plan(dossier, rulebook, as_of=day, known_at=known_at, limit=limit)
        rows = [_step_row(step, lang) for step in answer.steps]
    columns = [
        Column("act", "事项", "Act", 24, show=lambda kind: _kind_name(kind, lang)),
        Column("ref", "对应编号", "Ref", 8),
        Column("party", "当事人", "Party", 6),
        Column("earliest", "最早", "Earliest", 10),
        Column("due", "最迟", "Latest", 10),
        Column("after", "接续", "After", 8),
        Column("blocked_by", "障碍", "Blocked by"),
    ]
    emit(columns, rows, format, lang)


def _obstacles(obstacles: Iterable[zhixing.Obstacle], lang: Lang) -> list[str]:
    return [f"{lang.of(obstacle, 'message')}（{_cited(obstacle.citations)}）" for obstacle in obstacles]


def _step_row(step: zhixing.PlanStep, lang: Lang) -> dict[str, Any]:
    return {
        "id": step.id,
        "act": step.act,
        "ref": step.ref,
        "party": step.party,
        "earliest": step.earliest,
        "due": step.due,
        "state": step.state,
        "after": step.after,
        "expected": step.expected,
        "lawful": step.lawful,
        "blocked_by": _obstacles(step.blocked_by, lang),
        "rules": step.rules,
    }


@app.command(help=help_text("关联案件：同一被执行人、同一依据、同一财产；无发现退出码为 0，有为 1。", "Cases that belong together: same respondent, basis or property; exit code 0 none, 1 some."))
def docket(
    files: FilesArgument,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    reader = Reader(lang)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    findings = zhixing.docket_findings(reader.read(files), rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
    columns = [
        Column("severity", "级别", "Severity", 8, show=lang.word),
        Column("message", "发现", "Finding"),
        Column("numbers", "案号", "Numbers"),
        Column("citations", "条文", "Article", 24),
    ]
    rows = [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "key": finding.key,
            "certain": finding.certain,
            "message": lang.of(finding, "message"),
            "numbers": [member.number + (f"（{member.value}）" if member.value else "") for member in finding.members],
            "citations": _cited(finding.citations),
        }
        for finding in findings
    ]
    emit(columns, rows, format, lang)
    if reader.bad:
        raise typer.Exit(2)
    raise typer.Exit(1 if rows else 0)
