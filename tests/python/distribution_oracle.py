"""A second, slow distribution in exact fractions, written from the articles and not from the library.

Amounts are int fen. A request is the JSON document of the library; the answer is what each claim and each kind of
line gets: {(tier, claim or "", asset or ""): (paid to the creditor, kept back)} and the surplus.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

ORDERS = {
    "criminal": "medical wages1 priority restitution wages2 tax ordinary doubled fine confiscation",
    "one_creditor": "wages1 priority wages2 tax ordinary doubled",
    "one_document": "wages1 priority wages2 tax ordinary doubled",
    "participation": "wages1 priority wages2 tax ordinary doubled",
    "enterprise": "wages1 priority wages2 tax ordinary doubled",
    "by_measures": "wages1 priority wages2 tax ordinary doubled",
}
WAGES = {"wages1": "before_priority", "wages2": "before_ordinary"}
IN_TURN = {"enterprise", "by_measures"}
SECURED = {"secured", "construction", "lien"}


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
        self.options = {"fee": "first", "reserve": "share", "first-seizure": "0", "first-seizure-base": "claim", "wages": "ordinary", "tax": "before_later_security", **request.get("options", {})}
        self.claims = {claim["id"]: claim for claim in request["claims"]}
        self.left = {id: fen(claim["principal"]) for id, claim in self.claims.items()}
        self.disputed = {id: fen(claim.get("disputed", "0")) for id, claim in self.claims.items()}
        by_turn = sorted(request["assets"], key=lambda asset: (asset.get("turn", 0), asset["id"]))
        self.money = {asset["id"]: fen(asset["proceeds"]) for asset in by_turn}
        self.places = {(id, one["asset"]): one for id, claim in self.claims.items() for one in self.standings(claim)}
        self.paid: dict[tuple[str, str, str], tuple[int, int]] = {}
        self.request = request

    @staticmethod
    def standings(claim: dict[str, Any]) -> list[dict[str, Any]]:
        return claim.get("standings") or ([claim] if "asset" in claim else [])

    def run(self) -> tuple[dict[tuple[str, str, str], tuple[int, int]], int]:
        regime = self.request["regime"]
        for asset in self.request["assets"]:
            paid = min(fen(asset.get("costs", "0")), self.money[asset["id"]])
            self.money[asset["id"]] -= paid
            if fen(asset.get("costs", "0")):
                self.paid["cost", "", asset["id"]] = (paid, 0)
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
            self.paid["fee", "", ""] = (paid, 0)

    def draw(self, amount: int) -> None:
        """Out of the assets that carry no priority first."""
        burdened = {asset for id, asset in self.places if self.claims[id].get("kind") in SECURED}
        for asset in sorted(self.money, key=lambda id: id in burdened):
            part = min(amount, self.money[asset])
            self.money[asset] -= part
            amount -= part

    def pay(self, tier: str, regime: str) -> None:
        if tier == "priority":
            for asset in self.money:
                self.pay_asset(asset)
            return
        if tier in WAGES:
            if self.options["wages"] != WAGES[tier]:
                return
            tier = "wages"
        if tier == "doubled":
            due = {id: fen(claim.get("doubled", "0")) for id, claim in self.claims.items()}
        else:
            due = {id: self.left[id] for id, claim in self.claims.items() if tier in self.tiers(claim)}
        due = {id: amount for id, amount in due.items() if amount}
        if tier == "ordinary" and regime in IN_TURN:
            self.pay_in_turn(due)
            return
        if tier == "ordinary" and due:
            self.bonus(due)
        self.share(tier, {id: amount for id, amount in due.items() if amount}, None)

    def pay_in_turn(self, due: dict[str, int]) -> None:
        if any("standings" in claim for claim in self.claims.values()):
            for asset in self.money:
                seized = {id: self.left[id] for id in due if self.left[id] and self.seized_in(id, asset)}
                if not self.money[asset]:
                    continue
                for group in self.groups(seized, lambda id: (self.seized_in(id, asset), self.rank_in(id, asset))):
                    self.share("ordinary", {id: seized[id] for id in group}, asset)
        left = {id: self.left[id] for id in due if self.left[id]}
        for group in self.groups(left, lambda id: (self.seizure(self.claims[id]), self.claims[id].get("rank", 0))):
            self.share("ordinary", {id: left[id] for id in group}, None)

    def seized_in(self, id: str, asset: str) -> str | None:
        claim = self.claims[id]
        member = "seized" if claim.get("kind") in SECURED else "since"
        if "standings" not in claim:
            return str(claim[member])
        day = self.places.get((id, asset), {}).get(member)
        return None if day is None else str(day)

    def rank_in(self, id: str, asset: str) -> int:
        return int(self.places.get((id, asset), self.claims[id]).get("rank", 0))

    @staticmethod
    def tiers(claim: dict[str, Any]) -> set[str]:
        kind = claim.get("kind", "ordinary")
        return {"ordinary"} if kind in SECURED else {"ordinary", "wages"} if kind == "wages" else {kind}

    @staticmethod
    def seizure(claim: dict[str, Any]) -> str:
        member = "seized" if claim.get("kind") in SECURED else "since"
        days = [str(claim[member])] if member in claim else []
        return min(days + [str(one[member]) for one in claim.get("standings", []) if member in one])

    def pay_asset(self, asset: str) -> None:
        due, securities = {}, []
        for (id, where), place in self.places.items():
            if where != asset or self.claims[id].get("kind") not in SECURED:
                continue
            amount = min(fen(place.get("covered", self.claims[id]["principal"])), self.left[id])
            if amount:
                due[id] = amount
            if self.claims[id]["kind"] == "secured" and "since" in place:
                securities.append(place["since"])
        if not due:
            return
        if securities and self.options["tax"] == "before_later_security":
            for id, claim in self.claims.items():
                if claim.get("kind") == "tax" and self.left[id] and claim["since"] < max(securities):
                    due[id] = self.left[id]

        def rank(id: str) -> tuple[Any, ...]:
            claim = self.claims[id]
            if claim["kind"] == "tax":
                return (2, claim["since"], 1, claim.get("rank", 0))
            place = self.places[id, asset]
            if claim["kind"] in ("lien", "construction"):
                return (("lien", "construction").index(claim["kind"]), "", 0, place.get("rank", 0))
            if not place.get("registered", True):
                return (3, "", 0, 0)
            return (2, place["since"], 0, place.get("rank", 0))

        for group in self.groups(due, rank):
            tier = "tax" if self.claims[group[0]]["kind"] == "tax" else "priority"
            self.share(tier, {id: due[id] for id in group}, asset)

    def groups(self, due: dict[str, int], rank: Any) -> list[list[str]]:
        by_rank: dict[Any, list[str]] = {}
        for id in due:
            by_rank.setdefault(rank(id), []).append(id)
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
        self.book("bonus", first, None, paid, self.proportion(first, paid))
        due[first] -= paid

    def proportion(self, id: str, paid: int) -> int:
        claim = self.claims[id]
        disputed = fen(claim.get("disputed", "0"))
        return min(ceil(Fraction(paid * disputed, fen(claim["principal"]))), self.disputed[id]) if disputed else 0

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
                self.paid[tier, id, ""] = (paid, 0)
            return
        if self.options["reserve"] == "full":
            disputed = {id: min(self.disputed[id], amount) for id, amount in due.items()}
            kept = min(pool, sum(disputed.values()))
            first = shares(kept, disputed)
            rest = shares(pool - kept, {id: due[id] - disputed[id] for id in due})
            for id in due:
                self.book(tier, id, asset, first[id] + rest[id], min(first[id] + rest[id], disputed[id]))
            return
        for id, paid in shares(pool, due).items():
            self.book(tier, id, asset, paid, self.proportion(id, paid))

    def book(self, tier: str, id: str, asset: str | None, paid: int, reserved: int) -> None:
        self.left[id] -= paid
        self.disputed[id] -= min(reserved, self.disputed[id])
        self.paid[tier, id, asset or ""] = (paid - reserved, reserved)


def distribute(request: dict[str, Any]) -> tuple[dict[tuple[str, str, str], tuple[int, int]], int]:
    return World(request).run()
