"""What holds of every period, whatever the dates."""

import random
from datetime import date, timedelta

import zhixing
from hypothesis import given
from hypothesis import strategies as st

CHINA = zhixing.Calendar.china()
DAY = timedelta(days=1)

starts = st.dates(date(1995, 1, 1), date(2060, 1, 1))
units = st.sampled_from(("day", "workday", "month", "year"))
numbers = st.integers(1, 40)
pauses = st.builds(
    lambda begin, days: (begin, begin + days * DAY),
    st.dates(date(1995, 1, 1), date(2100, 1, 1)),
    st.integers(0, 500),
)


@st.composite
def near_pauses(draw: st.DrawFn) -> tuple[date, list[tuple[date, date]]]:
    """A start and pauses that are likely to meet the period."""
    start = draw(starts)
    offsets = st.tuples(st.integers(-30, 120), st.integers(0, 60))
    chosen = draw(st.lists(offsets, max_size=6))
    return start, [(start + a * DAY, start + (a + b) * DAY) for a, b in chosen]


def end(
    start: date, n: int, unit: str, stopped: list[tuple[date, date]] | None = None, roll: bool = True
) -> date:
    found = zhixing.period_end(start, n, unit, CHINA, roll=roll, pauses=stopped or []).end
    assert found is not None
    return found


@given(starts, st.integers(1, 400), numbers, units)
def test_a_later_start_never_gives_an_earlier_end(start: date, later: int, n: int, unit: str) -> None:
    assert end(start, n, unit) <= end(start + later * DAY, n, unit)


# Months and years are left out: the base period of 31 January may be a day shorter than that of 30
# January and end on the same day, so that a pause on that one day lengthens only the longer.
@given(near_pauses(), st.integers(1, 400), numbers, st.sampled_from(("day", "workday")))
def test_nor_does_it_with_pauses(
    case: tuple[date, list[tuple[date, date]]], later: int, n: int, unit: str
) -> None:
    start, stopped = case
    assert end(start, n, unit, stopped) <= end(start + later * DAY, n, unit, stopped)


@given(near_pauses(), st.integers(-40, 40), units)
def test_a_rolled_end_is_no_rest_day(
    case: tuple[date, list[tuple[date, date]]], n: int, unit: str
) -> None:
    start, stopped = case
    assert CHINA.is_workday(end(start, n, unit, stopped))


@given(near_pauses(), numbers, units)
def test_rolling_never_shortens(
    case: tuple[date, list[tuple[date, date]]], n: int, unit: str
) -> None:
    start, stopped = case
    assert end(start, n, unit, stopped, roll=False) <= end(start, n, unit, stopped)


@given(near_pauses(), pauses, numbers, units)
def test_one_pause_more_never_shortens(
    case: tuple[date, list[tuple[date, date]]], more: tuple[date, date], n: int, unit: str
) -> None:
    start, stopped = case
    assert end(start, n, unit, stopped) <= end(start, n, unit, [*stopped, more])


@given(near_pauses(), numbers, units, st.randoms(use_true_random=False))
def test_pauses_are_a_union_in_any_order(
    case: tuple[date, list[tuple[date, date]]], n: int, unit: str, rng: random.Random
) -> None:
    start, stopped = case
    shuffled = [*stopped, *stopped]
    rng.shuffle(shuffled)
    assert end(start, n, unit, stopped) == end(start, n, unit, shuffled)
