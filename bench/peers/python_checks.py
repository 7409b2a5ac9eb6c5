#!/usr/bin/env python3
"""The eleven checks of ../eleven-checks.json in plain Python: what a court's own script would be.

    python_checks.py FILE AS-OF [TURNS]

Dates are day numbers, so that nothing but the checks is paid for.
"""

import calendar
import json
import sys
from collections.abc import Iterable
from datetime import date

import command_line
import workdays

CLOSINGS = ("closure.completed", "closure.terminated", "closure.ended", "closure.cancelled", "closure.refused",
            "closure.dismissed", "closure.preservation", "closure.other")
# A date that has not come, so that min() needs no special case.
NEVER = date.max.toordinal()

Event = tuple[int, str, str | None, str | None, int | None]  # day, id, ref, party, until
Dossier = tuple[str, list[str], dict[str, list[Event]]]  # number, respondents, events by kind
Finding = tuple[str, str, str, str, str, int | None, int]

WORKDAYS = [day.toordinal() for day in workdays.workdays()]
ROLLED = {day.toordinal(): rolled.toordinal() for day, rolled, _ in workdays.table() if rolled}
WORKED = {day.toordinal(): count for day, _, count in workdays.table()}


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def read(path: str) -> list[Dossier]:
    dossiers = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            facts = json.loads(line)
            by_kind: dict[str, list[Event]] = {}
            for event in facts["events"]:
                if "on" not in event:
                    continue
                until = event.get("until")
                by_kind.setdefault(event["kind"], []).append(
                    (ordinal(event["on"]), event["id"], event.get("ref"), event.get("party"), until and ordinal(until)))
            respondents = [party["id"] for party in facts["parties"] if party["role"] == "respondent"]
            dossiers.append((facts["number"], respondents, by_kind))
    return dossiers


def add_months(day: int, months: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()


def add_workdays(day: int, n: int) -> int:
    return WORKDAYS[WORKED[day] + n - 1]


class Checks:
    """Judges one dossier after another; `found` grows."""

    def __init__(self, as_of: int) -> None:
        self.as_of = as_of
        self.found: list[Finding] = []
        self.number = ""
        self.events: dict[str, list[Event]] = {}
        self.closings: list[int] = []

    def of(self, kind: str) -> list[Event]:
        return [event for event in self.events.get(kind, ()) if event[0] <= self.as_of]

    def first(self, kind: str, since: int, ref: str | None = None, party: str | None = None) -> int:
        days = [event[0] for event in self.events.get(kind, ())
                if event[0] >= since and (ref is None or event[2] == ref) and (party is None or event[3] == party)]
        day = min(days, default=NEVER)
        return day if day <= self.as_of else NEVER

    def closed(self, since: int) -> int:
        return min((day for day in self.closings if day >= since), default=NEVER)

    def clock(self, rule: str, trigger: Event, due: int, done: int, waived: int = NEVER, party: str = "") -> None:
        if done <= waived and done != NEVER:
            outcome, measured = "late", done
        elif waived != NEVER:
            outcome, measured = "lapsed", waived
        else:
            outcome, measured = "overdue", self.as_of
        if measured > due:
            self.found.append((self.number, rule, outcome, trigger[1], party, due, due - measured))

    def judge(self, dossier: Dossier) -> None:
        self.number, respondents, self.events = dossier
        self.closings = [event[0] for kind in CLOSINGS for event in self.of(kind)]
        for event in self.of("application.received"):
            self.clock("check.filing", event, ROLLED[event[0] + 7], self.first("case.filed", event[0]))
            for party in respondents:
                self.clock("check.notice", event, ROLLED[event[0] + 10],
                           self.first("notice.issued", event[0], party=party), self.closed(event[0]), party)
        for event in self.of("case.filed"):
            self.clock("check.assign", event, ROLLED[event[0] + 7], self.first("case.assigned", event[0]))
            self.clock("check.query", event, add_workdays(event[0], 7), self.first("query.online", 0),
                       self.closed(event[0]))
            self.clock("check.limit", event, ROLLED[add_months(event[0], 6)], self.closed(event[0]))
        for event in self.of("case.received_by_handler"):
            for party in respondents:
                self.clock("check.notice-handler", event, ROLLED[event[0] + 3],
                           self.first("notice.issued", 0, party=party), party=party)
        for event in self.of("report.ordered"):
            if event[4] is not None:
                self.clock("check.report", event, ROLLED[event[4]],
                           self.first("report.received", event[0], party=event[3]), self.closed(event[0]))
        for event in self.of("funds.received"):
            self.clock("check.receipt", event, add_workdays(event[0], 5),
                       self.first("funds.receipt_issued", event[0], ref=event[2]))
            self.clock("check.release", event, ROLLED[event[0] + 30],
                       self.first("funds.released", event[0], ref=event[2]))
        for event in self.of("closure.terminated"):
            filed = self.first("case.filed", 0)
            earliest = NEVER if filed == NEVER else add_months(filed, 3) + 1
            if filed != NEVER and event[0] < earliest:
                self.found.append((self.number, "check.termination", "too_early", event[1], "", earliest,
                                   event[0] - earliest))
        for event in self.of("consumption.restricted"):
            if self.first("notice.issued", 0, party=event[3]) > event[0]:
                self.found.append((self.number, "check.consumption", "not_allowed", event[1], "", None, 0))


def judge(dossiers: list[Dossier]) -> list[Finding]:
    checks = Checks(ordinal(command_line.as_of()))
    for dossier in dossiers:
        checks.judge(dossier)
    return checks.found


def rows(found: list[Finding]) -> Iterable[command_line.Row]:
    for number, rule, outcome, trigger, party, due, days in found:
        yield number, rule, outcome, trigger, party, date.fromordinal(due).isoformat() if due else "", days


if __name__ == "__main__":
    command_line.usage(sys.argv)
    command_line.run(read, judge, rows, len)
