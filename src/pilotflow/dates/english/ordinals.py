"""The first Monday in May, the last Friday of June 2024, monthly on the second and fourth Thursday."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.durations import Span
from pilotflow.dates.english.bindings import bound_item
from pilotflow.dates.english.feasts import nth_weekday
from pilotflow.dates.english.festive import festival_of
from pilotflow.dates.english.numerals import places_of, weekdays
from pilotflow.dates.english.points import near, read_point
from pilotflow.dates.findings import Item, day_before
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import DAYS
from pilotflow.dates.stretches import Stretch
from pilotflow.dates.workdays import last_workday

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk


def nth_weekdays(walk: Walk, at: int) -> int:
    """Read the n-th weekdays of a month, or of the months of the rhythm that is open."""
    tokens = walk.tokens
    text = tokens[at].text
    places, weekday = places_of(text), weekdays(text)[-1]
    rhythm = walk.rhythm
    of_month = text.lower().endswith((" of", " in"))
    if not of_month:
        beside = _beside(walk, at + 1)
        if beside is not None:
            bound = walk.bound(at)
            _keep(walk, _counted(beside[0], weekday, places[0]), bound)
            return beside[1]
        if rhythm is not None and rhythm.unit == "month" and not rhythm.named():
            rhythm.weekdays = [f"{place}{DAYS[weekday - 1]}" for place in places if place <= 5]
            rhythm.precision, rhythm.rule = "day", "en.nth-day"
        else:
            walk.findings.vague = True
        return at + 1
    got = _month(walk, at)
    if got is None:
        walk.findings.doubt = True
        return at + 1
    point, behind = got
    month = point.months[0]
    bound = walk.bound(at)
    for place in places:
        _keep(walk, _day(walk, point.year, month, weekday - 1, place), bound)
    return behind


def _month(walk: Walk, at: int) -> tuple[Point, int] | None:
    """The month behind "the first Monday of", and the number behind it; None where there is none."""
    tokens = walk.tokens
    got = read_point(tokens, at + 1, walk.text, walk.scope.conventions) if at + 1 < len(tokens) else None
    if (
        got is None
        or len(got[0].months) != 1
        or got[0].days
        or not near(walk.text, tokens[at], tokens[at + 1])
    ):
        return None
    return got[0], got[1]


def nth_workday(walk: Walk, at: int) -> int:
    """The last working day of June 2024."""
    got = _month(walk, at)
    if got is None:
        walk.findings.vague = True
        return at + 1
    point, behind = got
    year = point.year or walk.named.year
    if year is None:
        walk.findings.doubt = True
        return behind
    place = places_of(walk.tokens[at].text)[0]
    first = date(year, point.months[0], 1)
    last = date(year, point.months[0], monthrange(year, point.months[0])[1])
    calendar = walk.scope.calendar
    before = day_before(first)
    day = None if before is None or place < 0 else Span(place, "B").after(before, calendar)
    if place == -1:
        day = last_workday(calendar, first, last)
    kept = _keep(walk, day if day is not None and day <= last else None, walk.bound(at))
    if kept is not None:
        kept.provisional = calendar.is_provisional(last)
    return behind


def weekday_beside(walk: Walk, point: Point, behind: int) -> int:
    """Monday after 15 June 2024: the number behind the day it stands beside; 0 where it stands beside none."""
    beside = _beside(walk, behind) if point.weekday and not point.shift else None
    if beside is None:
        return 0
    _keep(walk, _counted(beside[0], point.weekday, 1), walk.bound(behind - 1))
    return beside[1]


def _beside(walk: Walk, at: int) -> tuple[tuple[str, date | None], int] | None:
    """What stands before or after which day, and the number behind it; None where nothing of the kind follows."""
    tokens = walk.tokens
    if at >= len(tokens) or tokens[at].kind not in ("before", "after"):
        return None
    if walk.text[tokens[at - 1].end : tokens[at].start].strip():
        return None
    following = at + 1 < len(tokens) and near(walk.text, tokens[at], tokens[at + 1])
    got = read_point(tokens, at + 1, walk.text, walk.scope.conventions) if following else None
    if got is None:
        return (tokens[at].kind, None), at + 1  # Monday after the review
    point, behind, _ = got
    if point.feast:
        return (tokens[at].kind, festival_of(point, walk)[1]), behind
    found = stretches(point, walk.scope, walk.named) if point.days and point.year is not None else []
    day = found[-1].at(found[-1].last) if found else None
    return (tokens[at].kind, day if isinstance(day, date) else None), behind


def _counted(beside: tuple[str, date | None], weekday: int, place: int) -> date | None:
    side, day = beside
    if day is None or place < 1:
        return None
    days = (
        (weekday - day.isoweekday() - 1) % 7 + 1
        if side == "after"
        else (day.isoweekday() - weekday - 1) % 7 + 1
    )
    days += 7 * (place - 1)
    return Span(days if side == "after" else -days, "D").after(day)


def _keep(walk: Walk, day: date | None, bound: str) -> Item | None:
    """Keep a day that is computed; where there is none, the words are open."""
    if day is None:
        walk.findings.doubt = True
        return None
    stretch = Stretch("A", day.year, (day.month, day.day), (day.month, day.day), "day", "day")
    walk.named.take(stretch)
    item = bound_item(walk, stretch, bound)
    walk.add(item)
    return item


def iso_week(walk: Walk, at: int) -> int:
    """Week 24 of 2024, from Monday to Sunday."""
    week, year = sorted(int(digits) for digits in re.findall(r"\d+", walk.tokens[at].text))
    try:
        first = date.fromisocalendar(year, week, 1)
        last = date.fromisocalendar(year, week, 7)
    except ValueError:
        walk.findings.doubt = True
        return at + 1
    end = (last.month + 12 * (last.year - first.year), last.day)
    stretch = Stretch("A", first.year, (first.month, first.day), end, "day", "bare")
    walk.add(bound_item(walk, stretch, walk.bound(at)), walk.tokens[at].start)
    return at + 1


def _day(walk: Walk, year: int | None, month: int, weekday: int, place: int) -> date | None:
    year = year if year is not None else walk.named.year
    if year is not None:
        return nth_weekday(year, month, weekday, place)
    issued = walk.scope.issued
    if issued is None:
        return None
    days = (nth_weekday(issued.year + shift, month, weekday, place) for shift in (0, 1))
    return next((day for day in days if day is not None and day >= issued), None)
