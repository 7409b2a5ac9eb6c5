"""The commands: options in, rendering out, and exit codes (0 nothing found, 1 found, 2 bad input)."""

from __future__ import annotations

import datetime
import io
import json
import sys
from enum import Enum
from pathlib import Path
from typing import Any, Iterable, List, Optional, TextIO

import typer
from rich.padding import Padding
from rich.text import Text
from typer.core import TyperGroup
from typing_extensions import Annotated

import zhixing
from zhixing.cli import demo as demo_board
from zhixing.cli import render
from zhixing.cli.folding import Folded
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook, tell_error, tell_os_error
from zhixing.cli.language import Lang, environment_language
from zhixing.cli.options import (
    AsOfOption,
    FileArgument,
    FilesArgument,
    Format,
    FormatOption,
    KnownAtOption,
    LangOption,
    NumberArgument,
    RulesOption,
    parse_day,
)
from zhixing.cli.output import Column, console, emit, emit_csv, emit_record, to_json
from zhixing.resources import SCHEMAS
from zhixing.reviews import DEFAULT_RULEBOOK

_help = environment_language().pick


class Commands(TyperGroup):
    """Tells errors in one line on stderr instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except zhixing.Error as error:
            tell_error(error, ctx.find_root().obj or environment_language())
        except BrokenPipeError:
            raise
        except OSError as error:
            tell_os_error(error, ctx.find_root().obj or environment_language())
        raise typer.Exit(2)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_help("执行案件审查：到期、缺项、违法与预警，逐条附依据。", "Reviews enforcement cases: what is due, missing or wrong, and by which article."),
)
rules_app = typer.Typer(no_args_is_help=True, help=_help("规则库。", "The rulebook."))
app.add_typer(rules_app, name="rules")


def _version(asked: bool) -> None:
    if asked:
        print(f"zhixing {zhixing.__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=_help("版本。", "The version."))] = False,
) -> None:
    pass


# ---------------------------------------------------------------- reviews


@app.command(help=_help("审查内置案卷，显示看板。", "Reviews the bundled docket and prints the board."))
def demo(
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    case: Annotated[str, typer.Option(help=_help("详细显示的案件。", "The case to show in full."))] = demo_board.CASE,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rulebook = load_rulebook(rules)
    day = as_of or demo_board.AS_OF
    dossiers = zhixing.read(io.BytesIO(zhixing.docket()))
    board = demo_board.Board(zhixing.review_many(dossiers, rulebook, as_of=day))
    if format is Format.table:
        demo_board.print_board(board, rulebook, day, case, lang)
    elif format is Format.csv:
        emit_csv(["severity", "rule", "findings"], board.rules(limit=1000))
    else:
        print(to_json(board.to_dict(day), indent=2 if format is Format.json else None))


@app.command(help=_help("逐件列出发现；无发现退出码为 0，有为 1，输入有误为 2。", "Lists the findings; exit code 0 none, 1 some, 2 bad input."))
def review(
    files: FilesArgument,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    reader = Reader(lang)
    rulebook = load_rulebook(rules)
    day = day_or_today(as_of)
    reviews = zhixing.review_many(reader.read(files), rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
    found = _WRITERS[format](reviews, lang)
    if reader.bad:
        raise typer.Exit(2)
    raise typer.Exit(1 if found else 0)


def _review_table(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    dossiers = found = unknown = 0
    for item in reviews:
        dossiers += 1
        found += len(item.findings)
        unknown += len(item.unknown)
        if item.findings:
            render.print_review(item, lang)
    print(
        lang.pick(
            f"{dossiers} 件卷宗，发现 {found} 项，无法判断 {unknown} 项",
            f"{dossiers} dossiers, {found} findings, {unknown} unknown",
        )
    )
    return found


def _review_json(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0
    separator = "["
    for item in reviews:
        found += len(item.findings)
        sys.stdout.write(f"{separator}\n{item.to_json()}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")
    return found


def _review_ndjson(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0
    for item in reviews:
        found += len(item.findings)
        sys.stdout.write(item.to_json() + "\n")
    return found


def _review_csv(reviews: Iterable[zhixing.Review], lang: Lang) -> int:
    found = 0

    def rows() -> Iterable[dict[str, Any]]:
        nonlocal found
        for item in reviews:
            for finding in item.findings:
                found += 1
                yield render.finding_row(item, finding, lang)

    emit_csv(render.FINDING_COLUMNS, rows())
    return found


_WRITERS = {
    Format.table: _review_table,
    Format.json: _review_json,
    Format.ndjson: _review_ndjson,
    Format.csv: _review_csv,
}


@app.command(help=_help("一件卷宗：经过、期限、发现、无法判断的事项。", "One dossier: timeline, obligations, findings, unknowns."))
def show(
    file: FileArgument,
    number: NumberArgument,
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
    answer = zhixing.review(dossier, rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
        render.print_dossier(answer, lang)
    elif format is Format.csv:
        print(zhixing.csv_header().rstrip("\n"))
        print(dossier.to_csv().rstrip("\n"))
    else:
        document = {"dossier": dossier.to_dict(), "review": answer.to_dict()}
        print(to_json(document, indent=2 if format is Format.json else None))


@app.command(help=_help("一条规则为何适用、为何不适用、为何无法判断。", "Why a rule fired, did not fire, or cannot be told."))
def why(
    file: FileArgument,
    number: NumberArgument,
    rule: Annotated[str, typer.Argument(metavar="RULE", help=_help("规则编号。", "The id of the rule."))],
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rulebook = load_rulebook(rules)
    rulebook.rule(rule)  # an unknown rule is told before a long file is read
    dossier = Reader(lang).find(file, number)
    day = day_or_today(as_of)
    explanation = zhixing.why(dossier, rule, rulebook, as_of=day, known_at=known_at)
    if format is Format.table:
        render.print_explanation(explanation, render.heading(day, as_of is None, rulebook, lang), lang)
    elif format is Format.csv:
        emit_csv(["trigger", "party", "state", "step"], _steps(explanation, lang))
    elif format is Format.json:
        print(to_json(explanation.to_dict(), indent=2))
    else:
        print(explanation.to_json())


def _steps(explanation: zhixing.Explanation, lang: Lang) -> Iterable[dict[str, Any]]:
    for instance in explanation.instances:
        for step in getattr(instance, f"steps_{lang.value}"):
            yield {"trigger": instance.trigger, "party": instance.party, "state": instance.state, "step": step}


# ---------------------------------------------------------------- dates


def _parse_start(text: str) -> datetime.datetime:
    """A day, or a day and time where hours are counted."""
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise typer.BadParameter(_help(f"不是日期或时间：{text}", f"not a date or time: {text}")) from None


def _parse_pause(text: str) -> tuple[datetime.date, Optional[datetime.date]]:
    start, _, end = text.partition(":")
    return parse_day(start), parse_day(end) if end else None


def _one_unit(**counts: Optional[int]) -> tuple[str, int]:
    given = [(unit, n) for unit, n in counts.items() if n is not None]
    if len(given) != 1:
        raise typer.BadParameter(
            _help("须且只须给出 --days、--workdays、--months、--years、--hours 之一", "give one of --days, --workdays, --months, --years, --hours")
        )
    return given[0]


@app.command(help=_help("期间届满日及计算步骤。", "The last day of a period, and how it is counted."))
def deadline(
    start: Annotated[datetime.datetime, typer.Option("--from", parser=_parse_start, metavar="DATE", help=_help("起算日（当日不计入）。", "The day it starts from (not counted)."))],
    days: Annotated[Optional[int], typer.Option(help=_help("日。", "Calendar days."))] = None,
    workdays: Annotated[Optional[int], typer.Option(help=_help("工作日。", "Working days."))] = None,
    months: Annotated[Optional[int], typer.Option(help=_help("月。", "Months."))] = None,
    years: Annotated[Optional[int], typer.Option(help=_help("年。", "Years."))] = None,
    hours: Annotated[Optional[int], typer.Option(help=_help("小时。", "Hours."))] = None,
    roll: Annotated[bool, typer.Option("--roll/--no-roll", help=_help("末日遇休息日顺延。", "Roll off a rest day."))] = True,
    pause: Annotated[
        Optional[List[str]],
        typer.Option("--pause", metavar="FROM:TO", help=_help("扣除的期间，可多次；TO 可空。", "Time not counted; repeatable; TO may be left out.")),
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
        print(to_json(record, indent=2 if format is Format.json else None))
        return
    console().print(f"{lang.pick('届满日', 'End')}: {period.end or lang.pick('扣除期间未结束', 'a pause has not ended')}")
    for step in steps:
        console().print(Padding(Folded(Text(str(step["text"]))), (0, 0, 0, 2)))
    if period.provisional:
        console().print(lang.pick("暂定：有关年份的放假通知尚未公布。", "Provisional: the holiday notice of a year is not out."))


@app.command(help=_help("一年的放假与调休。", "Rest days and make-up working days of a year."))
def calendar(
    year: Annotated[int, typer.Argument(min=1900, max=2199, help=_help("年份。", "The year."))],
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


# ---------------------------------------------------------------- law


@rules_app.command("list", help=_help("列出规则。", "Lists the rules."))
def rules_list(rules: RulesOption = DEFAULT_RULEBOOK, format: FormatOption = Format.table, lang: LangOption = None) -> None:
    assert lang is not None
    columns = [
        Column("id", "编号", "Id", 30),
        Column("form", "形式", "Form", 9, show=lang.word),
        Column("level", "层级", "Level", 7, show=lang.word),
        Column("enabled", "启用", "On", 4, show=lambda on: lang.pick("是", "yes") if on else lang.pick("否", "no")),
        Column("name", "名称", "Name"),
    ]
    rows = [
        {
            "id": rule.id,
            "form": rule.form,
            "level": rule.level,
            "enabled": rule.enabled,
            "name": lang.of(rule, "name"),
            "source": rule.source,
            "nodes": rule.nodes,
            "seed": rule.seed,
            "file": rule.file,
        }
        for rule in load_rulebook(rules).rules
    ]
    emit(columns, rows, format, lang)


@rules_app.command("show", help=_help("显示一条规则的全文。", "Shows a rule in full."))
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=_help("规则编号。", "The id of the rule."))],
    rules: RulesOption = DEFAULT_RULEBOOK,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rulebook = load_rulebook(rules)
    info = rulebook.rule(rule)
    text = rulebook.rule_json(rule)
    if format is Format.ndjson:
        print(to_json(json.loads(text)))
    elif format is Format.json:
        print(text)
    else:
        record = {
            "id": info.id,
            "name": lang.of(info, "name"),
            "form": info.form,
            "level": info.level,
            "source": info.source,
            "enabled": info.enabled,
            "nodes": info.nodes,
            "seed": info.seed,
            "file": info.file,
            "note": lang.of(info, "note"),
        }
        emit_record(_rule_columns(lang), record, format, lang)
        if format is Format.table:
            console().print("\n" + text)


def _rule_columns(lang: Lang) -> list[Column]:
    return [
        Column("id", "编号", "Id"),
        Column("name", "名称", "Name"),
        Column("form", "形式", "Form", show=lang.word),
        Column("level", "层级", "Level", show=lang.word),
        Column("source", "依据核对", "Source", show=lang.word),
        Column("enabled", "启用", "On", show=lambda on: lang.pick("是", "yes") if on else lang.pick("否", "no")),
        Column("nodes", "流程节点", "Nodes"),
        Column("seed", "指引条文", "Guideline"),
        Column("file", "文件", "File"),
        Column("note", "说明", "Note"),
    ]


@rules_app.command("lint", help=_help("检查规则库；有提示时退出码为 1。", "Looks for gaps and unused rules; exit code 1 if it remarks on any."))
def rules_lint(
    rulebook: Annotated[Optional[str], typer.Argument(metavar="ID|FILE", show_default=False, help=_help("规则库。", "The rulebook."))] = None,
    rules: RulesOption = DEFAULT_RULEBOOK,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    remarks = load_rulebook(rulebook or rules).lint()
    columns = [Column("code", "类别", "Code", 15), Column("rule", "规则", "Rule", 26), Column("message", "提示", "Remark")]
    rows = [{"code": remark.code, "rule": remark.rule, "message": lang.of(remark, "message")} for remark in remarks]
    if rows or format is not Format.table:
        emit(columns, rows, format, lang)
    else:
        print(lang.pick("没有提示。", "Nothing to remark."))
    raise typer.Exit(1 if rows else 0)


@app.command(help=_help("事件目录。", "The catalogue of event kinds."))
def catalogue(
    area: Annotated[Optional[str], typer.Argument(metavar="AREA|KIND", show_default=False, help=_help("只看一类或一种。", "One area or kind only."))] = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    kinds = [kind for kind in zhixing.catalogue().kinds if area is None or area in (kind.area, kind.id, kind.zh)]
    if not kinds:
        raise typer.BadParameter(lang.pick(f"没有这一类或这一种事件：{area}", f"there is no such area or kind: {area}"))
    columns = [
        Column("id", "类型", "Kind", 32),
        Column("zh", "中文", "Chinese", 24) if lang is Lang.zh else Column("en", "英文", "English", 24),
        Column("needs", "必填", "Needs"),
        Column("source", "来源", "Source"),
    ]
    names = ("id", "area", "zh", "en", "needs", "allows", "per", "roles", "source", "nodes")
    rows = [{name: getattr(kind, name) for name in names} for kind in kinds]
    if format is Format.csv:
        emit_csv(list(names), rows)
    else:
        emit(columns, rows, format, lang)


SchemaName = Enum("SchemaName", {name: name for name in SCHEMAS}, type=str)  # type: ignore[misc]


@app.command(help=_help("打印一种文档的 JSON Schema。", "Prints the JSON Schema of a document."))
def schema(name: Annotated[SchemaName, typer.Argument(help=_help("文档种类。", "Which document."))], lang: LangOption = None) -> None:
    sys.stdout.write(zhixing.schema(name.value))


# ---------------------------------------------------------------- numbers and files


@app.command(help=_help("解析案号。", "Reads a case number."))
def number(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_help("案号。", "The case number."))],
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    parsed = zhixing.CaseNumber.parse(text)
    court = zhixing.find_court(parsed.court)
    record = {
        "number": str(parsed),
        "year": parsed.year,
        "court": parsed.court,
        "court_name": court.name if court else None,
        "specialty": parsed.specialty,
        "type": parsed.type,
        "serial": parsed.serial,
        "suffix": parsed.suffix,
        "legacy": parsed.is_legacy,
        "remark": parsed.remark,
    }
    columns = [
        Column("number", "案号", "Number"),
        Column("year", "年度", "Year"),
        Column("court", "法院代字", "Court"),
        Column("court_name", "法院", "Name of the court"),
        Column("specialty", "专门审判代字", "Specialty"),
        Column("type", "类型代字", "Type"),
        Column("serial", "编号", "Serial"),
        Column("suffix", "之", "Suffix", show=lambda n: str(n) if n else lang.pick("无", "none")),
        Column("legacy", "旧式", "Legacy", show=lambda old: lang.pick("是", "yes") if old else lang.pick("否", "no")),
        Column("remark", "说明", "Remark"),
    ]
    emit_record(columns, record, format, lang)


@app.command(help=_help("核对证件号码。", "Checks an identity number."))
def identity(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_help("号码。", "The number."))],
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    parsed = zhixing.Identity.parse(text)
    sex = None if parsed.female is None else "female" if parsed.female else "male"
    record = {
        "kind": parsed.kind,
        "number": parsed.number,
        "birth": parsed.birth,
        "sex": sex,
        "division": parsed.division,
        "organisation_code": parsed.organisation_code,
        "warnings": parsed.warnings,
    }
    columns = [
        Column("kind", "种类", "Kind", show=lang.word),
        Column("number", "号码", "Number"),
        Column("birth", "出生日期", "Born"),
        Column("sex", "性别", "Sex", show=lambda it: lang.pick("女" if it == "female" else "男", it)),
        Column("division", "行政区划", "Division"),
        Column("organisation_code", "组织机构代码", "Organisation code"),
        Column("warnings", "提示", "Warnings"),
    ]
    emit_record(columns, record, format, lang)


@app.command(help=_help("转换卷宗格式（JSON、NDJSON、CSV）。", "Converts dossiers between JSON, NDJSON and CSV."))
def convert(
    files: FilesArgument,
    output: Annotated[Optional[Path], typer.Option("--output", "-o", metavar="OUT", show_default=False, help=_help("输出文件；默认标准输出。", "The file to write; by default stdout."))] = None,
    format: Annotated[Optional[Format], typer.Option("--format", "-f", show_default=False, help=_help("ndjson、json 或 csv；默认由 OUT 的后缀决定。", "ndjson, json or csv; by default what OUT's name says."))] = None,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    suffix = "" if output is None else output.suffix.lower()
    chosen = format or {".csv": Format.csv, ".json": Format.json}.get(suffix, Format.ndjson)
    if chosen is Format.table:
        raise typer.BadParameter(lang.pick("不能转换为 table", "dossiers are not converted to a table"))
    reader = Reader(lang)
    if output is None:
        _write_dossiers(reader.read(files), chosen, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="") as out:
            _write_dossiers(reader.read(files), chosen, out)
    raise typer.Exit(2 if reader.bad else 0)


def _write_dossiers(dossiers: Iterable[zhixing.Dossier], format: Format, out: TextIO) -> None:
    if format is Format.csv:
        out.write(zhixing.csv_header())
        for dossier in dossiers:
            out.write(dossier.to_csv())
    elif format is Format.ndjson:
        for dossier in dossiers:
            out.write(dossier.to_json() + "\n")
    else:
        documents = [dossier.to_dict() for dossier in dossiers]
        # One document is a dossier file; several are a list for other programs.
        out.write(to_json(documents[0] if len(documents) == 1 else documents, indent=2) + "\n")
