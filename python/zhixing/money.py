"""Court fees and interest. Amounts and rates are Decimal, int or text, never float."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any, Iterable, Mapping, Optional, Sequence, Tuple, Union

from zhixing import _core
from zhixing._core import Fee, GeneralRate, Interest, InterestItem, Rulebook
from zhixing.reviews import the_rulebook

Amount = Union[Decimal, int, str]
Day = datetime.date
Excluded = Union[Tuple[Day, Day], Tuple[Day, Day, str]]
Payment = Union[Tuple[Day, Amount], Tuple[Day, Amount, str]]


def court_fee(
    kind: str,
    amount: Optional[Amount],
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: Optional[Day] = None,
    rounding: Optional[str] = None,
    base: Optional[str] = None,
    halved: bool = False,
    net: bool = False,
    local: Optional[Amount] = None,
    exchange_rate: Optional[Amount] = None,
) -> Fee:
    """A fee line by line. ``kind``: execution, preservation, acceptance, payment-order, bankruptcy.

    ``as_of`` selects the scale; None: the newest. ``net``: the amount is all that was received, and x with
    x + fee(x) = amount is asked for. ``local``: what the court charges for an execution without an amount.
    ``exchange_rate``: yuan for one unit of the amount's currency.
    """
    return _core.court_fee(
        kind,
        amount,
        the_rulebook(rulebook),
        as_of=as_of,
        rounding=rounding,
        base=base,
        halved=halved,
        net=net,
        local=local,
        exchange_rate=exchange_rate,
    )


def execution_fee(amount: Amount, *, as_of: Optional[Day] = None) -> Decimal:
    """执行申请费, to the fen."""
    return court_fee("execution", amount, as_of=as_of).fee


def preservation_fee(amount: Amount, *, as_of: Optional[Day] = None) -> Decimal:
    """保全申请费, to the fen."""
    return court_fee("preservation", amount, as_of=as_of).fee


def interest(params: Mapping[str, Any], rulebook: Optional[Rulebook] = None) -> Interest:
    """Interest of a question told as the parameters of ``zx_interest`` (docs/money.md); days may be ``datetime.date``."""
    told = {name: value for name, value in params.items() if value is not None}
    return _core.interest_from_json(json.dumps(told, default=_plain), the_rulebook(rulebook))


def delay_interest(
    base: Union[Amount, Sequence[InterestItem]],
    first_day: Optional[Day],
    last_day: Day,
    *,
    effective: Optional[Day] = None,
    period_days: Optional[int] = None,
    excluded: Iterable[Excluded] = (),
    payments: Iterable[Payment] = (),
    general: Sequence[GeneralRate] = (),
    order: Optional[str] = None,
    agreed: Sequence[str] = (),
    basis: Optional[int] = None,
    days: str = "both_ends",
    rounding: Optional[str] = None,
    tier: Optional[str] = None,
    loan_contract: Optional[Day] = None,
    loan_filed: Optional[Day] = None,
    currency: str = "CNY",
    mid_rate: Optional[Amount] = None,
    bankruptcy: Optional[Day] = None,
    rulebook: Optional[Rulebook] = None,
) -> Interest:
    """迟延履行期间的债务利息. Both ends of every interval count unless ``days`` is ``end_exclusive``.

    ``base`` is an amount, or the items of the document. With ``first_day`` None it follows from ``effective`` (and
    ``period_days``). ``excluded`` are (from, to) or (from, to, ground), ``payments`` (day, amount) or (day, amount, kind).
    """
    items = list(base) if isinstance(base, (list, tuple)) else [InterestItem("principal", base)]  # type: ignore[arg-type]
    return _core.interest(
        items,
        last_day,
        the_rulebook(rulebook),
        first_day=first_day,
        effective=effective,
        period_days=period_days,
        days=days,
        basis=basis,
        rounding=rounding,
        order=order,
        agreed=list(agreed),
        excluded=[(one[0], one[1], one[2] if len(one) > 2 else "") for one in excluded],
        payments=[(one[0], one[1], one[2] if len(one) > 2 else "performance") for one in payments],
        general=list(general),
        tier=tier,
        loan_contract=loan_contract,
        loan_filed=loan_filed,
        currency=currency,
        mid_rate=mid_rate,
        bankruptcy=bankruptcy,
    )


def general_interest(
    base: Amount,
    rates: Union[GeneralRate, Sequence[GeneralRate]],
    *,
    days: str,
    basis: Optional[int] = None,
    rounding: Optional[str] = None,
    loan_contract: Optional[Day] = None,
    loan_filed: Optional[Day] = None,
    rulebook: Optional[Rulebook] = None,
) -> Interest:
    """一般债务利息 at one rate or several in turn. ``days`` (both_ends, end_exclusive) has no default, and neither has
    ``basis`` (360, 365), which every yearly or monthly rate needs."""
    general = [rates] if isinstance(rates, GeneralRate) else list(rates)
    return _core.interest(
        [InterestItem("principal", base)],
        max(rate.last for rate in general),
        the_rulebook(rulebook),
        days=days,
        basis=basis,
        rounding=rounding,
        general=general,
        loan_contract=loan_contract,
        loan_filed=loan_filed,
    )


def late_performance(
    *, loss: Optional[Amount] = None, decided: Optional[Amount] = None, as_of: Day, rulebook: Optional[Rulebook] = None
) -> Decimal:
    """迟延履行金: twice the loss, or what the court decided where there is none."""
    return _core.performance_money(loss, decided, as_of, the_rulebook(rulebook)).amount


def _plain(value: Any) -> str:
    """Days and amounts as the document writes them; zeros after the second decimal change nothing."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        whole, point, fraction = format(value, "f").partition(".")
        return whole + point + fraction[:2] + fraction[2:].rstrip("0") if point else whole
    raise TypeError(f"{type(value).__name__} is no day, amount or option")
