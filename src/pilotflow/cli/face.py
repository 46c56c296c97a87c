"""What one call of the command line knows of its surroundings, and how it speaks."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pilotflow.cli.cells import plain
from pilotflow.cli.stop import FAILED, MISUSED, ReaderLeft, Stop, Unheard
from pilotflow.language import LANGUAGES, choose
from pilotflow.language import cli as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console, RenderableType

    from pilotflow.clock import Clock
    from pilotflow.log.port import Log
    from pilotflow.pilot.pilot import Pilot

_LOG = "sqlite:///pilotflow.db"
_WIDTH = 120
"""Cells of a line where nobody looks on, as in a file or a pipe."""


class Face:
    """The surroundings of one call, and the language it settles on.

    Args:
        environ: the environment; nothing else reads it.
        clock: what pilots are opened with.
        wish: the language asked for by ``--lang``, as far as the arguments could be read already.
        json: whether ``--json`` was asked for, likewise.
    """

    def __init__(
        self, environ: Mapping[str, str], clock: Clock, wish: str | None, *, json: bool = False
    ) -> None:
        self.environ = environ
        self.clock = clock
        self.json = json
        self._wish = wish
        self._plan: str | None = None

    @property
    def language(self) -> str:
        """The option, else the language of the plan, else that of the environment, else English."""
        return choose(self._wish, self._plan, locale_of(self.environ))

    def asked(self, language: str | None, *, json: bool) -> Face:
        """Take in the options every command has.

        Raises:
            Stop: a language nobody here speaks.
        """
        self.json = json
        if language is not None:
            if not speaks(language):
                raise Stop(MISUSED, words.NO_LANGUAGE, tag=language, known=", ".join(LANGUAGES))
            self._wish = language
        return self

    def speak_as(self, plan: str) -> None:
        """Take the language of a plan where nobody asked for another."""
        self._plan = plan

    def log(self, url: str | None) -> Log:
        """The log: the option, else ``PILOTFLOW_LOG``, else a file in the folder of now.

        Raises:
            LogError: the URL names no log.
        """
        from pilotflow.log.open import open_log

        return open_log(url or self.environ.get("PILOTFLOW_LOG") or _LOG)

    def open(self, id: str, log: Log) -> Pilot:
        """Open a pilot and take its language.

        Raises:
            NotFound: nobody started it.
            LogError: its facts cannot be read.
        """
        from pilotflow.pilot.pilot import Pilot

        pilot = Pilot.open(id, log, clock=self.clock)
        self.speak_as(pilot.plan.language)
        return pilot

    @property
    def width(self) -> int:
        """Cells of a line: ``COLUMNS``, else those of the terminal, else enough for a file."""
        stated = self.environ.get("COLUMNS", "")
        if stated.isascii() and stated.isdigit() and int(stated[:6]) > 0:
            return max(40, min(int(stated[:6]), 1000))
        return shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH

    def print(self, text: str) -> None:
        """Write lines to stdout."""
        self.write(f"{plain(text)}\n")

    def warn(self, text: str) -> None:
        """Write lines to stderr, if anybody reads it."""
        with suppress(OSError):
            sys.stderr.write(f"{plain(text)}\n")
            sys.stderr.flush()

    def complain(self, code: str, text: str) -> None:
        """Say why a call was not answered: on stderr, or as JSON on stdout."""
        if self.json:
            self.print_json({"error": {"code": code, "text": text}})
        else:
            self.warn(text)

    def print_json(self, value: Any) -> None:
        """Write one JSON value to stdout."""
        self.write(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")

    def show(self, *parts: RenderableType) -> None:
        """Write tables and the like to stdout, in colours where it is a terminal."""
        console = self.console()
        with console.capture() as captured:
            for part in parts:
                console.print(part)
        rendered = captured.get().splitlines()
        self.write("".join(f"{line.rstrip()}\n" for line in rendered))

    def console(self, **settings: Any) -> Console:
        """A console that takes text as it is: no markup, no emoji codes, no guessed colours."""
        from rich.console import Console

        return Console(width=self.width, markup=False, emoji=False, highlight=False, **settings)

    def write(self, text: str) -> None:
        """Write to stdout at once.

        Raises:
            ReaderLeft: whoever reads has left.
            Unheard: stdout takes no more.
        """
        with _stdout():
            sys.stdout.write(text)
            sys.stdout.flush()

    def write_bytes(self, data: bytes) -> None:
        """Write bytes to stdout as they are; raises as :meth:`write` does."""
        with _stdout():
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def locale_of(environ: Mapping[str, str]) -> str | None:
    """The locale in force for messages: the first of three variables that says anything.

    >>> locale_of({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"})
    'zh_CN.UTF-8'
    """
    return next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), None)


def speaks(language: str) -> bool:
    """Whether a language tag names a language there is."""
    return choose(language) == choose(language, LANGUAGES[-1])


@contextmanager
def _stdout() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _let_go_of_stdout()
        if isinstance(error, BrokenPipeError):
            raise ReaderLeft from error
        raise Unheard(FAILED, words.CANNOT_WRITE, path="stdout", cause=error) from error


def _let_go_of_stdout() -> None:
    """Point it at nothing: what is left in its buffer would fail again when the interpreter ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
