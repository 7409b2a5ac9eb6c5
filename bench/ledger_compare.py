#!/usr/bin/env python3
"""Replays the same movements of case money in the library, ledger, hledger and beancount.

    ledger_compare.py BUILD-DIR

All four must come to the same balances before anything is timed. The peers read text and are timed whole, as that is how
they are used; the library replays dossiers that were read before, and is told with its reading too.
"""

import resource
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = 6_000
REPLAYED = 10_000_000

BEANCOUNT_BALANCES = """
import sys
from decimal import Decimal
from beancount import loader
from beancount.core import data
entries, errors, _ = loader.load_file(sys.argv[1])
if errors: sys.exit(str(errors[0]))
totals = {}
for entry in entries:
    if isinstance(entry, data.Transaction):
        for posting in entry.postings:
            totals[posting.account] = totals.get(posting.account, Decimal()) + posting.units.number
for account, total in totals.items(): print(account, total)
"""


def make(build: Path) -> tuple[Path, int]:
    """The folder of the books, and how many movements they hold."""
    folder = build / "bench" / "money"
    folder.mkdir(exist_ok=True)
    told = subprocess.run([sys.executable, HERE / "generate_money.py", "--n", str(CASES), "--seed", "1", "--ndjson",
                    folder / "books.ndjson", "--journal", folder / "books.journal", "--beancount",
                    folder / "books.beancount"], check=True, stdout=subprocess.PIPE, text=True)
    return folder, int(told.stdout)


def programs(build: Path, folder: Path) -> dict[str, list[str]]:
    """Those that are installed."""
    found = {"zhixing": [str(build / "bench" / "ledger_tool"), str(folder / "books.ndjson")]}
    for name in ("ledger", "hledger"):
        if shutil.which(name):
            flat = ["--flat", "--no-total"] if name == "ledger" else ["--flat", "--no-total", "-N"]
            found[name] = [name, "-f", str(folder / "books.journal"), "balance", *flat]
    if subprocess.run([sys.executable, "-c", "import beancount"], stderr=subprocess.DEVNULL).returncode == 0:
        found["beancount"] = [sys.executable, "-c", BEANCOUNT_BALANCES, str(folder / "books.beancount")]
    return found


def balances(text: str) -> dict[str, Decimal]:
    """Accounts that are not at zero, by a name that all four have."""
    found = {}
    for line in text.splitlines():
        words = line.replace(",", "").split()
        numbers = [word for word in words if word.lstrip("-").replace(".", "", 1).isdigit()]
        names = [word for word in words if word not in numbers and word != "CNY"]
        if len(numbers) != 1 or len(names) != 1 or not Decimal(numbers[0]):
            continue
        found[names[0].split(":")[-1].replace("_", "").lower()] = Decimal(numbers[0])
    return found


def cpu_seconds(command: list[str]) -> tuple[str, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return text, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(build: Path) -> list[str]:
    folder, movements = make(build)
    found, speed = {}, {}
    for name, command in programs(build, folder).items():
        text, seconds = cpu_seconds(command)
        found[name], speed[name] = balances(text), movements / seconds
    ours = found["zhixing"]
    if len(ours) < 3:
        sys.exit("hardly anything has a balance: the comparison would say nothing")
    for name, theirs in found.items():
        # What was opened and is at zero again is not told by all; the rest has to be equal.
        if theirs != ours:
            sys.exit(f"{name} does not agree: {theirs} against {ours}")
    posted, seconds = cpu_seconds([*programs(build, folder)["zhixing"], str(REPLAYED)])[0].split()
    lines = ["| program | movements/s, with reading | zhixing is |", "| --- | ---: | ---: |"]
    for name, figure in speed.items():
        times = "" if name == "zhixing" else f"{speed['zhixing'] / figure:.0f} ×"
        lines.append(f"| {name} | {figure:,.0f} | {times} |")
    lines.append("")
    lines.append(f"Replay of {int(posted):,} movements from dossiers in memory: {int(posted) / float(seconds):,.0f} movements/s.")
    return lines


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} BUILD-DIR")
    print("\n".join(compare(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
