"""The windows a recurring duty is owed in: each quarter, each term, each of the days a rhythm names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term, add_months, named_days, parse

_DAY = timedelta(days=1)
_PLACE = r"(?:(?:0[1-9]|1[0-2])-)?(?:0[1-9]|[12]\d|3[01])"
_PER = re.compile(
    rf"(?P<times>[1-9]\d{{0,2}})/(?:(?P<begin>{_PLACE})\.\.(?P<end>{_PLACE})"
    r"|(?:(?P<step>[2-9]|[1-9]\d{1,2})-)?(?P<unit>day|workday|week|half-month|dekad|month|quarter|half|year"
    r"|term|school-year))",
    re.ASCII,
)
_FREQUENCY = {
    "day": "FREQ=DAILY",
    "workday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "quarter": "FREQ=MONTHLY;INTERVAL=3",
    "half": "FREQ=MONTHLY;INTERVAL=6",
    "year": "FREQ=YEARLY",
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_PARTS_OF_MONTH = {"half-month": (1, 16), "dekad": (1, 11, 21)}
_SCHOOL_YEAR_BEGINS = 7
_EARLIEST, _LATEST = date(10, 1, 1), date(8900, 12, 31)
"""Windows are looked for between these days, far enough from the ends of the calendar to be whole."""


@attrs.frozen
class Window:
    """A stretch in which something is due, both ends inclusive.

    Attributes:
        key: its name: ``2023-q1``, ``2023-05``, the id of a term, the day of a day.
        first, last: its ends.
        times: how often the duty is owed in it.
        provisional: its days rest on working days not yet published.
    """

    key: str
    first: date
    last: date
    times: int = 1
    provisional: bool = False


def is_per(text: str) -> bool:
    """Whether a text says how often a duty is owed in each window.

    >>> is_per("1/quarter"), is_per("2/term"), is_per("1/06-01..09-30"), is_per("1/2-year"), is_per("often")
    (True, True, True, True, False)
    """
    found = _PER.fullmatch(text)
    if found is None:
        return False
    if found["begin"]:
        return ("-" in found["begin"]) is ("-" in found["end"])
    return not found["step"] or found["unit"] in ("day", "week", *_MONTHS)


def names_dates(cadence: Deadline) -> bool:
    """Whether a cadence yields dates: it has a rhythm, and not one of a season that nobody has dated yet."""
    rhythmic = cadence.recurrence is not None or cadence.per is not None
    return rhythmic and not (cadence.anchor or "").startswith("season:")


def rhythm_of(per: str) -> str | None:
    """The recurrence rule of a count per window; None where it counts by terms, or is none.

    >>> rhythm_of("1/quarter"), rhythm_of("1/term")
    ('FREQ=MONTHLY;INTERVAL=3', None)
    """
    return _stated(_PER.fullmatch(per))


def by_term(per: str | None) -> bool:
    """Whether a duty is counted by the plan's terms."""
    return per is not None and per.endswith(("/term", "/school-year"))


def windows(
    rhythm: str | None,
    per: str | None,
    first: date,
    last: date,
    terms: Sequence[Term] = (),
    since: date | None = None,
) -> tuple[Window, ...]:
    """The windows of a rhythm that touch the span from ``first`` to ``last``, cut to that span.

    Args:
        rhythm: the recurrence rule, or None where ``per`` says it all.
        per: how often in each window. ``"1/term"`` and ``"1/school-year"`` count by the plan's terms;
            ``"1/06-01..09-30"`` and ``"1/01..10"`` are windows between two days of each year or month;
            ``"1/half-month"`` and ``"1/dekad"`` are parts of each month; with ``"1/month"`` the months that the
            rhythm names are windows.
        first: the first day on which the duty can be owed; bare weeks and days count from it.
        last: the last one; nothing is owed before the year 10 and after the year 8900.
        terms: the plan's terms, in order.
        since: the day from which every second Wednesday is counted; see
            :func:`~pilotflow.dates.recurrence.named_days`.

    >>> [w.key for w in windows("FREQ=MONTHLY;INTERVAL=3", None, date(2022, 12, 9), date(2023, 6, 30))]
    ['2022-q4', '2023-q1', '2023-q2']
    >>> [w.key for w in windows("FREQ=YEARLY;BYMONTH=2,4,6,8,10,12", "1/month", date(2023, 1, 1), date(2023, 5, 1))]
    ['2023-02', '2023-04']
    >>> [(w.key, w.times) for w in windows("FREQ=YEARLY", "5/year", date(2023, 1, 1), date(2023, 12, 31))]
    [('2023', 5)]
    """
    first, last = max(first, _EARLIEST), min(last, _LATEST)
    if first > last:
        return ()
    owed = None if per is None else _PER.fullmatch(per)
    rhythm = rhythm or _stated(owed)
    times = 1 if owed is None else int(owed["times"])
    unit = owed["unit"] if owed is not None else None
    if unit in ("term", "school-year"):
        found = _terms(terms, whole_years=unit == "school-year")
    elif rhythm is None:
        return ()
    else:
        parts = parse(rhythm)
        if owed is not None and owed["begin"]:
            found = _spans(parts, owed["begin"], owed["end"], first, last)
        elif unit in _PARTS_OF_MONTH:
            found = _parts_of_month(_PARTS_OF_MONTH[unit], first, last)
        elif unit is not None and parts.keys() - {"INTERVAL"} == {"FREQ", "BYMONTH"}:
            found = _months(parts, first, last)
        elif parts.keys() - {"FREQ", "INTERVAL"}:
            found = (Window(day.isoformat(), day, day) for day in named_days(rhythm, first, last, since))
        else:
            found = _periods(parts["FREQ"], int(parts.get("INTERVAL", "1")), first, last)
            times = _times_in(parts, owed, times)
    return tuple(
        Window(window.key, max(window.first, first), min(window.last, last), times)
        for window in found
        if window.last >= first and window.first <= last
    )


def _stated(owed: re.Match[str] | None) -> str | None:
    """The rhythm of a count per window that stands alone."""
    if owed is None:
        return None
    if owed["begin"]:
        return "FREQ=YEARLY" if "-" in owed["begin"] else "FREQ=MONTHLY"
    if owed["unit"] in _PARTS_OF_MONTH:
        return "FREQ=MONTHLY"
    base = _FREQUENCY.get(owed["unit"])
    if base is None or not owed["step"]:
        return base
    head, _, interval = base.partition(";INTERVAL=")
    return f"{head};INTERVAL={int(interval or 1) * int(owed['step'])}"


def _times_in(parts: Mapping[str, str], owed: re.Match[str] | None, times: int) -> int:
    """How often in each window, where the windows are parts of the unit the words count by: twice a year."""
    months = 0 if owed is None else _MONTHS.get(owed["unit"], 0) * int(owed["step"] or 1)
    length = int(parts.get("INTERVAL", "1")) * {"MONTHLY": 1, "YEARLY": 12}.get(parts["FREQ"], 0)
    return max(times * length // months, 1) if months and 0 < length < months else times


def _terms(terms: Sequence[Term], *, whole_years: bool) -> Iterator[Window]:
    if not whole_years:
        yield from (Window(term.id, term.first, term.last) for term in terms)
        return
    for year, group in groupby(
        terms, lambda term: term.first.year - (term.first.month < _SCHOOL_YEAR_BEGINS)
    ):
        same = list(group)
        yield Window(f"{year}-{year + 1}", same[0].first, same[-1].last)


def _parts_of_month(begins: tuple[int, ...], first: date, last: date) -> Iterator[Window]:
    for month in _periods("MONTHLY", 1, first, last):
        starts = [month.first.replace(day=day) for day in begins]
        ends = [*(start - _DAY for start in starts[1:]), month.last]
        for place, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
            yield Window(f"{month.key}-{place}", start, end)


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


def _months(parts: Mapping[str, str], first: date, last: date) -> Iterator[Window]:
    """The months that a rhythm names, each a window."""
    named = {int(month) for month in parts["BYMONTH"].split(",")}
    for window in _periods("MONTHLY", 1, first, last):
        if window.first.month in named:
            yield window


def _spans(parts: Mapping[str, str], begin: str, end: str, first: date, last: date) -> Iterator[Window]:
    """Windows between two days of each year or month; one that ends before it begins reaches into the next."""
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
