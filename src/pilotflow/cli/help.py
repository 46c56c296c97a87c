"""Help pages in the reader's language, aligned by cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from typer import Exit
from typer.core import TyperCommand, TyperGroup

from pilotflow.cli.cells import cells, pad, wrap
from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say

Rows = Sequence[tuple[str, str]]
"""The rows of a list: a name, and what it means."""

_GAP = 2
"""Cells between the columns of a list."""


class Command(TyperCommand):
    """A command whose help and complaints are in the reader's language."""

    def lists(self, language: str) -> Sequence[tuple[str, Rows]]:
        """What the help page lists beside arguments and options, each list under its heading."""
        return ()

    def get_help(self, ctx: Any) -> NoReturn:
        """Print the help page, and end the call."""
        _print(self, ctx, (), self.lists(ctx.obj.language))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, and refuse what is left over."""
        left = super().parse_args(ctx, args)
        if left:
            raise Stop(MISUSED, words.LEFT_OVER, arguments=" ".join(left), command=ctx.command_path)
        return left


class Commands(TyperGroup):
    """The program, with its commands."""

    def get_help(self, ctx: Any) -> NoReturn:
        """Print the help page with all commands, and end the call."""
        _print(self, ctx, [(name, self.commands[name].help or "") for name in self.list_commands(ctx)], ())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command by its name."""
        name = args[0]
        if name in self.commands:
            return name, self.commands[name], args[1:]
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(name, self.commands))
        message = words.NO_COMMAND_NEAR if near else words.NO_COMMAND
        raise Stop(MISUSED, message, name=name, near=near, known=", ".join(self.commands))


def _print(command: Any, ctx: Any, commands: Rows, lists: Sequence[tuple[str, Rows]]) -> NoReturn:
    # Not left to typer: a pipe that is closed meanwhile ends every call alike.
    ctx.obj.print("\n".join(_page(command, ctx, commands, lists)))
    raise Exit


def _page(command: Any, ctx: Any, commands: Rows, lists: Sequence[tuple[str, Rows]]) -> Iterator[str]:
    language, width = ctx.obj.language, min(ctx.obj.width, 100)
    parameters = command.get_params(ctx)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    yield _usage(ctx.command_path, arguments, language, takes_command=bool(commands))
    yield ""
    yield from (f"  {line}" for line in wrap(say(command.help, language), width - 2))
    yield from _list(words.ARGUMENTS, [(p.metavar, p.help) for p in arguments], language, width)
    yield from _list(words.COMMANDS, commands, language, width)
    yield from _list(words.OPTIONS, [(_declared(p), _help(p)) for p in options], language, width)
    for heading, rows in lists:
        yield from _list(heading, rows, language, width)
    if command.epilog:
        yield ""
        yield from say(command.epilog, language).splitlines()


def _usage(path: str, arguments: list[Any], language: str, *, takes_command: bool) -> str:
    names = [p.metavar if p.required else f"[{p.metavar}]" for p in arguments]
    names += [say(words.A_COMMAND, language)] if takes_command else []
    return say(words.USAGE, language, command=" ".join((path, *names)))


def _declared(option: Any) -> str:
    names = " / ".join((*option.opts, *option.secondary_opts))
    return f"{names} {option.metavar}" if option.metavar else names


def _help(option: Any) -> str:
    return words.HELP if option.name == "help" else str(option.help)


def _list(heading: str, rows: Rows, language: str, width: int) -> Iterator[str]:
    if not rows:
        return
    left = max(cells(name) for name, _ in rows) + _GAP
    yield ""
    yield say(heading, language)
    for name, text in rows:
        first, *lines = wrap(say(text, language), width - left - 2)
        yield f"  {pad(name, left)}{first}"
        yield from (" " * (left + 2) + line for line in lines)
