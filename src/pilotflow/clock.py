"""The only module that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever tells the present instant as an aware UTC datetime."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands until it is moved; for tests, rehearsals and scripted examples.

    Args:
        start: an aware instant, or a date or ISO text, which means noon UTC of that day.

    >>> clock = ManualClock("2022-12-09")
    >>> clock.advance(days=1); clock.now().isoformat()
    '2022-12-10T12:00:00+00:00'
    """

    def __init__(self, start: datetime | date | str) -> None:
        self._now = _instant(start)

    def now(self) -> datetime:
        """The instant the clock was last set to, UTC."""
        return self._now

    def set(self, instant: datetime | date | str) -> None:
        """Move the clock to an instant, also backwards; a bare date means noon UTC."""
        self._now = _instant(instant)

    def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Move the clock on by a span."""
        self._now += timedelta(days=days, hours=hours, seconds=seconds)


def _instant(value: datetime | date | str) -> datetime:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    if value.tzinfo is None:
        raise ValueError(f"a naive instant {value.isoformat()} says no moment; give it a time zone")
    return value.astimezone(UTC)
