"""Records an event together with the messages that it causes, sends them, and records that they arrived."""

import datetime
import tempfile

import zhixing

NUMBER = "（2026）豫1325执101号"
HEADER = {
    "schema": "zhixing.dossier/1", "number": NUMBER, "court": "豫1325", "kind": "enforcement",
    "parties": [{"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
                {"id": "p2", "role": "respondent", "kind": "natural", "name": "李某"}],
}
NOW = datetime.datetime(2026, 3, 2, 9)
HANDLER = zhixing.Actor("h1", "豫1325", ("handler",))
SYSTEM = zhixing.Actor("platform-1", "豫1325", ("system",))
READER = zhixing.Reader(SYSTEM, "disclosure", NOW)


def to_tell(dossier: zhixing.Dossier) -> list:
    """What is to be told, for the outbox; what lacks a value is not to go out."""
    answer = zhixing.disclosures(dossier, as_of=NOW.date())
    return [waiting["message"] for waiting in answer["messages"] if not waiting["missing"]]


def record(journal: zhixing.Journal, event: dict) -> None:
    """The event and what is to be told because of it, or neither."""
    before = journal.dossier(NUMBER, reader=READER)
    part = {"number": NUMBER, "expect": journal.seq(NUMBER, reader=READER), "events": [event],
            "messages": to_tell(before.with_event(event))}
    journal.append_batch([part], actor=HANDLER, recorded=NOW)


def send_all(journal: zhixing.Journal, channel: str) -> None:
    """A worker: what arrived becomes an event of the dossier."""
    outbox = journal.outbox(reader=READER)
    for taken in outbox.take("worker-1", channel, now=NOW, lease=60, limit=100):
        print(f"{channel} to {taken['to']}: {taken['body']['text']}")  # here it is sent
        told = zhixing.disclosure_result(taken, on=NOW.date())
        outbox.acknowledge(taken["id"], taken["token"], actor=SYSTEM, now=NOW, result=told)


with tempfile.TemporaryDirectory() as folder:
    journal = zhixing.Journal.create(f"sqlite:{folder}/journal.db")
    journal.append(NUMBER, header=HEADER, expect=0, actor=HANDLER, recorded=NOW)
    record(journal, {"id": "e1", "kind": "funds.received", "on": "2026-03-02", "party": "p2", "amount": "5000.00"})
    for channel in ("disclosure_site", "sms"):
        send_all(journal, channel)
    after = journal.dossier(NUMBER, reader=READER)
    print("recorded:", *(event.kind for event in after.events))
    print("still to be told:", len(to_tell(after)))
