"""The books of a case: balances, entries, what does not fit, or a statement of account."""

from __future__ import annotations

from typing import Any

import typer
from typing_extensions import Annotated

import zhixing
from zhixing.cli import render
from zhixing.cli.app import app, help_text
from zhixing.cli.inputs import Reader, day_or_today
from zhixing.cli.language import Lang
from zhixing.cli.naming import event_label
from zhixing.cli.options import AsOfOption, FileArgument, Format, FormatOption, KnownAtOption, LangOption, NumberArgument
from zhixing.cli.output import Column, emit_csv, fitted, print_json, print_rows

_ACCOUNTS = {
    "bank": ("执行款专户", "Court account"),
    "cash": ("现金", "Cash"),
    "bill": ("票据", "Bills"),
    "discrepancy": ("差错", "Discrepancy"),
    "unidentified": ("不明款", "Unidentified"),
    "case_money": ("案款", "Case money"),
    "hold": ("冻结", "Frozen"),
    "payable": ("已批准待付", "Payable"),
    "execution_fee": ("执行申请费", "Execution fee"),
    "court_cost": ("诉讼费用", "Court costs"),
    "fine": ("罚款罚金", "Fines"),
    "auction_deposit": ("竞买保证金", "Bidder's deposit"),
    "deposit": ("提存", "On deposit"),
    "account_interest": ("专户利息", "Interest"),
}
_BALANCES = [Column("account", "账户", "Account"), Column("balance", "余额", "Balance", 16)]
_ENTRIES = [
    Column("on", "日期", "Date", 10),
    Column("what", "事件", "Event"),
    Column("debit", "借", "Debit", 20),
    Column("credit", "贷", "Credit", 20),
    Column("amount", "金额", "Amount", 16),
]
_CSV = "on event debit credit amount reverses".split()


@app.command(help=help_text("案款账簿：各账户余额、逐笔分录和不符之处；没有不符退出码为 0，否则为 1。", "The books of a case: balances, entries and what does not fit; exit code 0 nothing, 1 something."))
def escrow(
    file: FileArgument,
    number: NumberArgument,
    statement: Annotated[bool, typer.Option("--statement", help=help_text("只打印对账单。", "Print the statement of account only."))] = False,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
) -> None:
    assert lang is not None
    dossier = Reader(lang).find(file, number)
    ledger = zhixing.escrow(dossier, as_of=day_or_today(as_of), known_at=known_at)
    if statement:
        print(lang.pick(ledger.statement_zh(), ledger.statement_en()), end="")
    elif format in (Format.json, Format.ndjson):
        print_json(ledger.to_dict(), format)
    elif format is Format.csv:
        emit_csv(_CSV, (_row(dossier, entry, lang) for entry in ledger.entries))
    else:
        _print(dossier, ledger, lang)
    raise typer.Exit(1 if ledger.flaws else 0)


def _print(dossier: zhixing.Dossier, ledger: zhixing.Ledger, lang: Lang) -> None:
    print(f"{render.number_of(dossier, lang)}  {ledger.as_of}")
    entries = [_row(dossier, entry, lang) for entry in ledger.entries]
    print_rows(fitted(_ENTRIES, entries, lang), entries, lang)
    balances = [{"account": _account(account, lang), "balance": str(account.balance)} for account in ledger.accounts if account.balance]
    print_rows(fitted(_BALANCES, balances, lang), balances, lang)
    for flaw in ledger.flaws:
        print(lang.pick(flaw.message_zh, flaw.message_en))


def _account(account: zhixing.LedgerAccount, lang: Lang) -> str:
    name = lang.pick(*_ACCOUNTS[account.kind])
    return name if account.key is None else f"{name} {account.key}"


def _row(dossier: zhixing.Dossier, entry: zhixing.LedgerEntry, lang: Lang) -> dict[str, Any]:
    return {
        "on": str(entry.on),
        "event": entry.event,
        "what": event_label(dossier, entry.event, lang),
        "debit": _account(entry.debit, lang),
        "credit": _account(entry.credit, lang),
        "amount": str(entry.amount),
        "reverses": entry.reverses,
    }
