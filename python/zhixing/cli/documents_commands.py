"""Templates of documents, and documents made from them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, List, Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing import documents
from zhixing.cli.app import app, help_text, templates_app
from zhixing.cli.docket_documents import BulkFormat, render_docket
from zhixing.cli.inputs import Reader, day_or_today, load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.options import AsOfOption, FileArgument, Format, FormatOption, KnownAtOption, LangOption, RulesOption
from zhixing.cli.output import Column, emit
from zhixing.reviews import DEFAULT_RULEBOOK

TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help=help_text("模板的编号或名称。", "Id or name of a template."))]
OwnOption = Annotated[
    Optional[List[str]],
    typer.Option("--own", metavar="FILE", help=help_text("本院的模板（.md，或者以模板编号命名的 .docx）。", "A template of the court (.md, or a .docx named for the id of a template).")),
]


def _templates(rules: str, own: Optional[list[str]]) -> documents.Templates:
    return documents.templates(None if rules == DEFAULT_RULEBOOK else load_rulebook(rules), own or ())


@templates_app.command("list", help=help_text("列出文书模板。", "Lists the templates of documents."))
def templates_list(
    rules: RulesOption = DEFAULT_RULEBOOK, own: OwnOption = None, format: FormatOption = Format.table, lang: LangOption = None
) -> None:
    assert lang is not None
    columns = [
        Column("id", "编号", "Id", 26),
        Column("class", "类别", "Class", 5),
        Column("document", "文书", "Document", 20),
        Column("per", "制作单位", "One for each", 14),
        Column("name", "名称", "Name"),
    ]
    rows = [
        {"id": one.id, "class": one.document_class, "document": one.document, "per": one.per, "name": lang.of(one, "name"), "own": one.own, "file": one.file}
        for one in _templates(rules, own)
    ]
    emit(columns, rows, format, lang)


@templates_app.command("fields", help=help_text("列出一个模板需要的字段。", "Lists the fields that a template needs."))
def templates_fields(
    template: TemplateArgument,
    rules: RulesOption = DEFAULT_RULEBOOK,
    own: OwnOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    _emit_fields(_templates(rules, own)[template], format, lang)


@templates_app.command("check", help=help_text("检查本院的模板；有误时给出行、列，退出码 2。", "Checks a template of the court; exit code 2 with line and column if it is wrong."))
def templates_check(
    file: Annotated[str, typer.Argument(metavar="FILE", help=help_text("模板文件（.md）。", "The file of the template (.md)."))],
    rules: RulesOption = DEFAULT_RULEBOOK,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    template = documents.check(text, file, among=_templates(rules, None))
    if format is Format.table:
        print(f"{template.id}  {lang.of(template, 'name')}  {template.document_class}")
    _emit_fields(template, format, lang)


def _emit_fields(template: documents.Template, format: Format, lang: Lang) -> None:
    columns = [
        Column("name", "字段", "Field", 24),
        Column("type", "类型", "Type", 7),
        Column("needed", "必需", "Needed", 6, show=lambda needed: lang.pick("是", "yes") if needed else lang.pick("否", "no")),
        Column("label", "含义", "Meaning", 24),
        Column("source", "取自", "From"),
    ]
    rows = []
    for field in template.fields:
        rows.append(_field_row(field, field.name, lang))
        rows.extend(_field_row(item, f"{field.name}[].{item.name}", lang) for item in field.items)
    emit(columns, rows, format, lang)


def _field_row(field: documents.TemplateField, name: str, lang: Lang) -> dict[str, Any]:
    source = "" if field.source is None else json.dumps(field.source, ensure_ascii=False)
    return {"name": name, "type": field.type, "needed": field.needed, "label": lang.of(field, "label"), "source": source, "members": field.members}


@app.command(help=help_text("制作一份文书：DOCX、网页或者纯文本；--all 为全部卷宗批量制作。", "Makes a document: DOCX, HTML or plain text; with --all those of every dossier."))
def render(
    template: TemplateArgument,
    file: FileArgument,
    number: Annotated[Optional[str], typer.Argument(metavar="NUMBER", help=help_text("案号，或 #N 为第 N 件；与 --all 同用时不写。", "Case number, or #N for the Nth; none with --all."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=help_text("为文件中每件卷宗制作，模板可用逗号分列；--output 为文件夹或 .zip。", "For every dossier of the file, templates parted by commas; --output is a folder or a .zip."))] = False,
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help=help_text("写到的文件（.docx、.html 或 .txt）；- 为在终端显示纯文本。", "The file to write (.docx, .html or .txt); - shows plain text."))] = "-",
    party: Annotated[str, typer.Option("--party", metavar="ID", help=help_text("文书所对的当事人。", "The party that it is for."))] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="REF", help=help_text("文书所对的事项。", "The instance that it is for."))] = "",
    values: Annotated[Optional[str], typer.Option("--values", metavar="FILE", help=help_text("另给的字段值（JSON）。", "Values of fields, as JSON."))] = None,
    team: Annotated[bool, typer.Option("--team", help=help_text("由办案团队制作。", "Made by the team, not the centre."))] = False,
    to: Annotated[BulkFormat, typer.Option("--to", help=help_text("批量文书的格式。", "What --all writes."))] = BulkFormat.docx,
    threads: Annotated[int, typer.Option("--threads", min=0, help=help_text("--all 所用线程；0 为每核一个。", "Threads of --all; 0: one a core."))] = 0,
    preview: Annotated[bool, typer.Option("--preview", help=help_text("预览：缺项标出。", "A draft, with what is missing marked."))] = False,
    own: OwnOption = None,
    rules: RulesOption = DEFAULT_RULEBOOK,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    given = None if values is None else json.loads(Path(values).read_text("utf-8"))
    question: dict[str, Any] = {
        "as_of": day_or_today(as_of),
        "known_at": known_at,
        "values": given,
        "office": "team" if team else "centre",
        "preview": preview,
        "among": _templates(rules, own),
    }
    if everything:
        if number is not None or output == "-":
            raise typer.BadParameter(lang.pick("--all 不写案号，并须用 --output 指定文件夹或 .zip", "--all takes no number, and needs --output: a folder or a .zip"))
        return render_docket(template.split(","), file, output, to, threads, question, lang)
    if number is None:
        raise typer.BadParameter(lang.pick("应写明案号，或者用 --all", "give a number, or --all"), param_hint="NUMBER")
    ending = Path(output).suffix.lower()
    if output != "-" and ending not in (".docx", ".html", ".txt"):
        raise typer.BadParameter(lang.pick("应以 .docx、.html 或 .txt 结尾", "must end in .docx, .html or .txt"), param_hint="--output")
    dossier = Reader(lang).find(file, number)
    made = documents.render(dossier, template, party=party, ref=ref, **question)
    for name, zh, en in made.missing:
        print(lang.pick(f"缺：{zh}（{name}）", f"missing: {en} ({name})"), file=sys.stderr)
    if output == "-":
        print(made.text, end="")
    elif ending == ".docx":
        Path(output).write_bytes(made.docx)
    else:
        Path(output).write_text(made.html if ending == ".html" else made.text, "utf-8")
