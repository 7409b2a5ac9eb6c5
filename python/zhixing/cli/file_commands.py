"""Numbers, and files of dossiers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterable, Optional, TextIO

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader
from zhixing.cli.options import FilesArgument, Format, FormatOption, LangOption
from zhixing.cli.output import Column, emit_record, to_json


@app.command(help=help_text("解析案号。", "Reads a case number."))
def number(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=help_text("案号。", "The case number."))],
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


@app.command(help=help_text("核对证件号码。", "Checks an identity number."))
def identity(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=help_text("号码。", "The number."))],
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


@app.command(help=help_text("转换卷宗格式（JSON、NDJSON、CSV）。", "Converts dossiers between JSON, NDJSON and CSV."))
def convert(
    files: FilesArgument,
    output: Annotated[Optional[Path], typer.Option("--output", "-o", metavar="OUT", show_default=False, help=help_text("输出文件；默认标准输出。", "The file to write; by default stdout."))] = None,
    format: Annotated[Optional[Format], typer.Option("--format", "-f", show_default=False, help=help_text("ndjson、json 或 csv；默认由 OUT 的后缀决定。", "ndjson, json or csv; by default what OUT's name says."))] = None,
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
