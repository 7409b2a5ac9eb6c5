"""The holiday table as the peers need it: every day with the working day on which it rolls off.

Read from the same table as the library's own calendar, by other code.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

HOLIDAYS = Path(__file__).resolve().parents[2] / "rules" / "data" / "holidays.csv"
FIRST = date(2019, 1, 1)
LAST = date(2026, 12, 31)


def workdays() -> list[date]:
    """The working days from FIRST to LAST."""
    announced = {}
    with HOLIDAYS.open(encoding="utf-8") as table:
        lines = (line for line in table if line.strip() and not line.startswith("#"))
        for row in csv.DictReader(lines):
            announced[date.fromisoformat(row["date"])] = row["day"]
    every = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
    return [day for day in every if announced.get(day, "off" if day.weekday() > 4 else "work") == "work"]


def table() -> list[tuple[date, date | None, int]]:
    """For each day: the first working day that is not before it, and the working days up to and including it."""
    worked = workdays()
    rows: list[tuple[date, date | None, int]] = []
    done = 0
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        rolled = worked[done] if done < len(worked) else None
        if rolled == day:
            done += 1
        rows.append((day, rolled, done))
    return rows
