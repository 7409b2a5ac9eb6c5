#!/usr/bin/env python3
"""Turns records of enforcement cases, as published rulings and registers tell them, into dossiers.

    python3 convert.py IN.jsonl [IN.jsonl ...] -o OUT.ndjson

In: one JSON object a line, in the shape that README.md describes. Out: one zhixing.dossier/1 a line.
Nothing is invented and nothing is lost: what has no place in a dossier goes to `extra`, what has no
kind in the catalogue becomes `other.<word>`, odd records stay as odd as they are.

Exit status: 0 all lines converted, 1 some line could not be read (the rest is converted),
2 a file is missing or the command is wrong.
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Iterable, Iterator, NamedTuple, Optional

Json = dict[str, Any]

DEFAULT_CATALOGUE = Path(__file__).resolve().parents[2] / "rules" / "catalogue.json"

# ----------------------------------------------------------------------------------------------------
# What the Chinese text says beyond the kind it was filed under. Both tables are read from top to bottom.
# ----------------------------------------------------------------------------------------------------


class Phrase(NamedTuple):
    """The record has `kind`; its text says something more."""

    kind: str  # as mapped by the catalogue
    text: str  # pattern to be found in zh or detail
    then: str  # the kind that the text states
    why: str
    amount: bool = False  # the amount of the record is also that of the added fact


# One record that states two facts becomes two events: e7 as recorded, e7b as the text adds.
SPLITS = [
    Phrase("notice.issued", "并令报告财产", "report.ordered", "the notice and the order to report, in one sentence"),
    Phrase("notice.issued", "财产申报令|报告财产令", "report.ordered", "the order is on the list of documents sent"),
    Phrase("notice.issued", "限制(高)?消费令", "consumption.restricted", "the order is on the list of documents sent"),
    Phrase("consumption.restricted", "并纳入失信", "dishonest.listed", "restricted and listed, in one sentence"),
    Phrase("preservation.applied", "^起诉并", "litigation.filed", "sued and applied for preservation"),
    Phrase("settlement.made", "^和解、案外人.*担保", "security.given", "settlement, with security by a third person"),
    Phrase("funds.received", "和解协议履行完毕", "settlement.performed", "the payment is the last of the settlement"),
    Phrase("auction.failed", "^一拍", "auction.first", "the first auction, at that price, found no bid", amount=True),
    Phrase("auction.failed", "^二拍", "auction.second", "the second auction, at that price, found no bid", amount=True),
    Phrase("auction.failed", "^三拍", "auction.third", "the third auction, at that price, found no bid", amount=True),
    Phrase("auction.failed", "^两次(拍卖均)?流拍", "auction.failed", "failed twice: one event each"),
    Phrase("auction.sold", "^三拍", "auction.third", "sold at the third auction; what it started at is not said"),
    Phrase("disclosure.sent", "执行进程告知书.*无异议", "interview.held",
           "told of the course in writing and heard, which is what 法〔2016〕373号 article 5 asks for"),
    *(Phrase(kind, "协助(执行|公示)", "assistance.requested", "seized by a notice to those who keep the property or its register")
      for kind in ("seizure.made", "deposit.frozen", "movable.seized", "immovable.seized", "right.frozen")),
]

# `seizure.made` covers every kind of property; its term depends on which it was. A record that names
# exactly one kind of property gets that kind's event, any other stays as it is; but one that waits behind
# another court's is no seizure yet, whatever the property. `suit.filed` is a suit about the enforcement
# (执行异议之诉 and the like): one that led to the basis, or that somebody brought for a claim of his own, is not.
FIRST = {"seizure.waiting"}
REFINEMENTS = [
    Phrase("seizure.made", "非首(次)?(查封|冻结)|轮候", "seizure.waiting", "behind the seizure of another court"),
    Phrase("seizure.made", "账户|存款|银行卡", "deposit.frozen", "bank deposit: one year"),
    Phrase("seizure.made", "车辆|汽车", "movable.seized", "movables: two years"),
    Phrase("seizure.made", "房|楼|不动产|土地", "immovable.seized", "immovables: three years"),
    Phrase("seizure.made", "股权|股份|[0-9]股|应收款|应付工程款|项目权益", "right.frozen", "other rights: three years"),
    Phrase("auction.announced", "第二次拍卖公告", "auction.reannounced", "the notice of the second auction"),
    Phrase("document.served", "成交裁定.*送达|送达.*成交裁定", "auction.ruling_served", "the ruling on the sale was served"),
    Phrase("objection.filed", "异议立案", "objection.accepted", "filed as a case; when it was raised is not said"),
    Phrase("suit.filed", "^(起诉|诉至|提起诉讼)(?!.*(异议之诉|分配方案))", "litigation.filed", "the suit that led to the basis"),
    Phrase("suit.filed", "^抵押权.*提起诉讼", "other.mortgagee_sued", "a mortgagee sued for a claim of its own"),
]

# An objection of somebody outside the case is to the property (民事诉讼法 238), and so is his suit after it.
ON_TITLE = {
    "objection.filed": "案外人", "objection.accepted": "案外人", "objection.ruled": "案外人", "suit.filed": "案外人执行异议之诉",
}

# Words of the records that name a result; the catalogue has one kind for the act, whatever its result.
OUTCOMES = {
    "objection.rejected": "dismissed",
    "compensation.denied": "dismissed",
    "restitution.refused": "denied",
    "suit.reversed": "revoked",
}

# With one respondent only, these events can concern nobody else.
CONCERNS_RESPONDENT = {
    "notice.issued", "report.ordered", "report.failed", "demand.issued", "query.online", "query.offline",
    "consumption.restricted", "dishonest.listed",
}

# A ruling of 终结本次执行程序 must recite what was done (法〔2016〕373号 articles 1-3 and 6, in force
# 2016-12-01; 民诉法解释 517): the notice, the order to report and what came of it, the queries, the inquiries,
# the clues, what was seized or could not be sold, the restrictions, the sanctions and that the applicant was
# heard. Of these kinds silence means that it was not done. It need not recite filing, assignment, service, money,
# approvals or the papers between one step and the next, such as the feedback to a query or a notice of auction.
RECITED_BY_TERMINATION = [
    "notice.issued", "report.ordered", "report.received", "report.failed", "report.checked",
    "query.online", "query.offline", "property.found",
    "visit.onsite", "respondent.searched_for", "respondent.questioned", "search.done", "audit.decided",
    "reward.announced", "clue.received", "clue.verified",
    "seizure.made", "deposit.frozen", "movable.seized", "movable.impounded", "immovable.seized", "right.frozen",
    "income.withheld", "seizure.waiting", "auction.sold", "auction.failed", "sale.failed", "setoff.refused", "setoff.ruled",
    "consumption.restricted", "dishonest.listed", "exit.restricted", "summons.forced", "fine.imposed",
    "detention.ordered", "crime.transferred", "interview.held", "closure.terminated",
]
TERMINATION_RULES_SINCE = "2016-12-01"

KNOWN_MEMBERS = {"case_number", "court", "type", "basis", "parties", "claim_fen", "events"}
EVENT_MEMBERS = {"date", "zh", "kind", "amount_fen", "until", "detail", "date_text"}
PASSED_ON = ["recorded", "by", "role", "ref", "party", "document", "method", "outcome", "ground", "number", "digest"]
LIMIT_FEN = 9 * 10**18  # what fits a 64-bit count of fen

# ----------------------------------------------------------------------------------------------------
# The catalogue
# ----------------------------------------------------------------------------------------------------


class Catalogue:
    """Finds kinds and words by id, Chinese name or alias."""

    def __init__(self, path: Path) -> None:
        content = json.loads(path.read_text(encoding="utf-8"))
        self._names: dict[str, dict[str, str]] = {}
        self._zh: dict[tuple[str, str], str] = {}
        for section, entries in content.items():
            if not isinstance(entries, list) or section in ("columns", "nodes_without_kind"):
                continue
            names = self._names.setdefault(section, {})
            for entry in entries:
                zh = entry.get("zh", entry["id"])
                self._zh[section, entry["id"]] = zh
                for name in (entry["id"], zh, *entry.get("aliases", [])):
                    names[name] = entry["id"]

    def find(self, section: str, name: Any) -> Optional[str]:
        return self._names[section].get(name.strip()) if isinstance(name, str) else None

    def zh(self, section: str, word: str) -> str:
        return self._zh[section, word]


# ----------------------------------------------------------------------------------------------------
# Values
# ----------------------------------------------------------------------------------------------------

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
TIME = re.compile(r"(.*\d日?)[T ](\d{1,2}):(\d{2})(?::(\d{2}))?")
CASE_NUMBER = re.compile(r"[（(〔]\d{4}[）)〕][^（()）〔〕；，。]{2,40}号(之[一二三四五六七八九十]+)?")


def iso_day(text: str) -> Optional[str]:
    match = DAY.fullmatch(text) or COMPACT_DAY.fullmatch(text)
    if not match:
        return None
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        return None
    return day.isoformat() if 1900 <= day.year <= 2199 else None


def iso_time(text: str) -> Optional[str]:
    """A day, with the time of day where it is given; None for what is neither."""
    text = text.strip()
    match = TIME.fullmatch(text)
    if not match:
        return iso_day(text)
    day, (hour, minute, second) = iso_day(match[1]), (int(part or 0) for part in match.groups()[1:])
    if day is None or hour > 23 or minute > 59 or second > 59:
        return None
    return f"{day}T{hour:02}:{minute:02}:{second:02}"


def yuan(fen: Any) -> Optional[str]:
    """Whole fen as decimal yuan; None for what is no whole number of fen."""
    if isinstance(fen, float) and fen.is_integer():
        fen = int(fen)
    if isinstance(fen, str) and re.fullmatch(r"-?\d{1,18}", fen):
        fen = int(fen)
    if not isinstance(fen, int) or isinstance(fen, bool) or abs(fen) > LIMIT_FEN:
        return None
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def word_of(text: str) -> str:
    """What stands after `other.`: the record's own word, without characters that mean something else."""
    return re.sub(r"\W+", "_", text.strip().lower())[:60].strip("_") or "unnamed"


def filled(value: Any) -> bool:
    return value is not None and value != "" and value != {} and value != []


# ----------------------------------------------------------------------------------------------------
# One record
# ----------------------------------------------------------------------------------------------------


class Converter:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.other: Counter[str] = Counter()  # other.* kinds written
        self.events = 0
        self.added = 0  # events that a phrase added
        self.undated = 0

    def convert(self, record: Json, origin: str) -> Json:
        extra: Json = {"id": origin}
        extra.update({name: value for name, value in record.items() if name not in KNOWN_MEMBERS and filled(value)})

        dossier: Json = {"schema": "zhixing.dossier/1"}
        self._take_text(record, "case_number", "number", dossier, extra)
        dossier["kind"] = self._kind_of_dossier(record, extra)
        self._take_text(record, "court", "court", dossier, extra)
        dossier["covers"] = []  # filled in below, when the events are known
        basis = self._basis(record, extra)
        parties = self._parties(record, extra)
        claims = self._claims(record, dossier["kind"], parties, extra)
        events = self._events(record, parties, extra)
        dossier["covers"] = covered(record, events)
        lift_dates(basis, events)
        for name, value in (("basis", basis), ("parties", parties), ("claims", claims)):
            if value:
                dossier[name] = value
        dossier["events"] = events
        dossier["extra"] = extra
        return dossier

    @staticmethod
    def _take_text(record: Json, member: str, name: str, target: Json, extra: Json) -> None:
        value = record.get(member)
        if isinstance(value, str) and value:
            target[name] = value
        elif filled(value):
            extra[member] = value

    def _kind_of_dossier(self, record: Json, extra: Json) -> str:
        type_ = record.get("type")
        kind = self._catalogue.find("dossier_kinds", type_)
        if filled(type_):
            extra["type"] = type_  # 财保 and 执保 are one kind; the mark is kept
        return kind or "other"

    def _basis(self, record: Json, extra: Json) -> Json:
        source = record.get("basis")
        if not isinstance(source, dict):
            if filled(source):
                extra["basis"] = source
            return {}
        basis: Json = {}
        rest: Json = {}
        printed, number = source.get("kind"), source.get("number")
        kind = self._catalogue.find("basis_kinds", printed)
        # 行审: a court allowed the enforcement of an administrative decision; the decision is the basis.
        if kind == "administrative_judgment" and isinstance(number, str) and "行审" in number:
            kind = "administrative_decision"
        if kind:
            basis["kind"] = kind
        if filled(printed) and (kind is None or printed != self._catalogue.zh("basis_kinds", kind)):
            rest["kind"] = printed
        if isinstance(number, str) and number:
            basis["number"] = number
        elif filled(number):
            rest["number"] = number
        for name in ("made", "effective", "perform_by"):
            day = iso_day(source[name].strip()) if isinstance(source.get(name), str) else None
            if day:
                basis[name] = day
            if filled(source.get(name)) and day != source[name]:
                rest[name] = source[name]
        rest.update({name: value for name, value in source.items()
                     if name not in ("kind", "number", "made", "effective", "perform_by") and filled(value)})
        if rest:
            basis["extra"] = rest
        return basis

    def _parties(self, record: Json, extra: Json) -> list[Json]:
        source = record.get("parties")
        if not isinstance(source, list):
            if filled(source):
                extra["parties"] = source
            return []
        parties = []
        for number, given in enumerate(source, 1):
            if not isinstance(given, dict):
                given = {"name": str(given)}
            party: Json = {"id": f"p{number}"}
            rest: Json = {}
            for member, section in (("role", "party_roles"), ("kind", "party_kinds")):
                printed = given.get(member)
                plain = re.sub(r"（.*?）$", "", printed) if isinstance(printed, str) else printed
                word = self._catalogue.find(section, plain)
                if word or member == "role":
                    party[member] = word or "other"
                if filled(printed) and (word is None or printed != self._catalogue.zh(section, word)):
                    rest[member] = printed
            if isinstance(given.get("name"), str):
                party["name"] = given["name"]
            rest.update({name: value for name, value in given.items()
                         if name not in ("role", "kind") and party.get(name) != value and filled(value)})
            if rest:
                party["extra"] = rest
            parties.append(party)
        return parties

    @staticmethod
    def _claims(record: Json, kind: str, parties: list[Json], extra: Json) -> list[Json]:
        fen = record.get("claim_fen")
        principal = yuan(fen)
        # The register prints 0 or 1 yuan where it has no amount: no claim is made of that.
        if principal is None or is_placeholder(record, fen):
            if fen is not None:
                extra["claim_fen"] = fen
            return []
        claim: Json = {"id": "c1"}
        creditors = [party["id"] for party in parties if party["role"] == "applicant"]
        debtors = [party["id"] for party in parties if party["role"] == "respondent"]
        if len(creditors) == 1:  # with several, nothing tells whose the claim is
            claim["creditor"] = creditors[0]
        if debtors:
            claim["debtors"] = debtors
        claim["kind"] = "preservation" if kind == "preservation" else "money"
        claim["principal"] = principal
        return [claim]

    # ------------------------------------------------------------------------------------------ events

    def _events(self, record: Json, parties: list[Json], extra: Json) -> list[Json]:
        source = record.get("events")
        if not isinstance(source, list):
            if filled(source):
                extra["events"] = source
            return []
        respondents = [party["id"] for party in parties if party["role"] == "respondent"]
        events = []
        for number, given in enumerate(source, 1):
            if not isinstance(given, dict):
                given = {"zh": given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)}
            stated = self._event(record, given, number)
            for event in [stated, *self._added(given, stated)]:
                if event["kind"] in CONCERNS_RESPONDENT and len(respondents) == 1:
                    event.setdefault("party", respondents[0])
                if event["kind"].startswith("other."):
                    self.other[event["kind"]] += 1
                self.undated += "on" not in event
                self.events += 1
                events.append(in_order(event))
        return events

    def _event(self, record: Json, given: Json, number: int) -> Json:
        event: Json = {"id": f"e{number}", "kind": self._kind_of_event(given)}
        rest: Json = {name: value for name, value in given.items()
                      if name not in EVENT_MEMBERS and name not in PASSED_ON and filled(value)}
        if event["kind"].startswith("other.") and filled(given.get("kind")):
            rest["kind"] = given["kind"]

        day = given.get("date")
        if isinstance(day, str) and iso_time(day):
            event["on"] = iso_time(day)
        if filled(day) and event.get("on") != day:
            rest["date"] = day

        until = given.get("until")
        if isinstance(until, str) and iso_day(until.strip()):
            event["until"] = iso_day(until.strip())
        if filled(until) and event.get("until") != until:
            rest["until"] = until

        fen = given.get("amount_fen")
        amount = yuan(fen)
        if amount is not None and not (event["kind"] == "case.filed" and is_placeholder(record, fen)):
            event["amount"] = amount
        elif fen is not None:
            rest["amount_fen"] = fen

        for name in PASSED_ON:
            value = given.get(name)
            if isinstance(value, str) and value:
                event[name] = value
            elif filled(value):
                rest[name] = value
        if isinstance(given.get("kind"), str) and given["kind"] in OUTCOMES:
            event.setdefault("outcome", OUTCOMES[given["kind"]])
        self._read_detail(event, given)

        note = "；".join(text for text in (text_of(given, "zh"), text_of(given, "detail")) if text)
        vague = text_of(given, "date_text")
        if vague:
            note += f"{'；' if note else ''}日期原文：{vague}"
        if note:
            event["note"] = note
        if rest:
            event["extra"] = rest
        return event

    def _kind_of_event(self, given: Json) -> str:
        for name in (given.get("kind"), given.get("zh")):
            kind = self._catalogue.find("kinds", name)
            if kind:
                return refined(kind, given)
            if filled(name):
                break
        return f"other.{word_of(text_of(given, 'kind'))}"

    def _read_detail(self, event: Json, given: Json) -> None:
        """What the text says that has a column: a part that is nothing but a case number or a word, an objection on title."""
        for part in text_of(given, "detail").split("；"):
            if CASE_NUMBER.fullmatch(part):
                event.setdefault("number", part)
            elif event["kind"] == "dishonest.listed":
                for column, section in (("ground", "grounds"), ("outcome", "outcomes")):
                    word = self._catalogue.find(section, part)
                    if word:
                        event.setdefault(column, word)
        if event["kind"] in ON_TITLE and says(given, ON_TITLE[event["kind"]]):
            event.setdefault("ground", "title")

    def _added(self, given: Json, stated: Json) -> Iterator[Json]:
        """The further facts that the text states, each with the date and the words of the record."""
        done = set()
        for phrase in SPLITS:
            if phrase.kind == stated["kind"] and phrase.then not in done and says(given, phrase.text):
                done.add(phrase.then)
                self.added += 1
                event = {"id": stated["id"] + "bcdefg"[len(done) - 1], "kind": phrase.then}
                kept = ("on", "party", "ref", "note", "amount") if phrase.amount else ("on", "party", "ref", "note")
                event.update({name: stated[name] for name in kept if name in stated})
                yield event


def text_of(given: Json, name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if filled(value) else ""


def says(given: Json, pattern: str) -> bool:
    """Patterns that begin with ^ look at the start of zh only; others at zh and detail together."""
    return re.search(pattern, f"{text_of(given, 'zh')}；{text_of(given, 'detail')}") is not None


def refined(kind: str, given: Json) -> str:
    stated = {phrase.then for phrase in REFINEMENTS if phrase.kind == kind and says(given, phrase.text)}
    stated = stated & FIRST or stated
    return stated.pop() if len(stated) == 1 else kind


def is_placeholder(record: Json, fen: Any) -> bool:
    return record.get("depth") == "register" and fen in (0, 100)


def in_order(event: Json) -> Json:
    columns = ["id", "kind", "on", "recorded", "by", "role", "ref", "party", "amount", "until", "document", "method",
               "outcome", "ground", "number", "digest", "note", "extra"]
    return {name: event[name] for name in columns if name in event}


def covered(record: Json, events: Iterable[Json]) -> list[str]:
    """Areas and kinds of which the record is complete, so that no event means that it did not happen.

    A report, a notice or a case note tells what its author cared for. The register tells who was listed on
    the day of the crawl: an entry may have been deleted, may stand under another name of the same case, or
    may be older than the list. Of all these silence proves nothing, and the list is empty. A ruling of
    终结本次执行程序 that was read as a whole is the exception: see RECITED_BY_TERMINATION.
    """
    source = record.get("source")
    title = source.get("title") if isinstance(source, dict) else None
    if record.get("depth") != "rich" or not isinstance(title, str) or "裁定书全文" not in title:
        return []
    events = list(events)
    if not any(event["kind"] == "closure.terminated" for event in events):
        return []
    if any("缺一页" in event.get("note", "") for event in events):
        return []
    # Of the ruling itself; where its date is not printed, the last date that it names.
    dates = [event["on"] for event in events if event["kind"] == "closure.terminated" and "on" in event]
    dates = dates or [event["on"] for event in events if "on" in event]
    return list(RECITED_BY_TERMINATION) if max(dates, default="") >= TERMINATION_RULES_SINCE else []


def lift_dates(basis: Json, events: Iterable[Json]) -> None:
    """Dates of the basis that the record tells as events, where there is one such event and no doubt in it."""
    events = list(events)
    for kind, name in (("basis.made", "made"), ("basis.effective", "effective"), ("basis.due", "perform_by")):
        told = [event for event in events if event["kind"] == kind]
        if basis and name not in basis and len(told) == 1 and "on" in told[0] and "；" not in told[0].get("note", ""):
            basis[name] = told[0]["on"][:10]
    rest = basis.pop("extra", None)
    if rest:
        basis["extra"] = rest  # stands last


# ----------------------------------------------------------------------------------------------------
# Files
# ----------------------------------------------------------------------------------------------------


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def read_lines(path: str) -> Iterator[tuple[int, bytes]]:
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield number, line


def convert_files(paths: Iterable[str], converter: Converter) -> tuple[list[str], int]:
    """The dossiers, a line each, and how many lines could not be read."""
    lines, bad = [], 0
    for path in paths:
        name = "stdin" if path == "-" else Path(path).name
        for number, line in read_lines(path):
            try:
                record = json.loads(line.decode("utf-8"), parse_constant=no_constant)
                if not isinstance(record, dict):
                    raise ValueError("a JSON object is expected")
                dossier = converter.convert(record, f"{name}:{number}")
                lines.append(json.dumps(dossier, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
            except (ValueError, RecursionError) as error:
                bad += 1
                print(f"{name}:{number}: not converted: {error}", file=sys.stderr)
    return lines, bad


def summary(dossiers: int, converter: Converter, bad: int) -> Iterator[str]:
    yield (f"{dossiers} dossiers, {converter.events} events ({converter.added} added by a phrase, "
           f"{converter.undated} without a date); lines not converted: {bad}")
    if converter.other:
        yield "kinds that the catalogue does not have:"
        for kind, count in sorted(converter.other.items(), key=lambda item: (-item[1], item[0])):
            yield f"{count:6} {kind}"


def main(arguments: Optional[list[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", nargs="+", help="JSON Lines, UTF-8; - for standard input")
    parser.add_argument("-o", "--output", required=True, help="NDJSON; - for standard output")
    parser.add_argument("--catalogue", type=Path, default=DEFAULT_CATALOGUE, help="default: rules/catalogue.json")
    options = parser.parse_args(arguments)
    try:
        catalogue = Catalogue(options.catalogue)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        print(f"{options.catalogue}: not a catalogue: {error}", file=sys.stderr)
        return 2
    converter = Converter(catalogue)
    try:
        lines, bad = convert_files(options.input, converter)
        # A lone surrogate, which JSON can spell, has no UTF-8: it becomes a question mark.
        content = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
        if options.output == "-":
            sys.stdout.buffer.write(content)
        else:
            Path(options.output).write_bytes(content)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    for line in summary(len(lines), converter, bad):
        print(line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
