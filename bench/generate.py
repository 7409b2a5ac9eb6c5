#!/usr/bin/env python3
"""Writes made-up dossiers of enforcement cases as NDJSON, about 2.4 KB and 15 events each.

The same N, seed and share always give the same bytes. Each dossier is told as a case goes: application,
filing, assignment, notices, queries, freezes, money in and out, closing; some steps are late and
some are missing, in about the proportions in which a court's centre meets them. Nobody in it exists.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2021, 1, 4)
LAST_DAY = date(2024, 6, 28)  # of an application
TOLD_UNTIL = date(2024, 9, 1)  # nothing later is on record yet

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "甲乙丙丁戊己庚辛"
TRADES = ("商贸", "建材", "农业科技", "置业", "运输", "纺织", "食品", "机械")
BANKS = ("农业银行内乡县支行", "邮储银行内乡县支行", "内乡农村商业银行", "工商银行南阳分行")

# Share of cases in which a step is never taken, and in which it is taken too late.
MISSING = 0.05
LATE = 0.12


class Case:
    """One dossier while it is told."""

    def __init__(self, rng: random.Random, lawful: bool = False) -> None:
        self.rng = rng
        self.late = 0.0 if lawful else LATE
        self.missing = 0.0 if lawful else MISSING
        self.events: list[tuple[date, dict[str, object]]] = []
        self.applied = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
        self.filed = self.after(self.applied, 5, 7)
        self.handler = self.person()
        self.respondents = ["p2", "p3"] if self.chance(0.2) else ["p2"]
        self.fen = rng.choice((500_000, 3_000_000, 12_000_000, 80_000_000))
        self.claim = self.money(self.fen)

    def person(self) -> str:
        return self.rng.choice(SURNAMES) + "某" + self.rng.choice(GIVEN)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def after(self, day: date, usual: int, limit: int) -> date:
        """A day after `day`: mostly within `usual` days, now and then beyond `limit`."""
        if self.chance(self.late):
            return day + timedelta(days=limit + 1 + self.rng.randrange(3 * limit))
        return day + timedelta(days=self.rng.randrange(usual + 1))

    def tell(self, kind: str, day: date | None, role: str = "handler", **columns: object) -> None:
        """Puts an event on record, unless it lies after the day until which the story is told."""
        if day is not None and day > TOLD_UNTIL:
            return
        event: dict[str, object] = {"kind": kind}
        if day is not None:
            event["on"] = day.isoformat()
            if self.chance(0.6):
                minute = self.rng.randrange(480)
                event["recorded"] = f"{day.isoformat()}T{9 + minute // 60:02}:{minute % 60:02}:00"
        if role == "handler" and self.chance(0.2):
            event["by"] = self.handler
        event["role"] = role
        event.update(columns)
        self.events.append((day or TOLD_UNTIL, event))

    def money(self, most: int) -> str:
        fen = self.rng.randrange(10_000, max(most, 10_001))
        return f"{fen // 100}.{fen % 100:02}"


def tell_intake(case: Case) -> date:
    """From the application to the handler's desk; gives the day the case is there."""
    case.tell("application.received", case.applied, "filing", amount=case.claim)
    case.tell("case.filed", case.filed, "filing")
    if case.chance(0.7):
        case.tell("case.data_verified", case.filed, "filing")
    if case.chance(0.6):
        case.tell("document.served", case.filed, "centre", party="p1", document="受理案件通知书")
    if case.chance(0.4):
        case.tell("case.triaged", case.filed, "centre")
    assigned = case.after(case.filed, 3, 7)
    if not case.chance(case.missing):
        case.tell("case.assigned", assigned, "centre")
    at_desk = assigned + timedelta(days=case.rng.randrange(3))
    if not case.chance(2 * case.missing):
        case.tell("case.received_by_handler", at_desk)
    return at_desk


def tell_notices(case: Case, day: date) -> None:
    for party in case.respondents:
        issued = case.after(day, 3, 10)
        if not case.chance(case.missing):
            case.tell("notice.issued", issued, party=party, method=case.rng.choice(("direct", "mail")))
        if not case.chance(2 * case.missing):
            until = issued + timedelta(days=case.rng.choice((5, 7, 10)))
            case.tell("report.ordered", issued, party=party, until=until.isoformat())
            if case.chance(0.4):
                reported = case.after(issued, 7, 10)
                case.tell("report.received", reported, party=party, outcome="reported")
                if case.chance(0.5):
                    case.tell("report.checked", reported + timedelta(days=3), party=party, outcome="true")
            elif case.chance(0.4):
                case.tell("report.failed", until + timedelta(days=4), party=party)


def tell_search(case: Case, day: date) -> None:
    queried = case.after(day, 6, 9)
    found = case.chance(0.4)
    if not case.chance(case.missing):
        case.tell("query.online", queried, "centre", party=case.respondents[0], method="online",
                  outcome="found" if found else "not_found")
    if case.chance(0.3):
        case.tell("clue.requested", case.after(day, 3, 5), party="p1", method="phone")
    if found or case.chance(0.3):
        for number in range(1, case.rng.choice((2, 2, 3))):
            tell_freeze(case, queried + timedelta(days=case.rng.randrange(2, 12)), f"m{number}")


def tell_freeze(case: Case, day: date, ref: str) -> None:
    party = case.rng.choice(case.respondents)
    if case.chance(0.25):
        until = day + timedelta(days=3 * 365)
        case.tell("immovable.seized", day, ref=ref, party=party, until=until.isoformat(),
                  note="内乡县湍东镇房产一处")
        return
    until = day + timedelta(days=364)
    case.tell("deposit.frozen", day, ref=ref, party=party, amount=case.money(case.fen),
              until=until.isoformat(), note=case.rng.choice(BANKS) + f"账户尾号{case.rng.randrange(10_000):04}")
    if case.chance(0.15):
        renewed = until - timedelta(days=case.rng.randrange(-3, 20))
        case.tell("seizure.renewed", renewed, ref=ref, until=(renewed + timedelta(days=364)).isoformat())
    elif case.chance(0.2):
        case.tell("seizure.released", day + timedelta(days=case.rng.randrange(20, 200)), ref=ref)


def tell_money(case: Case, day: date) -> date:
    for number in range(1, case.rng.choice((1, 2, 2))):
        ref = f"f{number}"
        day += timedelta(days=case.rng.randrange(10, 60))
        amount = case.money(case.fen)
        case.tell("funds.received", day, "finance", ref=ref, amount=amount, method="transfer")
        if not case.chance(2 * case.missing):
            case.tell("funds.receipt_issued", case.after(day, 4, 10), "finance", ref=ref, amount=amount)
        if not case.chance(case.missing):
            case.tell("funds.released", case.after(day, 25, 30), "finance", ref=ref, party="p1", amount=amount)
    return day


def tell_sanctions(case: Case, day: date) -> None:
    for party in case.respondents:
        if case.chance(0.3):
            restricted = day + timedelta(days=case.rng.randrange(0, 40))
            case.tell("consumption.restricted", restricted, party=party)
            if case.chance(0.5):
                case.tell("dishonest.listed", restricted + timedelta(days=case.rng.randrange(30)), party=party,
                          ground="breaches_report_duty", until=(restricted + timedelta(days=730)).isoformat())


def tell_closing(case: Case, day: date) -> None:
    if case.chance(0.3):
        return  # still open
    closed = max(day, case.filed + timedelta(days=case.rng.randrange(70, 240)))
    terminated = case.chance(0.55)
    if terminated and not case.chance(2 * case.missing):
        told_on = None if case.chance(0.05) else closed - timedelta(days=case.rng.randrange(1, 15))
        case.tell("interview.held", told_on, party="p1", method=case.rng.choice(("in_person", "phone")),
                  note="告知财产查控情况、拟终本的依据和后果")
    case.tell("closure.proposed", closed - timedelta(days=1))
    document = "终结本次执行程序裁定书" if terminated else "结案通知书"
    case.tell("closure.terminated" if terminated else "closure.completed", closed, document=document)
    if not case.chance(case.missing):
        case.tell("closure.served", closed + timedelta(days=case.rng.randrange(6)), party="p1", document=document,
                  method="mail")
    if case.chance(0.3):
        case.tell("case.archived", case.after(closed, 60, 92), "archive")


def dossier(rng: random.Random, serial: int, lawful: bool = False) -> dict[str, object]:
    case = Case(rng, lawful)
    parties: list[dict[str, object]] = [{"id": "p1", "role": "applicant", "kind": "natural", "name": case.person()}]
    for party in case.respondents:
        legal = case.chance(0.4)
        name = f"内乡县某{rng.choice(TRADES)}有限公司" if legal else case.person()
        parties.append({"id": party, "role": "respondent", "kind": "legal" if legal else "natural", "name": name})
    effective = case.applied - timedelta(days=rng.randrange(30, 400))

    day = tell_intake(case)
    tell_notices(case, day)
    tell_search(case, case.filed)
    tell_sanctions(case, day + timedelta(days=12))
    tell_closing(case, tell_money(case, day + timedelta(days=15)))
    # On record in the order in which things happened, as a court's system exports them.
    case.events.sort(key=lambda told: told[0])
    events = [{"id": f"e{i}", **event} for i, (_, event) in enumerate(case.events, 1)]
    return {
        "schema": "zhixing.dossier/1",
        "number": f"（{case.filed.year}）豫1325执{serial}号",
        "kind": "enforcement",
        "court": "内乡县人民法院",
        "basis": {"kind": "judgment", "number": f"（{effective.year}）豫1325民初{rng.randrange(1, 6000)}号",
                  "effective": effective.isoformat(),
                  "perform_by": (effective + timedelta(days=10)).isoformat()},
        "parties": parties,
        "claims": [{"id": "c1", "creditor": "p1", "debtors": case.respondents, "kind": "money",
                    "principal": case.claim}],
        "events": events,
    }


def dossiers(n: int, seed: int, lawful: float = 0.0) -> Iterator[str]:
    rng = random.Random(seed)
    for serial in range(1, n + 1):
        in_time = int(serial * lawful) > int((serial - 1) * lawful)  # spread evenly
        yield json.dumps(dossier(rng, serial, in_time), ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=50_000, help="how many dossiers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lawful", type=float, default=0.0, help="share of cases in which no step is late or missing, 0 to 1")
    parser.add_argument("-o", "--output", type=Path, help="a file (default: standard output)")
    args = parser.parse_args()
    if args.output:
        with args.output.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(line + "\n" for line in dossiers(args.n, args.seed, args.lawful))
    else:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.writelines(line + "\n" for line in dossiers(args.n, args.seed, args.lawful))


if __name__ == "__main__":
    main()
