"""Why a command line stops before a pilot is asked, or after it answered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pilotflow.language import say
from pilotflow.language.cli import cause

FAILED = 1
MISUSED = 2

CODES = {FAILED: "failed", MISUSED: "misused"}
"""How JSON names the two ways to stop."""


class Stop(Exception):
    """Ends a command with a message on stderr.

    Args:
        status: the exit status, :data:`FAILED` or :data:`MISUSED`.
        message: the English text, marked for the catalogue.
        **data: what its fields stand for.
    """

    def __init__(self, status: int, message: str, **data: object) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.data = data

    def text(self, language: str) -> str:
        """The message in words."""
        data = {
            name: cause(value, language, within=self._is_folder_there())
            if isinstance(value, OSError)
            else value
            for name, value in self.data.items()
        }
        return say(self.message, language, **data)

    def _is_folder_there(self) -> bool:
        """Whether the folder exists of the file that this is about."""
        with suppress(OSError):  # the name may be one that no file can have
            return Path(str(self.data.get("path"))).parent.is_dir()
        return False


class Unheard(Stop):
    """Standard output takes no more, so nothing else can be said there."""


class ReaderLeft(Exception):
    """The pipe that the output goes to was closed at its other end."""
