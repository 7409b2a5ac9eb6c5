#!/usr/bin/env python3
"""Runs every benchmark and the comparison, and writes the figures into README.md.

    run.py BUILD-DIR [--print]

With --print the README stays as it is. The peers are installed into a virtual environment in the build folder
when this Python has not got them.
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path

import compare
import docx_compare
import journal_figures
import ledger_compare
import sums_compare

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- figures: written by run.py -->", "<!-- end of figures -->"
REPETITIONS = 5

# name of the benchmark, what it is, the counter that counts, its unit and divisor, what was aimed at
ROWS = [
    ("review_bench", "review_from_ndjson/whole", "review from NDJSON, rulebook neixiang", "items_per_second", "k dossiers/s", 1e3, "300"),
    ("review_bench", "review_from_memory/whole", "review from memory, rulebook neixiang", "items_per_second", "k dossiers/s", 1e3, "2,000"),
    ("review_bench", "review_from_ndjson/eleven", "review from NDJSON, eleven checks", "items_per_second", "k dossiers/s", 1e3, ""),
    ("review_bench", "review_from_memory/eleven", "review from memory, eleven checks", "items_per_second", "k dossiers/s", 1e3, ""),
    ("review_bench", "parse", "read NDJSON, no review", "items_per_second", "k dossiers/s", 1e3, ""),
    ("review_bench", "one_explained/whole", "one dossier, JSON in, explained JSON out, median", "median_us", "µs", 1, "5"),
    ("review_bench", "one_explained/eleven", "the same with eleven checks, median", "median_us", "µs", 1, ""),
    ("calendar_bench", "add_workdays_vector", "add working days, vector", "items_per_second", "M/s", 1e6, "500"),
    ("calendar_bench", "add_workdays_scalar", "add working days, one by one", "items_per_second", "M/s", 1e6, ""),
    ("calendar_bench", "period_end_day/days", "end of 30 days, rolled", "items_per_second", "M/s", 1e6, "50"),
    ("calendar_bench", "period_end_day/months", "end of 6 months, rolled", "items_per_second", "M/s", 1e6, "50"),
    ("calendar_bench", "period_end_day/days_paused", "end of 30 days with two pauses", "items_per_second", "M/s", 1e6, "50"),
    ("calendar_bench", "period_end_day/months_paused", "end of 6 months with two pauses", "items_per_second", "M/s", 1e6, "50"),
    ("calendar_bench", "period_end_with_reason/days", "end of 30 days with its reason", "items_per_second", "M/s", 1e6, "2"),
    ("calendar_bench", "period_end_with_reason/months_paused", "end of 6 months with two pauses and its reason", "items_per_second", "M/s", 1e6, "2"),
    ("distribution_bench", "distribute", "distribution: claims of one pool", "items_per_second", "M claims/s", 1e6, "1"),
    ("money_bench", "interest_typical", "interest: one base, one pause, one payment", "items_per_second", "M/s", 1e6, "2"),
    ("money_bench", "interest_with_general", "the same with general interest", "items_per_second", "M/s", 1e6, "2"),
    ("money_bench", "interest_json", "the same from JSON to an explained answer in JSON", "items_per_second", "k/s", 1e3, ""),
]


def with_duckdb(build: Path) -> None:
    """Starts this program again in an environment that has the peers, if they are not here."""
    if all(importlib.util.find_spec(peer) for peer in ("duckdb", "beancount", "docxtpl")):
        return
    place = build / "bench-python"
    python = place / "bin" / "python"
    if not python.exists():
        print(f"Installing the peers into {place}", flush=True)
        venv.create(place, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    os.execv(python, [str(python), *sys.argv])


def run(build: Path, program: str) -> dict[str, dict[str, float]]:
    """The middle of the repetitions of each benchmark."""
    command = [str(build / "bench" / program), f"--benchmark_repetitions={REPETITIONS}",
               "--benchmark_report_aggregates_only=true", "--benchmark_format=json"]
    print(program, "…", flush=True)
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return {one["run_name"]: one for one in told["benchmarks"] if one["aggregate_name"] == "median"}


def first_line(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]


def machine() -> str:
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{model}, {os.cpu_count()} cores"


def number(value: float) -> str:
    """Three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def figures(build: Path) -> list[str]:
    load = os.getloadavg()[0]
    found = {program: run(build, program) for program in ("review_bench", "calendar_bench", "money_bench", "distribution_bench")}
    count, findings, compared = compare.compare(build)
    whole = found["review_bench"]["review_from_memory/whole"]
    duckdb = compared[1].name + " " + first_line(sys.executable, "-c", "import duckdb; print(duckdb.__version__)")
    lines = [
        f"{machine()}; {first_line('c++', '--version')}; {platform.system()} {platform.release()}; {date.today()}; "
        f"load average {load:.1f} at the start.",
        "",
        "| work | figure | aim |",
        "| --- | ---: | ---: |",
    ]
    for program, benchmark, what, counter, unit, divisor, aim in ROWS:
        value = number(found[program][benchmark][counter] / divisor)
        lines.append(f"| {what} | {value} {unit} | {aim + ' ' + unit if aim else ''} |")
    lines += [
        "",
        f"A review with the whole rulebook makes {whole['obligations']:.1f} obligations and {whole['findings']:.1f} "
        f"findings a dossier here.",
        "",
        f"The eleven checks over the same {count:,} dossiers; all three programs find the same {findings:,} findings:",
        "",
        *compare.table(compared),
        "",
        f"{duckdb}, Python {platform.python_version()}.",
        "",
        "Case money replayed, the same movements to the same balances in all of them (Debian's ledger and hledger, beancount):",
        "",
        *ledger_compare.compare(build),
        "",
        f"Interest and distribution, {sums_compare.PROBLEMS:,} problems each, every answer the same in plain Python:",
        "",
        *sums_compare.compare(build),
        "",
        "Documents: an enforcement notice from values to the bytes of a DOCX, on one core, with the same text in all:",
        "",
        *docx_compare.compare(build),
        "",
        *journal_figures.table(build),
    ]
    return lines


def write(lines: list[str]) -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    README.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n" + END + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path, help="folder of a build with ZHIXING_BENCH=ON")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    args = parser.parse_args()
    with_duckdb(args.build)
    lines = figures(args.build)
    print("\n".join(lines))
    if not args.print:
        write(lines)


if __name__ == "__main__":
    main()
