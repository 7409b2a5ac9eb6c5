"""What the two READMEs show is what is in examples/, and what it prints.

When that has changed for a good reason, run as a program it writes all of it anew:

    build/venv/bin/python tests/python/test_readme.py build/release
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = ["README.md", "README.zh-CN.md"]
# A block and the line before it that says what it is: <!-- file --> or <!-- output of file -->.
BLOCK = re.compile(r"^<!-- (?P<what>.+?) -->\n+```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(readme: str) -> dict[str, str]:
    return {match["what"]: match["text"] for match in BLOCK.finditer((ROOT / readme).read_text("utf-8"))}


def run(*command: str) -> str:
    """The output in a terminal of 100 columns, in English unless the command says otherwise."""
    environment = {**os.environ, "COLUMNS": "100", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    scripts = str(Path(sys.executable).parent)
    environment["PATH"] = scripts + os.pathsep + environment["PATH"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode in (0, 1), done.stderr  # 1: there are findings
    return done.stdout


def same_text(shown: str, real: str) -> bool:
    """Spaces at the ends of lines do not show."""
    return [line.rstrip() for line in shown.splitlines()] == [line.rstrip() for line in real.splitlines()]


@pytest.mark.parametrize("readme", READMES)
def test_every_block_is_named(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    fences = len(re.findall(r"^```", text, re.MULTILINE))
    assert fences == 2 * len(BLOCK.findall(text)) > 0
    assert len(blocks(readme)) == len(BLOCK.findall(text)), "two blocks have one name"


@pytest.mark.parametrize("readme", READMES)
def test_sources_and_their_output(readme: str) -> None:
    for what, text in blocks(readme).items():
        if what.startswith("examples/"):
            assert text in (ROOT / what).read_text("utf-8"), f"{what} has changed"
        elif what.startswith("output of examples/"):
            folder = (ROOT / what.removeprefix("output of ")).parent
            assert same_text(text, (folder / "expected.txt").read_text("utf-8")), f"{what} has changed"


# What the C and C++ examples print is compared by ctest, where they are built.
def test_python_example() -> None:
    expected = (ROOT / "examples/python/expected.txt").read_text("utf-8")
    assert run(sys.executable, "examples/python/review.py") == expected


@pytest.mark.parametrize("readme", READMES)
def test_commands(readme: str) -> None:
    commands = {what: text for what, text in blocks(readme).items() if what.startswith("$ zhixing ")}
    assert commands
    for command, shown in commands.items():
        real = run(*shlex.split(command.removeprefix("$ ")))
        assert same_text(shown.removeprefix(command + "\n"), real), f"{command} prints now:\n{real}"


def test_version_is_one() -> None:
    """The header, CMake and the package say one version."""
    cmake = re.search(r"project\(zhixing VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text("utf-8"))
    header = re.search(r'#define ZX_VERSION "([\d.]+)"', (ROOT / "capi/include/zhixing.h").read_text("utf-8"))
    assert cmake is not None and header is not None
    assert cmake[1] == header[1]


def refresh(build: Path) -> None:
    outputs = {
        "cpp": run(str(build / "examples/cpp/review_cpp")),
        "c": run(str(build / "examples/c/why_c")),
        "python": run(sys.executable, "examples/python/review.py"),
    }
    for folder, output in outputs.items():
        (ROOT / "examples" / folder / "expected.txt").write_text(output, "utf-8")

    def fresh(block: re.Match[str]) -> str:
        what, text = block["what"], block["text"]
        if what.startswith("output of examples/"):
            text = outputs[what.split("/")[1]]
        elif what.startswith("$ zhixing "):
            lines = run(*shlex.split(what.removeprefix("$ "))).splitlines()
            text = "\n".join([what, *(line.rstrip() for line in lines)]) + "\n"
        return block[0].replace(block["text"], text)

    for readme in READMES:
        path = ROOT / readme
        path.write_text(BLOCK.sub(fresh, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    refresh(Path(sys.argv[1]).resolve())
