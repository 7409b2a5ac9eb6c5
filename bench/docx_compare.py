#!/usr/bin/env python3
"""Fills the same notice in the library and in docxtpl, from the same layout.

    docx_compare.py BUILD-DIR

The text of all must be the same before anything is timed. Each starts from values in memory and ends with the bytes of a DOCX;
what is told is the middle of the turns in CPU time of one core.
"""

import importlib.metadata
import io
import json
import re
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path

TURNS = 5
ROUNDS = {"own": 5000, "form": 2000, "docxtpl": 20}
NAMES = {"own": "zhixing, its own layout", "form": "zhixing, the layout of docxtpl as a court's own", "docxtpl": "docxtpl"}


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


class DocxTpl:
    def __init__(self, layout: Path, values: dict[str, object]) -> None:
        from docxtpl import DocxTemplate  # installed by run.py

        self.template = DocxTemplate(layout)
        self.values = values

    def make(self) -> bytes:
        self.template.render(self.values, autoescape=True)
        file = io.BytesIO()
        self.template.save(file)
        return file.getvalue()

    def seconds(self, rounds: int) -> float:
        begin = time.process_time()
        for _ in range(rounds):
            self.make()
        return time.process_time() - begin


def compare(build: Path) -> list[str]:
    tool, folder = str(build / "bench" / "docx_tool"), build / "bench"
    layout, made = folder / "notice-layout.docx", folder / "notice.docx"
    subprocess.run([tool, "layout", layout], check=True)
    values = json.loads(subprocess.run([tool, "values"], check=True, stdout=subprocess.PIPE).stdout)
    peer = DocxTpl(layout, values)
    texts = {"docxtpl": text_of(peer.make())}
    sizes = {"docxtpl": len(peer.make())}
    for how in ("own", "form"):
        subprocess.run([tool, "make", how, layout, made], check=True)
        texts[how], sizes[how] = text_of(made.read_bytes()), made.stat().st_size
    if len(set(texts.values())) != 1:
        sys.exit(f"the notices differ: {texts}")

    def seconds(how: str) -> float:
        if how == "docxtpl":
            return peer.seconds(ROUNDS[how])
        command = [tool, "time", how, layout, str(ROUNDS[how])]
        return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)

    speed = {how: ROUNDS[how] / statistics.median(seconds(how) for _ in range(TURNS)) for how in ROUNDS}
    lines = ["| program | DOCX/s | bytes each | zhixing is |", "| --- | ---: | ---: | ---: |"]
    for how, figure in speed.items():
        name = NAMES[how] + (" " + importlib.metadata.version("docxtpl") if how == "docxtpl" else "")
        times = f"{speed['own'] / figure:,.0f} ×" if how == "docxtpl" else ""
        lines.append(f"| {name} | {figure:,.0f} | {sizes[how]:,} | {times} |")
    return lines


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} BUILD-DIR")
    print("\n".join(compare(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
