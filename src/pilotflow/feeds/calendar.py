"""The frame around the entries of a feed: what a calendar is called, and how often to look again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from pilotflow.dates.partial import later
from pilotflow.feeds.text import address, clean, one_line, value
from pilotflow.language.catalogue import choose

_END = b"END:VCALENDAR\r\n"
_INTERVAL = timedelta(hours=1)

Zone = tuple[str, int, int]
"""A time zone, and the first and last year it is needed for."""


def calendar(
    name: str,
    description: str,
    language: str,
    components: Iterable[bytes],
    *,
    source: str = "",
    zones: Iterable[Zone] = (),
) -> bytes:
    """A whole feed: head, components, end.

    It has no ``METHOD``, which strict readers take for an invitation, and no ``UID`` of its own, under which some
    file the whole feed as one entry.

    Args:
        name: what subscribers see in the list of their calendars.
        description: what stands beside it; undated things are told here.
        language: the language of the words.
        components: the bytes of each entry, in the order they are to stand.
        source: where the feed is found; left out where nothing is given.
        zones: the time zones that its recurring entries stand in.
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
    # icalendar would leave VALUE out
    head.add("refresh-interval", vDuration(_INTERVAL), parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "PT1H")
    if source:
        head.add("source", address(source), parameters={"VALUE": "URI"})
    opening = bytes(head.to_ical()).removesuffix(_END)
    return b"".join((opening, *(_block(*zone) for zone in _merged(zones)), *components, _END))


def _merged(zones: Iterable[Zone]) -> list[Zone]:
    """Each time zone once, for all the years that anybody needs it for."""
    found: dict[str, Zone] = {}
    for name, first, last in zones:
        _, earliest, latest = found.get(name, (name, first, last))
        found[name] = name, min(first, earliest), max(last, latest)
    return sorted(found.values())


@lru_cache(maxsize=64)
def _block(name: str, first: int, last: int) -> bytes:
    """The ``VTIMEZONE`` of a zone, made once: finding its changes takes long.

    icalendar puts a ``COMMENT`` into it, which RFC 5545 has no place for and strict readers refuse.
    """
    from icalendar import Timezone

    zone = Timezone.from_tzid(name, first_date=date(first, 1, 1), last_date=later(date(last, 12, 31), 1))
    zone.pop("COMMENT", None)
    return bytes(zone.to_ical())
