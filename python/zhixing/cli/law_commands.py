"""The rulebook, the catalogue and the schemas."""

from __future__ import annotations

import json
import sys
from enum import Enum
from typing import Optional

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli.app import app, help_text, rules_app
from zhixing.cli.inputs import load_rulebook
from zhixing.cli.language import Lang
from zhixing.cli.options import Format, FormatOption, LangOption, RulesOption
from zhixing.cli.output import Column, console, emit, emit_csv, emit_record, to_json
from zhixing.resources import SCHEMAS
from zhixing.reviews import DEFAULT_RULEBOOK


@rules_app.command("list", help=help_text("列出规则。", "Lists the rules."))
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


@rules_app.command("show", help=help_text("显示一条规则的全文。", "Shows a rule in full."))
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=help_text("规则编号。", "The id of the rule."))],
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
            "report_to": info.report_to,
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
        Column("report_to", "报告对象", "Report to", show=lambda roles: ", ".join(lang.word(role) for role in roles)),
        Column("file", "文件", "File"),
        Column("note", "说明", "Note"),
    ]


@rules_app.command("lint", help=help_text("检查规则库；有提示时退出码为 1。", "Looks for gaps and unused rules; exit code 1 if it remarks on any."))
def rules_lint(
    rulebook: Annotated[Optional[str], typer.Argument(metavar="ID|FILE", show_default=False, help=help_text("规则库。", "The rulebook."))] = None,
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


@app.command(help=help_text("事件目录。", "The catalogue of event kinds."))
def catalogue(
    area: Annotated[Optional[str], typer.Argument(metavar="AREA|KIND", show_default=False, help=help_text("只看一类或一种。", "One area or kind only."))] = None,
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


@app.command(help=help_text("打印一种文档的 JSON Schema。", "Prints the JSON Schema of a document."))
def schema(name: Annotated[SchemaName, typer.Argument(help=help_text("文档种类。", "Which document."))], lang: LangOption = None) -> None:
    sys.stdout.write(zhixing.schema(name.value))
