#!/usr/bin/env python3
"""The journal beside plain SQLite, as lines of the table of README.md.

    journal_figures.py BUILD-DIR [DOSSIERS]

Everything is written below BUILD-DIR, which has to be on a real disk; where PostgreSQL is installed, a server of its own is
started for its lines (tests/journal/with_postgresql.sh).
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOSSIERS = 100_000


def measure(build: Path, dossiers: int) -> dict[str, float]:
    tool = [str(build / "bench" / "journal_tool"), str(next((build / "bench").glob("dossiers-*.ndjson"))), str(build / "bench"), str(dossiers)]
    if list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        tool.insert(0, str(HERE.parent / "tests" / "journal" / "with_postgresql.sh"))
    told = subprocess.run(tool, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in told.splitlines())}


def file_system(folder: Path) -> str:
    return subprocess.run(["stat", "-f", "-c", "%T", folder], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def table(build: Path, dossiers: int = DOSSIERS) -> list[str]:
    print("journal_tool", "…", flush=True)
    f = measure(build, dossiers)
    share = lambda ours, plain: f"{f[ours] / f[plain]:.0%} of plain SQLite"  # noqa: E731
    both = lambda ours: f"{f[ours] / f['batch_plain']:.0%} of plain SQLite, {f[ours] / f['batch_whole']:.0%} of it with the index"  # noqa: E731
    rows = [
        ("plain SQLite, batches of 1,000", f"{f['batch_plain']:,.0f} rows/s", "", f"{f['batch_plain_cpu_us']:.1f} µs"),
        ("plain SQLite, batches of 1,000, with the rows of the index", f"{f['batch_whole']:,.0f} rows/s", "", f"{f['batch_whole_cpu_us']:.1f} µs"),
        ("journal, SM3", f"{f['batch_sm3']:,.0f} rows/s", both("batch_sm3"), f"{f['batch_sm3_cpu_us']:.1f} µs"),
        ("journal, SHA-256", f"{f['batch_sha256']:,.0f} rows/s", both("batch_sha256"), f"{f['batch_sha256_cpu_us']:.1f} µs"),
        ("plain SQLite, one row, durable", f"{f['single_plain']:,.0f} /s", "", ""),
        ("journal, one event, imported", f"{f['single_import']:,.0f} /s", share("single_import", "single_plain"), ""),
        ("journal, one event, admitted", f"{f['single_admitted']:,.0f} /s", share("single_admitted", "single_plain"), ""),
    ]
    if "postgresql_batch" in f:
        rows += [("journal on PostgreSQL, SM3, batches of 1,000", f"{f['postgresql_batch']:,.0f} rows/s", "", ""),
                 ("journal on PostgreSQL, one event", f"{f['postgresql_single']:,.0f} /s", "", "")]
    lines = [f"The journal, on {file_system(build)}, where a write of 4 KB and fdatasync take {f['fdatasync_us'] / 1000:.1f} ms:", "",
             "| recording | figure | | processor, a row |", "| --- | ---: | ---: | ---: |", *(f"| {' | '.join(row)} |" for row in rows), "",
             f"{f['dossiers']:,.0f} dossiers in the journal, as of 2024-09-01 and the days after it:", "", "| work | figure |", "| --- | ---: |",
             f"| read straight from the journal | {f['read_dossiers_per_s']:,.0f} dossiers/s |",
             f"| reviewed straight from the journal | {f['review_dossiers_per_s']:,.0f} dossiers/s |",
             f"| first sweep: every dossier reviewed and kept | {f['first_sweep_dossiers_per_s']:,.0f} dossiers/s |",
             f"| sweep where nothing changes | {f['sweep_nothing_ms']:.2f} ms |",
             f"| sweep after 100 appends | {f['sweep_100_changed_ms']:.0f} ms |"]
    for day in range(1, 5):
        name = f"sweep_day{day}"
        lines.append(f"| sweep of day {day}: {f[name + '_reviewed']:,.0f} reviewed, {f[name + '_changed']:,.0f} changed | {f[name + '_ms']:,.0f} ms |")
    lines += [f"| first page of what is due in 30 days | {f['query_due_30_days_ms']:.1f} ms |",
              f"| dossiers of a party | {f['query_party_ms']:.1f} ms |",
              f"| first page of those with a finding of one rule | {f['query_rule_ms']:.1f} ms |"]
    return lines


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else DOSSIERS)))
