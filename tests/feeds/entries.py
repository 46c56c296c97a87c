"""Events, to-dos and their alarms as they stand in the bytes of a feed, whatever is asked for beside the usual."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from tests.feeds.reading import lines_of, unescape

_TRIGGER = re.compile(r"(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LIGHTS = ("Late: ", "Behind: ", "Soon due: ")


@attrs.frozen
class Component:
    """A component, its lines as pairs of name and unescaped value, parameters kept in the name."""

    kind: str
    lines: tuple[tuple[str, str], ...]
    inside: tuple[Component, ...] = ()

    def __getitem__(self, name: str) -> str:
        (found,) = self.all(name)
        return found

    def __contains__(self, name: str) -> bool:
        return any(each.partition(";")[0] == name for each, _ in self.lines)

    def all(self, name: str) -> list[str]:
        return [value for each, value in self.lines if name in (each, each.partition(";")[0])]

    def without(self, *names: str) -> list[tuple[str, str]]:
        return [line for line in self.lines if line[0] not in names]

    @property
    def title(self) -> str:
        """The summary without what a light puts in front of it."""
        summary = self["SUMMARY"]
        return next((summary.removeprefix(lit) for lit in _LIGHTS if summary.startswith(lit)), summary)

    @property
    def light(self) -> str:
        return self["SUMMARY"].removesuffix(self.title).strip(": ")

    def day(self, name: str) -> date:
        value = self[f"{name};VALUE=DATE"]
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))

    def moment(self, name: str) -> date | datetime:
        """A day; or an instant in UTC; or a naive time where it names a zone."""
        ((name, value),) = [line for line in self.lines if line[0].partition(";")[0] == name]
        if "VALUE=DATE" in name:
            return date(int(value[:4]), int(value[4:6]), int(value[6:]))
        found = datetime.strptime(value[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - the zone follows
        return found.replace(tzinfo=UTC) if value.endswith("Z") else found


def components(data: bytes) -> tuple[Component, ...]:
    """All there is in the calendar itself, in order."""
    rest = iter(lines_of(data))
    assert next(rest) == "BEGIN:VCALENDAR"
    found = _component("VCALENDAR", rest)
    assert next(rest, None) is None
    return found.inside


def entries(data: bytes) -> dict[str, Component]:
    """Events and to-dos by the part of their UID in front of the pilot; exceptions to rules are left out."""
    seen = [each for each in components(data) if each.kind in ("VEVENT", "VTODO")]
    found = {each["UID"].rpartition("@")[0]: each for each in seen if "RECURRENCE-ID" not in each}
    assert len(found) == sum("RECURRENCE-ID" not in each for each in seen)
    return found


def _component(kind: str, rest: Iterator[str]) -> Component:
    lines: list[tuple[str, str]] = []
    inside: list[Component] = []
    for line in rest:
        name, _, value = line.partition(":")
        if line == f"END:{kind}":
            return Component(kind, tuple(lines), tuple(inside))
        if name == "BEGIN":
            inside.append(_component(value, rest))
        else:
            assert name != "END"
            lines.append((name, unescape(value)))
    raise AssertionError(f"{kind} has no end")


def alarms(entry: Component, zone: str, later: timedelta = timedelta()) -> list[datetime]:
    """The local times at which an entry, or the one of its times so many days later, reminds somebody in a zone.

    A whole day has no zone: it begins at midnight wherever it is read. As RFC 5545 has it, the days of a trigger
    are days of the calendar where the entry names a zone or none, and its hours have sixty minutes whatever the
    clock does; what is written in UTC knows no changes of the clock.
    """
    return [_instant(entry, alarm, ZoneInfo(zone), later) for alarm in entry.inside]


def _instant(entry: Component, alarm: Component, zone: ZoneInfo, later: timedelta) -> datetime:
    assert (alarm.kind, alarm["ACTION"], alarm["DESCRIPTION"]) == ("VALARM", "DISPLAY", entry["SUMMARY"])
    ((name, value),) = [line for line in alarm.lines if line[0].partition(";")[0] == "TRIGGER"]
    assert name in ("TRIGGER", "TRIGGER;RELATED=END")
    end = "DUE" if entry.kind == "VTODO" else "DTEND"
    start = _begun(entry.moment("DTSTART" if name == "TRIGGER" else end), zone) + later
    match = _TRIGGER.fullmatch(value)
    assert match is not None
    sign = -1 if match[1] else 1
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    day = start + sign * timedelta(weeks=weeks, days=days)  # the time of day stays
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return (day.astimezone(UTC) + sign * exact).astimezone(zone)


def _begun(moment: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
