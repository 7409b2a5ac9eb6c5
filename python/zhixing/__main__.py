"""``python -m zhixing``: the command line."""

from zhixing.cli import main

main()
