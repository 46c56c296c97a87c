"""Rhythms in English: quarterly, twice a year, every two weeks, the first Monday of each month."""

from __future__ import annotations

import re

from pilotflow.dates.english.numerals import count, month, weekdays
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.rhythms import DAYS, Rhythm, yearday
from pilotflow.dates.stretches import Stretch

_ADVERBS = (
    ("half", "half", 1),
    ("six", "half", 1),
    ("semi", "half", 1),
    ("biannual", "half", 1),
    ("bienn", "year", 2),
    ("trienn", "year", 3),
    ("fortnight", "week", 2),
    ("biweek", "week", 2),
    ("bimonth", "month", 2),
    ("daily", "day", 1),
    ("week", "week", 1),
    ("month", "month", 1),
    ("quarter", "quarter", 1),
    ("year", "year", 1),
    ("annu", "year", 1),
    ("p.a", "year", 1),
)
_UNITS = (
    ("working day", "workday"), ("business day", "workday"), ("workday", "workday"), ("half", "half"),
    ("six months", "half"), ("school year", "school-year"), ("semester", "term"), ("term", "term"), ("day", "day"),
    ("daily", "day"), ("week", "week"), ("fortnight", "fortnight"), ("month", "month"), ("quarter", "quarter"),
    ("year", "year"), ("annual", "year"), ("annum", "year"),
)  # fmt: skip
_WORDS_OF_TWO = ("biweek", "bimonth", "biannual")


def begun(token: Token) -> Rhythm:
    """The rhythm a word begins."""
    lower = token.text.lower()
    return _BEGINNINGS[token.kind](lower)


def attach(rhythm: Rhythm, places: list[Stretch], *, before: bool) -> None:
    """Set the days of each year: by 31 March each year, every year in March and September."""
    first = places[0]
    rhythm.precision = first.precision
    rhythm.vague = rhythm.vague or any(place.vague for place in places)
    rhythm.rule = "en.each-year-by" if before else "en.each-year-in"
    if first.style == "bare" and not before:
        if len(places) == 1 and first.first[0] != first.last[0]:
            month_, day = first.first
            rhythm.months, rhythm.days = [month_], [day] if day > 1 else []
            end = min(first.last[1], _length(first.last[0]))
            rhythm.span = f"{month_:02}-{day:02}..{first.last[0]:02}-{end:02}"
        else:
            rhythm.months = [place.first[0] for place in places]
        return
    days = [
        (place.last[0], -1 if place.last[1] == 31 and place.style != "day" else place.last[1])
        for place in places
    ]
    if len({day for _, day in days}) == 1 or len({month_ for month_, _ in days}) == 1:
        rhythm.months, rhythm.days = [month_ for month_, _ in days], [day for _, day in days]
    else:
        rhythm.yeardays = [yearday(month_, day if day > 0 else _length(month_)) for month_, day in days]


def _length(month_: int) -> int:
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month_, 31)


def _unit(text: str) -> str:
    return next((unit for sign, unit in _UNITS if sign in text), "year")


def _rhythm(unit: str, step: int, rule: str) -> Rhythm:
    if unit == "fortnight":
        unit, step = "week", step * 2
    return Rhythm(unit, step, rule)


def _adverb(text: str) -> Rhythm:
    plain = text.replace("-", "")
    unit, step = next(
        (unit, step) for sign, unit, step in _ADVERBS if plain.startswith(sign) or sign in plain
    )
    rhythm = Rhythm(unit, step, f"en.each-{unit}")
    rhythm.vague = plain.startswith(_WORDS_OF_TWO)
    return rhythm


def _every(text: str) -> Rhythm:
    words = text.split()
    step = count(words[1]) if len(words) > 2 and words[1] not in ("calendar", "working", "business") else 1
    unit = _unit(text)
    if unit == "half":
        step = 1
    return _rhythm(unit, step, f"en.each-{unit}")


def _other(text: str) -> Rhythm:
    found = weekdays(text.split()[-1])
    if found:
        rhythm = Rhythm("week", 2, "en.every-other")
        rhythm.weekdays, rhythm.precision = [DAYS[found[0] - 1]], "day"
        return rhythm
    return _rhythm(_unit(text), 2, "en.every-other")


def _rate(text: str) -> Rhythm:
    unit = _unit(re.split(r"times|once|twice", text)[-1])
    rhythm = _rhythm(unit, 1, "en.times-in")
    rhythm.times = count(text.split()[0])
    return rhythm


def _weekdays(text: str) -> Rhythm:
    rhythm = Rhythm("week", 1, "en.each-weekday")
    rhythm.weekdays, rhythm.precision = [DAYS[day - 1] for day in weekdays(text)], "day"
    return rhythm


def _month(text: str) -> Rhythm:
    rhythm = Rhythm("year", 1, "en.each-year-in")
    rhythm.months, rhythm.precision = [month(text.split(maxsplit=1)[1])], "month"
    day = re.search(r"\d+", text)
    if day is not None:
        rhythm.days, rhythm.precision = [int(day.group())], "day"
        if not 1 <= rhythm.days[0] <= _length(rhythm.months[0]):
            rhythm.forget()
    return rhythm


def _nth_day(text: str) -> Rhythm:
    words = text.removeprefix("the ").split()
    rhythm = Rhythm("quarter" if "quarter" in text else "month", 1, "en.nth-day")
    place = count(words[0])
    if rhythm.unit == "quarter":
        rhythm.vague = True
    elif words[1] in ("working", "business"):
        rhythm.setpos, rhythm.weekdays, rhythm.provisional = place, ["MO"], True
    else:
        rhythm.weekdays = [f"{place}{DAYS[weekdays(words[1])[0] - 1]}"]
    rhythm.precision = "day"
    return rhythm


def _month_day(text: str) -> Rhythm:
    unit = _unit(text.split(" each ")[-1].split(" every ")[-1])
    rhythm = Rhythm(unit, 1, "en.day-of-each")
    words = text.removeprefix("the ").removeprefix("day ").split()
    length = {"quarter": 3, "half": 6, "year": 12}.get(unit, 1)
    if "end" in text.split() or "-end" in text or words[0] in ("last", "final"):
        rhythm.days, place, rhythm.precision = [-1], length, unit
    elif words[0] in ("beginning", "start"):
        rhythm.days, place, rhythm.precision, rhythm.vague = [1], 1, unit, True
    elif words[0] == "middle":
        rhythm.vague = True
        return rhythm
    else:
        rhythm.days, place, rhythm.precision = [count(words[0])], 1, "day"
        if not 1 <= rhythm.days[0] <= 31:
            rhythm.forget()
            return rhythm
    if length > 1:
        rhythm.months = rhythm.months_of([place])
    return rhythm


def _in_month(text: str) -> Rhythm:
    unit = _unit(text.split(" each ")[-1].split(" every ")[-1])
    rhythm = Rhythm(unit, 1, "en.month-of-each")
    length = {"quarter": 3, "half": 6, "year": 12}[unit]
    place = count(text.removeprefix("the ").split()[0])
    rhythm.months, rhythm.precision = rhythm.months_of([length if place < 0 else place]), "month"
    return rhythm


_BEGINNINGS = {
    "adverb": _adverb,
    "every": _every,
    "everyother": _other,
    "everyday": _weekdays,
    "everymonth": _month,
    "rate": _rate,
    "nthday": _nth_day,
    "monthday": _month_day,
    "inmonth": _in_month,
}
