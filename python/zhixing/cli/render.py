"""Reviews, dossiers and explanations as people read them."""

from __future__ import annotations

import datetime
from typing import Any, Iterable, Iterator, Optional

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

import zhixing
from zhixing.cli.folding import Folded
from zhixing.cli.language import Lang
from zhixing.cli.naming import article_text, kind_name, party_labels
from zhixing.cli.output import STYLES, Column, console, make_table, plain

SEVERITIES = ("breach", "overdue", "blocked", "missing", "anomaly", "warning", "note")

FINDING_COLUMNS = (
    "number as_of rule item severity outcome due days party events holds_from holds_to provisional message citations"
).split()


def heading(as_of: datetime.date, is_today: bool, rulebook: zhixing.Rulebook, lang: Lang) -> str:
    """The line that says by which day and which law the answer holds."""
    today = lang.pick("（今天）", " (today)") if is_today else ""
    return lang.pick(
        f"截至 {as_of}{today} · {rulebook.name_zh} {rulebook.id} {rulebook.version}",
        f"As of {as_of}{today} · {rulebook.name_en}, {rulebook.id} {rulebook.version}",
    )


def cite(citation: zhixing.Citation, lang: Lang) -> str:
    """《…》第480条, and the version of the text."""
    version = lang.pick(f"（{citation.version}起施行）", f" (in force from {citation.version})")
    return f"《{citation.document}》{article_text(citation.article)}{version}"


def cite_all(citations: Iterable[zhixing.Citation]) -> str:
    """《…》第5条、第8条；《…》第1条: each document once."""
    articles: dict[str, list[str]] = {}
    for citation in citations:
        articles.setdefault(citation.document, []).append(article_text(citation.article))
    return "；".join(f"《{document}》{'、'.join(parts)}" for document, parts in articles.items())


def number_of(dossier: zhixing.Dossier, lang: Lang) -> str:
    return dossier.number or lang.pick("（无案号）", "(no number)")


def finding_row(review: zhixing.Review, finding: zhixing.Finding, lang: Lang) -> dict[str, Any]:
    """A finding as a row of a CSV."""
    return {
        "number": review.number,
        "as_of": review.as_of,
        "rule": finding.rule,
        "item": finding.item,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "due": finding.due,
        "days": finding.days,
        "party": finding.party,
        "events": " ".join(finding.events),
        "holds_from": finding.holds[0],
        "holds_to": finding.holds[1],
        "provisional": finding.provisional,
        "message": finding.message(lang.value),
        "citations": cite_all(finding.citations),
    }


def finding_text(finding: zhixing.Finding, lang: Lang) -> Text:
    """Message, then rule and articles in quieter lines."""
    text = Text(finding.message(lang.value))
    text.append("\n" + finding.rule + (f" [{finding.item}]" if finding.item else ""), style="dim")
    citations = cite_all(finding.citations)
    if citations:
        text.append("\n" + citations, style="dim")
    return text


def findings_table(findings: Iterable[zhixing.Finding], lang: Lang, numbers: Optional[list[str]] = None) -> Table:
    """Findings as they come, gravest first; ``numbers`` puts each case number above its finding."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(lang.pick("程度", "Severity"), width=8)
    table.add_column(lang.pick("到期", "Due"), width=10)
    table.add_column(lang.pick("天数", "Days"), width=5, justify="right")
    table.add_column(lang.pick("发现", "Finding"))
    for position, finding in enumerate(findings):
        text = finding_text(finding, lang)
        if numbers is not None:
            text = Text(numbers[position] + "\n", style="bold").append_text(text)
        severity = Text(lang.word(finding.severity), style=STYLES[finding.severity])
        table.add_row(severity, plain(finding.due), plain(finding.days), Folded(text))
    return table


def print_review(review: zhixing.Review, lang: Lang) -> None:
    """One dossier's findings under its number."""
    out = console()
    out.print(Text(number_of(review.dossier, lang), style="bold").append(f"  {review.dossier.court or ''}", style="not bold"))
    out.print(findings_table(review.findings, lang))
    out.print()


# ---------------------------------------------------------------- one dossier


def event_details(event: zhixing.Event, lang: Lang) -> str:
    """What an event says beside its kind, date and party."""
    amount = None if event.amount is None else lang.pick(f"{event.amount}元", f"{event.amount} yuan")
    until = event.until and lang.pick(f"至{event.until}", f"until {event.until}")
    columns = (event.document, event.method, event.outcome, event.ground)
    parts = [event.ref, amount, until, *columns, event.number, event.note]
    return " · ".join(str(part) for part in parts if part)


def timeline_table(dossier: zhixing.Dossier, lang: Lang) -> Table:
    columns = [
        Column("on", "日期", "Date", 10),
        Column("id", "编号", "Id", 4),
        Column("kind", "事件", "Event", 22),
        Column("party", "当事人", "Party", 6),
        Column("details", "内容", "Details"),
    ]
    names = party_labels(dossier, (event.party for event in dossier.events), 6)
    rows = [
        {
            "on": event.on or lang.pick("无日期", "no date"),
            "id": event.id,
            "kind": kind_name(event.kind, lang),
            "party": names.get(event.party or "", event.party),
            "details": event_details(event, lang),
        }
        for event in events_in_order(dossier)
    ]
    return make_table(columns, rows, lang, lang.pick("经过", "Timeline"))


def events_in_order(dossier: zhixing.Dossier) -> list[zhixing.Event]:
    """By date; an event without a date stays behind the one it follows in the file."""
    places = {event.id: place for place, event in enumerate(dossier.timeline)}
    keys: list[tuple[int, int]] = []
    place = -1
    events = dossier.events
    for position, event in enumerate(events):
        if event.on is not None:
            place = places[event.id]
        keys.append((place, position))
    return [events[position] for _, position in sorted(keys)]


def header_lines(dossier: zhixing.Dossier, lang: Lang) -> Iterator[Text]:
    yield Text(number_of(dossier, lang), style="bold").append(f"  {dossier.court or ''}", style="not bold")
    catalogue = zhixing.catalogue()
    if dossier.basis is not None:
        kind = catalogue.find_word("basis_kind", dossier.basis.kind or "")
        name = lang.pick(kind.zh, kind.en) if kind else dossier.basis.kind or ""
        yield Text(f"{lang.pick('执行依据', 'Basis')}: {name} {dossier.basis.number or ''}")
    for party in dossier.parties:
        role = catalogue.find_word("party_role", party.role or "")
        name = lang.pick(role.zh, role.en) if role else party.role or ""
        yield Text(f"{name or lang.pick('当事人', 'Party')}: {party.name or ''} ({party.id})")
    for claim in dossier.claims:
        amount = "" if claim.principal is None else lang.pick(f"{claim.principal}元", f"{claim.principal} yuan")
        claim_kind = catalogue.find_word("claim_kind", claim.kind or "")
        name = lang.pick(claim_kind.zh, claim_kind.en) if claim_kind else claim.kind or ""
        yield Text(f"{lang.pick('请求', 'Claim')}: {name} {amount}")


def obligations_table(review: zhixing.Review, lang: Lang) -> Table:
    columns = [
        Column("due", "到期", "Due", 10),
        Column("state", "状态", "State", 9, show=lang.word),
        Column("trigger", "起于", "From", 5),
        Column("party", "当事人", "Party", 6),
        Column("rule", "期限", "Obligation"),
    ]
    names = party_labels(review.dossier, (obligation.party for obligation in review.obligations), 6)
    obligations = sorted(review.obligations, key=lambda obligation: obligation.due or datetime.date.max)
    rows = [
        {
            "due": obligation.due,
            "state": obligation.state,
            "trigger": obligation.trigger,
            "party": names.get(obligation.party or ""),
            "rule": f"{lang.of(obligation, 'rule_name')} ({obligation.rule})",
        }
        for obligation in obligations
    ]
    return make_table(columns, rows, lang, lang.pick("期限", "Obligations"))


def unknown_table(review: zhixing.Review, lang: Lang) -> Table:
    columns = [Column("rule", "规则", "Rule", 38), Column("missing", "缺少的事实", "Missing fact")]
    rows = [{"rule": unknown.rule, "missing": lang.of(unknown, "message")} for unknown in review.unknown]
    return make_table(columns, rows, lang, lang.pick("无法判断", "Cannot be told"))


def print_dossier(review: zhixing.Review, lang: Lang) -> None:
    """Header, timeline, obligations, findings, unknowns and the next change."""
    out = console()
    for line in header_lines(review.dossier, lang):
        out.print(line)
    out.print(timeline_table(review.dossier, lang))
    if review.obligations:
        out.print(obligations_table(review, lang))
    out.print(Text(lang.pick(f"发现 {len(review.findings)} 项", f"{len(review.findings)} findings"), style="bold"))
    if review.findings:
        out.print(findings_table(review.findings, lang))
        out.print()
    if review.unknown:
        out.print(unknown_table(review, lang))
    if review.next_change is None:
        out.print(lang.pick("此后不因时间经过而变化。", "Nothing changes by the passing of time alone."))
    else:
        out.print(lang.pick(f"下次变化：{review.next_change}", f"Next change: {review.next_change}"))


def print_explanation(explanation: zhixing.Explanation, review_line: str, lang: Lang) -> None:
    out = console()
    out.print(Text(explanation.rule, style="bold").append(f"  {review_line}", style="not bold dim"))
    out.print(lang.of(explanation, "summary"))
    for instance in explanation.instances:
        subject = [part for part in (instance.trigger, instance.party) if part]
        state = f" · {lang.word(instance.state)}" if instance.state else ""
        out.print()
        out.print(Text(" · ".join(subject) + state, style="bold"))
        for number, step in enumerate(getattr(instance, f"steps_{lang.value}"), 1):
            out.print(Padding(Folded(Text(f"{number}. {step}")), (0, 0, 0, 2)))
        for citation in instance.citations:
            out.print(Padding(Folded(Text(cite(citation, lang), style="dim")), (0, 0, 0, 2)))
