"""One call from its arguments to its exit status; no error gets past it."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

from pilotflow.cli.face import Face, speaks
from pilotflow.cli.stop import CODES, FAILED, MISUSED, ReaderLeft, Stop, Unheard
from pilotflow.errors import PilotflowError, Refused
from pilotflow.language import cli as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotflow.clock import Clock

INTERRUPTED = 130
READER_LEFT = 141
BROKEN = 70
"""Exit statuses as a shell gives them: stopped by the keyboard, by a closed pipe; a fault of pilotflow."""


def run(arguments: Sequence[str], environ: Mapping[str, str], clock: Clock | None = None) -> int:
    """Carry out one call.

    Args:
        arguments: what stands behind the name of the program.
        environ: the environment.
        clock: by default the machine's.

    Returns:
        The exit status: 0; 1 where something was refused or failed; 2 where the call itself is wrong.
    """
    from pilotflow.clock import SystemClock

    face = Face(environ, clock or SystemClock(), wish_in(arguments), json=json_in(arguments))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _answer(arguments, face)
    except ReaderLeft:
        return READER_LEFT
    except Unheard as stop:
        face.warn(stop.text(face.language))
        return stop.status
    except KeyboardInterrupt:
        return INTERRUPTED


def wish_in(arguments: Sequence[str]) -> str | None:
    """The language asked for, read before there is a parser: help and complaints are spoken in it too.

    >>> wish_in(["status", "keqiao-zhijiang", "--lang", "zh"]), wish_in(["--lang=en"]), wish_in(["--lang"])
    ('zh', 'en', None)
    """
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            wish = value if equals else "".join(arguments[place + 1 : place + 2])
            return wish if speaks(wish) else None
    return None


def json_in(arguments: Sequence[str]) -> bool:
    """Whether JSON is asked for, read before there is a parser: complaints about the call are JSON too.

    >>> json_in(["status", "--json"]), json_in(["status", "--", "--json"])
    (True, False)
    """
    return "--json" in itertools.takewhile(lambda argument: argument != "--", arguments)


def _answer(arguments: Sequence[str], face: Face) -> int:
    """The exit status of a call; whatever went wrong is said."""
    try:
        return _carried_out(arguments, face)
    except (ReaderLeft, Unheard):
        raise
    except Stop as stop:
        face.complain(CODES[stop.status], stop.text(face.language))
        return stop.status
    except PilotflowError as error:
        return _failed(error, face)
    except Exception as error:  # the last line of defence
        face.complain("broken", words.describe_broken(error, face.language))
        return BROKEN


def _carried_out(arguments: Sequence[str], face: Face) -> int:
    from typer.exceptions import TyperException

    from pilotflow.cli.app import command
    from pilotflow.cli.usage import complain

    for place, argument in enumerate(arguments, 1):
        if "\0" in argument or any("\ud800" <= character <= "\udfff" for character in argument):
            raise Stop(MISUSED, words.NOT_TEXT, place=place)
    try:
        status = command(arguments).main(
            list(arguments), prog_name="pilotflow", standalone_mode=False, obj=face
        )
    except TyperException as error:
        face.complain(CODES[MISUSED], complain(error, face.language))
        return MISUSED
    return int(status or 0)


def _failed(error: PilotflowError, face: Face) -> int:
    if isinstance(error, Refused):
        from pilotflow.cli.refusing import refuse

        return refuse(face, error)
    if face.json:
        face.print_json(words.error_to_dict(error, face.language))
    else:
        face.warn(words.describe_error(error, face.language))
    return FAILED
