"""The times a recurring duty falls due between two days: some skipped, some moved, on working days if asked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.dates.durations import Span, spans_of
from pilotflow.dates.findings import as_date
from pilotflow.dates.partial import later
from pilotflow.dates.read import is_chinese
from pilotflow.dates.recurrence import Term
from pilotflow.dates.windows import Window, windows
from pilotflow.dates.workdays import usual

if TYPE_CHECKING:
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.workdays import WorkCalendar

_DAY = timedelta(days=1)
EVERY_WORKDAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_LONGEST_BREAK = 31
"""Days after which the search for a working day ends where it is: no place has a longer break."""
_MONTH, _LONGEST_PERIOD = 31, 2 * 366
"""How many days around a span is looked for the month of a working day, and for the end of what a span follows."""


def occurrences(
    deadline: Deadline,
    first: date | str,
    last: date | str,
    *,
    terms: Sequence[Term | Mapping[str, Any]] = (),
    calendar: WorkCalendar | None = None,
    rest_day: str = "stay",
    skipped: Collection[str] = (),
    moved: Mapping[str, date | str] | None = None,
) -> tuple[Window, ...]:
    """The times a rhythm falls due between two days, in order.

    Its own words may bound it (2023年3月至6月，每月一次), and may name a stretch of each time (每学期开学后两周内).

    Args:
        deadline: what recurs; one without a rhythm, such as 定期, falls due never.
        first: the first day on which it can be owed. Every second Wednesday is counted from the first Wednesday on or
            after it, or after the day that the words themselves begin with.
        last: the last one.
        terms: the plan's terms, in order.
        calendar: the working days; by default those of mainland China for a Chinese text, Monday to Friday otherwise.
        rest_day: where a day on which nobody works moves to: the ``next`` or ``previous`` working day; by default it
            stays. A longer window always stays, since the duty is owed on any day in it. What rests on days not yet
            published is ``provisional``.
        skipped: keys of windows that are left out.
        moved: the new day of windows, by key. A working day is not asked of it.

    Raises:
        ValueError: a day is none, or a key names no window of this rhythm.

    >>> from pilotflow.dates.read import read_deadline
    >>> found = occurrences(read_deadline("每月25日前"), date(2023, 2, 1), date(2023, 4, 30), skipped=["2023-03-25"])
    >>> [each.key for each in found]
    ['2023-02-25', '2023-04-25']
    """
    first, last = as_date(first), as_date(last)
    days = calendar or usual(is_chinese(deadline.text))
    known = tuple(_term(term) for term in terms)
    since = _since(deadline, first)
    own = list(_bounded(deadline, first, last, known, days, since))
    if rest_day not in ("stay", "next", "previous"):
        raise ValueError(f"rest_day is stay, next or previous, not {rest_day!r}")
    if rest_day != "stay":
        around = _bounded(deadline, later(first, -_MONTH), later(last, _MONTH), known, days, since)
        rested = (_on_workday(window, days, rest_day) for window in around if window.first == window.last)
        own = [window for window in own if window.first != window.last]
        own += [window for window in rested if first <= window.first <= last]
    changed = {key: as_date(day) for key, day in (moved or {}).items()}
    if skipped or changed:
        around = _bounded(
            deadline, later(first, -_LONGEST_PERIOD), later(last, _LONGEST_PERIOD), known, days, since
        )
        there = {window.key: window for window in (*around, *own)}
        _look_up((*skipped, *changed), list(there))
        own = [window for window in own if window.key not in skipped and window.key not in changed]
        own += [
            attrs.evolve(there[key], first=day, last=day)
            for key, day in changed.items()
            if key not in skipped and first <= day <= last
        ]
    return tuple(sorted(own, key=lambda window: (window.first, window.last, window.key)))


def _since(deadline: Deadline, first: date) -> date:
    """The day from which a rhythm counts, within what the words themselves set."""
    return max(first, deadline.earliest or first)


def _bounded(
    deadline: Deadline, first: date, last: date, terms: Sequence[Term], calendar: WorkCalendar, since: date
) -> Iterable[Window]:
    """The windows between two days, within what the words themselves set."""
    begin, bound = _since(deadline, first), bound_of(deadline)
    end = last if bound is None else min(last, bound)
    return _rounds(deadline, begin, end, terms, calendar, since) if begin <= end else ()


def _look_up(keys: Iterable[str], known: Sequence[str]) -> None:
    unknown = [str(key) for key in keys if key not in known]
    if unknown:
        shown = ", ".join(known[:3])
        raise ValueError(f"no window is called {', '.join(unknown)}; windows are called {shown} …")


def _term(value: Term | Mapping[str, Any]) -> Term:
    """A term given as such, or as the mapping a plan file has."""
    if isinstance(value, Term):
        return value
    first, last = value.get("first", value.get("from")), value.get("last", value.get("to"))
    return Term(str(value.get("id", first)), as_date(first), as_date(last))


def bound_of(deadline: Deadline) -> date | None:
    """The day a rhythm ends with; None where it has none, or where the last day may as well be what it follows.

    >>> from pilotflow.dates.read import read_deadline
    >>> bound_of(read_deadline("2023—2025年每年12月底前"))
    datetime.date(2025, 12, 31)
    >>> bound_of(read_deadline("2023年3月底前建立机制，每季度更新"))
    """
    first, last = deadline.earliest, deadline.latest
    return last if first is not None and first != last and not deadline.sustain else None


def is_after_closing(deadline: Deadline) -> bool:
    """Whether each time counts from the end of the period it comes round in: 季度终了后45日内."""
    recurs = deadline.recurrence is not None or deadline.per is not None
    _, _, name = (deadline.anchor or "").partition(":")
    return recurs and _closing().fullmatch(name) is not None


def _rounds(
    deadline: Deadline, first: date, last: date, terms: Sequence[Term], calendar: WorkCalendar, since: date
) -> Iterable[Window]:
    rhythm, per = deadline.recurrence, deadline.per
    position = _workday_position().search(rhythm or "")
    if position is not None:
        around = windows(rhythm, per, later(first, -_MONTH), later(last, _MONTH), since=since)
        return _within(_nth_workdays(around, int(position[1]), calendar), first, last)
    offset, anchor = deadline.offset, deadline.anchor or ""
    if anchor.startswith("season:"):
        return ()  # 汛期每周: nobody has said yet when that is
    if rhythm == EVERY_WORKDAY and per in (None, "1/workday"):
        return _workdays(first, last, calendar)
    plain = windows(rhythm, per, first, last, terms, since)
    if offset is None or (rhythm is None and per is None):
        return plain
    if anchor in ("lunar_calendar", "solar_term"):
        name, _, code = offset.partition(" ")
        _, span = spans_of(code) or (None, Span(0, "D"))
        return _within(_festivals(name, span, first, last, calendar), first, last)
    if anchor == "term_calendar":
        counted = terms if (per or "").endswith("/term") else _school_years(terms)
        return _within(_in_terms(offset, counted, calendar), first, last)
    spans = spans_of(offset)
    if is_after_closing(deadline) and spans is not None:
        closed = windows(rhythm, per, later(first, -_LONGEST_PERIOD), last, terms, since)
        return _within(_after(closed, spans[1], last, calendar), first, last)
    return plain


def _within(found: Iterator[Window], first: date, last: date) -> Iterator[Window]:
    """What ends within a span; a day that lies behind it is not drawn into it."""
    for window in found:
        if first <= window.last <= last:
            yield attrs.evolve(window, first=max(window.first, first))


def _workdays(first: date, last: date, calendar: WorkCalendar) -> Iterator[Window]:
    """每个工作日: a rule counts Mondays to Fridays; here the published days are."""
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if calendar.is_workday(day):
            yield Window(day.isoformat(), day, day, provisional=calendar.is_provisional(day))


def _school_years(terms: Sequence[Term]) -> list[Term]:
    """Each school year as one stretch."""
    years = windows(None, "1/school-year", date.min, date.max, terms)
    return [Term(window.key, window.first, window.last) for window in years]


def _nth_workdays(found: Iterable[Window], position: int, calendar: WorkCalendar) -> Iterator[Window]:
    """每月第一个工作日: a rule counts Mondays to Fridays; here the published days of its months are counted."""
    for window in found:
        start = window.first.replace(day=1)
        end = start.replace(day=monthrange(start.year, start.month)[1])
        day, step = (start, _DAY) if position > 0 else (end, -_DAY)
        left = abs(position) - calendar.is_workday(day)
        while left and start <= day + step <= end:
            day += step
            left -= calendar.is_workday(day)
        key = f"{start.year}-{start.month:02}"
        yield Window(key, day, day, window.times, calendar.is_provisional(day))


def _festivals(name: str, span: Span, first: date, last: date, calendar: WorkCalendar) -> Iterator[Window]:
    """每年春节前: a span from a festival of each year."""
    from pilotflow.dates.festivals import festival

    for year in range(first.year, last.year + 2):
        day = festival(name, year)
        due = None if day is None else span.after(day, calendar)
        if due is not None:
            yield Window(str(year), due, due)


def _in_terms(offset: str, terms: Sequence[Term], calendar: WorkCalendar) -> Iterator[Window]:
    """每学期开学后两周内: what an offset names in each of the terms."""
    from pilotflow.dates.conventions import USUAL
    from pilotflow.dates.findings import Scope
    from pilotflow.dates.school import resolve_term

    scope = Scope(USUAL, calendar=calendar)
    breaks = offset.partition(" ")[0].endswith(("winter", "summer"))
    for at, term in enumerate(terms):
        around = terms[at : at + 2] if breaks else [term]
        opens, closes = resolve_term(offset.replace("each:", "current:", 1), around, None, scope)
        if closes is not None:
            yield Window(term.id, opens or min(term.first, closes), closes)


def _after(closed: Sequence[Window], span: Span, last: date, calendar: WorkCalendar) -> Iterator[Window]:
    """季度终了后45日内: a span from the end of each period that is whole."""
    for window in closed:
        due = span.after(window.last, calendar)
        if due is not None and window.last < last:
            yield Window(
                window.key, min(window.last + _DAY, due), due, provisional=calendar.is_provisional(due)
            )


def _on_workday(window: Window, calendar: WorkCalendar, rest_day: str) -> Window:
    day = window.first
    step = _DAY if rest_day == "next" else -_DAY
    for _ in range(_LONGEST_BREAK):
        if calendar.is_workday(day):
            break
        day += step
    provisional = calendar.is_provisional(window.first) or calendar.is_provisional(day)
    return attrs.evolve(window, first=day, last=day, provisional=provisional)


@cache
def _workday_position() -> re.Pattern[str]:
    return re.compile(r";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=(-?\d+)$", re.ASCII)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"(?:会计)?每?(?:年|半年|季|月)[度份]?(?:终了|结束|终止|届满)")
