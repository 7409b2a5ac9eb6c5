"""Court fees and interest. Amounts are Decimal, int or text, never float."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Iterable, Mapping, Optional, Sequence, Tuple, Union

from zhixing import _core
from zhixing._core import Rulebook
from zhixing.reviews import default_rulebook

Amount = Union[Decimal, int, str]
Day = datetime.date
Excluded = Union[Tuple[Day, Day], Tuple[Day, Day, str]]
Payment = Union[Tuple[Day, Amount], Tuple[Day, Amount, str]]

# The scales of the measures have not changed since 2007-04-01.
FEE_DAY = datetime.date(2007, 4, 1)


@dataclass(frozen=True)
class FeeLine:
    """One line of a fee: a band of the scale, or what changes their sum. The lines add up to the fee."""

    what: str
    fee: Decimal
    over: Optional[Decimal] = None
    part: Optional[Decimal] = None
    rate: Optional[Decimal] = None  # percent


@dataclass(frozen=True)
class Fee:
    """A court fee."""

    kind: str
    amount: Decimal
    fee: Decimal
    rounding: str
    base: str
    lines: Tuple[FeeLine, ...]
    received: Optional[Decimal]  # net of the fee: received = amount + fee + remainder
    remainder: Optional[Decimal]
    document: Mapping[str, Any] = field(repr=False)  # zhixing.fee/1, with citations and notes


@dataclass(frozen=True)
class InterestPiece:
    """A line: base × rate × days; both days count."""

    part: str  # general, old, doubled
    first: Day
    last: Day
    days: int
    base: Decimal
    rate: Decimal  # percent
    per: str  # year, day
    amount: Decimal


@dataclass(frozen=True)
class Settlement:
    """What a payment went to."""

    day: Day
    amount: Decimal
    costs: Decimal
    interest: Decimal
    principal: Decimal
    doubled: Decimal
    surplus: Decimal


@dataclass(frozen=True)
class Interest:
    """Interest over a time. The pieces add up to the total (with one rounding, but for rounding_difference)."""

    total: Decimal
    general: Decimal
    doubled: Decimal
    outstanding: Decimal  # debt and interest still owed on the last day
    rounding_difference: Decimal
    pieces: Tuple[InterestPiece, ...]
    settlements: Tuple[Settlement, ...]
    document: Mapping[str, Any] = field(repr=False)  # zhixing.interest/1, with readings, citations and remarks


def _text(amount: Amount) -> str:
    """An amount as the library reads it; zeros after the second decimal change nothing."""
    if isinstance(amount, bool) or not isinstance(amount, (Decimal, int, str)):
        raise TypeError(f"an amount is Decimal, int or str, not {type(amount).__name__}")
    if isinstance(amount, str):
        return amount
    text = format(Decimal(amount), "f")
    whole, point, fraction = text.partition(".")
    return whole + point + fraction[:2] + fraction[2:].rstrip("0") if point else text


def _json(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _text(value)
    raise TypeError(f"{type(value).__name__} is no day, amount or option")


def _params(params: Mapping[str, Any]) -> str:
    return json.dumps({name: value for name, value in params.items() if value is not None}, default=_json)


def _number(row: Mapping[str, Any], name: str) -> Optional[Decimal]:
    return Decimal(row[name]) if name in row else None


def court_fee(
    kind: str,
    amount: Optional[Amount],
    rulebook: Optional[Rulebook] = None,
    *,
    on: Day = FEE_DAY,
    rounding: Optional[str] = None,
    base: Optional[str] = None,
    halved: bool = False,
    net: bool = False,
    local: Optional[Amount] = None,
) -> Fee:
    """A fee line by line. ``kind``: execution, preservation, acceptance, payment-order, bankruptcy.

    ``net``: the amount is all that was received, and x with x + fee(x) = amount is asked for. ``local``: what the court
    charges for an execution without an amount.
    """
    params = {
        "kind": kind,
        "amount": None if amount is None else _text(amount),
        "local": None if local is None else _text(local),
        "on": on,
        "rounding": rounding,
        "base": base,
        "halved": halved,
        "net": net,
    }
    document = json.loads(_core.fee_json(_params(params), rulebook or default_rulebook()))
    lines = tuple(
        FeeLine(row["what"], Decimal(row["fee"]), _number(row, "over"), _number(row, "part"), _number(row, "rate")) for row in document["lines"]
    )
    return Fee(
        document["kind"],
        Decimal(document["amount"]),
        Decimal(document["fee"]),
        document["rounding"],
        document["base"],
        lines,
        _number(document, "received"),
        _number(document, "remainder"),
        document,
    )


def execution_fee(amount: Amount) -> Decimal:
    """执行申请费, to the fen."""
    return court_fee("execution", amount).fee


def preservation_fee(amount: Amount) -> Decimal:
    """保全申请费, to the fen."""
    return court_fee("preservation", amount).fee


def interest(params: Mapping[str, Any], rulebook: Optional[Rulebook] = None) -> Interest:
    """Interest of a question told as the parameters of ``zx_interest`` (docs/money.md); days may be ``datetime.date``."""
    document = json.loads(_core.interest_json(_params(params), rulebook or default_rulebook()))
    day = datetime.date.fromisoformat
    return Interest(
        Decimal(document["total"]),
        Decimal(document["general"]),
        Decimal(document["doubled"]),
        Decimal(document["outstanding"]),
        Decimal(document["rounding_difference"]),
        tuple(
            InterestPiece(
                row["part"], day(row["from"]), day(row["to"]), row["days"], Decimal(row["base"]), Decimal(row["rate"]), row["per"], Decimal(row["amount"])
            )
            for row in document["pieces"]
        ),
        tuple(
            Settlement(day(row["day"]), *(Decimal(row[name]) for name in ("amount", "costs", "interest", "principal", "doubled", "surplus")))
            for row in document["settlements"]
        ),
        document,
    )


def delay_interest(
    base: Union[Amount, Sequence[Mapping[str, Any]]],
    first_day: Day,
    last_day: Day,
    *,
    excluded: Iterable[Excluded] = (),
    payments: Iterable[Payment] = (),
    general: Sequence[Mapping[str, Any]] = (),
    order: Optional[str] = None,
    agreed: Optional[Sequence[str]] = None,
    basis: Optional[int] = None,
    days: str = "both_ends",
    rounding: Optional[str] = None,
    rulebook: Optional[Rulebook] = None,
    **more: Any,
) -> Interest:
    """迟延履行期间的债务利息. Both ends of every interval count unless ``days`` is ``end_exclusive``.

    ``base`` is an amount, or items ``{"kind", "amount", …}``; ``excluded`` are (from, to) or (from, to, ground), ``payments``
    (day, amount) or (day, amount, kind). ``more``: other parameters of ``zx_interest``.
    """
    params: dict[str, Any] = {
        "first_day": first_day,
        "last_day": last_day,
        "excluded": [dict(zip(("from", "to", "ground"), one)) for one in excluded],
        "payments": [{**dict(zip(("day", "amount", "kind"), one)), "amount": _text(one[1])} for one in payments],
        "general": list(general),
        "order": order,
        "agreed": agreed,
        "basis": basis,
        "days": days,
        "rounding": rounding,
        **more,
    }
    if isinstance(base, (list, tuple)):
        params["items"] = [{**item, "amount": _text(item["amount"])} for item in base]
    else:
        params["base"] = _text(base)  # type: ignore[arg-type]
    return interest(params, rulebook)


def general_interest(
    base: Amount,
    from_day: Day,
    to_day: Day,
    *,
    days: str,
    basis: Optional[int] = None,
    rounding: Optional[str] = None,
    rulebook: Optional[Rulebook] = None,
    loan_contract: Optional[Day] = None,
    loan_filed: Optional[Day] = None,
    **rate: Any,
) -> Interest:
    """一般债务利息 over one time. ``days`` (both_ends, end_exclusive) has no default, and neither has ``basis`` (360, 365).

    ``rate``: one of annual, monthly, daily (percent as text), lpr ("1y", "5y"), benchmark ("6m", "1y", "3y", "5y", "over5y");
    with lpr and benchmark also times, bp, fixed_on.
    """
    params = {
        "base": _text(base),
        "last_day": to_day,
        "general": [{"from": from_day, "to": to_day, **rate}],
        "days": days,
        "basis": basis,
        "rounding": rounding,
        "loan_contract": loan_contract,
        "loan_filed": loan_filed,
    }
    return interest(params, rulebook)


def late_performance(
    *, loss: Optional[Amount] = None, decided: Optional[Amount] = None, on: Day, rulebook: Optional[Rulebook] = None
) -> Decimal:
    """迟延履行金: twice the loss, or what the court decided where there is none."""
    return _core.performance_money(loss, decided, on, rulebook or default_rulebook())
