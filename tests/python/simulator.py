"""Plays made-up enforcement cases forward, from the application to the archive, all from one seed.

A case is planned step by step by its handler and then played day by day: what the closing of the case overtakes
is not done any more. A lawful handler does everything within its limit, a late one does some steps days late, a
careless one leaves steps out, does others at any time and in the wrong order. Limits are counted by
`deadline_oracle`, which shares nothing with the library.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Optional

from deadline_oracle import DAY, Pause, deadline

HANDLERS = ("lawful", "late", "careless")
FIRST_DAY = date(2017, 6, 1)
LAST_APPLICATION = date(2025, 6, 1)
LAST_DAY = date(2026, 12, 31)  # the calendar of later years is not announced

TERMS = {"deposit.frozen": 1, "movable.seized": 2, "immovable.seized": 3, "right.frozen": 3}  # years, 民诉法解释485
REFUSALS = ("closure.cancelled", "closure.refused", "closure.dismissed")
TERMINATION_RULING = "终结本次执行程序裁定书"


class Step(NamedTuple):
    """Something that somebody means to do on a day. What `persists` is done after the closing, too."""

    day: date
    kind: str
    columns: dict[str, Any]
    persists: bool


class Asset(NamedTuple):
    ref: str
    kind: str
    owner: str
    day: date


class Case(NamedTuple):
    seed: int
    handler: str
    document: dict[str, Any]

    @property
    def events(self) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = self.document["events"]
        return events


def months_on(start: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=None)
def end_of(start: date, n: int, unit: str, pauses: tuple[Pause, ...] = (), roll: bool = True) -> Optional[date]:
    """The last lawful day; None while a pause is open. Months are counted here, the oracle walks them day by day."""
    if unit == "month":
        base = months_on(start, n)
        if not pauses:
            return deadline(base - DAY, 1, "day", (), roll).end
        n, unit = (base - start).days, "day"
    return deadline(start, n, unit, pauses, roll).end


def due(start: date, n: int, unit: str, pauses: tuple[Pause, ...] = ()) -> date:
    end = end_of(start, n, unit, pauses)
    assert end is not None
    return end


class Play:
    """The handler of one case at work."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.handler = self.rng.choice(HANDLERS)
        self.steps: list[Step] = []
        self.pauses: list[Pause] = []
        self.respondents = [f"p{n}" for n in range(2, 3 + self.rng.choice((0, 0, 1, 2)))]
        self.listed: list[str] = []
        self.restricted: list[str] = []
        self.assets: list[Asset] = []
        self.closed: Optional[date] = None

    # ------------------------------------------------------------ how the handler works

    def lawful(self) -> bool:
        return self.handler == "lawful"

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def between(self, first: date, last: date) -> date:
        """A day from the first to the last, often one of the two."""
        days = max((last - first).days, 0)
        return first + self.rng.choice((0, days, self.rng.randint(0, days), self.rng.randint(0, days))) * DAY

    def after(self, day: date, least: int, most: int) -> date:
        return day + self.rng.randint(least, most) * DAY

    def choose(self, first: date, last: date) -> Optional[date]:
        """The day on which the handler does what is lawful from the first to the last day. None: never."""
        if self.handler == "late" and self.chance(0.2):
            return self.after(last, 1, self.rng.choice((1, 3, 30)))
        if self.handler == "careless":
            if self.chance(0.15):
                return None
            if self.chance(0.3):
                return self.after(first, -12, 60)
        return self.between(first, last)

    def tell(self, day: Optional[date], kind: str, *, persists: bool = False, **columns: Any) -> None:
        if day is not None:
            self.steps.append(Step(day, kind, columns, persists))

    def does(self, first: date, last: date, kind: str, *, persists: bool = False, **columns: Any) -> date:
        """Does something within its limit as the handler is; gives the day on which it might have been done."""
        day = self.choose(first, last)
        self.tell(day, kind, persists=persists, **columns)
        return day or last

    # ------------------------------------------------------------ the case from filing to inquiry

    def file(self) -> None:
        span = (LAST_APPLICATION - FIRST_DAY).days
        self.received = FIRST_DAY + self.rng.randint(0, span) * DAY
        if self.lawful() or self.chance(0.95):
            self.tell(self.received, "application.received", party="p1")
        self.notice_due = due(self.received, 10, "day")
        filing, last = self.received, due(self.received, 7, "day")
        if self.chance(0.15):
            told = self.after(self.received, 0, 2)
            filing = self.after(told, 0, 3 if self.lawful() else 30)
            self.tell(told, "application.defects_told", party="p1")
            self.tell(filing, "application.corrected", party="p1")
            last = due(filing, 7, "day")
        self.filed = self.does(filing, min(last, max(self.notice_due, filing)), "case.filed")

    def assign(self) -> None:
        last = due(self.filed, 3, "day")
        assigned = self.does(self.filed, min(last, max(self.notice_due, self.filed)), "case.assigned")
        self.at_hand = self.does(assigned, min(assigned + 6 * DAY, max(self.notice_due, assigned)), "case.received_by_handler")
        self.does(self.at_hand, due(self.at_hand, 3, "day"), "clue.requested")
        self.does(self.at_hand, due(self.at_hand, 1, "month"), "investigation.completed", outcome="not_found")

    def notify(self, party: str) -> None:
        last = min(due(self.at_hand, 3, "day"), max(self.notice_due, self.at_hand))
        noticed = self.does(self.at_hand, last, "notice.issued", party=party)
        if self.lawful() or self.chance(0.9):
            ordered = noticed if self.lawful() or self.chance(0.8) else self.after(noticed, -2, 5)
            until = self.after(ordered, 5, 20)
            self.tell(ordered, "report.ordered", party=party, until=until)
            self.respondent_reports(party, ordered, until)
        self.does(self.filed, due(self.filed, 7, "workday"), "query.online", party=party, outcome=self.query_answer())
        if self.chance(0.7):
            self.restrict(party, noticed)

    def query_answer(self) -> str:
        return self.rng.choice(("found", "not_found", "not_found"))

    def respondent_reports(self, party: str, ordered: date, until: date) -> None:
        """In time, late, or not at all; the handler checks what comes and notes what does not."""
        manner = self.rng.choice(("in time", "in time", "late", "never", "never"))
        if manner == "never":
            failed = self.does(until + DAY, until + 15 * DAY, "report.failed", party=party)
            self.does(failed, failed + 20 * DAY, "fine.imposed", party=party, role="president", ground="refuses_to_perform")
            self.list_as_dishonest(party, failed)
            return
        came = self.between(ordered, until) if manner == "in time" else self.after(until, 1, 20)
        self.tell(came, "report.received", party=party, outcome="reported")
        self.does(came, came + 20 * DAY, "report.checked", party=party)

    def restrict(self, party: str, noticed: date) -> None:
        self.does(noticed, noticed + 40 * DAY, "consumption.restricted", party=party, ground="not_performed_in_notice_period")
        self.restricted.append(party)

    def list_as_dishonest(self, party: str, day: date) -> None:
        applied = self.after(day, 0, 10)
        self.tell(applied, "dishonest.applied", party=party, ground="able_but_refuses")
        decided = self.does(applied, due(applied, 15, "day"), "dishonest.decided", party=party)
        if self.chance(0.8):
            self.does(decided, decided + 5 * DAY, "dishonest.listed", party=party, ground="able_but_refuses")
            self.listed.append(party)
            if party not in self.restricted:
                self.restrict(party, max(decided, self.notice_due))

    def verify_clues(self) -> None:
        for n in range(self.rng.choice((0, 0, 1, 2, 4))):
            came, urgent = self.after(self.at_hand, 0, 90), self.chance(0.3)
            columns = {"outcome": "urgent"} if urgent else {"outcome": "sufficient"}
            self.tell(came, "clue.received", ref=f"c{n}", persists=True, **columns)
            verified = self.rng.choice(("true", "untrue", "inconclusive"))
            last = due(came, 3 if urgent else 7, "day")
            self.does(came, last, "clue.verified", ref=f"c{n}", outcome=verified, persists=True)

    # ------------------------------------------------------------ measures and sale

    def seize(self) -> None:
        for n in range(self.rng.choice((0, 1, 1, 2, 3))):
            kind = self.rng.choice(tuple(TERMS))
            asset = Asset(f"a{n}", kind, self.rng.choice(self.respondents), self.after(self.filed, 3, 60))
            self.assets.append(asset)
            end = self.begin_term(asset, kind, asset.day)
            for _ in range(self.rng.choice((0, 1, 1, 4))):
                end = self.renew(asset, end)
            if self.chance(0.2):
                self.tell(self.after(asset.day, 10, 500), "seizure.released", ref=asset.ref, ground="applicant_requests")

    def begin_term(self, asset: Asset, kind: str, day: date) -> date:
        """Writes a measure or its renewal, with a stated end or without, and gives its last day."""
        longest = months_on(day, 12 * TERMS[asset.kind])
        stated = self.rng.choice((None, longest, months_on(day, 6), longest - 40 * DAY))
        if self.handler == "careless" and self.chance(0.1):
            stated = self.after(longest, 1, 300)
        columns: dict[str, Any] = {"ref": asset.ref, "party": asset.owner}
        if stated is not None:
            columns["until"] = stated
        self.tell(day, kind, persists=kind == "seizure.renewed", **columns)
        return min(stated or longest, longest)

    def renew(self, asset: Asset, end: date) -> date:
        applied = self.after(end, -60, -1)
        self.tell(applied, "seizure.renewal_applied", ref=asset.ref, party="p1", until=end, persists=True)
        day = self.choose(applied, end)
        return end if day is None else self.begin_term(asset, "seizure.renewed", day)

    def auction(self, asset: Asset) -> None:
        """Announce, first auction, after a failure announce again and second auction; when sold pay, rule, deliver."""
        movable = asset.kind == "movable.seized"
        announced = self.after(asset.day, 10, 60)
        told = announced - (3 if self.lawful() or self.chance(0.6) else self.rng.randint(0, 3)) * DAY
        self.tell(told - self.rng.choice((0, 5)) * DAY, "auction.parties_notified", ref=asset.ref)
        self.tell(announced, "auction.announced", ref=asset.ref, method="online_auction")
        first = self.auction_day(announced, 15 if movable else 30, 20)
        self.tell(first, "auction.first", ref=asset.ref, amount="70000.00")
        if self.chance(0.4):
            self.hand_over(asset, self.sell(asset, first))
            return
        failed = first + DAY
        self.tell(failed, "auction.failed", ref=asset.ref)
        last = due(failed, 30, "day")
        again = self.after(failed, 0, 10)
        self.tell(again, "auction.reannounced", ref=asset.ref, method="online_auction")
        second = self.auction_day(again, 7 if movable else 15, 40)
        if self.lawful():
            second = min(second, last)
        self.tell(second, "auction.second", ref=asset.ref, amount="56000.00")
        if self.chance(0.7):
            self.hand_over(asset, self.sell(asset, second))
        else:
            self.tell(second + DAY, "auction.failed", ref=asset.ref)

    def auction_day(self, announced: date, notice: int, leeway: int) -> date:
        least = notice if self.lawful() or self.chance(0.6) else self.rng.randint(notice - 4, notice)
        return announced + (least + self.rng.choice((0, self.rng.randint(0, leeway)))) * DAY

    def sell(self, asset: Asset, day: date) -> date:
        self.tell(day + DAY, "auction.sold", ref=asset.ref, amount="71000.00")
        return day + DAY

    def hand_over(self, asset: Asset, sold: date) -> None:
        """Payment, ruling, delivery; the last two whether or not the case is closed by then."""
        paid = self.after(sold, 1, 12)
        if self.closed is not None and paid > self.closed:
            return
        self.tell(paid, "auction.price_paid", ref=asset.ref, amount="71000.00")
        served = self.does(paid, due(paid, 10, "day"), "auction.ruling_served", ref=asset.ref, persists=True)
        self.does(served, due(served, 15, "day"), "asset.delivered", ref=asset.ref, persists=True)
        self.take_in_money(paid, f"m-{asset.ref}")

    def take_in_money(self, day: date, ref: str) -> None:
        self.tell(day, "funds.received", ref=ref, amount="71000.00")
        told = self.does(day, due(day, 5, "day"), "funds.arrival_notified", ref=ref, amount="71000.00", persists=True)
        self.does(told, due(told, 30, "day"), "funds.released", ref=ref, amount="71000.00", persists=True)

    # ------------------------------------------------------------ time out, objections

    def pause(self) -> None:
        for n in range(self.rng.choice((0, 0, 0, 1, 2))):
            start, ref = self.after(self.filed, 10, 150 if self.lawful() else 270), f"z{n}"
            columns: dict[str, Any] = {"ref": ref}
            kinds = ("pause.suspended", "pause.suspension_ended")
            if self.chance(0.5):
                kinds, columns = ("pause.excluded_from", "pause.excluded_to"), {"ref": ref, "ground": "public_notice"}
            self.tell(start, kinds[0], **columns)
            if self.lawful() or self.chance(0.85):
                end = self.after(start, 1, 120)
                self.tell(end, kinds[1], **columns)
                self.pauses.append((start, end))

    def object(self) -> None:
        """Objections, taken up or refused within three days, ruled on within fifteen."""
        for n in range(self.rng.choice((0, 0, 1, 2))):
            filed, ref = self.after(self.filed, 20, 140), f"o{n}"
            ground = self.rng.choice(("conduct", "title", "priority"))
            self.tell(filed, "objection.filed", ref=ref, party="p2", ground=ground)
            answer = "objection.refused" if self.chance(0.2) else "objection.accepted"
            self.does(filed, due(filed, 3, "day"), answer, ref=ref, persists=True)
            if answer == "objection.accepted":
                self.does(filed, due(filed, 15, "day"), "objection.ruled", ref=ref, outcome="dismissed", persists=True)

    def extend(self) -> None:
        """Asks for three months more; the lawful handler does not need them and closes as if there were none."""
        if self.chance(0.3):
            asked = self.after(self.filed, 120, 175)
            self.tell(asked, "extension.applied", ref="x1")
            decided = self.after(asked, 0, 20)
            columns: dict[str, Any] = {"until": self.after(decided, 30, 200)} if self.chance(0.3) else {}
            outcome = self.rng.choice(("granted", "granted", "denied"))
            self.tell(decided, "extension.decided", ref="x1", outcome=outcome, **columns)

    # ------------------------------------------------------------ closing and what follows

    def close(self) -> None:
        last = due(self.filed, 6, "month", tuple(self.pauses))
        kinds = ["closure.completed", "closure.terminated", "closure.terminated", "closure.ended", self.rng.choice(REFUSALS)]
        kind = self.rng.choice(kinds)
        if self.handler != "lawful" and self.chance(0.05):
            return
        first = months_on(self.filed, 3) + DAY if kind == "closure.terminated" else self.filed + 80 * DAY
        day = self.choose(first, last)
        if day is None:
            return
        self.closed = day
        columns = {"ground": "other_reason"} if kind == "closure.ended" else {}
        if kind == "closure.terminated":
            self.prepare_termination(first, day)
        self.tell(day, kind, persists=True, **columns)
        if kind == "closure.terminated":
            self.after_termination(day)
        elif kind in ("closure.completed", "closure.ended", "closure.refused"):
            self.lift(day)
        self.does(day, months_on(day, 3), "case.archived", persists=True)

    def prepare_termination(self, first: date, day: date) -> None:
        """What has to be there on the day of the termination, for each respondent and for the case."""
        if self.lawful():
            self.make_good(day)
        if self.chance(0.5):
            self.tell(self.between(first, day) if self.lawful() else self.after(day, -100, 0), "termination.started")
        if self.lawful() or self.chance(0.8):
            self.tell(self.after(day, -20, 0), "interview.held", party="p1")
        if self.chance(0.5):
            self.does(day - 5 * DAY, day, "termination.confirmed", party="p1", persists=True)
        else:
            self.does(day - 9 * DAY, day, "termination.panel_verified", persists=True)
            self.does(day - 4 * DAY, day, "termination.approved", persists=True)

    def make_good(self, day: date) -> None:
        """Catches up on what the lawful handler has not done for a respondent by the day of the termination."""
        done = {(step.kind, step.columns.get("party")) for step in self.steps if step.day <= day}
        for party in self.respondents:
            if ("consumption.restricted", party) not in done:
                self.tell(day, "consumption.restricted", party=party, ground="not_performed_in_notice_period", persists=True)
            if ("dishonest.listed", party) not in done and ("dishonest.decided", party) not in done:
                self.tell(day, "dishonest.decided", party=party, persists=True)
            if ("report.received", party) in done and ("report.checked", party) not in done:
                self.tell(day, "report.checked", party=party, persists=True)
            if ("report.failed", party) in done and ("fine.imposed", party) not in done:
                self.tell(day, "fine.imposed", party=party, role="president", ground="refuses_to_perform", persists=True)

    def after_termination(self, day: date) -> None:
        served = self.does(day, day + 10 * DAY, "document.served", party="p1", document=TERMINATION_RULING, persists=True)
        self.does(served, due(served, 7, "day"), "library.entered", persists=True)
        opened = asked = day
        for n in range(1, 11):
            last = months_on(day, 6 * n)
            if last > LAST_DAY:
                break
            first, columns = max(opened, asked) + DAY, {"party": "p2", "outcome": "not_found"}
            asked = self.does(first, due(day, 6 * n, "month"), "query.periodic", persists=True, **columns)
            self.does(asked, asked + 10 * DAY, "query.told", party="p1", persists=True)
            opened = last
        if self.chance(0.15):
            self.tell(self.after(day, 100, 900), "case.resumed", persists=True)

    def lift(self, day: date) -> None:
        last = due(day, 3, "workday")
        for party in self.restricted:
            self.does(day, last, "consumption.lifted", party=party, ground="performed_in_full", persists=True)
        for party in self.listed:
            self.does(day, last, "dishonest.removed", party=party, ground="performed_in_full", persists=True)
        for asset in self.assets:
            self.does(day, day + 10 * DAY, "seizure.released", ref=asset.ref, ground="performed_in_full", persists=True)

    # ------------------------------------------------------------ the whole

    def plan(self) -> None:
        self.file()
        self.assign()
        for party in self.respondents:
            self.notify(party)
        self.verify_clues()
        self.seize()
        self.pause()
        self.object()
        self.extend()
        self.close()
        if self.assets and self.chance(0.7):
            self.auction(self.assets[0])
        if self.chance(0.3):
            self.take_in_money(self.after(self.filed, 5, 150), "m")

    def played(self) -> Iterable[Step]:
        """The steps in the order of their days; after the closing only what outlives it, and what is left by mistake."""
        steps = {(step.day, step.kind, repr(step.columns)): step for step in self.steps}  # nothing twice
        for step in sorted(steps.values(), key=lambda step: step.day):
            overtaken = self.closed is not None and step.day > self.closed and not step.persists
            if not overtaken or (self.handler == "careless" and self.chance(0.1)):
                yield step


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def row(number: int, step: Step) -> dict[str, Any]:
    columns = {name: plain(value) for name, value in step.columns.items()}
    return {"id": f"e{number}", "kind": step.kind, "on": step.day.isoformat(), **columns}


def simulate(seed: int) -> Case:
    play = Play(seed)
    play.plan()
    kinds: Callable[[], str] = lambda: play.rng.choice(("natural", "legal"))
    document = {
        "schema": "zhixing.dossier/1",
        "number": f"（{play.received.year}）豫1325执{seed}号",
        "kind": "enforcement",
        "basis": {"kind": "judgment", "effective": "2017-01-01", "perform_by": "2017-01-15"},
        "parties": [{"id": "p1", "role": "applicant", "kind": "natural"}]
        + [{"id": party, "role": "respondent", "kind": kinds()} for party in play.respondents],
        "claims": [{"id": "c1", "creditor": "p1", "debtors": play.respondents, "kind": "money", "principal": "100000.00"}],
        "events": [row(number, step) for number, step in enumerate(play.played(), 1)],
    }
    return Case(seed, play.handler, document)


def reviewed_days(case: Case, due_dates: Iterable[date], how_many: int) -> list[date]:
    """Random days of a case: any, the days of due dates and of events and those after them, and the last one."""
    rng = random.Random(f"{case.seed} days")
    first = min(date.fromisoformat(event["on"]) for event in case.events)
    events = [date.fromisoformat(event["on"]) for event in case.events]
    turns = [day for day in [*due_dates, *events] if first <= day < LAST_DAY]
    days = {LAST_DAY, first + rng.randint(0, (LAST_DAY - first).days) * DAY}
    days |= {rng.choice(turns) + rng.randint(0, 1) * DAY for _ in range(how_many - 2) if turns}
    return sorted(days)
