"""Bank statements against the books (对账)."""

from __future__ import annotations

import datetime
import os
from typing import BinaryIO, Iterable, Optional, Union

from zhixing import _core
from zhixing._core import BankMovement, BankStatement, Dossier, Reconciliation
from zhixing.readers import OnError, error_handler, opened


def read_statement(source: Union[str, "os.PathLike[str]", bytes, BinaryIO], *, on_error: OnError = "raise") -> BankStatement:
    """A bank's statement from CSV: a path, the bytes themselves, or a binary file.

    UTF-8 or GB18030, with a header row of English or Chinese column names. Lines that cannot be read are told by
    ``on_error`` as in ``read``; they stay in ``refused``, and ``reconcile`` does not go on without them.
    """
    handle = error_handler(on_error)
    if isinstance(source, bytes):
        statement = _core.read_statement(source, "statement")
    else:
        with opened(source) as (file, name):
            statement = _core.read_statement(file.read(), name)
    for error in statement.refused:
        handle(error)
    return statement


def reconcile(
    statement: BankStatement,
    dossiers: Iterable[Dossier],
    *,
    days: int = 3,
    start: Optional[datetime.date] = None,
    end: Optional[datetime.date] = None,
    known_at: Optional[datetime.datetime] = None,
) -> Reconciliation:
    """Each line of a statement and each money movement of the dossiers: matched and by what, or not and why.

    ``days``: by how much the dates of one movement may differ. ``start`` and ``end``: the period, by default that of the
    statement; movements outside it are no difference. ``known_at``: events recorded later are not seen. InputError if the statement has lines that could not be read.
    """
    movements: list[BankMovement] = []
    for position, dossier in enumerate(dossiers):
        movements += _core.bank_movements(dossier, position, known_at)
    return _core.reconcile(statement, movements, days, start, end)
