"""The library and the slow oracle agree on many random periods."""

import random

import zhixing
from deadline_oracle import answered_cases

CASES = 100_000


def test_periods_agree_with_the_oracle() -> None:
    china = zhixing.Calendar.china()
    for case, expected in answered_cases(random.Random(20260101), CASES):
        period = zhixing.period_end(
            case.start, case.n, case.unit, china, roll=case.roll, pauses=case.pauses
        )
        assert period.end == expected.end, case
        # Every answer of the oracle rests on announced years only.
        assert not period.provisional, case
