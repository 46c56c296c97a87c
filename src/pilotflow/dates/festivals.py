"""Festivals and memorial days by name, and the day before which the work must be done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pilotflow.dates.lunar import clear_and_bright, lunar_day

if TYPE_CHECKING:
    from pilotflow.dates.workdays import WorkCalendar

# Fixed days: month and day.
_FIXED = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "植树节": (3, 12),
    "五一": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "国家宪法日": (12, 4),
    "圣诞": (12, 25),
    "双十一": (11, 11),
}
# Lunar days: month and day; day 0 is the eve.
_LUNAR = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
}
_WITH_DAYS_OFF = ("元旦", "春节", "除夕", "清明", "五一", "端午", "中秋", "国庆")
_LONGEST = 15
# Other names of the same days; the longer before those they begin with.
_NAMES = {
    "妇女节": "三八",
    "劳动节": "五一",
    "青年节": "五四",
    "儿童节": "六一",
    "建党节": "七一",
    "党的生日": "七一",
    "建军节": "八一",
    "十一": "国庆",
    "农历新年": "春节",
    "大年初一": "春节",
    "宪法日": "国家宪法日",
    "Christmas": "圣诞",
    "New Year": "元旦",
}


def named(name: str) -> str:
    """The one name of a festival, which a text may write in several ways.

    >>> named("劳动节"), named("国庆节假期")
    ('五一', '国庆')
    """
    for known in (*_NAMES, *_FIXED, *_LUNAR, "清明", "除夕"):
        if name.startswith(known):
            return _NAMES.get(known, known)
    return name


def anchor_of(name: str) -> str | None:
    """The calendar a festival is computed from; None where its day is fixed.

    >>> anchor_of("春节"), anchor_of("国庆")
    ('lunar_calendar', None)
    """
    if name == "清明":
        return "solar_term"
    return None if name in _FIXED else "lunar_calendar"


def fixed_day(name: str) -> tuple[int, int] | None:
    """Month and day of a festival that has the same ones each year.

    >>> fixed_day("国庆")
    (10, 1)
    """
    return _FIXED.get(name)


def festival(name: str, year: int) -> date | None:
    """The day of a festival in a year of the common calendar; None outside it and where the lunar table ends.

    >>> festival("春节", 2024), festival("除夕", 2024)
    (datetime.date(2024, 2, 10), datetime.date(2024, 2, 9))
    """
    fixed = _FIXED.get(name)
    if not 1 <= year <= 9999:
        return None
    if fixed is not None:
        return date(year, *fixed)
    if name == "清明":
        return clear_and_bright(year) if 1990 <= year <= 2099 else None
    if name == "除夕":
        return lunar_day(year, 1, 0)
    month, day = _LUNAR[name]
    return lunar_day(year - 1 if month == 12 else year, month, day)


def next_festival(name: str, after: date) -> date | None:
    """The first day of a festival on or after a day; None where the lunar table ends.

    >>> next_festival("中秋", date(2023, 2, 1))
    datetime.date(2023, 9, 29)
    """
    for year in range(after.year, min(after.year + 2, 9999) + 1):
        day = festival(name, year)
        if day is not None and day >= after:
            return day
    return None


def days_off(name: str, day: date, calendar: WorkCalendar) -> tuple[date, date] | None:
    """First and last of the days off around a festival; None where it has none or they are not published.

    >>> from pilotflow.dates.workdays import usual
    >>> days_off("国庆", date(2024, 10, 1), usual(True))
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 7))
    """
    if name not in _WITH_DAYS_OFF or calendar.is_provisional(day) or calendar.is_workday(day):
        return None
    step = timedelta(days=1)
    first = last = day
    while date.min < first and (day - first).days < _LONGEST and not calendar.is_workday(first - step):
        first -= step
    while last < date.max and (last - day).days < _LONGEST and not calendar.is_workday(last + step):
        last += step
    # A calendar that knows no more than weekends has no days off in the week.
    known = any((first + step * at).weekday() < 5 for at in range((last - first).days + 1))
    return (first, last) if known else None
