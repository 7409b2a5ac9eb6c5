#!/usr/bin/env python3
"""Makes books of case money: dossiers for the library, and the same movements as plain-text accounting; tells how many.

    generate_money.py --n CASES --seed S --ndjson FILE --journal FILE --beancount FILE

Each case has eight receipts; of each the fee is taken, of most the rest approved and paid, and at the end the fees go
to the treasury: some thirty movements. Nobody in it exists. The same N and seed give the same bytes.
"""

import argparse
import json
import random
from datetime import date, timedelta
from typing import Iterator, NamedTuple

RECEIPTS = 8
FIRST_DAY = date(2019, 1, 1)


class Movement(NamedTuple):
    on: date
    debit: str
    credit: str
    fen: int


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def case(number: int, draw: random.Random) -> tuple[dict, list[Movement]]:
    on = FIRST_DAY + timedelta(days=draw.randrange(1500))
    events: list[dict] = []
    movements: list[Movement] = []
    fees = 0

    def tell(kind: str, fen: int, **columns: str) -> None:
        events.append({"id": f"e{len(events) + 1}", "kind": kind, "on": on.isoformat(), "amount": yuan(fen), **columns})

    for receipt in range(1, RECEIPTS + 1):
        amount = draw.randrange(10_000, 50_000_000)
        fee = amount // 100
        ref, paper = f"r{receipt}", f"{number}-{receipt}"
        tell("funds.received", amount, ref=ref, party="p2", method="transfer", number=f"S{number:07d}{receipt}")
        movements.append(Movement(on, "bank", "case_money", amount))
        on += timedelta(days=draw.randrange(1, 10))
        tell("fee.collected", fee, ref=ref, party="p2")
        movements.append(Movement(on, "case_money", "execution_fee", fee))
        fees += fee
        if draw.randrange(5) == 0:
            continue  # not released yet
        on += timedelta(days=1)
        tell("release.approved", amount - fee, ref=ref, party="p1", number=paper)
        movements.append(Movement(on, "case_money", "payable", amount - fee))
        on += timedelta(days=1)
        tell("funds.released", amount - fee, ref=ref, party="p1", number=paper)
        movements.append(Movement(on, "payable", "bank", amount - fee))
    if draw.randrange(3) == 0:
        fees -= 1  # a fen stays behind, so that this account is not at zero
    on += timedelta(days=1)
    tell("funds.surrendered", fees, ground="execution_fee")
    movements.append(Movement(on, "execution_fee", "bank", fees))
    dossier = {
        "schema": "zhixing.dossier/1",
        "number": f"（2019）豫1325执{number}号",
        "kind": "enforcement",
        "parties": [
            {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
            {"id": "p2", "role": "respondent", "kind": "natural", "name": "李某"},
        ],
        "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "9999999.00"}],
        "events": events,
    }
    return dossier, movements


def journal(movements: list[Movement]) -> Iterator[str]:
    for one in movements:
        yield f"{one.on} x\n    {one.debit}    {yuan(one.fen)} CNY\n    {one.credit}    -{yuan(one.fen)} CNY\n"


BEANCOUNT = {"bank": "Assets:Bank", "case_money": "Liabilities:CaseMoney", "payable": "Liabilities:Payable",
             "execution_fee": "Liabilities:ExecutionFee"}


def beancount(movements: list[Movement]) -> Iterator[str]:
    for one in movements:
        yield (f'{one.on} * "x"\n  {BEANCOUNT[one.debit]}  {yuan(one.fen)} CNY\n'
               f"  {BEANCOUNT[one.credit]}  -{yuan(one.fen)} CNY\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--ndjson", required=True)
    parser.add_argument("--journal", required=True)
    parser.add_argument("--beancount", required=True)
    args = parser.parse_args()
    draw = random.Random(args.seed)
    total = 0
    with (open(args.ndjson, "w", encoding="utf-8") as dossiers, open(args.journal, "w", encoding="utf-8") as plain,
          open(args.beancount, "w", encoding="utf-8") as bean):
        bean.writelines(f"2000-01-01 open {account}\n" for account in BEANCOUNT.values())
        for number in range(1, args.n + 1):
            dossier, movements = case(number, draw)
            dossiers.write(json.dumps(dossier, ensure_ascii=False, separators=(",", ":")) + "\n")
            plain.writelines(journal(movements))
            bean.writelines(beancount(movements))
            total += len(movements)
    print(total)


if __name__ == "__main__":
    main()
