"""The days of each month, or of the months of each quarter or year, that an English text names."""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.english.numerals import count, month, places_of, weekdays
from pilotflow.dates.english.takers import dekads_of
from pilotflow.dates.rhythms import DAYS, Rhythm

_UNITS = (
    ("working day", "workday"), ("business day", "workday"), ("workday", "workday"), ("half-month", "half-month"),
    ("half month", "half-month"), ("ten-day", "dekad"), ("half", "half"),
    ("six months", "half"), ("school year", "school-year"), ("semester", "term"), ("term", "term"), ("day", "day"),
    ("daily", "day"), ("week", "week"), ("fortnight", "fortnight"), ("month", "month"), ("quarter", "quarter"),
    ("year", "year"), ("annual", "year"), ("annum", "year"),
)  # fmt: skip


def unit_of(text: str) -> str:
    """The unit that words name; the year where they name none.

    >>> unit_of("every half-month"), unit_of("per annum")
    ('half-month', 'year')
    """
    return next((unit for sign, unit in _UNITS if sign in text), "year")


def nth_day(text: str) -> Rhythm:
    """The first Monday or the last working day of each month."""
    rhythm = Rhythm("quarter" if "quarter" in text else "month", 1, "en.nth-day")
    if rhythm.unit == "quarter":
        rhythm.vague, rhythm.precision = True, "day"
        return rhythm
    places, found = places_of(text), weekdays(text)
    if found:
        rhythm.weekdays, rhythm.precision = [f"{place}{DAYS[found[0] - 1]}" for place in places], "day"
    elif len(places) == 1:
        _day_in_month(rhythm, text.removeprefix("each ").removeprefix("every ").removeprefix("the "))
    else:
        rhythm.vague, rhythm.precision = True, "day"  # the first and last working day: no one rule says it
    return rhythm


def month_day(text: str) -> Rhythm:
    """The 15th, the 1st and the 15th, the 1st to the 5th, the end or the first ten days of each month."""
    unit = unit_of(text.split(" each ")[-1].split(" every ")[-1])
    rhythm = Rhythm(unit, 1, "en.day-of-each")
    words = text.removeprefix("the ").removeprefix("day ").split()
    length = {"quarter": 3, "half": 6, "year": 12}.get(unit, 1)
    days = _days(text)
    if "ten" in words and "days" in words:
        return _dekad(rhythm, text)
    if len(days) > 1:
        return _several(rhythm, days, joined=" to " in text)
    if "end" in text.split() or "-end" in text or words[0] in ("last", "final"):
        rhythm.days, place, rhythm.precision = [-1], length, "day" if "day" in words else unit
    elif words[0] == "early":
        return _early(rhythm)
    elif words[0] in ("beginning", "start"):
        rhythm.days, place, rhythm.precision, rhythm.vague = [1], 1, unit, True
    elif words[0] == "middle":
        rhythm.vague = True
        if unit == "year":
            rhythm.months, rhythm.days, rhythm.precision = [6], [-1], "half"
        return rhythm
    else:
        rhythm.days, place, rhythm.precision = [count(words[0])], 1, "day"
        if not 1 <= rhythm.days[0] <= 31:
            rhythm.forget()
            return rhythm
    if length > 1:
        rhythm.months = rhythm.months_of([place])
    return rhythm


def _days(text: str) -> list[int]:
    """The days of a month that words name, -1 for its end."""
    found = re.findall(r"\b(?:(\d{1,2})(?:st|nd|rd|th)|(first)|end|last)\b", text)
    return [int(day) if day else 1 if first else -1 for day, first in found]


def _several(rhythm: Rhythm, days: list[int], *, joined: bool) -> Rhythm:
    """The 15th and the end of each month; the 1st to the 5th."""
    rhythm.precision = "day"
    if not all(-1 <= day <= 31 and day for day in days):
        rhythm.forget()
    elif joined:
        rhythm.days, rhythm.span = days[:1], f"{days[0]:02}..{days[-1]:02}"
    else:
        rhythm.days = days
    return rhythm


def _dekad(rhythm: Rhythm, text: str) -> Rhythm:
    first, last = dekads_of(text)
    start, end = (1, 11, 21)[first - 1], (10, 20, 31)[last - 1]
    rhythm.days, rhythm.span, rhythm.precision = [-1 if end == 31 else end], f"{start:02}..{end:02}", "dekad"
    return rhythm


def _early(rhythm: Rhythm) -> Rhythm:
    """Early in each month, quarter, half-year or year, as loosely as the words."""
    unit, rhythm.vague = rhythm.unit, True
    rhythm.precision = "dekad" if unit == "month" else unit
    if unit != "month":
        rhythm.months = rhythm.months_of([1])
    rhythm.days = [] if unit == "year" else [10]
    return rhythm


def in_month(text: str) -> Rhythm:
    """The first month of each quarter, every even-numbered month, or a day in them."""
    unit = unit_of(text.split(" each ")[-1].split(" every ")[-1])
    rhythm = Rhythm(unit, 1, "en.month-of-each")
    rhythm.precision = "month"
    found = _form().fullmatch(text)
    assert found is not None
    day, place, parity, named = found.groups()
    if parity:
        rhythm.unit, rhythm.months = "year", list(range(2 if parity == "even" else 1, 13, 2))
    elif named:
        rhythm.months = [month(named)]
    else:
        number = count(place)
        length = {"quarter": 3, "half": 6, "year": 12}[unit]
        rhythm.months = rhythm.months_of([length if number < 0 else number])
    if day is not None:
        _day_in_month(rhythm, day.removeprefix("the "))
    return rhythm


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"(?:(.*)\s(?:of|in)\s)?(?:(?:the\s)?(\S+)\smonth\s(?:of|in)\s.*|(?:each|every)\s(?:calendar\s)?(even|odd)-.*"
        r"|(\w+)\s(?:each|every)\syear)"
    )


def _day_in_month(rhythm: Rhythm, text: str) -> None:
    """The 10th, the end, the last day, the first Monday or the first working day of the months of a rhythm."""
    words = text.split()
    if text in ("end", "last day"):
        rhythm.days = [-1]
        rhythm.precision = "month" if text == "end" else "day"
        return
    rhythm.precision = "day"
    place = count(words[0])
    if len(words) == 1:
        rhythm.days = [place]
        if not 1 <= place <= 31:
            rhythm.forget()
    elif words[1] in ("working", "business"):
        rhythm.setpos, rhythm.weekdays, rhythm.provisional = place, ["MO"], True
    else:
        rhythm.weekdays = [f"{place}{DAYS[weekdays(words[1])[0] - 1]}"]
