"""What both peers have in common with findings_tool: FILE AS-OF [TURNS]."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence

Row = tuple[str, str, str, str, str, str, int]


def run(read: Callable[[str], object], judge: Callable[[object], object], rows: Callable[[object], Iterable[Row]],
        size: Callable[[object], int]) -> None:
    """Prints the findings, or with TURNS the seconds of CPU time of each turn from the file and from memory."""
    path = sys.argv[1]
    if len(sys.argv) < 4:
        for row in rows(judge(read(path))):
            print(*row, sep="\t")
        return
    turns = int(sys.argv[3])
    found = None
    from_file = []
    for _ in range(turns):
        start = time.process_time()
        found = judge(read(path))
        from_file.append(time.process_time() - start)
    facts = read(path)
    from_memory = []
    for _ in range(turns):
        start = time.process_time()
        found = judge(facts)
        from_memory.append(time.process_time() - start)
    print(json.dumps({"file": from_file, "memory": from_memory, "findings": size(found)}))


def as_of() -> str:
    return sys.argv[2]


def usage(arguments: Sequence[str]) -> None:
    if len(arguments) < 3:
        sys.exit(f"usage: {arguments[0]} FILE AS-OF [TURNS]")
