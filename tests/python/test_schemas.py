"""The JSON Schemas accept what the library reads and writes, and refuse what it refuses."""

from __future__ import annotations

import copy
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import zhixing
from jsonschema import Draft202012Validator
from zhixing.resources import SCHEMAS


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(zhixing.schema(name)))


def errors(name: str, document: Any) -> list[str]:
    found = validator(name).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one_and_travels_with_the_package(name: str, root: Path) -> None:
    schema = json.loads(zhixing.schema(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:zhixing:schema:{name}:1"
    assert zhixing.schema(name) == (root / "schemas" / f"{name}.schema.json").read_text("utf-8")


def test_every_schema_file_is_named(root: Path) -> None:
    assert sorted(path.name for path in (root / "schemas").iterdir()) == sorted(f"{n}.schema.json" for n in SCHEMAS)


def test_rules(root: Path) -> None:
    files = [path for folder in ("national", "local") for path in (root / "rules" / folder).glob("*.json")]
    assert files
    for path in files:
        assert errors("rules", json.loads(path.read_text("utf-8"))) == [], path


def test_rulebooks(root: Path) -> None:
    for path in (root / "rules" / "rulebooks").glob("*.json"):
        assert errors("rulebook", json.loads(path.read_text("utf-8"))) == [], path


def test_access_policy(root: Path) -> None:
    assert errors("access", json.loads((root / "rules" / "access.json").read_text("utf-8"))) == []
    assert errors("access", zhixing.AccessPolicy.bundled().to_dict()) == []
    assert errors("access", {"schema": "zhixing.access/1", "id": "x", "version": "1", "override": {"roles": {"handler": {"raed": []}}}})


def test_catalogue(root: Path) -> None:
    assert errors("catalogue", json.loads((root / "rules" / "catalogue.json").read_text("utf-8"))) == []


def test_docket(docket_file: Path, docket: list[zhixing.Dossier]) -> None:
    check = validator("dossier")
    lines = docket_file.read_text("utf-8").splitlines()
    for document in [json.loads(line) for line in lines] + [dossier.to_dict() for dossier in docket]:
        assert [error.message for error in check.iter_errors(document)] == []


def test_reviews(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    check = validator("review")
    for review in zhixing.review_many(docket, as_of=as_of):
        assert [error.message for error in check.iter_errors(review.to_dict())] == [], review.number


def test_explanations(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    check = validator("explanation")
    for rule in zhixing.default_rulebook().rules:
        for dossier in docket[:5]:
            document = zhixing.why(dossier, rule.id, as_of=as_of).to_dict()
            assert [error.message for error in check.iter_errors(document)] == [], rule.id


DOSSIER: dict[str, Any] = {
    "schema": "zhixing.dossier/1",
    "number": "（2023）豫1325执123号",
    "parties": [{"id": "p1", "role": "被执行人", "age": 7}],
    "claims": [{"principal": "1.00", "debtors": None}],
    "events": [
        {"kind": "立案", "on": "2023-02-01"},
        {"kind": "other.festival", "on": None, "amount": "3.5", "recorded": "2023-02-01T10:00:00"},
    ],
}


def test_unknown_kinds_words_and_members_are_allowed() -> None:
    assert errors("dossier", DOSSIER) == []
    zhixing.Dossier.from_json(DOSSIER)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "zhixing.dossier/2"),
        (("number",), 7),
        (("parties",), {}),
        (("events",), "x"),
        (("events", 0, "kind"), None),
        (("events", 0, "on"), "1.2.2023"),
        (("events", 0, "until"), "2023-02-01T10:00"),
        (("events", 1, "amount"), 3.5),
        (("events", 1, "amount"), "3.555"),
        (("events", 1, "recorded"), 1675000000),
        (("claims", 0, "principal"), "1,000.00"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(path: tuple[Any, ...], value: Any) -> None:
    document = copy.deepcopy(DOSSIER)
    part = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert errors("dossier", document)
    with pytest.raises(zhixing.InputError):
        zhixing.Dossier.from_json(document)


RULE: dict[str, Any] = {
    "id": "a.b",
    "form": "deadline",
    "name": {"zh": "甲", "en": "a"},
    "level": "court",
    "source": "read",
    "trigger": {"event": "case.filed"},
    "fulfil": {"event": "notice.issued"},
    "limit": {"n": 10, "unit": "day"},
    "effective": ["2015-02-04", None],
    "citations": [{"document": "民诉法解释", "article": "480", "version": "2022-04-10"}],
}


def rulebook(rule: dict[str, Any]) -> dict[str, Any]:
    return {"schema": "zhixing.rulebook/1", "id": "x", "version": "1", "name": {"zh": "甲", "en": "x"}, "rules": [rule]}


def test_a_rule_of_ones_own() -> None:
    assert errors("rulebook", rulebook(RULE)) == []
    assert len(zhixing.Rulebook.from_json(json.dumps(rulebook(RULE)))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"form": "wish"},
        {"level": "king"},
        {"limit": {"n": 10, "unit": "week"}},
        {"limit": {"n": "10", "unit": "day"}},
        {"trigger": {"kind": "case.filed"}},
        {"trigger": {"event": "case.filed", "colour": "red"}},
        {"when": {"perhaps": True}},
        {"effective": ["yesterday", None]},
        {"citations": []},
        {"name": "甲"},
        {"from": "noon"},
    ],
)
def test_a_broken_rule_is_refused_by_both(change: dict[str, Any]) -> None:
    document = rulebook({**RULE, **change})
    assert errors("rulebook", document)
    with pytest.raises(zhixing.RuleError):
        zhixing.Rulebook.from_json(json.dumps(document))


def test_a_member_of_another_form_is_refused_by_the_schema() -> None:
    assert errors("rulebook", rulebook({**RULE, "items": []}))
