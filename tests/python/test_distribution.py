"""Distribution: the call from Python, the documents, and 50,000 random distributions against the oracle."""

from __future__ import annotations

import datetime
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import distribution_oracle as oracle
import pytest
import zhixing
from jsonschema import Draft202012Validator
from test_cli import run, write
from zhixing import _core

DAY = datetime.date(2024, 3, 1)
ROUNDS = 50_000


def test_simple_call() -> None:
    claims = [{"id": "w1", "principal": 50000, "document": "d"}, {"id": "w2", "principal": "50000", "document": "d"}, {"id": "w3", "principal": Decimal("50000.00"), "document": "d"}]
    answer = zhixing.distribute(100000, claims, as_of=DAY, debtor="natural", insolvent="yes")
    assert answer.regime == "one_document"
    assert [answer.paid_to(id) for id in ("w1", "w2", "w3")] == [Decimal("33333.34"), Decimal("33333.33"), Decimal("33333.33")]
    assert answer.paid + answer.reserved + answer.surplus + answer.held == answer.pool
    assert answer.lines[0].name["zh"] == "普通债权"
    assert answer.lines[0].ratio == "2/3"


def test_the_missing_fact_is_named() -> None:
    answer = zhixing.distribute("1.00", [{"id": "a", "principal": "1", "document": "x"}, {"id": "b", "principal": "1", "document": "y"}], as_of=DAY)
    assert answer.regime is None and answer.lines == () and answer.held == Decimal("1.00")
    assert set(answer.missing) == {"debtor", "bankruptcy"}


def test_refusals() -> None:
    with pytest.raises(TypeError):
        zhixing.distribute(1.5, [], as_of=DAY)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        zhixing.distribute(1, [])
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.distribute(1, [{"id": "a", "principal": -1}], as_of=DAY)
    assert caught.value.code == "distribution.negative"


def money(chance: random.Random, most: int) -> str:
    fen = chance.randrange(most)
    return f"{fen // 100}.{fen % 100:02d}"


def a_day(chance: random.Random) -> str:
    return f"2020-0{chance.randrange(1, 6)}-01"


def a_claim(chance: random.Random, id: str, rank: int, assets: list[str], criminal: bool) -> dict[str, Any]:
    most = chance.choice([4, 60, 100000, 10**11])
    claim: dict[str, Any] = {"id": id, "principal": money(chance, most), "since": a_day(chance)}
    kinds = ["ordinary"] * 5 + ["secured", "secured", "secured", "construction", "lien", "tax", "tax", "wages"]
    claim["kind"] = chance.choice(kinds + ["medical", "restitution", "fine", "confiscation"] if criminal else kinds)
    if chance.random() < 0.6:
        claim["rank"] = rank
    secured = claim["kind"] in oracle.SECURED
    if chance.random() < 0.3:
        claim["standings"] = [a_standing(chance, claim, asset) for asset in chance.sample(assets, chance.randrange(1, len(assets) + 1))]
        del claim["since"]
    elif secured:
        claim.update(a_standing(chance, claim, chance.choice(assets)))
        claim.setdefault("since", "2020-03-01")
    if claim["kind"] == "tax":
        claim["since"] = a_day(chance)
    if chance.random() < 0.4:
        claim["doubled"] = money(chance, most)
    if chance.random() < 0.3:
        claim["disputed"] = money(chance, oracle.fen(claim["principal"]) + 1)
    return claim


def a_standing(chance: random.Random, claim: dict[str, Any], asset: str) -> dict[str, Any]:
    standing: dict[str, Any] = {"asset": asset, "since": a_day(chance), "rank": chance.randrange(3)}
    if claim["kind"] in oracle.SECURED:
        standing["seized"] = a_day(chance)
        standing["registered"] = chance.random() < 0.8
        if chance.random() < 0.3:
            standing["covered"] = money(chance, oracle.fen(claim["principal"]) + 1)
    return standing


def a_request(chance: random.Random) -> dict[str, Any]:
    assets = ["a", "b", "c"][: chance.randrange(1, 4)]
    regime = chance.choice(sorted(oracle.ORDERS))
    claims = [a_claim(chance, f"c{n}", n, assets, regime == "criminal") for n in range(chance.randrange(1, 6))]
    options = {"fee": chance.choice(["first", "last", "outside"]), "reserve": chance.choice(["share", "full"])}
    options["wages"] = chance.choice(["ordinary", "before_ordinary", "before_priority"])
    options["tax"] = chance.choice(["before_later_security", "before_later_security", "after_security"])
    if chance.random() < 0.3:
        options.update({"first-seizure": chance.choice(["500", "2000"]), "first-seizure-base": chance.choice(["claim", "pool"])})
        for rank, claim in enumerate(claims):
            claim["rank"] = rank  # one is first
    chance.shuffle(claims)
    return {
        "schema": "zhixing.distribution-request/1",
        "as_of": "2024-03-01",
        "regime": regime,
        "fee": money(chance, 500),
        "assets": [{"id": id, "proceeds": money(chance, chance.choice([5, 300, 200000, 10**11])), "costs": money(chance, 50), "turn": chance.randrange(2)} for id in assets],
        "claims": claims,
        "options": options,
    }


def told(answer: dict[str, Any]) -> tuple[dict[tuple[str, str, str], tuple[int, int]], int]:
    lines: dict[tuple[str, str, str], tuple[int, int]] = {}
    for line in answer["lines"]:
        place = (line.get("from", line["tier"]), line.get("claim", ""), line.get("asset", ""))
        paid = oracle.fen(line["paid"])
        assert ("from" in line) == (place in lines)  # a reserve stands behind its payment
        lines[place] = (lines[place][0], paid) if "from" in line else (paid, 0)
    return lines, oracle.fen(answer["surplus"])


def test_the_oracle_agrees_to_the_fen() -> None:
    chance = random.Random(20240301)
    rules = zhixing.Rulebook.bundled("national")
    for _ in range(ROUNDS):
        request = a_request(chance)
        answer = json.loads(_core.distribute(json.dumps(request), rules))
        assert told(answer) == oracle.distribute(request), request


def test_documents_follow_their_schemas() -> None:
    chance = random.Random(5)
    asked, said = (Draft202012Validator(json.loads(zhixing.schema(name))) for name in ("distribution-request", "distribution"))
    for _ in range(50):
        request = a_request(chance)
        request["plan"] = {"served": [{"party": "c1", "on": "2024-02-01"}], "objections": [{"party": "c1", "on": "2024-02-05", "notices": [{"party": "c2", "told": "2024-02-10"}]}]}
        assert [error.message for error in asked.iter_errors(request)] == []
        assert [error.message for error in said.iter_errors(zhixing.distribute(request).to_dict())] == []


def test_command_line(tmp_path: Path) -> None:
    request = {"schema": "zhixing.distribution-request/1", "as_of": "2024-03-01", "debtor": "natural", "assets": [{"id": "a", "proceeds": "1"}], "claims": [{"id": "x", "principal": "2"}]}
    file = write(tmp_path / "request.json", request)
    assert "1.00" in run("distribute", file).stdout
    assert json.loads(run("distribute", file, "-f", "json").stdout)["regime"] == "one_creditor"
    assert run("distribute", file, "-f", "csv").stdout.splitlines()[1].startswith("ordinary,普通债权,,,x,")
    assert "普通债权" in run("distribute", file, lang="zh").stdout
