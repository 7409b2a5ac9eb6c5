"""Every rule says of the hand-made cases in tests/rule_cases what the law says of them."""

from __future__ import annotations

import pytest
import zhixing
from rule_cases import EXPECTED, JUDGING, MEMBERS, Case, File, alone, files, overlay, rule_documents

FILES = files()
CASES = [case for file in FILES for case in file.cases]
DISPUTED = [case for file in FILES for case in file.disputed]
NEVER = {kind: set[str]().union(*(file.never[kind] for file in FILES)) for kind in ("unknown", "breaks")}
RULEBOOK = zhixing.Rulebook.bundled("neixiang")
RULES = {rule.id: rule for rule in RULEBOOK.rules}
TABLES = [rule.id for rule in RULEBOOK.rules if rule.form == "table"]

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def cases_of(rule: str) -> list[Case]:
    return [case for case in CASES if case.rule == rule]


@pytest.fixture(scope="module")
def rulebook() -> zhixing.Rulebook:
    """The bundled rulebook; rules that are off but have cases are switched on."""
    off = {case.rule for case in CASES if case.rule in RULES and not RULES[case.rule].enabled}
    text = overlay({"extends": "neixiang", "override": {rule: {"enabled": True} for rule in sorted(off)}})
    return zhixing.Rulebook.from_json(text, base=RULEBOOK)


@each_file
def test_shape(file: File) -> None:
    for case in file.cases + file.disputed:
        assert set(case.said) <= MEMBERS and case.said["why"], case.place
        assert case.rule in RULES, f"{case.place}: no rule {case.rule}"
        assert case.expected in EXPECTED and (case.expected == "gives") == (RULES[case.rule].form == "table"), case.place
        assert ("reason" in case.said) == (case in file.disputed), case.place
        assert not any(remark.code in ("unknown_kind", "unknown_word") for remark in case.dossier.remarks), case.place
    for kind, rules in file.never.items():
        assert rules == set(file.why_never[kind]) and rules <= set(RULES), file.name
        assert not [case.place for case in file.cases if case.expected == kind and case.rule in rules]


@pytest.mark.parametrize("rule", sorted({case.rule for case in CASES}))
def test_says_what_the_law_says(rule: str, rulebook: zhixing.Rulebook) -> None:
    if rule in TABLES and not hasattr(zhixing, "classify_each"):
        pytest.skip("this build of zhixing does not ask tables yet (no zhixing.classify_each)")
    assert rule in RULES
    wrong = [case.wrong(rulebook) for case in cases_of(rule)]
    assert not any(wrong), "\n".join(said for said in wrong if said)


@pytest.mark.parametrize("case", DISPUTED, ids=lambda case: f"{case.place}-{case.rule}")
def test_disputes_are_still_open(case: Case, rulebook: zhixing.Rulebook) -> None:
    """A disputed case that now agrees belongs among the others."""
    assert case.wrong(rulebook)


def test_every_judging_rule_has_its_cases() -> None:
    lacking = []
    for rule in RULES.values():
        expected = {case.expected for case in cases_of(rule.id)}
        if rule.form in JUDGING and rule.enabled:
            wanted = {"meets", "breaks", "unknown"} - {kind for kind in NEVER if rule.id in NEVER[kind]}
            lacking += [f"{rule.id}: {kind}" for kind in sorted(wanted - expected)]
    assert not lacking, "\n".join(lacking)


def test_a_rule_alone_says_the_same() -> None:
    """The mutation test tries rules in rulebooks of their own: nothing may depend on the rest."""
    documents = rule_documents(RULEBOOK)
    for rule in sorted({case.rule for case in CASES if case.rule not in TABLES}):
        book = zhixing.Rulebook.from_json(alone(documents[rule], documents))
        assert not any(case.wrong(book) for case in cases_of(rule)), rule
