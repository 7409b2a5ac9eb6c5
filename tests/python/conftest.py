"""What several tests of the Python package share."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import zhixing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def docket_file() -> Path:
    return ROOT / "examples" / "docket" / "docket.ndjson"


@pytest.fixture(scope="session")
def docket(docket_file: Path) -> list[zhixing.Dossier]:
    return list(zhixing.read(docket_file))


@pytest.fixture(scope="session")
def as_of() -> datetime.date:
    return datetime.date(2026, 1, 31)
