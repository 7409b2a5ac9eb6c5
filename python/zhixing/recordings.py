"""The register of recordings (录音录像台账), rebuilt from a dossier's events."""

from __future__ import annotations

import datetime
import json
import os
from typing import Any, List, Mapping, Optional, Union

from zhixing import _core
from zhixing._core import Dossier, Rulebook
from zhixing.reviews import the_rulebook


def recordings(dossier: Dossier, *, as_of: datetime.date, known_at: Optional[datetime.datetime] = None) -> dict[str, Any]:
    """The recordings of a case on a day, with holds, accesses and what is wrong: ``zhixing.recordings/1``."""
    return dict(json.loads(_core.recordings(dossier, as_of, known_at)))


def recording_acts(
    dossier: Dossier,
    ref: str,
    *,
    by: str,
    as_of: datetime.date,
    role: str = "",
    rulebook: Optional[Rulebook] = None,
    known_at: Optional[datetime.datetime] = None,
) -> dict[str, Any]:
    """What ``by`` may do with a recording now, and why not: ``zhixing.recording-acts/1``."""
    return dict(json.loads(_core.recording_acts(dossier, the_rulebook(rulebook), ref, by, role, as_of, known_at)))


def check_files(
    dossier: Dossier, root: Union[str, "os.PathLike[str]"], *, as_of: datetime.date, names: Optional[Mapping[str, str]] = None
) -> List[dict[str, Any]]:
    """Computes the digests of the files below ``root`` again: ``zhixing.file-check/1``, a row a recording.

    A file is named by its digest (``sm3/<64 digits>``) unless ``names`` says otherwise, by the recording's ref.
    """
    return list(json.loads(_core.check_files(dossier, as_of, os.fspath(root), dict(names or {})))["files"])
