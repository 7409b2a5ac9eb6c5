"""The journal: made, filled, read, checked, carried elsewhere."""

from __future__ import annotations

import datetime
import json
import os
from itertools import islice
from pathlib import Path
from typing import Any, List, Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.options import AsOfOption, FilesArgument, Format, FormatOption, KnownAtOption, LangOption, RulesOption, parse_day, parse_time
from zhixing.cli.output import Column, emit, emit_record, print_json
from zhixing.reviews import DEFAULT_RULEBOOK

journal_app = typer.Typer(no_args_is_help=True, help=help_text("日志：卷宗的留痕存储。", "The journal: where dossiers are kept."))
app.add_typer(journal_app, name="journal")

_BATCH = 1000  # dossiers recorded at once

UrlArgument = Annotated[
    str, typer.Argument(metavar="URL", show_default=False, help=help_text("sqlite:文件 或 postgresql://…。", "sqlite:FILE or postgresql://…."))
]
ActorOption = Annotated[str, typer.Option("--actor", metavar="ID", show_default=False, help=help_text("由谁记录。", "Who records this."))]
RoleOption = Annotated[
    List[str], typer.Option("--role", metavar="ROLE", show_default=False, help=help_text("其身份；可重复。", "Their office; may be given several times."))
]
PurposeOption = Annotated[str, typer.Option("--purpose", metavar="TEXT", show_default=False, help=help_text("查阅理由，留痕。", "Why; it is recorded."))]
CourtOption = Annotated[str, typer.Option("--court", metavar="CODE", help=help_text("其法院代字。", "The code of their court."))]
OutputOption = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", show_default=False, help=help_text("写到哪个新文件。", "The new file to write to."))
]
HeadOption = Annotated[
    Optional[Path], typer.Option("--head", metavar="FILE", show_default=False, help=help_text("此前留存的日志头。", "A head that was kept."))
]
_HEAD = [
    Column("journal", "日志", "Journal"),
    Column("hash", "杂凑算法", "Hash"),
    Column("size", "条数", "Entries"),
    Column("recorded", "最后记录", "Last recorded"),
    Column("chain", "链值", "Chain"),
    Column("root", "树根", "Root"),
]


@journal_app.command(help=help_text("新建日志。", "Makes a new journal."))
def init(
    url: UrlArgument,
    hash: Annotated[str, typer.Option("--hash", metavar="sm3|sha256", help=help_text("杂凑算法。", "The hash."))] = "sm3",
    id: Annotated[str, typer.Option("--id", show_default=False, help=help_text("日志名称；默认随机。", "Its name; by default a random one."))] = "",
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    emit_record(_HEAD, _head(zhixing.Journal.create(url, hash=hash, id=id).head()), format, lang)


@journal_app.command(help=help_text("录入卷宗文件中的新事件，每批一千件，整批成败。", "Records what is new in dossiers, a thousand at a time, each batch whole or not at all."))
def append(
    url: UrlArgument,
    files: FilesArgument,
    actor: ActorOption,
    role: RoleOption,
    court: CourtOption = "",
    recorded: Annotated[
        Optional[datetime.datetime],
        typer.Option("--recorded", parser=parse_time, metavar="TIME", show_default=False, help=help_text("记录时间；默认现在。", "When; by default now.")),
    ] = None,
    import_old: Annotated[
        bool, typer.Option("--import", help=help_text("导入旧数据：违规的也录入并标明。", "Old data: what breaks rules is recorded too, and marked."))
    ] = False,
    rules: RulesOption = DEFAULT_RULEBOOK,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    journal = zhixing.Journal.open(url, rulebook=load_rulebook(rules))
    who = zhixing.Actor(actor, court, tuple(role))
    now = recorded or datetime.datetime.now().replace(microsecond=0)
    reader = Reader(lang)
    parts = (_part(dossier) for dossier in reader.read(files))
    rows: List[dict[str, Any]] = []
    while batch := list(islice(parts, _BATCH)):
        receipt = journal.append_batch(batch, actor=who, recorded=now, import_old=import_old)
        rows += [{"number": part.number, "seq": part.seq, "events": len(part.ids), "replayed": part.replayed} for part in receipt.parts]
    emit(
        [Column("number", "案号", "Number"), Column("seq", "条数", "Entries", 8), Column("events", "事件", "Events", 8), Column("replayed", "已有", "Known", 8)],
        rows,
        format,
        lang,
    )
    raise typer.Exit(2 if reader.bad else 0)


@journal_app.command(help=help_text("显示一件卷宗；不给案号则显示日志头。", "Shows a dossier; the head without a number."))
def show(
    url: UrlArgument,
    number: Annotated[Optional[str], typer.Argument(metavar="NUMBER", show_default=False, help=help_text("案号。", "The case number."))] = None,
    as_of: Annotated[
        Optional[datetime.date],
        typer.Option("--as-of", parser=parse_day, metavar="DATE", show_default=False, help=help_text("不看此后的事件。", "Leave out events dated later.")),
    ] = None,
    known_at: KnownAtOption = None,
    actor: ActorOption = "",
    role: RoleOption = [],
    court: CourtOption = "",
    purpose: PurposeOption = "",
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    journal = zhixing.Journal.open(url, check_file=False)
    if number is None:
        emit_record(_HEAD, _head(journal.head()), format, lang)
        return
    dossier = journal.dossier(number, reader=_reader(actor, role, court, purpose), as_of=as_of, known_at=known_at)
    if format in (Format.json, Format.ndjson):
        print_json(json.loads(dossier.to_json()), format)
        return
    columns = [Column(name, zh, en) for name, zh, en in (("id", "编号", "Id"), ("on", "日期", "Date"), ("kind", "事件", "Kind"), ("recorded", "记录时间", "Recorded"), ("by", "记录人", "By"))]
    emit(columns, json.loads(dossier.to_json())["events"], format, lang)


@journal_app.command("list", help=help_text("列出卷宗及其现状：到期的、某人的、某当事人的……", "Lists dossiers and how they stand: what is due, whose, of which party."))
def list_dossiers(
    url: UrlArgument,
    actor: ActorOption,
    role: RoleOption,
    purpose: PurposeOption,
    court: CourtOption = "",
    as_of: AsOfOption = None,
    party: Annotated[str, typer.Option(help=help_text("当事人名称。", "Name of a party."))] = "",
    handler: Annotated[str, typer.Option(help=help_text("承办人。", "The handler."))] = "",
    rule: Annotated[str, typer.Option(help=help_text("有此规则的发现。", "With a finding of this rule."))] = "",
    due_within: Annotated[Optional[int], typer.Option(metavar="DAYS", show_default=False, help=help_text("几日内到期。", "Due within so many days."))] = None,
    limit: Annotated[int, typer.Option(help=help_text("至多几件。", "At most so many."))] = 100,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    day = day_or_today(as_of)
    wanted: dict[str, Any] = {name: text for name, text in (("party", party), ("handler", handler), ("rule", rule)) if text}
    if due_within is not None:
        wanted |= {"due_from": day, "due_to": day + datetime.timedelta(days=due_within)}
    journal = zhixing.Journal.open(url, check_file=False)
    page = journal.query(reader=_reader(actor, role, court, purpose), as_of=day, limit=limit, **wanted)
    if format in (Format.json, Format.ndjson):
        print_json(page, format)
        return
    columns = [
        Column("number", "案号", "Number"),
        Column("handler", "承办人", "Handler"),
        Column("worst", "最重", "Gravest", show=lang.word),
        Column("findings", "发现", "Findings", 8),
        Column("next_due", "最近到期", "Next due", 10),
    ]
    emit(columns, (_standing(summary) for summary in page["dossiers"]), format, lang)


def _standing(summary: dict[str, Any]) -> dict[str, Any]:
    standing = summary.get("standing") or {}
    return {
        "number": summary["number"],
        "handler": summary.get("handler"),
        "worst": standing.get("worst"),
        "findings": len(standing.get("findings", [])),
        "next_due": standing.get("next_due"),
    }


@journal_app.command(help=help_text("重审到日子的和有变动的卷宗，列出现状有变的案号。", "Reviews the dossiers whose day has come or that changed; lists those that stand otherwise."))
def sweep(url: UrlArgument, as_of: AsOfOption = None, rules: RulesOption = DEFAULT_RULEBOOK, format: FormatOption = Format.table, lang: LangOption = None) -> None:
    assert lang is not None
    done = zhixing.Journal.open(url, rulebook=load_rulebook(rules), check_file=False).sweep(day_or_today(as_of))
    if format in (Format.json, Format.ndjson):
        print_json(done, format)
    else:
        emit([Column("number", "案号", "Number")], ({"number": number} for number in done["changed"]), format, lang)


@journal_app.command(help=help_text("核验全部条目；无误退出码为 0，有误为 1。", "Checks every entry; exit code 0 sound, 1 not."))
def verify(url: UrlArgument, head: HeadOption = None, format: FormatOption = Format.table, lang: LangOption = None) -> None:
    assert lang is not None
    trusted = None if head is None else zhixing.JournalHead.from_json(head.read_text("utf-8").splitlines()[-1])
    verification = zhixing.Journal.open(url, check_file=False).verify(trusted)
    if format in (Format.json, Format.ndjson):
        print_json(verification.to_dict(), format)
    else:
        emit_record(_HEAD, _head(verification.head), format, lang)
        for fault in verification.faults:
            print(lang.of(fault, "message"))
    raise typer.Exit(0 if verification.sound else 1)


@journal_app.command(help=help_text("导出全部条目和日志头，可另行核验、可恢复。", "Writes all entries and the head, to be checked and restored elsewhere."))
def export(url: UrlArgument, output: OutputOption, actor: ActorOption, role: RoleOption, purpose: PurposeOption, court: CourtOption = "") -> None:
    zhixing.Journal.open(url).export(output, reader=_reader(actor, role, court, purpose))


@journal_app.command(help=help_text("谁查阅过一件卷宗中的敏感信息。", "Who has read what is sensitive in a dossier."))
def accesses(
    url: UrlArgument,
    number: Annotated[str, typer.Argument(metavar="NUMBER", show_default=False, help=help_text("案号。", "The case number."))],
    actor: ActorOption,
    role: RoleOption,
    purpose: PurposeOption,
    court: CourtOption = "",
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    found = zhixing.Journal.open(url, check_file=False).accesses(number, reader=_reader(actor, role, court, purpose))
    rows = [{**access, "purpose": access["read"]["purpose"], "items": " ".join(access["read"]["items"])} for access in found]
    columns = [Column(name, zh, en) for name, zh, en in (("recorded", "时间", "When"), ("actor", "谁", "Who"), ("office", "身份", "Office"), ("purpose", "理由", "Why"), ("items", "项目", "Items"))]
    emit(columns, rows, format, lang)


@journal_app.command(help=help_text("由导出文件恢复为新日志。", "Makes a new journal of an export."))
def restore(url: UrlArgument, file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help=help_text("导出文件。", "The export."))]) -> None:
    with open(file, "rb") as lines:
        zhixing.Journal.restore(url, lines, file=os.fspath(file))


@journal_app.command(help=help_text("使用中备份（SQLite）。", "Copies a journal in SQLite while it is in use."))
def backup(url: UrlArgument, output: OutputOption, actor: ActorOption, role: RoleOption, purpose: PurposeOption, court: CourtOption = "") -> None:
    zhixing.Journal.open(url).back_up(output, reader=_reader(actor, role, court, purpose))


def _reader(actor: str, role: List[str], court: str, purpose: str) -> zhixing.Reader:
    return zhixing.Reader(zhixing.Actor(actor, court, tuple(role)), purpose, datetime.datetime.now().replace(microsecond=0))


def _part(dossier: zhixing.Dossier) -> dict[str, Any]:
    header = json.loads(dossier.to_json())
    events = header.pop("events")
    return {"number": dossier.number or "", "header": header, "events": events}


def _head(head: zhixing.JournalHead) -> dict[str, Any]:
    return {
        "journal": head.journal,
        "hash": head.hash,
        "size": head.size,
        "recorded": None if head.recorded is None else head.recorded.isoformat(),
        "chain": head.chain,
        "root": head.root,
    }
