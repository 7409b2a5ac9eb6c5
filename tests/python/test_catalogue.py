"""The event catalogue is the one source of many things: a slip in it spreads."""
import csv
import json
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "rules" / "catalogue.json"
NODES = ROOT / "rules" / "data" / "process-nodes.csv"

COLUMNS = ["id", "kind", "on", "recorded", "by", "role", "ref", "party", "amount", "until", "document",
           "method", "outcome", "ground", "number", "digest", "note"]
ALWAYS = {"id", "kind", "on", "recorded", "by", "role", "note"}
COLUMN_TYPES = {"text", "kind", "date_or_time", "datetime", "role", "money", "date", "word"}
FACT_TYPES = {"text", "word", "date", "money", "number"}
VOCABULARIES = ["areas", "roles", "party_roles", "party_kinds", "basis_kinds", "claim_kinds", "dossier_kinds",
                "methods", "outcomes", "grounds"]
CHINESE = re.compile("[\u4e00-\u9fff]")


def no_duplicate_members(pairs):
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"a member is given twice: {names}"
    return dict(pairs)


def names_of(entry):
    """Every name by which a reader may find the entry."""
    zh = entry.get("zh", [])
    return [entry["id"], *([zh] if isinstance(zh, str) else zh), *entry.get("aliases", [])]


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = CATALOGUE.read_text(encoding="utf-8")
        cls.catalogue = json.loads(cls.text, object_pairs_hook=no_duplicate_members)
        with NODES.open(encoding="utf-8", newline="") as file:
            cls.nodes = {row["code"] for row in csv.DictReader(file)}

    def test_header(self):
        self.assertEqual(self.catalogue["schema"], "zhixing.catalogue/1")
        self.assertEqual(self.catalogue["version"], "1")
        self.assertEqual(len(self.nodes), 40)

    def test_one_entry_a_line(self):
        lines = self.text.splitlines()
        for kind in self.catalogue["kinds"]:
            with self.subTest(kind["id"]):
                self.assertEqual(sum(line.startswith(f' {{"id":"{kind["id"]}","area"') for line in lines), 1)

    def test_columns(self):
        self.assertEqual([column["id"] for column in self.catalogue["columns"]], COLUMNS)
        for column in self.catalogue["columns"]:
            self.assertIn(column["type"], COLUMN_TYPES)
            self.assertTrue(column["zh"] and all(CHINESE.search(name) for name in column["zh"]))
            self.assertTrue(column["about"]["zh"] and column["about"]["en"])

    def test_names_lead_to_one_entry(self):
        for section in ["columns", "documents", "facts", "kinds", "sources", *VOCABULARIES]:
            owner = {}
            for entry in self.catalogue[section]:
                for name in names_of(entry):
                    self.assertEqual(name, name.strip())
                    self.assertEqual(owner.setdefault(name, entry["id"]), entry["id"],
                                     f"{section}: “{name}” means two things")
            ids = [entry["id"] for entry in self.catalogue[section]]
            self.assertEqual(len(ids), len(set(ids)), section)

    def test_every_entry_speaks_both_languages(self):
        for section in ["kinds", "facts", "sources", *VOCABULARIES]:
            for entry in self.catalogue[section]:
                self.assertRegex(entry["zh"], CHINESE, (section, entry["id"]))
                self.assertRegex(entry["en"], "^[^\u4e00-\u9fff]+$", (section, entry["id"]))
        for entry in self.catalogue["documents"]:
            self.assertRegex(entry["id"], CHINESE)
            self.assertRegex(entry["en"], "^[^\u4e00-\u9fff]+$")

    def test_words(self):
        for section in VOCABULARIES:
            for entry in self.catalogue[section]:
                self.assertRegex(entry["id"], r"^[a-z][a-z_]*$", section)

    def test_kinds(self):
        areas = {area["id"] for area in self.catalogue["areas"]}
        roles = {role["id"] for role in self.catalogue["roles"]}
        sources = {source["id"] for source in self.catalogue["sources"]}
        used_areas, used_sources = set(), set()
        for kind in self.catalogue["kinds"]:
            with self.subTest(kind["id"]):
                self.assertEqual([name for name in kind if name not in ("closes", "moves_money")],
                                 ["id", "area", "zh", "en", "needs", "allows", "per", "roles", "source", "nodes", "aliases"])
                self.assertIn(kind.get("closes"), ["case", "round", "matter", None])
                self.assertIn(kind.get("moves_money"), [True, None])
                self.assertRegex(kind["id"], r"^[a-z][a-z_]*\.[a-z][a-z_]*$")
                self.assertIn(kind["area"], areas)
                used_areas.add(kind["area"])
                for columns in (kind["needs"], kind["allows"]):
                    self.assertEqual(len(columns), len(set(columns)))
                    self.assertTrue(set(columns) <= set(COLUMNS) - ALWAYS, columns)
                self.assertTrue(set(kind["needs"]) <= set(kind["allows"]))
                self.assertIn(kind["per"], ["party", "ref", None])
                self.assertTrue(kind["per"] is None or kind["per"] in kind["allows"])
                self.assertTrue(set(kind["roles"]) <= roles, kind["roles"])
                self.assertTrue(set(kind["nodes"]) <= self.nodes, kind["nodes"])
                for source in kind["source"].split("; "):
                    title = re.match(r"[^0-9(]+", source).group()
                    self.assertIn(title, sources)
                    used_sources.add(title)
        self.assertEqual(used_areas, areas, "an area without a kind")
        self.assertEqual(used_sources, sources, "a source that no kind cites")

    def test_every_node_has_a_kind_or_a_reason(self):
        recorded = {node for kind in self.catalogue["kinds"] for node in kind["nodes"]}
        computed = {entry["code"] for entry in self.catalogue["nodes_without_kind"]}
        self.assertEqual(recorded | computed, self.nodes)
        self.assertEqual(recorded & computed, set())
        for entry in self.catalogue["nodes_without_kind"]:
            self.assertTrue(entry["why"]["zh"] and entry["why"]["en"])

    def test_facts(self):
        for fact in self.catalogue["facts"]:
            self.assertIn(fact["type"], FACT_TYPES)
            self.assertEqual(fact["type"] == "word", "vocabulary" in fact)
            self.assertIn(fact.get("vocabulary", "kinds"), self.catalogue)

    def test_what_others_build_on(self):
        kinds = {kind["id"]: kind for kind in self.catalogue["kinds"]}
        for kind in ["application.received", "case.filed", "case.received_by_handler", "notice.issued",
                     "report.ordered", "query.online", "consumption.restricted", "dishonest.listed",
                     "funds.received", "funds.released", "closure.terminated", "closure.ended",
                     "closure.completed"]:
            self.assertIn(kind, kinds)
        self.assertIn("application.filed", kinds["application.received"]["aliases"])


if __name__ == "__main__":
    unittest.main()
