"""The command ``zhixing``."""

from __future__ import annotations

import sys

from zhixing.cli.commands import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the script."""
    # A terminal that cannot show a character gets a question mark, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app()
