"""Service of documents (送达): what was tried, whether it is served and by which rule, what comes next."""

from __future__ import annotations

import datetime
from typing import Optional

from zhixing import _core
from zhixing._core import Dossier, Rulebook, ServiceAddress, ServiceAttempt, ServiceItem, ServiceSheet, ServiceStep, ServiceWay
from zhixing.reviews import the_rulebook

__all__ = ["ServiceAddress", "ServiceAttempt", "ServiceItem", "ServiceSheet", "ServiceStep", "ServiceWay", "service_sheet"]


def service_sheet(
    dossier: Dossier,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> ServiceSheet:
    """How the service of each document on each addressee stands on a day, and the schedule (附表) of what failed."""
    return _core.service_sheet(dossier, the_rulebook(rulebook), as_of, known_at)
