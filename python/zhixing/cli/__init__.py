"""The command ``zhixing``."""

from __future__ import annotations

import sys

# Each module adds its commands to the application; the order is that of the help.
from zhixing.cli import review_commands, triage_command, closing_command, plan_command, service_command, docket_command, money_commands, escrow_command, distribute_command, reconcile_command, disclose_commands, date_commands, law_commands, file_commands, documents_commands, journal_commands  # noqa: F401
from zhixing.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the script."""
    # A terminal that cannot show a character gets a question mark, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app()
