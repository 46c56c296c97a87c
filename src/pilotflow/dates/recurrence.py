"""Rhythms: the rules of what recurs, and the day a thing is next looked at.

A rhythm is an RFC 5545 RRULE without DTSTART, UNTIL or COUNT. A bare ``FREQ`` with ``INTERVAL`` names windows
of the calendar (``FREQ=MONTHLY;INTERVAL=3`` is each quarter); with a ``BY…`` part it names days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType

import attrs

_DAY = timedelta(days=1)
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+", re.ASCII)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY_OF_WEEK = re.compile(r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_RANGES = {"BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYSETPOS": (-366, 366)}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EPOCH = date(2001, 1, 1)
"""A Monday, from which weeks and days of longer intervals are counted."""


@attrs.frozen
class Term:
    """A school term or any other named stretch that duties are counted by; both ends inclusive."""

    id: str
    first: date
    last: date


def from_period(text: str) -> str:
    """The rhythm of an ISO 8601 period of one unit.

    Raises:
        ValueError: not such a period.

    >>> from_period("P3M"), from_period("P1Y")
    ('FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY')
    """
    match = _PERIOD.fullmatch(text)
    given = [] if match is None else [(f, int(n)) for f, n in zip("YMWD", match.groups(), strict=True) if n]
    if len(given) != 1 or given[0][1] < 1:
        raise ValueError(f"{text!r} is not a period of one unit such as P1Y, P3M, P1W or P10D")
    unit, count = given[0]
    name = {"Y": "YEARLY", "M": "MONTHLY", "W": "WEEKLY", "D": "DAILY"}[unit]
    return f"FREQ={name}" + (f";INTERVAL={count}" if count > 1 else "")


@lru_cache(maxsize=256)
def parse(rhythm: str) -> Mapping[str, str]:
    """The parts of a rhythm; a plan asks for the same few again and again.

    Raises:
        ValueError: not an RRULE, or one with DTSTART, UNTIL or COUNT, or with a frequency below a day.
    """
    pieces = rhythm.split(";")
    if not all(_PART.fullmatch(piece) for piece in pieces):
        raise ValueError(f"{rhythm!r} is not a recurrence rule such as FREQ=MONTHLY;INTERVAL=3")
    parts = dict(piece.split("=", 1) for piece in pieces)
    if (
        len(parts) != len(pieces)
        or parts.get("FREQ") not in _FREQUENCIES
        or {"UNTIL", "COUNT"} & parts.keys()
    ):
        raise ValueError(
            f"{rhythm!r}: FREQ must be one of {', '.join(_FREQUENCIES)}; UNTIL and COUNT do not belong"
        )
    interval = parts.get("INTERVAL", "1")
    if not interval.isdigit() or not 1 <= int(interval) <= 1000:
        raise ValueError(f"{rhythm!r}: INTERVAL must be a whole number from 1 to 1000")
    if parts.keys() - {"FREQ", "INTERVAL"}:
        _check(rhythm, parts)
    return MappingProxyType(parts)


def _check(rhythm: str, parts: Mapping[str, str]) -> None:
    """Refuse parts that a whole day has no use for, and days that never come."""
    for name in parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
        numbers = [
            int(text) for text in parts[name].split(",") if re.fullmatch(r"[+-]?\d{1,3}", text, re.ASCII)
        ]
        least, most = _RANGES.get(name, (0, 0))
        if len(numbers) != parts[name].count(",") + 1 or not all(n and least <= n <= most for n in numbers):
            raise ValueError(f"{rhythm!r}: {name}={parts[name]} names no days")
    if not all(_DAY_OF_WEEK.fullmatch(text) for text in parts.get("BYDAY", "MO").split(",")):
        raise ValueError(f"{rhythm!r}: BYDAY={parts['BYDAY']} names no days of the week")
    if "BYMONTH" in parts and "BYMONTHDAY" in parts:
        longest = max(_LENGTHS[int(month) - 1] for month in parts["BYMONTH"].split(","))
        if all(abs(int(day)) > longest for day in parts["BYMONTHDAY"].split(",")):
            raise ValueError(f"{rhythm!r}: there is no such day")
    try:
        named_days(rhythm, date(2000, 1, 1), date(2000, 1, 2))
    except (ValueError, IndexError) as error:
        raise ValueError(f"{rhythm!r}: {error}") from error


def next_after(rhythm: str, anchor: date, after: date) -> date:
    """The first multiple of a rhythm, counted from ``anchor``, that lies after ``after``.

    Months are clamped and counted from the anchor each time, so that the day never drifts.

    >>> next_after("FREQ=MONTHLY", date(2023, 1, 31), date(2023, 2, 28))
    datetime.date(2023, 3, 31)
    """
    parts = parse(rhythm)
    if parts.keys() - {"FREQ", "INTERVAL"}:
        span = 366 * int(parts.get("INTERVAL", "1")) * 5
        return next(
            iter(named_days(rhythm, after + _DAY, after + timedelta(days=span), anchor)),
            after + timedelta(days=span),
        )
    interval = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] in ("DAILY", "WEEKLY"):
        step = interval * (7 if parts["FREQ"] == "WEEKLY" else 1)
        count = max((after - anchor).days // step + 1, 1)
        return anchor + timedelta(days=step * count)
    months = interval * (12 if parts["FREQ"] == "YEARLY" else 1)
    apart = (after.year - anchor.year) * 12 + after.month - anchor.month
    count = max(apart // months, 1)
    while (day := add_months(anchor, months * count)) <= after:
        count += 1
    return day


def add_months(day: date, count: int) -> date:
    """The day ``count`` months on, clamped to the end of a shorter month.

    >>> add_months(date(2023, 1, 31), 1)
    datetime.date(2023, 2, 28)
    """
    import pendulum

    moved = pendulum.Date(day.year, day.month, day.day).add(months=count)
    return date(moved.year, moved.month, moved.day)


def named_days(rhythm: str, first: date, last: date, since: date | None = None) -> list[date]:
    """The days a rhythm with a ``BY…`` part names, from the first to the last.

    Longer intervals are counted from the first day it names on or after ``since``; by default, and where they
    divide the year, from a fixed day: years from the year 0, months from its January, weeks and days from 1 January
    2001.

    >>> named_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 9))
    [datetime.date(2026, 12, 9), datetime.date(2026, 12, 23)]
    """
    from dateutil.rrule import rrulestr

    start = datetime.combine(_start(rhythm, first, since), time())  # whole local days, no instant is meant
    rule = rrulestr(f"{rhythm};UNTIL={last:%Y%m%d}T000000", dtstart=start)
    return [moment.date() for moment in rule if moment.date() >= first]


def _start(rhythm: str, first: date, since: date | None) -> date:
    """A day on or before the first from which a rule counts its intervals as it should."""
    parts = dict(piece.split("=", 1) for piece in rhythm.split(";"))
    interval = int(parts.get("INTERVAL", "1"))
    divides_the_year = parts["FREQ"] == "MONTHLY" and 12 % interval == 0
    begun = None
    if since is not None and interval > 1 and not divides_the_year:
        begun = _first_named(parts, since)
    if parts["FREQ"] == "YEARLY":
        years = 0 if begun is None else begun.year
        return date(max(first.year - (first.year - years) % interval, 1), 1, 1)
    if parts["FREQ"] == "MONTHLY":
        months, counted = _months(first), 0 if begun is None else _months(begun)
        months = max(months - (months - counted) % interval, 12)
        return date(months // 12, months % 12 + 1, 1)
    length = interval * (7 if parts["FREQ"] == "WEEKLY" else 1)
    if begun is None:
        begun = _EPOCH
    elif parts["FREQ"] == "WEEKLY":
        begun -= timedelta(days=(begun.weekday() - _WEEK.index(parts.get("WKST", "MO"))) % 7)
    return first - timedelta(days=min((first - begun).days % length, first.toordinal() - 1))


def _months(day: date) -> int:
    """Months from January of the year 0."""
    return day.year * 12 + day.month - 1


def _first_named(parts: Mapping[str, str], since: date) -> date:
    """The first day on or after another that a rule would name if it left out none."""
    from dateutil.rrule import rrulestr

    every = ";".join(f"{name}={value}" for name, value in parts.items() if name != "INTERVAL")
    start = date(since.year, since.month, 1) if parts["FREQ"] == "MONTHLY" else since
    start = date(since.year, 1, 1) if parts["FREQ"] == "YEARLY" else start
    rule = rrulestr(every, dtstart=datetime.combine(start, time()))
    found = rule.after(datetime.combine(since, time()), inc=True)
    return since if found is None else found.date()
