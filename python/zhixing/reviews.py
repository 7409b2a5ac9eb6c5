"""Reviews: the C++ functions with the rulebook that courts use by default."""

from __future__ import annotations

import datetime
import os
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Iterable, Iterator, Optional, Union

from zhixing import _core
from zhixing._core import Dossier, Explanation, Review, Rulebook
from zhixing.readers import OnError, read

DEFAULT_RULEBOOK = "neixiang"
_BATCH = 512
_loading = Lock()


@lru_cache(maxsize=None)
def _bundled(id: str) -> Rulebook:
    return Rulebook.bundled(id)


def default_rulebook() -> Rulebook:
    """The rulebook ``neixiang``, loaded once."""
    with _loading:
        return _bundled(DEFAULT_RULEBOOK)


def the_rulebook(rulebook: Optional[Rulebook]) -> Rulebook:
    """The one given, also if it has no rules; else the default."""
    return default_rulebook() if rulebook is None else rulebook


def review(
    dossier: Dossier,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> Review:
    """What is due, missing, wrong or forbidden in a dossier on a day.

    Events dated after ``as_of``, or recorded after ``known_at``, are not seen.
    """
    return _core.review(dossier, the_rulebook(rulebook), as_of, known_at)


def why(
    dossier: Dossier,
    rule: str,
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
) -> Explanation:
    """Why a rule fired, did not fire, or cannot be told; RuleError when there is no such rule."""
    return _core.why(dossier, rule, the_rulebook(rulebook), as_of, known_at)


def review_many(
    dossiers: Union[str, "os.PathLike[str]", Iterable[Dossier]],
    rulebook: Optional[Rulebook] = None,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    on_error: OnError = "raise",
) -> Iterator[Review]:
    """Yields the review of each dossier of an iterable or a file, in their order.

    Works in batches with the GIL released; ``on_error`` is that of :func:`read`.
    """
    source = read(dossiers, on_error=on_error) if isinstance(dossiers, (str, os.PathLike)) else iter(dossiers)
    reviewer = _core.Reviewer(the_rulebook(rulebook))
    while batch := list(islice(source, _BATCH)):
        yield from reviewer.review(batch, as_of, known_at)
