"""Questions about one case or a docket: triage, closing review, plan, assignment, cases that belong together."""

from __future__ import annotations

import datetime
from typing import Iterable, Optional, Sequence

from zhixing import _core
from zhixing._core import Assignment, ClosingSheet, Decision, Docket, DocketFinding, Dossier, Handler, Plan, Possible, Rulebook
from zhixing.errors import RuleError
from zhixing.reviews import the_rulebook

TRIAGE_TABLE = "triage.default"


def classify_each(
    dossier: Dossier,
    table: str,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> list[Decision]:
    """What a decision table says: one decision, or one for each event that the table is asked about, by date."""
    return _core.decide(dossier, table, the_rulebook(rulebook), as_of, known_at)


def classify(
    dossier: Dossier,
    table: str,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> Decision:
    """What a decision table says of a dossier. RuleError for a table that is asked about events, or not in force."""
    decisions = classify_each(dossier, table, rulebook, as_of=as_of, known_at=known_at)
    if len(decisions) != 1 or decisions[0].event is not None:
        raise RuleError("rule.no_table", f"规则 {table} 该日没有对全案的结论", f'table "{table}" gives no answer about the case on that day')
    return decisions[0]


def triage(
    dossier: Dossier,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    table: str = TRIAGE_TABLE,
) -> Decision:
    """The class and team of a case (繁简分流), with the rows that led to it and the facts that would change it."""
    return classify(dossier, table, rulebook, as_of=as_of, known_at=known_at)


def closure(
    dossier: Dossier,
    closing: str = "closure.terminated",
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    ground: str = "",
) -> ClosingSheet:
    """The sheet of a closing review (结案审核): every item with its result, evidence and article.

    ``closing`` is a kind of event, such as ``closure.completed`` or its Chinese name. A closing that is on record is
    judged on its own day, another as if it happened on ``as_of``.
    """
    return _core.closing(dossier, closing, the_rulebook(rulebook), as_of, known_at, ground)


def plan(
    dossier: Dossier,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    limit: int = 40,
) -> Plan:
    """What comes next: first what is due, then what follows if each step is done on its first lawful day."""
    return _core.plan(dossier, the_rulebook(rulebook), as_of, known_at, limit)


def first_lawful_day(
    dossier: Dossier,
    act: str,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    ref: str = "",
    party: str = "",
    ground: str = "",
) -> Possible:
    """When an act (a kind of event) becomes lawful if nothing else happens, and what blocks it still."""
    return _core.first_lawful_day(dossier, act, the_rulebook(rulebook), as_of, known_at, ref, party, ground)


def docket_findings(
    dossiers: Iterable[Dossier],
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> list[DocketFinding]:
    """Cases that have a respondent, a basis or a property in common."""
    docket = Docket(the_rulebook(rulebook), as_of, known_at)
    for dossier in dossiers:
        docket.add(dossier)
    return docket.findings


def assign(dossier: Dossier, handlers: Sequence[Handler], *, team: str = "", seed: int = 0, follow: str = "") -> Assignment:
    """Which handler gets a case, and why: the freest for their capacity who need not stand aside.

    Among equals a draw decides that anyone who knows ``seed`` can repeat; ``follow`` is a handler who has another case
    of the same respondent and gets this one too, if they may.
    """
    return _core.assign(dossier, list(handlers), team, seed, follow)
