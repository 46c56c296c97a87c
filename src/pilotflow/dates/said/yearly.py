"""The days of each year that a rhythm names, in words: by 31 March and 30 September each year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.said.days import suffix
from pilotflow.dates.said.windows import listed
from pilotflow.language import deadlines
from pilotflow.language import rhythms as words
from pilotflow.language.catalogue import say

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HALVES = ("01-01..06-30", "07-01..12-31")
_DEKADS = ((1, 10), (11, 20), *((21, last) for last in (28, 29, 30, 31)))
_LONGER = {"quarter": 3, "half": 6}


def phrases(parts: dict[str, str], count: str, deadline: Deadline, language: str) -> Iterator[str]:
    """What a yearly rhythm names, in words.

    Args:
        parts: the parts of the rule beside its frequency and interval.
        count: how many years lie between, in words; empty where it is each year.
        deadline: the deadline.
        language: the language.
    """
    span = (deadline.per or "").partition("/")[2]
    messages = words.EACH_YEAR[2 if count else 1]
    ends = _span().fullmatch(span)
    if ends is not None:
        if not count and deadline.precision == "half" and span in _HALVES:
            yield say(words.IN_HALVES[_HALVES.index(span)], language)
        precision = deadline.precision
        first, last = _ends(ends, precision, language, by_day="BYMONTHDAY" in parts)
        if first and first == last:
            yield say(messages["in"], language, places=first, count=count)
        elif first:
            yield say(messages["between"], language, first=first, last=last, count=count)
        return
    places = _places(parts)
    if not places:
        return
    if places[0][1] == 0:
        months = listed([_month(month, language) for month, _ in places], language)
        yield say(messages["in"], language, places=months, count=count)
        return
    said = listed([_said(month, day, deadline.precision, language) for month, day in places], language)
    bound = "in" if deadline.precision == "dekad" else "by"
    yield say(messages[bound], language, places=said, count=count)


def ordinal(number: int, language: str) -> str:
    """The first, the fifth, the last, the 10th."""
    message = words.ORDINALS.get(number)
    if message is not None:
        return say(message, language)
    return say(words.NTH[suffix(number)], language, number=number)


def _places(parts: dict[str, str]) -> list[tuple[int, int]]:
    """Months and days; day 0 is the month as a whole, day -1 its end."""
    if parts.keys() == {"BYYEARDAY"}:
        return [_of_year(int(number)) for number in parts["BYYEARDAY"].split(",")]
    if "BYMONTH" not in parts or parts.keys() - {"BYMONTH", "BYMONTHDAY"}:
        return []
    days = [int(day) for day in parts.get("BYMONTHDAY", "0").split(",")]
    months = [int(month) for month in parts["BYMONTH"].split(",")]
    return [(month, day) for month in months for day in days if 1 <= month <= 12]


def _of_year(number: int) -> tuple[int, int]:
    """Month and day of a day of the year, which counts from its end after February."""
    first = date(2001, 1, 1) if number > 0 else date(2002, 1, 1)
    found = first + timedelta(days=number - 1 if number > 0 else number)
    return found.month, found.day


def _said(month: int, day: int, precision: str, language: str) -> str:
    end = day in (-1, _LENGTHS[month - 1]) or (month, day) == (2, 28)
    if precision == "dekad":
        dekad = {10: (1, 1), 20: (2, 2)}.get(day, (3, 3))
        return say(deadlines.DEKADS[dekad], language, month=_month(month, language))
    if end and precision == "half":
        return say(words.END_OF_HALF[month // 6 - 1], language)
    if end and precision == "quarter":
        return say(words.END_OF_QUARTER, language, quarter=say(words.QUARTERS[month // 3 - 1], language))
    if day == -1 and precision == "day":
        return say(words.LAST_DAY, language, month=_month(month, language))
    if end and precision in ("month", "year"):
        return say(words.END, language, month=_month(month, language))
    return say(words.DAY, language, day=day, month=_month(month, language))


def _month(month: int, language: str) -> str:
    return say(deadlines.MONTHS[month - 1], language)


def _ends(ends: re.Match[str], precision: str, language: str, *, by_day: bool) -> tuple[str, str]:
    """Both ends of a window of each year: Q2, the first half, from April to June, from 15 April to 10 June."""
    month, day, last_month, last_day = (int(number) for number in ends.groups())
    if not (1 <= month <= 12 and 1 <= last_month <= 12):
        return "", ""
    if precision == "dekad" and month == last_month and (day, last_day) in _DEKADS:
        dekad = _said(month, last_day, precision, language)
        return dekad, dekad
    length = _LONGER.get(precision)
    end = last_day == _LENGTHS[last_month - 1]
    if length and not by_day and end and last_month % length == 0:
        names = words.QUARTERS if length == 3 else words.HALVES
        return say(names[(month - 1) // length], language), say(names[last_month // length - 1], language)
    if precision == "month" and not by_day and end:
        return _month(month, language), _month(last_month, language)
    return _said(month, day, "day", language), _said(last_month, last_day, precision, language)


@cache
def _span() -> re.Pattern[str]:
    return re.compile(r"(\d\d)-(\d\d)\.\.(\d\d)-(\d\d)", re.ASCII)
