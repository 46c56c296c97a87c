"""What a feed says, read by hand: components inside components, parameters, time zones.

It rests on nothing but the lines of :mod:`tests.feeds.reading` and the zones of the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from tests.feeds.reading import lines_of, unescape

_NAME = re.compile(r"([A-Za-z0-9-]+)")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
_DURATION = re.compile(r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")

ENTRIES = ("VEVENT", "VTODO")


@attrs.frozen
class Property:
    """One line of a component, its value as it is written."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    raw: str

    @property
    def text(self) -> str:
        return unescape(self.raw)

    @property
    def moment(self) -> date:
        """Its value as a day, or as an instant in UTC."""
        given = dict(self.parameters)
        if given.get("VALUE") == "DATE":
            return _day(self.raw)
        at = datetime.strptime(self.raw.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
        zone = UTC if self.raw.endswith("Z") else ZoneInfo(given["TZID"])
        return at.replace(tzinfo=zone).astimezone(UTC)


@attrs.define
class Component:
    """A component with its properties and what stands inside it."""

    name: str
    properties: list[Property] = attrs.field(factory=list)
    inside: list[Component] = attrs.field(factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> Property | None:
        found = self.all(name)
        assert len(found) < 2, f"{name} stands {len(found)} times in {self.name}"
        return found[0] if found else None

    def text(self, name: str) -> str:
        found = self.one(name)
        return "" if found is None else found.text

    def moment(self, name: str) -> date | None:
        found = self.one(name)
        return None if found is None else found.moment

    def entries(self) -> list[Component]:
        return [each for each in self.inside if each.name in ENTRIES]

    def walk(self) -> Iterator[Component]:
        yield self
        for each in self.inside:
            yield from each.walk()


@attrs.frozen(order=True)
class Seen:
    """What a reader shows of one entry.

    Attributes:
        uid: its name. instance: of a series with a rhythm, the instance it stands for; else empty.
        start, end: a day or an instant in UTC, as ISO text; an end that is a day is the first one after.
        due: the same of a to-do.
        related: RELTYPE and name of what it is related to. alarms: seconds to each, from its start or end;
        ``alarms_from_end`` are those counted from its end.
    """

    uid: str
    instance: str = ""
    kind: str = "VEVENT"
    start: str = ""
    end: str = ""
    due: str = ""
    summary: str = ""
    description: str = ""
    place: str = ""
    status: str = ""
    sequence: str = ""
    category: str = ""
    url: str = ""
    related: tuple[str, ...] = ()
    alarms: tuple[int, ...] = ()
    alarms_from_end: tuple[int, ...] = ()

    def only(self, *fields: str) -> tuple[Any, ...]:
        """The fields that a reader tells of."""
        return tuple(getattr(self, field) for field in fields)


def tree(data: bytes) -> Component:
    """A calendar of ours, whose every byte is as RFC 5545 wants it."""
    return tree_of(lines_of(data))


def theirs(data: bytes) -> Component:
    """A calendar as others write it, whatever their line ends are and wherever they fold."""
    return tree_of(re.sub(rb"\r?\n[ \t]", b"", data).decode().splitlines())


def tree_of(lines: Iterable[str]) -> Component:
    """The calendar; fails on components that are not closed in turn, and on what is no property."""
    open_ones: list[Component] = []
    whole: list[Component] = []
    for line in lines:
        name, parameters, raw = _split(line)
        if name == "BEGIN":
            component = Component(raw)
            (open_ones[-1].inside if open_ones else whole).append(component)
            open_ones.append(component)
        elif name == "END":
            assert open_ones.pop().name == raw
        else:
            open_ones[-1].properties.append(Property(name, parameters, raw))
    assert not open_ones
    assert [each.name for each in whole] == ["VCALENDAR"]
    return whole[0]


def seen(data: bytes) -> list[Seen]:
    """Every entry of a feed, in the order of their names."""
    return sorted(_seen(each) for each in tree(data).entries())


def iso(moment: date | None) -> str:
    """A day, or an instant in UTC, as it is compared."""
    return "" if moment is None else moment.isoformat()


def _seen(entry: Component) -> Seen:
    return Seen(
        uid=entry.text("UID"),
        instance=iso(entry.moment("RECURRENCE-ID")),
        kind=entry.name,
        start=iso(entry.moment("DTSTART")),
        end=iso(entry.moment("DTEND")),
        due=iso(entry.moment("DUE")),
        summary=entry.text("SUMMARY"),
        description=entry.text("DESCRIPTION"),
        place=entry.text("LOCATION"),
        status=entry.text("STATUS"),
        sequence=entry.text("SEQUENCE"),
        category=entry.text("CATEGORIES"),
        url=entry.text("URL"),
        related=related((dict(each.parameters)["RELTYPE"], each.text) for each in entry.all("RELATED-TO")),
        alarms=tuple(sorted(_alarms(entry, "START", "END"))),
        alarms_from_end=tuple(sorted(_alarms(entry, "END"))),
    )


def related(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What an entry is related to, as it is compared."""
    return tuple(sorted(f"{reltype} {uid}" for reltype, uid in found))


def _alarms(entry: Component, *ends: str) -> Iterator[int]:
    for each in entry.inside:
        assert each.name == "VALARM"
        assert each.text("ACTION") == "DISPLAY"
        assert each.text("DESCRIPTION")
        trigger = each.one("TRIGGER")
        assert trigger is not None
        if dict(trigger.parameters).get("RELATED", "START") in ends:
            yield _seconds(trigger.raw)


def _seconds(raw: str) -> int:
    found = _DURATION.fullmatch(raw)
    assert found is not None, raw
    sign, *counts = found.groups(default="0")
    total = sum(int(count) * unit for count, unit in zip(counts, (604800, 86400, 3600, 60, 1), strict=True))
    return -total if sign == "-" else total


def _split(line: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    found = _NAME.match(line)
    assert found is not None, line
    at, parameters = found.end(), []
    while (given := _PARAMETER.match(line, at)) is not None:
        parameters.append((given[1], given[2].strip('"')))
        at = given.end()
    assert line[at] == ":", line
    return found[1], tuple(parameters), line[at + 1 :]


def _day(raw: str) -> date:
    assert len(raw) == 8, raw
    return date(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
