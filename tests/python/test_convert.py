"""examples/docket/convert.py: the bundled docket is what it makes, and no record can stop it."""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKET = ROOT / "examples" / "docket"
SOURCES = [DOCKET / "source" / "real-cases.jsonl", DOCKET / "source" / "register-cases.jsonl"]
COLUMNS = {"id", "kind", "on", "recorded", "by", "role", "ref", "party", "amount", "until", "document", "method",
           "outcome", "ground", "number", "digest", "note", "extra"}


def run(*arguments, stdin=b""):
    return subprocess.run([sys.executable, str(DOCKET / "convert.py"), *map(str, arguments)], input=stdin,
                          capture_output=True, check=False, timeout=120)


def convert(*records):
    """Converts records (objects, or bytes as they are) given on standard input."""
    lines = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in records]
    result = run("-", "-o", "-", stdin=b"\n".join(lines))
    return result, [json.loads(line) for line in result.stdout.decode().splitlines()]


def one(**record):
    result, dossiers = convert(record)
    assert result.returncode == 0, result.stderr.decode()
    return dossiers[0]


def events(*given, **record):
    return one(events=list(given), **record)["events"]


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, path)
    else:
        yield path, value


class BundledDocket(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.records = [json.loads(line) for path in SOURCES for line in path.read_bytes().splitlines()]
        cls.text = (DOCKET / "docket.ndjson").read_bytes()
        cls.dossiers = [json.loads(line) for line in cls.text.splitlines()]
        cls.pairs = list(zip(cls.records, cls.dossiers))
        cls.catalogue = json.loads((ROOT / "rules" / "catalogue.json").read_text(encoding="utf-8"))
        cls.kinds = {kind["id"]: kind for kind in cls.catalogue["kinds"]}

    def test_made_by_the_script(self):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "made.ndjson"
            result = run(*SOURCES, "-o", made)
            self.assertEqual(result.returncode, 0, result.stderr.decode())
            self.assertEqual(made.read_bytes(), self.text)

    def test_a_dossier_a_record(self):
        self.assertEqual(len(self.dossiers), 551)
        self.assertEqual(len(self.records), 551)
        for record, dossier in self.pairs:
            self.assertEqual(dossier["schema"], "zhixing.dossier/1")
            self.assertEqual(dossier.get("number"), record["case_number"])
            self.assertIsInstance(dossier["covers"], list)

    def test_every_event_is_there(self):
        for record, dossier in self.pairs:
            stated = [event for event in dossier["events"] if event["id"][1:].isdigit()]
            self.assertEqual(len(stated), len(record["events"]), dossier["extra"]["id"])
            self.assertEqual(len({event["id"] for event in dossier["events"]}), len(dossier["events"]))
            for given, event in zip(record["events"], stated):
                self.assertEqual(event.get("on"), given["date"])
                self.assertTrue(event["note"].startswith(given["zh"]))

    def test_nothing_is_lost(self):
        for record, dossier in self.pairs:
            out = json.dumps(dossier, ensure_ascii=False)
            for path, value in leaves(record):
                if value is None or path[-1] in ("kind", "role"):
                    continue  # words of the catalogue, see below
                if path[-1] in ("claim_fen", "amount_fen") and f'"{value // 100}.{value % 100:02}"' in out:
                    continue
                self.assertIn(json.dumps(value, ensure_ascii=False).strip('"'), out, (dossier["extra"]["id"], path))

    def test_words_are_of_the_catalogue(self):
        words = {section: {entry["id"]: entry["zh"] for entry in self.catalogue[section]}
                 for section in ("dossier_kinds", "party_roles", "party_kinds", "basis_kinds", "claim_kinds")}
        for record, dossier in self.pairs:
            self.assertIn(dossier["kind"], words["dossier_kinds"])
            for given, party in zip(record["parties"], dossier.get("parties", [])):
                for member, section in (("role", "party_roles"), ("kind", "party_kinds")):
                    printed = party.get("extra", {}).get(member, words[section][party[member]])
                    self.assertEqual(printed, given[member])
            basis = dossier.get("basis", {})
            if record["basis"]["kind"]:
                printed = basis.get("extra", {}).get("kind") or words["basis_kinds"][basis["kind"]]
                self.assertEqual(printed, record["basis"]["kind"])

    def test_events_are_rows_of_the_catalogue(self):
        for dossier in self.dossiers:
            parties = {party["id"] for party in dossier.get("parties", [])}
            for event in dossier["events"]:
                self.assertTrue(set(event) <= COLUMNS)
                self.assertIn(event.get("party", "p1"), parties | {"p1"})
                if event["kind"].startswith("other."):
                    continue
                allowed = set(self.kinds[event["kind"]]["allows"]) | {"id", "kind", "on", "note", "extra"}
                self.assertTrue(set(event) <= allowed, event)

    def test_few_facts_are_without_a_kind(self):
        other = Counter(event["kind"] for dossier in self.dossiers for event in dossier["events"]
                        if event["kind"].startswith("other."))
        self.assertLess(sum(other.values()), 30)
        readme = (DOCKET / "README.md").read_text(encoding="utf-8")
        listed = {kind: int(count) for kind, count in re.findall(r"^\| `(other\.\w+)` \| (\d+) \|", readme, re.M)}
        self.assertEqual(listed, dict(other))

    def find(self, number):
        return next(dossier for dossier in self.dossiers if dossier.get("number") == number)

    def test_termination_after_eight_weeks(self):
        """（2020）豫0192执2437号之一: a whole ruling, 56 days, no order to report property."""
        dossier = self.find("（2020）豫0192执2437号之一")
        kinds = [event["kind"] for event in dossier["events"]]
        self.assertEqual(kinds[0], "application.received")
        self.assertEqual(kinds[-1], "closure.terminated")
        self.assertNotIn("report.ordered", kinds)
        self.assertNotIn("case.filed", kinds)
        self.assertIn("report.ordered", dossier["covers"])
        for area in ("case", "service", "valuation", "funds"):
            self.assertFalse([kind for kind in dossier["covers"] if kind.split(".")[0] == area])
        self.assertEqual(dossier["claims"], [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money",
                                              "principal": "400000.00"}])
        interview = next(event for event in dossier["events"] if event["kind"] == "interview.held")
        self.assertNotIn("on", interview)

    def test_only_whole_rulings_cover_anything(self):
        covering = [dossier["number"] for dossier in self.dossiers if dossier["covers"]]
        self.assertEqual(covering, ["（2020）豫0192执2437号之一", "（2018）苏0682执665号"])

    def test_covers_are_kinds(self):
        """An area may grow; what a ruling recites does not grow with it."""
        for dossier in self.dossiers:
            self.assertTrue(set(dossier["covers"]) <= set(self.kinds))

    def test_equity_frozen_by_neixiang(self):
        dossier = self.find("（2019）豫1325执1243号之六")
        event = dossier["events"][0]
        self.assertEqual((event["kind"], event["on"], event["until"]), ("right.frozen", "2020-03-23", "2023-03-22"))

    def test_oddities_stay(self):
        """Listed after closing; closed with nothing unpaid: as printed."""
        late = next(dossier for dossier in self.dossiers if dossier.get("number") == "(2013)沙法民执字第00785号")
        days = {event["kind"]: event.get("on") for event in late["events"]}
        self.assertGreater(days["dishonest.listed"], days["closure.terminated"])
        unpaid = [event.get("amount") for dossier in self.dossiers for event in dossier["events"]
                  if event["kind"] == "closure.terminated"]
        self.assertIn("0.00", unpaid)


class UnseenInput(unittest.TestCase):
    def test_bad_lines_are_told_and_the_rest_is_converted(self):
        result, dossiers = convert({"case_number": "（2023）豫1325执1号"}, b"{not json", b"", b"[1]", b"\xff\xfe",
                                   b'{"claim_fen":NaN}', b"[" * 100_000, {"case_number": "（2023）豫1325执2号"})
        self.assertEqual(result.returncode, 1)
        self.assertEqual([dossier["number"] for dossier in dossiers], ["（2023）豫1325执1号", "（2023）豫1325执2号"])
        told = result.stderr.decode()
        for line in (2, 4, 5, 6, 7):
            self.assertIn(f"stdin:{line}: ", told)

    def test_empty_record(self):
        self.assertEqual(one(), {"schema": "zhixing.dossier/1", "kind": "other", "covers": [], "events": [],
                                 "extra": {"id": "stdin:1"}})

    def test_byte_order_mark_and_carriage_returns(self):
        _, dossiers = convert(b'\xef\xbb\xbf{"case_number":"a"}\r', b'{"case_number":"b"}\r')
        self.assertEqual([dossier["number"] for dossier in dossiers], ["a", "b"])

    def test_members_of_any_type(self):
        values = [None, True, 0, -1, 1.5, 10**30, "", "文", [], [[]], {}, {"a": [None]}, "\ud800"]
        members = ["case_number", "court", "type", "basis", "parties", "claim_fen", "events", "depth", "source"]
        nested = ["date", "zh", "kind", "amount_fen", "until", "detail", "date_text", "ref", "role"]
        records = [{member: value} for member in members for value in values]
        records += [{"events": [{member: value}]} for member in nested for value in values]
        records += [{"parties": [{member: value}]} for member in ("role", "name", "kind") for value in values]
        records += [{"basis": {member: value}} for member in ("kind", "number", "made") for value in values]
        records += [{"events": [value]} for value in values] + [{"parties": [value]} for value in values]
        result, dossiers = convert(*(json.dumps(record).encode() for record in records))
        self.assertEqual((result.returncode, len(dossiers)), (0, len(records)), result.stderr.decode()[-500:])
        for dossier in dossiers:
            for event in dossier["events"]:
                self.assertRegex(event["kind"], r"^[^.]+\.[^.]+$")
                self.assertTrue(all(isinstance(event[name], str) for name in set(event) - {"extra"}))

    def test_unknown_kinds_are_kept_and_listed(self):
        result, dossiers = convert({"events": [{"kind": "ship.arrested", "zh": "扣押船舶", "date": "2024-05-06"},
                                               {"kind": "ship.arrested"}, {"kind": "扣船"}, {}]})
        self.assertEqual([event["kind"] for event in dossiers[0]["events"]],
                         ["other.ship_arrested", "other.ship_arrested", "other.扣船", "other.unnamed"])
        self.assertEqual(dossiers[0]["events"][0], {"id": "e1", "kind": "other.ship_arrested", "on": "2024-05-06",
                                                    "note": "扣押船舶", "extra": {"kind": "ship.arrested"}})
        self.assertIn("     2 other.ship_arrested", result.stderr.decode())

    def test_kinds_by_id_chinese_name_or_alias(self):
        told = events({"kind": "notice.issued"}, {"kind": "执行通知"}, {"kind": "application.filed"}, {"zh": "终本"})
        self.assertEqual([event["kind"] for event in told],
                         ["notice.issued", "notice.issued", "application.received", "closure.terminated"])

    def test_odd_dates(self):
        written = {"2024-2-9": "2024-02-09", "2024年2月9日": "2024-02-09", "20240209": "2024-02-09",
                   "2024/02/09": "2024-02-09", "2024-02-09 9:05": "2024-02-09T09:05:00", "2024-02-30": None,
                   "二〇二四年": None, "0000-00-00": None, "2024-02": None, "1899-12-31": None, "2200-01-01": None}
        for text, on in written.items():
            event = events({"kind": "case.filed", "date": text})[0]
            self.assertEqual(event.get("on"), on)
            self.assertEqual(event["extra"]["date"], text)
        vague = events({"kind": "case.filed", "date": None, "zh": "立案", "date_text": "2015年7月"})[0]
        self.assertEqual(vague, {"id": "e1", "kind": "case.filed", "note": "立案；日期原文：2015年7月"})

    def test_amounts(self):
        for fen, amount in [(0, "0.00"), (5, "0.05"), (123456, "1234.56"), (-5, "-0.05"), (2.0, "0.02"), ("77", "0.77")]:
            self.assertEqual(events({"kind": "funds.received", "amount_fen": fen})[0]["amount"], amount)
        for odd in (0.5, "约三万", 10**19, [1]):
            event = events({"kind": "funds.received", "amount_fen": odd})[0]
            self.assertNotIn("amount", event)
            self.assertEqual(event["extra"]["amount_fen"], odd)

    def test_claims(self):
        def party(role):
            return {"role": role, "name": "张某", "kind": "自然人"}

        dossier = one(claim_fen=100_00, parties=[party("申请执行人"), party("申请执行人"), party("被执行人")])
        self.assertEqual(dossier["claims"], [{"id": "c1", "debtors": ["p3"], "kind": "money", "principal": "100.00"}])
        self.assertEqual(one(claim_fen=1, type="财保")["claims"][0]["kind"], "preservation")
        self.assertNotIn("claims", one(claim_fen=None))
        for placeholder in (0, 100):
            dossier = one(claim_fen=placeholder, depth="register")
            self.assertNotIn("claims", dossier)
            self.assertEqual(dossier["extra"]["claim_fen"], placeholder)
        self.assertIn("claims", one(claim_fen=100))

    def test_two_facts_in_one_sentence(self):
        told = events({"kind": "notice.issued", "zh": "发出执行通知书并令报告财产", "date": "2024-05-06"},
                      {"kind": "consumption.restricted", "zh": "限制高消费并纳入失信"})
        self.assertEqual([(event["id"], event["kind"], event.get("on")) for event in told],
                         [("e1", "notice.issued", "2024-05-06"), ("e1b", "report.ordered", "2024-05-06"),
                          ("e2", "consumption.restricted", None), ("e2b", "dishonest.listed", None)])

    def test_an_added_fact_has_the_amount_where_it_is_the_same(self):
        failed = events({"kind": "auction.failed", "zh": "一拍704500元流拍", "amount_fen": 70450000})
        self.assertEqual([(event["kind"], event["amount"]) for event in failed],
                         [("auction.failed", "704500.00"), ("auction.first", "704500.00")])
        sold = events({"kind": "auction.sold", "zh": "三拍450880元成交", "amount_fen": 45088000})
        self.assertEqual((sold[1]["kind"], sold[1].get("amount")), ("auction.third", None))
        seized = events({"kind": "seizure.made", "zh": "冻结银行存款", "detail": "送达协助执行通知书", "amount_fen": 100})
        self.assertEqual([(event["kind"], event.get("amount")) for event in seized],
                         [("deposit.frozen", "1.00"), ("assistance.requested", None)])

    def test_suits(self):
        for zh, kind in {"起诉并受理": "litigation.filed", "诉至中院": "litigation.filed", "提起诉讼": "litigation.filed",
                         "提起诉讼，执行异议之诉": "suit.filed", "提起案外人执行异议之诉": "suit.filed",
                         "抵押权银行提起诉讼": "other.mortgagee_sued", "": "suit.filed"}.items():
            self.assertEqual(events({"kind": "suit.filed", "zh": zh})[0]["kind"], kind)
        self.assertEqual([event["kind"] for event in events({"kind": "preservation.applied", "zh": "起诉并申请财产保全"})],
                         ["preservation.applied", "litigation.filed"])

    def test_objections_of_others_are_on_title(self):
        told = events({"kind": "objection.filed", "zh": "案外人书面异议"}, {"kind": "objection.filed", "zh": "案外人异议立案"},
                      {"kind": "objection.filed", "zh": "被执行人异议"}, {"kind": "suit.filed", "zh": "提起案外人执行异议之诉"},
                      {"kind": "objection.filed", "zh": "案外人异议", "ground": "conduct"})
        self.assertEqual([(event["kind"], event.get("ground")) for event in told],
                         [("objection.filed", "title"), ("objection.accepted", "title"), ("objection.filed", None),
                          ("suit.filed", "title"), ("objection.filed", "conduct")])

    def test_rulings_of_sale_served(self):
        for zh in ("成交裁定送达买受人", "送达成交裁定"):
            self.assertEqual(events({"kind": "document.served", "zh": zh})[0]["kind"], "auction.ruling_served")

    def test_kind_of_property(self):
        for zh, kind in {"冻结银行存款": "deposit.frozen", "查封房产一套": "immovable.seized", "冻结股权": "right.frozen",
                         "查封车辆": "movable.seized", "查封": "seizure.made",
                         "查封房产、冻结银行账户": "seizure.made", "查封房产，非首查封": "seizure.waiting",
                         "轮候冻结银行存款": "seizure.waiting"}.items():
            self.assertEqual(events({"kind": "seizure.made", "zh": zh})[0]["kind"], kind)

    def test_party_only_where_there_is_one_respondent(self):
        def respondents(n):
            return [{"role": "被执行人", "name": f"张某{i}", "kind": "自然人"} for i in range(n)]

        told = {"kind": "dishonest.listed", "zh": "公布失信名单"}
        self.assertEqual(events(told, parties=respondents(1))[0]["party"], "p1")
        self.assertNotIn("party", events(told, parties=respondents(2))[0])

    def test_missing_file_and_wrong_command(self):
        self.assertEqual(run("no-such-file.jsonl", "-o", "-").returncode, 2)
        self.assertEqual(run("--nonsense").returncode, 2)
        self.assertEqual(run("-", "-o", "-", "--catalogue", "no-such-file.json").returncode, 2)


if __name__ == "__main__":
    unittest.main()
