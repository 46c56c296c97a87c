"""The frame around the entries of a feed: what a calendar is called, and how often to look again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pilotflow.feeds.text import clean, one_line, value
from pilotflow.language.catalogue import choose

_END = b"END:VCALENDAR\r\n"
_INTERVAL = timedelta(hours=1)


def calendar(name: str, description: str, language: str, components: Iterable[bytes]) -> bytes:
    """A whole feed: head, components, end.

    It has no ``METHOD``, which strict readers take for an invitation, and no ``UID`` of its own, under which some
    file the whole feed as one entry.

    Args:
        name: what subscribers see in the list of their calendars.
        description: what stands beside it; undated things are told here.
        language: the language of the words.
        components: the bytes of each entry, in the order they are to stand.
    """
    from icalendar import Calendar, vDuration

    head = Calendar()
    head.add("version", "2.0")
    head.add("prodid", f"-//pilotflow//feed//{choose(language).upper()}")
    title, text = value(one_line(name)), value(clean(description))
    head.add("name", title)
    head.add("x-wr-calname", title)
    head.add("description", text)
    head.add("x-wr-caldesc", text)
    head.add("color", "steelblue")
    head.add("refresh-interval", vDuration(_INTERVAL), parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "PT1H")
    opening = bytes(head.to_ical()).removesuffix(_END)
    return b"".join((opening, *components, _END))
