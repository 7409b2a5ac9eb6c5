"""Writes what follows from the data in rules/: constants, reference pages, the lists in the schemas, the rules of nodes.

    python tools/generate.py           writes the files
    python tools/generate.py --check   writes nothing; exit 1 if a file would change
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

VOCABULARIES = {
    "role": "roles",
    "party_role": "party_roles",
    "party_kind": "party_kinds",
    "basis_kind": "basis_kinds",
    "claim_kind": "claim_kinds",
    "dossier_kind": "dossier_kinds",
    "document": "documents",
    "method": "methods",
    "outcome": "outcomes",
    "ground": "grounds",
}


def load(path: str) -> dict:
    return json.loads((ROOT / path).read_text("utf-8"))


def dump(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def constant(kind: dict) -> str:
    """``notice.issued`` as a name: ``notice_issued``."""
    return kind["id"].replace(".", "_")


# ---------------------------------------------------------------- C++ and Python constants


def cpp_kinds(catalogue: dict) -> str:
    # A kind's number is its position in the catalogue, from 1.
    lines = [
        f"inline constexpr Kind {constant(kind)}{{{number}}};  ///< {kind['zh']}"
        for number, kind in enumerate(catalogue["kinds"], 1)
    ]
    return """/// @file
/// The kinds of the event catalogue as constants. Written by tools/generate.py from rules/catalogue.json.
#pragma once

#include "zhixing/catalogue.hpp"

namespace zhixing::kinds {

%s

}  // namespace zhixing::kinds
""" % "\n".join(lines)


def python_kinds(catalogue: dict) -> str:
    kinds = catalogue["kinds"]
    literal = "\n".join(f'    "{kind["id"]}",' for kind in kinds)
    constants = "\n".join(f'{constant(kind).upper()}: Final = "{kind["id"]}"  # {kind["zh"]}' for kind in kinds)
    return f'''"""The kinds of the event catalogue. Written by tools/generate.py from rules/catalogue.json."""

from typing import Final, Literal

Kind = Literal[
{literal}
]

{constants}
'''


# ---------------------------------------------------------------- the reference page


def cell(values: list[str]) -> str:
    return ", ".join(values).replace("|", "\\|") or "–"


def events_page(catalogue: dict) -> str:
    roles = {role["id"]: role["zh"] for role in catalogue["roles"]}
    parts = [EVENTS_HEAD % (len(catalogue["kinds"]), columns_table(catalogue))]
    for area in catalogue["areas"]:
        kinds = [kind for kind in catalogue["kinds"] if kind["area"] == area["id"]]
        if kinds:
            parts.append(area_section(area, kinds, roles))
    return "\n".join(parts)


EVENTS_HEAD = """# Kinds of events (事件目录)

The %d kinds in which the facts of a case are told. Written by `tools/generate.py` from
`rules/catalogue.json`.

An event has an `id`, a `kind` and a date `on`; any event may also say when it was `recorded`, `by` whom, in what
`role`, and carry a `note`. Beyond those a kind *needs* some columns and *allows* others; an event that leaves out
one it needs, or has one it does not allow, is kept and remarked on. *One per* is the column that tells instances
apart. *Roles* are the offices that may record it (– any). *Nodes* are codes of the process system. *Says* tells
whether the event closes something (the case for good, a round of it that may be resumed, a matter), and whether the
books of case money post it.

## Columns

%s
"""


def columns_table(catalogue: dict) -> str:
    lines = ["| column | 列名 | meaning |", "| --- | --- | --- |"]
    for column in catalogue["columns"]:
        names = column["zh"] if isinstance(column["zh"], list) else [column["zh"]]
        lines.append(f"| `{column['id']}` | {'、'.join(names)} | {column['about']['en']} {column['about']['zh']} |")
    return "\n".join(lines)


def consequences(kind: dict) -> list[str]:
    closes = [f"closes the {kind['closes']}"] if "closes" in kind else []
    return closes + (["moves money"] if kind.get("moves_money") else [])


def area_section(area: dict, kinds: list[dict], roles: dict[str, str]) -> str:
    lines = [
        f"## {area['zh']} ({area['en']}): `{area['id']}.*`",
        "",
        "| kind | 中文 | English | needs | allows | one per | roles | says | source | nodes |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind in kinds:
        row = [
            f"`{kind['id']}`",
            kind["zh"],
            kind["en"],
            cell(kind["needs"]),
            cell(kind["allows"]),
            kind["per"] or "–",
            cell([roles[role] for role in kind["roles"]]),
            cell(consequences(kind)),
            kind["source"] or "–",
            cell(kind["nodes"]),
        ]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- lists in the schemas


def dossier_schema(catalogue: dict) -> str:
    schema = load("schemas/dossier.schema.json")
    schema["$defs"]["known_kind"]["enum"] = [kind["id"] for kind in catalogue["kinds"]]
    for name, member in VOCABULARIES.items():
        schema["$defs"][name]["anyOf"][0]["enum"] = [word["id"] for word in catalogue[member]]
    return dump(schema)


def rulebook_schema() -> str:
    """A rulebook may hold rules of its own: one schema should be enough to check it."""
    schema = load("schemas/rulebook.schema.json")
    schema["$defs"] = load("schemas/rules.schema.json")["$defs"]
    return dump(schema)


# ---------------------------------------------------------------- what the rules carry


def all_rules() -> list[dict]:
    rules = []
    for folder in ("national", "local"):
        for file in sorted((ROOT / "rules" / folder).glob("*.json")):
            rules += json.loads(file.read_text("utf-8"))["rules"]
    return rules


def nodes_file(rules: list[dict]) -> str:
    """rules/nodes.json: each node with the rules that name it; a reason where there is none."""
    document = load("rules/nodes.json")
    nodes = []
    for node in document["nodes"]:
        named = sorted(rule["id"] for rule in rules if node["code"] in rule.get("nodes", []))
        why = {"why": node["why"]} if "why" in node and not named else {}
        nodes.append({"code": node["code"], "rules": named, **why})
    lines = ["  " + json.dumps(node, ensure_ascii=False) for node in nodes]
    rows = [f"  {json.dumps(row)}: {json.dumps(said, ensure_ascii=False)}" for row, said in document["rows"].items()]
    return (
        '{"schema": "zhixing.nodes/1",\n "nodes": [\n' + ",\n".join(lines) + '],\n "rows": {\n' + ",\n".join(rows) + "}}\n"
    )


SEED_HEAD = """# The guideline, article by article (指导意见逐条对照)

%s (%s): which rules, kinds of events and commands carry each article, and what waits for later work. Written by
`tools/generate.py` from `rules/`; a test fails when an article claims something that does not exist.

| 条 | 内容 | rules | kinds of events | commands | later |
| --- | --- | --- | --- | --- | --- |
"""


def seed_page(catalogue: dict, rules: list[dict]) -> str:
    seed = load("rules/seed.json")
    lines = [SEED_HEAD % (seed["title"]["zh"], seed["title"]["en"])]
    for article in seed["articles"]:
        number = article["article"]
        named = sorted(rule["id"] for rule in rules if number in rule.get("seed", []))
        kinds = [kind["id"] for kind in catalogue["kinds"] if number in seed_articles(kind["source"] or "")]
        later = article.get("later") or article.get("why") or {"zh": "", "en": ""}
        row = [
            number,
            f"{article['about']['zh']}<br>{article['about']['en']}",
            ", ".join(f"`{id}`" for id in named) or "–",
            ", ".join(f"`{id}`" for id in kinds) or "–",
            ", ".join(f"`zhixing {command}`" for command in article["commands"]) or "–",
            f"{later['zh']} {later['en']}".strip() or "–",
        ]
        lines.append("| " + " | ".join(row) + " |\n")
    return "".join(lines)


def seed_articles(source: str) -> list[str]:
    """The articles of the guideline that a kind's source names: ``…; 指导意见5,13``."""
    return [n for part in source.split("; ") if part.startswith("指导意见") for n in part.removeprefix("指导意见").split(",")]


def outputs() -> dict[str, str]:
    catalogue = load("rules/catalogue.json")
    rules = all_rules()
    return {
        "rules/nodes.json": nodes_file(rules),
        "docs/seed.md": seed_page(catalogue, rules),
        "include/zhixing/kinds.hpp": cpp_kinds(catalogue),
        "python/zhixing/kinds.py": python_kinds(catalogue),
        "docs/events.md": events_page(catalogue),
        "schemas/dossier.schema.json": dossier_schema(catalogue),
        "schemas/rulebook.schema.json": rulebook_schema(),
    }


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for path, text in outputs().items():
        file = ROOT / path
        if file.exists() and file.read_text("utf-8") == text:
            continue
        stale.append(path)
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
