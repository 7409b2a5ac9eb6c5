"""What libzhixing.so gives and needs, against the lists that say so.

usage: check_library.py LIBRARY SYMBOLS [NEEDED ...]
"""

import re
import subprocess
import sys
from pathlib import Path

# Parts of the C library; on some platforms the loader is named beside it.
LIBC = re.compile(r"lib(c|m|pthread|dl)\.so\.\d+|ld-linux.*\.so\.\d+")


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    library, symbols, *allowed = sys.argv[1:]
    expected = Path(symbols).read_text("ascii").split()
    rows = [line.split() for line in output("nm", "-D", "--defined-only", library).splitlines()]
    # "A" is the version itself (ZHIXING_0), no symbol that anything links with.
    given = sorted(name.split("@")[0] for _, kind, name in rows if kind != "A")
    dynamic = output("readelf", "-d", library)
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
    soname = re.findall(r"\(SONAME\).*\[(.+)\]", dynamic)
    strange = [name for name in needed if not LIBC.fullmatch(name) and not any(map(name.startswith, allowed))]
    print(f"{library}: {len(given)} symbols; needs {' '.join(needed)}; {soname}")
    problems = []
    if given != expected or not given:
        problems.append(f"exported and not listed: {set(given) - set(expected)}; listed and not exported: {set(expected) - set(given)}")
    if strange or not needed:
        problems.append(f"needs libraries that the README does not name: {strange}")
    if soname != ["libzhixing.so.0"]:
        problems.append(f"SONAME is {soname}")
    print("\n".join(problems) or "as listed")
    return bool(problems)


sys.exit(main())
