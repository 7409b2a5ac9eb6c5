"""The board of a docket: what is wrong in it, rule by rule and case by case."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any, Iterable, Optional

from rich.text import Text

import zhixing
from zhixing.cli.language import Lang
from zhixing.cli.output import Column, console, make_table
from zhixing.cli.render import SEVERITIES, cite_all, findings_table, heading, number_of, timeline_table

CASE = "（2020）豫0192执2437号之一"
AS_OF = datetime.date(2026, 1, 31)

_WORST = 10
_WORST_PER_RULE = 2
_RULES = 12


class Board:
    """Counts over the reviews of a docket."""

    def __init__(self, reviews: Iterable[zhixing.Review]) -> None:
        self.reviews = list(reviews)
        self.findings = [(review, finding) for review in self.reviews for finding in review.findings]
        self.by_severity: Counter[str] = Counter(finding.severity for _, finding in self.findings)
        self.dossiers_by_severity: Counter[str] = Counter(
            severity for review in self.reviews for severity in {finding.severity for finding in review.findings}
        )
        self.unknown = sum(len(review.unknown) for review in self.reviews)
        self.with_findings = sum(1 for review in self.reviews if review.findings)

    def rules(self, limit: int = _RULES) -> list[dict[str, Any]]:
        """Rules by the gravity and the number of what they found."""
        groups: dict[tuple[str, str], list[zhixing.Finding]] = {}
        for _, finding in self.findings:
            groups.setdefault((finding.severity, finding.rule), []).append(finding)
        order = sorted(groups.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -len(item[1]), item[0][1]))
        return [
            {"severity": severity, "rule": rule, "findings": len(found), "sample": found[0]}
            for (severity, rule), found in order[:limit]
        ]

    def worst(self, limit: int = _WORST) -> list[tuple[zhixing.Review, zhixing.Finding]]:
        """The gravest, longest overrun first; one a case and two a rule, so that the list shows the variety."""
        order = sorted(self.findings, key=lambda pair: (SEVERITIES.index(pair[1].severity), pair[1].days or 0))
        cases: set[Optional[str]] = set()
        times: Counter[str] = Counter()
        chosen = []
        for review, finding in order:
            if review.number not in cases and times[finding.rule] < _WORST_PER_RULE:
                cases.add(review.number)
                times[finding.rule] += 1
                chosen.append((review, finding))
        return chosen[:limit]

    def case(self, number: str) -> Optional[zhixing.Review]:
        return next((review for review in self.reviews if review.number == number), None)

    def to_dict(self, as_of: datetime.date) -> dict[str, Any]:
        return {
            "as_of": as_of,
            "dossiers": len(self.reviews),
            "with_findings": self.with_findings,
            "findings": dict(self.by_severity),
            "unknown": self.unknown,
            "rules": [{k: v for k, v in row.items() if k != "sample"} for row in self.rules(limit=1000)],
            "worst": [
                {
                    "number": review.number,
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "due": finding.due,
                    "days": finding.days,
                    "message": {"zh": finding.message_zh, "en": finding.message_en},
                    "citations": [f"{c.document} {c.article} {c.version}" for c in finding.citations],
                }
                for review, finding in self.worst()
            ],
        }


def print_board(board: Board, rulebook: zhixing.Rulebook, as_of: datetime.date, case: str, lang: Lang) -> None:
    out = console()
    out.print(Text(lang.pick("执行案件审查", "Review of enforcement cases"), style="bold"))
    out.print(heading(as_of, False, rulebook, lang))
    out.print(
        lang.pick(
            f"{len(board.reviews)} 件卷宗，{board.with_findings} 件有发现；发现 {len(board.findings)} 项；"
            f"因缺少事实无法判断 {board.unknown} 项",
            f"{len(board.reviews)} dossiers, {board.with_findings} with findings; {len(board.findings)} findings; "
            f"{board.unknown} questions cannot be told for want of a fact",
        )
    )
    worst = board.worst()
    for block in (
        severity_table(board, lang),
        rule_table(board, lang),
        Text(lang.pick("最严重的（每案一项，每条规则最多两案）", "The gravest (one a case, two a rule at most)"), style="bold"),
        findings_table([f for _, f in worst], lang, [number_of(r.dossier, lang) for r, _ in worst]),
    ):
        out.print(block)
        if not isinstance(block, Text):
            out.print()
    review = board.case(case)
    if review is not None:
        print_case(review, lang)


def severity_table(board: Board, lang: Lang) -> Any:
    columns = [
        Column("severity", "程度", "Severity", 10, show=lang.word),
        Column("findings", "发现", "Findings", 10, right=True),
        Column("dossiers", "卷宗", "Dossiers", 10, right=True),
    ]
    rows = [
        {"severity": severity, "findings": board.by_severity[severity], "dossiers": board.dossiers_by_severity[severity]}
        for severity in SEVERITIES
    ]
    return make_table(columns, rows, lang)


def rule_table(board: Board, lang: Lang) -> Any:
    columns = [
        Column("severity", "程度", "Severity", 8, show=lang.word),
        Column("findings", "次数", "Times", 5, right=True),
        Column("name", "规则", "Rule"),
    ]
    rows = []
    for row in board.rules():
        sample: zhixing.Finding = row["sample"]
        name = lang.of(sample, "rule_name") or lang.pick("记录本身", "the record itself")
        citations = cite_all(sample.citations)
        rows.append({**row, "name": f"{name} ({row['rule']})" + (f"\n{citations}" if citations else "")})
    return make_table(columns, rows, lang, lang.pick("按规则", "By rule"))


def print_case(review: zhixing.Review, lang: Lang) -> None:
    """One case: what happened, and what the law says of it."""
    out = console()
    out.print(Text(lang.pick("一个案件：", "One case: ") + number_of(review.dossier, lang), style="bold"))
    out.print(review.dossier.court or "")
    out.print(timeline_table(review.dossier, lang))
    out.print()
    out.print(findings_table(review.findings, lang))
