"""Court documents from templates (文书模板): which there are, what they need, and documents made of a dossier."""

from __future__ import annotations

import datetime
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Iterable, Mapping, Optional, Union

from zhixing import _core
from zhixing._core import BulkEntry, BulkProgress, BulkResult, Dossier, Rendering, Rulebook, Template, TemplateField, Templates
from zhixing.errors import InputError, RenderError, TemplateError
from zhixing.reviews import default_rulebook

__all__ = ["BulkEntry", "BulkProgress", "BulkResult", "Rendering", "RenderError", "Template", "TemplateError", "TemplateField", "Templates", "check", "render", "render_all", "subjects", "templates"]


@lru_cache(maxsize=1)
def _default_templates() -> Templates:
    return Templates.bundled(default_rulebook())


def templates(rulebook: Optional[Rulebook] = None, own: Iterable[Union[str, "os.PathLike[str]"]] = ()) -> Templates:
    """The templates of the library, with a court's own from the files ``own``, which replace those of the same id.

    A ``.docx`` lays out the template whose id its name is. TemplateError says where a template is wrong.
    """
    found = _default_templates() if rulebook is None else Templates.bundled(rulebook)
    for name in own:
        path = Path(name)
        if path.suffix.lower() == ".docx":
            found = found.with_docx(path.stem, path.read_bytes(), str(path))
        else:
            found = found.with_text(path.read_text("utf-8"), str(path))
    return found


def check(text: str, file: str = "", *, among: Optional[Templates] = None) -> Template:
    """A court's own template, if it is right; its ``fields`` say what it needs. Else TemplateError with line and column."""
    last = (among or _default_templates()).with_text(text, file).last
    assert last is not None
    return last


def subjects(dossier: Dossier, template: str, *, as_of: datetime.date, among: Optional[Templates] = None) -> list[str]:
    """The parties or instances that a template makes a document each for; one empty text for the case."""
    return _core.render_subjects(dossier, among or _default_templates(), template, as_of)


def render(
    dossier: Dossier,
    template: str,
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    party: str = "",
    ref: str = "",
    values: Optional[Mapping[str, Any]] = None,
    office: str = "centre",
    preview: bool = False,
    among: Optional[Templates] = None,
) -> Rendering:
    """Makes one document (制作文书) as of its day: ``.text``, ``.html`` and ``.docx``.

    ``party`` or ``ref`` names whom or what it is for, where the template is made for each of several. ``values`` are
    given by field name and win over the dossier. ``office`` is ``centre`` or ``team``: what a panel or the president
    decides is not made by the centre. RenderError if the document may not be made, or lists what is missing; a
    ``preview`` is made all the same, with every gap marked.
    """
    given = "" if values is None else json.dumps(values, ensure_ascii=False)
    return _core.render(dossier, among or _default_templates(), template, as_of, known_at, party, ref, given, office, preview)


def render_all(
    dossiers: Iterable[Union[Dossier, InputError]],
    templates: Iterable[str],
    target: Union[str, "os.PathLike[str]"],
    *,
    as_of: datetime.date,
    known_at: Optional[datetime.datetime] = None,
    values: Optional[Mapping[str, Any]] = None,
    office: str = "centre",
    preview: bool = False,
    format: str = "docx",
    threads: int = 0,
    progress: Optional[Callable[[BulkProgress], Optional[bool]]] = None,
    among: Optional[Templates] = None,
) -> BulkResult:
    """Makes the documents of a docket (批量制作) in a folder, or a file that ends in ``.zip``, on several cores (``threads``; 0: all).

    A folder for each case, with ``index.json`` and ``index.csv`` beside; ``format`` is ``docx``, ``html`` or ``text``. What is
    there with the same bytes is kept, so a run that was broken off is begun again. A document that may not be made, or a
    case that cannot be read (an InputError among the dossiers), has its entry, and the rest is made. ``progress`` is told how
    far it is, and ends the work by answering False.
    """
    given = "" if values is None else json.dumps(values, ensure_ascii=False)
    bulk = _core.BulkRenderer(among or _default_templates(), list(templates), os.fspath(target), as_of, known_at, given, office, preview, format, threads, progress)
    for dossier in dossiers:
        if isinstance(dossier, InputError):
            going = bulk.add_unread(dossier.code, dossier.message_zh, dossier.message_en, dossier.file or "", dossier.line or 0)
        else:
            going = bulk.add(dossier)
        if not going:
            break
    return bulk.finish()
