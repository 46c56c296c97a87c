"""Words of a plan made fit for a calendar: whatever they hold, they stay one value of one property.

icalendar escapes texts too, but turns a backslash in front of a capital N into a line break, leaves properties it
has no type for unescaped, and writes control characters as they are. So values are escaped here and handed to it
as they stand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import quote

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_BLANKS = re.compile(r"[ \t\n]+")
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def clean(text: str) -> str:
    r"""The text with every kind of line break as ``\n``, tabs kept, other control characters removed.

    Halves of surrogate pairs, which no encoding can write, byte order marks, which readers drop, and line
    breaks at the end are removed as well.

    >>> clean("one\r\ntwo\x07")
    'one\ntwo'
    """
    return _CONTROLS.sub("", "\n".join(text.splitlines())).rstrip("\n")


def one_line(text: str) -> str:
    r"""The cleaned text on one line.

    >>> one_line(" a title\r\nBEGIN:VEVENT ")
    'a title BEGIN:VEVENT'
    """
    return _BLANKS.sub(" ", clean(text)).strip(" ")


def escape(text: str) -> str:
    r"""A cleaned text as RFC 5545 writes a value of type TEXT.

    >>> escape("a, b; c")
    'a\\, b\\; c'
    """
    return text.translate(_ESCAPES)


def address(text: str) -> str:
    r"""An address as a value of type URI: on one line, and what does not belong into one escaped.

    >>> address("https://host/a b\r\n")
    'https://host/a%20b'
    """
    return quote(one_line(text), safe=":/?#[]@!$&'()*+,;=%~")


def value(text: str) -> Any:
    """A cleaned text as a value that icalendar writes the way :func:`escape` does."""
    return _value_type()(text)


@cache
def _value_type() -> type:
    from icalendar import vText

    class Value(vText):
        """A text that is escaped here and not by icalendar."""

        def to_ical(self) -> bytes:
            return escape(self).encode()

    return Value
