"""What holds of every review, whatever the dossier: made-up dossiers, and the bundled docket."""

from __future__ import annotations

import datetime
import io
import json
from fnmatch import fnmatch
from typing import Any, Optional

import zhixing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DAY = datetime.timedelta(days=1)
START = datetime.date(2021, 1, 1)
SPAN = 900  # days over which events are strewn

WORD_COLUMNS = ("document", "method", "outcome", "ground", "role")
ALL = [kind.id for kind in zhixing.catalogue().kinds]


class Theme:
    """The kinds and words that one rule speaks of: events drawn from them meet the rule often."""

    def __init__(self, rule: str) -> None:
        self.kinds: set[str] = set()
        self.words: dict[str, set[str]] = {}
        self._walk(json.loads(zhixing.default_rulebook().rule_json(rule)))

    def _walk(self, part: Any) -> None:
        if isinstance(part, list):
            for inner in part:
                self._walk(inner)
        if isinstance(part, dict):
            self.kinds |= {kind for name in listed(part.get("event")) for kind in ALL if fnmatch(kind, name)}
            for column in WORD_COLUMNS:
                self.words.setdefault(column, set()).update(w for w in listed(part.get(column)) if isinstance(w, str))
            for inner in part.values():
                self._walk(inner)


def listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


THEMES = [
    theme
    for rule in zhixing.default_rulebook().rules
    if rule.enabled and rule.form not in ("parameter", "pauses", "docket", "table")
    for theme in [Theme(rule.id)]
    if theme.kinds
]

days = (st.integers(0, 60) | st.integers(0, SPAN)).map(lambda n: START + n * DAY)
moments = days.map(str) | st.builds(lambda day, hour: f"{day}T{hour:02}:30", days, st.integers(0, 23))


def events_of(themes: list[Theme], *, dated: bool) -> st.SearchStrategy[dict[str, Any]]:
    kinds = sorted(set().union(*(theme.kinds for theme in themes)))
    optional = {
        "on": moments,
        "party": st.sampled_from(["p1", "p2", "p3"]),
        "ref": st.sampled_from(["r1", "r2"]),
        "amount": st.sampled_from(["100.00", "99999.99"]),
        "until": days.map(str),
        "recorded": days.map(lambda day: f"{day}T12:00:00"),
    }
    for column in WORD_COLUMNS:
        words = sorted(set().union(*(theme.words[column] for theme in themes)))
        if words:
            optional[column] = st.sampled_from(words)
    needed = {"kind": st.sampled_from(kinds) | st.sampled_from(ALL)}
    if dated:
        needed["on"] = optional.pop("on")
    return st.fixed_dictionaries(needed, optional=optional)


def rows(*, dated: bool) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Events on the themes of a few rules."""
    themes = st.lists(st.sampled_from(THEMES), min_size=1, max_size=3)
    return themes.flatmap(lambda chosen: st.lists(events_of(chosen, dated=dated), min_size=1, max_size=14)).map(named)


def named(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)]


def make(events: list[dict[str, Any]], covers: Optional[list[str]] = None) -> zhixing.Dossier:
    document: dict[str, Any] = {
        "schema": "zhixing.dossier/1",
        "number": "（2021）豫1325执123号",
        "kind": "enforcement",
        "basis": {"kind": "judgment", "effective": "2020-12-01", "perform_by": "2020-12-15"},
        "parties": [
            {"id": "p1", "role": "applicant", "kind": "natural"},
            {"id": "p2", "role": "respondent", "kind": "natural"},
            {"id": "p3", "role": "respondent", "kind": "legal"},
        ],
        "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2", "p3"], "kind": "money", "principal": "50000.00"}],
        "events": events,
    }
    if covers is not None:
        document["covers"] = covers
    return zhixing.Dossier.from_json(document)


row_lists = rows(dated=False)
dated_row_lists = rows(dated=True)
coverages = st.none() | st.just(["notice", "query", "closure.terminated"])
reviewed_days = st.integers(-30, SPAN + 800).map(lambda n: START + n * DAY)
many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def seen_on(dossier: zhixing.Dossier, day: datetime.date) -> zhixing.Dossier:
    """The dossier with what had happened by a day, and nothing undated."""
    document = dossier.to_dict()
    by_day = {event.id for event in dossier.events if event.on is not None and event.on <= day}
    document["events"] = [row for row in document["events"] if row["id"] in by_day]
    return zhixing.Dossier.from_json(document)


def key(finding: zhixing.Finding) -> tuple[Any, ...]:
    return (finding.rule, finding.item, finding.party, finding.round, finding.trigger, finding.outcome)


def answers(review: zhixing.Review) -> tuple[Any, ...]:
    """All that a review says, but the days that pass by themselves."""
    findings = [(*key(f), f.severity, f.due, f.other, f.provisional, f.bounded) for f in review.findings]
    duties = [(o.rule, o.party, o.round, o.trigger, o.due, o.state, o.met_by) for o in review.obligations]
    unknown = [(u.rule, u.item, u.party, u.trigger, u.missing) for u in review.unknown]
    return sorted(findings, key=repr), sorted(duties, key=repr), sorted(unknown, key=repr)


# ---------------------------------------------------------------- the order of events


@many
@given(row_lists, coverages, reviewed_days, st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(events: list[Any], covers: Any, day: datetime.date, random: Any) -> None:
    mixed = list(events)
    random.shuffle(mixed)
    one = zhixing.review(make(events, covers), as_of=day)
    other = zhixing.review(make(mixed, covers), as_of=day)
    assert one.to_dict() == other.to_dict()


def test_the_order_of_events_of_the_docket(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    for dossier in docket:
        if any(event.is_duplicate for event in dossier.events):
            continue
        document = dossier.to_dict()
        document["events"].reverse()
        mixed = zhixing.Dossier.from_json(document)
        assert zhixing.review(mixed, as_of=as_of).to_dict() == zhixing.review(dossier, as_of=as_of).to_dict()


# ---------------------------------------------------------------- spans


def law_of(finding: zhixing.Finding) -> list[tuple[str, str, str]]:
    """What an intended act lacks is judged by the law of the day: in a new version it is another finding."""
    return [(citation.document, citation.article, citation.version) for citation in finding.citations]


def found_on(dossier: zhixing.Dossier, day: datetime.date, like: zhixing.Finding) -> set[Any]:
    """Spans of the same finding in the review of a day. Each step of a ladder of warnings is a finding of its own."""
    ladder = like.outcome in ("due_soon", "expiring")
    same = [f for f in zhixing.review(dossier, as_of=day).findings if key(f) == key(like) and law_of(f) == law_of(like)]
    return {finding.holds for finding in same if not ladder or finding.holds == like.holds}


def check_spans(dossier: zhixing.Dossier, day: datetime.date) -> None:
    """On every day of its span a finding is found, with that span; the day before it and the day after it is not."""
    for finding in zhixing.review(dossier, as_of=day).findings:
        first, last = finding.holds
        assert first is None or first <= day
        assert last is None or day <= last
        for inside in {day, first or day, last or day + 400 * DAY, day - (day - (first or day)) // 2}:
            assert finding.holds in found_on(dossier, inside, finding), (finding, inside)
        for outside in [end + step * DAY for end, step in ((first, -1), (last, 1)) if end is not None]:
            assert not found_on(dossier, outside, finding), (finding, outside)


@many
@given(dated_row_lists, coverages, reviewed_days)
def test_spans(events: list[Any], covers: Any, day: datetime.date) -> None:
    check_spans(seen_on(make(events, covers), day), day)


def test_spans_of_the_docket(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    for dossier in docket:
        check_spans(seen_on(dossier, as_of), as_of)


# ---------------------------------------------------------------- the passing of time


@many
@given(dated_row_lists, coverages, reviewed_days, st.floats(0, 1))
def test_no_answer_changes_before_the_next_change(events: list[Any], covers: Any, day: datetime.date, share: float) -> None:
    dossier = seen_on(make(events, covers), day)
    now = zhixing.review(dossier, as_of=day)
    end = now.next_change or day + 4000 * DAY
    assert end > day
    for later in (day + int(share * (end - day - DAY).days) * DAY, end - DAY):
        assert answers(zhixing.review(dossier, as_of=later)) == answers(now), later


@many
@given(row_lists, coverages, reviewed_days)
def test_what_comes_later_is_not_seen(events: list[Any], covers: Any, day: datetime.date) -> None:
    dossier = make(events, covers)
    document = dossier.to_dict()
    future = {event.id for event in dossier.events if event.on is not None and event.on > day}
    document["events"] = [row for row in document["events"] if row["id"] not in future]
    past = zhixing.Dossier.from_json(document)
    assert answers(zhixing.review(past, as_of=day)) == answers(zhixing.review(dossier, as_of=day))


@many
@given(row_lists, coverages, reviewed_days, days)
def test_what_was_recorded_later_is_not_known(events: list[Any], covers: Any, day: datetime.date, known: datetime.date) -> None:
    known_at = datetime.datetime.combine(known, datetime.time(18))
    told = [row for row in events if row.get("recorded", "") <= known_at.isoformat()]
    one = zhixing.review(make(events, covers), as_of=day, known_at=known_at)
    assert answers(one) == answers(zhixing.review(make(told, covers), as_of=day))


# ---------------------------------------------------------------- formats


def in_every_format(dossier: zhixing.Dossier) -> list[zhixing.Dossier]:
    texts = {
        "json": json.dumps(dossier.to_dict(), ensure_ascii=False, indent=2),
        "ndjson": dossier.to_json() + "\n",
        "csv": zhixing.csv_header() + dossier.to_csv(),
    }
    found = []
    for format, text in texts.items():
        (read,) = zhixing.read(io.BytesIO(text.encode()), format=format)
        found.append(read)
    return found


@many
@given(row_lists, coverages, reviewed_days)
def test_every_format_gives_one_review(events: list[Any], covers: Any, day: datetime.date) -> None:
    dossier = make(events, covers)
    expected = zhixing.review(dossier, as_of=day).to_json()
    for read in in_every_format(dossier):
        assert read.to_json() == dossier.to_json()
        assert zhixing.review(read, as_of=day).to_json() == expected


def test_every_format_of_the_docket(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    for dossier in docket:
        expected = zhixing.review(dossier, as_of=as_of).to_json()
        for read in in_every_format(dossier):
            assert zhixing.review(read, as_of=as_of).to_json() == expected


# ---------------------------------------------------------------- reasons


@many
@given(row_lists, reviewed_days)
def test_every_finding_has_a_reason(events: list[Any], day: datetime.date) -> None:
    dossier = make(events)
    for finding in zhixing.review(dossier, as_of=day).findings:
        assert finding.message_zh and finding.message_en
        if finding.rule == "record":
            continue
        assert finding.citations
        instances = zhixing.why(dossier, finding.rule, as_of=day).instances
        assert any(i.trigger == finding.trigger and i.steps_zh for i in instances), finding
