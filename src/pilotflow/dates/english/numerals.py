"""Numbers, months and weekdays in English words."""

from __future__ import annotations

import re

_COUNTS = {
    **dict.fromkeys(("a", "an", "one", "once", "first"), 1),
    **dict.fromkeys(("two", "twice", "second"), 2),
    **dict.fromkeys(("three", "third"), 3),
    **dict.fromkeys(("four", "fourth"), 4),
    **dict.fromkeys(("five", "fifth"), 5),
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    **dict(
        zip(
            ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
            range(13, 20),
            strict=True,
        )
    ),
    **dict(
        zip(
            ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
            range(20, 100, 10),
            strict=True,
        )
    ),
    **dict.fromkeys(("last", "final"), -1),
    "penultimate": -2,
    "antepenultimate": -3,
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def count(word: str) -> int:
    """A number from figures, a cardinal or an ordinal; -1 for "last".

    >>> count("three"), count("25th"), count("last"), count("forty-five")
    (3, 25, -1, 45)
    """
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    tens, _, ones = word.lower().partition("-")
    if tens.endswith("ty") and ones in _COUNTS:
        return _COUNTS.get(tens, 1) + _COUNTS[ones]
    return _COUNTS.get(word.lower(), 1)


def month(text: str) -> int:
    """The number of the first month named in a text; 0 where there is none.

    >>> month("30 Sept."), month("June 5")
    (9, 6)
    """
    found = re.search("|".join(_MONTHS), text.lower())
    return _MONTHS.index(found.group()) + 1 if found else 0


def weekday(text: str) -> int:
    """The number of a weekday, Monday is 1.

    >>> weekday("Friday")
    5
    """
    return _WEEKDAYS.index(text.strip().lower()[:2]) + 1


def weekdays(text: str) -> list[int]:
    """All weekdays named in a text.

    >>> weekdays("every Monday and Thursday")
    [1, 4]
    """
    found = re.findall(r"\b(mo|tu|we|th|fr|sa|su)[a-z]*day|\b(mon|tue|wed|thu|fri|sat|sun)s?\b", text.lower())
    return [_WEEKDAYS.index((long or short)[:2]) + 1 for long, short in found]


def places_of(text: str) -> list[int]:
    """The places that ordinals name, -1 for "last".

    >>> places_of("the second and 4th Thursday"), places_of("last Friday")
    ([2, 4], [-1])
    """
    return [
        count(word)
        for word in re.findall(
            r"first|second|third|fourth|fifth|last|final|(?:ante)?penultimate|\d{1,2}(?=st|nd|rd|th)",
            text.lower(),
        )
    ]
