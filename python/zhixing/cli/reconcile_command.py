"""A bank's statement against the books."""

from __future__ import annotations

import datetime
from typing import Any, Iterable, Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, tell_error
from zhixing.cli.language import Lang
from zhixing.cli.options import FilesArgument, Format, FormatOption, KnownAtOption, LangOption, parse_day
from zhixing.cli.output import Column, emit_csv, fitted, print_rows, to_json

_CSV = "outcome test reason direction on serial line amount name case event number books_amount difference days message".split()
_NO_DIFFERENCE = ("matched", "outside", "reversed")

StatementArgument = Annotated[str, typer.Argument(metavar="STATEMENT", show_default=False, help=help_text("银行流水（CSV）。", "The bank's statement (CSV)."))]
DaysOption = Annotated[int, typer.Option("--days", min=0, max=31, help=help_text("日期最多相差几天。", "By how many days dates may differ."))]
FromOption = Annotated[
    Optional[datetime.date],
    typer.Option("--from", parser=parse_day, metavar="DATE", show_default=False, help=help_text("期间首日；默认流水的首日。", "First day; by default that of the statement.")),
]
ToOption = Annotated[
    Optional[datetime.date],
    typer.Option("--to", parser=parse_day, metavar="DATE", show_default=False, help=help_text("期间末日；默认流水的末日。", "Last day; by default that of the statement.")),
]
EventsOption = Annotated[
    Optional[datetime.date],
    typer.Option("--events", parser=parse_day, metavar="DATE", show_default=False, help=help_text("只输出该日的对账事件（专户卷宗），供 review 检查。", "Print only the events of that day, a dossier of the account, for review.")),
]
AllOption = Annotated[bool, typer.Option("--all", help=help_text("表中也列出已核对的。", "List what was matched in the table too."))]


@app.command(help=help_text("对账：银行流水与卷宗逐笔核对；全部相符退出码为 0，有差异为 1。", "A bank statement against the books, line by line; exit code 0 all matched, 1 differences."))
def reconcile(
    statement: StatementArgument,
    files: FilesArgument,
    days: DaysOption = 3,
    start: FromOption = None,
    end: ToOption = None,
    known_at: KnownAtOption = None,
    events: EventsOption = None,
    everything: AllOption = False,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    reader = Reader(lang)
    refused: list[zhixing.InputError] = []
    lines = zhixing.read_statement(statement, on_error=refused.append)
    for error in refused:
        tell_error(error, lang)
    dossiers = list(reader.read(files))
    if refused or reader.bad:
        raise typer.Exit(2)
    answer = zhixing.reconcile(lines, dossiers, days=days, start=start, end=end, known_at=known_at)
    document = answer.to_dict()
    if events is not None:
        print(to_json({"schema": "zhixing.dossier/1", "kind": "account", "events": answer.events(events)}))
    elif format is Format.json:
        print(to_json(document, indent=2))
    elif format is Format.ndjson:
        for item in document["items"]:
            print(to_json(item))
    elif format is Format.csv:
        emit_csv(_CSV, (_row(item, lang) for item in document["items"]))
    else:
        _print(answer, document, everything, lang)
    raise typer.Exit(0 if answer.agrees else 1)


def _row(item: dict[str, Any], lang: Lang) -> dict[str, Any]:
    line: dict[str, Any] = item.get("line") or {}
    movements: list[dict[str, Any]] = item["movements"]
    first = line or movements[0]

    def of_movements(member: str) -> str:
        return " ".join(str(movement.get(member, "")) for movement in movements)

    return {
        **{name: item.get(name) for name in ("outcome", "test", "reason", "difference", "days")},
        **{name: line.get(name) for name in ("serial", "line", "amount")},
        "direction": first["direction"],
        "on": first.get("on"),
        "name": first.get("name"),
        "case": of_movements("case"),
        "event": of_movements("event"),
        "number": of_movements("number"),
        "books_amount": of_movements("amount"),
        "message": item["message"][lang.value],
    }


def _print(answer: zhixing.Reconciliation, document: dict[str, Any], everything: bool, lang: Lang) -> None:
    items = [item for item in document["items"] if everything or item["outcome"] not in _NO_DIFFERENCE]
    rows = [_table_row(item, lang) for item in items]
    columns = [
        Column("outcome", "结果", "Result", 10, show=lambda word: lang.answer("outcome", word)),
        Column("on", "日期", "Date", 10),
        Column("direction", "收支", "Flow", 4, show=lambda word: lang.pick({"in": "收", "out": "支"}[word], word)),
        Column("bank", "银行金额", "At the bank", 14, right=True),
        Column("books", "账上金额", "In the books", 14, right=True),
        Column("name", "对方", "Name"),
    ]
    if rows:
        print_rows(fitted(columns, rows, lang), rows, lang, below=lambda row: row["below"])
    for error in answer.breaks:
        print(f"{error.place}: {lang.of(error, 'message')}")
    _print_totals(document, lang)
    proof = document["proof"]
    print(
        lang.pick(
            f"流水 {proof['lines']['all']['count']} 笔 = 已核对 {proof['lines']['matched']['count']} + 不符 {proof['lines']['unmatched']['count']}；"
            f"账上不符 {proof['movements']['unmatched']['count']} 笔，期间外 {proof['movements']['outside']['count']} 笔",
            f"{proof['lines']['all']['count']} lines = {proof['lines']['matched']['count']} matched + {proof['lines']['unmatched']['count']} not; "
            f"in the books {proof['movements']['unmatched']['count']} not, {proof['movements']['outside']['count']} outside",
        )
    )


def _table_row(item: dict[str, Any], lang: Lang) -> dict[str, Any]:
    row = _row(item, lang)
    return {**row, "bank": row["amount"], "books": row["books_amount"], "below": list(_below(item, lang))}


def _below(item: dict[str, Any], lang: Lang) -> Iterable[str]:
    yield item["message"][lang.value]
    line = item.get("line")
    if line:
        yield " · ".join(part for part in (lang.pick(f"流水第 {line['line']} 行", f"line {line['line']}"), line.get("serial"), line.get("memo")) if part)
    for movement in item["movements"]:
        yield _movement(movement)
    for candidate in item["candidates"]:
        text = _movement(candidate) if "event" in candidate else lang.pick(f"流水第 {candidate['line']} 行", f"line {candidate['line']}")
        yield f"? {text} · {candidate.get('on', '')} · {candidate.get('amount', '')}"


def _movement(movement: dict[str, Any]) -> str:
    return " · ".join(part for part in (movement["case"], movement["event"], movement["kind"], movement.get("number")) if part)


def _print_totals(document: dict[str, Any], lang: Lang) -> None:
    names = {"bank": lang.pick("银行", "bank"), "books": lang.pick("账上", "books"), "difference": lang.pick("差额（账－银行）", "difference (books − bank)")}
    columns = [
        Column("what", "", "", 26),
        Column("opening", "期初", "Opening", 15, right=True),
        Column("in", "收入", "In", 15, right=True),
        Column("out", "支出", "Out", 15, right=True),
        Column("closing", "期末", "Closing", 15, right=True),
    ]
    rows = [{"what": names[name], **document["totals"][name]} for name in names]
    print_rows(fitted(columns, rows, lang), rows, lang)
    print(document["totals"]["note"][lang.value])
