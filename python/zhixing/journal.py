"""The journal (日志): where events are kept, append-only and hash-chained, in SQLite or PostgreSQL."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import asdict, dataclass
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from zhixing import _core
from zhixing._core import AccessPolicy, ConsistencyProof, Dossier, InclusionProof, JournalHead, Receipt, Rulebook, Verification
from zhixing.reviews import the_rulebook

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
        return cls(_core.Journal.create(url, the_rulebook(rulebook), hash, id, policy or AccessPolicy.bundled()))

    @classmethod
    def open(cls, url: str, *, rulebook: Optional[Rulebook] = None, check_file: bool = True, policy: Optional[AccessPolicy] = None) -> Journal:
        """Opens a journal. ``check_file``: SQLite looks through the whole file first."""
        return cls(_core.Journal.open(url, the_rulebook(rulebook), check_file, policy or AccessPolicy.bundled()))

    @classmethod
    def restore(
        cls, url: str, lines: Iterable[bytes], *, rulebook: Optional[Rulebook] = None, file: str = "", policy: Optional[AccessPolicy] = None
    ) -> Journal:
        """Makes a new journal of what another one exported, with the same entries and proofs; all of it or nothing."""
        return cls(_core.Journal.restore(url, the_rulebook(rulebook), iter(lines), file, policy or AccessPolicy.bundled()))

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
        return self._core.dossiers(_reader(reader), known_at)

    def query(self, *, reader: Reader, **wanted: Any) -> dict[str, Any]:
        """A page of the dossiers that are wanted, and how they stand: ``zhixing.dossiers/1``.

        ``as_of`` is the day on which they stand; the other members are those of the question in ``docs/journal.md``
        (``party``, ``identity``, ``court``, ``handler``, ``team``, ``kind``, ``open``, ``rule``, ``severity``,
        ``due_from``, ``due_to``, ``limit``, ``after``: the ``next`` of the page before).
        """
        members = {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in wanted.items()}
        return dict(self._core.query(json.dumps(members, ensure_ascii=False), _reader(reader)))

    def sweep(self, as_of: datetime.date) -> dict[str, Any]:
        """Reviews the dossiers whose day has come and those that changed, and no others: ``zhixing.sweep/1``."""
        return dict(self._core.sweep(as_of))

    def reindex(self, as_of: datetime.date) -> dict[str, Any]:
        """Makes again all that is derived from the entries: for another rulebook. ``zhixing.sweep/1``."""
        return dict(self._core.reindex(as_of))

    def index_state(self) -> dict[str, Any]:
        """What the index of all dossiers is worth: ``zhixing.index/1``."""
        return dict(self._core.index_state())

    def verify_standings(self) -> Verification:
        """Reviews every dossier again and compares how it stands with what is kept."""
        return self._core.verify_standings()

    def outbox(self, *, reader: Reader) -> Outbox:
        """The messages for the world outside; for a program that sees all of every dossier."""
        return Outbox(_core.Outbox(self._core, _reader(reader)))

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


class Outbox:
    """The outbox (发件箱) of a journal. A worker takes messages for a while, sends them, and says what became of them;
    answers are ``zhixing.outbox/1`` and ``zhixing.delivery/1`` (``docs/outbox.md``). Raises ``JournalError``."""

    def __init__(self, core: _core.Outbox) -> None:
        self._core = core

    def take(self, worker: str, channel: str, *, now: datetime.datetime, lease: int, limit: int = 1) -> List[dict[str, Any]]:
        """Messages that are due, each for this worker alone for ``lease`` seconds, with the ``token`` that says so."""
        request = {"worker": worker, "channel": channel, "now": _time(now), "lease": lease, "limit": limit}
        return list(_load(self._core.take(_dump(request)))["messages"])

    def renew(self, id: str, token: str, *, now: datetime.datetime, lease: int) -> datetime.datetime:
        """More time; until when."""
        return self._core.renew(id, token, now, lease)

    def acknowledge(self, id: str, token: str, *, actor: Actor, now: datetime.datetime, result: Optional[JsonObject] = None, office: str = "") -> dict[str, Any]:
        """It arrived; ``result`` is an event of the dossier that says so, recorded with it."""
        return _load(self._core.acknowledge(_report(id, token, actor, now, office, result)))

    def fail(
        self,
        id: str,
        token: str,
        *,
        actor: Actor,
        now: datetime.datetime,
        reason: str,
        result: Optional[JsonObject] = None,
        retry_at: Optional[datetime.datetime] = None,
        give_up: bool = False,
        office: str = "",
    ) -> dict[str, Any]:
        """It did not arrive: it is tried again at ``retry_at`` or as its channel says, or given up."""
        more: dict[str, Any] = {"reason": reason, "give_up": give_up}
        if retry_at is not None:
            more["retry_at"] = _time(retry_at)
        return _load(self._core.fail(_report(id, token, actor, now, office, result, **more)))

    def revive(self, id: str, *, actor: Actor, now: datetime.datetime, office: str = "") -> dict[str, Any]:
        """A message that was given up waits again."""
        return _load(self._core.revive(_report(id, "", actor, now, office, None)))

    def list(self, **wanted: Any) -> dict[str, Any]:
        """Messages by ``channel``, ``state``, ``number``; a page at a time (``after``, ``limit``)."""
        return _load(self._core.list(_dump(wanted)))

    def inspect(self, id: str) -> dict[str, Any]:
        """One message with all that was recorded about it."""
        return dict(_load(self._core.inspect(id))["messages"][0])


def _report(
    id: str, token: str, actor: Actor, now: datetime.datetime, office: str, result: Optional[JsonObject], **more: Any
) -> str:
    members: dict[str, Any] = {"id": id, "token": token, "actor": _actor(actor), "office": office, "now": _time(now), **more}
    if result is not None:
        members["result"] = _object(result)
    return _dump(members)


def _dump(members: Mapping[str, Any]) -> str:
    return json.dumps(members, ensure_ascii=False)


def _load(text: str) -> dict[str, Any]:
    return dict(json.loads(text))


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
