"""A second, slow computation of interest, by other code: exact fractions, constant stretches of days, one head after another.

Days are ordinals. A problem is a dict: debts [(fen, head, bears_general, delay_from)], general [(from, to, kind, value)], excluded,
payments [(day, fen)], last, order, agreed, basis, rounding, tier.
"""

from __future__ import annotations

import csv
import datetime
from bisect import bisect_right
from fractions import Fraction
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "rules" / "data"
REFORM = datetime.date(2014, 8, 1).toordinal()
DOUBLED = Fraction(175, 1_000_000)
HALF = Fraction(1, 2)
ORDERS = {"interest_first": ("costs", "interest", "principal", "doubled"), "principal_first": ("principal", "costs", "interest", "doubled")}


def table(file: str, column: str) -> tuple[list[int], list[Fraction]]:
    lines = [line for line in (DATA / file).read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = [(datetime.date.fromisoformat(row["publish_date" if "publish_date" in row else "effective_date"]).toordinal(), Fraction(row[column]) / 100) for row in csv.DictReader(lines)]
    return [row[0] for row in rows], [row[1] for row in rows]


TABLES = {("lpr", "1y"): table("lpr.csv", "lpr_1y"), ("lpr", "5y"): table("lpr.csv", "lpr_5y_plus")}
for tier, column in {"6m": "le_6m", "1y": "m6_to_1y", "3y": "y1_to_3y", "5y": "y3_to_5y", "over5y": "gt_5y"}.items():
    TABLES["benchmark", tier] = table("benchmark-rates.csv", column)


def rounded(amount: Fraction) -> int:
    """Half up to the fen; amounts are not negative."""
    return int(amount + HALF)


def stretches(points: list[int], first: int, last: int) -> list[tuple[int, int]]:
    """[first, last] cut where something can change."""
    starts = sorted({first, *(point for point in points if first < point <= last)})
    return [(start, end - 1) for start, end in zip(starts, starts[1:] + [last + 1])]


def lines(state: list[tuple[int, Fraction, int]]) -> list[Fraction]:
    """Amounts of (days, rate, base); neighbours with one rate and base are one line. A stretch of nothing separates."""
    out: list[tuple[int, Fraction, int]] = []
    for days, rate, base in state:
        if out and out[-1][1] == rate and out[-1][2] == base:
            out[-1] = (out[-1][0] + days, rate, base)
        else:
            out.append((days, rate, base))
    return [days * rate * base for days, rate, base in out if rate and base]


def solve(problem: dict[str, Any]) -> dict[str, Any]:
    debts = [list(debt) for debt in problem["debts"]]
    basis = problem["basis"]
    accrued = {"interest": 0, "doubled": 0}
    totals = {"interest": 0, "doubled": 0}
    points = [REFORM]
    for start, end in problem["excluded"]:
        points += [start, end + 1]
    for debt in debts:
        points.append(debt[3])
    for start, end, kind, value in problem["general"]:
        points += [start, end + 1]
        if kind in ("lpr", "benchmark"):
            points += TABLES[kind, value][0]
    old_days, old_rates = TABLES["benchmark", problem["tier"]]
    points += old_days

    def general_rate(day: int) -> Fraction:
        for start, end, kind, value in problem["general"]:
            if start <= day <= end:
                if kind == "annual":
                    return value / basis
                if kind == "daily":
                    return value
                days, rates = TABLES[kind, value]
                return rates[bisect_right(days, day) - 1] / basis
        return Fraction(0)

    def put(head: str, amounts: list[Fraction]) -> None:
        fen = sum(map(rounded, amounts)) if problem["rounding"] == "line" else rounded(sum(amounts, Fraction(0)))
        accrued[head] += fen
        totals[head] += fen

    def accrue(first: int, last: int) -> None:
        if first > last:
            return
        spans = stretches(points, first, last)
        run = []
        for start, end in spans:
            base = sum(d[0] for d in debts if d[2] and not (start < REFORM and d[3] <= start))
            run.append((end - start + 1, general_rate(start), base))
        put("interest", lines(run))
        delay = []
        for due in sorted({debt[3] for debt in debts}):
            run = []
            base = sum(debt[0] for debt in debts if debt[3] == due)
            for start, end in spans:
                if start < due or any(a <= start <= b for a, b in problem["excluded"] if start >= REFORM):
                    rate = Fraction(0)
                elif start >= REFORM:
                    rate = DOUBLED
                else:
                    rate = old_rates[bisect_right(old_days, start) - 1] * 2 / basis
                run.append((end - start + 1, rate, base))
            delay += lines(run)
        put("doubled", delay)

    def owed(head: str) -> int:
        return accrued.get(head, 0) + sum(debt[0] for debt in debts if debt[1] == head)

    told = []

    def settle(day: int, money: int) -> None:
        paid = dict.fromkeys(("costs", "interest", "principal", "doubled"), 0)

        def pay(head: str, most: int) -> None:
            nonlocal money
            part = min(most, money, owed(head))
            money -= part
            paid[head] += part
            for debt in debts:
                if debt[1] == head:
                    taken = min(part, debt[0])
                    debt[0] -= taken
                    part -= taken
            if part:
                accrued[head] -= part

        debt_heads = ("costs", "interest", "principal") if day < REFORM else ("costs", "principal")
        other = "doubled" if day < REFORM else "interest"
        in_proportion = problem["order"] != "agreed" if day < REFORM else problem["order"] == "pro_rata"
        sum_debt = sum(map(owed, debt_heads))
        everything = sum_debt + owed(other)
        if in_proportion and money < everything:
            pay(other, money - rounded(Fraction(money * sum_debt, everything)))
            for head in debt_heads:
                pay(head, money)
        for head in problem["agreed"] if problem["order"] == "agreed" else ORDERS.get(problem["order"], ORDERS["interest_first"]):
            pay(head, money)
        told.append((paid["costs"], paid["interest"], paid["principal"], paid["doubled"], money))

    first = min([debt[3] for debt in debts] + [term[0] for term in problem["general"]])
    for day, fen in problem["payments"]:
        if day >= first:
            accrue(first, day)
            first = day + 1
        settle(day, fen)
    accrue(first, problem["last"])
    outstanding = sum(map(owed, ("costs", "interest", "principal", "doubled")))
    return {"general": totals["interest"], "doubled": totals["doubled"], "outstanding": outstanding, "settlements": told}
