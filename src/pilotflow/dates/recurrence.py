"""Rhythms: the windows a recurring duty is owed in, and the day a thing is next looked at.

A rhythm is an RFC 5545 RRULE without DTSTART, UNTIL or COUNT. A bare ``FREQ`` with ``INTERVAL`` names windows
of the calendar (``FREQ=MONTHLY;INTERVAL=3`` is each quarter); with a ``BY…`` part it names days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import attrs

_DAY = timedelta(days=1)
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+", re.ASCII)
_SPAN = re.compile(r"[1-9]\d*/((?:0[1-9]|1[0-2])-\d\d|\d\d)\.\.((?:0[1-9]|1[0-2])-\d\d|\d\d)", re.ASCII)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@attrs.frozen
class Term:
    """A school term or any other named stretch that duties are counted by; both ends inclusive."""

    id: str
    first: date
    last: date


@attrs.frozen
class Window:
    """A stretch in which something is due once: ``key`` names it (``2023-q1``), both ends inclusive."""

    key: str
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


def parse(rhythm: str) -> dict[str, str]:
    """The parts of a rhythm.

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
        _days(rhythm, date(2000, 1, 1), date(2000, 1, 2))
    return parts


def windows(
    rhythm: str | None, per: str | None, first: date, last: date, terms: Sequence[Term] = ()
) -> tuple[Window, ...]:
    """The windows of a rhythm that touch the span from ``first`` to ``last``, cut to that span.

    Args:
        rhythm: the recurrence rule, or None where ``per`` counts by term.
        per: ``"1/term"`` counts by the plan's terms; ``"1/06-01..09-30"`` and ``"1/01..10"`` are windows between two
            days of each year or month; with any other value months that the rhythm names are windows.
        first: the first day on which the duty can be owed.
        last: the last one.
        terms: the plan's terms, in order.

    >>> [w.key for w in windows("FREQ=MONTHLY;INTERVAL=3", None, date(2022, 12, 9), date(2023, 6, 30))]
    ['2022-q4', '2023-q1', '2023-q2']
    >>> [w.key for w in windows("FREQ=YEARLY;BYMONTH=2,4,6,8,10,12", "1/month", date(2023, 1, 1), date(2023, 5, 1))]
    ['2023-02', '2023-04']
    """
    if per is not None and per.endswith("/term"):
        found: Iterator[Window] = (Window(term.id, term.first, term.last) for term in terms)
    elif rhythm is None:
        return ()
    else:
        parts = parse(rhythm)
        span = None if per is None else _SPAN.fullmatch(per)
        if span is not None:
            found = _spans(parts, span, first, last)
        elif per is not None and parts.keys() - {"INTERVAL"} == {"FREQ", "BYMONTH"}:
            found = _months(parts, first, last)
        elif parts.keys() - {"FREQ", "INTERVAL"}:
            return tuple(Window(day.isoformat(), day, day) for day in _days(rhythm, first, last))
        else:
            found = _periods(parts["FREQ"], int(parts.get("INTERVAL", "1")), first, last)
    return tuple(
        Window(window.key, max(window.first, first), min(window.last, last))
        for window in found
        if window.last >= first and window.first <= last
    )


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
            iter(_days(rhythm, after + _DAY, after + timedelta(days=span))), after + timedelta(days=span)
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


def _periods(frequency: str, interval: int, first: date, last: date) -> Iterator[Window]:
    if frequency in ("DAILY", "WEEKLY"):
        step = timedelta(days=interval * (7 if frequency == "WEEKLY" else 1))
        start = first - timedelta(days=first.weekday()) if frequency == "WEEKLY" else first
        while start <= last:
            year, week, _ = start.isocalendar()
            key = f"{year}-w{week:02}" if frequency == "WEEKLY" else start.isoformat()
            yield Window(key, start, start + step - _DAY)
            start += step
        return
    months = interval * (12 if frequency == "YEARLY" else 1)
    aligned = 12 % months == 0
    start = date(first.year, (first.month - 1) // months * months + 1 if aligned else first.month, 1)
    while start <= last:
        following = add_months(start, months)
        yield Window(_period_key(start, months if aligned else 0), start, following - _DAY)
        start = following


def _months(parts: dict[str, str], first: date, last: date) -> Iterator[Window]:
    """The months that a rhythm names, each a window."""
    named = {int(month) for month in parts["BYMONTH"].split(",")}
    for window in _periods("MONTHLY", 1, first, last):
        if window.first.month in named:
            yield window


def _spans(parts: dict[str, str], span: re.Match[str], first: date, last: date) -> Iterator[Window]:
    """Windows between two days of each year or month; one that ends before it begins reaches into the next."""
    begin, end = span.groups()
    yearly = "-" in begin
    named = (
        None if yearly or "BYMONTH" not in parts else {int(month) for month in parts["BYMONTH"].split(",")}
    )
    start = date(max(first.year - 1, 1), 1, 1)
    while start <= last:
        following = add_months(start, 12 if yearly else 1)
        if named is None or start.month in named:
            opening, closing = _place(begin, start), _place(end, start)
            if closing < opening:
                closing = _place(end, following)
            yield Window(opening.isoformat(), opening, closing)
        start = following


def _place(text: str, start: date) -> date:
    """A day such as 06-30 in the year, or 10 in the month, that begins with a day; clamped."""
    head, _, tail = text.rpartition("-")
    month = int(head) if head else start.month
    return date(start.year, month, min(int(tail), monthrange(start.year, month)[1]))


def _period_key(start: date, months: int) -> str:
    if months == 12:
        return str(start.year)
    if months in (3, 6):
        return f"{start.year}-{'q' if months == 3 else 'h'}{(start.month - 1) // months + 1}"
    return f"{start.year}-{start.month:02}"


def _days(rhythm: str, first: date, last: date) -> list[date]:
    from dateutil.rrule import rrulestr

    start = datetime(first.year, 1, 1)  # noqa: DTZ001 - whole local days, no instant is meant
    rule = rrulestr(rhythm, dtstart=start)
    until = datetime(last.year, last.month, last.day)  # noqa: DTZ001
    return [moment.date() for moment in rule.between(start - _DAY, until, inc=True) if moment.date() >= first]
