"""The application that the commands join, and what it does with errors."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup
from typing_extensions import Annotated

import zhixing
from zhixing.cli.inputs import tell_error, tell_os_error
from zhixing.cli.language import environment_language

help_text = environment_language().pick


class Commands(TyperGroup):
    """Tells errors in one line on stderr instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except zhixing.Error as error:
            tell_error(error, ctx.find_root().obj or environment_language())
        except BrokenPipeError:
            raise
        except OSError as error:
            tell_os_error(error, ctx.find_root().obj or environment_language())
        raise typer.Exit(2)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=help_text("执行案件审查：到期、缺项、违法与预警，逐条附依据。", "Reviews enforcement cases: what is due, missing or wrong, and by which article."),
)
rules_app = typer.Typer(no_args_is_help=True, help=help_text("规则库。", "The rulebook."))
app.add_typer(rules_app, name="rules")
templates_app = typer.Typer(no_args_is_help=True, help=help_text("文书模板。", "Templates of documents."))
app.add_typer(templates_app, name="templates")


def _version(asked: bool) -> None:
    if asked:
        print(f"zhixing {zhixing.__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=help_text("版本。", "The version."))] = False,
) -> None:
    pass
