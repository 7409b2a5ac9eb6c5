"""Documents of a whole docket, in a folder or a ZIP."""

from __future__ import annotations

import enum
import sys
from typing import Any, Iterator, Optional, Union

import typer
from rich.console import Console
from rich.progress import Progress

import zhixing
from zhixing import documents
from zhixing.cli.inputs import Reader
from zhixing.cli.language import Lang


class BulkFormat(str, enum.Enum):
    docx = "docx"
    html = "html"
    text = "text"


class _Docket(Reader):
    """Dossiers, and in their place the errors of those that cannot be read."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang)
        self._unread: list[zhixing.InputError] = []

    def all(self, file: str) -> Iterator[Union[zhixing.Dossier, zhixing.InputError]]:
        for dossier in self.read([file]):
            yield from self._told()
            yield dossier
        yield from self._told()

    def _told(self) -> list[zhixing.InputError]:
        unread, self._unread = self._unread, []
        return unread

    def _tell(self, error: zhixing.InputError) -> None:
        super()._tell(error)
        self._unread.append(error)


def render_docket(templates: list[str], file: str, target: str, format: BulkFormat, threads: int, question: dict[str, Any], lang: Lang) -> None:
    """Makes them and says what became of them; exit code 0 all, 1 some, 2 bad input."""
    docket = _Docket(lang)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(lang.pick("制作文书", "documents"), total=None)

        def show(count: documents.BulkProgress) -> Optional[bool]:
            bar.update(task, total=count.added, completed=count.cases)
            return None

        result = documents.render_all(docket.all(file), templates, target, format=format.value, threads=threads, progress=show, **question)
    for entry in result.entries:
        if entry.code is not None:
            whom = entry.addressee or entry.subject
            print(f"{entry.number} {entry.template} {whom}: {lang.of(entry, 'reason')}", file=sys.stderr)
    count = result.count
    print(
        lang.pick(
            f"{count.added} 件卷宗：写出 {count.written} 份，原已相同 {count.kept} 份，不予制作 {count.refused} 份，失败 {count.failed} 份；目录见 {target}",
            f"{count.added} dossiers: {count.written} written, {count.kept} there already, {count.refused} refused, {count.failed} failed; index in {target}",
        )
    )
    if docket.bad:
        raise typer.Exit(2)
    raise typer.Exit(1 if count.refused or count.failed else 0)
