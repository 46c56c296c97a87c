"""What the readers written in Python show of a feed; each fails on anything it does not accept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import ics
import vobject
from icalendar import Calendar
from tests.acceptance.own_reader import ENTRIES, Seen, iso, related

Reader = Callable[[bytes], list[Seen]]


def by_vobject(data: bytes) -> list[Seen]:
    """vobject, the strictest: it validates every component and the whole."""
    calendar = vobject.readOne(data.decode())
    for component in _inside(calendar):
        assert component.validate(raiseException=True)
    return sorted(_by_vobject(each) for each in calendar.components() if each.name in ENTRIES)


def _inside(component: Any) -> list[Any]:
    return [component, *(found for each in component.components() for found in _inside(each))]


def _by_vobject(entry: Any) -> Seen:
    def value(name: str) -> Any:
        line = getattr(entry, name, None)
        return None if line is None else line.value

    def alarms(*ends: str) -> tuple[int, ...]:
        triggers = [each.trigger for each in entry.contents.get("valarm", ())]
        wanted = [each.value for each in triggers if each.params.get("RELATED", ["START"])[0] in ends]
        return tuple(sorted(int(each.total_seconds()) for each in wanted))

    return Seen(
        uid=value("uid"),
        instance=iso(_utc(value("recurrence_id"))),
        kind=entry.name,
        start=iso(_utc(value("dtstart"))),
        end=iso(_utc(value("dtend"))),
        due=iso(_utc(value("due"))),
        summary=value("summary") or "",
        description=value("description") or "",
        place=value("location") or "",
        status=value("status") or "",
        sequence=value("sequence") or "",
        category=",".join(value("categories") or ()),
        url=value("url") or "",
        related=related((each.reltype_param, each.value) for each in entry.contents.get("related-to", ())),
        alarms=alarms("START", "END"),
        alarms_from_end=alarms("END"),
    )


def by_ics(data: bytes) -> list[Seen]:
    """The reader ics 0.7, which parses all it knows at once; it knows no instances and drops some."""
    calendar = ics.Calendar(data.decode())
    return sorted(
        Seen(
            uid=each.uid,
            kind=kind,
            start=_arrow(each.begin, whole_day=_is_day(each)),
            end=_arrow(each.end, whole_day=_is_day(each)) if kind == "VEVENT" and each.has_end() else "",
            due=_arrow(each.due, whole_day=True) if kind == "VTODO" else "",
            summary=each.name or "",
            description=each.description or "",
            place=each.location or "",
            status=each.status or "",
            url=each.url or "",
            alarms=tuple(sorted(int(alarm.trigger.total_seconds()) for alarm in each.alarms)),
        )
        for kind, entries in (("VEVENT", calendar.events), ("VTODO", calendar.todos))
        for each in entries
    )


def _is_day(entry: Any) -> bool:
    return bool(getattr(entry, "all_day", True))  # a to-do of ours stands on a day


def _arrow(moment: Any, *, whole_day: bool) -> str:
    if moment is None:
        return ""
    return moment.date().isoformat() if whole_day else iso(moment.datetime.astimezone(UTC))


def by_icalendar(data: bytes) -> list[Seen]:
    """icalendar, which notes what it cannot read in the component instead of failing."""
    calendar = Calendar.from_ical(data)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    return sorted(_by_icalendar(each) for each in calendar.subcomponents if each.name in ENTRIES)


def _by_icalendar(entry: Any) -> Seen:
    def moment(name: str) -> str:
        found = entry.get(name)
        return "" if found is None else iso(_utc(found.dt))

    def alarms(*ends: str) -> tuple[int, ...]:
        triggers = [each["TRIGGER"] for each in entry.walk("VALARM")]
        wanted = [each.dt for each in triggers if each.params.get("RELATED", "START") in ends]
        return tuple(sorted(int(each.total_seconds()) for each in wanted))

    return Seen(
        uid=str(entry["UID"]),
        instance=moment("RECURRENCE-ID"),
        kind=entry.name,
        start=moment("DTSTART"),
        end=moment("DTEND"),
        due=moment("DUE"),
        summary=str(entry.get("SUMMARY", "")),
        description=str(entry.get("DESCRIPTION", "")),
        place=str(entry.get("LOCATION", "")),
        status=str(entry.get("STATUS", "")),
        sequence=str(entry.get("SEQUENCE", "")),
        category=",".join(map(str, entry.categories)),
        url=str(entry.get("URL", "")),
        related=related((each.params["RELTYPE"], str(each)) for each in _several(entry.get("RELATED-TO"))),
        alarms=alarms("START", "END"),
        alarms_from_end=alarms("END"),
    )


def _several(found: Any) -> list[Any]:
    return [] if found is None else found if isinstance(found, list) else [found]


ICS_DROPS = ("instance", "sequence", "category", "related", "alarms_from_end")
ALL = tuple(field.name for field in attrs.fields(Seen))

FIELDS: dict[Reader, tuple[str, ...]] = {
    by_vobject: ALL,
    by_icalendar: ALL,
    by_ics: tuple(field for field in ALL if field not in ICS_DROPS),
}
"""What each reader tells of an entry."""


def _utc(moment: date | None) -> date | None:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
