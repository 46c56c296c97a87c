"""The working days a plan counts by: weekdays, the list of mainland China, or a file beside the plan."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any, ClassVar

import attrs

from pilotflow.dates.workdays import WorkdayList, mainland_china
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing
from pilotflow.plan.file.kinds import UNREAD, Day, Kind, Many, OneOf, Text
from pilotflow.plan.file.nodes import Mapping, Node, Scalar, compose
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.file.source import read_source

MAINLAND_CHINA = "CN"
WEEKDAYS = "weekdays"
_MAX_BYTES = 200_000
_YEARS_AHEAD = 10


@attrs.frozen
class Stated:
    """The working days as the plan states them: a list there is, and what a file adds to it."""

    base: str = WEEKDAYS
    extra: WorkdayList | None = None


def working_days(stated: Stated, issued: date) -> WorkdayList | None:
    """The working days that are meant, around the years of a plan; None where the list is not installed."""
    base = WorkdayList()
    if stated.base == MAINLAND_CHINA:
        published = mainland_china(max(issued.year - 1, 1), issued.year + _YEARS_AHEAD)
        if published is None:
            return None
        base = published
    extra = stated.extra
    if extra is None:
        return base
    off = set(base.days_off).difference(extra.make_up).union(extra.days_off)
    on = set(base.make_up).difference(extra.days_off).union(extra.make_up)
    return WorkdayList(
        extra.edition if stated.base == WEEKDAYS else f"{base.edition} + {extra.edition}",
        tuple(sorted(off)),
        tuple(sorted(on)),
        base.known_until or extra.known_until or _end_of(extra),
    )


def _end_of(extra: WorkdayList) -> date | None:
    """A list that does not say how far it reaches ends with the last year it has days of."""
    listed = (*extra.days_off, *extra.make_up)
    return date(max(listed).year, 12, 31) if listed else None


def _stated(
    edition: str,
    base: str = WEEKDAYS,
    off: tuple[date, ...] = (),
    on: tuple[date, ...] = (),
    until: date | None = None,
) -> Stated:
    return Stated(base, WorkdayList(edition, tuple(sorted(set(off))), tuple(sorted(set(on))), until))


def _either_off_or_on(values: dict[str, Any], node: Mapping, reader: Reader) -> bool:
    both = sorted(set(values.get("off", ())) & set(values.get("on", ())))
    for day in both:
        reader.note("day-off-and-on", node, day=day.isoformat())
    return not both


HOLIDAYS = Form(
    "holidays",
    N_("Holiday file"),
    (
        Key("edition", Text(), N_("Where the list comes from."), required=True),
        Key(
            "base",
            OneOf((WEEKDAYS, MAINLAND_CHINA)),
            N_("What it adds to: Monday to Friday, or the list of mainland China."),
            default=WEEKDAYS,
        ),
        Key("off", Many(Day()), N_("More days on which nobody works.")),
        Key("on", Many(Day()), N_("More days on which people work.")),
        Key(
            "until",
            Day(),
            N_("The last day the list covers; by default the end of the last year it has days of."),
        ),
    ),
    _stated,
    _either_off_or_on,
)


@attrs.frozen
class Workdays(Kind):
    """``weekdays``, ``CN``, or the path of a holiday file in the folder of the plan or below it."""

    expected: ClassVar[str] = N_("weekdays, CN or a file")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag != "text":
            return self.wrong(node, reader)
        if node.text in (WEEKDAYS, MAINLAND_CHINA):
            return Stated(node.text)
        return _from_file(node, reader)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}

    def forms(self) -> Iterator[Form]:
        yield HOLIDAYS


def _from_file(node: Scalar, reader: Reader) -> Any:
    path = PurePosixPath(node.text.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        reader.note("calendar-outside", node, path=node.text[:80])
        return UNREAD
    if reader.folder is None:
        reader.note("calendar-needs-path", node, path=node.text[:80])
        return UNREAD
    source = read_source(reader.folder / path, limit=_MAX_BYTES)
    own = Reader(source.name)
    calendar = UNREAD
    if source.text is None:
        (fault,) = source.faults
        reader.note("bad-calendar-file", node, path=node.text[:80])
        reader.add(fault)
        return UNREAD
    composed = compose(source.text, source.name)
    for fault in composed.faults:
        reader.add(fault)
    if composed.root is not None:
        calendar = Thing(HOLIDAYS).read(composed.root, own)
    for noted in own.noted:
        reader.add(noted.fault)
    return UNREAD if composed.faults else calendar


CALENDAR = Form(
    "calendar",
    N_("Calendar"),
    (Key("workdays", Workdays(), N_("The working days: weekdays, CN, or a holiday file."), required=True),),
    lambda workdays: workdays,
)
