"""What is written from the catalogue is up to date and agrees with the library."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import zhixing
from zhixing import kinds


def test_generating_again_changes_nothing(root: Path) -> None:
    done = subprocess.run([sys.executable, root / "tools" / "generate.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_python_constants() -> None:
    ids = [kind.id for kind in zhixing.catalogue().kinds]
    assert list(get_args(kinds.Kind)) == ids
    for id in ids:
        assert getattr(kinds, id.replace(".", "_").upper()) == id


def test_cpp_constants(root: Path) -> None:
    """A constant's number is the position of the kind, as the library counts from 1."""
    text = (root / "include" / "zhixing" / "kinds.hpp").read_text("utf-8")
    found = re.findall(r"inline constexpr Kind (\w+)\{(\d+)\};  ///< (\S+)", text)
    expected = [(k.id.replace(".", "_"), str(n), k.zh) for n, k in enumerate(zhixing.catalogue().kinds, 1)]
    assert found == expected


def test_reference_page(root: Path) -> None:
    page = (root / "docs" / "events.md").read_text("utf-8")
    for kind in zhixing.catalogue().kinds:
        assert f"| `{kind.id}` | {kind.zh} |" in page


def test_schema_lists_the_words_of_the_library(root: Path) -> None:
    defs = json.loads((root / "schemas" / "dossier.schema.json").read_text("utf-8"))["$defs"]
    catalogue = zhixing.catalogue()
    assert defs["known_kind"]["enum"] == [kind.id for kind in catalogue.kinds]
    for vocabulary in catalogue.vocabularies:
        assert defs[vocabulary]["anyOf"][0]["enum"] == [word.id for word in catalogue.words(vocabulary)]
