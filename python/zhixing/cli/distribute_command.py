"""Distribution of money among creditors."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.options import FileArgument, Format, FormatOption, LangOption, RulesOption
from zhixing.cli.output import Column, emit, emit_csv, print_json
from zhixing.reviews import DEFAULT_RULEBOOK

_NAMES = "tier name from asset claim creditor head claimed paid ratio article".split()
_COLUMNS = [
    Column("tier_name", "顺位", "Tier", 12),
    Column("who", "债权或财产", "Claim or asset", 16),
    Column("claimed", "应受偿", "Claimed", 16, right=True),
    Column("paid", "实受偿", "Paid", 16, right=True),
    Column("article", "依据", "Article"),
]


@app.command(help=help_text("分配案款：逐行列明顺位、比例和依据；不能确定分配方式退出码为 1。", "Distributes money among creditors; exit code 1 if the order cannot be told."))
def distribute(
    file: FileArgument,
    rules: RulesOption = DEFAULT_RULEBOOK,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    try:
        request = json.loads(text)
    except ValueError as error:
        raise zhixing.InputError("input.json", f"不是 JSON：{error}", f"not JSON: {error}", file) from None
    if not isinstance(request, dict):
        raise zhixing.InputError("input.type", "应为 JSON 对象", "a JSON object is expected", file)
    answer = zhixing.distribute(request, rulebook=load_rulebook(rules))
    rows = [_row(line, lang) for line in answer.lines]
    if format in (Format.json, Format.ndjson):
        print_json(answer.to_dict(), format)
    elif format is Format.csv:
        emit_csv(_NAMES, rows)
    else:
        _print(answer, rows, lang)
    raise typer.Exit(0 if answer.regime is not None else 1)


def _row(line: zhixing.DistributionLine, lang: Lang) -> dict[str, Any]:
    articles = "；".join(f"{one['document']} {one['article']}" for one in line.citations[:1])
    names = "tier asset claim creditor head claimed paid ratio".split()
    row = {name: getattr(line, name) for name in names}
    who = " · ".join(text for text in (line.claim, line.asset) if text)
    return {**row, "name": line.name["zh"], "from": line.source, "tier_name": line.name[lang.value], "who": who, "article": articles}


def _print(answer: zhixing.Distribution, rows: list[dict[str, Any]], lang: Lang) -> None:
    if answer.regime is None:
        print(lang.pick(f"不能确定分配方式，缺少：{'、'.join(answer.missing)}", f"the order cannot be told; missing: {', '.join(answer.missing)}"))
    else:
        print(answer.document["name"][lang.value])
        emit(_COLUMNS, rows, Format.table, lang)
    print(
        lang.pick(
            f"案款 {answer.pool} = 支付 {answer.paid} + 争议提存 {answer.reserved} + 退还被执行人 {answer.surplus} + 未分配 {answer.held}",
            f"pool {answer.pool} = paid {answer.paid} + reserved {answer.reserved} + surplus {answer.surplus} + held {answer.held}",
        )
    )
    if "plan" in answer.document:
        print(lang.pick("分配方案：", "plan: ") + str(answer.document["plan"]["state"]))
