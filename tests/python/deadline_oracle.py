"""Counts legal periods the slow way, one day after another, to check the library against.

Nothing here is shared with the library but the data: `rules/data/holidays.csv`. It knows the years whose
notices are in that file and refuses to say whether any other day is a rest day.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

DAY = timedelta(days=1)
HOLIDAYS = Path(__file__).resolve().parents[2] / "rules" / "data" / "holidays.csv"

Pause = tuple[date, date | None]


class NotAnnounced(Exception):
    """A day was asked about whose year has no notice."""


class Deadline(NamedTuple):
    end: date | None  # None while a pause is open
    raw_end: date  # before rolling


class Case(NamedTuple):
    start: date
    n: int
    unit: str
    pauses: tuple[Pause, ...]
    roll: bool


with HOLIDAYS.open(encoding="utf-8") as file:
    NOTICE = {date.fromisoformat(row["date"]): row["day"] for row in csv.DictReader(file)}
YEARS = {day.year for day in NOTICE}


def is_rest_day(day: date) -> bool:
    if day.year not in YEARS:
        raise NotAnnounced(day)
    if day in NOTICE:
        return NOTICE[day] == "off"
    return day.isoweekday() in (6, 7)


def month_number(day: date) -> int:
    return day.year * 12 + day.month


def corresponding_day(start: date, months: int) -> date:
    """Walks to the month that is `months` away and there to the same day, or to its last day."""
    step = DAY if months > 0 else -DAY
    day = start
    while True:
        in_month = month_number(day) == month_number(start) + months
        is_last = (day + DAY).month != day.month
        if in_month and (day.day == start.day or (is_last and day.day < start.day)):
            return day
        day += step


def count_forward(start: date, n: int, unit: str, pauses: Sequence[Pause]) -> date | None:
    """The day on which the n-th day that counts falls; None when it never comes."""
    day = start
    while n > 0:
        day += DAY
        stopped = [end for begin, end in pauses if begin < day and (end is None or day <= end)]
        if None in stopped:
            return None
        if stopped or (unit == "workday" and is_rest_day(day)):
            continue
        n -= 1
    return day


def count_back(start: date, n: int, unit: str) -> date:
    day = start
    while n > 0:
        day -= DAY
        if unit == "workday" and is_rest_day(day):
            continue
        n -= 1
    return day


def deadline(start: date, n: int, unit: str, pauses: Sequence[Pause] = (), roll: bool = True) -> Deadline:
    if unit in ("month", "year"):
        base = corresponding_day(start, n * 12 if unit == "year" else n)
        n = (base - start).days  # from here on it is a period of so many days
        unit = "day"
    end = count_back(start, -n, unit) if n < 0 else count_forward(start, n, unit, pauses)
    raw_end = end
    if raw_end is None:
        raw_end = count_forward(start, n, unit, [pause for pause in pauses if pause[1] is not None])
    assert raw_end is not None
    if end is None or not roll:
        return Deadline(end, raw_end)
    while is_rest_day(end):
        end += -DAY if n < 0 else DAY
    return Deadline(end, raw_end)


def random_day(rng: random.Random) -> date:
    return date(2004, 1, 1) + rng.randrange((date(2027, 1, 1) - date(2004, 1, 1)).days) * DAY


def random_pause(rng: random.Random, start: date) -> Pause:
    begin = start + rng.randint(-40, 200) * DAY
    if rng.random() < 0.04:
        return begin, None
    return begin, begin + rng.randint(-3, rng.choice((5, 40, 400))) * DAY


def random_case(rng: random.Random) -> Case:
    """A case with any kind of pauses: none, many, overlapping, open, empty. Its end may not be known here."""
    largest = {"day": 150, "workday": 100, "month": 18, "year": 3}
    start = random_day(rng)
    unit = rng.choice(("day", "day", "day", "workday", "workday", "month", "year"))
    n = rng.randint(1, largest[unit]) if rng.random() < 0.8 else rng.randint(-largest[unit], 0)
    how_many = rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 12))
    pauses = tuple(random_pause(rng, start) for _ in range(how_many))
    return Case(start, n, unit, pauses, roll=rng.random() < 0.8)


def answered_cases(rng: random.Random, how_many: int) -> Iterator[tuple[Case, Deadline]]:
    """Random cases with their answers, without those that lead into a year without a notice."""
    while how_many > 0:
        case = random_case(rng)
        try:
            answer = deadline(*case)
        except NotAnnounced:
            continue
        yield case, answer
        how_many -= 1
