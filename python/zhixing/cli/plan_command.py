"""Plans: what comes next in a case, and when an act becomes lawful."""

from __future__ import annotations

import datetime
import json
from typing import Any, Iterable, Mapping, Optional, Union

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.naming import cite_short, kind_name, party_labels
from zhixing.cli.options import AsOfOption, FileArgument, Format, FormatOption, KnownAtOption, LangOption, NumberArgument, RulesOption
from zhixing.cli.output import Column, emit_csv, fitted, print_json, print_rows
from zhixing.reviews import DEFAULT_RULEBOOK

_PARTY = 10
_STEP_CSV = "id act ref party after earliest due state expected lawful blocked_by rules".split()
_ACT_CSV = "act ref party earliest lawful blocked_by".split()


@app.command(help=help_text("下一步：最早可行日、届满日、障碍；--act 只问一项。", "What comes next: earliest lawful and latest dates, obstacles; --act asks about one act."))
def plan(
    file: FileArgument,
    number: NumberArgument,
    act: Annotated[Optional[str], typer.Option(metavar="KIND", show_default=False, help=help_text("只问这一事项何时可行。", "Only when this act becomes lawful."))] = None,
    ref: Annotated[str, typer.Option(help=help_text("对应编号。", "Which instance."))] = "",
    party: Annotated[str, typer.Option(help=help_text("当事人编号。", "Which party."))] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help=help_text("最多几步。", "How many steps at most."))] = 40,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    dossier = Reader(lang).find(file, number)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    answer: Union[zhixing.Plan, zhixing.Possible]
    if act is None:
        answer = zhixing.plan(dossier, rulebook, as_of=day, known_at=known_at, limit=limit)
        rows = [_step_row(step, lang) for step in answer.steps]
    else:
        answer = zhixing.first_lawful_day(dossier, act, rulebook, as_of=day, known_at=known_at, ref=ref, party=party)
        rows = [_act_row(answer, act, ref, party, lang)]
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
        _print_table(dossier, rows, lang)
    elif format is Format.csv:
        emit_csv(_STEP_CSV if act is None else _ACT_CSV, ({**row, "blocked_by": " | ".join(row["blocked_by"])} for row in rows))
    else:
        print_json(json.loads(answer.to_json()), format)


def _step_row(step: zhixing.PlanStep, lang: Lang) -> dict[str, Any]:
    members = ("id", "act", "ref", "party", "after", "earliest", "due", "state", "expected", "lawful", "rules")
    return {**{name: getattr(step, name) for name in members}, "blocked_by": _obstacles(step.blocked_by, lang)}


def _act_row(possible: zhixing.Possible, act: str, ref: str, party: str, lang: Lang) -> dict[str, Any]:
    return {
        "act": act,
        "ref": ref,
        "party": party,
        "earliest": possible.day,
        "lawful": possible.lawful,
        "blocked_by": _obstacles(possible.blocked_by, lang),
    }


def _obstacles(obstacles: Iterable[zhixing.Obstacle], lang: Lang) -> list[str]:
    texts = []
    for obstacle in obstacles:
        citations = cite_short(obstacle.citations)
        texts.append(lang.of(obstacle, "message") + (citations and lang.pick(f"（{citations}）", f" ({citations})")))
    return texts


def _print_table(dossier: zhixing.Dossier, rows: list[dict[str, Any]], lang: Lang) -> None:
    if not rows:
        print(lang.pick("没有可排的下一步", "nothing to plan"))
        return
    days = [row[name] for row in rows for name in ("earliest", "due") if row.get(name) is not None]
    parties = party_labels(dossier, (row["party"] for row in rows), _PARTY)
    columns = [
        Column("id", "序", "No", 4, show=_step_number),
        Column("act", "事项", "Act", show=lambda kind: kind_name(kind, lang)),
        Column("ref", "对应编号", "Ref", 8),
        Column("party", "当事人", "Party", _PARTY, show=lambda id: parties.get(id, id)),
        Column("earliest", "最早", "Earliest", 15, show=lambda day: _day(day, lang)),
        Column("due", "最迟", "Latest", 15, show=lambda day: _day(day, lang)),
        Column("after", "接续", "After", 8, show=_step_number),
    ]
    print_rows(fitted(columns, rows, lang), rows, lang, below=lambda row: _below(row, lang))
    if any(_rests(day) for day in days):
        print(lang.pick("休：休息日", "rest: a day on which the court does not work"))


def _step_number(id: str) -> str:
    """plan-4 is the fourth step; another id is that of an event."""
    return id[len("plan-") :] if id.startswith("plan-") else id


def _below(row: Mapping[str, Any], lang: Lang) -> Iterable[str]:
    if row["earliest"] is None:
        yield lang.pick("最早何日可行，无法确定", "the first lawful day cannot be told")
    yield from row["blocked_by"]


def _day(day: datetime.date, lang: Lang) -> str:
    return f"{day} {lang.pick('休', 'rest')}" if _rests(day) else str(day)


def _rests(day: datetime.date) -> bool:
    return not zhixing.Calendar.china().is_workday(day)
