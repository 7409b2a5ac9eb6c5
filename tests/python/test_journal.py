"""The journal from Python and from the command line, in SQLite and where there is one in PostgreSQL."""

from __future__ import annotations

import datetime
import json
import os
import pickle
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any, Iterator

import pytest
import zhixing
from jsonschema import Draft202012Validator

SERVER = os.environ.get("ZHIXING_TEST_POSTGRESQL")
NUMBER = "（2023）豫1325执123号"
HEADER = {
    "schema": "zhixing.dossier/1",
    "number": NUMBER,
    "court": "豫1325",
    "kind": "enforcement",
    "parties": [
        {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
        {"id": "p2", "role": "respondent", "kind": "legal", "name": "某某公司"},
    ],
}
HANDLER = zhixing.Actor("h1", "豫1325", ("handler",))
MARCH = datetime.datetime(2023, 3, 1, 9)
EVERYTHING = zhixing.Reader(zhixing.Actor("platform-1", roles=("system",)), "review", MARCH)
AS_SYSTEM = ["--actor", "platform-1", "--role", "system", "--purpose", "review"]


def validate(name: str, document: Any) -> None:
    Draft202012Validator(json.loads(zhixing.schema(name))).validate(document)


def notice(id: str, on: str = "2023-02-20") -> dict[str, Any]:
    return {"id": id, "kind": "notice.issued", "on": on, "party": "p2", "document": "执行通知书", "note": id}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:{tmp_path / 'journal.db'}"
        return
    if SERVER is None:
        pytest.skip("no PostgreSQL: ZHIXING_TEST_POSTGRESQL is not set")
    name = f"zhixing_{uuid.uuid4().hex}"
    subprocess.run(["psql", "-qc", f"CREATE DATABASE {name}", f"{SERVER}/postgres"], check=True)
    yield f"{SERVER}/{name}"
    subprocess.run(["psql", "-qc", f"DROP DATABASE {name} WITH (FORCE)", f"{SERVER}/postgres"], check=True)


@pytest.fixture
def journal(url: str) -> zhixing.Journal:
    journal = zhixing.Journal.create(url, id="court")
    journal.append(NUMBER, header=HEADER, actor=HANDLER, recorded=MARCH, expect=0)
    return journal


def test_what_is_recorded_is_read_at_its_time(journal: zhixing.Journal) -> None:
    receipt = journal.append(NUMBER, [notice("e1")], actor=HANDLER, recorded=MARCH + datetime.timedelta(days=1), expect=1)
    assert (receipt.parts[0].seq, receipt.parts[0].ids, receipt.size) == (2, ["e1"], 2)
    assert [event.id for event in journal.dossier("(2023)豫1325执123号", reader=EVERYTHING).events] == ["e1"]
    assert journal.dossier(NUMBER, reader=EVERYTHING, known_at=MARCH).events == []
    assert journal.dossier(NUMBER, reader=EVERYTHING, as_of=datetime.date(2023, 2, 19)).events == []
    assert [dossier.number for dossier in journal.dossiers(reader=EVERYTHING)] == [NUMBER]
    event = journal.dossier(NUMBER, reader=EVERYTHING).events[0]
    assert (event.by, event.role, event.recorded) == ("h1", "handler", MARCH + datetime.timedelta(days=1))


def test_errors_carry_what_a_program_needs(journal: zhixing.Journal) -> None:
    with pytest.raises(zhixing.ConflictError) as conflict:
        journal.append(NUMBER, [notice("e1")], actor=HANDLER, recorded=MARCH, expect=7)
    assert conflict.value.detail is not None and conflict.value.detail["seq"] == 1
    with pytest.raises(zhixing.RefusedError) as refused:
        journal.append(NUMBER, [notice("e1", "2024-01-01")], actor=HANDLER, recorded=MARCH)
    assert refused.value.detail is not None
    assert refused.value.detail["admission"]["reasons"][0]["code"] == "dated_later"
    again = pickle.loads(pickle.dumps(refused.value))
    assert (type(again), again.detail) == (zhixing.RefusedError, refused.value.detail)
    with pytest.raises(zhixing.AccessError):
        journal.append(NUMBER, [{**notice("e1"), "by": "h2"}], actor=HANDLER, recorded=MARCH)
    with pytest.raises(zhixing.JournalError):
        journal.dossier("（2023）豫1325执9号", reader=EVERYTHING)
    assert journal.head().size == 1


SECRET = "110101199003074514"


def test_readers_see_what_the_policy_lets_them(journal: zhixing.Journal) -> None:
    header = {**HEADER, "parties": [{**HEADER["parties"][0], "identity": {"kind": "resident", "number": SECRET}}]}  # type: ignore[index, dict-item]
    journal.append(NUMBER, header=header, actor=HANDLER, recorded=MARCH)
    colleague = zhixing.Reader(HANDLER, "cover for a colleague", MARCH)
    assert SECRET not in journal.dossier(NUMBER, reader=colleague).to_json()
    check = zhixing.IdentityCheck("resident", SECRET, "居民身份证", "window-1", MARCH - datetime.timedelta(minutes=5))
    party = zhixing.Reader(zhixing.Actor("portal-7", roles=("applicant",), identity=check), "查询进展", MARCH)
    assert SECRET in journal.dossier(NUMBER, reader=party).to_json()
    (access,) = journal.accesses(NUMBER, reader=EVERYTHING)
    assert (access["actor"], access["read"]["purpose"], access["read"]["items"]) == ("portal-7", "查询进展", ["identity"])
    stranger = zhixing.Reader(zhixing.Actor("h9", "豫1326", ("handler",)), "curious", MARCH)
    with pytest.raises(zhixing.AccessError) as refused:
        journal.dossier(NUMBER, reader=stranger)
    assert refused.value.code == "access.scope" and refused.value.detail is not None
    assert refused.value.detail["citations"][0]["article"] == "7"
    validate("access-decision", refused.value.detail)
    validate("accesses", {"schema": "zhixing.accesses/1", "accesses": [access]})
    with pytest.raises(zhixing.AccessError):
        journal.export_lines(reader=party)


def test_a_court_lays_its_own_policy_over(url: str) -> None:
    overlay = {"schema": "zhixing.access/1", "id": "court", "version": "1", "extends": "access", "override": {"roles": {"handler": {"header": False}}}}
    policy = zhixing.AccessPolicy.load(json.dumps(overlay), "court.json")
    journal = zhixing.Journal.create(url, policy=policy)
    with pytest.raises(zhixing.AccessError):
        journal.append(NUMBER, header=HEADER, actor=HANDLER, recorded=MARCH, expect=0)
    overlay["override"] = {"roles": {"handler": {"raed": []}}}
    with pytest.raises(zhixing.RuleError) as wrong:
        zhixing.AccessPolicy.load(json.dumps(overlay), "court.json")
    assert (wrong.value.file, wrong.value.pointer) == ("court.json", "/override/roles/handler/raed")
    shown = policy.mask(zhixing.Dossier.from_json({**HEADER, "events": []}), "public")
    assert [party.name for party in shown.parties] == ["张某", "某某公司"]


def test_proofs_hold_and_exports_restore(journal: zhixing.Journal, tmp_path: Path) -> None:
    first = journal.head()
    journal.append(NUMBER, [notice(f"e{n}") for n in range(40)], actor=HANDLER, recorded=MARCH)
    head = journal.head()
    assert journal.prove_consistency(first.size).holds(first, head)
    assert not journal.prove_consistency(first.size).holds(head, head)
    assert journal.prove_inclusion(7).holds(journal.entry(7, reader=EVERYTHING), head)
    assert not journal.prove_inclusion(7).holds(journal.entry(8, reader=EVERYTHING), head)
    assert journal.verify(first) and zhixing.JournalHead.from_json(head.to_json()) == head
    journal.export(tmp_path / "export.ndjson", reader=EVERYTHING)
    lines = (tmp_path / "export.ndjson").read_bytes().splitlines(keepends=True)
    assert len(lines) == head.size + 2 and lines == journal.export_lines(reader=EVERYTHING)
    again = zhixing.Journal.restore(f"sqlite:{tmp_path / 'again.db'}", lines)
    assert again.head() == head and again.verify(head).sound
    with pytest.raises(zhixing.InputError) as error:
        zhixing.Journal.restore(f"sqlite:{tmp_path / 'cut.db'}", lines[:-1], file="cut")
    assert error.value.line == len(lines)


def test_lists_tell_how_dossiers_stand(journal: zhixing.Journal) -> None:
    journal.append(NUMBER, [notice("e1")], actor=HANDLER, recorded=MARCH)
    april = datetime.date(2023, 4, 1)
    page = journal.query(reader=EVERYTHING, as_of=april, party="某某公司", court="豫1325")
    validate("dossiers", page)
    [summary] = page["dossiers"]
    assert summary["number"] == NUMBER and page["reviewed"] == 1
    review = zhixing.review(journal.dossier(NUMBER, reader=EVERYTHING), as_of=april)
    assert [finding["rule"] for finding in summary["standing"]["findings"]] == [finding.rule or "record" for finding in review.findings]
    sweep = journal.sweep(april)
    validate("sweep", sweep)
    assert sweep["reviewed"] == 1 and journal.verify_standings()
    assert journal.query(reader=EVERYTHING, as_of=april)["reviewed"] == 0
    validate("index", journal.index_state())
    assert journal.reindex(april)["reviewed"] == 1
    assert journal.query(reader=EVERYTHING, party="x' OR '1'='1")["dossiers"] == []
    stranger = zhixing.Reader(zhixing.Actor("h9", "豫1326", ("handler",)), "curious", MARCH)
    with pytest.raises(zhixing.AccessError):
        journal.dossier(NUMBER, reader=stranger)
    assert journal.query(reader=stranger, as_of=april)["dossiers"] == []


def test_messages_go_out_once(journal: zhixing.Journal) -> None:
    message = {"channel": "sms", "to": "p2", "subject": "执行通知书", "body": {"text": "已发出"}, "id": "m1", "cause": "e1"}
    part = {"number": NUMBER, "events": [notice("e1")], "messages": [message]}
    journal.append_batch([part], actor=HANDLER, recorded=MARCH)
    outbox = journal.outbox(reader=EVERYTHING)
    [taken] = outbox.take("w1", "sms", now=MARCH, lease=60, limit=10)
    assert taken["id"] == "m1" and outbox.take("w2", "sms", now=MARCH, lease=60) == []
    assert outbox.renew("m1", taken["token"], now=MARCH, lease=120) == MARCH + datetime.timedelta(seconds=120)
    failed = outbox.fail("m1", taken["token"], actor=HANDLER, now=MARCH, reason="busy")
    validate("delivery", failed)
    later = MARCH + datetime.timedelta(hours=1)
    [taken] = outbox.take("w2", "sms", now=later, lease=60)
    result = {"kind": "disclosure.sent", "on": "2023-03-01", "party": "p2", "method": "sms"}
    done = outbox.acknowledge("m1", taken["token"], actor=HANDLER, now=later, result=result)
    assert done["state"] == "acknowledged" and not done["repeated"]
    assert outbox.acknowledge("m1", taken["token"], actor=HANDLER, now=later)["repeated"]
    assert [event.kind for event in journal.dossier(NUMBER, reader=EVERYTHING).events] == ["notice.issued", "disclosure.sent"]
    validate("outbox", outbox.list(state="acknowledged"))
    assert [step["what"] for step in outbox.inspect("m1")["history"]] == ["failed", "acknowledged"]
    with pytest.raises(zhixing.AccessError):
        journal.outbox(reader=zhixing.Reader(HANDLER, "curious", MARCH))


def test_recordings(tmp_path: Path) -> None:
    events = [
        {"id": "r1", "kind": "recording.made", "on": "2023-03-01T09:00:00", "until": "2023-03-01", "ref": "v1", "by": "h1", "role": "handler"},
        {"id": "r2", "kind": "recording.uploaded", "on": "2023-03-02", "ref": "v1", "digest": "sm3:" + "0" * 64, "by": "h1", "role": "handler"},
    ]
    dossier = zhixing.Dossier.from_json({**HEADER, "events": events})
    day = datetime.date(2023, 4, 1)
    register = zhixing.recordings(dossier, as_of=day)
    validate("recordings", register)
    assert [recording["ref"] for recording in register["recordings"]] == ["v1"]
    acts = zhixing.recording_acts(dossier, "v1", by="h2", role="centre", as_of=day)
    validate("recording-acts", acts)
    assert not next(act for act in acts["acts"] if act["kind"] == "recording.disposed")["admission"]["admitted"]
    [check] = zhixing.check_files(dossier, tmp_path, as_of=day)
    assert check["state"] == "missing"


def test_many_threads_lose_nothing(journal: zhixing.Journal) -> None:
    def write(thread: int) -> None:
        for n in range(5):
            journal.append(NUMBER, [notice(f"{thread}-{n}")], actor=HANDLER, recorded=MARCH)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.seq(NUMBER, reader=EVERYTHING) == 31 and journal.verify()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "zhixing", *arguments], capture_output=True, text=True)


def test_command_line(url: str, root: Path, tmp_path: Path) -> None:
    docket = str(root / "examples" / "docket" / "docket.ndjson")
    numbered = tmp_path / "docket.ndjson"
    # A journal takes dossiers that have a number, each once.
    seen: dict[str, str] = {}
    for line in Path(docket).read_text("utf-8").splitlines():
        number = json.loads(line).get("number")
        if number:
            try:
                number = str(zhixing.CaseNumber.parse(number))
            except zhixing.InputError:
                pass
            seen.setdefault(number, line)
    numbered.write_text("\n".join(seen.values()) + "\n", "utf-8")
    assert json.loads(run("journal", "init", url, "--format", "json").stdout)["size"] == 0
    arguments = ["journal", "append", url, str(numbered), "--actor", "import", "--role", "system", "--import", "--recorded", "2026-11-01T08:00", "--format", "ndjson"]
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(seen)
    size = json.loads(run("journal", "show", url, "--format", "json").stdout)["size"]
    again = run(*arguments)
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert all(row["events"] == row["replayed"] for row in rows)
    number = next(iter(seen))
    assert json.loads(run("journal", "show", url, number, *AS_SYSTEM, "--format", "json").stdout)["number"]
    swept = json.loads(run("journal", "sweep", url, "--as-of", "2026-11-02", "--format", "json").stdout)
    assert swept["reviewed"] == len(seen)
    listed = run("journal", "list", url, *AS_SYSTEM, "--as-of", "2026-11-02", "--limit", "1000", "--format", "json")
    assert listed.returncode == 0, listed.stderr
    assert len(json.loads(listed.stdout)["dossiers"]) == len(seen)
    assert run("journal", "list", url, *AS_SYSTEM, "--as-of", "2026-11-02", "--due-within", "30").returncode == 0
    export = tmp_path / "export.ndjson"
    assert run("journal", "export", url, "-o", str(export), *AS_SYSTEM).returncode == 0
    verified = run("journal", "verify", url, "--head", str(export), "--format", "json")
    assert verified.returncode == 0 and json.loads(verified.stdout)["head"]["size"] == size
    assert run("journal", "restore", f"sqlite:{tmp_path / 'again.db'}", str(export)).returncode == 0
    assert run("journal", "verify", f"sqlite:{tmp_path / 'again.db'}", "--head", str(export)).returncode == 0
    assert run("journal", "show", "sqlite:/nowhere/x.db").returncode == 2
