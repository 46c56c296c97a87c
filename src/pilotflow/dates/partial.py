"""Days of which only the month or the year is known, as ISO 8601 writes them: ``2022``, ``2022-05``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def read(value: date | str) -> str:
    """Normalise a date, or the ISO text of a day, month or year.

    Raises:
        ValueError: the text is none of these, or names a day that does not exist.

    >>> read("2022-05")
    '2022-05'
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    first_day(value)
    return value


def first_day(text: str) -> date:
    """The first day the text may mean.

    >>> first_day("2022-05")
    datetime.date(2022, 5, 1)
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day the text may mean.

    >>> last_day("2022")
    datetime.date(2022, 12, 31)
    """
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def later(day: date, count: int) -> date:
    """The day so many days on, or back where the count is below nought, as far as there are days.

    >>> later(date(2022, 12, 31), 1), later(date.max, 90), later(date(1, 1, 5), -31)
    (datetime.date(2023, 1, 1), datetime.date(9999, 12, 31), datetime.date(1, 1, 1))
    """
    return day + max(min(timedelta(days=count), date.max - day), date.min - day)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a day, month or year such as 2022-05-31, 2022-05 or 2022")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
