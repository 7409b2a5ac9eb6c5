"""Cases that belong together."""

from __future__ import annotations

import json
from typing import Any, Iterator

import typer

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import cite_short
from zhixing.cli.options import AsOfOption, FilesArgument, Format, FormatOption, KnownAtOption, LangOption, RulesOption
from zhixing.cli.output import Column, Row, emit_csv, print_rows, to_json
from zhixing.reviews import DEFAULT_RULEBOOK

_CSV = "rule severity key certain message numbers citations".split()


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
    together = zhixing.Docket(rulebook, day, known_at)
    labels: list[str] = []
    for dossier in reader.read(files):
        labels.append(reader.label(dossier))
        together.add(dossier)
    findings = together.findings
    document = json.loads(together.to_json())
    if format is Format.json:
        print(to_json(document, indent=2))
    elif format is Format.ndjson:
        for finding in document["findings"]:
            print(to_json(finding))
    else:
        rows = [_row(finding, labels, lang) for finding in findings]
        if format is Format.csv:
            emit_csv(_CSV, rows)
        else:
            print(render.heading(day, as_of is None, rulebook, lang))
            _print_table(rows, len(labels), lang)
    if reader.bad:
        raise typer.Exit(2)
    raise typer.Exit(1 if findings else 0)


def _print_table(rows: list[dict[str, Any]], dossiers: int, lang: Lang) -> None:
    columns = [Column("severity", "级别", "Severity", 8, show=lang.word), Column("text", "发现", "Finding")]
    if rows:
        print_rows(columns, rows, lang, below=_below)
        print(lang.pick(f"{dossiers} 件卷宗，发现 {len(rows)} 项", f"{dossiers} dossiers, {len(rows)} findings"))
    else:
        print(lang.pick(f"{dossiers} 件卷宗中没有应当一并处理的案件", f"no cases among {dossiers} dossiers belong together"))


def _below(row: Row) -> Iterator[str]:
    yield "，".join(row["numbers"])
    if row["citations"]:
        yield row["citations"]


def _row(finding: zhixing.DocketFinding, labels: list[str], lang: Lang) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "key": finding.key,
        "certain": finding.certain,
        "message": lang.of(finding, "message"),
        "text": ("" if finding.certain else "? ") + lang.of(finding, "message"),
        "numbers": [labels[member.position] + (f"（{member.value}）" if member.value else "") for member in finding.members],
        "citations": cite_short(finding.citations),
    }
