"""The law in rules/: cited, dated, in the words of the catalogue, and complete for the tables it claims."""
import json
import re
from pathlib import Path

import pytest

RULES = Path(__file__).resolve().parents[2] / "rules"
FORMS = {"deadline", "expiry", "before", "recurring", "checklist", "check", "pauses", "parameter", "process", "table", "docket", "deemed", "disclosure"}
LEVELS = {"statute", "policy", "court"}
SOURCES = {"read", "secondary", "unverified"}
SEVERITIES = ["breach", "overdue", "blocked", "missing", "anomaly", "warning", "note"]
PATTERN = {"event", "document", "method", "outcome", "ground", "role", "party_role", "same", "after", "before", "by", "number", "within", "named_by", "itself"}
ROWS = {
    "A": "1 2 2a 2b 2c 2d 2e 3 4 5 6 7",
    "B": "1 1m 1i 2 3 4 5 6 7",
    "C": " ".join(str(n) for n in range(1, 13)),
    "D": " ".join(str(n) for n in range(1, 23)),
    "E": " ".join(str(n) for n in range(1, 23)),
    "F": "1 1p 2 3 4 5 6 7 8",
    "G": " ".join(str(n) for n in range(1, 26)),
    "H": " ".join(str(n) for n in range(1, 9)),
    "I": "1 2 3 4 4m 5 6 7 8 9 10 11 12 13 14 15 16",
}


def load(path):
    return json.loads((RULES / path).read_text(encoding="utf-8"))


CATALOGUE = load("catalogue.json")
DOCUMENTS = load("documents.json")["documents"]
FILES = sorted(p.relative_to(RULES).as_posix() for d in ("national", "local") for p in (RULES / d).glob("*.json"))


def rules_of(path):
    file = load(path)
    assert file["schema"] == "zhixing.rules/1"
    for rule in file["rules"]:
        yield {**file.get("defaults", {}).get(rule["form"], {}), **rule}


ALL = [(path, rule) for path in FILES for rule in rules_of(path)]
IDS = [rule["id"] for _, rule in ALL]
BY_ID = dict(zip(IDS, (rule for _, rule in ALL)))
each_rule = pytest.mark.parametrize("rule", [rule for _, rule in ALL], ids=IDS)


def versions(rule):
    """Each dated version with the rule's own members behind it."""
    if "versions" not in rule:
        return [rule]
    own = {name: value for name, value in rule.items() if name != "versions"}
    return [{**own, **version} for version in rule["versions"]]


def names(vocabulary):
    found = set()
    for word in CATALOGUE[vocabulary]:
        found |= {word["id"], word.get("zh", word["id"]), *word.get("aliases", [])}
    return found


WORDS = {"document": names("documents"), "method": names("methods"), "outcome": names("outcomes"),
         "ground": names("grounds"), "role": names("roles"), "party_role": names("party_roles")}
FACTS = {fact["id"]: fact for fact in CATALOGUE["facts"]}
VOCABULARY = {"dossier_kinds", "basis_kinds", "claim_kinds", "party_kinds", "party_roles"}
KINDS = {kind["id"]: kind for kind in CATALOGUE["kinds"]}


def walk(value):
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from walk(part)


def listed(value):
    return value if isinstance(value, list) else [value]


def cited(citations):
    assert citations, "no citation"
    for citation in citations:
        document = DOCUMENTS[citation["document"]]
        assert citation["version"] in document["versions"], citation
        assert citation["article"]
    return citations


def test_ids_are_unique():
    assert len(IDS) == len(set(IDS))
    assert all(re.fullmatch(r"[a-z0-9._-]+", rule_id) for rule_id in IDS)


def test_documents_are_dated_in_order():
    for name, document in DOCUMENTS.items():
        assert document["name"], name
        last = None
        for day, version in document["versions"].items():
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day), (name, day)
            assert version["source"] in SOURCES, (name, day)
            assert last is None or (last is not False and last <= day), (name, day)
            last = version["to"] or False
    assert sum(len(d["versions"]) for d in DOCUMENTS.values()) > 50


@each_rule
def test_shape(rule):
    assert rule["form"] in FORMS
    assert rule["name"]["zh"] and rule["name"]["en"]
    if "note" in rule:
        assert rule["note"]["zh"] and rule["note"]["en"]
    for version in versions(rule):
        assert version["level"] in LEVELS
        assert version["source"] in SOURCES
        if version["source"] != "read" and "severity" in version:
            assert SEVERITIES.index(version["severity"]) >= SEVERITIES.index("warning"), rule["id"]


@each_rule
def test_cited_in_a_version_in_force(rule):
    for version in versions(rule):
        start, end = version["effective"]
        for citation in cited(version["citations"]):
            assert end is None or citation["version"] < end, (rule["id"], citation)
            # the text cited is in force when the version of the rule begins
            if start is not None and rule["form"] != "parameter":
                to = DOCUMENTS[citation["document"]]["versions"][citation["version"]]["to"]
                missing = citation["document"] == "民诉法解释" and citation["version"] == "2015-02-04" and start < "2022-04-10"
                assert missing or to is None or start < to, (rule["id"], citation)
            if version["source"] == "read":
                known = DOCUMENTS[citation["document"]]["versions"][citation["version"]]["source"]
                assert known == "read", (rule["id"], citation)
        for item in version.get("items", []):
            cited(item.get("citations", version["citations"]))
            assert item.get("source", version["source"]) in SOURCES
    for choice in rule.get("choices", []):
        cited(choice["citations"])


@each_rule
def test_versions_do_not_overlap(rule):
    spans = sorted((v["effective"][0] or "", v["effective"][1] or "9999") for v in versions(rule))
    for (start, end), following in zip(spans, spans[1:] + [None]):
        assert start < end, rule["id"]
        assert following is None or end <= following[0], rule["id"]


@each_rule
def test_words_are_in_the_catalogue(rule):
    for part in walk(rule):
        if "event" in part:
            assert set(part) <= PATTERN | {"from", "to"}, (rule["id"], part)
            for event in listed(part["event"]):
                assert event in KINDS or (event.endswith(".*") and any(k.startswith(event[:-1]) for k in KINDS)), (rule["id"], event)
            for column in ("document", "method", "outcome", "ground", "role", "party_role"):
                for word in listed(part.get(column, [])):
                    assert word in WORDS[column], (rule["id"], word)
            # at least one of the kinds has the column that the pattern asks for
            for column in ("document", "method", "outcome", "ground"):
                if column in part:
                    having = [e for e in listed(part["event"]) if e in KINDS and column in KINDS[e]["needs"] + KINDS[e]["allows"]]
                    assert having, (rule["id"], part)
        if "fact" in part:
            fact = FACTS[part["fact"]]
            if fact["type"] == "word":
                assert set(part["is"]) <= names(fact["vocabulary"]), (rule["id"], part)
        if "parameter" in part:
            assert BY_ID[part["parameter"]]["form"] == "parameter", (rule["id"], part)


@each_rule
def test_references(rule):
    for version in versions(rule):
        if "of" in version:
            assert BY_ID[version["of"]]["form"] == "deadline"
        for name in version.get("pauses", []):
            if isinstance(name, str):
                assert BY_ID[name]["form"] == "pauses"
    if rule["id"] == "case.limit.pauses":
        for choice in rule["choices"]:
            assert BY_ID[choice["value"]]["form"] == "pauses"


def test_rulebooks_take_in_every_file():
    taken = []
    for path in sorted((RULES / "rulebooks").glob("*.json")):
        book = json.loads(path.read_text(encoding="utf-8"))
        assert book["schema"] == "zhixing.rulebook/1" and book["id"] == path.stem
        taken += book["include"]
        assert set(book.get("override", {})) <= set(IDS)
    assert sorted(taken) == FILES


def test_nodes_agree_with_rules():
    nodes = load("nodes.json")
    codes = [line.split(",")[0] for line in (RULES / "data/process-nodes.csv").read_text(encoding="utf-8").splitlines()[1:] if line]
    assert len(codes) == 40
    assert [node["code"] for node in nodes["nodes"]] == codes
    for node in nodes["nodes"]:
        said = sorted(rule["id"] for _, rule in ALL if node["code"] in rule.get("nodes", []))
        assert sorted(node["rules"]) == said, node["code"]
        assert said or node["why"]["zh"], node["code"]
    for _, rule in ALL:
        assert set(rule.get("nodes", [])) <= set(codes), rule["id"]


def test_every_row_has_rules_or_a_reason():
    rows = load("nodes.json")["rows"]
    assert list(rows) == [table + row for table, all_rows in ROWS.items() for row in all_rows.split()]
    for row, answer in rows.items():
        if isinstance(answer, dict):
            assert answer["why"]["zh"] and answer["why"]["en"], row
            assert set(answer) <= {"why", "rules"}
            answer = answer.get("rules", [])
        else:
            assert answer, row
        assert set(answer) <= set(IDS), row


def test_every_check_of_case_money_has_rules_or_a_reason():
    checks = load("supervision.json")["checks"]
    assert [check["id"] for check in checks] == [f"M{n:02}" for n in range(1, 51)]
    items = {item["id"] for rule in BY_ID.values() if rule["form"] == "checklist" for version in versions(rule) for item in version["items"]}
    for check in checks:
        assert check["name"]["zh"] and check["name"]["en"], check["id"]
        assert check["rules"] or check["why"]["zh"] and check["why"]["en"], check["id"]
        assert set(check["rules"]) <= set(IDS) | items, check["id"]


@each_rule
def test_reported_to_roles_of_the_catalogue(rule):
    assert set(rule.get("report_to", [])) <= names("roles")


def test_the_guideline_claims_only_what_exists(root):
    """Every article is carried by a rule, a kind or a command that exists, or says what it waits for."""
    from typer.main import get_command

    from zhixing.cli import app

    commands = set(get_command(app).commands)
    articles = load("seed.json")["articles"]
    assert [article["article"] for article in articles] == [str(n) for n in range(1, 24)]
    for article in articles:
        assert set(article["commands"]) <= commands, article["article"]
        assert article["about"]["zh"] and article["about"]["en"]
        carried = any(article["article"] in rule.get("seed", []) for _, rule in ALL)
        assert carried or article.get("later") or article.get("why"), article["article"]
        for text in (article.get("later"), article.get("why")):
            assert text is None or (text["zh"] and text["en"])
    for _, rule in ALL:
        assert set(rule.get("seed", [])) <= {article["article"] for article in articles}, rule["id"]
