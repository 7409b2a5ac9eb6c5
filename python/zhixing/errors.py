"""Errors: what is wrong, where, and what was expected, in Chinese and English."""

from __future__ import annotations

from typing import Any, Dict, Optional


class Error(Exception):
    """Base of all errors of the library. ``code`` is stable and dotted, e.g. ``input.date``.

    ``detail`` is what else a program may want to know; the class says what is in it.
    """

    def __init__(
        self,
        code: str,
        message_zh: str,
        message_en: str,
        file: Optional[str] = None,
        line: Optional[int] = None,
        pointer: Optional[str] = None,
        detail: Optional[Dict[str, Any]] = None,
    ) -> None:
        # All arguments go to Exception, so that the error survives pickle.
        super().__init__(code, message_zh, message_en, file, line, pointer, detail)
        self.code = code
        self.message_zh = message_zh
        self.message_en = message_en
        self.file = file
        self.line = line
        self.pointer = pointer
        self.detail = detail

    @property
    def place(self) -> str:
        """``file:line: pointer`` as far as they are known."""
        line = "" if self.line is None else str(self.line)
        start = ":".join(part for part in (self.file, line) if part) if self.file else line and f"line {line}"
        return ": ".join(part for part in (start, self.pointer) if part)

    def message(self, lang: str) -> str:
        """The message alone, in ``zh`` or ``en``."""
        return self.message_zh if lang == "zh" else self.message_en

    def __str__(self) -> str:
        return f"{self.place}: {self.message_en}" if self.place else self.message_en


class InputError(Error):
    """The input does not say what it must: JSON, CSV, a date, an amount, a case number."""


class IdentityError(InputError):
    """An identity number is wrong; the code says in which part."""


class RuleError(Error):
    """A rulebook cannot be loaded, or does not hold what was asked of it."""


class TemplateError(RuleError):
    """A template is wrong. ``file`` and ``line`` say where; ``column`` in characters from 1."""

    @property
    def column(self) -> Optional[int]:
        return None if self.detail is None else self.detail.get("column")


class RenderError(Error):
    """A document is refused. ``detail``: its ``class`` and ``citations``, or the ``missing`` values."""


class JournalError(Error):
    """The journal cannot do what was asked; the code says why, e.g. ``journal.no_dossier``."""


class ConflictError(JournalError):
    """Others have written to the dossier meanwhile. ``detail``: ``number``, ``seq`` now, and what was written ``between``."""


class RefusedError(JournalError):
    """An event may not be recorded. ``detail``: ``number`` and the ``admission`` with every reason."""


class AccessError(JournalError):
    """The actor may not do that."""
