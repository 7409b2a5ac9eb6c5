"""Case money: the escrow ledger of a case, and whether an event may be posted to it."""

from __future__ import annotations

import datetime
import json
from typing import Any, Mapping, Optional, Union

from zhixing import _core
from zhixing._core import Admission, Dossier, Ledger, Rulebook
from zhixing.reviews import the_rulebook


def escrow(dossier: Dossier, *, as_of: datetime.date, known_at: Optional[datetime.datetime] = None) -> Ledger:
    """The books of a case on a day (案款账簿): accounts, entries, flaws, payments, receipts, entitlements."""
    return _core.escrow(dossier, as_of, known_at)


def admit(
    dossier: Dossier,
    event: Union[str, Mapping[str, Any]],
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> Admission:
    """Whether an event may be posted, and if not, every reason. Nothing is posted.

    ``event`` is a JSON object as in the dossier's ``events``, or a mapping that makes one.
    """
    text = event if isinstance(event, str) else json.dumps(dict(event), ensure_ascii=False)
    return _core.admit(dossier, text, the_rulebook(rulebook), as_of, known_at)
