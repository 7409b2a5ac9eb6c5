"""A change of any limit or condition of a rule is noticed by its cases: a sample, drawn the same way every time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
import zhixing

SAMPLE, SEED = 40, 20261001
PATH = Path(__file__).resolve().parents[1] / "mutation" / "rules.py"


@pytest.fixture(scope="module")
def mutation() -> Any:
    spec = importlib.util.spec_from_file_location("rule_mutation", PATH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def trial(mutation: Any) -> Any:
    return mutation.Trial()


def test_mutants_are_named_once(trial: Any) -> None:
    keys = [mutant.key for mutant in trial.mutants(more=True)]
    assert len(keys) == len(set(keys)) > 500


def test_a_sample_of_mutants_is_noticed(mutation: Any, trial: Any) -> None:
    known = mutation.known_survivors()
    for mutant in mutation.sample(trial.mutants(), SAMPLE, SEED):
        assert trial.fate(mutant) != "survived" or mutant.key in known, mutant.key


def test_an_overlay_of_the_rulebook_says_the_same(mutation: Any, trial: Any) -> None:
    """Mutants stand in rulebooks of their own, which load faster. In an overlay they meet the same fate."""
    for mutant in mutation.sample(trial.mutants(), 3, SEED):
        assert trial.fate_among_all(mutant) == trial.fate(mutant), mutant.key


def test_survivors_are_mutants_with_a_reason(mutation: Any, trial: Any) -> None:
    keys = {mutant.key for mutant in trial.mutants(more=True)}
    for key, why in mutation.known_survivors().items():
        assert key in keys and why


def test_what_the_mutations_are(mutation: Any) -> None:
    rule = {
        "id": "r",
        "form": "deadline",
        "when": {"all": [{"amount": {"sum": {"event": "funds.received"}}, "over": "1000.00"}, {"has": {"event": "case.filed"}}]},
        "waive": {"event": "case.refused"},
        "versions": [{"effective": ["2020-01-01", None], "limit": {"n": 5, "unit": "day"}}],
    }
    assert [mutant.mutation for mutant in mutation.mutants(rule)] == [
        "when dropped",
        "when.all.0 dropped",
        "when.all.1 dropped",
        "when.all.0.over +0.01",
        "when.all.0.over -0.01",
        "waive dropped",
        "versions.2020-01-01.limit.n +1",
        "versions.2020-01-01.limit.n -1",
    ]


def test_a_mutant_that_nobody_notices_survives(mutation: Any, trial: Any) -> None:
    unchanged = mutation.Mutant("clue.verify", "nothing", trial.rulebook.rule_json("clue.verify"))
    assert trial.fate(unchanged) == trial.fate_among_all(unchanged) == "survived"
    refused = mutation.Mutant("clue.verify", "limit of none", mutation.changed(trial.rules["clue.verify"], ("limit", "n"), 0))
    assert trial.fate(refused) == trial.fate_among_all(refused) == "refused"
    assert isinstance(trial.rulebook, zhixing.Rulebook)
