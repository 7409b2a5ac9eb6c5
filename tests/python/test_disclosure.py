"""Disclosure from Python: messages, a party's own case, publication, the list, and their documents against the schemas."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import zhixing
from typer.testing import CliRunner
from zhixing.cli import app

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 3, 5)
NOW = datetime.datetime(2026, 3, 5, 10)
OWN = "110101199003074514"
CASE = {
    "schema": "zhixing.dossier/1",
    "number": "（2026）豫1325执101号",
    "parties": [
        {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某甲", "identity": {"kind": "resident", "number": OWN}},
        {"id": "p2", "role": "respondent", "kind": "natural", "name": "李某乙"},
    ],
    "claims": [{"id": "c1", "kind": "money"}],
    "events": [
        {"id": "e1", "kind": "case.filed", "on": "2026-03-02"},
        {"id": "e2", "kind": "seizure.ruled", "on": "2026-03-03"},
        {"id": "e3", "kind": "dishonest.listed", "on": "2026-03-03", "party": "p2"},
        {"id": "e4", "kind": "publication.decided", "on": "2026-03-04", "document": "执行裁定书", "outcome": "granted"},
        {"id": "e5", "kind": "appraisal.done", "on": "2026-02-26", "ref": "h"},
    ],
}


def dossier() -> zhixing.Dossier:
    return zhixing.Dossier.from_json(CASE)


def check(name: str, document: Any) -> None:
    jsonschema.Draft202012Validator(json.loads(zhixing.schema(name))).validate(document)


def reader(number: str) -> zhixing.Reader:
    identity = zhixing.IdentityCheck("resident", number, "居民身份证", "window-1", NOW)
    return zhixing.Reader(zhixing.Actor("portal-1", "", ("applicant",), identity), "查询", NOW)


def test_messages() -> None:
    answer = zhixing.disclosures(dossier(), as_of=DAY, values={"court.phone": "0377-65310000"})
    check("disclosures", answer)
    states = {(item.get("rule"), item["event"], item.get("party")): item["state"] for item in answer["disclosures"]}
    assert states[("tell.filing", "e1", "p1")] == "due"
    assert states[("tell.appraisal", "e5", "p1")] == "overdue"
    assert states[(None, "e2", None)] == "withheld"
    assert "appraisal.serve" in [finding["rule"] for finding in answer["findings"]]
    with pytest.raises(zhixing.InputError):
        zhixing.disclosures(dossier(), as_of=DAY, values={"number": "x"})


def test_messages_are_what_the_outbox_takes() -> None:
    answer = zhixing.disclosures(zhixing.Dossier.from_json({**CASE, "events": CASE["events"][:1]}), as_of=DAY)
    for waiting in answer["messages"]:
        message = waiting["message"]
        assert set(message) == {"channel", "to", "subject", "body", "cause"} and message["body"]["text"] == waiting["text"]
        assert waiting["missing"] == [] and waiting["result"]["kind"] == "disclosure.sent"
        assert zhixing.disclosure_result(message, on=DAY) == {**waiting["result"], "on": "2026-03-05"}
    with pytest.raises(zhixing.InputError):
        zhixing.disclosure_result({**message, "body": {"kind": "closure.completed"}}, on=DAY)


SYSTEM = zhixing.Actor("platform-1", "豫1325", ("system",))
FILING = zhixing.Actor("f1", "豫1325", ("filing",))
WORKER = zhixing.Reader(SYSTEM, "disclosure", NOW)


def tell(journal: zhixing.Journal, events: list[dict[str, Any]], actor: zhixing.Actor) -> zhixing.Receipt:
    """Records events with what is to be told because of them."""
    after = journal.dossier(str(CASE["number"]), reader=WORKER)
    for event in events:
        after = after.with_event(event)
    waiting = zhixing.disclosures(after, as_of=DAY)["messages"]
    part = {"number": CASE["number"], "events": events, "messages": [one["message"] for one in waiting if not one["missing"]]}
    return journal.append_batch([part], actor=actor, recorded=NOW)


def test_into_a_journal_and_not_twice(tmp_path: Any) -> None:
    journal = zhixing.Journal.create(f"sqlite:{tmp_path}/journal.db")
    journal.append(str(CASE["number"]), header={**CASE, "events": []}, expect=0, actor=FILING, recorded=NOW)
    first = tell(journal, [{"id": "e1", "kind": "case.filed", "on": "2026-03-05"}], FILING)
    assert len(first.parts[0].messages) == 8
    assert tell(journal, [], FILING).parts[0].messages == first.parts[0].messages, "what waits is not sent twice"
    outbox = journal.outbox(reader=WORKER)
    assert len(outbox.list(state="waiting")["messages"]) == 8
    sms = outbox.take("w1", "sms", now=NOW, lease=60, limit=10)
    for taken, arrived in zip(sms, (True, False)):
        if arrived:
            result = zhixing.disclosure_result(taken, on=DAY)
            assert outbox.acknowledge(taken["id"], taken["token"], actor=SYSTEM, now=NOW, result=result)["state"] == "acknowledged"
        else:
            outbox.fail(taken["id"], taken["token"], actor=SYSTEM, now=NOW, reason="空号", give_up=True)
    told = {item["party"]: item["state"] for item in zhixing.disclosures(journal.dossier(str(CASE["number"]), reader=WORKER), as_of=DAY)["disclosures"]}
    assert told == {sms[0]["to"]: "told", sms[1]["to"]: "due"}
    assert [event.kind for event in journal.dossier(str(CASE["number"]), reader=WORKER).events] == ["case.filed", "disclosure.sent"]
    assert {one["to"] for one in outbox.list(state="given_up")["messages"]} == {sms[1]["to"]}
    assert journal.verify()


def test_the_example_of_the_documentation() -> None:
    shown = (ROOT / "docs/disclosure.md").read_text("utf-8")
    blocks = dict(re.findall(r"<!-- (.+?) -->\n```\w*\n(.*?)```", shown, re.DOTALL))
    source = ROOT / "examples/python/disclosure.py"
    assert blocks["examples/python/disclosure.py"] in source.read_text("utf-8")
    done = subprocess.run([sys.executable, str(source)], capture_output=True, text=True, encoding="utf-8", timeout=120, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    assert done.stdout == blocks["output of examples/python/disclosure.py"]


def test_a_party_and_a_stranger() -> None:
    answer = zhixing.party_query([dossier()], reader(OWN), as_of=DAY)
    check("party-answer", answer)
    assert [case["own"] for case in answer["cases"]] == [["p1"]]
    stranger = zhixing.party_query([dossier()], reader("11010119900307109X"), as_of=DAY)
    check("party-answer", stranger)
    assert stranger == zhixing.party_query([], reader(OWN), as_of=DAY)
    assert zhixing.party_case(dossier(), as_of=DAY, own=["p1"])["number"] == CASE["number"]


def test_publication_and_list() -> None:
    answer = zhixing.publication(dossier(), "执行裁定书", "李某乙，电话13812345678", as_of=DAY, hide_all=True)
    check("publication", answer)
    assert answer["text"] == "李某，电话×××××××××××" and answer["hidden"] == {"name": 1, "number": 1}
    refused = zhixing.publication(dossier(), "执行通知书", as_of=DAY)
    check("publication", refused)
    assert refused["code"] == "publication.document"
    rows = zhixing.dishonest_list([dossier()], as_of=DAY)
    check("dishonest-list", {"schema": "zhixing.dishonest-list/1", "as_of": "2026-03-05", "entries": rows})
    assert rows[0]["name"] == "李某乙" and "card_num" in rows[0]["missing"]
    assert zhixing.mask_text("王小明与王大力", ["王小明", "王大力"]) == ("王某1与王某2", {"name": 2})


@pytest.fixture
def file(tmp_path: Any) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE, ensure_ascii=False), "utf-8")
    return str(path)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["disclose", *arguments, "--as-of", "2026-03-05", "--lang", "zh"])


def test_command_line(file: str, tmp_path: Any) -> None:
    told = run("messages", file, str(CASE["number"]))
    assert told.exit_code == 1 and "逾期未告知" in told.stdout and "sms: 【内乡县人民法院】" in told.stdout
    asked = run("query", file, "--identity", OWN, "--checked-by", "window-1")
    assert asked.exit_code == 0 and json.loads(asked.stdout)["cases"][0]["own"] == ["p1"]
    assert run("query", file, "--identity", "11010119900307109X", "--checked-by", "window-1").exit_code == 1
    assert run("list", file).stdout.splitlines()[0].startswith("name,age,sex,card_num")
    text = tmp_path / "ruling.txt"
    text.write_text("李某乙，电话13812345678。", "utf-8")
    assert run("publish", file, "#1", "执行裁定书", str(text), "--hide-all").stdout == "李某，电话×××××××××××。"
    assert run("publish", file, "#1", "执行通知书", str(text)).exit_code == 1
