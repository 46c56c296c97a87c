"""The commands, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from pilotflow._version import __version__
from pilotflow.cli import acting, deadlines, demo, feeds, plans, reading, serving
from pilotflow.cli.help import Command, Commands
from pilotflow.cli.options import Lang
from pilotflow.cli.triggers import Doing
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PROGRAM = N_(
    "Runs a pilot programme from its written plan: gates, tasks, feedback that must be settled,"
    " a record that nobody can change, and calendar feeds."
)
_COMMANDS: tuple[tuple[str, Callable[..., Any], str, str | None], ...] = (
    ("demo", demo.demo, N_("Play a whole pilot into a folder and show what came of it."), None),
    ("check", plans.check, N_("Find every fault of a plan file, or write a first one."), None),
    ("schema", plans.schema, N_("Print the JSON Schema of plan files."), None),
    ("show", plans.show, N_("Show what a plan says."), None),
    ("start", plans.start, N_("Put a plan into force."), None),
    ("do", acting.do, N_("Do something in a pilot, or ask what may be done."), acting.EXAMPLES),
    ("status", reading.status, N_("Show what is late, who has it, and what waits for whom."), None),
    ("agenda", reading.agenda, N_("List what falls due, day by day."), None),
    (
        "feed",
        feeds.feed,
        N_("Write the calendar of every deadline, subscribe to it, or export all."),
        feeds.EXAMPLES,
    ),
    ("serve", serving.serve, N_("Serve the calendars people subscribed to."), None),
    ("deadline", deadlines.deadline, N_("Explain how a time limit is read."), deadlines.EXAMPLES),
    ("log", reading.log, N_("List every fact, or verify that none was changed."), None),
)


def command(arguments: Sequence[str]) -> Any:
    """The program as something that can be called with these arguments.

    Only the command that is called gets its options: working them all out takes longer than most commands do.
    """
    app = typer.Typer(
        cls=Commands,
        help=_PROGRAM,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(program)
    for name, function, help_text, epilog in _COMMANDS:
        app.command(
            name,
            cls=Doing if name == "do" else Command,
            help=help_text,
            epilog=epilog,
            context_settings={"allow_extra_args": True},
        )(function if name in arguments else _not_called)
    return get_command(app)


def _not_called() -> None:
    """Stands for a command of which only its name and help are asked."""


def _version(ctx: typer.Context, asked: bool) -> None:
    if asked:
        ctx.obj.print(f"pilotflow {__version__}")
        raise typer.Exit


def program(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help=N_("print the version"))
    ] = False,
    lang: Lang = None,
) -> None:
    """What stands before a command; without one, the help page is printed."""
    ctx.obj.asked(lang, json=ctx.obj.json)
    if ctx.invoked_subcommand is None:
        ctx.command.get_help(ctx)
