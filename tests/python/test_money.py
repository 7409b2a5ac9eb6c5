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
FEES: list[tuple[str, str, dict[str, Any]]] = [("execution", "300000", {}), ("execution", "304400", {"net": True}), ("acceptance", "3442220.55", {"rounding": "tens_half_up", "halved": True}), ("bankruptcy", "200000000", {})]
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
        out += [f"## {title}", "", "| 项目 | 起 | 止 | 天数 | 基数 | 利率% | 利息 | 依据（文本施行日） |", "| --- | --- | --- | ---: | ---: | ---: | ---: | --- |"]
        for piece in answer.pieces:
            per = "年" if piece.per == "year" else "日"
            articles = "；".join(f"{one.number if '〔' in one.number else one.document} {one.article}（{one.version}）" for one in piece.citations)
            out.append(f"| {piece.part} | {piece.first} | {piece.last} | {piece.days} | {piece.base} | {per} {piece.rate} | {piece.amount} | {articles} |")
        out += ["", f"利息合计 {answer.total}，尚欠本息 {answer.outstanding}。"]
        out += [f"抵充 {row.order}：{row.total} / {row.outstanding}。" for row in answer.readings]
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
        assert all(line.citations for line in answer.lines)
    assert zhixing.court_fee("execution", "300000", as_of=D(2024, 1, 1)).as_of == D(2024, 1, 1)
    bearer = next(note for note in zhixing.court_fee("execution", "1").notes if note.rule == "money.fee.execution.bearer")
    assert bearer.value == "respondent" and bearer.citations[0].article == "38(1)"
    net = zhixing.court_fee("execution", "304400", net=True)
    assert (net.amount, net.fee, net.remainder) == (Decimal(300000), Decimal(4400), Decimal(0))


def test_delay_interest() -> None:
    answer = zhixing.delay_interest("10000", D(2020, 1, 1), D(2020, 2, 29), excluded=[(D(2020, 1, 11), D(2020, 1, 30), "review")], payments=[(D(2020, 2, 9), "5000")])
    assert answer.total == sum(piece.amount for piece in answer.pieces)
    assert [piece.days for piece in answer.pieces] == [10, 10, 20]
    assert answer.total == Decimal("52.50")
    rate = zhixing.GeneralRate.annual("3.0", D(2020, 1, 1), D(2020, 4, 9))
    assert zhixing.general_interest("1000000", rate, days="both_ends", basis=365).total == Decimal("8219.18")
    assert zhixing.late_performance(loss="20000", as_of=D(2024, 1, 1)) == Decimal(40000)


def test_typed_questions_are_those_of_the_document() -> None:
    """The core is bound directly; the same question as a document gives the same answer."""
    typed = zhixing.delay_interest(
        [zhixing.InterestItem("principal", "500000"), zhixing.InterestItem("acceptance_fee", 8800, in_base=True, delay_from=D(2023, 7, 11))],
        D(2023, 7, 1),
        D(2024, 6, 30),
        general=[zhixing.GeneralRate.lpr("1y", D(2023, 1, 1), D(2024, 6, 30), times=Decimal("1.5"), bp=10)],
        payments=[(D(2023, 12, 31), 200000, "transfer"), (D(2024, 1, 31), "1000.50")],
        excluded=[(D(2023, 8, 1), D(2023, 8, 31), "retrial")],
        order="agreed",
        agreed=["principal", "costs", "interest", "doubled"],
        basis=360,
        rounding="once",
    )
    told = zhixing.interest(
        {
            "items": [{"kind": "principal", "amount": "500000"}, {"kind": "acceptance_fee", "amount": "8800", "in_base": True, "delay_from": D(2023, 7, 11)}],
            "first_day": D(2023, 7, 1),
            "last_day": D(2024, 6, 30),
            "general": [{"from": D(2023, 1, 1), "to": D(2024, 6, 30), "lpr": "1y", "times": "1.5", "bp": 10}],
            "payments": [{"day": D(2023, 12, 31), "amount": Decimal(200000), "kind": "transfer"}, {"day": "2024-01-31", "amount": "1000.50"}],
            "excluded": [{"from": "2023-08-01", "to": "2023-08-31", "ground": "retrial"}],
            "order": "agreed",
            "agreed": ["principal", "costs", "interest", "doubled"],
            "basis": 360,
            "rounding": "once",
        }
    )
    assert typed.to_json() == told.to_json()
    assert [reading.order for reading in typed.readings] == ["interest_first", "principal_first", "pro_rata"]
    assert typed.settlements[0].citations[0].article == "3(2)"
    assert typed.pieces[0].rate == Decimal("5.575")
    assert (typed.order, typed.rounding, typed.basis, typed.days) == ("agreed", "once", 360, "both_ends")
    assert sum(piece.amount for piece in typed.pieces) + typed.rounding_difference == typed.total
    assert typed.owed_costs + typed.owed_interest + typed.owed_principal + typed.owed_doubled == typed.outstanding


def test_several_debts_and_charges() -> None:
    early, late = D(2022, 1, 1), D(2022, 7, 1)

    def doubled(first: int, second: int) -> Decimal:
        items = [zhixing.InterestItem("principal", 10000, rank=first), zhixing.InterestItem("principal", 10000, delay_from=late, rank=second)]
        return zhixing.delay_interest(items, early, D(2022, 12, 31), payments=[(D(2022, 3, 31), 10000)]).doubled

    assert (doubled(0, 0), doubled(2, 1)) == (Decimal("479.50"), Decimal("638.75"))
    capped = zhixing.GeneralRate.annual(10, D(2021, 6, 1), D(2022, 5, 31), charges=Decimal("10"))
    assert zhixing.general_interest(300000, capped, days="both_ends", basis=365, loan_contract=D(2021, 6, 1)).total == Decimal(46200)


def test_first_day_from_the_document() -> None:
    answer = zhixing.delay_interest("10000", None, D(2015, 9, 1), effective=D(2015, 6, 30), period_days=3)
    assert answer.first_day == D(2015, 7, 4)
    assert answer.total == Decimal("105.00")
    assert "money.interest.period" in answer.citations
    with pytest.raises(TypeError):
        zhixing.delay_interest("10000", None, D(2015, 9, 1), period_days=3)


def test_performance_money_in_the_document() -> None:
    answer = zhixing.interest({"performance": {"loss": "20000"}, "last_day": "2024-01-01"})
    assert answer.performance is not None
    assert (answer.performance.amount, answer.performance.loss, answer.performance.decided) == (Decimal(40000), Decimal(20000), None)
    assert answer.performance.citations[0].article == "505"
    assert (answer.total, answer.pieces) == (Decimal(0), [])


def test_words_are_refused() -> None:
    for call in (
        lambda: zhixing.court_fee("x", "1"),
        lambda: zhixing.court_fee("execution", "1", rounding="x"),
        lambda: zhixing.delay_interest("1", D(2020, 1, 1), D(2020, 2, 1), order="x"),
        lambda: zhixing.GeneralRate.lpr("2y", D(2020, 1, 1), D(2020, 2, 1)),
    ):
        with pytest.raises(zhixing.InputError) as error:
            call()
        assert error.value.code == "input.word"
    for rate in (3.5, True):
        with pytest.raises(TypeError):
            zhixing.GeneralRate.annual(rate, D(2020, 1, 1), D(2020, 2, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", [1.5, float("nan"), True])
def test_never_float(amount: Any) -> None:
    for call in (zhixing.execution_fee, lambda value: zhixing.delay_interest(value, D(2020, 1, 1), D(2020, 2, 1))):
        with pytest.raises(TypeError):
            call(amount)


def test_the_past_rate_is_never_carried_on() -> None:
    with pytest.raises(zhixing.InputError) as error:
        zhixing.general_interest("1", zhixing.GeneralRate.lpr("1y", D(2026, 9, 1), D(2026, 9, 20)), days="both_ends", basis=365)
    assert error.value.code == "rate.unpublished"


def test_documents_meet_their_schemas() -> None:
    fee = json.loads(zhixing.schema("fee"))
    for kind, amount, options in FEES:
        jsonschema.validate(zhixing.court_fee(kind, amount, **options).to_dict(), fee)
    interest = json.loads(zhixing.schema("interest"))
    for _, question in QUESTIONS:
        jsonschema.validate(zhixing.interest(question).to_dict(), interest)
    jsonschema.validate(zhixing.interest({"performance": {"decided": "500"}, "last_day": "2024-01-01"}).to_dict(), interest)


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
    assert json.loads(run("interest", "--loss", "20000", "--to", "2024-01-01", "-f", "json"))["performance"]["amount"] == "40000.00"
    assert "40000.00" in run("interest", "--loss", "20000", "--to", "2024-01-01")
    period = run("interest", "10000", "--effective", "2015-06-30", "--period-days", "3", "--to", "2015-09-01", "-f", "json")
    assert json.loads(period)["doubled"] == "105.00"
    assert "第14条(1)" in run("fee", "300000", "-f", "csv")


def test_the_day_is_told() -> None:
    assert run("fee", "300000", "--as-of", "2020-01-01", "--lang", "en").startswith("As of 2020-01-01\n")
    today = datetime.date.today()
    assert run("fee", "300000", "--lang", "zh").startswith(f"截至 {today}（今天）")
    assert json.loads(run("fee", "300000", "-f", "json"))["as_of"] == str(today)
    run("fee", "300000", "--as-of", "2007-03-31", code=2)
    run("fee", "300000", "--on", "2020-01-01", code=2)
    assert run("interest", "10000", "--from", "2020-01-01", "--as-of", "2020-01-30", "--lang", "en").startswith("As of 2020-01-30\n")
    assert json.loads(run("interest", "10000", "--from", "2020-01-01", "--as-of", "2020-01-30", "-f", "json"))["total"] == "52.50"
    run("fee", "1.001", code=2)
