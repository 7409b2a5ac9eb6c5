"""The options that commands share."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import List, Optional

import typer
from typing_extensions import Annotated

from zhixing.cli.language import Lang, environment_language

_help = environment_language().pick


class Format(str, Enum):
    table = "table"
    json = "json"
    ndjson = "ndjson"
    csv = "csv"


def parse_day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(_help(f"不是日期（YYYY-MM-DD）：{text}", f"not a date (YYYY-MM-DD): {text}")) from None


def parse_time(text: str) -> datetime.datetime:
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is not None:
        raise typer.BadParameter(
            _help(f"不是时间（YYYY-MM-DDThh:mm，不带时区）：{text}", f"not a civil time (YYYY-MM-DDThh:mm): {text}")
        )
    return time


def _keep_language(context: typer.Context, lang: Optional[Lang]) -> Lang:
    """Errors are told in it too, wherever they happen."""
    chosen = lang or environment_language()
    context.find_root().obj = chosen
    return chosen


LangOption = Annotated[
    Optional[Lang],
    typer.Option(
        "--lang",
        callback=_keep_language,
        is_eager=True,
        show_default=False,
        help=_help("输出语言；默认取自环境变量 LANG。", "Language of the output; by default that of LANG."),
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help=_help("输出格式。", "Format of the output."))]
RulesOption = Annotated[
    str,
    typer.Option(
        "--rules",
        metavar="ID|FILE",
        help=_help("内置规则库的编号，或规则库文件。", "A bundled rulebook, or the file of one."),
    ),
]
AsOfOption = Annotated[
    Optional[datetime.date],
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="DATE",
        show_default=False,
        help=_help("以哪一天为准；默认今天。", "The day of the review; by default today."),
    ),
]
KnownAtOption = Annotated[
    Optional[datetime.datetime],
    typer.Option(
        "--known-at",
        parser=parse_time,
        metavar="TIME",
        show_default=False,
        help=_help("不看此后才录入的事件。", "Leave out events recorded later."),
    ),
]
FilesArgument = Annotated[
    List[str],
    typer.Argument(
        metavar="FILE...",
        show_default=False,
        help=_help("卷宗文件（.json、.ndjson、.jsonl、.csv）；- 为标准输入。", "Dossiers (.json, .ndjson, .jsonl, .csv); - is stdin."),
    ),
]
FileArgument = Annotated[
    str,
    typer.Argument(metavar="FILE", show_default=False, help=_help("卷宗文件；- 为标准输入。", "Dossiers; - is stdin.")),
]
NumberArgument = Annotated[
    str,
    typer.Argument(
        metavar="NUMBER",
        show_default=False,
        help=_help("案号；或 '#N'：文件中第 N 件（从 1 起，# 在命令行中须加引号）。", "The case number; or '#N', quoted: the Nth dossier of the file, from 1."),
    ),
]
