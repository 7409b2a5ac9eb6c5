"""The cases of tests/rule_cases: small dossiers with what a rule must say of them, worked out from the law by hand."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Iterator, Optional

import zhixing

FOLDER = Path(__file__).resolve().parents[1] / "rule_cases"
COMING = {"due_soon", "expiring"}  # what is only coming breaks nothing
EXPECTED = {"meets", "breaks", "unknown", "gives"}
MEMBERS = {"rule", "case", "as_of", "why", "header", "events", "party", "item", "outcome", "due", "gives", "row", "unsure", "reason"}
JUDGING = {"deadline", "expiry", "before", "recurring", "checklist", "check", "process"}
DEFAULT: dict[str, Any] = {
    "schema": "zhixing.dossier/1",
    "number": "（2026）豫1325执101号",
    "kind": "enforcement",
    "basis": {"kind": "judgment", "effective": "2025-12-01", "perform_by": "2025-12-15"},
    "parties": [
        {"id": "p1", "role": "applicant", "kind": "natural", "name": "甲"},
        {"id": "p2", "role": "respondent", "kind": "natural", "name": "乙"},
    ],
    "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "100000.00"}],
}


class Case:
    """One case: a dossier, a day, and what the rule must say."""

    def __init__(self, file: str, number: int, said: dict[str, Any]) -> None:
        self.place = f"{file} cases/{number}"
        self.said = said
        self.rule: str = said["rule"]
        self.expected: str = said["case"]
        self._dossier: Optional[zhixing.Dossier] = None

    @property
    def as_of(self) -> datetime.date:
        return datetime.date.fromisoformat(self.said["as_of"])

    @property
    def dossier(self) -> zhixing.Dossier:
        if self._dossier is None:
            events = [
                {"id": f"e{number}", "kind": kind, **({"on": on} if on else {}), **(columns[0] if columns else {})}
                for number, (on, kind, *columns) in enumerate(self.said["events"], 1)
            ]
            document = {**DEFAULT, **self.said.get("header", {}), "events": events}
            self._dossier = zhixing.Dossier.from_json(json.dumps(document, ensure_ascii=False))
        return self._dossier

    def wrong(self, rulebook: zhixing.Rulebook) -> Optional[str]:
        """What the rulebook says otherwise than the case expects; None if it agrees."""
        return self._wrong_table(rulebook) if self.expected == "gives" else self._wrong_review(rulebook)

    def _mine(self, found: Any) -> bool:
        return found.rule == self.rule and all(
            getattr(found, name) == self.said[name] for name in ("party", "item") if name in self.said
        )

    def _wrong_review(self, rulebook: zhixing.Rulebook) -> Optional[str]:
        review = zhixing.review(self.dossier, rulebook, as_of=self.as_of)
        findings = [f for f in review.findings if self._mine(f) and f.outcome not in COMING]
        unknown = [u for u in review.unknown if self._mine(u)]
        outcome, due = self.said.get("outcome"), self.said.get("due")
        agrees = {
            "meets": not findings and not unknown,
            "breaks": any(
                outcome in (None, f.outcome) and due in (None, f.due and f.due.isoformat()) for f in findings
            ),
            "unknown": bool(unknown) and not findings,
        }[self.expected]
        if agrees:
            return None
        said = [(f.outcome, f.due and f.due.isoformat(), f.item, f.party) for f in findings]
        return f"{self.place}: {self.rule} {self.expected} ({self.said['why']}): findings {said}, unknown {[u.missing for u in unknown]}"

    def _wrong_table(self, rulebook: zhixing.Rulebook) -> Optional[str]:
        decisions = zhixing.classify_each(self.dossier, self.rule, rulebook, as_of=self.as_of)
        row, unsure = self.said.get("row"), set(self.said.get("unsure", ()))
        if decisions and all(
            decision.gives == self.said["gives"]
            and row in (None, decision.row or "otherwise")
            and unsure <= {r.id for r in decision.rows if r.holds == "unknown"}
            for decision in decisions
        ):
            return None
        return f"{self.place}: {self.rule} gives {[(d.row, d.gives) for d in decisions]}, not {self.said['gives']} ({self.said['why']})"


class File:
    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        self.name = path.name
        self.cases = [Case(path.name, n, said) for n, said in enumerate(document["cases"])]
        self.disputed = [Case(f"{path.name} disputed", n, said) for n, said in enumerate(document.get("disputed", []))]
        self.never = {kind: set(document.get(f"never_{kind}", ())) for kind in ("unknown", "breaks")}
        self.why_never = {kind: document.get(f"why_never_{kind}", {}) for kind in ("unknown", "breaks")}


def files() -> list[File]:
    return [File(path) for path in sorted(FOLDER.glob("*.json"))]


def rule_documents(rulebook: zhixing.Rulebook) -> dict[str, dict[str, Any]]:
    """Every rule of the rulebook as it stands, defaults and overrides included."""
    return {rule.id: json.loads(rulebook.rule_json(rule.id)) for rule in rulebook.rules}


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for inner in part.values():
            yield from _names(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _names(inner)
    elif isinstance(part, str):
        yield part


def alone(rule: dict[str, Any], rules: dict[str, dict[str, Any]]) -> str:
    """A rulebook of one rule, switched on, and of those that it refers to. It loads in a fraction of the time."""
    taken = {rule["id"]: {**rule, "enabled": True}}
    todo = [rule]
    while todo:
        for name in _names(todo.pop()):
            if name in rules and name not in taken:
                taken[name] = rules[name]
                todo.append(rules[name])
    return overlay({"rules": list(taken.values())})


def overlay(members: dict[str, Any]) -> str:
    head = {"schema": "zhixing.rulebook/1", "id": "tried", "version": "1", "name": {"zh": "试", "en": "Tried"}}
    return json.dumps({**head, **members}, ensure_ascii=False)
