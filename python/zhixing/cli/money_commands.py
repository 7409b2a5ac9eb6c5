"""Fees and interest."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Any, List, Mapping, Optional, Sequence

import typer
from rich.text import Text
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.folding import Folded
from zhixing.cli.inputs import day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import cite_short
from zhixing.cli.options import AsOfOption, Format, FormatOption, LangOption, RulesOption, parse_day
from zhixing.cli.output import Column, console, emit_csv, fitted, print_json, print_rows
from zhixing.reviews import DEFAULT_RULEBOOK

FeeName = Enum("FeeName", {name: name for name in ("execution", "preservation", "acceptance", "payment-order", "bankruptcy")}, type=str)  # type: ignore[misc]
WHATS = {
    "flat": ("定额", "flat"),
    "band": ("分段", "band"),
    "divided": ("按比例收取", "divided"),
    "halved": ("减半", "halved"),
    "cap": ("上限", "cap"),
    "rounding": ("尾数", "rounding"),
    "local": ("本院标准", "set by the court"),
}
HEADS = {
    "costs": ("费用", "costs"),
    "interest": ("利息", "interest"),
    "principal": ("本金", "principal"),
    "doubled": ("加倍部分", "doubled part"),
    "surplus": ("余款", "surplus"),
}
PARTS = {"general": ("一般债务利息", "general"), "old": ("2014年8月1日前", "old rule"), "doubled": ("加倍部分", "doubled part")}


def _split(text: str, least: int, most: int, shape: str) -> list[str]:
    parts = text.split(":")
    if not least <= len(parts) <= most:
        raise typer.BadParameter(help_text(f"应为 {shape}：{text}", f"{shape} is expected: {text}"))
    return parts


def _show(columns: list[Column], rows: Sequence[Mapping[str, Any]], document: Mapping[str, Any], format: Format, lang: Lang) -> bool:
    """The whole document, or the rows with their articles; True if notes may follow."""
    if format in (Format.json, Format.ndjson):
        print_json(document, format)
    elif format is Format.csv:
        told = [{**row, "articles": cite_short(row["citations"])} for row in rows]
        emit_csv([*(column.key for column in columns), "articles"], told)
    elif rows:
        print_rows(fitted(columns, rows, lang), rows, lang, below=lambda row: [cite_short(row["citations"])])
    return format is Format.table


def _say(line: str) -> None:
    console().print(Folded(Text(line)))


def _heading(as_of: Optional[datetime.date], day: datetime.date, lang: Lang) -> str:
    """The day, and whether it was chosen."""
    today = "" if as_of else lang.pick("（今天）", " (today)")
    return lang.pick(f"截至 {day}{today}", f"As of {day}{today}")


@app.command(help=help_text("诉讼费用：执行、保全、受理等，逐段列明。", "A court fee, band by band."))
def fee(
    amount: Annotated[Optional[str], typer.Argument(metavar="AMOUNT", show_default=False, help=help_text("金额（元）；没有金额的不填。", "The amount in yuan; none if there is none."))] = None,
    kind: Annotated[FeeName, typer.Option(help=help_text("哪种费用。", "Which fee."))] = FeeName("execution"),
    rounding: Annotated[Optional[str], typer.Option(show_default=False, help="fen_half_up, yuan_half_up, yuan_floor, tens_half_up")] = None,
    base: Annotated[Optional[str], typer.Option(show_default=False, help=help_text("基数：recovered 到位、applied 申请。", "The base: recovered, applied."))] = None,
    halved: Annotated[bool, typer.Option("--halved", help=help_text("案件受理费减半。", "Acceptance fee halved."))] = False,
    net: Annotated[bool, typer.Option("--net", help=help_text("金额为全部到位款：求扣除费用后的基数。", "The amount is all that was received: find the base net of the fee."))] = False,
    local: Annotated[Optional[str], typer.Option(show_default=False, help=help_text("没有执行金额时本院的标准。", "What the court charges without an amount."))] = None,
    exchange_rate: Annotated[Optional[str], typer.Option(show_default=False, help=help_text("外币：决定受理之日的汇率。", "Foreign currency: the official rate of the day of acceptance."))] = None,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    day = day_or_today(as_of)
    answer = zhixing.court_fee(
        kind.value, amount, load_rulebook(rules), as_of=day, rounding=rounding, base=base, halved=halved, net=net, local=local, exchange_rate=exchange_rate
    )
    columns = [
        Column("what", "项目", "Line", 16, show=lambda what: lang.pick(*WHATS[what])),
        Column("over", "超过", "Over", right=True),
        Column("part", "部分", "Part", right=True),
        Column("rate", "费率%", "Rate %", right=True),
        Column("fee", "费用", "Fee", right=True),
    ]
    rows = [{name: getattr(line, name) for name in ("what", "over", "part", "rate", "fee", "citations")} for line in answer.lines]
    if format is Format.table:
        print(_heading(as_of, day, lang))
    if not _show(columns, rows, answer.to_dict(), format, lang):
        return
    _say(lang.pick(f"费用 {answer.fee} 元，基数 {answer.amount}（{answer.base}，{answer.rounding}）", f"fee {answer.fee} on {answer.amount} ({answer.base}, {answer.rounding})"))
    if answer.received is not None:
        _say(lang.pick(f"到位 {answer.received} ＝ {answer.amount} ＋ {answer.fee} ＋ 余 {answer.remainder}", f"received {answer.received} = {answer.amount} + {answer.fee} + remainder {answer.remainder}"))
    for note in answer.notes:
        _say(f"· {lang.pick(note.text_zh, note.text_en)}（{cite_short(note.citations)}）")


def _term(text: str) -> dict[str, str]:
    """FROM:TO:KIND=VALUE[:times=1.5][:bp=10][:fixed_on=DATE][:charges=5]"""
    start, end, *pairs = _split(text, 3, 7, "FROM:TO:KIND=VALUE[:times=…][:bp=…][:fixed_on=…][:charges=…]")
    term: dict[str, Any] = {"from": start, "to": end}
    for pair in pairs:
        name, _, value = pair.partition("=")
        term[name] = int(value) if name == "bp" and value.lstrip("-").isdigit() else value
    return term


@app.command(help=help_text("迟延履行期间的债务利息和一般债务利息，逐段列明。", "Interest for delayed performance and general interest, line by line."))
def interest(
    amount: Annotated[Optional[str], typer.Argument(metavar="BASE", show_default=False, help=help_text("金额（元）。", "The amount in yuan."))] = None,
    last_day: Annotated[Optional[datetime.date], typer.Option("--to", parser=parse_day, metavar="DATE", show_default=False, help=help_text("计算至哪天；默认同 --as-of。", "The last day; by default that of --as-of."))] = None,
    first_day: Annotated[Optional[str], typer.Option("--from", metavar="DATE", show_default=False, help=help_text("迟延履行的第一天；不填只算一般债务利息。", "First day of delay; without it general interest only."))] = None,
    effective: Annotated[Optional[str], typer.Option(show_default=False, metavar="DATE", help=help_text("法律文书生效日，由此推算迟延首日。", "The day the document took effect, from which the first day of delay follows."))] = None,
    period_days: Annotated[Optional[int], typer.Option(show_default=False, metavar="N", help=help_text("文书给的履行天数。", "The days that it gives for performance."))] = None,
    item: Annotated[Optional[List[str]], typer.Option(metavar="KIND:AMOUNT[:DATE]", show_default=False, help=help_text("判项，可多次；DATE 为其迟延首日。", "An item of the document; repeatable; DATE is its first day of delay."))] = None,
    general: Annotated[Optional[List[str]], typer.Option(metavar="FROM:TO:KIND=VALUE", show_default=False, help=help_text("一般利息，如 2023-01-01:2023-12-31:lpr=1y:times=1.5。", "General interest, e.g. 2023-01-01:2023-12-31:lpr=1y:times=1.5."))] = None,
    basis: Annotated[Optional[int], typer.Option(show_default=False, help=help_text("一年按 360 还是 365 天。", "Days of a year: 360 or 365."))] = None,
    exclude: Annotated[Optional[List[str]], typer.Option(metavar="FROM:TO:GROUND", show_default=False, help=help_text("不计算的期间：review 或 retrial。", "Time not counted: review or retrial."))] = None,
    pay: Annotated[Optional[List[str]], typer.Option(metavar="DATE:AMOUNT[:KIND]", show_default=False, help="performance, transfer, ruling, realised")] = None,
    order: Annotated[Optional[str], typer.Option(show_default=False, help="interest_first, principal_first, pro_rata, agreed")] = None,
    agreed: Annotated[Optional[str], typer.Option(show_default=False, metavar="HEADS", help="costs,interest,principal,doubled")] = None,
    days: Annotated[str, typer.Option(help="both_ends, end_exclusive")] = "both_ends",
    rounding: Annotated[Optional[str], typer.Option(show_default=False, help="line, once")] = None,
    loan_contract: Annotated[Optional[str], typer.Option(show_default=False, metavar="DATE", help=help_text("民间借贷合同成立日。", "Day of a private loan's contract."))] = None,
    loan_filed: Annotated[Optional[str], typer.Option(show_default=False, metavar="DATE", help=help_text("起诉日。", "Day of the suit."))] = None,
    currency: Annotated[Optional[str], typer.Option(show_default=False, help=help_text("外币。", "A foreign currency."))] = None,
    mid_rate: Annotated[Optional[str], typer.Option(show_default=False, help=help_text("起算日中间价：先折算。", "Mid-rate of the first day: convert first."))] = None,
    bankruptcy: Annotated[Optional[str], typer.Option(show_default=False, metavar="DATE", help=help_text("破产申请受理日：计至前一日。", "Day of the acceptance of a bankruptcy: interest stops the day before."))] = None,
    loss: Annotated[Optional[str], typer.Option(show_default=False, metavar="AMOUNT", help=help_text("迟延履行金：已造成的损失。", "迟延履行金: the loss that was caused."))] = None,
    decided: Annotated[Optional[str], typer.Option(show_default=False, metavar="AMOUNT", help=help_text("迟延履行金：没有损失的，法院决定的数额。", "迟延履行金: without a loss, what the court decided."))] = None,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    day = last_day or day_or_today(as_of)
    params: dict[str, Any] = {
        "base": amount,
        "first_day": first_day,
        "effective": effective,
        "period_days": period_days,
        "last_day": day,
        "items": [dict(zip(("kind", "amount", "delay_from"), _split(one, 2, 3, "KIND:AMOUNT[:DATE]"))) for one in item or []],
        "general": [_term(one) for one in general or []],
        "excluded": [dict(zip(("from", "to", "ground"), _split(one, 3, 3, "FROM:TO:GROUND"))) for one in exclude or []],
        "payments": [dict(zip(("day", "amount", "kind"), _split(one, 2, 3, "DATE:AMOUNT[:KIND]"))) for one in pay or []],
        "basis": basis,
        "order": order,
        "agreed": agreed.split(",") if agreed else None,
        "days": days,
        "rounding": rounding,
        "loan_contract": loan_contract,
        "loan_filed": loan_filed,
        "currency": currency,
        "mid_rate": mid_rate,
        "bankruptcy": bankruptcy,
        "performance": {name: value for name, value in (("loss", loss), ("decided", decided)) if value} or None,
    }
    answer = zhixing.interest(params, load_rulebook(rules))
    columns = [
        Column("part", "项目", "Part", show=lambda part: lang.pick(*PARTS[part])),
        Column("first", "起", "From", 10),
        Column("last", "止", "To", 10),
        Column("days", "天数", "Days", right=True),
        Column("base", "基数", "Base", right=True),
        Column("rate", "利率%", "Rate %", right=True),
        Column("per", "每", "Per", show=lambda per: lang.pick("年", "year") if per == "year" else lang.pick("日", "day")),
        Column("amount", "利息", "Interest", right=True),
    ]
    rows = [{name: getattr(piece, name) for name in (*(column.key for column in columns), "citations")} for piece in answer.pieces]
    if format is Format.table:
        print(_heading(last_day or as_of, day, lang))
    if _show(columns, rows, answer.to_dict(), format, lang):
        _print_sums(answer, lang)


def _print_sums(answer: zhixing.Interest, lang: Lang) -> None:
    if answer.items:
        _say(lang.pick(f"利息合计 {answer.total}（一般 {answer.general}，加倍 {answer.doubled}），尚欠本息 {answer.outstanding}", f"interest {answer.total} (general {answer.general}, doubled {answer.doubled}); still owed {answer.outstanding}"))
    for paid in answer.settlements:
        heads = "，".join(f"{lang.pick(*HEADS[head])} {getattr(paid, head)}" for head in HEADS if getattr(paid, head))
        _say(f"{paid.day} {lang.pick('付', 'paid')} {paid.amount}: {heads}（{cite_short(paid.citations)}）")
    for reading in answer.readings:
        _say(f"  {reading.order}: {reading.total} / {reading.outstanding}（{cite_short(reading.citations)}）")
    if answer.performance is not None:
        _say(f"{lang.pick('迟延履行金', 'money for delayed performance')} {answer.performance.amount}（{cite_short(answer.performance.citations)}）")
    for remark in answer.remarks_zh if lang is Lang.zh else answer.remarks_en:
        _say(f"· {remark}")
    if answer.citations:
        _say(cite_short(citation for citations in answer.citations.values() for citation in citations))
