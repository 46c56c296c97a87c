"""How wide text is on a terminal: a Chinese character takes two cells."""

from __future__ import annotations

import re
import unicodedata

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
_CLOSING = "，。；：、！？）》】”’"
_PIECE = re.compile(rf"\s+|(?:[^\s{_WIDE}]+|[{_WIDE}])[{_CLOSING}]*")
# A line may break at spaces and between Chinese characters, but not before a closing mark.


def cells(text: str) -> int:
    """How many cells a text takes.

    >>> cells("pilot"), cells("试点")
    (5, 4)
    """
    return sum(_cells_of(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` cells, as far as its longest word allows.

    >>> wrap("the plan, the pilot", 10)
    ['the plan,', 'the pilot']
    >>> wrap("工作方案，试点。", 8)
    ['工作方', '案，试', '点。']
    """
    lines, line, taken = [], "", 0
    for piece in _PIECE.findall(text):
        size = cells(piece)
        if taken + size > width and line.strip():
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or not piece.isspace():
            line, taken = line + piece, taken + size
    return [*lines, line.rstrip()]


def pad(text: str, width: int) -> str:
    """A text filled up with spaces to ``width`` cells.

    >>> pad("试点", 6)
    '试点  '
    """
    return text + " " * (width - cells(text))


def plain(text: str) -> str:
    """A text in which no character can move the cursor or change colours; line breaks stay.

    >>> plain("a" + chr(27) + "[2Jb") == "a" + chr(0xFFFD) + "[2Jb"
    True
    """
    return "".join("\ufffd" if _steers(character) else character for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _steers(character: str) -> bool:
    """Control characters, and those that turn the direction of writing round."""
    return (unicodedata.category(character) == "Cc" and character not in "\n\t") or (
        character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
