"""Fees and interest from Python and the command line, their documents against the schemas, and the golden file."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import zhixing
from typer.testing import CliRunner
from zhixing.cli import app

D = datetime.date
FEES = [("execution", "300000", {}), ("execution", "304400", {"net": True}), ("acceptance", "3442220.55", {"rounding": "tens_half_up", "halved": True}), ("bankruptcy", "200000000", {})]
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("一万元，日万分之五，2015-06-30生效，三日内履行，2015-09-01付清", {"base": "10000", "first_day": "2015-07-04", "last_day": "2015-09-01", "general": [{"from": "2015-01-01", "to": "2015-09-01", "daily": "0.05"}]}),
    ("跨2014-08-01：赔偿金一万元，迟延2013-07-04至2014-12-01", {"items": [{"kind": "damages", "amount": "10000"}], "first_day": "2013-07-04", "last_day": "2014-12-01", "basis": 360}),
    ("五十万元，年利率6%，2023-12-31付二十万元，先息后本", {"base": "500000", "first_day": "2023-07-01", "last_day": "2024-06-30", "basis": 365, "general": [{"from": "2023-01-01", "to": "2024-06-30", "annual": "6"}], "payments": [{"day": "2023-12-31", "amount": "200000"}]}),
    ("同上，先本后息", {"base": "500000", "first_day": "2023-07-01", "last_day": "2024-06-30", "basis": 365, "general": [{"from": "2023-01-01", "to": "2024-06-30", "annual": "6"}], "payments": [{"day": "2023-12-31", "amount": "200000"}], "order": "principal_first"}),
    ("一百万元，一年期LPR，2023-05-01至2025-06-30", {"base": "1000000", "last_day": "2025-06-30", "basis": 365, "general": [{"from": "2023-05-01", "to": "2025-06-30", "lpr": "1y"}]}),
    ("再审中止2020-01-11至2020-01-30，一万元", {"base": "10000", "first_day": "2020-01-01", "last_day": "2020-02-29", "excluded": [{"from": "2020-01-11", "to": "2020-01-30", "ground": "retrial"}]}),
]


def golden() -> str:
    out = ["# Interest, line by line", ""]
    for title, question in QUESTIONS:
        answer = zhixing.interest(question)
        out += [f"## {title}", "", "| 项目 | 起 | 止 | 天数 | 基数 | 利率% | 利息 |", "| --- | --- | --- | ---: | ---: | ---: | ---: |"]
        for piece in answer.pieces:
            per = "年" if piece.per == "year" else "日"
            out.append(f"| {piece.part} | {piece.first} | {piece.last} | {piece.days} | {piece.base} | {per} {piece.rate} | {piece.amount} |")
        out += ["", f"利息合计 {answer.total}，尚欠本息 {answer.outstanding}。"]
        out += [f"抵充 {row['order']}：{row['total']} / {row['outstanding']}。" for row in answer.document["readings"]]
        out.append("")
    return "\n".join(out)


def test_golden(root: Path) -> None:
    assert (root / "tests" / "golden" / "interest.md").read_text("utf-8") == golden()


def test_fees() -> None:
    assert zhixing.execution_fee("300000") == Decimal("4400.00")
    assert zhixing.preservation_fee(Decimal("1000.50")) == Decimal("30.01")
    for kind, amount, options in FEES:
        answer = zhixing.court_fee(kind, amount, **options)
        assert sum(line.fee for line in answer.lines) == answer.fee
    net = zhixing.court_fee("execution", "304400", net=True)
    assert (net.amount, net.fee, net.remainder) == (Decimal(300000), Decimal(4400), Decimal(0))


def test_delay_interest() -> None:
    answer = zhixing.delay_interest("10000", D(2020, 1, 1), D(2020, 2, 29), excluded=[(D(2020, 1, 11), D(2020, 1, 30), "review")], payments=[(D(2020, 2, 9), "5000")])
    assert answer.total == sum(piece.amount for piece in answer.pieces)
    assert [piece.days for piece in answer.pieces] == [10, 10, 20]
    assert answer.total == Decimal("52.50")
    assert zhixing.general_interest("1000000", D(2020, 1, 1), D(2020, 4, 9), days="both_ends", basis=365, annual="3.0").total == Decimal("8219.18")
    assert zhixing.late_performance(loss="20000", on=D(2024, 1, 1)) == Decimal(40000)


@pytest.mark.parametrize("amount", [1.5, float("nan"), True])
def test_never_float(amount: Any) -> None:
    for call in (zhixing.execution_fee, lambda value: zhixing.delay_interest(value, D(2020, 1, 1), D(2020, 2, 1))):
        with pytest.raises(TypeError):
            call(amount)


def test_the_past_rate_is_never_carried_on() -> None:
    with pytest.raises(zhixing.InputError) as error:
        zhixing.general_interest("1", D(2026, 9, 1), D(2026, 9, 20), days="both_ends", basis=365, lpr="1y")
    assert error.value.code == "rate.unpublished"


def test_documents_meet_their_schemas() -> None:
    fee = json.loads(zhixing.schema("fee"))
    for kind, amount, options in FEES:
        jsonschema.validate(zhixing.court_fee(kind, amount, **options).document, fee)
    interest = json.loads(zhixing.schema("interest"))
    for _, question in QUESTIONS:
        jsonschema.validate(zhixing.interest(question).document, interest)


def run(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return result.stdout


def test_command_line() -> None:
    assert "4400.00" in run("fee", "300000")
    assert json.loads(run("fee", "1000000", "--kind", "preservation", "-f", "json"))["fee"] == "5000.00"
    assert "52.50" in run("interest", "10000", "--from", "2020-01-01", "--to", "2020-01-30")
    paid = run("interest", "--item", "principal:10000", "--from", "2020-01-01", "--to", "2020-02-29", "--exclude", "2020-01-11:2020-01-30:review", "--pay", "2020-02-09:5000:transfer", "-f", "json")
    assert json.loads(paid)["doubled"] == "52.50"
    lpr = run("interest", "1000000", "--to", "2025-06-30", "--general", "2023-05-01:2025-06-30:lpr=1y", "--basis", "365", "-f", "json")
    assert json.loads(lpr)["total"] == "72513.69"
    run("interest", "10000", "--from", "2020-01-01", "--to", "2020-02-29", "--exclude", "2020-01-11:2020-01-30:settlement", code=2)
    run("fee", "1.001", code=2)
