"""Days and periods in words: 30 June 2023, Q3 2023, the middle ten days of March next year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pilotflow.dates.marks import Mark
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say
from pilotflow.language.rhythms import WEEKDAYS

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DEKAD_STARTS = {1: 1, 11: 2, 21: 3}
_DEKAD_ENDS = {10: 1, 20: 2}


class Place(NamedTuple):
    """A day: of the year ``value`` where ``base`` is ``A``, else counted from the day of issue as a mark is."""

    base: str
    value: int
    month: int
    day: int

    def ends_month(self) -> bool:
        """Whether it is the last day of its month."""
        if self.base == "A":
            return self.day == monthrange(self.value, self.month)[1]
        return self.day == 31

    def beyond(self) -> bool:
        """Whether it lies past the end of a month of a year not known yet: 31 April is the last day of April."""
        return self.base != "A" and self.day > monthrange(2000, self.month)[1]

    def yearly(self) -> bool:
        """Whether it is a day of a month of a year."""
        return self.base in ("A", "Y", "N")


def place_of(bound: date | Mark) -> Place:
    """The place of a day or of a mark; a mark past December lies in the year after.

    >>> place_of(date(2023, 6, 30)), place_of(Mark("N", 0, 14, 31))
    (Place(base='A', value=2023, month=6, day=30), Place(base='N', value=1, month=2, day=31))
    """
    if isinstance(bound, date):
        return Place("A", bound.year, bound.month, bound.day)
    return Place(bound.unit, bound.shift + (bound.month - 1) // 12, (bound.month - 1) % 12 + 1, bound.day)


def day(place: Place, language: str, *, year: bool = True) -> str | None:
    """A day in words; None where there are none.

    Args:
        place: the day.
        language: the language.
        year: whether its year is said.
    """
    if place.base == "D":
        message = words.NEAR.get(("D", place.value))
        return message and say(message, language)
    if place.base == "W":
        message = words.WEEKDAYS.get(place.value)
        weekday = say(WEEKDAYS[list(WEEKDAYS)[place.day - 1]], language) if 1 <= place.day <= 7 else None
        return message and weekday and say(message, language, weekday=weekday)
    if place.base == "M":
        month = _near(place, language)
        return month and say(words.DAYS_OF[suffix(place.day)], language, month=month, day=place.day)
    label = _year(place, language) if year else ""
    if label is None or not place.yearly():
        return None
    if place.beyond():
        return say(words.LAST_DAY, language, month=month_of(place, language, year=year))
    month = say(words.MONTHS[place.month - 1], language)
    return say(words.DAY, language, day=place.day, month=month, year=label).strip()


def suffix(number: int) -> int:
    """Which ending an ordinal has in English: 1 (21st), 2 (22nd), 3 (23rd) or 0 (11th, 25th).

    >>> suffix(1), suffix(22), suffix(13)
    (1, 2, 0)
    """
    last = number % 10
    return last if last in (1, 2, 3) and number not in (11, 12, 13) else 0


def period_to(last: Place, precision: str, language: str, *, year: bool = True) -> str | None:
    """The month, quarter, half-year, year or dekad that ends with a day, in words; None where none does."""
    if precision == "dekad":
        return _dekads(last, _end_of_dekad(last), _end_of_dekad(last), language, year=year)
    length = _MONTHS.get(precision)
    if length is None or not last.ends_month() or last.month % length:
        return None
    return _period(last, precision, last.month // length, language, year=year)


def period_from(first: Place, precision: str, language: str, *, year: bool = True) -> str | None:
    """The month, quarter, half-year, year or dekad that begins with a day, in words; None where none does."""
    if precision == "dekad":
        number = _DEKAD_STARTS.get(first.day, 0)
        return _dekads(first, number, number, language, year=year)
    length = _MONTHS.get(precision)
    if length is None or first.day != 1 or (first.month - 1) % length:
        return None
    return _period(first, precision, (first.month - 1) // length + 1, language, year=year)


def whole(first: Place, last: Place, precision: str, language: str) -> str | None:
    """The one period that a window is, in words; None where it is none."""
    if (first.base, first.value) != (last.base, last.value):
        return None
    if first.base == "W":
        return _near(last, language) if (first.day, last.day) == (1, 7) else None
    if precision == "dekad":
        start = _DEKAD_STARTS.get(first.day, 0)
        return (
            _dekads(last, start, _end_of_dekad(last), language)
            if start and first.month == last.month
            else None
        )
    name = period_to(last, precision, language)
    if name is not None and name == period_from(first, precision, language):
        return name
    quarters = precision == "quarter" and first[2:] == (1, 1) and last.month == 9 and last.ends_month()
    label = _year(last, language)
    return say(words.FIRST_QUARTERS, language, year=label) if quarters and label else None


def month_of(place: Place, language: str, *, year: bool = True) -> str | None:
    """The month of a day, in words."""
    if place.base == "M":
        return _near(place, language)
    label = _year(place, language) if year else ""
    if label is None or not place.yearly():
        return None
    return say(words.MONTH, language, month=say(words.MONTHS[place.month - 1], language), year=label).strip()


def year_of(place: Place, language: str) -> str | None:
    """The year of a day, in words; empty where none is named."""
    return _year(place, language)


def _period(place: Place, precision: str, number: int, language: str, *, year: bool) -> str | None:
    if precision == "month":
        return month_of(place, language, year=year)
    if place.base == "Q":
        return _near(place, language) if precision == "quarter" else None
    label = _year(place, language) if year or precision == "year" else ""
    if label is None or not place.yearly() or (precision == "year" and not label):
        return None
    if precision == "year":
        return label
    if precision == "quarter":
        return say(words.QUARTERS[number - 1], language, year=label).strip()
    if not label:
        return say(words.HALVES_OF_ANY[number - 1], language)
    return say(words.HALVES[number - 1], language, year=label)


def _dekads(place: Place, first: int, last: int, language: str, *, year: bool = True) -> str | None:
    message = words.DEKADS.get((first, last))
    month = message and month_of(place, language, year=year)
    return message and month and say(message, language, month=month)


def _end_of_dekad(place: Place) -> int:
    return 3 if place.ends_month() else _DEKAD_ENDS.get(place.day, 0)


def _near(place: Place, language: str) -> str | None:
    message = words.NEAR.get((place.base, place.value))
    return message and say(message, language)


def _year(place: Place, language: str) -> str | None:
    if place.base == "A":
        return say(words.YEAR, language, year=place.value)
    if place.base == "N":
        return "" if place.value == 0 else say(words.FOLLOWING_YEAR, language) if place.value == 1 else None
    message = words.YEARS.get(place.value) if place.base == "Y" else None
    return message and say(message, language)
