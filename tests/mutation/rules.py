"""Changes the rules one place at a time and sees whether a case of tests/rule_cases notices.

    python tests/mutation/rules.py [--rule ID …] [--file PART] [--more] [--thorough] [--list]

A mutant is killed when a case of its rule no longer agrees. It is refused when the loader will not have it. What
survives is listed, and is known if tests/mutation/survivors.json gives a reason. --more also takes away what joins events
together (match, same, early, intent) and single kinds of lists of events. --thorough puts each survivor in an overlay
of the whole rulebook and runs the cases of all rules.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

import zhixing  # noqa: E402
from rule_cases import JUDGING, Case, alone, files, overlay, rule_documents  # noqa: E402

SURVIVORS = HERE / "survivors.json"
TRUE = {"fact": "dossier.kind", "is": [word.id for word in zhixing.catalogue().words("dossier_kind")]}
SPANS = ("limit", "wait", "every", "for", "by", "elapsed")
BOUNDS = ("at_least", "at_most", "over", "under")
DROPPED = ("when", "waive", "pauses", "extend", "bound")
MORE = ("match", "same", "early", "intent", "after", "before", "party_role")

Path_ = tuple[Any, ...]


@dataclass(frozen=True)
class Mutant:
    rule: str
    mutation: str
    document: str  # the rule, changed

    @property
    def key(self) -> tuple[str, str]:
        return self.rule, self.mutation


def at(document: Any, path: Path_) -> Any:
    for step in path:
        document = document[step]
    return document


def changed(document: dict[str, Any], path: Path_, value: Any) -> str:
    """The document with another value at a place; None takes the member or element away."""
    mutant = copy.deepcopy(document)
    parent = at(mutant, path[:-1])
    if value is None:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return json.dumps(mutant, ensure_ascii=False)


def spelled(document: dict[str, Any], path: Path_) -> str:
    """A place in words that stay when a version or an item is added."""
    words: list[str] = []
    for n, step in enumerate(path):
        here = at(document, path[: n + 1])
        if isinstance(step, int) and isinstance(here, dict) and "effective" in here and path[n - 1] == "versions":
            words.append(str(here["effective"][0]))
        elif isinstance(step, int) and isinstance(here, dict) and isinstance(here.get("id"), str):
            words.append(here["id"])
        elif isinstance(step, int) and isinstance(here, str):
            words.append(here)
        else:
            words.append(str(step))
    return ".".join(words)


def places(part: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    yield path, part
    if isinstance(part, dict):
        for name, inner in part.items():
            if name not in ("citations", "note", "name", "effective", "nodes", "seed"):
                yield from places(inner, path + (name,))
    elif isinstance(part, list):
        for n, inner in enumerate(part):
            yield from places(inner, path + (n,))


def numbers(value: Any) -> list[tuple[str, Any]]:
    """A bound, a little more and a little less."""
    if isinstance(value, bool):
        return []
    if isinstance(value, int):
        return [("+1", value + 1), ("-1", value - 1)]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d\d?)?", value):
        return [(sign + "0.01", str(Decimal(value).quantize(Decimal("0.01")) + Decimal(sign + "0.01"))) for sign in "+-"]
    return []


def mutants(document: dict[str, Any], more: bool = False) -> Iterator[Mutant]:
    def mutant(path: Path_, mutation: str, value: Any) -> Mutant:
        return Mutant(document["id"], f"{spelled(document, path)} {mutation}", changed(document, path, value))

    # a kind that both meets and waives is one reason to say nothing: it is taken from both
    met, ended = (document.get(name, {}).get("event") for name in ("fulfil", "waive"))
    met, ended = (set(kinds) if isinstance(kinds, list) and len(kinds) > 1 else set() for kinds in (met, ended))
    for path, part in places(document):
        if not path:
            continue
        name, parent = path[-1], at(document, path[:-1])
        if name == "n" and len(path) > 1 and path[-2] in SPANS or name in BOUNDS or name == "percent":
            for mutation, value in numbers(part):
                yield mutant(path, mutation, value)
        if name in DROPPED:
            yield mutant(path, "dropped", TRUE if name == "when" and "rows" in path else None)
        if name == "needs":
            yield mutant(path, "dropped", None if document["form"] == "before" and "wait" in document else TRUE)
        if name in ("all", "any") and isinstance(part, list) and len(part) > 1:
            for n in range(len(part)):
                yield Mutant(document["id"], f"{spelled(document, path)}.{n} dropped", changed(document, path + (n,), None))
        if name in ("items", "rows", "steps") and isinstance(part, list) and len(part) > 1:
            for n in range(len(part)):
                yield mutant(path + (n,), "dropped", None)
        if name in ("must", "must_not") and isinstance(parent, dict):
            flipped = copy.deepcopy(document)
            holder = at(flipped, path[:-1])
            holder["must_not" if name == "must" else "must"] = holder.pop(name)
            yield Mutant(document["id"], f"{spelled(document, path)} flipped", json.dumps(flipped, ensure_ascii=False))
        if more and name in MORE and "intervals" not in path:
            yield mutant(path, "dropped", None)
        if more and name in ("event", "from") and isinstance(part, list) and len(part) > 1:
            for n, kind in enumerate(part):
                if path == ("fulfil", "event") and kind in ended:
                    continue  # goes with the one below
                if path == ("waive", "event") and kind in met:
                    both = json.loads(changed(document, path + (n,), None))
                    both["fulfil"]["event"].remove(kind)
                    text = json.dumps(both, ensure_ascii=False)
                    yield Mutant(document["id"], f"fulfil and waive.event.{kind} dropped", text)
                else:
                    yield mutant(path + (n,), "dropped", None)


class Trial:
    """The rules of a rulebook, their cases, and what becomes of mutants."""

    def __init__(self, rulebook: Optional[zhixing.Rulebook] = None) -> None:
        self.rulebook = rulebook or zhixing.Rulebook.bundled("neixiang")
        self.rules = rule_documents(self.rulebook)
        self.cases: dict[str, list[Case]] = {}
        for file in files():
            for case in file.cases:
                self.cases.setdefault(case.rule, []).append(case)
        self.tables = hasattr(zhixing, "classify_each")

    def tried(self) -> list[str]:
        """The rules that have cases."""
        forms = JUDGING | ({"table"} if self.tables else set())
        return [rule for rule, document in self.rules.items() if document["form"] in forms and rule in self.cases]

    def untried(self) -> list[str]:
        return [r for r, d in self.rules.items() if d["form"] in JUDGING and d.get("enabled", True) and r not in self.cases]

    def mutants(self, more: bool = False, only: Callable[[str], bool] = lambda rule: True) -> list[Mutant]:
        return [mutant for rule in self.tried() if only(rule) for mutant in mutants(self.rules[rule], more)]

    def agrees(self, rule: str) -> bool:
        book = zhixing.Rulebook.from_json(alone(self.rules[rule], self.rules))
        return not any(case.wrong(book) for case in self.cases[rule])

    def fate(self, mutant: Mutant) -> str:
        """`killed`, `refused` or `survived`."""
        try:
            book = zhixing.Rulebook.from_json(alone(json.loads(mutant.document), self.rules))
        except zhixing.Error:
            return "refused"
        return "killed" if any(case.wrong(book) for case in self.cases[mutant.rule]) else "survived"

    def fate_among_all(self, mutant: Mutant) -> str:
        """As `fate`, in an overlay of the whole rulebook, by the cases of all rules."""
        before, after = self.rules[mutant.rule], json.loads(mutant.document)
        patch = {name: None for name in before if name not in after}
        patch.update({name: value for name, value in after.items() if before.get(name) != value})
        # a merge patch adds to an object: what was taken from inside one has to be named
        for name, value in after.items():
            if name in patch and isinstance(value, dict) and isinstance(before.get(name), dict):
                patch[name] = {**{inner: None for inner in before[name] if inner not in value}, **value}
        # what a version has of its own is not overridden without the versions
        if any(name in version for version in after.get("versions", []) for name in patch):
            patch["versions"] = after["versions"]
        override: dict[str, Any] = {rule: {"enabled": True} for rule in self.tried()}
        override[mutant.rule].update(patch)
        text = overlay({"extends": "neixiang", "override": override})
        try:
            book = zhixing.Rulebook.from_json(text, base=self.rulebook)
        except zhixing.Error:
            return "refused"
        return "killed" if any(case.wrong(book) for rule in self.tried() for case in self.cases[rule]) else "survived"


def known_survivors() -> dict[tuple[str, str], str]:
    entries = json.loads(SURVIVORS.read_text(encoding="utf-8"))["survivors"]
    return {(entry["rule"], entry["mutation"]): entry["why"] for entry in entries}


def sample(found: list[Mutant], count: int, seed: int) -> list[Mutant]:
    ordered = sorted(found, key=lambda mutant: mutant.key)
    return random.Random(seed).sample(ordered, min(count, len(ordered)))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rule", action="append", help="only this rule (may be given again)")
    options.add_argument("--file", help="only rules of files whose path contains this")
    options.add_argument("--more", action="store_true", help="more kinds of mutants")
    options.add_argument("--thorough", action="store_true", help="survivors are tried by the cases of all rules")
    options.add_argument("--list", action="store_true", help="list survivors as JSON lines for survivors.json")
    given = options.parse_args()
    began = time.perf_counter()
    trial = Trial()
    where = {rule.id: rule.file or "" for rule in trial.rulebook.rules}
    loaded = time.perf_counter()

    def chosen(rule: str) -> bool:
        return (not given.rule or rule in given.rule) and (not given.file or given.file in where[rule])

    broken = [rule for rule in trial.tried() if chosen(rule) and not trial.agrees(rule)]
    for rule in broken:
        print(f"the cases of {rule} do not agree with the rule itself: its mutants prove nothing")
    found = [mutant for mutant in trial.mutants(given.more, chosen) if mutant.rule not in broken]
    fates = {mutant.key: trial.fate(mutant) for mutant in found}
    survived = [mutant for mutant in found if fates[mutant.key] == "survived"]
    first = time.perf_counter()
    if given.thorough:
        for mutant in survived:
            fates[mutant.key] = trial.fate_among_all(mutant)
        survived = [mutant for mutant in survived if fates[mutant.key] == "survived"]
    known = known_survivors()
    new = [mutant for mutant in survived if mutant.key not in known]
    for mutant in new:
        if given.list:
            print(json.dumps({"rule": mutant.rule, "mutation": mutant.mutation, "why": ""}, ensure_ascii=False) + ",")
        else:
            print(f"survived  {mutant.rule}  {mutant.mutation}")
    complete = not (given.rule or given.file)
    stale = [key for key in known if complete and key in fates and fates[key] != "survived"]
    stale += [key for key in known if complete and given.more and key not in fates]
    for rule, mutation in stale:
        print(f"no longer survives, take it off the list  {rule}  {mutation}")
    if complete and trial.untried():
        print("no cases:", " ".join(trial.untried()))
    ends = time.perf_counter()
    count = {fate: sum(1 for f in fates.values() if f == fate) for fate in ("killed", "survived", "refused")}
    print(
        f"{len({m.rule for m in found})} rules, {len(fates)} mutants: {count['killed']} killed, {count['survived']} survived "
        f"({len(survived) - len(new)} known), {count['refused']} refused by the loader"
    )
    print(f"{ends - began:.1f} s: rulebook and cases {loaded - began:.1f}, mutants {first - loaded:.1f}, all cases {ends - first:.1f}")
    return 1 if new or stale or broken else 0


if __name__ == "__main__":
    sys.exit(main())
