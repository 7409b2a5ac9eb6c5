"""A second, slow distribution in exact fractions, written from the articles and not from the library.

Amounts are int fen. A request is the JSON document of the library; the answer is what each claim and each kind of
line gets: {(tier, claim or asset or ""): (paid, reserved)} and the surplus.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

ORDERS = {
    "criminal": "medical priority restitution tax ordinary doubled fine confiscation",
    "one_creditor": "priority tax ordinary doubled",
    "one_document": "priority tax ordinary doubled",
    "participation": "priority tax ordinary doubled",
    "enterprise": "priority tax ordinary doubled",
    "by_measures": "priority tax ordinary doubled",
}
IN_TURN = {"enterprise", "by_measures"}
SECURED = {"secured", "construction"}


def fen(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def shares(pool: int, claims: dict[str, int]) -> dict[str, int]:
    """Pro rata: floors, then one fen each by largest remainder, larger claim, id."""
    total = sum(claims.values())
    if pool >= total:
        return dict(claims)
    exact = {id: Fraction(pool * claim, total) for id, claim in claims.items()}
    out = {id: floor(share) for id, share in exact.items()}
    order = sorted(claims, key=lambda id: (out[id] - exact[id], -claims[id], id))
    for id in order[: pool - sum(out.values())]:
        out[id] += 1
    return out


class World:
    def __init__(self, request: dict[str, Any]) -> None:
        self.options = {"fee": "first", "reserve": "share", "first-seizure": "0", "first-seizure-base": "claim", **request.get("options", {})}
        self.claims = {claim["id"]: claim for claim in request["claims"]}
        self.left = {id: fen(claim["principal"]) for id, claim in self.claims.items()}
        self.money = {asset["id"]: fen(asset["proceeds"]) for asset in request["assets"]}
        self.paid: dict[tuple[str, str], tuple[int, int]] = {}
        self.request = request

    def run(self) -> tuple[dict[tuple[str, str], tuple[int, int]], int]:
        regime = self.request["regime"]
        for asset in self.request["assets"]:
            paid = min(fen(asset.get("costs", "0")), self.money[asset["id"]])
            self.money[asset["id"]] -= paid
            if fen(asset.get("costs", "0")):
                self.paid["cost", asset["id"]] = (paid, 0)
        if self.options["fee"] == "first":
            self.pay_fee()
        for tier in ORDERS[regime].split():
            self.pay(tier, regime)
        if self.options["fee"] == "last":
            self.pay_fee()
        return self.paid, sum(self.money.values())

    def pay_fee(self) -> None:
        fee = fen(self.request.get("fee", "0"))
        if fee:
            paid = min(fee, sum(self.money.values()))
            self.draw(paid)
            self.paid["fee", ""] = (paid, 0)

    def draw(self, amount: int) -> None:
        """Out of the assets that carry no priority first."""
        burdened = {claim.get("asset") for claim in self.claims.values()}
        for asset in sorted(self.money, key=lambda id: (id in burdened, id)):
            part = min(amount, self.money[asset])
            self.money[asset] -= part
            amount -= part

    def pay(self, tier: str, regime: str) -> None:
        if tier == "priority":
            for asset in self.money:
                self.pay_asset(asset)
            return
        if tier == "doubled":
            due = {id: fen(claim.get("doubled", "0")) for id, claim in self.claims.items()}
        else:
            due = {id: self.left[id] for id, claim in self.claims.items() if self.rank_kind(claim) == tier}
        due = {id: amount for id, amount in due.items() if amount}
        if tier == "ordinary" and regime in IN_TURN:
            for group in self.groups(due, lambda claim: (self.seizure(claim), claim.get("rank", 0))):
                self.share("ordinary", {id: due[id] for id in group}, None)
            return
        if tier == "ordinary" and due:
            self.bonus(due)
        self.share(tier, {id: amount for id, amount in due.items() if amount}, None)

    @staticmethod
    def rank_kind(claim: dict[str, Any]) -> str:
        kind = claim.get("kind", "ordinary")
        return "ordinary" if kind in SECURED else kind

    @staticmethod
    def seizure(claim: dict[str, Any]) -> str:
        return claim["seized"] if claim.get("kind") in SECURED else claim["since"]

    def pay_asset(self, asset: str) -> None:
        due = {}
        for id, claim in self.claims.items():
            if claim.get("asset") == asset:
                due[id] = min(fen(claim.get("covered", claim["principal"])), self.left[id])

        def rank(claim: dict[str, Any]) -> tuple[Any, ...]:
            if claim["kind"] == "construction":
                return (0, "", claim.get("rank", 0))
            if not claim.get("registered", True):
                return (2, "", 0)
            return (1, claim["since"], claim.get("rank", 0))

        for group in self.groups({id: amount for id, amount in due.items() if amount}, rank):
            self.share("priority", {id: due[id] for id in group}, asset)

    def groups(self, due: dict[str, int], rank: Any) -> list[list[str]]:
        by_rank: dict[Any, list[str]] = {}
        for id in due:
            by_rank.setdefault(rank(self.claims[id]), []).append(id)
        return [by_rank[key] for key in sorted(by_rank)]

    def bonus(self, due: dict[str, int]) -> None:
        rate = Fraction(int(self.options["first-seizure"]), 10000)
        if not rate:
            return
        first = min(due, key=lambda id: (self.seizure(self.claims[id]), self.claims[id].get("rank", 0)))
        pool = sum(self.money.values())
        base = pool if self.options["first-seizure-base"] == "pool" else due[first]
        paid = min(floor(rate * base), due[first], pool)
        self.draw(paid)
        self.book("bonus", first, paid, self.proportion(first, paid))
        due[first] -= paid

    def proportion(self, id: str, paid: int) -> int:
        claim = self.claims[id]
        disputed = fen(claim.get("disputed", "0"))
        return ceil(Fraction(paid * disputed, fen(claim["principal"]))) if disputed else 0

    def share(self, tier: str, due: dict[str, int], asset: str | None) -> None:
        if not due:
            return
        pool = min(sum(due.values()), sum(self.money.values()) if asset is None else self.money[asset])
        if asset is None:
            self.draw(pool)
        else:
            self.money[asset] -= pool
        if tier == "doubled":
            for id, paid in shares(pool, due).items():
                self.paid[tier, id] = (paid, 0)
            return
        if self.options["reserve"] == "full":
            disputed = {id: min(fen(self.claims[id].get("disputed", "0")), amount) for id, amount in due.items()}
            kept = min(pool, sum(disputed.values()))
            first = shares(kept, disputed)
            rest = shares(pool - kept, {id: due[id] - disputed[id] for id in due})
            for id in due:
                self.book(tier, id, first[id] + rest[id], min(first[id] + rest[id], disputed[id]))
            return
        for id, paid in shares(pool, due).items():
            self.book(tier, id, paid, self.proportion(id, paid))

    def book(self, tier: str, id: str, paid: int, reserved: int) -> None:
        self.left[id] -= paid
        self.paid[tier, id] = (paid, reserved)


def distribute(request: dict[str, Any]) -> tuple[dict[tuple[str, str], tuple[int, int]], int]:
    return World(request).run()
