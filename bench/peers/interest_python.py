#!/usr/bin/env python3
"""Interest for delayed performance in plain Python: Decimal, segments of days.

    interest_python.py FILE [ROUNDS]

As sums_tool: the answer to each problem of FILE, or with ROUNDS the seconds of CPU time that they take.
"""

import csv
import sys
import time
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

RATE = Decimal("0.000175")
FEN = Decimal("0.01")
DAY = timedelta(1)


def doubled(base, first, last, pause, payment):
    """The doubled part: one base, one pause, one payment."""
    paid_on, paid = payment
    total = Decimal(0)
    for begin, end, amount in ((first, paid_on, base), (paid_on + DAY, last, base - min(base, paid))):
        for start, stop in ((begin, min(end, pause[0] - DAY)), (max(begin, pause[1] + DAY), end)):
            days = (stop - start).days + 1
            if days > 0:
                total += (amount * RATE * days).quantize(FEN, ROUND_HALF_UP)
    return total


def read(path):
    with open(path, encoding="utf-8") as file:
        for base, first, last, pause_from, pause_to, paid_on, paid in csv.reader(file):
            day = date.fromisoformat
            yield Decimal(base) / 100, day(first), day(last), (day(pause_from), day(pause_to)), (day(paid_on), Decimal(paid) / 100)


def main():
    problems = list(read(sys.argv[1]))
    if len(sys.argv) == 2:
        for problem in problems:
            print(int(doubled(*problem) * 100))
        return
    started = time.process_time()
    for _ in range(int(sys.argv[2])):
        for problem in problems:
            doubled(*problem)
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
