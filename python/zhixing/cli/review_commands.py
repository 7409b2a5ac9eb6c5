"""Reviews: the board, the findings of a file, one dossier, one rule; exit codes 0 nothing found, 1 found, 2 bad input."""

from __future__ import annotations

import io
import sys
from typing import Any, Iterable

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import demo as demo_board
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
from zhixing.cli.output import emit_csv, print_json, to_json
from zhixing.reviews import DEFAULT_RULEBOOK


@app.command(help=help_text("审查内置案卷，显示看板。", "Reviews the bundled docket and prints the board."))
def demo(
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    case: Annotated[str, typer.Option(help=help_text("详细显示的案件。", "The case to show in full."))] = demo_board.CASE,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rulebook = load_rulebook(rules)
    day = as_of or demo_board.AS_OF
    dossiers = zhixing.read(io.BytesIO(zhixing.docket()))
    board = demo_board.Board(zhixing.review_many(dossiers, rulebook, as_of=day))
    if format is Format.table:
        demo_board.print_board(board, rulebook, day, case, lang)
    elif format is Format.csv:
        emit_csv(["severity", "rule", "findings"], board.rules(limit=1000))
    else:
        print_json(board.to_dict(day), format)


@app.command(help=help_text("逐件列出发现；无发现退出码为 0，有为 1，输入有误为 2。", "Lists the findings; exit code 0 none, 1 some, 2 bad input."))
def review(
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
    reviews = zhixing.review_many(reader.read(files), rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
    found = _WRITERS[format](reviews, lang)
    if reader.bad:
        raise typer.Exit(2)
    raise typer.Exit(1 if found else 0)


def _review_table(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    dossiers = found = unknown = 0
    for item in reviews:
        dossiers += 1
        found += len(item.findings)
        unknown += len(item.unknown)
        if item.findings:
            render.print_review(item, lang)
    print(
        lang.pick(
            f"{dossiers} 件卷宗，发现 {found} 项，无法判断 {unknown} 项",
            f"{dossiers} dossiers, {found} findings, {unknown} unknown",
        )
    )
    return found


def _review_json(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0
    separator = "["
    for item in reviews:
        found += len(item.findings)
        sys.stdout.write(f"{separator}\n{item.to_json()}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")
    return found


def _review_ndjson(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0
    for item in reviews:
        found += len(item.findings)
        sys.stdout.write(item.to_json() + "\n")
    return found


def _review_csv(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0

    def rows() -> Iterable[dict[str, Any]]:
        nonlocal found
        for item in reviews:
            for finding in item.findings:
                found += 1
                yield render.finding_row(item, finding, lang)

    emit_csv(render.FINDING_COLUMNS, rows())
    return found


_WRITERS = {
    Format.table: _review_table,
    Format.json: _review_json,
    Format.ndjson: _review_ndjson,
    Format.csv: _review_csv,
}


@app.command(help=help_text("一件卷宗：经过、期限、发现、无法判断的事项。", "One dossier: timeline, obligations, findings, unknowns."))
def show(
    file: FileArgument,
    number: NumberArgument,
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
    answer = zhixing.review(dossier, rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
        render.print_dossier(answer, lang)
    elif format is Format.csv:
        print(zhixing.csv_header().rstrip("\n"))
        print(dossier.to_csv().rstrip("\n"))
    else:
        document = {"dossier": dossier.to_dict(), "review": answer.to_dict()}
        print_json(document, format)


@app.command(help=help_text("一条规则为何适用、为何不适用、为何无法判断。", "Why a rule fired, did not fire, or cannot be told."))
def why(
    file: FileArgument,
    number: NumberArgument,
    rule: Annotated[str, typer.Argument(metavar="RULE", help=help_text("规则编号。", "The id of the rule."))],
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rulebook = load_rulebook(rules)
    rulebook.rule(rule)  # an unknown rule is told before a long file is read
    dossier = Reader(lang).find(file, number)
    day = day_or_today(as_of)
    explanation = zhixing.why(dossier, rule, rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        render.print_explanation(explanation, render.heading(day, as_of is None, rulebook, lang), lang)
    elif format is Format.csv:
        emit_csv(["trigger", "party", "state", "step"], _steps(explanation, lang))
    elif format is Format.json:
        print(to_json(explanation.to_dict(), indent=2))
    else:
        print(explanation.to_json())


def _steps(explanation: zhixing.Explanation, lang: Lang) -> Iterable[dict[str, Any]]:
    for instance in explanation.instances:
        for step in getattr(instance, f"steps_{lang.value}"):
            yield {"trigger": instance.trigger, "party": instance.party, "state": instance.state, "step": step}
