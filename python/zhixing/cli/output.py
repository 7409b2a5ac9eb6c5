"""Lists of rows in the four formats."""

from __future__ import annotations

import csv
import datetime
import json
import re
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from zhixing.cli.folding import Folded, folds
from zhixing.cli.language import Lang
from zhixing.cli.options import Format

Row = Mapping[str, Any]

_FORMULA = tuple("=+-@\t\r")
_NUMBER = re.compile(r"[-+]?[\d.,]+")

STYLES = {
    "breach": "bold red",
    "overdue": "red",
    "blocked": "magenta",
    "missing": "yellow",
    "anomaly": "cyan",
    "warning": "blue",
    "note": "dim",
}


@dataclass(frozen=True)
class Column:
    """A column: the member it shows, its title, and how the table writes its value."""

    key: str
    zh: str
    en: str
    width: Optional[int] = None
    right: bool = False
    show: Optional[Callable[[Any], str]] = None

    def text(self, value: Any) -> str:
        return self.show(value) if self.show is not None and value is not None else plain(value)


def console() -> Console:
    """Made for each use: stdout may be another one by then."""
    return Console(highlight=False, markup=False, soft_wrap=False)


def plain(value: Any) -> str:
    """A value as a cell of a table or of a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(part) for part in value)
    return str(value)


def to_json(value: Any, indent: Optional[int] = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_jsonable)


def print_json(value: Any, format: Format) -> None:
    """In one line where each line is to be a document, else to be read."""
    print(to_json(value, indent=None if format is Format.ndjson else 2))


def _jsonable(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def make_table(columns: Iterable[Column], rows: Iterable[Row], lang: Lang, title: Optional[str] = None) -> Table:
    columns = list(columns)
    table = _bare_table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(
            lang.pick(column.zh, column.en),
            width=column.width,
            justify="right" if column.right else "left",
        )
    for row in rows:
        table.add_row(*(_cell(column, row) for column in columns))
    return table


def _bare_table(**options: Any) -> Table:
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), **options)


def fitted(columns: Iterable[Column], rows: Sequence[Row], lang: Lang) -> list[Column]:
    """The columns that say something in any of the rows, none wider than what it says if that is less than the line."""
    kept = []
    widths = []
    for column in columns:
        cells = [column.text(row.get(column.key)) for row in rows]
        if any(cells):
            longest = max(cell_len(text) for text in (*cells, lang.pick(column.zh, column.en)))
            widths.append(min(longest, column.width or longest))
            kept.append(column)
    has_room = sum(widths) + 2 * (len(widths) - 1) <= console().width
    return [column if column.width is None and not has_room else replace(column, width=width) for column, width in zip(kept, widths)]


def print_rows(
    columns: Sequence[Column],
    rows: Iterable[Row],
    lang: Lang,
    *,
    above: Callable[[Row], Iterable[str]] = lambda row: (),
    below: Callable[[Row], Iterable[str]] = lambda row: (),
) -> None:
    """A table as its rows come, with lines above and below a row over its full width.

    All columns but one have a width; that one takes what is left.
    """
    out = console()
    head = _aligned(columns, lang, True)
    out.print(head)
    for row in rows:
        for line in above(row):
            out.print(Folded(Text(line, style="bold")))
        body = _aligned(columns, lang, False)
        body.add_row(*(_cell(column, row) for column in columns))
        out.print(body)
        for line in below(row):
            out.print(_remark(line, out.width), soft_wrap=True)


def _remark(line: str, width: int) -> Text:
    """A line below a row, its continuation under its beginning."""
    cuts = [0, *folds(line, max(width - 4, 2)), len(line)]
    parts = (line[start:end].rstrip() for start, end in zip(cuts, cuts[1:]))
    return Text("  · " + "\n    ".join(parts), style="dim")


def _aligned(columns: Sequence[Column], lang: Lang, head: bool) -> Table:
    """A table whose columns stand where those of the others with these columns do."""
    table = _bare_table(expand=any(column.width is None for column in columns), show_header=head)
    for column in columns:
        table.add_column(
            lang.pick(column.zh, column.en),
            width=column.width,
            ratio=1 if column.width is None else None,
            justify="right" if column.right else "left",
        )
    return table


def _cell(column: Column, row: Row) -> RenderableType:
    text = Text(column.text(row.get(column.key)))
    if column.key == "severity":
        text.stylize(STYLES.get(str(row.get("severity")), ""))
    return text if column.right else Folded(text)


def emit(columns: Iterable[Column], rows: Iterable[Row], format: Format, lang: Lang) -> None:
    """Prints rows: all their members in JSON, the columns in a table or CSV."""
    columns = list(columns)
    if format is Format.table:
        console().print(make_table(columns, rows, lang))
    elif format is Format.json:
        print(to_json([dict(row) for row in rows], indent=2))
    elif format is Format.ndjson:
        for row in rows:
            print(to_json(dict(row)))
    else:
        emit_csv([column.key for column in columns], rows)


def emit_csv(names: list[str], rows: Iterable[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_no_formula(plain(row.get(name))) for name in names])


def _no_formula(text: str) -> str:
    """A spreadsheet would carry out a text that begins like a formula; a number is none, also with a sign."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def emit_record(columns: Iterable[Column], record: Row, format: Format, lang: Lang) -> None:
    """Prints one thing: a line a member in a table, one object in JSON."""
    columns = [column for column in columns if record.get(column.key) not in (None, "", [])]
    if format is Format.table:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        for column in columns:
            table.add_row(Text(lang.pick(column.zh, column.en)), Folded(Text(column.text(record[column.key]))))
        console().print(table)
    elif format is Format.csv:
        emit_csv([column.key for column in columns], [record])
    else:
        print_json(dict(record), format)
