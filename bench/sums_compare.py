#!/usr/bin/env python3
"""Solves the same problems of interest and of distribution in the library and in plain Python.

    sums_compare.py BUILD-DIR

Every answer must be the same before anything is timed. Both are told problems that were read before; what is told is the
middle of the turns in CPU time.
"""

import random
import statistics
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROBLEMS = 20_000
CLAIMS = 10
TURNS = 5
# what is asked, what is counted, how many of that in a problem, and how often each solves them all in a turn
KINDS = [("interest", "problems/s", 1, {"zhixing": 50, "Python": 1}),
         ("distribution", "claims/s", CLAIMS, {"zhixing": 5, "Python": 1})]


def interest(draw: random.Random) -> list[object]:
    """One base, one pause, one payment."""
    first = date(2020, 1, 1) + timedelta(draw.randrange(300))
    pause = first + timedelta(draw.randrange(10, 60))
    paid_on = pause + timedelta(draw.randrange(60, 120))
    base = draw.randrange(1, 10**9)
    return [base, first, paid_on + timedelta(200), pause, pause + timedelta(draw.randrange(50)), paid_on, base // 3]


def distribution(draw: random.Random) -> list[object]:
    """Some ten claims of one rank, and money for a part of them or, seldom, for all."""
    claims = [draw.randrange(1, 20_000_000) for _ in range(CLAIMS)]
    return [sum(claims) * draw.randrange(1, 110) // 100, *claims]


def make(build: Path, kind: str) -> Path:
    path = build / "bench" / f"{kind}.csv"
    draw = random.Random(1)
    problem = interest if kind == "interest" else distribution
    path.write_text("".join(",".join(map(str, problem(draw))) + "\n" for _ in range(PROBLEMS)), encoding="utf-8")
    return path


def programs(build: Path, kind: str, path: Path) -> dict[str, list[str]]:
    return {"zhixing": [str(build / "bench" / "sums_tool"), kind, str(path)],
            "Python": [sys.executable, str(HERE / "peers" / f"{kind}_python.py"), str(path)]}


def output(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def agree(commands: dict[str, list[str]]) -> None:
    found = {name: output(command).splitlines() for name, command in commands.items()}
    ours, theirs = found["zhixing"], found["Python"]
    if len(ours) != PROBLEMS:
        sys.exit(f"{len(ours)} answers to {PROBLEMS} problems")
    for line, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
        if one != other:
            sys.exit(f"Python does not agree, problem {line}: {other} against {one}")


def compare(build: Path) -> list[str]:
    lines = ["| work | program | figure | zhixing is |", "| --- | --- | ---: | ---: |"]
    for kind, unit, parts, rounds in KINDS:
        commands = programs(build, kind, make(build, kind))
        agree(commands)
        speed = {}
        for name, command in commands.items():
            seconds = statistics.median(float(output([*command, str(rounds[name])])) for _ in range(TURNS))
            speed[name] = PROBLEMS * parts * rounds[name] / seconds
        for name, figure in speed.items():
            times = "" if name == "zhixing" else f"{speed['zhixing'] / figure:.0f} ×"
            lines.append(f"| {kind} | {name} | {figure:,.0f} {unit} | {times} |")
    return lines


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} BUILD-DIR")
    print("\n".join(compare(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
