"""Instants and the local days they fall on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class LocalDays:
    """The days of one time zone; asks the zone once a day, not once an instant.

    >>> LocalDays("Asia/Shanghai").of(datetime(2022, 12, 8, 16, 0, tzinfo=UTC))
    datetime.date(2022, 12, 9)
    """

    def __init__(self, timezone: str) -> None:
        self._zone = ZoneInfo(timezone)
        self._first = self._after = datetime.min.replace(tzinfo=UTC)
        self._day = date.min
        self._iso = self._day.isoformat()

    def of(self, instant: datetime) -> date:
        """The local day an aware instant falls on."""
        if not self._first <= instant < self._after:
            day = instant.astimezone(self._zone).date()
            self._first = self._midnight(day)
            self._after = self._midnight(day + timedelta(days=1))
            self._day = day
            self._iso = day.isoformat()
        return self._day

    def iso(self, day: date) -> str:
        """The ISO text of a day; that of the day asked for last is at hand."""
        return self._iso if day is self._day else day.isoformat()

    def end(self, day: date) -> datetime:
        """The instant at which a local day is over, UTC; after the last day there is, the last instant."""
        return datetime.max.replace(tzinfo=UTC) if day == date.max else self.start(day + timedelta(days=1))

    def start(self, day: date) -> datetime:
        """The instant at which a local day begins, UTC; on the first day there is, the first instant."""
        try:
            return self._midnight(day)
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)

    def at(self, local: datetime) -> datetime:
        """The instant of a naive local time, UTC."""
        return local.replace(tzinfo=self._zone).astimezone(UTC)

    def text(self, instant: datetime) -> str:
        """An aware instant as naive local time, ISO text to the minute."""
        return instant.astimezone(self._zone).replace(tzinfo=None).isoformat(timespec="minutes")

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone).astimezone(UTC)
