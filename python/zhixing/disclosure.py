"""Disclosure (执行公开): whom to tell what, a party's own case, publication, masking."""

from __future__ import annotations

import datetime
import json
from typing import Any, Iterable, Mapping, Optional, Sequence

from zhixing import _core
from zhixing._core import AccessPolicy, Dossier, Rulebook
from zhixing.journal import Reader, _reader
from zhixing.reviews import the_rulebook


def disclosures(
    dossier: Dossier,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    values: Optional[Mapping[str, str]] = None,
) -> dict[str, Any]:
    """Whom to tell what, what was told, what may not be, and the messages that wait: ``zhixing.disclosures/1``.

    A message has in ``message`` what a batch of a journal takes, its ``text``, the fields that are ``missing`` (then it
    is not to go out), and in ``result`` the event that records that it arrived. ``values`` are fields that the host gives,
    such as ``court.phone``.
    """
    return dict(json.loads(_core.disclosures(dossier, the_rulebook(rulebook), as_of, known_at, dict(values or {}))))


def disclosure_result(taken: Mapping[str, Any], *, on: datetime.date) -> dict[str, Any]:
    """The event that records that a message of disclosure arrived, of the message as ``Outbox.take`` gave it: for
    ``Outbox.acknowledge``. Raises ``InputError`` if it is no such message."""
    body = json.dumps(taken.get("body"), ensure_ascii=False)
    return dict(json.loads(_core.disclosure_result(taken["channel"], taken.get("to", ""), taken["cause"], body, on)))


def party_query(
    dossiers: Iterable[Dossier],
    reader: Reader,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    policy: Optional[AccessPolicy] = None,
) -> dict[str, Any]:
    """What a party or an agent is told of their own cases: ``zhixing.party-answer/1``.

    ``reader`` names who asks, with the check of their identity. Where a journal is used, read the dossier by
    ``Journal.dossier``, which records it, and give it to ``party_case``.
    """
    return dict(json.loads(_core.party_query(list(dossiers), the_rulebook(rulebook), policy or AccessPolicy.bundled(), _reader(reader), as_of, known_at)))


def party_case(shown: Dossier, rulebook: Optional[Rulebook] = None, *, as_of: datetime.date, own: Sequence[str] = ()) -> dict[str, Any]:
    """The case of a dossier as a journal gave it, masked, to a party; ``own`` are ids of the parties for whom it did."""
    answer = json.loads(_core.party_case(shown, the_rulebook(rulebook), list(own), as_of))
    return dict(answer["cases"][0])


def publication(
    dossier: Dossier,
    document: str,
    text: str = "",
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    hidden: Sequence[str] = (),
    hide_all: bool = False,
) -> dict[str, Any]:
    """Whether a document may be published, and its text masked: ``zhixing.publication/1``.

    ``hidden`` are ids of parties whose names are hidden (article 8 of the provisions), ``hide_all`` hides those of all persons.
    """
    return dict(json.loads(_core.publication(dossier, the_rulebook(rulebook), document, text, list(hidden), hide_all, as_of, known_at)))


def dishonest_list(dossiers: Iterable[Dossier], *, as_of: datetime.date, known_at: Optional[datetime.datetime] = None) -> list[dict[str, Any]]:
    """The rows of the list of dishonest debtors (失信被执行人名单) on a day."""
    return list(json.loads(_core.dishonest_list(list(dossiers), as_of, known_at))["entries"])


def mask_text(text: str, names: Sequence[str] = ()) -> tuple[str, dict[str, int]]:
    """A text masked for publication, with these names hidden, and how much of what was hidden."""
    return _core.mask_text(text, list(names))
