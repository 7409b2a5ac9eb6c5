"""Printed computations of courts, parties and public calculators, replayed; tests/golden/computed-examples.md tells how."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Iterator

import pytest
import zhixing
from computed_examples import CALCULATORS, ROWS, Ask, Row

FACTS = {row["id"]: row for row in csv.DictReader((Path(__file__).parents[1] / "data" / "computed-examples.csv").read_text("utf-8").splitlines())}
DAY = datetime.date.fromisoformat
CALENDAR = zhixing.Calendar.china()


def fee(of: dict[str, Any]) -> zhixing.Fee:
    return zhixing.court_fee(of.get("kind", "execution"), of["amount"], rounding=of.get("rounding"), halved=of.get("halved", False))


def end(of: dict[str, Any]) -> str:
    last = zhixing.period_end(DAY(of["start"]), of["n"], of["unit"], CALENDAR, roll=of["roll"]).end
    assert last is not None
    return str(last - datetime.timedelta(of["back"]))


def answer(ask: Ask) -> str:
    if ask.what == "fee":
        less = fee({"amount": ask.of["less"]}).fee if "less" in ask.of else Decimal(0)
        return str(fee(ask.of).fee - less)
    if ask.what == "interest":
        return str(getattr(zhixing.interest(ask.of), ask.part) + Decimal(ask.plus))
    if ask.what == "sum":
        return str(sum(map(Decimal, ask.of)))
    return zhixing.money_capitals(ask.of) if ask.what == "capitals" else end(ask.of)


def test_every_row_has_its_fate() -> None:
    assert list(FACTS) == list(ROWS)


@pytest.mark.parametrize("id", ROWS)
def test_row(id: str) -> None:
    row = ROWS[id]
    for ask in row.asks:
        assert answer(ask) == (ask.ours or ask.printed), ask
        assert ask.ours != ask.printed
    differs = any(ask.ours for ask in row.asks)
    assert differs == (row.fate == "differs")
    assert row.asks or row.fate in ("no_inputs", "rule", "fact")
    assert row.reason or row.fate == "equal"
    assert bool(row.rules) == (row.fate == "rule")
    rulebook = zhixing.Rulebook.bundled("neixiang")
    for rule in row.rules:
        assert rulebook.rule(rule).id == rule


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda one: one.theirs)
def test_calculators_are_wrong(calculator: Any) -> None:
    assert answer(calculator.ask) == calculator.ask.printed != calculator.theirs


# What each calculator did, computed again by its own method: the table above is not made up.
def test_what_the_calculators_computed() -> None:
    by_method = [
        Decimal("100000") * 100 * 5 / 10_000,
        Decimal("1000000") / 1000 + 2021,
        Decimal("300000") * 5 / 1000,
        Decimal("10000") * Decimal("0.123") * 516 / 360,
        Decimal("10000") * (Decimal("0.123") + Decimal("0.06")) * 393 / 360,
        Decimal("100000") * Decimal("0.1305") * 184 / 360,
        Decimal("100000") * Decimal("0.01") * 30,
        Decimal(200 * 0.000175 * 1),
        Decimal("500000") * Decimal("0.000175") * 365,
        (Decimal("500000") - (200_000 - 10_000 - 30_000)) * Decimal("0.000175") * 182,
        Decimal("1000000") * Decimal("0.0435"),
        Decimal("1000000") * Decimal("0.0335") * 63 / 365,
        Decimal("1000000") * Decimal("0.037") * 19 / 365,
        Decimal("10000") * Decimal("0.000175") * 60,
        Decimal("100000") - 50_000,
        Decimal("80000") * Decimal("0.000175") * 122,
    ]
    rounded = [amount.quantize(Decimal("0.01"), "ROUND_HALF_UP") for amount in by_method]
    assert rounded == [Decimal(one.theirs) for one in CALCULATORS]


FATES = {
    "equal": "相同",
    "differs": "不相同",
    "no_inputs": "缺少数据，不能重算",
    "rule": "由规则判断",
    "fact": "不是计算",
}


def lines_of(ask: Ask) -> Iterator[str]:
    """The lines of an answer, with the article of each."""
    if ask.what == "fee" and "less" not in ask.of:
        for line in fee(ask.of).lines:
            scale = f"超过{line.over}的{line.part}" if line.part is not None else "尾数" if line.what == "rounding" else "减半"
            rate = f" × {line.rate}%" if line.rate is not None else ""
            yield f"{scale}{rate} ＝ {line.fee}〔{articles(line.citations)}〕"
    elif ask.what == "interest":
        for piece in zhixing.interest(ask.of).pieces:
            per = "年" if piece.per == "year" else "日"
            yield f"{piece.first}至{piece.last} {piece.days}天 {piece.base} × {per}{piece.rate}% ＝ {piece.amount}〔{articles(piece.citations)}〕"
    elif ask.what == "sum":
        yield " ＋ ".join(ask.of).replace("＋ -", "－ ")
    elif ask.what == "end":
        yield f"{ask.of['start']}起{ask.of['n']}{ {'day': '日', 'month': '个月', 'year': '年'}[ask.of['unit']] }"
    elif ask.what == "capitals":
        yield f"小写{ask.of}"
    else:
        yield f"{ask.of['amount']}的费用减{ask.of['less']}的费用"


def articles(citations: list[zhixing.Citation]) -> str:
    return "；".join(f"{one.number if '〔' in one.number else one.document} {one.article}（{one.version}）" for one in citations)


def outcome(ask: Ask) -> str:
    ours = answer(ask)
    if ours == ask.printed:
        return f"{ours}，与所印相同"
    try:
        difference = f"，差{Decimal(ask.printed) - Decimal(ours):+}"
    except ArithmeticError:
        difference = ""
    return f"**{ours}**，所印{ask.printed}{difference}"


def golden() -> str:
    out = ["# 公布的算例：逐项重算", "", "每项按印出它的人所用的口径重算。〔〕内是该行的依据和文本施行日。", ""]
    for id, row in ROWS.items():
        out += section(id, row)
    out += ["# 公开的计算器：错在哪里", ""]
    for one in CALCULATORS:
        out += [f"## {one.who}：{one.sample}", "", f"所答{one.theirs}，应为**{one.ask.printed}**，差{Decimal(one.theirs) - Decimal(one.ask.printed):+}。{one.error}。", ""]
        out += [f"- {line}" for line in lines_of(one.ask)] + [""]
    return "\n".join(out)


def section(id: str, row: Row) -> list[str]:
    fact = FACTS[id]
    out = [f"## {id} {fact['source']}", "", f"{fact['facts']}。所印：{fact['printed']}。", "", f"结论：{FATES[row.fate]}。" + (f"口径：{row.convention}。" if row.convention else "") + (f"{row.reason}。" if row.reason else "")]
    if row.rules:
        out[-1] += "规则：" + "、".join(f"`{rule}`" for rule in row.rules) + "。"
    out.append("")
    for ask in row.asks:
        lines = list(lines_of(ask))
        out += [f"- {line}" for line in lines[:-1]] + [f"- {lines[-1]}：{outcome(ask)}" if len(lines) == 1 else f"- {lines[-1]}"]
        if len(lines) > 1:
            out.append(f"- 合计{'另加' + ask.plus if ask.plus != '0' else ''}：{outcome(ask)}")
    return out + ([""] if row.asks else [])


def test_golden(root: Path) -> None:
    assert (root / "tests" / "golden" / "computed-examples.md").read_text("utf-8") == golden()
