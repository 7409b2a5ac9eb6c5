#!/usr/bin/env python3
"""The same interest problems in plain Python: Decimal, segments of days. Its answers are compared with the library's
before anything is timed. Needs the package zhixing.
"""

import random
import time
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import zhixing

RATE = Decimal("0.000175")
FEN = Decimal("0.01")


def doubled(base, first, last, pause, payment):
    """The doubled part: one base, one pause, one payment."""
    paid_on, paid = payment
    total = Decimal(0)
    for begin, end, amount in ((first, paid_on, base), (paid_on + timedelta(1), last, base - min(base, paid))):
        for start, stop in ((begin, min(end, pause[0] - timedelta(1))), (max(begin, pause[1] + timedelta(1)), end)):
            days = (stop - start).days + 1
            if days > 0:
                total += (amount * RATE * days).quantize(FEN, ROUND_HALF_UP)
    return total


def problems(count):
    dice = random.Random(1)
    for _ in range(count):
        first = date(2020, 1, 1) + timedelta(dice.randrange(300))
        pause = first + timedelta(dice.randrange(10, 60))
        paid_on = pause + timedelta(dice.randrange(60, 120))
        base = Decimal(dice.randrange(1, 10**9)) / 100
        yield base, first, paid_on + timedelta(200), (pause, pause + timedelta(dice.randrange(50))), (paid_on, (base / 3).quantize(FEN))


def main():
    asked = list(problems(20_000))
    for base, first, last, pause, payment in asked[:2_000]:
        ours = zhixing.delay_interest(base, first, last, excluded=[(*pause, "review")], payments=[payment]).total
        assert ours == doubled(base, first, last, pause, payment), (base, first, last, pause, payment)
    started = time.perf_counter()
    for one in asked:
        doubled(*one)
    print(f"plain Python: {len(asked) / (time.perf_counter() - started):,.0f} problems/s, answers equal")


if __name__ == "__main__":
    main()
