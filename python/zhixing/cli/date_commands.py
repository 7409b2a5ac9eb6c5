"""Periods and the calendar."""

from __future__ import annotations

import datetime
from typing import Any, Iterable, List, Optional

import typer
from rich.padding import Padding
from rich.text import Text
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.folding import Folded
from zhixing.cli.language import Lang
from zhixing.cli.options import Format, FormatOption, LangOption, parse_day
from zhixing.cli.output import Column, console, emit, emit_csv, emit_record, print_json


def _parse_start(text: str) -> datetime.datetime:
    """A day, or a day and time where hours are counted."""
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise typer.BadParameter(help_text(f"不是日期或时间：{text}", f"not a date or time: {text}")) from None


def _parse_pause(text: str) -> tuple[datetime.date, Optional[datetime.date]]:
    start, _, end = text.partition(":")
    return parse_day(start), parse_day(end) if end else None


def _one_unit(**counts: Optional[int]) -> tuple[str, int]:
    given = [(unit, n) for unit, n in counts.items() if n is not None]
    if len(given) != 1:
        raise typer.BadParameter(
            help_text("须且只须给出 --days、--workdays、--months、--years、--hours 之一", "give one of --days, --workdays, --months, --years, --hours")
        )
    return given[0]


@app.command(help=help_text("期间届满日及计算步骤。", "The last day of a period, and how it is counted."))
def deadline(
    start: Annotated[datetime.datetime, typer.Option("--from", parser=_parse_start, metavar="DATE", help=help_text("起算日（当日不计入）。", "The day it starts from (not counted)."))],
    days: Annotated[Optional[int], typer.Option(help=help_text("日。", "Calendar days."))] = None,
    workdays: Annotated[Optional[int], typer.Option(help=help_text("工作日。", "Working days."))] = None,
    months: Annotated[Optional[int], typer.Option(help=help_text("月。", "Months."))] = None,
    years: Annotated[Optional[int], typer.Option(help=help_text("年。", "Years."))] = None,
    hours: Annotated[Optional[int], typer.Option(help=help_text("小时。", "Hours."))] = None,
    roll: Annotated[bool, typer.Option("--roll/--no-roll", help=help_text("末日遇休息日顺延。", "Roll off a rest day."))] = True,
    pause: Annotated[
        Optional[List[str]],
        typer.Option("--pause", metavar="FROM:TO", help=help_text("扣除的期间，可多次；TO 可空。", "Time not counted; repeatable; TO may be left out.")),
    ] = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    unit, n = _one_unit(day=days, workday=workdays, month=months, year=years, hour=hours)
    if unit == "hour":
        end = zhixing.period_end_hours(start, n)
        emit_record([Column("end", "届满", "End")], {"start": start, "end": end}, format, lang)
        return
    pauses = [_parse_pause(text) for text in pause or []]
    period = zhixing.period_end(start.date(), n, unit, roll=roll, pauses=pauses)
    _emit_period(period, start.date(), format, lang)


def _emit_period(period: zhixing.Period, start: datetime.date, format: Format, lang: Lang) -> None:
    steps = [
        {"kind": step.kind, "reached": step.reached, "days": step.days, "text": lang.of(step, "text")}
        for step in period.steps
    ]
    if format is Format.csv:
        emit_csv(["kind", "reached", "days", "text"], steps)
        return
    record = {"start": start, "end": period.end, "raw_end": period.raw_end, "provisional": period.provisional, "steps": steps}
    if format is not Format.table:
        print_json(record, format)
        return
    console().print(f"{lang.pick('届满日', 'End')}: {period.end or lang.pick('扣除期间未结束', 'a pause has not ended')}")
    for step in steps:
        console().print(Padding(Folded(Text(str(step["text"]))), (0, 0, 0, 2)))
    if period.provisional:
        console().print(lang.pick("暂定：有关年份的放假通知尚未公布。", "Provisional: the holiday notice of a year is not out."))


@app.command(help=help_text("一年的放假与调休。", "Rest days and make-up working days of a year."))
def calendar(
    year: Annotated[int, typer.Argument(min=1900, max=2199, help=help_text("年份。", "The year."))],
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rows = list(_days_of(year))
    columns = [
        Column("date", "日期", "Date", 10),
        Column("weekday", "星期", "Weekday", 8, show=lambda day: lang.pick("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun").split()[day]),
        Column("kind", "性质", "Kind", 20, show=lang.word),
        Column("holiday", "节日", "Holiday"),
    ]
    if format is not Format.table:
        names = [Column(name, name, name) for name in ("date", "weekday", "kind", "holiday", "workday", "provisional")]
        emit(names, rows, format, lang)
        return
    emit(columns, [row for row in rows if row["holiday"] or row["kind"] not in ("working_day", "weekend")], format, lang)
    workdays = sum(1 for row in rows if row["workday"])
    print(lang.pick(f"{year} 年共 {workdays} 个工作日", f"{workdays} working days in {year}"))
    if any(row["provisional"] for row in rows):
        print(lang.pick("暂定：该年放假通知尚未公布，按法定节假日推算。", "Provisional: the year's notice is not out; computed from the statute."))


def _days_of(year: int) -> Iterable[dict[str, Any]]:
    china = zhixing.Calendar.china()
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield {
            "date": day,
            "weekday": day.weekday(),
            "kind": china.kind(day),
            "holiday": china.holiday(day),
            "workday": china.is_workday(day),
            "provisional": china.is_provisional(day),
        }
        day += datetime.timedelta(days=1)
