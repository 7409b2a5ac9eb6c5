"""Service of documents: the sheet of a case, and the schedule of what failed."""

from __future__ import annotations

from typing import Any, Iterable

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import cite_short, party_name
from zhixing.cli.options import AsOfOption, FileArgument, Format, FormatOption, KnownAtOption, LangOption, NumberArgument, RulesOption
from zhixing.cli.output import Column, emit_csv, fitted, print_json, print_rows
from zhixing.reviews import DEFAULT_RULEBOOK

_COLUMNS = [
    Column("document", "文书", "Document", 18),
    Column("addressee", "受送达人", "Addressee", 10),
    Column("standing", "状态", "State", 24),
    Column("next", "下一步", "Next"),
]
_CSV = "document party ref state served expected rule code reason next next_rule address address_source copies last_day handed_over accepted missing".split()
_SCHEDULE = [
    Column("文书", "文书", "Document", 16),
    Column("受送达人", "受送达人", "Addressee", 10),
    Column("代码", "代码", "Code", 4),
    Column("送达经过", "送达经过", "Course"),
    Column("后续送达", "后续送达", "Next", 20),
    Column("最后期限", "最后期限", "Last day", 10),
]
_STATES = {
    "served": ("已送达", "served"),
    "deemed": ("视为送达", "deemed served"),
    "running": ("等待", "waiting"),
    "failed": ("送达不成功", "failed"),
    "unknown": ("无法判断", "cannot be told"),
    "unserved": ("未送达", "not served"),
}


@app.command(help=help_text("送达情况：每份文书对每人送达了没有、依据、下一步；--schedule 打印附表。", "Service: how each document stands, by which rule, what comes next; --schedule prints the schedule of what failed."))
def service(
    file: FileArgument,
    number: NumberArgument,
    schedule: Annotated[bool, typer.Option("--schedule", help=help_text("送达不成功的附表。", "The schedule of failed service."))] = False,
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
    sheet = zhixing.service_sheet(dossier, rulebook, as_of=day, known_at=known_at)
    if format in (Format.json, Format.ndjson):
        document: Any = sheet.to_dict()
        print_json(document["schedule"] if schedule else document, format)
    elif format is Format.csv:
        if schedule:
            emit_csv(sheet.schedule_columns, _schedule_rows(sheet))
        else:
            emit_csv(_CSV, (_row(dossier, item, lang) for item in sheet.items))
    else:
        print(render.heading(day, as_of is None, rulebook, lang))
        shown = list(_schedule_rows(sheet)) if schedule else [_row(dossier, item, lang) for item in sheet.items]
        if shown:
            print_rows(fitted(_SCHEDULE if schedule else _COLUMNS, shown, lang), shown, lang)
        for row, column in sheet.schedule_missing if schedule else ():
            print(lang.pick(f"第 {row + 1} 行缺：{column}", f"row {row + 1} lacks {column}"))
        print(render.number_of(dossier, lang), lang.pick(f"共 {len(shown)} 项", f"{len(shown)} items"))


def _schedule_rows(sheet: zhixing.ServiceSheet) -> Iterable[dict[str, Any]]:
    names = sheet.schedule_columns
    return (dict(zip(names, row)) for row in sheet.schedule)


def _row(dossier: zhixing.Dossier, item: zhixing.ServiceItem, lang: Lang) -> dict[str, Any]:
    address = item.address
    return {
        "document": item.document,
        "party": item.party,
        "ref": item.ref,
        "state": item.state,
        "served": item.served,
        "expected": item.expected,
        "rule": item.rule,
        "code": item.code,
        "reason": None if item.reason_zh is None else lang.of(item, "reason"),
        "next": lang.of(item.next, "text"),
        "next_rule": item.next.rule,
        "address": address and address.address,
        "address_source": address and address.source,
        "copies": item.copies,
        "last_day": item.last_day,
        "handed_over": item.handed_over,
        "accepted": item.accepted,
        "missing": None if item.missing_zh is None else lang.of(item, "missing"),
        "addressee": "" if item.party is None else party_name(dossier, item.party),
        "standing": "\n".join(_standing(item, lang)),
    }


def _standing(item: zhixing.ServiceItem, lang: Lang) -> Iterable[str]:
    day = item.served or item.expected
    yield lang.pick(*_STATES[item.state]) + (f" {day}" if day else "")
    if item.citations:
        yield cite_short(item.citations)
    if item.code is not None and item.state not in ("served", "deemed"):
        yield f"{item.code} {lang.of(item, 'reason')}"
    if item.last_day is not None:
        yield lang.pick(f"最后期限 {item.last_day}", f"last day {item.last_day}")
