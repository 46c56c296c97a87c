"""Feasts and public holidays of the western year, whose days are fixed or computed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

# Days after Easter Sunday.
_EASTER = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "holy thursday": -3,
    "good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "ascension day": 39, "whit sunday": 49,
    "pentecost": 49, "whit monday": 50, "corpus christi": 60,
}  # fmt: skip
# Month, weekday (Monday is 0) and which one of the month; the last is -1.
_WEEKDAYS = {
    "martin luther king jr. day": (1, 0, 3), "martin luther king day": (1, 0, 3), "mlk day": (1, 0, 3),
    "presidents' day": (2, 0, 3), "memorial day": (5, 0, -1), "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
}  # fmt: skip
_FIXED = {
    "epiphany": (1, 6), "st patrick's day": (3, 17), "europe day": (5, 9), "juneteenth": (6, 19),
    "halloween": (10, 31), "all saints' day": (11, 1), "veterans day": (11, 11), "armistice day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
NAMES = "|".join(sorted((*_EASTER, *_WEEKDAYS, *_FIXED), key=len, reverse=True)).replace(".", r"\.")
_FIRST, _LAST = 1583, 4099


def is_feast(name: str) -> bool:
    """Whether a feast is one of these.

    >>> is_feast("Easter Monday"), is_feast("Spring Festival")
    (True, False)
    """
    name = name.lower()
    return name in _EASTER or name in _WEEKDAYS or name in _FIXED


def fixed_day(name: str) -> tuple[int, int] | None:
    """Month and day of a feast that has the same ones each year.

    >>> fixed_day("Boxing Day"), fixed_day("Easter")
    ((12, 26), None)
    """
    return _FIXED.get(name.lower())


def feast(name: str, year: int) -> date | None:
    """The day of a feast in a year; None where the calendar does not reach.

    >>> feast("Easter", 2024), feast("Thanksgiving", 2024)
    (datetime.date(2024, 3, 31), datetime.date(2024, 11, 28))
    """
    name = name.lower()
    if not _FIRST <= year <= _LAST:
        return None
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        from dateutil.easter import easter

        return easter(year) + timedelta(days=_EASTER[name])
    month, weekday, place = _WEEKDAYS[name]
    return nth_weekday(year, month, weekday, place)


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date | None:
    """The n-th Monday (0) … Sunday (6) of a month, the last where the place is -1; None where there is none.

    >>> nth_weekday(2024, 5, 0, -1), nth_weekday(2024, 2, 4, 5)
    (datetime.date(2024, 5, 27), None)
    """
    if not 1 <= year <= date.max.year:
        return None
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    return date(year, month, days[place - (place > 0)]) if place <= len(days) else None


def next_feast(name: str, after: date) -> date | None:
    """The first day of a feast on or after a day; None where the calendar does not reach.

    >>> next_feast("Good Friday", date(2023, 5, 1))
    datetime.date(2024, 3, 29)
    """
    days = (feast(name, year) for year in (after.year, after.year + 1))
    return next((day for day in days if day is not None and day >= after), None)
