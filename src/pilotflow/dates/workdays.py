"""Working days: Monday to Friday, less the days off and plus the make-up days of a published list."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, Protocol

import attrs

_DAY = timedelta(days=1)


class WorkCalendar(Protocol):
    """The working days of a place. Anything that answers these two questions will do."""

    def is_workday(self, day: date) -> bool:
        """Whether people work on ``day``."""

    def is_provisional(self, day: date) -> bool:
        """Whether the answer for ``day`` is computed, because no list is published for it."""


def add_workdays(calendar: WorkCalendar, day: date, count: int) -> date:
    """The ``count``-th working day after ``day``, which itself does not count; before it for a negative count.

    Raises:
        OverflowError: it lies outside the calendar.

    >>> add_workdays(WorkdayList(), date(2022, 12, 9), 3), add_workdays(WorkdayList(), date(2022, 12, 12), -1)
    (datetime.date(2022, 12, 14), datetime.date(2022, 12, 9))
    """
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not calendar.is_workday(day):
            day += step
    return day


def last_workday(calendar: WorkCalendar, first: date, last: date) -> date:
    """The last working day of a window; its last day where nobody works in it.

    >>> last_workday(WorkdayList(), date(2022, 12, 1), date(2022, 12, 31))
    datetime.date(2022, 12, 30)
    """
    day = last
    while day >= first:
        if calendar.is_workday(day):
            return day
        day -= _DAY
    return last


@attrs.frozen
class WorkdayList:
    """The working days of a place, as far as its list is published.

    Attributes:
        edition: where the list comes from, kept with the plan so that a later list is a visible change.
        days_off: weekdays on which nobody works; make_up: weekend days on which people do; both in order.
        known_until: the last day the list covers; None where weekdays are all there is to know.
    """

    edition: str = "weekdays"
    days_off: tuple[date, ...] = ()
    make_up: tuple[date, ...] = ()
    known_until: date | None = None

    def is_workday(self, day: date) -> bool:
        """Whether people work on ``day``.

        >>> WorkdayList().is_workday(date(2022, 12, 9))
        True
        """
        if day.weekday() < 5:
            return day not in self._off
        return day in self._on

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(self.days_off)

    @cached_property
    def _on(self) -> frozenset[date]:
        return frozenset(self.make_up)

    def is_provisional(self, day: date) -> bool:
        """Whether ``day`` lies outside the published list: past its end, or before the first year it has days of."""
        if self.known_until is None:
            return False
        return day > self.known_until or bool(self.days_off and day.year < self.days_off[0].year)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, days in order."""
        return {
            "edition": self.edition,
            "days_off": [day.isoformat() for day in self.days_off],
            "make_up": [day.isoformat() for day in self.make_up],
            "known_until": None if self.known_until is None else self.known_until.isoformat(),
        }


def mainland_china(first_year: int, last_year: int) -> WorkdayList | None:
    """The published list of mainland China between two years, both included.

    Args:
        first_year: the list is cut here, so that a plan keeps no more of it than it needs.
        last_year: and here.

    Returns:
        None where the ``china`` extra is not installed.
    """
    try:
        import chinese_calendar
        from chinese_calendar import constants
    except ImportError:
        return None
    known = max(constants.holidays).year
    return WorkdayList(
        edition=f"CN/chinesecalendar-{chinese_calendar.__version__}",
        days_off=tuple(
            sorted(d for d in constants.holidays if first_year <= d.year <= last_year and d.weekday() < 5)
        ),
        make_up=tuple(sorted(d for d in constants.workdays if first_year <= d.year <= last_year)),
        known_until=date(min(known, last_year), 12, 31),
    )


@cache
def usual(chinese: bool) -> WorkdayList:
    """The calendar where none is given: the whole published list of mainland China for a Chinese text.

    Args:
        chinese: whether the text is Chinese.

    Returns:
        Monday to Friday for any other text. For a Chinese one without the ``china`` extra too, but then nothing is
        published, so that whatever is computed with it is provisional.
    """
    if not chinese:
        return WorkdayList()
    return mainland_china(1, 9999) or WorkdayList("weekdays", known_until=date.min)
