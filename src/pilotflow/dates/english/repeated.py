"""Rhythms in English: quarterly, twice a year, every two weeks, by 31 March each year."""

from __future__ import annotations

import re

from pilotflow.dates.english import closings, monthly
from pilotflow.dates.english.fragments import MONTH
from pilotflow.dates.english.monthly import unit_of
from pilotflow.dates.english.numerals import count, month, weekdays
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.rhythms import DAYS, Rhythm, month_end, yearday
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
_STEPS = {"third": 3, "fourth": 4, "fifth": 5}
_KINDS = ("calendar", "working", "business", "financial", "fiscal")
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
            rhythm.months, rhythm.days = [month_], [day] if day > 1 or first.exact else []
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
        rhythm.yeardays = [yearday(month_, day) if day > 0 else month_end(month_) for month_, day in days]
    if len(places) == 1 and first.style in ("dekad", "early") and first.precision == "dekad" and not before:
        rhythm.span = "{:02}-{:02}..{:02}-{:02}".format(*first.first, *first.last)


def _length(month_: int) -> int:
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month_, 31)


def _rhythm(unit: str, step: int, rule: str) -> Rhythm:
    if unit == "fortnight":
        unit, step = "week", step * 2
    return Rhythm(unit, step, rule)


def _adverb(text: str) -> Rhythm:
    several = re.match(r"(\d+|two|three|four|five)[- ](week|month|year)", text)
    if several is not None:
        unit = several.group(2)
        return Rhythm(unit, count(several.group(1)), f"en.each-{unit}")
    plain = text.replace("-", "")
    if plain in ("semimonthly", "semiweekly"):
        rhythm = Rhythm(plain[4:].removesuffix("ly"), 1, "en.times-in")
        rhythm.times = 2
        return rhythm
    unit, step = next(
        (unit, step) for sign, unit, step in _ADVERBS if plain.startswith(sign) or sign in plain
    )
    rhythm = Rhythm(unit, step, f"en.each-{unit}")
    rhythm.vague = plain.startswith(_WORDS_OF_TWO)
    return rhythm


def _every(text: str) -> Rhythm:
    words = text.split()
    step = count(words[1]) if len(words) > 2 and words[1] not in _KINDS else 1
    unit = unit_of(text)
    if unit == "half":
        step = 1
    rhythm = _rhythm(unit, step, f"en.each-{unit}")
    rhythm.vague = "financial" in text or "fiscal" in text  # it may begin in any month
    return rhythm


def _other(text: str) -> Rhythm:
    found = weekdays(text.split()[-1])
    if found:
        rhythm = Rhythm("week", 2, "en.every-other")
        rhythm.weekdays, rhythm.precision = [DAYS[found[0] - 1]], "day"
        return rhythm
    return _rhythm(unit_of(text), _STEPS.get(text.split()[1], 2), "en.every-other")


def _rate(text: str) -> Rhythm:
    each = re.split(r"times?|once|twice|^.*\s(?:a|per|each|every)(?=\s\S+$)", text)[-1]
    unit = unit_of(each)
    words = each.split()
    step = count(words[-2]) if unit != "half" and len(words) > 2 else 1
    rhythm = _rhythm(unit, step, "en.times-in")
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


def listed(text: str) -> Rhythm:
    """The months of a year that are listed beside "quarterly" or "half-yearly"; vague where they are not as many."""
    rhythm = Rhythm("year", 1, "en.each-year-in")
    words = re.findall(rf"\b{MONTH}\b", text)
    rhythm.months, rhythm.precision = sorted({month(word) for word in words}), "month"
    rhythm.vague = len(rhythm.months) != (4 if "quarter" in text else 2)
    return rhythm


_BEGINNINGS = {
    "adverb": _adverb,
    "every": _every,
    "everyother": _other,
    "everyday": _weekdays,
    "everymonth": _month,
    "rate": _rate,
    "nthday": monthly.nth_day,
    "monthday": monthly.month_day,
    "monthafter": closings.month_after,
    "inmonth": monthly.in_month,
}
