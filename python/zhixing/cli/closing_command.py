"""Closing review: the sheet that a reviewer signs."""

from __future__ import annotations

from typing import Any, Iterable

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import cite_short, event_label, kind_name, party_name
from zhixing.cli.options import AsOfOption, FileArgument, Format, FormatOption, KnownAtOption, LangOption, NumberArgument, RulesOption
from zhixing.cli.output import Column, emit_csv, fitted, print_json, print_rows
from zhixing.reviews import DEFAULT_RULEBOOK

_COLUMNS = [
    Column("answer", "结果", "Result", 8),
    Column("asked", "要求（* 妨碍结案）", "Asked (* hinders)"),
    Column("evidence", "依据的事件或所缺", "Evidence, or missing", 32),
]
_CSV = "rule item party name result hinders events missing earliest citations".split()
_EVENTS = 4


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
    lines = [line for line in sheet.lines if _is_asked(line.rule, sheet)]
    if format in (Format.json, Format.ndjson):
        print_json(_document(sheet, lines), format)
    elif format is Format.csv:
        emit_csv(_CSV, (_row(dossier, line, lang) for line in lines))
    else:
        print(render.heading(day, as_of is None, rulebook, lang))
        if lines:
            _print_lines([_row(dossier, line, lang) for line in lines], lang)
        print(f"{render.number_of(dossier, lang)}  {kind_name(sheet.closing, lang)}  {sheet.day}")
        print(_verdict(lines, lang))
        print(lang.pick("实体审核（中心负责人）：____________", "Substance (head of the centre): ____________"))
        print(lang.pick("程序审核（审管办）：____________", "Procedure (trial office): ____________"))
    raise typer.Exit(0 if _is_ready(lines) else 1)


def _is_asked(rule: str, sheet: zhixing.ClosingSheet) -> bool:
    """What is wrong in the record of a closing is not asked of one that has not happened."""
    return sheet.recorded or not rule.startswith("record.")


def _is_ready(lines: Iterable[zhixing.ClosingLine]) -> bool:
    """Something is asked, and nothing that binds is missing or cannot be told."""
    applicable = [line for line in lines if line.result != "not_applicable"]
    return bool(applicable) and not any(line.hinders for line in applicable)


def _document(sheet: zhixing.ClosingSheet, lines: list[zhixing.ClosingLine]) -> dict[str, Any]:
    document = sheet.to_dict()
    document["lines"] = [line for line in document["lines"] if _is_asked(line["rule"], sheet)]
    document["ready"] = _is_ready(lines)
    return document


def _print_lines(rows: list[dict[str, Any]], lang: Lang) -> None:
    """Under each article what is asked by it, in the order of the sheet."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["citations"], []).append(row)
    for citations, group in groups.items():
        group[0]["heading"] = [citations] if citations else []
    ordered = (row for group in groups.values() for row in group)
    print_rows(fitted(_COLUMNS, rows, lang), ordered, lang, above=lambda row: row.get("heading", ()))


def _verdict(lines: list[zhixing.ClosingLine], lang: Lang) -> str:
    if all(line.result == "not_applicable" for line in lines):
        return lang.pick("不能结案：该日没有适用的规则", "not ready: no rule applies on that day")
    ready = _is_ready(lines)
    counted = [line.result for line in lines if ready or line.hinders]
    failing, unknown = counted.count("no"), counted.count("unknown")
    if not ready:
        return lang.pick(f"不能结案：{failing} 项不符合、{unknown} 项无法判断", f"not ready: {failing} items fail, {unknown} cannot be told")
    if failing or unknown:
        return lang.pick(
            f"没有妨碍项，但有 {failing} 项不符合、{unknown} 项无法判断（不妨碍结案）",
            f"nothing hinders, but {failing} items fail and {unknown} cannot be told (they do not hinder)",
        )
    return lang.pick("可以结案", "ready")


def _row(dossier: zhixing.Dossier, line: zhixing.ClosingLine, lang: Lang) -> dict[str, Any]:
    name = lang.of(line, "name")
    who = "" if line.party is None else party_name(dossier, line.party)
    party = who and lang.pick(f"（{who}）", f" ({who})")
    return {
        "rule": line.rule,
        "item": line.item,
        "party": line.party,
        "name": name,
        "result": line.result,
        "hinders": line.hinders,
        "events": " ".join(line.events),
        "missing": None if line.missing_zh is None else lang.of(line, "missing"),
        "earliest": line.earliest,
        "citations": cite_short(line.citations),
        "answer": lang.word({"yes": "holds", "no": "fails"}.get(line.result, line.result)),
        "asked": ("* " if line.hinders else "") + (f"{line.item} " if line.item else "") + name + party,
        "evidence": "\n".join(_evidence(dossier, line, lang)),
    }


def _evidence(dossier: zhixing.Dossier, line: zhixing.ClosingLine, lang: Lang) -> Iterable[str]:
    """The first day of a wait, what is missing, and the events that answer."""
    if line.earliest is not None and line.result != "yes":
        yield lang.pick(f"最早 {line.earliest}", f"from {line.earliest}")
    if line.missing_zh is not None:
        yield lang.pick(f"缺：{line.missing_zh}", f"missing: {line.missing_en}")
    for id in line.events[:_EVENTS]:
        yield event_label(dossier, id, lang)
    if len(line.events) > _EVENTS:
        yield lang.pick(f"等 {len(line.events)} 项", f"and {len(line.events) - _EVENTS} more")
