#!/usr/bin/env python3
"""Holds the library against DuckDB and plain Python: the same eleven checks over the same file.

    compare.py BUILD-DIR

They must find exactly the same before anything is timed. Each then runs on one thread, and what is told is the
middle of the turns in seconds of CPU time, so that other work on the machine disturbs little.
"""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
AS_OF = "2024-09-01"
TURNS = 7


@dataclass
class Figures:
    """Dossiers a second."""

    name: str
    from_file: float
    from_memory: float


def dossiers(build: Path) -> Path:
    """The file that the build made."""
    return next((build / "bench").glob("dossiers-*.ndjson"))


def programs(build: Path) -> dict[str, list[str]]:
    return {
        "zhixing": [str(build / "bench" / "findings_tool")],
        "DuckDB": [sys.executable, str(HERE / "peers" / "duckdb_checks.py")],
        "Python": [sys.executable, str(HERE / "peers" / "python_checks.py")],
    }


def output(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def agree(build: Path, path: Path) -> int:
    """How many findings all three have in common; ends the run when one has another."""
    found = {name: sorted(output([*command, str(path), AS_OF]).splitlines())
             for name, command in programs(build).items()}
    ours = found.pop("zhixing")
    if not ours:
        sys.exit("nothing was found: the comparison would say nothing")
    for name, theirs in found.items():
        if theirs != ours:
            only_ours, only_theirs = set(ours) - set(theirs), set(theirs) - set(ours)
            sys.exit(f"{name} does not agree: {len(only_ours)} findings only here, {len(only_theirs)} only there, "
                     f"e.g. {sorted(only_ours)[:2]} and {sorted(only_theirs)[:2]}")
    return len(ours)


def measure(name: str, command: list[str], path: Path, count: int, findings: int) -> Figures:
    timed = json.loads(output([*command, str(path), AS_OF, str(TURNS)]))
    if timed["findings"] != findings:
        sys.exit(f"{name} found {timed['findings']} when timed, {findings} before")
    return Figures(name, count / statistics.median(timed["file"]), count / statistics.median(timed["memory"]))


def compare(build: Path) -> tuple[int, int, list[Figures]]:
    """The number of dossiers and of findings, and the figures of each program."""
    path = dossiers(build)
    with path.open("rb") as lines:
        count = sum(1 for _ in lines)
    findings = agree(build, path)
    return count, findings, [measure(name, command, path, count, findings)
                             for name, command in programs(build).items()]


def table(figures: list[Figures]) -> list[str]:
    ours = figures[0]
    lines = ["| program | from NDJSON, dossiers/s | zhixing is | from memory, dossiers/s | zhixing is |",
             "| --- | ---: | ---: | ---: | ---: |"]
    for one in figures:
        times = [f"{share:.1f} ×" if one is not ours else ""
                 for share in (ours.from_file / one.from_file, ours.from_memory / one.from_memory)]
        lines.append(f"| {one.name} | {one.from_file:,.0f} | {times[0]} | {one.from_memory:,.0f} | {times[1]} |")
    return lines


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} BUILD-DIR")
    count, findings, figures = compare(Path(sys.argv[1]))
    print(f"{count:,} dossiers, {findings:,} findings, all three agree")
    print("\n".join(table(figures)))


if __name__ == "__main__":
    main()
