"""Reading dossiers from files: JSON, NDJSON and CSV."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Callable, Iterator, Optional, Union

from zhixing import _core
from zhixing._core import Dossier
from zhixing.errors import InputError

_CHUNK = 1 << 20

Source = Union[str, "os.PathLike[str]", BinaryIO]
OnError = Union[str, Callable[[InputError], object]]

_FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv"}


def read(source: Source, *, format: Optional[str] = None, on_error: OnError = "raise") -> Iterator[Dossier]:
    """Yields the dossiers of a file: ``.json`` (one), ``.ndjson`` or ``.jsonl`` (one a line), ``.csv``.

    ``source`` is a path or a binary file. ``format`` (``json``, ``ndjson``, ``csv``) overrides what the
    name says; without either the beginning of the data decides. What cannot be read is told by
    ``on_error``: ``"raise"`` (the default), ``"skip"``, or a function that is given each ``InputError``
    while the rest is read.
    """
    handle = error_handler(on_error)
    if format is not None and format not in set(_FORMATS.values()):
        raise ValueError(f"format is json, ndjson or csv, not {format!r}")
    with opened(source) as (file, name):
        for item in _items(file, name, format or _FORMATS.get(Path(name).suffix.lower())):
            if isinstance(item, InputError):
                handle(item)
            else:
                yield item


def error_handler(on_error: OnError) -> Callable[[InputError], object]:
    if callable(on_error):
        return on_error
    if on_error == "skip":
        return lambda error: None
    if on_error == "raise":
        return _raise
    raise ValueError('on_error is "raise", "skip" or a function')


def _raise(error: InputError) -> None:
    raise error


@contextmanager
def opened(source: Source) -> Iterator[tuple[BinaryIO, str]]:
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            yield file, str(source)
    else:
        yield source, str(getattr(source, "name", "input"))


def _items(file: BinaryIO, name: str, format: Optional[str]) -> Iterator[Union[Dossier, InputError]]:
    start = b""
    if format is None:
        start = file.read(_CHUNK)
        format = _guess(start)
    if format == "ndjson":
        yield from _ndjson(file, name, start)
    elif format == "csv":
        yield from _core.read_csv(start + file.read(), name)
    else:
        try:
            yield Dossier.from_json(start + file.read(), name)
        except InputError as error:
            yield error


def _guess(start: bytes) -> str:
    """JSON begins with a brace; it is NDJSON when its first line is a whole object."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        return "csv" if text else "ndjson"
    return "ndjson" if text.split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"


def _ndjson(file: BinaryIO, name: str, start: bytes) -> Iterator[Union[Dossier, InputError]]:
    """Whole lines a piece at a time, so that a long file is never in memory at once."""
    lines_before = 0
    pending = [start]
    while True:
        chunk = file.read(_CHUNK)
        cut = chunk.rfind(b"\n") + 1
        if chunk and cut == 0:
            pending.append(chunk)
            continue
        text = b"".join(pending) + chunk[:cut]
        pending = [chunk[cut:]]
        yield from _core.read_ndjson(text, name, lines_before)
        lines_before += text.count(b"\n")
        if not chunk:
            return
