"""One scan of a Chinese text into its time words."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from pilotflow.dates.chinese.heads import HEADS
from pilotflow.dates.chinese.sidewords import BESIDE
from pilotflow.dates.chinese.timewords import TIMES
from pilotflow.dates.scanning import Scanner


class Token(msgspec.Struct, frozen=True, gc=False):
    """A time word: its kind, its text, where it stands, and the parts of a ``span``."""

    kind: str
    text: str
    start: int
    end: int
    parts: re.Match[str]


def scan(text: str) -> list[Token]:
    """The time words of a normalised text in their order; what lies between is not kept."""
    return [
        # The group of the kind is the last to close, so that the parts of a span do not hide it.
        Token(found.lastgroup or "", found.group(), found.start(), found.end(), found)
        for found in _scanner()(text)
    ]


@cache
def _scanner() -> Scanner:
    return Scanner((*TIMES, *BESIDE), HEADS)
