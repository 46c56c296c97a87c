"""Help pages in the reader's language, aligned by cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from pilotflow.cli.cells import cells, pad, wrap
from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say

_GAP = 2
_LEFT = 32
"""Cells between the columns of a list, and the most its left column takes."""


class Command(TyperCommand):
    """A command whose help and complaints are in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return "\n".join(_page(self, ctx, ()))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, and refuse what is left over."""
        left = super().parse_args(ctx, args)
        if left:
            raise Stop(MISUSED, words.LEFT_OVER, arguments=" ".join(left), command=ctx.command_path)
        return left


class Commands(TyperGroup):
    """The program, with its commands."""

    def get_help(self, ctx: Any) -> str:
        """The help page, with all commands."""
        rows = ((name, self.commands[name].help or "") for name in self.list_commands(ctx))
        return "\n".join(_page(self, ctx, rows))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; nothing at all asks for the help page."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command by its name."""
        name = args[0]
        if name in self.commands:
            return name, self.commands[name], args[1:]
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(name, self.commands))
        message = words.NO_COMMAND_NEAR if near else words.NO_COMMAND
        raise Stop(MISUSED, message, name=name, near=near, known=", ".join(self.commands))


def _page(command: Any, ctx: Any, commands: Iterable[tuple[str, str]]) -> Iterator[str]:
    language, width = ctx.obj.language, min(ctx.obj.width, 100)
    parameters = command.get_params(ctx)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    yield _usage(ctx.command_path, arguments, language, takes_command=bool(commands))
    yield ""
    yield from (f"  {line}" for line in wrap(say(command.help, language), width - 2))
    yield from _list(words.ARGUMENTS, [(p.metavar, p.help) for p in arguments], language, width)
    yield from _list(words.COMMANDS, list(commands), language, width)
    yield from _list(words.OPTIONS, [(_declared(p), _help(p)) for p in options], language, width)
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


def _list(heading: str, rows: list[tuple[str, str]], language: str, width: int) -> Iterator[str]:
    if not rows:
        return
    left = min(max(cells(name) for name, _ in rows), _LEFT) + _GAP
    yield ""
    yield say(heading, language)
    for name, text in rows:
        lines = wrap(say(text, language), width - left - 2)
        if cells(name) + _GAP > left:
            yield f"  {name}"
        else:
            yield f"  {pad(name, left)}{lines.pop(0)}"
        yield from (" " * (left + 2) + line for line in lines)
