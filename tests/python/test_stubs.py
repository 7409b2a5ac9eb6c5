"""The types: the package and its tests are clean under mypy --strict, and the stubs are those of the module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TYPED_TESTS = [
    "computed_examples.py",
    "conftest.py",
    "test_api.py",
    "test_cli.py",
    "test_computed_examples.py",
    "test_errors.py",
    "test_generated.py",
    "test_money.py",
    "test_review_properties.py",
    "test_schemas.py",
    "test_stubs.py",
]


def run(root: Path, *arguments: str) -> None:
    environment = {**os.environ, "MYPYPATH": str(root / "python")}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def test_package_is_typed(root: Path) -> None:
    run(root, "mypy", "--strict", "-p", "zhixing")


def test_tests_are_typed(root: Path) -> None:
    run(root, "mypy", "--strict", *(f"tests/python/{name}" for name in TYPED_TESTS))


def test_stubs_match_the_module(root: Path) -> None:
    run(root, "mypy.stubtest", "zhixing._core", "--allowlist", "tests/python/stubtest-allowlist.txt")
