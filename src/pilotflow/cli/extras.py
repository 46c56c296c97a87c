"""What only some commands need, and an installation may lack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pilotflow.cli.stop import FAILED, Stop
from pilotflow.language import cli as words

_IN = {"segno": "cli"}
"""The extra that brings a package, where it is not ``web``."""


@contextmanager
def extras() -> Iterator[None]:
    """Turn the lack of a package into a word about the extra that brings it.

    Raises:
        Stop: a package of an extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "pilotflow":
            raise
        extra = _IN.get(package, "web")
        together = ",".join(dict.fromkeys(("cli", extra)))
        raise Stop(FAILED, words.NO_EXTRA, package=package, extra=extra, extras=together) from error
