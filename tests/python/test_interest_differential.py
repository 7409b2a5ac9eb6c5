"""200,000 random problems: the library and the exact oracle agree to the fen."""

from __future__ import annotations

import datetime
import json
import os
import random
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from typing import Any

import interest_oracle as oracle
import zhixing
from zhixing import _core

COUNT = 200_000
CHUNK = 5_000
DAY = datetime.date.fromordinal
OLD = datetime.date(2012, 1, 1).toordinal()
NEW = datetime.date(2015, 1, 1).toordinal()
LPR = datetime.date(2019, 8, 20).toordinal()
LAST = datetime.date(2026, 9, 19).toordinal()  # of the tables
HEADS = ["costs", "interest", "principal", "doubled"]


def make(dice: random.Random) -> dict[str, Any]:
    old = dice.random() < 0.2
    start = dice.randrange(OLD, oracle.REFORM) if old else dice.randrange(NEW, LPR + 1500)
    last = min(start + dice.randrange(1, 1500), LAST)
    amount = lambda: dice.choice([dice.randrange(1, 10_000), dice.randrange(1, 100_000_000), dice.randrange(1, 10**12)])  # noqa: E731
    debts = [(amount(), "principal", True, start)]
    if dice.random() < 0.3:
        debts.append((amount(), "principal", True, start + dice.randrange(0, 400)))
    if dice.random() < 0.3:
        debts.append((amount(), "costs", False, start))
    general: list[tuple[int, int, str, Any]] = []
    shape = dice.random()
    from_day = start - dice.randrange(0, 200)
    if shape < 0.25:
        general = [(from_day, last, "annual", Fraction(dice.randrange(1, 2400), 10_000))]
    elif shape < 0.35:
        general = [(from_day, last, "daily", Fraction(dice.randrange(1, 1000), 1_000_000))]
    elif shape < 0.6 and last >= LPR:
        general = [(max(from_day, LPR), last, "lpr", dice.choice(["1y", "5y"]))]
        if from_day < LPR:
            general.insert(0, (from_day, LPR - 1, "benchmark", dice.choice(["6m", "1y", "3y", "5y", "over5y"])))
    pauses = []
    if dice.random() < 0.4:
        at = start
        for _ in range(dice.randrange(1, 3)):
            at += dice.randrange(1, 300)
            end = at + dice.randrange(0, 100)
            pauses.append((at, end))
            at = end + 1
    payments = sorted((dice.randrange(start - 10, last + 1), dice.choice([amount(), debts[0][0] // 3, debts[0][0]])) for _ in range(dice.choice([0, 1, 1, 2, 3])))
    return {
        "debts": sorted(debts, key=lambda debt: debt[3]),
        "general": general,
        "excluded": pauses,
        "payments": payments,
        "last": last,
        "order": dice.choice(["interest_first", "principal_first", "pro_rata", "agreed"]),
        "agreed": dice.sample(HEADS, 4),
        "basis": dice.choice([360, 365]),
        "rounding": dice.choice(["line", "line", "once"]),
        "tier": dice.choice(["6m", "1y", "3y"]),
    }


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def percent(rate: Fraction) -> str:
    return f"{rate * 100 * 10_000 // 1}".rjust(5, "0")[:-4] + "." + f"{rate * 100 * 10_000 // 1}".rjust(5, "0")[-4:]


def params(problem: dict[str, Any]) -> str:
    terms = []
    for start, end, kind, value in problem["general"]:
        terms.append({"from": str(DAY(start)), "to": str(DAY(end)), kind: value if isinstance(value, str) else percent(value)})
    return json.dumps(
        {
            "items": [
                {"kind": "principal" if head == "principal" else "lawyer_fee", "amount": yuan(fen), "delay_from": str(DAY(due)), "bears_general": bears}
                for fen, head, bears, due in problem["debts"]
            ],
            "first_day": str(DAY(problem["debts"][0][3])),
            "last_day": str(DAY(problem["last"])),
            "general": terms,
            "excluded": [{"from": str(DAY(a)), "to": str(DAY(b)), "ground": "review"} for a, b in problem["excluded"]],
            "payments": [{"day": str(DAY(day)), "amount": yuan(fen)} for day, fen in problem["payments"]],
            "order": problem["order"],
            "agreed": problem["agreed"],
            "basis": problem["basis"],
            "rounding": problem["rounding"],
            "tier": problem["tier"],
        }
    )


def fen(text: str) -> int:
    return int(text.replace(".", ""))


def check(seed: int) -> int:
    dice = random.Random(seed)
    rules = zhixing.Rulebook.bundled("national")
    for _ in range(CHUNK):
        problem = make(dice)
        asked = params(problem)
        found = json.loads(_core.interest_from_json(asked, rules).to_json())
        told = oracle.solve(problem)
        names = ("costs", "interest", "principal", "doubled", "surplus")
        settled = [tuple(fen(row[name]) for name in names) for row in found["settlements"]]
        assert {name: fen(found[name]) for name in ("general", "doubled", "outstanding")} == {name: told[name] for name in ("general", "doubled", "outstanding")}, asked
        assert settled == told["settlements"], asked
        lines = sum(fen(piece["amount"]) for piece in found["pieces"])
        assert lines + fen(found["rounding_difference"]) == fen(found["total"]), asked
    return CHUNK


def test_agrees_with_the_oracle() -> None:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        assert sum(pool.map(check, range(COUNT // CHUNK))) == COUNT
