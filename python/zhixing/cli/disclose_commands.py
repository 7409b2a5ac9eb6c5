"""Disclosure: messages to parties, a party's own case, the list of dishonest debtors, publication."""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path
from typing import Any, List, Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.options import AsOfOption, FileArgument, FilesArgument, Format, FormatOption, KnownAtOption, LangOption, NumberArgument, RulesOption
from zhixing.cli.output import print_json, to_json
from zhixing.reviews import DEFAULT_RULEBOOK

disclose_app = typer.Typer(no_args_is_help=True, help=help_text("执行公开：告知谁、告知什么、不得告知什么。", "Disclosure: who is told what, and what may not be told."))
app.add_typer(disclose_app, name="disclose")

_DISHONEST = "name age sex card_num business_entity area case_code reg_date publish_date gist_id court gist_unit duty performance disrupt_type".split()
_STATES = {
    "due": ("待告知", "due"),
    "overdue": ("逾期未告知", "overdue"),
    "told": ("已告知", "told"),
    "withheld": ("不告知", "withheld"),
    "unknown": ("无法判断", "cannot be told"),
    "to_correct": ("应更正", "to correct"),
    "to_withdraw": ("应撤回", "to withdraw"),
    "corrected": ("已更正", "corrected"),
    "withdrawn": ("已撤回", "withdrawn"),
}


@disclose_app.command(help=help_text("一个案件应告知的事项和各渠道的用语；没有待告知的退出码为 0，否则为 1。", "What is to be told in a case, and the words for each channel; exit code 0 nothing waits, 1 something does."))
def messages(
    file: FileArgument,
    number: NumberArgument,
    phone: Annotated[str, typer.Option(help=help_text("法院联系电话，写入用语。", "Telephone of the court, for the words."))] = "",
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
    answer = zhixing.disclosures(dossier, rulebook, as_of=day, known_at=known_at, values={"court.phone": phone} if phone else None)
    if format is Format.table:
        print(render.heading(day, as_of is None, rulebook, lang))
        _print_disclosures(answer, lang)
    else:
        print_json(answer, format)
    raise typer.Exit(1 if answer["messages"] else 0)


def _print_disclosures(answer: dict[str, Any], lang: Lang) -> None:
    for position, item in enumerate(answer["disclosures"]):
        name = item["name"][lang.value] if "name" in item else lang.pick("不告知的事项", "told to nobody")
        whom = lang.pick("公众", "the public") if item["public"] else item.get("party", "-")
        due = f"  {lang.pick('最迟', 'by')} {item['due']}" if "due" in item else ""
        print(f"{item['event']}  {whom}  {lang.pick(*_STATES[item['state']])}  {name}{due}")
        if "reason" in item:
            article = "；".join(f"《{citation['document']}》第{citation['article']}条" for citation in item["citations"][:1])
            print(f"    {item['reason'][lang.value]}{' ' + article if article else ''}")
        for message in answer["messages"]:
            if message["item"] == position:
                missing = lang.pick("  （缺 ", "  (missing ") + "、".join(message["missing"]) + lang.pick("）", ")") if message["missing"] else ""
                print(f"    {message['message']['channel']}: {message['text']}{missing}")
    for finding in answer["findings"]:
        print(f"{finding['severity']}: {finding['message'][lang.value]}")


@disclose_app.command(help=help_text("当事人凭证件查询本人案件；不是本人的案件与没有这一案件回答相同，退出码为 1。", "A party asks for their own cases by identity document; what is not theirs is answered as if there were none, exit code 1."))
def query(
    files: FilesArgument,
    kind: Annotated[str, typer.Option(help=help_text("证件种类（resident、passport、uscc、lawyer_licence 等）。", "Kind of the number."))] = "resident",
    identity: Annotated[str, typer.Option(help=help_text("证件号码。", "The identity number."))] = "",
    document: Annotated[str, typer.Option(help=help_text("出示的证件。", "The paper that was shown."))] = "居民身份证",
    checked_by: Annotated[str, typer.Option(help=help_text("由谁核对身份。", "Who checked it."))] = "",
    agent: Annotated[bool, typer.Option("--agent", help=help_text("以代理人身份查询。", "Ask as an agent."))] = False,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    day = day_or_today(as_of)
    now = datetime.datetime.combine(day, datetime.time(12))
    check = zhixing.IdentityCheck(kind, identity, document, checked_by, now)
    roles = ("agent",) if agent else ("applicant", "respondent", "third_party")
    reader = zhixing.Reader(zhixing.Actor("disclose", "", roles, check), "当事人查询", now)
    answer = zhixing.party_query(Reader(lang).read(files), reader, load_rulebook(rules), as_of=day)
    print(to_json(answer, indent=2))
    raise typer.Exit(0 if answer["cases"] else 1)


@disclose_app.command("list", help=help_text("失信被执行人名单（CSV 或 JSON）。", "The list of dishonest debtors (CSV or JSON)."))
def list_(
    files: FilesArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.csv,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    rows = zhixing.dishonest_list(Reader(lang).read(files), as_of=day_or_today(as_of), known_at=known_at)
    if format in (Format.json, Format.ndjson):
        print_json(rows, format)
        return
    writer = csv.DictWriter(sys.stdout, _DISHONEST, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@disclose_app.command(help=help_text("文书能否公布；能公布的打印隐名、删除处理后的文本，不能的退出码为 1。", "Whether a document may be published: its masked text, or why not and exit code 1."))
def publish(
    file: FileArgument,
    number: NumberArgument,
    document: Annotated[str, typer.Argument(help=help_text("文书名称。", "Name of the document."))],
    text: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=help_text("文书文本。", "Its text."))],
    hide: Annotated[Optional[List[str]], typer.Option(help=help_text("隐名的当事人（编号）。", "Parties whose names are hidden (ids)."))] = None,
    hide_all: Annotated[bool, typer.Option("--hide-all", help=help_text("全部自然人隐名。", "Hide the names of all persons."))] = False,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    dossier = Reader(lang).find(file, number)
    answer = zhixing.publication(dossier, document, text.read_text("utf-8"), load_rulebook(rules), as_of=day_or_today(as_of), hidden=hide or (), hide_all=hide_all)
    if answer["allowed"]:
        print(answer["text"], end="")
        return
    print(answer["reason"][lang.value], file=sys.stderr)
    raise typer.Exit(1)
