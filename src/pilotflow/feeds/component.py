"""One entry of a calendar as bytes, which depend on nothing but the entry."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from pilotflow.dates.partial import later
from pilotflow.feeds.entry import Entry
from pilotflow.feeds.text import address, clean, one_line, value

if TYPE_CHECKING:
    from icalendar import Component


def component(entry: Entry, pilot: str) -> bytes:
    """The ``VEVENT`` or ``VTODO`` of an entry.

    A whole day never makes a subscriber look busy; a fixed time does, unless it is cancelled.

    Args:
        entry: what is to be shown.
        pilot: the id of the pilot; it makes the ``UID`` unique beyond it.
    """
    from icalendar import Event, Todo, vDDDTypes, vInt

    made: Component = Event() if entry.todo is None else Todo()
    # Set as they are: add() would look each type up again, which costs as much as the rest of the building.
    made["UID"] = value(uid(entry.kind, entry.id, pilot))
    made["DTSTAMP"] = made["LAST-MODIFIED"] = vDDDTypes(entry.touched)
    made["SEQUENCE"] = vInt(entry.revision)
    made["SUMMARY"] = value(one_line(entry.summary))
    if entry.todo is None:
        _when(made, entry)
        made["STATUS"] = value(entry.status)
    else:
        _due(made, entry)
        made["STATUS"] = value(entry.todo)
        if entry.todo == "COMPLETED":
            made["COMPLETED"] = vDDDTypes(entry.touched)
    for name, text in (("LOCATION", one_line(entry.place)), ("CATEGORIES", one_line(entry.category))):
        if text:
            made[name] = value(text)
    description = clean(entry.description)
    if description:
        made["DESCRIPTION"] = value(description)
    if entry.url:
        made.add("url", address(entry.url))
    for reltype, kind, id in entry.related:
        made.add("related-to", value(uid(kind, id, pilot)), parameters={"RELTYPE": reltype})
    for minutes in entry.alarms:
        made.add_component(_alarm(entry, minutes))
    return bytes(made.to_ical())


def uid(kind: str, id: str, pilot: str) -> str:
    """The name of an entry, the same for as long as the thing exists.

    >>> uid("task", "7", "keqiao-zhijiang")
    'task-7@keqiao-zhijiang.pilotflow'
    """
    return one_line(f"{kind}-{id}@{pilot}.pilotflow")


def _when(event: Component, entry: Entry) -> None:
    from icalendar import vDDDTypes

    event["DTSTART"] = vDDDTypes(entry.start)
    end = entry.end
    if not entry.is_timed:
        over = later(end or entry.start, 1)
        end = over if over > entry.start else None  # the last day there is has none after it
    if not entry.is_timed or entry.status == "CANCELLED":
        event["TRANSP"] = value("TRANSPARENT")
    if end is not None:
        event["DTEND"] = vDDDTypes(end)
    if entry.instance is not None:
        event.add("recurrence-id", entry.instance)
    rule = entry.recurrence
    if rule is not None:
        from icalendar import vRecur

        # FullCalendar reads it as local time: east of Greenwich it has to be late enough in local digits, too
        until = max(rule.last.astimezone(UTC), rule.last.replace(tzinfo=UTC))
        event.add("rrule", vRecur.from_ical(f"{rule.rule};UNTIL={until:%Y%m%dT%H%M%SZ}"))
        for left_out in rule.without:
            event.add("exdate", left_out)


def _due(todo: Component, entry: Entry) -> None:
    last = entry.end or entry.start
    if last != entry.start:
        todo.add("dtstart", entry.start)
    todo.add("due", last)


def _alarm(entry: Entry, minutes: int) -> Component:
    from icalendar import Alarm, vDuration

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", value(one_line(entry.summary)))
    ahead, related = timedelta(minutes=minutes), {} if entry.todo is None else {"RELATED": "END"}
    if ahead > timedelta() and not entry.is_timed and entry.end is not None and not related:
        # hours that are counted forwards from midnight would ring late on the day the clock changes
        ahead, related = ahead - (later(entry.end, 1) - entry.start), {"RELATED": "END"}
    alarm.add("trigger", vDuration(ahead), parameters=related)
    return alarm
