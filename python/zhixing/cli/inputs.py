"""What commands read: dossiers, rulebooks, one dossier of many."""

from __future__ import annotations

import datetime
import os
import re
import sys
from contextlib import contextmanager
from typing import BinaryIO, Iterable, Iterator, Optional

import typer
from rich.console import Console
from rich.progress import wrap_file

import zhixing
from zhixing.cli.language import Lang
from zhixing.reviews import DEFAULT_RULEBOOK

_LONG = 8 << 20  # bytes; shorter input is read before a bar could be drawn


def load_rulebook(id_or_file: str) -> zhixing.Rulebook:
    if id_or_file == DEFAULT_RULEBOOK:
        return zhixing.default_rulebook()
    if os.path.exists(id_or_file) or id_or_file.endswith(".json"):
        return zhixing.Rulebook.load(id_or_file)
    return zhixing.Rulebook.bundled(id_or_file)


def day_or_today(as_of: Optional[datetime.date]) -> datetime.date:
    return as_of or datetime.date.today()


class Reader:
    """Reads files in turn; what cannot be read is told on stderr and counted, the rest is read."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.bad = 0
        self._place = ""

    def read(self, files: Iterable[str]) -> Iterator[zhixing.Dossier]:
        files = list(files)
        for name in files:
            with _opened(name) as file:
                for position, dossier in enumerate(zhixing.read(file, format=_format_of(name), on_error=self._tell), 1):
                    self._place = f"#{position}" if len(files) == 1 else f"{name} #{position}"
                    yield dossier

    def label(self, dossier: zhixing.Dossier) -> str:
        """The number of the dossier that was read last, or its place in its file."""
        return dossier.number or self._place

    def _tell(self, error: zhixing.InputError) -> None:
        self.bad += 1
        tell_error(error, self.lang)

    def find(self, file: str, number: str) -> zhixing.Dossier:
        """The dossier of a number, which is the same in other brackets; ``#N`` is the Nth of the file, from 1."""
        position = re.fullmatch(r"[#＃]([0-9]{1,9})", number.strip())
        if position is not None:
            return self._nth(file, int(position[1]))
        wanted = _canonical(number)
        for dossier in self.read([file]):
            if dossier.number is not None and _canonical(dossier.number) == wanted:
                return dossier
        raise zhixing.InputError(
            "input.no_dossier", f"没有案号为{number}的卷宗", f"there is no dossier numbered {number}", file
        )

    def _nth(self, file: str, wanted: int) -> zhixing.Dossier:
        count = 0
        for count, dossier in enumerate(self.read([file]), 1):
            if count == wanted:
                return dossier
        raise zhixing.InputError(
            "input.no_dossier",
            f"没有第 {wanted} 件卷宗，文件中共 {count} 件",
            f"there is no dossier #{wanted}; the file has {count}",
            file,
        )


def tell_error(error: zhixing.Error, lang: Lang) -> None:
    place = f"{error.place}: " if error.place else ""
    typer.echo(f"zhixing: {place}{lang.of(error, 'message')}", err=True)


def tell_os_error(error: OSError, lang: Lang) -> None:
    reason = error.strerror or str(error)
    typer.echo(f"zhixing: {lang.pick('不能打开', 'cannot open')} {error.filename or ''}: {reason}", err=True)


def _canonical(number: str) -> str:
    try:
        return str(zhixing.CaseNumber.parse(number))
    except zhixing.InputError:
        return number.strip()


def _format_of(name: str) -> Optional[str]:
    return {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv"}.get(os.path.splitext(name)[1].lower())


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with open(name, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        # A bar beside a table on the same terminal would spoil both.
        if size < _LONG or not sys.stderr.isatty() or sys.stdout.isatty():
            yield file
            return
        with wrap_file(file, size, description=name, console=Console(stderr=True), transient=True) as watched:
            yield watched
