"""What things are called on a terminal: documents, articles, kinds of events, parties."""

from __future__ import annotations

import re
from typing import Iterable, Optional

from rich.cells import cell_len

import zhixing
from zhixing.cli.language import Lang

_TYPE = r"(?=(?:规定|解释|批复|通知|(?:指导)?意见|(?:管理)?办法)(?:（[一二三四五]）)?$)"

# In this order. What all names of documents have in common goes; what tells them apart stays.
_SHORTENINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"（(?:试行|暂行)）$", ""),
        (r"^中华人民共和国", ""),
        (r"^最高人民法院关于(?:人民法院)?", ""),
        (r"^适用《(?:中华人民共和国)?([^》]+)》的?", r"\1"),
        (r"^(.+人民法院)关于", r"\1"),
        (r"(?:适用法律)?(?:若干|有关|相关)?问题的" + _TYPE, ""),
        (r"若干(?=期限的)", ""),
        (r"的?若干" + _TYPE, ""),
        (r"的" + _TYPE, ""),
    )
]


def short_name(document: str) -> str:
    """A document's name as people write it in a table: 民事诉讼法解释, 财产调查规定."""
    for pattern, replacement in _SHORTENINGS:
        document = pattern.sub(replacement, document)
    return document


def article_text(article: str) -> str:
    """第5条, 第5条(2); what is not a number stays as it is."""
    numbered = re.fullmatch(r"(\d+)(.*)", article)
    return f"第{numbered[1]}条{numbered[2]}" if numbered else article


def cite_short(citations: Iterable[zhixing.Citation]) -> str:
    """民事诉讼法第5条、第8条；…: each document once, by its short name."""
    articles: dict[str, list[str]] = {}
    for citation in citations:
        articles.setdefault(short_name(citation.document), []).append(article_text(citation.article))
    return "；".join(_document_with(name, parts) for name, parts in articles.items())


def _document_with(name: str, articles: list[str]) -> str:
    text = "、".join(dict.fromkeys(articles))
    if text.startswith("第"):
        return name + text
    # A document without articles is cited as 意见 or 规定, which its name says already.
    return name if name.endswith(text) else f"{name} {text}"


def kind_name(kind: str, lang: Lang) -> str:
    info = zhixing.catalogue().find_kind(kind)
    return kind if info is None else lang.pick(info.zh, info.en)


def event_label(dossier: zhixing.Dossier, id: str, lang: Lang) -> str:
    """e3 发出执行通知书, e3 notice.issued."""
    kind = next((event.kind for event in dossier.events if event.id == id), None)
    if kind is None:
        return id
    return f"{id} {kind_name(kind, lang) if lang is Lang.zh else kind}"


def party_name(dossier: zhixing.Dossier, id: str) -> str:
    return next((party.name for party in dossier.parties if party.id == id and party.name), id)


def party_labels(dossier: zhixing.Dossier, ids: Iterable[Optional[str]], width: int) -> dict[str, str]:
    """Names of the parties, or their ids if one of the names is too wide for the column."""
    names = {id: party_name(dossier, id) for id in ids if id}
    return names if all(cell_len(name) <= width for name in names.values()) else {id: id for id in names}
