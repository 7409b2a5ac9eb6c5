"""Distribution (分配) of what enforcement brought in among several creditors."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Iterable, Mapping, Optional, Union

from zhixing import _core
from zhixing._core import Rulebook
from zhixing.reviews import the_rulebook

Amount = Union[Decimal, int, str]


@dataclass(frozen=True)
class DistributionLine:
    """One payment: its tier, what was claimed there, and what is paid.

    Of tier ``reserve``: what is kept back for a disputed claim out of its share in the tier ``source``.
    """

    tier: str
    name: Mapping[str, str]
    claimed: Decimal
    paid: Decimal
    ratio: str
    citations: tuple[Mapping[str, str], ...]
    asset: Optional[str] = None
    claim: Optional[str] = None
    creditor: Optional[str] = None
    head: Optional[str] = None
    source: Optional[str] = None


@dataclass(frozen=True)
class Distribution:
    """Lines in the order in which they are paid; ``paid + reserved + surplus + held == pool``, always."""

    document: Mapping[str, Any]
    regime: Optional[str]
    missing: tuple[str, ...]
    lines: tuple[DistributionLine, ...]
    pool: Decimal
    paid: Decimal
    reserved: Decimal
    surplus: Decimal
    held: Decimal

    def paid_to(self, claim: str) -> Decimal:
        """What a claim gets in all, without what is kept back for it."""
        return sum((line.paid for line in self.lines if line.claim == claim and line.tier != "reserve"), Decimal("0.00"))

    def reserved_for(self, claim: str) -> Decimal:
        """What is kept back for a claim because it is disputed."""
        return sum((line.paid for line in self.lines if line.claim == claim and line.tier == "reserve"), Decimal("0.00"))

    def to_dict(self) -> dict[str, Any]:
        return dict(self.document)


def distribute(
    pool: Union[Amount, Mapping[str, Any]],
    claims: Iterable[Mapping[str, Any]] = (),
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: Optional[datetime.date] = None,
    **facts: Any,
) -> Distribution:
    """Distributes an amount among claims, or answers a whole ``zhixing.distribution-request/1``.

    Of a claim ``id`` and ``principal`` are needed; money is Decimal, int or text, never a float. ``facts`` are further
    members of the request (``debtor``, ``insolvent``, ``bankruptcy``, ``regime``, ``fee``, ``options``, …).
    """
    if isinstance(pool, Mapping):
        request: dict[str, Any] = dict(pool)
    else:
        if as_of is None:
            raise TypeError("as_of is needed: the law is that of a day")
        request = {
            "schema": "zhixing.distribution-request/1",
            "as_of": as_of,
            "assets": [{"id": "pool", "proceeds": _money(pool)}],
            "claims": [_claim(claim) for claim in claims],
            **{name: _money(value) if name == "fee" else value for name, value in facts.items()},
        }
    text = json.dumps(request, ensure_ascii=False, default=_plain)
    return _read(json.loads(_core.distribute(text, the_rulebook(rulebook))))


def _money(value: Amount) -> str:
    if isinstance(value, (bool, float)):
        raise TypeError("money is Decimal, int or text")
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    money = ("principal", "doubled", "covered", "disputed")
    told: dict[str, Any] = {name: _money(value) if name in money else value for name, value in claim.items()}
    if "standings" in told:
        told["standings"] = [_claim(standing) for standing in told["standings"]]
    return told


def _plain(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value).__name__)


def _line(line: Mapping[str, Any]) -> DistributionLine:
    amounts: dict[str, Any] = {name: Decimal(line[name]) for name in ("claimed", "paid")}
    texts: dict[str, Any] = {name: line.get(name) for name in ("asset", "claim", "creditor", "head")}
    return DistributionLine(tier=line["tier"], name=line["name"], source=line.get("from"), ratio=line["ratio"], citations=tuple(line["citations"]), **amounts, **texts)


def _read(document: Mapping[str, Any]) -> Distribution:
    amounts = {name: Decimal(document[name]) for name in ("pool", "paid", "reserved", "surplus", "held")}
    lines = tuple(_line(line) for line in document["lines"])
    return Distribution(document=document, regime=document["regime"], missing=tuple(document["missing"]), lines=lines, **amounts)
