"""The journal (日志): where events are kept, append-only and hash-chained, in SQLite or PostgreSQL."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import asdict, dataclass
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from zhixing import _core
from zhixing._core import AccessPolicy, ConsistencyProof, Dossier, InclusionProof, JournalHead, Receipt, Rulebook, Verification
from zhixing.reviews import default_rulebook

JsonObject = Union[str, Mapping[str, Any]]


@dataclass(frozen=True)
class IdentityCheck:
    """How a party or an agent was identified before they may read: a number of some kind, on a document that was
    shown, checked by somebody else at some time."""

    kind: str
    number: str
    document: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Actor:
    """Who asks: the host has made sure who that is, the policy decides what they may do.

    ``court`` is a court code, e.g. 豫1325; ``roles`` are offices, ids of the catalogue's roles; parties and agents
    carry the ``identity`` they were checked by.
    """

    id: str
    court: str = ""
    roles: Tuple[str, ...] = ()
    identity: Optional[IdentityCheck] = None


@dataclass(frozen=True)
class Reader:
    """Who reads, why, and when that is; what is sensitive is recorded as read before it is given."""

    actor: Actor
    purpose: str
    recorded: datetime.datetime


class Journal:
    """A journal. Any number of threads may use one; a process that forks opens its own in the child.

    ``url`` is ``sqlite:FILE``, or ``postgresql://…`` where several machines share one. ``rulebook`` is what events
    are admitted by, ``policy`` who may read and record what (by default that of the library).
    """

    def __init__(self, core: _core.Journal) -> None:
        self._core = core

    @classmethod
    def create(cls, url: str, *, hash: str = "sm3", id: str = "", rulebook: Optional[Rulebook] = None, policy: Optional[AccessPolicy] = None) -> Journal:
        """Makes a new journal. ``hash`` is ``sm3`` or ``sha256``; ``id`` its name in proofs, by default a random one."""
        return cls(_core.Journal.create(url, rulebook or default_rulebook(), hash, id, policy or AccessPolicy.bundled()))

    @classmethod
    def open(cls, url: str, *, rulebook: Optional[Rulebook] = None, check_file: bool = True, policy: Optional[AccessPolicy] = None) -> Journal:
        """Opens a journal. ``check_file``: SQLite looks through the whole file first."""
        return cls(_core.Journal.open(url, rulebook or default_rulebook(), check_file, policy or AccessPolicy.bundled()))

    @classmethod
    def restore(
        cls, url: str, lines: Iterable[bytes], *, rulebook: Optional[Rulebook] = None, file: str = "", policy: Optional[AccessPolicy] = None
    ) -> Journal:
        """Makes a new journal of what another one exported, with the same entries and proofs; all of it or nothing."""
        return cls(_core.Journal.restore(url, rulebook or default_rulebook(), iter(lines), file, policy or AccessPolicy.bundled()))

    @property
    def id(self) -> str:
        return self._core.id

    @property
    def rulebook(self) -> Rulebook:
        return self._core.rulebook

    def append(
        self,
        number: str,
        events: Iterable[JsonObject] = (),
        *,
        actor: Actor,
        recorded: datetime.datetime,
        expect: Optional[int] = None,
        header: Union[JsonObject, Dossier, None] = None,
        office: str = "",
        import_old: bool = False,
    ) -> Receipt:
        """Records events of one dossier, durably when it returns; all of them or none.

        ``expect`` is how many entries the dossier has as far as you know (``ReceiptPart.seq``), 0 for a new one;
        a new dossier needs a ``header``. ``import_old`` records what breaks rules, and marks it.
        Raises ``ConflictError``, ``RefusedError``, ``AccessError``, ``InputError`` or ``JournalError``.
        """
        part: dict[str, Any] = {"number": number, "events": [_object(event) for event in events]}
        if expect is not None:
            part["expect"] = expect
        if header is not None:
            part["header"] = _header(header)
        return self.append_batch([part], actor=actor, recorded=recorded, office=office, import_old=import_old)

    def append_batch(
        self,
        parts: Iterable[Mapping[str, Any]],
        *,
        actor: Actor,
        recorded: datetime.datetime,
        office: str = "",
        import_old: bool = False,
    ) -> Receipt:
        """Records events of many dossiers, all or nothing; ``parts`` are those of ``zhixing.batch/1``."""
        batch = {
            "schema": "zhixing.batch/1",
            "actor": _actor(actor),
            "office": office,
            "recorded": _time(recorded),
            "import": import_old,
            "parts": list(parts),
        }
        return self._core.append(json.dumps(batch, ensure_ascii=False))

    def dossier(
        self, number: str, *, reader: Reader, as_of: Optional[datetime.date] = None, known_at: Optional[datetime.datetime] = None
    ) -> Dossier:
        """A dossier as it was known at a time, without events that are dated later than a day, as the reader may see it.
        Raises ``AccessError`` if they may not."""
        return self._core.dossier(number, _reader(reader), known_at, as_of)

    def dossiers(self, *, reader: Reader, known_at: Optional[datetime.datetime] = None) -> Iterator[Dossier]:
        """All dossiers of one moment that the reader may see, in the order in which they were begun."""
        return iter(self._core.dossiers(_reader(reader), known_at))

    def seq(self, number: str, *, reader: Reader) -> int:
        """How many entries a dossier has; 0: there is no such dossier."""
        return self._core.seq(number, _reader(reader))

    def accesses(self, number: str, *, reader: Reader) -> List[dict[str, Any]]:
        """Who has read what is sensitive in a dossier, and who has read all dossiers at once."""
        return list(self._core.accesses(number, _reader(reader))["accesses"])

    def head(self) -> JournalHead:
        """Where the journal ends. Keep it outside: it proves later that nothing of today was changed."""
        return self._core.head()

    def verify(self, trusted: Optional[JournalHead] = None) -> Verification:
        """Checks every entry, the chain, the tree and what is derived, against a head that was kept outside too."""
        return self._core.verify(trusted)

    def entry(self, position: int, *, reader: Reader) -> str:
        """The line of an entry in an export: what is hashed. For who may take the journal out."""
        return self._core.entry(position, _reader(reader))

    def prove_inclusion(self, position: int, size: Optional[int] = None) -> InclusionProof:
        return self._core.prove_inclusion(position, self.head().size if size is None else size)

    def prove_consistency(self, first: int, second: Optional[int] = None) -> ConsistencyProof:
        return self._core.prove_consistency(first, self.head().size if second is None else second)

    def export(self, path: Union[str, "os.PathLike[str]"], *, reader: Reader) -> None:
        """Writes the journal as lines to a new file: what it is, its entries, its head."""
        with open(path, "xb") as file:
            self._core.export_lines(file.write, _reader(reader))

    def export_lines(self, *, reader: Reader) -> List[bytes]:
        """The lines of an export."""
        lines: List[bytes] = []
        self._core.export_lines(lines.append, _reader(reader))
        return lines

    def back_up(self, file: Union[str, "os.PathLike[str]"], *, reader: Reader) -> None:
        """Copies a journal in SQLite to a new file while it is in use."""
        self._core.back_up(os.fspath(file), _reader(reader))

    def interrupt(self) -> None:
        """Ends the calls that run in other threads (``journal.interrupted``)."""
        self._core.interrupt()

    def __repr__(self) -> str:
        return f"Journal({self.id!r})"


def _time(time: datetime.datetime) -> str:
    return time.isoformat(timespec="seconds")


def _actor(actor: Actor) -> dict[str, Any]:
    members = asdict(actor)
    if actor.identity is None:
        del members["identity"]
    else:
        members["identity"]["at"] = _time(actor.identity.at)
    return members


def _reader(reader: Reader) -> str:
    members = {"actor": _actor(reader.actor), "purpose": reader.purpose, "recorded": _time(reader.recorded)}
    return json.dumps(members, ensure_ascii=False)


def _object(event: JsonObject) -> Any:
    return json.loads(event) if isinstance(event, str) else dict(event)


def _header(header: Union[JsonObject, Dossier]) -> Any:
    members = json.loads(header.to_json()) if isinstance(header, Dossier) else _object(header)
    if isinstance(header, Dossier):
        del members["events"]
    return members
