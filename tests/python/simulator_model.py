"""What a review has to say of a simulated case, worked out from the articles, plainly and slowly.

Nothing of the library or of the rules' files is used: each rule is a few lines of Python with the number of its
article, and days are counted by `deadline_oracle`. Only the rules named in `RULES` are spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Optional

from deadline_oracle import DAY, NotAnnounced, Pause
from simulator import TERMINATION_RULING, TERMS, Case, end_of, months_on

APPLICANT = "p1"
FAR = date.max  # a day in a year whose calendar is not announced: later than any day of a review here
OVERRUNS = ("late", "overdue", "lapsed")

CLOSINGS = tuple("closure." + word for word in ("completed", "terminated", "ended", "cancelled", "refused", "dismissed"))
FINAL = tuple(kind for kind in CLOSINGS if kind != "closure.terminated")
DISPOSED = ("seizure.released", "auction.ruling_served")


# Each act of an auction, with the acts that come right before it (网络司法拍卖规定12, 26; 拍卖变卖规定20, 27).
# That the bidding opened on the announced day need not be on record.
BIDDING = ("auction.announced", "auction.first", "auction.reannounced", "auction.second")
SALE: dict[str, tuple[Optional[str], ...]] = {
    "auction.announced": (None,),
    "auction.first": (None, "auction.announced"),
    "auction.failed": BIDDING,
    "auction.reannounced": ("auction.failed",),
    "auction.second": ("auction.failed", "auction.reannounced"),
    "auction.sold": BIDDING,
    "auction.price_paid": ("auction.sold",),
    "auction.ruling_served": ("auction.price_paid",),
    "asset.delivered": ("auction.ruling_served",),
}


class Event(NamedTuple):
    id: str
    kind: str
    on: date
    columns: dict[str, Any]

    def get(self, column: str) -> Any:
        return self.columns.get(column)

    @property
    def party(self) -> Optional[str]:
        return self.columns.get("party")

    @property
    def until(self) -> Optional[date]:
        until = self.columns.get("until")
        return date.fromisoformat(until) if until else None


class Duty(NamedTuple):
    """A clock and how it stands. `due` is None while a pause is open."""

    rule: str
    party: Optional[str]
    trigger: str
    round: int
    state: str
    due: Optional[date]


class Found(NamedTuple):
    rule: str
    item: Optional[str]
    party: Optional[str]
    trigger: str
    round: int
    outcome: str
    due: Optional[date] = None


def parsed(case: Case) -> list[Event]:
    return in_order([Event(row["id"], row["kind"], date.fromisoformat(row["on"]), row) for row in case.events])


def in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.on, event.id))


def last_day(start: date, n: int, unit: str, pauses: Sequence[Pause] = (), roll: bool = True) -> Optional[date]:
    try:
        return end_of(start, n, unit, tuple(pauses), roll)
    except NotAnnounced:
        return FAR


class Model:
    """What is to be said on one day."""

    def __init__(self, case: Case, events: list[Event], as_of: date) -> None:
        self.as_of = as_of
        self.respondents = [party["id"] for party in case.document["parties"] if party["role"] == "respondent"]
        self.events: dict[str, list[Event]] = {}
        for event in events:
            if event.on <= as_of:
                self.events.setdefault(event.kind, []).append(event)
        self.duties: list[Duty] = []
        self.found: list[Found] = []

    # ------------------------------------------------------------ looking things up

    def all(self, *kinds: str, **columns: Any) -> list[Event]:
        """The events of these kinds with these words in their columns, in order."""
        found = [event for kind in kinds for event in self.events.get(kind, ())]
        for name, word in columns.items():
            found = [event for event in found if event.get(name) == word]
        return in_order(found) if len(kinds) > 1 else found

    def has(self, *kinds: str, **columns: Any) -> bool:
        return bool(self.all(*kinds, **columns))

    def since(self, day: date, *kinds: str, **columns: Any) -> list[Event]:
        return [event for event in self.all(*kinds, **columns) if event.on >= day]

    def by(self, day: date, *kinds: str, **columns: Any) -> bool:
        return any(event.on <= day for event in self.all(*kinds, **columns))

    # ------------------------------------------------------------ clocks

    def state(self, start: date, due: Optional[date], done: list[Event], over: list[Event]) -> str:
        """Done or ended, whichever was first; what is done on the day on which the duty ends is done."""
        ends = [event.on for event in over if event.on >= start]
        if done and (not ends or done[0].on <= ends[0]):
            return "met" if due is None or done[0].on <= due else "late"
        if ends:
            return "waived" if due is None or ends[0] <= due else "lapsed"
        if due is None:
            return "suspended"
        return "open" if self.as_of <= due else "overdue"

    def say(
        self, rule: str, start: Event, due: Optional[date], state: str, *, party: Optional[str] = None, round: int = 0
    ) -> None:
        self.duties.append(Duty(rule, party, start.id, round, state, due))
        if state in OVERRUNS:
            self.found.append(Found(rule, None, party, start.id, round, state, due))

    def clock(
        self,
        rule: str,
        start: Event,
        due: Optional[date],
        done: list[Event],
        over: Sequence[Event] = (),
        *,
        party: Optional[str] = None,
        bounded: bool = False,
    ) -> None:
        """One duty. If `bounded`, its true beginning is no later than the event it is counted from: only overruns are sure."""
        state = self.state(start.on, due, done, list(over))
        if bounded and state not in OVERRUNS:
            state = "unknown"
        self.say(rule, start, due, state, party=party)

    def closings(self) -> list[Event]:
        return self.all(*CLOSINGS)

    def received(self) -> tuple[list[Event], bool]:
        """The receipt of the application, or else the filing, which is never earlier."""
        received = self.all("application.received")
        return (received, False) if received else (self.all("case.filed")[:1], True)

    # ------------------------------------------------------------ filing and first steps

    def filing(self) -> None:
        """执行工作规定16: file within seven days; 登记立案规定7: anew from the corrected papers."""
        for rule, kind in (("filing.decide", "application.received"), ("filing.decide.corrected", "application.corrected")):
            for start in self.all(kind):
                over = self.all("application.defects_told", "closure.cancelled")
                self.clock(rule, start, last_day(start.on, 7, "day"), self.since(start.on, "case.filed"), over)

    def handing_over(self) -> None:
        """审限规定7: within three days; 执行期限规定2: a handler within seven."""
        for start in self.all("case.filed"):
            done = self.all("case.assigned", "case.received_by_handler")
            self.clock("filing.hand-over", start, last_day(start.on, 3, "day"), done, self.closings())
            self.clock("case.assign", start, last_day(start.on, 7, "day"), done, self.closings())

    def notices(self) -> None:
        """民诉法解释480: ten days from the application; 执行期限规定4: three days from the file, to each respondent."""
        starts, bounded = self.received()
        for party in self.respondents:
            for start in starts:
                done = self.since(date.min if bounded else start.on, "notice.issued", party=party)
                due = last_day(start.on, 10, "day")
                self.clock("notice.issue", start, due, done, self.closings(), party=party, bounded=bounded)
            for start in self.all("case.received_by_handler"):
                done = self.all("notice.issued", party=party)
                self.clock("notice.issue.handler", start, last_day(start.on, 3, "day"), done, self.closings(), party=party)

    def inquiry(self) -> None:
        """执行期限规定5: ask for clues within three days; 6: finish the inquiry within a month; the court's own: query."""
        for start in self.all("case.received_by_handler"):
            asked = self.all("clue.requested", "clue.received")
            self.clock("clue.invite", start, last_day(start.on, 3, "day"), asked, self.closings())
            done = self.since(start.on, "investigation.completed")
            self.clock("investigation.complete", start, last_day(start.on, 1, "month"), done, self.closings())
        for start in self.since(date(2019, 1, 1), "case.filed"):
            due = last_day(start.on, 7, "workday")
            self.clock("neixiang.network-query", start, due, self.all("query.online"), self.closings())

    def clues(self) -> None:
        """财产调查规定2: seven days, three when urgent."""
        for start in self.all("clue.received"):
            done, over = self.since(start.on, "clue.verified", ref=start.get("ref")), self.all(*FINAL)
            self.clock("clue.verify", start, last_day(start.on, 7, "day"), done, over)
            if start.get("outcome") == "urgent":
                self.clock("clue.verify.urgent", start, last_day(start.on, 3, "day"), done, over)

    def reports(self) -> None:
        """财产调查规定3, 5, 8 to 11: ordered with the notice, made within the time stated, checked, sanctioned."""
        for start in self.all("report.ordered"):
            assert start.until is not None
            done = self.since(start.on, "report.received", party=start.party)
            over = in_order([*self.all(*FINAL), *self.all("report.failed", party=start.party)])
            self.clock("report.due", start, last_day(start.until - DAY, 1, "day"), done, over)
        for notice in self.all("notice.issued"):
            self.check("report.order", notice, self.by(notice.on, "report.ordered", party=notice.party))
        for report in self.all("report.received"):
            self.check("report.check", report, self.has("report.checked", party=report.party))
        for failed in self.all("report.failed"):
            listed = self.has("dishonest.listed", "dishonest.decided", party=failed.party)
            came = bool(self.since(failed.on, "report.received", party=failed.party))
            self.check("report.sanction", failed, listed or came or self.has(*FINAL))

    def objections(self) -> None:
        """执行异议复议规定2: take an objection up within three days; 民诉法236: rule on it within fifteen."""
        for start in self.all("objection.filed"):
            ref = start.get("ref")
            answered = self.since(start.on, "objection.accepted", "objection.refused", ref=ref)
            self.clock("objection.file", start, last_day(start.on, 3, "day"), answered)
            ruled, refused = self.since(start.on, "objection.ruled", ref=ref), self.all("objection.refused", ref=ref)
            rule = "objection.title.decide" if start.get("ground") == "title" else "objection.decide"
            self.clock(rule, start, last_day(start.on, 15, "day"), ruled, refused)

    # ------------------------------------------------------------ the limit of the case

    def pauses(self) -> list[Pause]:
        """Suspension and public notice; each ends with the event of the same number."""
        pauses: list[Pause] = []
        for start in self.all("pause.suspended", "pause.excluded_from"):
            kind = "pause.suspension_ended" if start.kind == "pause.suspended" else "pause.excluded_to"
            ends = self.all(kind, ref=start.get("ref"))
            pauses.append((start.on, ends[0].on if ends else None))
        return pauses

    def limit(self) -> None:
        """审限规定5: six months from filing, three more if the president grants them, 9: without pauses."""
        for start in self.all("case.filed"):
            due = last_day(start.on, 6, "month", self.pauses())
            for granted in self.all("extension.decided", outcome="granted"):
                due = self.extended(start, due, granted)
            self.clock("case.limit", start, due, self.since(start.on, *CLOSINGS))

    def extended(self, start: Event, due: Optional[date], granted: Event) -> Optional[date]:
        """Until the day granted, or three months more from the end of the six, be that end a rest day or not."""
        if due is None or due == FAR:
            return due
        end = last_day(start.on, 6, "month", self.pauses(), roll=False)
        assert end is not None
        later = last_day(granted.until - DAY, 1, "day") if granted.until else last_day(end, 3, "month", self.pauses())
        return None if later is None else max(due, later)

    def superior(self) -> None:
        """民诉法237: six months from the application; 执行程序解释13: without pauses."""
        starts, bounded = self.received()
        for start in starts:
            due = last_day(start.on, 6, "month", self.pauses())
            done = self.since(date.min if bounded else start.on, *CLOSINGS)
            self.clock("case.superior", start, due, done, bounded=bounded)

    # ------------------------------------------------------------ measures

    def terms(self) -> None:
        """民诉法解释485: one, two, three years at most, not rolled; 查封规定27: what is not renewed ends."""
        rules = {
            "deposit.frozen": "freeze.deposit",
            "movable.seized": "seizure.movable",
            "immovable.seized": "seizure.immovable",
            "right.frozen": "freeze.right",
        }
        for start in self.all(*TERMS):
            self.term(rules[start.kind], start, 12 * TERMS[start.kind])

    def term(self, rule: str, start: Event, months: int) -> None:
        """Follows one measure from term to term. It ends when lifted, disposed of, or the case is over for good."""
        ends = self.since(start.on, *DISPOSED, ref=start.get("ref"))
        over = self.since(start.on, "closure.completed", "closure.cancelled", "closure.refused", "closure.dismissed")
        over_on = over[0].on if over else FAR
        renewals = self.since(start.on, "seizure.renewed", ref=start.get("ref"))
        round, begin = 1, start
        while True:
            longest = months_on(begin.on, months)
            end = min(begin.until or longest, longest)
            if begin.until and begin.until > longest:
                self.found.append(Found(rule, None, None, start.id, 0, "over_term", longest))
            renewal = next((event for event in renewals if event.on > begin.on), None)
            ended_on = min([event.on for event in ends if event.on >= begin.on], default=FAR)
            if renewal is None or renewal.on > min(ended_on, over_on):
                break
            self.duties.append(Duty(rule, None, start.id, round, "met" if renewal.on <= end else "late", end))
            if renewal.on > end:
                self.found.append(Found(rule, None, None, start.id, round, "renewed_late", end))
            round, begin = round + 1, renewal
        self.duties.append(Duty(rule, None, start.id, round, self.term_state(end, ended_on, over_on), end))
        if self.duties[-1].state in ("overdue", "lapsed", "late"):
            self.found.append(Found(rule, None, None, start.id, round, "expired", end))

    def term_state(self, end: date, ended_on: date, over_on: date) -> str:
        if ended_on <= over_on and ended_on != FAR:
            return "met" if ended_on <= end else "lapsed"
        if over_on != FAR:
            return "waived" if over_on <= end else "lapsed"
        return "open" if self.as_of <= end else "overdue"

    def renewals(self) -> None:
        """民诉法解释485(2): when asked, renew before the end."""
        for start in self.all("seizure.renewal_applied"):
            done = self.since(start.on, "seizure.renewed", ref=start.get("ref"))
            self.clock("seizure.renew", start, start.until, done, self.all(*DISPOSED, ref=start.get("ref")))

    def restrictions(self) -> None:
        """限制消费规定1: after the notice, and whoever is listed; 9: lifted after performance."""
        for act in self.all("consumption.restricted"):
            if not self.by(act.on, "notice.issued", party=act.party):
                self.found.append(Found("consumption.after-notice", None, None, act.id, 0, "not_allowed"))
            if self.has("closure.completed"):
                self.check("consumption.lift", act, bool(self.since(act.on, "consumption.lifted", party=act.party)))
        for act in self.all("dishonest.listed"):
            removed = bool(self.since(act.on, "dishonest.removed", party=act.party))
            self.check("consumption.listed", act, removed or self.has("consumption.restricted", party=act.party))
            for end in self.all("closure.completed", "closure.ended")[:1]:
                last = last_day(max(end.on, act.on), 3, "workday")
                assert last is not None
                self.check("dishonest.remaining", act, removed or self.as_of <= last)

    def lists(self) -> None:
        """失信规定5: decide within fifteen days; 10: remove within three working days of the end; 执行监督意见23."""
        for start in self.all("dishonest.applied"):
            done = self.since(start.on, "dishonest.decided", "dishonest.listed", party=start.party)
            self.clock("dishonest.decide", start, last_day(start.on, 15, "day"), done, self.closings())
        if self.has("dishonest.listed"):
            for start in self.all("closure.completed", "closure.ended", "closure.refused"):
                self.clock("dishonest.remove.closing", start, last_day(start.on, 3, "workday"), self.all("dishonest.removed"))
        if self.has("consumption.restricted"):
            for start in self.since(date(2021, 12, 6), "closure.completed"):
                self.clock("consumption.lift.days", start, last_day(start.on, 3, "workday"), self.all("consumption.lifted"))

    # ------------------------------------------------------------ sale and money

    def auctions(self) -> None:
        """网络司法拍卖规定12, 26: days between announcement and auction, counted back; 16: parties told before."""
        for start in self.all("auction.first"):
            self.announced(start, "auction.announce.first", "auction.announced", 30, 15)
        for start in self.all("auction.second"):
            self.announced(start, "auction.announce.second", "auction.reannounced", 15, 7)
        for start in self.all("auction.announced"):
            told = self.all("auction.parties_notified", ref=start.get("ref"))
            self.clock("auction.notify", start, start.on - 3 * DAY, told)
        for start in self.all("auction.failed"):
            self.again(start)

    def announced(self, start: Event, rule: str, kind: str, land: int, movable: int) -> None:
        if self.has("immovable.seized", "right.frozen", ref=start.get("ref")):
            self.clock(rule, start, start.on - land * DAY, self.all(kind, ref=start.get("ref")))
        if self.has("movable.seized", "movable.impounded", ref=start.get("ref")):
            self.clock(rule + ".movable", start, start.on - movable * DAY, self.all(kind, ref=start.get("ref")))

    def again(self, start: Event) -> None:
        """网络司法拍卖规定26: the second auction within thirty days of the failure of the first."""
        ref = start.get("ref")
        if self.by(start.on, "auction.second", ref=ref):
            return
        over = self.all(*CLOSINGS, "pause.suspended")
        done = self.since(start.on, "auction.second", "seizure.released", ref=ref)
        self.clock("auction.second.start", start, last_day(start.on, 30, "day"), done, over)

    def sold(self) -> None:
        """拍卖变卖规定20: the ruling within ten days of payment; 27: delivery within fifteen of its service."""
        for start in self.all("auction.price_paid"):
            done = self.since(start.on, "auction.ruling_served", ref=start.get("ref"))
            self.clock("auction.ruling", start, last_day(start.on, 10, "day"), done)
        for start in self.all("auction.ruling_served"):
            done = self.since(start.on, "asset.delivered", ref=start.get("ref"))
            self.clock("auction.delivery", start, last_day(start.on, 15, "day"), done)

    def process(self) -> None:
        """Announced, held, failed or sold, paid, ruled, delivered: an act that the last one does not lead to is a fault."""
        for ref in {event.get("ref") for event in self.all(*SALE)}:
            last, left = None, self.all(*SALE, ref=ref)
            while left:
                today = [event for event in left if event.on == left[0].on]
                next = [event for event in today if last in SALE[event.kind]]
                event = (next or today)[0]
                if not next:
                    self.found.append(Found("auction.process", None, None, event.id, 0, "illegal_step"))
                last = event.kind
                left.remove(event)

    def money(self) -> None:
        """执行款物规定10: paid out within thirty days of the notice that it came in."""
        for start in self.all("funds.arrival_notified"):
            done = self.since(start.on, "funds.released", ref=start.get("ref"))
            self.clock("funds.release", start, last_day(start.on, 30, "day"), done)

    def control(self) -> None:
        """网络查询冻结规定3: what a query finds is controlled. 查封规定28(4): lifted after full performance."""
        measures = [*TERMS, "closure.completed"]
        for query in self.all("query.online", outcome="found"):
            self.check("query.control", query, self.has(*measures))
        if self.has("closure.completed"):
            for measure in self.all(*TERMS):
                gone = self.since(measure.on, *DISPOSED, "auction.sold", "asset.delivered", ref=measure.get("ref"))
                self.check("seizure.release.completed", measure, bool(gone))

    # ------------------------------------------------------------ termination of the round

    def termination(self) -> None:
        """终本规定1: more than three months after filing; 民诉法解释517: confirmed, or panel and president; inquiry made."""
        for act in self.all("closure.terminated"):
            self.conditions(act, act.on, "too_early")
            served = self.has("document.served", document=TERMINATION_RULING, party=APPLICANT)
            self.check("termination.served", act, served)

        for intent in self.all("termination.started"):
            if not self.since(intent.on, "closure.terminated"):
                self.conditions(intent, self.as_of, "blocked")

    def conditions(self, act: Event, day: date, early: str) -> None:
        """What has to be there on the day of the termination, or today while it is only meant."""
        filed = self.all("case.filed") or self.all("application.received")
        if filed and day <= months_on(filed[0].on, 3):
            first = months_on(filed[0].on, 3) + DAY
            self.found.append(Found("termination.wait", None, None, act.id, 0, early, first))
        panel = self.by(day, "termination.panel_verified") and self.by(day, "termination.approved")
        self.item("termination.consent", "consent", act, panel or self.by(day, "termination.confirmed"))
        self.item("termination.consent", "inquiry", act, self.by(day, "query.online", "investigation.completed"))
        for party in self.respondents:
            self.respondent(act, day, party)

    def respondent(self, act: Event, day: date, party: str) -> None:
        """终本规定1, 2: notice, order to report, report checked or sanctioned, restriction, listing, query."""

        def by(*kinds: str) -> bool:
            return self.by(day, *kinds, party=party)

        items = {
            "K2.1": by("notice.issued"),
            "K2.2": by("report.ordered"),
            "K2.2b": not by("report.received") or by("report.checked"),
            "K2.2c": not by("report.failed") or by("fine.imposed"),
            "K2.3": by("consumption.restricted"),
            "K2.4": by("dishonest.listed", "dishonest.decided"),
            "K2.5.query": by("query.online"),
        }
        for item, holds in items.items():
            self.item("termination.respondent", item, act, holds, party=party)

    def afterwards(self) -> None:
        """终本规定9: for five years a query every six months, its result told; 12: the entry within seven days."""
        for start in self.all("closure.terminated"):
            self.queries(start)
        for query in self.all("query.periodic"):
            self.check("post-termination.told", query, bool(self.since(query.on, "query.told")))
        for start in self.all("document.served", document=TERMINATION_RULING, party=APPLICANT):
            self.clock("library.enter", start, last_day(start.on, 7, "day"), self.since(start.on, "library.entered"))

    def queries(self, start: Event) -> None:
        """Ten rounds; a round opens when the one before is over, and a query counts for one round in time only."""
        done = self.since(start.on, "query.periodic", "query.online")
        over = self.since(start.on, "case.resumed", "closure.ended", "closure.completed")
        opened, used = start.on, start.on - DAY
        for round in range(1, 11):
            if opened > self.as_of or (over and over[0].on < opened):
                break
            due = last_day(start.on, 6 * round, "month")
            mine = [event for event in done if event.on >= opened and event.on > used]
            state = self.state(opened, due, mine, over)
            if state == "waived":
                break  # what falls away in time is not spoken of any more
            self.say("post-termination.query", start, due, state, round=round)
            if state == "met":
                used = mine[0].on
            opened = months_on(start.on, 6 * round) + DAY

    # ------------------------------------------------------------ checks

    def check(self, rule: str, each: Event, holds: bool) -> None:
        if not holds:
            self.found.append(Found(rule, None, None, each.id, 0, "failed"))

    def item(self, rule: str, item: str, act: Event, holds: bool, *, party: Optional[str] = None) -> None:
        if not holds:
            self.found.append(Found(rule, item, party, act.id, 0, "missing"))


PARTS = (
    Model.filing,
    Model.handing_over,
    Model.notices,
    Model.inquiry,
    Model.clues,
    Model.reports,
    Model.objections,
    Model.limit,
    Model.superior,
    Model.terms,
    Model.renewals,
    Model.restrictions,
    Model.lists,
    Model.auctions,
    Model.sold,
    Model.process,
    Model.money,
    Model.control,
    Model.termination,
    Model.afterwards,
)

RULES = frozenset(
    """
    filing.decide filing.decide.corrected filing.hand-over case.assign notice.issue notice.issue.handler
    clue.invite investigation.complete neixiang.network-query clue.verify clue.verify.urgent
    report.due report.order report.check report.sanction objection.file objection.decide objection.title.decide
    case.limit case.superior freeze.deposit seizure.movable seizure.immovable freeze.right seizure.renew
    consumption.after-notice consumption.lift consumption.lift.days consumption.listed
    dishonest.decide dishonest.remaining dishonest.remove.closing
    auction.announce.first auction.announce.first.movable auction.announce.second auction.announce.second.movable
    auction.notify auction.second.start auction.ruling auction.delivery auction.process funds.release query.control
    seizure.release.completed termination.wait termination.consent termination.respondent termination.served
    post-termination.query post-termination.told library.enter
    """.split()
)


def expect(case: Case, events: list[Event], as_of: date) -> Model:
    """What a review of that day should say."""
    model = Model(case, events, as_of)
    for part in PARTS:
        part(model)
    return model


def due_dates(model: Model) -> list[date]:
    """Every due date that is known, of the years whose calendar is."""
    return [duty.due for duty in model.duties if duty.due is not None and duty.due != FAR]
