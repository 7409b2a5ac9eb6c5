"""The public functions and classes, one by one."""

from __future__ import annotations

import _thread
import array
import datetime
import io
import json
import pickle
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import zhixing
from zhixing import kinds

DAY = datetime.date

CASE: dict[str, Any] = {
    "schema": "zhixing.dossier/1",
    "number": "（2023）豫1325执123号",
    "kind": "enforcement",
    "court": "内乡县人民法院",
    "basis": {"kind": "judgment", "number": "（2022）豫1325民初45号", "effective": "2023-01-10", "perform_by": "2023-01-20"},
    "parties": [
        {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
        {"id": "p2", "role": "respondent", "kind": "legal", "name": "某某公司", "identity": {"kind": "uscc", "number": "1"}},
    ],
    "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "1000000.00"}],
    "events": [
        {"id": "e1", "kind": "application.received", "on": "2023-02-01"},
        {"id": "e2", "kind": "notice.issued", "on": "2023-03-06", "party": "p2", "document": "执行通知书", "colour": "red"},
        {"id": "e3", "kind": "funds.received", "on": "2023-04-01T09:30", "party": "p2", "ref": "r1", "amount": "1234.5"},
        {"id": "e4", "kind": "other.festival", "on": "2023-05-01", "note": "x"},
        {"id": "e5", "kind": "case.filed", "recorded": "2023-02-02T08:00:00"},
    ],
    "desk": 7,
}


@pytest.fixture
def case() -> zhixing.Dossier:
    return zhixing.Dossier.from_json(CASE)


# ---------------------------------------------------------------- values


def test_case_number() -> None:
    number = zhixing.CaseNumber.parse("(2020)豫0192执2437号之一")
    assert (number.year, number.court, number.type, number.serial, number.suffix) == (2020, "豫0192", "执", 2437, 1)
    assert number.specialty == "" and not number.is_legacy and number.remark == ""
    assert str(number) == "（2020）豫0192执2437号之一"
    assert str(number.without_suffix()) == "（2020）豫0192执2437号"
    assert number == zhixing.CaseNumber.parse("（2020）豫0192执2437号之一") and number != number.without_suffix()
    assert len({number, pickle.loads(pickle.dumps(number))}) == 1
    assert zhixing.CaseNumber.parse("（2015）海执字第00270号").is_legacy


def test_identity() -> None:
    person = zhixing.Identity.parse("11010519491231002X")
    assert person.kind == "resident"
    assert person.birth == DAY(1949, 12, 31)
    assert person.female is True
    assert person.division == "110105" and person.organisation_code is None and person.warnings == []
    old = zhixing.Identity.parse("110105491231002")
    assert old.kind == "resident_old" and old.to_18() == "11010519491231002X"
    assert pickle.loads(pickle.dumps(person)) == person


def test_court() -> None:
    court = zhixing.find_court("豫1325")
    assert court is not None and court.name == "内乡县人民法院" and court.level == "基层"
    assert zhixing.find_court("火星1") is None


def test_money_is_exact() -> None:
    assert zhixing.money_capitals(Decimal("1005.30")) == "人民币壹仟零伍元叁角整"
    assert zhixing.money_capitals("1005.3") == zhixing.money_capitals(Decimal("1.0053E+3"))
    assert zhixing.money_capitals(Decimal("1.50000")) == zhixing.money_capitals(Decimal("1.5"))
    assert zhixing.money_capitals(20) == "人民币贰拾元整"
    for inexact in (1.5, True):
        with pytest.raises(TypeError):
            zhixing.money_capitals(inexact)  # type: ignore[arg-type,unused-ignore]
    for wrong, code in ((Decimal("0.005"), "money.precision"), (Decimal("NaN"), "money.format"), (10**18, "money.overflow")):
        with pytest.raises(zhixing.InputError) as caught:
            zhixing.money_capitals(wrong)
        assert caught.value.code == code


def test_chinese() -> None:
    assert zhixing.chinese_date(DAY(2024, 3, 5)) == "二〇二四年三月五日"
    assert zhixing.parse_chinese_date("2024年3月5日") == DAY(2024, 3, 5)
    assert zhixing.parse_chinese_date("2024年2月30日") is None
    assert zhixing.chinese_number(103) == "一百零三"
    assert zhixing.parse_chinese_number("十五") == 15 and zhixing.parse_chinese_number("x") is None


def test_a_datetime_is_no_date_and_a_zone_no_civil_time(case: zhixing.Dossier) -> None:
    with pytest.raises(TypeError):
        zhixing.chinese_date(datetime.datetime(2024, 3, 5, 10))
    with pytest.raises(TypeError):
        zhixing.review(case, as_of=DAY(2024, 1, 1), known_at=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc))


# ---------------------------------------------------------------- law


def test_calendar() -> None:
    china = zhixing.Calendar.china()
    assert not china.is_workday(DAY(2024, 10, 1)) and china.kind(DAY(2024, 10, 1)) == "statutory_holiday"
    assert china.kind(DAY(2024, 10, 12)) == "make_up_working_day"
    assert china.holiday(DAY(2024, 10, 1)) == "国庆节" and china.holiday(DAY(2024, 3, 6)) is None
    assert china.add_workdays(DAY(2024, 9, 30), 1) == DAY(2024, 10, 8)
    assert china.roll_forward(DAY(2024, 10, 1)) == DAY(2024, 10, 8)
    assert china.roll_back(DAY(2024, 10, 7)) == DAY(2024, 9, 30)
    assert china.workdays_between(DAY(2024, 9, 30), DAY(2024, 10, 8)) == 1
    assert china.is_provisional(DAY(2040, 1, 1)) and not china.is_provisional(DAY(2024, 1, 1))


def test_a_calendar_of_ones_own() -> None:
    mine = zhixing.Calendar.parse("date,name,off|work\n2024-03-06,院庆,off\n")
    assert mine.holiday(DAY(2024, 3, 6)) == "院庆"
    period = zhixing.period_end(DAY(2024, 3, 5), 1, "workday", mine)
    assert period.end == DAY(2024, 3, 7)


def test_add_workdays_over_a_buffer() -> None:
    china = zhixing.Calendar.china()
    epoch = DAY(1970, 1, 1)
    days = [DAY(2024, 1, 1) + datetime.timedelta(n) for n in range(5000)]
    answer = china.add_workdays(array.array("i", [(day - epoch).days for day in days]), 7)
    assert list(answer) == [(china.add_workdays(day, 7) - epoch).days for day in days]
    assert list(china.add_workdays(memoryview(answer)[:0], 7)) == []
    for wrong in (array.array("q", [1]), array.array("f", [1]), memoryview(array.array("i", [1, 2, 3]))[::2], b"abcd"):
        with pytest.raises(TypeError):
            china.add_workdays(wrong, 7)
    with pytest.raises(zhixing.InputError):
        china.add_workdays(array.array("i", [10**6]), 7)


def test_period() -> None:
    period = zhixing.period_end(DAY(2024, 9, 20), 10, "day", pauses=[(DAY(2024, 9, 25), DAY(2024, 9, 27))])
    assert period.end == DAY(2024, 10, 8) and period.raw_end == DAY(2024, 10, 2) and not period.provisional
    assert [step.kind for step in period.steps] == ["start", "count", "pause", "roll"]
    assert "顺延" in period.steps[-1].text_zh and "rest day" in period.steps[-1].text_en
    assert period.steps[2].days == 2
    assert zhixing.period_end(DAY(2024, 1, 31), 1, "month").raw_end == DAY(2024, 2, 29)
    assert zhixing.period_end(DAY(2024, 10, 8), -5, "workday").end == DAY(2024, 9, 25)
    assert zhixing.period_end(DAY(2024, 9, 20), 12, "day", roll=False).end == DAY(2024, 10, 2)
    assert zhixing.period_end(DAY(2024, 9, 20), 12, "day", pauses=[(DAY(2024, 9, 22), None)]).end is None


def test_hours() -> None:
    assert zhixing.period_end_hours(datetime.datetime(2024, 3, 5, 9, 30), 48) == datetime.datetime(2024, 3, 7, 10)


def test_catalogue() -> None:
    catalogue = zhixing.catalogue()
    kind = catalogue.find_kind("发出执行通知书")
    assert kind is not None and kind.id == kinds.NOTICE_ISSUED and kind.zh == "发出执行通知书"
    assert kind.area == "notice" and "document" in kind.needs + kind.allows
    assert catalogue.find_kind("no.such") is None
    closed, released = catalogue.find_kind("closure.terminated"), catalogue.find_kind("funds.released")
    assert closed is not None and (closed.closes, closed.moves_money) == ("round", False)
    assert released is not None and (released.closes, released.moves_money) == (None, True)
    assert {"role", "document", "ground"} < set(catalogue.vocabularies)
    role = catalogue.find_word("party_role", "被执行人")
    assert role is not None and role.id == "respondent"
    assert "respondent" in [word.id for word in catalogue.words("party_role")]
    with pytest.raises(KeyError):
        catalogue.words("colour")  # type: ignore[arg-type,unused-ignore]
    assert catalogue.find_column("日期") == "on"
    fact = next(fact for fact in catalogue.facts if fact.id == "claim.kind")
    assert fact.type == "word" and fact.vocabulary == "claim_kind"


def test_rulebook() -> None:
    book = zhixing.Rulebook.bundled()
    assert book.id == "neixiang" and book.digest == zhixing.default_rulebook().digest
    assert len(book) == len(book.rules) and "notice.issue" in book and "x" not in book
    rule = book.rule("notice.issue")
    assert rule.form == "deadline" and rule.level == "statute" and rule.source == "read" and rule.enabled
    assert rule.name_zh and rule.name_en and rule.nodes and rule.file.startswith("national/")
    assert json.loads(book.rule_json("notice.issue"))["limit"] == {"n": 10, "unit": "day"}
    assert all(remark.message_zh and remark.message_en for remark in book.lint())


def overlay(n: int) -> str:
    return json.dumps(
        {
            "schema": "zhixing.rulebook/1",
            "id": "ours",
            "version": "1",
            "name": {"zh": "本院", "en": "Ours"},
            "extends": "neixiang",
            "override": {"notice.issue": {"limit": {"n": n, "unit": "day"}}},
        }
    )


def test_overlay(case: zhixing.Dossier, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    file.write_text(overlay(40), "utf-8")
    for ours in (
        zhixing.Rulebook.load(file),
        zhixing.Rulebook.load(str(file), base=zhixing.default_rulebook()),
        zhixing.Rulebook.from_json(overlay(40)),
    ):
        assert ours.id == "ours" and ours.name_zh == "本院" and ours.digest != zhixing.default_rulebook().digest
        assert "notice.issue" not in [f.rule for f in zhixing.review(case, ours, as_of=DAY(2023, 3, 10)).findings]
    assert "notice.issue" in [f.rule for f in zhixing.review(case, as_of=DAY(2023, 3, 10)).findings]


# ---------------------------------------------------------------- dossiers


def test_dossier(case: zhixing.Dossier) -> None:
    assert case.number == CASE["number"] and case.court == "内乡县人民法院" and case.kind == "enforcement"
    assert case.extra == {"desk": 7} and len(case) == 5
    assert case.basis is not None
    assert (case.basis.kind, case.basis.number, case.basis.made) == ("judgment", "（2022）豫1325民初45号", None)
    assert (case.basis.effective, case.basis.perform_by) == (DAY(2023, 1, 10), DAY(2023, 1, 20))
    assert [(p.id, p.role, p.kind, p.name) for p in case.parties][0] == ("p1", "applicant", "natural", "张某")
    assert (case.parties[1].identity_kind, case.parties[1].identity_number) == ("uscc", "1")
    claim = case.claims[0]
    assert (claim.id, claim.creditor, claim.debtors, claim.kind) == ("c1", "p1", ["p2"], "money")
    assert claim.principal == Decimal("1000000.00")
    assert case.covers("notice.issued")


def test_events(case: zhixing.Dossier) -> None:
    notice, money, other, filed = case.events[1:]
    assert (notice.id, notice.kind, notice.on, notice.at) == ("e2", "notice.issued", DAY(2023, 3, 6), None)
    assert notice.party == "p2" and notice.document == "执行通知书" and notice.extra == {"colour": "red"}
    assert [notice.ref, notice.amount, notice.until, notice.note, notice.role] == [None] * 5
    assert money.at == datetime.datetime(2023, 4, 1, 9, 30) and money.on == DAY(2023, 4, 1)
    assert money.amount == Decimal("1234.50") and money.ref == "r1"
    assert not other.is_known and other.kind == "other.festival" and other.note == "x"
    assert filed.on is None and filed.recorded == datetime.datetime(2023, 2, 2, 8)
    assert [event.id for event in case.timeline] == ["e1", "e2", "e3", "e4", "e5"]
    assert {(remark.code, remark.event) for remark in case.remarks} >= {("unknown_kind", "e4"), ("no_date", "e5")}


def test_words_are_those_of_the_catalogue() -> None:
    dossier = zhixing.Dossier.from_json({"parties": [{"role": "被执行人"}], "events": [{"kind": "立案", "role": "法官"}]})
    assert dossier.parties[0].role == "respondent"
    assert (dossier.events[0].kind, dossier.events[0].role) == ("case.filed", "judge")


def test_sources_and_round_trip(case: zhixing.Dossier) -> None:
    text = json.dumps(CASE, ensure_ascii=False)
    for source in (text, text.encode(), CASE):
        assert zhixing.Dossier.from_json(source).to_json() == case.to_json()
    assert zhixing.Dossier.from_json(case.to_dict()).to_json() == case.to_json()
    assert pickle.loads(pickle.dumps(case)).to_json() == case.to_json()
    with pytest.raises(TypeError):
        zhixing.Dossier.from_json(7)  # type: ignore[arg-type]


def test_a_dict_may_hold_python_values() -> None:
    dossier = zhixing.Dossier.from_json(
        {"events": [{"kind": kinds.FUNDS_RECEIVED, "on": DAY(2024, 1, 2), "amount": Decimal("3.10")}]}
    )
    assert (dossier.events[0].on, dossier.events[0].amount) == (DAY(2024, 1, 2), Decimal("3.10"))


def test_rows_outlive_their_dossier() -> None:
    event = zhixing.Dossier.from_json(CASE).events[0]
    findings = zhixing.review(zhixing.Dossier.from_json(CASE), as_of=DAY(2023, 9, 1)).findings
    assert event.kind == "application.received" and all(finding.message_zh for finding in findings)


# ---------------------------------------------------------------- reading


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def test_read_by_name(case: zhixing.Dossier, tmp_path: Path) -> None:
    line = case.to_json()
    files = [
        write(tmp_path / "a.json", json.dumps(CASE, indent=2)),
        write(tmp_path / "a.ndjson", line, "", line),
        write(tmp_path / "a.jsonl", line),
        write(tmp_path / "a.csv", zhixing.csv_header().rstrip("\n"), case.to_csv().rstrip("\n")),
    ]
    counts = []
    for file in files:
        dossiers = list(zhixing.read(file))
        counts.append(len(dossiers))
        assert all(dossier.to_dict()["events"] == case.to_dict()["events"] for dossier in dossiers)
        assert [d.number for d in zhixing.read(str(file))] == [case.number] * len(dossiers)
    assert counts == [1, 2, 1, 1]


def test_read_without_a_name(case: zhixing.Dossier) -> None:
    texts = (case.to_json(), json.dumps(CASE, indent=1), zhixing.csv_header() + case.to_csv(), "\ufeff" + case.to_json())
    for text in texts:
        assert [d.number for d in zhixing.read(io.BytesIO(text.encode()))] == [case.number]
    assert list(zhixing.read(io.BytesIO(b""))) == []
    with pytest.raises(ValueError):
        next(zhixing.read(io.BytesIO(b""), format="xml"))
    with pytest.raises(ValueError):
        next(zhixing.read(io.BytesIO(b""), on_error="ignore"))


def test_bad_lines(case: zhixing.Dossier, tmp_path: Path) -> None:
    good = case.to_json()
    filler = [good] * 3000  # several pieces of a megabyte
    file = write(tmp_path / "a.ndjson", *filler, '{"events":7}', good, "{", good)
    with pytest.raises(zhixing.InputError):
        list(zhixing.read(file))
    assert len(list(zhixing.read(file, on_error="skip"))) == 3002
    errors: list[zhixing.InputError] = []
    assert len(list(zhixing.read(file, on_error=errors.append))) == 3002
    assert [error.line for error in errors] == [3001, 3003]
    assert errors[0].pointer == "/events" and errors[0].file == str(file)


# ---------------------------------------------------------------- reviews


def test_review(case: zhixing.Dossier) -> None:
    review = zhixing.review(case, as_of=DAY(2023, 9, 1))
    assert (review.number, review.as_of, review.rulebook.id) == (case.number, DAY(2023, 9, 1), "neixiang")
    assert review.dossier.to_json() == case.to_json()
    found = next(f for f in review.findings if f.rule == "notice.issue")
    assert (found.severity, found.outcome, found.due, found.days) == ("breach", "late", DAY(2023, 2, 13), -21)
    assert (found.trigger, found.other, found.events, found.party) == ("e1", "e2", ["e1", "e2"], "p2")
    assert found.holds[0] == DAY(2023, 3, 6) and not found.bounded and not found.provisional
    assert found.message("zh") == found.message_zh and found.message("en") == found.message_en
    assert "发出执行通知书" in found.rule_name_zh
    assert ("480", "2022-04-10") in [(c.article, c.version) for c in found.citations]
    with pytest.raises(ValueError):
        found.message("fr")  # type: ignore[arg-type]
    duty = next(o for o in review.obligations if o.rule == "notice.issue")
    assert (duty.state, duty.due, duty.met_by, duty.trigger) == ("late", DAY(2023, 2, 13), "e2", "e1")
    assert all(unknown.missing and unknown.message_zh for unknown in review.unknown)


def test_attributes_agree_with_the_document(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    for dossier in docket[:100]:
        review = zhixing.review(dossier, as_of=as_of)
        document = review.to_dict()
        assert json.loads(review.to_json()) == document
        assert len(review.findings) == len(document["findings"])
        for finding, written in zip(review.findings, document["findings"]):
            assert finding.rule == written["rule"]
            assert (finding.severity, finding.outcome) == (written["severity"], written["outcome"])
            assert (None if finding.due is None else finding.due.isoformat()) == written.get("due")
            assert finding.events == written["events"]
            assert finding.days == written.get("days")
            assert [d and d.isoformat() for d in finding.holds] == written["holds"]
            assert {"zh": finding.message_zh, "en": finding.message_en} == written["message"]
            assert [c.article for c in finding.citations] == [c["article"] for c in written.get("citations", [])]
            assert (finding.item, finding.party) == (written.get("item"), written.get("party"))
        for duty, written in zip(review.obligations, document["obligations"]):
            assert (duty.rule, duty.state, duty.met_by) == (written["rule"], written["state"], written.get("met_by"))
        for unknown, written in zip(review.unknown, document["unknown"]):
            assert (unknown.rule, unknown.missing) == (written["rule"], written["missing"])


def test_known_at(case: zhixing.Dossier) -> None:
    case = zhixing.Dossier.from_json({**CASE, "events": [{**CASE["events"][0], "recorded": "2023-06-01T00:00:00"}]})
    before = zhixing.review(case, as_of=DAY(2023, 9, 1), known_at=datetime.datetime(2023, 5, 1))
    after = zhixing.review(case, as_of=DAY(2023, 9, 1), known_at=datetime.datetime(2023, 7, 1))
    assert not before.obligations and after.obligations


def test_review_many(docket: list[zhixing.Dossier], docket_file: Path, as_of: datetime.date) -> None:
    one_by_one = [zhixing.review(dossier, as_of=as_of).to_json() for dossier in docket]
    assert [r.to_json() for r in zhixing.review_many(docket, as_of=as_of)] == one_by_one
    assert [r.to_json() for r in zhixing.review_many(docket_file, as_of=as_of)] == one_by_one


def test_threads_share_a_rulebook(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    expected = [r.to_json() for r in zhixing.review_many(docket, as_of=as_of)]
    answers: list[list[str]] = [[] for _ in range(4)]

    def work(answer: list[str]) -> None:
        answer.extend(r.to_json() for r in zhixing.review_many(docket, as_of=as_of))

    threads = [threading.Thread(target=work, args=(answer,)) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_ctrl_c_ends_a_long_call(docket: list[zhixing.Dossier], as_of: datetime.date) -> None:
    timer = threading.Timer(0.3, _thread.interrupt_main)
    reviewer = zhixing._core.Reviewer(zhixing.default_rulebook())
    longest = max(docket, key=lambda dossier: len(dossier.events))  # it would take a minute
    with pytest.raises(KeyboardInterrupt):
        timer.start()
        reviewer.review([longest] * 1_000_000, as_of)
        timer.join()


def test_why(case: zhixing.Dossier) -> None:
    explanation = zhixing.why(case, "notice.issue", as_of=DAY(2023, 9, 1))
    assert explanation.rule == "notice.issue" and explanation.summary_zh and explanation.summary_en
    (instance,) = explanation.instances
    assert (instance.trigger, instance.party, instance.state) == ("e1", "p2", "late")
    assert instance.steps_zh and len(instance.steps_zh) == len(instance.steps_en)
    assert instance.citations[0].article == "480"
    assert json.loads(explanation.to_json()) == explanation.to_dict()
    assert not zhixing.why(case, "termination.wait", as_of=DAY(2023, 9, 1)).instances


def test_bundled_files(docket: list[zhixing.Dossier]) -> None:
    assert len(list(zhixing.read(io.BytesIO(zhixing.docket())))) == len(docket)
    assert json.loads(zhixing.schema("dossier"))["title"].startswith("Dossier")
    with pytest.raises(ValueError):
        zhixing.schema("x")
