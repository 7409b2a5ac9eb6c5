"""Whole cases, made up and played day by day, reviewed on many days and compared with a model of its own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, Optional

import pytest
import zhixing
from simulator import LAST_DAY, TERMS, Case, months_on, reviewed_days, simulate
from simulator_model import DISPOSED, FAR, RULES, Duty, Found, Model, due_dates, expect, parsed

CASES = 3000
DAYS = 4  # days of review for each case
COMING = ("due_soon", "expiring")
FORBIDDEN = ("breach", "overdue", "blocked")


# ---------------------------------------------------------------- what is disputed, and in which cases


class Disputed(NamedTuple):
    reason: str
    where: Callable[[Model], bool]


def several(model: Model, column: str, *kinds: str) -> bool:
    return len({event.get(column) for event in model.all(*kinds)}) > 1


def another_released(model: Model) -> bool:
    return several(model, "ref", *TERMS, *DISPOSED)


def odd_extension(model: Model) -> bool:
    """An extension with a pause in its own months, or until a stated day."""
    granted = model.all("extension.decided", outcome="granted")
    pauses = model.all("pause.suspended", "pause.excluded_from")
    late = any(pause.on >= months_on(filed.on, 6) for filed in model.all("case.filed") for pause in pauses)
    return bool(granted) and (late or any(event.until for event in granted))


def listed_afterwards(model: Model) -> bool:
    ends = model.all("closure.completed", "closure.ended")
    return any(listed.on > ends[0].on for listed in model.all("dishonest.listed") if ends)


DISPUTED = {
    "seizure.renew": Disputed("民诉法解释485(2): 解除一物不免除续行他物; waive takes in the release of any ref", another_released),
    "dishonest.remaining": Disputed("失信规定10: 结案后才公布的也应当删除; counts only from a closing after the listing", listed_afterwards),
    "case.limit": Disputed("审限规定9: 延长期内的中止也不计入; 民诉法85: 延长至休假日的顺延; extend does neither", odd_extension),
}


def compared(model: Model) -> frozenset[str]:
    """The rules on which library and model have to agree in the case that ended as the model says."""
    return RULES - {rule for rule, dispute in DISPUTED.items() if dispute.where(model)}


# ---------------------------------------------------------------- the comparison


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [simulate(seed) for seed in range(CASES)]


def dossier_of(case: Case) -> zhixing.Dossier:
    return zhixing.Dossier.from_json(case.document)


def duty_of(said: zhixing.Obligation) -> Duty:
    return Duty(said.rule, said.party, said.trigger or "", said.round, said.state, said.due)


def found_of(said: zhixing.Finding) -> Found:
    item = None if said.outcome == "illegal_step" else said.item
    return Found(said.rule, item, said.party, said.trigger or "", said.round, said.outcome, said.due)


def without_far(duties: Iterable[Duty], far: set[tuple[str, Optional[str], str, int]]) -> set[Duty]:
    """Due dates of years whose calendar is not announced are not compared."""
    return {duty._replace(due=FAR) if duty[:4] in far else duty for duty in duties}


def differences(review: zhixing.Review, model: Model, rules: frozenset[str]) -> Iterator[str]:
    far = {duty[:4] for duty in model.duties if duty.due == FAR}
    said_duties = without_far((duty_of(o) for o in review.obligations if o.rule in rules), far)
    said_found = {found_of(f) for f in review.findings if f.rule in rules and f.outcome not in COMING}
    duties = {duty for duty in model.duties if duty.rule in rules}
    found = {finding for finding in model.found if finding.rule in rules}
    for only, of in ((said_duties - duties, "the library"), (duties - said_duties, "the model")):
        yield from (f"only {of}: {duty}" for duty in sorted(only, key=repr))
    for only_found, of in ((said_found - found, "the library"), (found - said_found, "the model")):
        yield from (f"only {of}: {finding}" for finding in sorted(only_found, key=repr))


def report(case: Case, day: date, different: str, folder: Path) -> None:
    file = folder / f"case-{case.seed}.json"
    file.write_text(json.dumps(case.document, ensure_ascii=False, indent=1), encoding="utf-8")
    pytest.fail(f"seed {case.seed} ({case.handler}), as of {day}, {file}: {different}")


def test_every_case_is_reviewed_as_the_model_expects(cases: list[Case], tmp_path: Path) -> None:
    broken, still_disputed = set(), set()
    for case in cases:
        dossier, events = dossier_of(case), parsed(case)
        last = expect(case, events, LAST_DAY)
        rules = compared(last)
        for day in reviewed_days(case, due_dates(last), DAYS):
            model = last if day == LAST_DAY else expect(case, events, day)
            broken |= {finding.rule for finding in model.found if finding.rule in rules}
            review = zhixing.review(dossier, as_of=day)
            for different in differences(review, model, rules):
                report(case, day, different, tmp_path)
            still_disputed |= {rule for rule in RULES - rules if any(differences(review, model, frozenset([rule])))}
    assert broken == RULES
    assert still_disputed == set(DISPUTED), "strike off what is settled"


# ---------------------------------------------------------------- what holds of every case


def test_there_are_all_sorts_of_cases(cases: list[Case]) -> None:
    handlers = [case.handler for case in cases]
    assert all(handlers.count(handler) > CASES / 4 for handler in set(handlers))
    assert {len(case.document["parties"]) for case in cases} == {2, 3, 4}


def test_who_does_everything_in_time_is_not_blamed(cases: list[Case]) -> None:
    for case in cases:
        if case.handler == "lawful":
            rules = compared(expect(case, parsed(case), LAST_DAY))
            for day in reviewed_days(case, (), 3):
                findings = zhixing.review(dossier_of(case), as_of=day).findings
                blamed = [f for f in findings if f.rule in rules and f.severity in FORBIDDEN]
                assert not blamed, (case.seed, day, blamed[0].message_en)


def test_findings_point_to_events_that_happened(cases: list[Case]) -> None:
    for case in cases:
        for day in reviewed_days(case, (), 2):
            known = {event.id for event in parsed(case) if event.on <= day}
            for finding in zhixing.review(dossier_of(case), as_of=day).findings:
                if finding.rule in RULES:
                    assert finding.trigger in known, (case.seed, day, finding.message_en)
                    assert set(finding.events) <= known, (case.seed, day, finding.message_en)


def test_the_order_of_events_changes_nothing(cases: list[Case]) -> None:
    for case in cases:
        mixed = random.Random(case.seed).sample(case.events, len(case.events))
        shuffled = zhixing.Dossier.from_json({**case.document, "events": mixed})
        day = reviewed_days(case, (), 3)[0]
        assert zhixing.review(shuffled, as_of=day).to_json() == zhixing.review(dossier_of(case), as_of=day).to_json(), case.seed


def test_a_seed_gives_one_case() -> None:
    assert simulate(7) == simulate(7)
    assert simulate(7) != simulate(8)
