"""Triage: what a decision table answers for each case."""

from __future__ import annotations

from typing import Any, Iterable, Iterator

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.casework import TRIAGE_TABLE
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import event_label
from zhixing.cli.options import AsOfOption, FilesArgument, Format, FormatOption, KnownAtOption, LangOption, RulesOption
from zhixing.cli.output import Column, Row, emit_csv, print_rows, to_json
from zhixing.reviews import DEFAULT_RULEBOOK

_COLUMNS = [
    Column("case", "案号", "Number", 26),
    Column("answer", "结论", "Answer", 26),
    Column("reason", "理由", "Reason"),
]
_CSV = "number event class team gives row certain reason would_change".split()


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
    decisions = (
        (reader.label(dossier), dossier, decision)
        for dossier in reader.read(files)
        for decision in zhixing.classify_each(dossier, table, rulebook, as_of=day, known_at=known_at)
    )
    if format is Format.json:
        print(to_json([decision.to_dict() for _, _, decision in decisions], indent=2))
    elif format is Format.ndjson:
        for _, _, decision in decisions:
            print(decision.to_json())
    else:
        rows = (_row(*decision, lang) for decision in decisions)
        if format is Format.csv:
            emit_csv(_CSV, rows)
        else:
            print(render.heading(day, as_of is None, rulebook, lang))
            _print_table(rows, lang)
    raise typer.Exit(2 if reader.bad else 0)


def _print_table(rows: Iterable[Row], lang: Lang) -> None:
    seen = open = 0

    def counted() -> Iterator[Row]:
        nonlocal seen, open
        for row in rows:
            seen += 1
            open += not row["certain"]
            yield row

    print_rows(_COLUMNS, counted(), lang, below=lambda row: row["changes"])
    changing = lang.pick(f"，其中 {open} 项（?）查明事实后可能改变", f"; {open} of them (?) may change once facts are told") if open else ""
    print(lang.pick(f"结论 {seen} 项", f"{seen} answers") + changing)


def _row(label: str, dossier: zhixing.Dossier, decision: zhixing.Decision, lang: Lang) -> dict[str, Any]:
    answer = _answer(decision.gives, lang)
    deciding = [row for row in decision.rows if row.id == decision.row]
    changes = _changes(decision, lang)
    return {
        "number": dossier.number,
        "event": decision.event,
        "class": decision.gives.get("class"),
        "team": decision.gives.get("team"),
        "gives": " ".join(f"{member}={value}" for member, value in decision.gives.items()),
        "row": decision.row,
        "certain": decision.certain,
        "reason": lang.of(deciding[0], "name") if deciding else lang.pick("按默认", "by default"),
        "would_change": "；".join(changes),
        "case": label if decision.event is None else f"{label}\n{event_label(dossier, decision.event, lang)}",
        "answer": answer if decision.certain else f"? {answer}",
        "changes": changes,
    }


def _answer(gives: dict[str, str], lang: Lang) -> str:
    return " · ".join(lang.answer(member, value) for member, value in gives.items())


def _changes(decision: zhixing.Decision, lang: Lang) -> list[str]:
    """The other answers that are possible, each with the facts that would lead to it."""
    facts: dict[str, list[str]] = {}
    for row in decision.rows:
        if row.id == decision.row:
            break  # the rows below it do not matter
        if row.holds == "unknown" and row.gives != decision.gives:
            facts.setdefault(_answer(row.gives, lang), []).append(lang.of(row, "missing"))
    return [
        lang.pick(f"可能改为 {answer}，取决于：{'；'.join(missing)}", f"could be {answer}, depending on: {'; '.join(missing)}")
        for answer, missing in ((answer, list(dict.fromkeys(missing))) for answer, missing in facts.items())
    ]
