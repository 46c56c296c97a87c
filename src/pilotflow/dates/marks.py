"""Days that words fix only once the day of issue is known: "the end of next month", "15 March".

A mark names such a day; its text form stands in :attr:`Deadline.offset` until the day is known:

- ``N+0-03-15``: 15 March, in the first year in which the window it belongs to does not lie behind the day of issue;
  ``N+0-11-15/N+1-03-15``: from that of the year of issue on;
- ``Y+1-03-15``: 15 March of the year after that of issue; ``H+0-06-31`` the end of this half-year, ``Q-1-03-31`` that
  of the quarter before, ``M+1-10`` the tenth of next month; ``W+1-5`` Friday of next week; ``D+0`` the day of issue.

A day past the end of its month stands for the end of the month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

_MONTHS = {"Y": 12, "N": 12, "H": 6, "Q": 3, "M": 1}


class Mark(NamedTuple):
    """A day counted from the day of issue; see the module's text."""

    unit: str
    shift: int = 0
    month: int = 1
    day: int = 1

    def code(self) -> str:
        """The text form."""
        if self.unit == "D":
            return f"D{self.shift:+d}"
        if self.unit == "W":
            return f"W{self.shift:+d}-{self.day}"
        if self.unit == "M":
            return f"M{self.shift:+d}-{self.day:02}"
        return f"{self.unit}{self.shift:+d}-{self.month:02}-{self.day:02}"


Bound = date | Mark | None


def day_in(year: int, month: int, day: int) -> date | None:
    """A day, a month's end where the month is shorter; None outside the calendar.

    >>> day_in(2023, 2, 31), day_in(2023, 14, 1)
    (datetime.date(2023, 2, 28), datetime.date(2024, 2, 1))
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, day if day < 29 else min(day, monthrange(year, month)[1]))


def resolve(mark: Mark, issued: date, base: int | None = None) -> date | None:
    """The day a mark names.

    Args:
        mark: the mark.
        issued: the day it counts from.
        base: the year of marks without one; by default the first in which the day does not lie behind ``issued``.

    >>> resolve(Mark("M", 1, 1, 31), date(2023, 1, 31))
    datetime.date(2023, 2, 28)
    """
    unit, shift, month, day = mark
    if unit == "D":
        return _moved(issued, shift)
    if unit == "W":
        return _moved(issued, shift * 7 + day - 1 - issued.weekday())
    if unit == "N":
        if base is None:
            base = base_year((mark,), issued)
        found = day_in(base + shift, month, day)
        return None if found is not None and (month, day) == (2, 29) != (2, found.day) else found
    length = _MONTHS[unit]
    start = (issued.month - 1) // length * length
    return day_in(issued.year, start + shift * length + month, day)


def base_year(marks: tuple[Mark, ...], issued: date) -> int:
    """The year of marks without one: the first in which the last of them does not lie behind ``issued``."""
    last = marks[-1]
    year = issued.year - last.shift
    day = day_in(issued.year, last.month, last.day)
    return year if day is None or day >= issued else year + 1


def resolve_pair(first: Bound, last: Bound, issued: date) -> tuple[date | None, date | None]:
    """Both ends of a window; those without a year share the one that fits its end, or that of issue: 4月至次年3月.

    >>> resolve_pair(Mark("N", 0, 11, 15), Mark("N", 0, 3, 15), date(2022, 10, 1))
    (datetime.date(2022, 11, 15), datetime.date(2023, 3, 15))
    """
    if isinstance(first, Mark) and isinstance(last, Mark) and first.unit == last.unit == "N":
        wraps = first.shift == last.shift and first[2:] > last[2:]
        end = Mark("N", last.shift + 1, last.month, last.day) if wraps else last
        # 次年 is the year after that of issue, which the window begins in.
        base = issued.year if (first.shift, last.shift) == (0, 1) else base_year((end,), issued)
        return resolve(first, issued, base), resolve(end, issued, base)
    ends = [resolve(end, issued) if isinstance(end, Mark) else end for end in (first, last)]
    return ends[0], ends[1]


def marks_of(text: str) -> tuple[Mark | None, Mark | None] | None:
    """First and last mark of a text form, ``first/last`` or ``last``; None where it is not one.

    >>> marks_of("D+0/M+0-31")
    (Mark(unit='D', shift=0, month=1, day=1), Mark(unit='M', shift=0, month=1, day=31))
    """
    found = _form().fullmatch(text)
    if found is None:
        return None
    first, last = found.groups()
    return (_mark(first) if first else None), (_mark(last) if last else None)


def code_of(first: Bound, last: Bound) -> str:
    """The text form of a window; ends that are days stand as such.

    >>> code_of(Mark("D"), date(2023, 6, 30))
    'D+0/2023-06-30'
    """
    start = "" if first is None else _text(first) + "/"
    return start + ("" if last is None else _text(last))


def _text(bound: date | Mark) -> str:
    return bound.code() if isinstance(bound, Mark) else bound.isoformat()


def _mark(text: str) -> Mark:
    head, *rest = text[2:].split("-")
    numbers = [int(part) for part in rest]
    shift = int(text[1] + head)
    if not numbers:
        return Mark(text[0], shift)
    return Mark(text[0], shift, numbers[0] if len(numbers) == 2 else 1, numbers[-1])


def _moved(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


@cache
def _form() -> re.Pattern[str]:
    mark = r"(?:D[+-]\d+|W[+-]\d+-\d|M[+-]\d+-\d\d|[YNHQ][+-]\d+-\d\d-\d\d)"
    return re.compile(rf"(?:({mark})/)?({mark})?", re.ASCII)
