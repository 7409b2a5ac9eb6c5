"""Text in table cells, folded as Chinese is: between characters, but not before a closing mark or after an opening one."""

from __future__ import annotations

import re
from typing import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

# A run of Latin letters and digits, or one other character, with the marks that belong to it.
_PIECE = re.compile(r"[（《〈【〔“‘]*(?:[\x21-\x7e]+|.)[、，。；：！？）》〉】〕”’]*\s*")


def folds(text: str, width: int) -> Iterator[int]:
    """Positions at which a line of text is cut so that every part fits into ``width`` cells."""
    used = 0
    for piece in _PIECE.finditer(text):
        size = cell_len(piece.group().rstrip())
        if used and used + size > width:
            yield piece.start()
            used = 0
        position = piece.start()
        while size > width:  # a word longer than the line
            taken = 1
            while cell_len(text[position : position + taken + 1]) <= width:
                taken += 1
            position += taken
            yield position
            size = cell_len(text[position : piece.end()].rstrip())
            used = 0
        used += cell_len(text[position : piece.end()])


class Folded:
    """A renderable text that folds itself to the width it is given."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(longest, 8), longest).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(list(folds(line.plain, max(options.max_width, 2)))):
                part.rstrip()
                yield part
