"""Rhythms in words: every two weeks, by the end of each quarter, on the first Monday of each month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.said import yearly
from pilotflow.dates.said.days import suffix
from pilotflow.dates.said.windows import listed
from pilotflow.dates.said.yearly import ordinal
from pilotflow.language import deadlines
from pilotflow.language import rhythms as words
from pilotflow.language.catalogue import say

_WORKING = "MO,TU,WE,TH,FR"
_DEKADS = {("10", "01..10"): (1, 1), ("20", "11..20"): (2, 2), ("-1", "21..31"): (3, 3), ("20", "01..20"): (1, 2),
           ("-1", "11..31"): (2, 3)}  # fmt: skip
_QUARTERS = {"1,4,7,10": 0, "2,5,8,11": 1, "3,6,9,12": 2}
_ALTERNATE = {"2,4,6,8,10,12": 0, "1,3,5,7,9,11": 1}
_STARTS = {"quarter": "1,4,7,10", "half": "1,7"}
_ENDS = {"quarter": "3,6,9,12", "half": "6,12", "year": "12"}


def phrases(deadline: Deadline, language: str) -> Iterator[str]:
    """The rhythm of a deadline in words, the most natural ones first."""
    rule = deadline.recurrence or ""
    if rule and not _rule().fullmatch(rule):
        return
    parts = dict(piece.split("=", 1) for piece in rule.split(";") if rule)
    loose = _loose(parts, deadline, language) if deadline.vague else None
    if loose is not None:
        yield loose
    for phrase in _exact(parts, deadline, language):
        if deadline.vague:
            yield say(words.ABOUT, language, rhythm=phrase)
        yield phrase


def _loose(parts: dict[str, str], deadline: Deadline, language: str) -> str | None:
    """Early in each month or quarter, the middle of each year: as loosely as documents say it."""
    named = (parts.get("BYMONTH"), parts.get("BYMONTHDAY"))
    precision = deadline.precision
    if named == (_STARTS.get(precision), "10") and precision in ("dekad", "quarter", "half"):
        return say(words.EARLY_IN[precision], language)
    if named == ("1", None) and precision == "year":
        return say(words.EARLY_IN["year"], language)
    if named == ("6", "-1") and precision == "half":
        return say(words.MIDDLE_OF_YEAR, language)
    return say(words.START_OF_MONTH, language) if named == (None, "1") and precision == "month" else None


def _exact(parts: dict[str, str], deadline: Deadline, language: str) -> Iterator[str]:
    frequency, step = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    times, _, unit = (deadline.per or "").partition("/")
    named = parts.keys()
    if frequency == "MONTHLY" and "BYMONTH" in named:  # the n-th working day of each of some months
        frequency = "YEARLY"
    if unit and (not named or unit in ("dekad", "half-month")):
        yield from _units(times, unit, language)
    elif frequency == "WEEKLY" and named == {"BYDAY"}:
        yield from _weekly(parts["BYDAY"], int(step), language)
    elif frequency == "MONTHLY" and step == "1" and named:
        yield from _in_months(say(words.EACH_MONTH, language), parts, deadline, language)
    elif frequency == "YEARLY" and named:
        yield from _in_years(parts, int(step), deadline, language)


def _units(times: str, unit: str, language: str) -> Iterator[str]:
    """Every quarter, twice a year, every two weeks."""
    count, _, longer = unit.partition("-")
    stepped = _number().fullmatch(count) and longer in words.EVERY
    if stepped:
        every = say(words.EVERY[longer], language, count=_count(int(count), language))
    elif unit in words.EACH:
        every = say(words.EACH[unit], language)
    else:
        return
    if times == "1":
        yield every
    elif _number().fullmatch(times):
        often = say(words.TWICE, language) if times == "2" else say(words.TIMES, language, count=int(times))
        if unit in words.OFTEN:
            yield say(words.OFTEN[unit], language, often=often)
        else:
            yield say(words.OFTEN_IN, language, rhythm=every, often=often)


def _weekly(weekdays: str, step: int, language: str) -> Iterator[str]:
    if weekdays == _WORKING and step == 1:
        yield say(words.EACH["workday"], language)
        return
    days = weekdays.split(",")
    if not all(day in words.WEEKDAYS for day in days):
        return
    said = listed([say(words.WEEKDAYS[day], language) for day in days], language)
    if step == 1:
        yield say(words.EVERY_WEEKDAY, language, weekdays=said)
    else:
        yield say(words.WEEKDAY_EVERY, language, count=_count(step, language), weekdays=said)


def _in_months(months: str, parts: dict[str, str], deadline: Deadline, language: str) -> Iterator[str]:
    """The days named in each month, or in those months of each quarter or year."""
    days, weekdays, place = parts.get("BYMONTHDAY"), parts.get("BYDAY"), parts.get("BYSETPOS")
    span = (deadline.per or "").partition("/")[2]
    if weekdays == _WORKING and place is not None and days is None:
        yield say(words.ON_WORKDAY, language, nth=ordinal(int(place), language), months=months)
    elif weekdays is not None and days is None and place is None:
        found = _weekday().fullmatch(weekdays)
        if found is not None:
            weekday = say(words.WEEKDAYS[found[2]], language)
            nth_ = ordinal(int(found[1]), language)
            yield say(words.ON_WEEKDAY, language, nth=nth_, weekday=weekday, months=months)
    elif days is None or weekdays is not None or place is not None:
        if not parts.keys() - {"BYMONTH"}:
            yield say(words.IN_MONTHS, language, months=months)
    elif (days, span) in _DEKADS:
        message = deadlines.DEKADS[_DEKADS[days, span]]
        yield say(words.IN_MONTHS, language, months=say(message, language, month=months))
    elif _span().fullmatch(span):
        first, last = (_nth(int(day), language) for day in span.split(".."))
        yield say(words.BETWEEN_DAYS, language, first=first, last=last, months=months)
    elif days == "-1":
        message = words.BY_LAST_DAY if deadline.precision == "day" else words.BY_END
        yield say(message, language, months=months)
    else:
        pieces = [
            say(words.END_OF_MONTH, language) if day == "-1" else _nth(int(day), language)
            for day in days.split(",")
        ]
        yield say(words.BY_DAYS, language, days=listed(pieces, language), months=months)


def _in_years(parts: dict[str, str], step: int, deadline: Deadline, language: str) -> Iterator[str]:
    months, precision = parts.get("BYMONTH", ""), deadline.precision
    if step == 1 and months == _ENDS.get(precision) and parts.get("BYMONTHDAY") == "-1":
        yield say(words.BY_END_OF_UNIT[precision], language)
    elif step == 1 and months in _QUARTERS:
        yield from _in_months(
            say(words.MONTH_OF_QUARTER[_QUARTERS[months]], language), parts, deadline, language
        )
    elif step == 1 and months in _ALTERNATE:
        at = _ALTERNATE[months]
        if parts.keys() == {"BYMONTH"}:
            yield say(words.IN_ALTERNATE_MONTHS[at], language)
        else:
            yield from _in_months(say(words.ALTERNATE_MONTHS[at], language), parts, deadline, language)
    elif step == 1 and "BYDAY" in parts and _number().fullmatch(months) and int(months) <= 12:
        month = say(deadlines.MONTHS[int(months) - 1], language)
        yield from _in_months(say(words.MONTH_EACH_YEAR, language, month=month), parts, deadline, language)
    else:
        yield from yearly.phrases(parts, _count(step, language) if step > 1 else "", deadline, language)


def _nth(day: int, language: str) -> str:
    return say(words.DAYS[suffix(day)], language, day=day)


def _count(number: int, language: str) -> str:
    message = words.COUNTS.get(number)
    return str(number) if message is None else say(message, language)


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(
        r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=[1-9]\d{0,3})?"
        r"(?:;BY(?:MONTH|MONTHDAY|YEARDAY)=-?\d{1,3}(?:,-?\d{1,3})*|;BYSETPOS=-?\d{1,3}|;BYDAY=[A-Z\d,-]+)*",
        re.ASCII,
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[1-9]\d{0,3}", re.ASCII)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(r"(-?[1-9])(MO|TU|WE|TH|FR|SA|SU)")


@cache
def _span() -> re.Pattern[str]:
    return re.compile(r"\d\d\.\.\d\d", re.ASCII)
