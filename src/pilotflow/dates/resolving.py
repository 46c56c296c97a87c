"""A time limit that counts from an event, once the day of the event is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from pilotflow.dates.counted import LAUNCHES, counted_item, project_item
from pilotflow.dates.durations import Span, project_span, spans_of
from pilotflow.dates.findings import ISSUED, Scope
from pilotflow.dates.marks import Bound

if TYPE_CHECKING:
    from pilotflow.dates.conventions import Conventions
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.workdays import WorkCalendar


def is_open(deadline: Deadline) -> bool:
    """Whether a time limit still needs a last day: its words set none, and do not say that there is none.

    >>> from pilotflow.dates.read import read_deadline
    >>> [is_open(read_deadline(text)) for text in ("尽快", "一个月内", "每季度", "2023年底", "长期坚持", "/")]
    [True, True, True, False, False, False]
    """
    return deadline.latest is None and not deadline.sustain and not deadline.rule.endswith(".empty")


def waits(deadline: Deadline) -> bool:
    """Whether a time limit counts from a day that is not known yet: that of an event, or of issue."""
    return _length(deadline) is not None


def waits_for_launch(deadline: Deadline) -> bool:
    """Whether a time limit counts from the start of the programme, which is not known yet."""
    return waits(deadline) and event_of(deadline) in LAUNCHES


def event_of(deadline: Deadline) -> str | None:
    """The event or season a time limit counts from: 收到申请, 汛期, ``launch``; None where it counts from none.

    >>> from pilotflow.dates.read import read_deadline
    >>> event_of(read_deadline("汛期前")), event_of(read_deadline("一个月内"))
    ('汛期', None)
    """
    kind, _, name = (deadline.anchor or "").partition(":")
    return name if kind in ("event", "season") else None


def resolved(
    deadline: Deadline, day: date, *, calendar: WorkCalendar, conventions: Conventions | None = None
) -> Deadline:
    """The time limit with its window, now that the day it counts from is known.

    Args:
        deadline: one that :func:`waits`.
        day: the day it counts from.
        calendar: the working days.
        conventions: how open words are read.

    Raises:
        ValueError: it waits for nothing, or its window lies past the days that can be computed.

    >>> from pilotflow.dates.read import read_deadline
    >>> from pilotflow.dates.workdays import WorkdayList
    >>> resolved(read_deadline("自启动之日起一个月内"), date(2023, 1, 31), calendar=WorkdayList()).latest
    datetime.date(2023, 2, 28)
    """
    length = _length(deadline)
    if length is None:
        raise ValueError(f"{deadline.text!r} waits for no day")
    from pilotflow.dates.conventions import USUAL

    anchor, rule = str(deadline.anchor), deadline.rule
    scope = Scope(conventions or USUAL, day, events={event_of(deadline) or ISSUED: day}, calendar=calendar)
    if len(length) == 3:
        unit, begin, end = length
        item = project_item(unit, begin, end, anchor, rule, scope)
    else:
        opening, closing = length
        item = counted_item(anchor, closing, opening, rule, scope)
    if not isinstance(item.last, date):
        raise ValueError(
            f"{deadline.text!r}: {deadline.offset} from {day} lies past the days that can be computed"
        )
    return attrs.evolve(
        deadline,
        earliest=_day(item.first),
        latest=item.last,
        provisional=item.provisional or deadline.provisional,
    )


def _day(bound: Bound) -> date | None:
    return bound if isinstance(bound, date) else None


def _length(deadline: Deadline) -> tuple[Span | None, Span] | tuple[str, int, int] | None:
    """The span or the months of the programme that it waits to count; None where it waits for no day."""
    if deadline.latest is not None or deadline.offset is None:
        return None
    if deadline.anchor != ISSUED and event_of(deadline) is None:
        return None
    return spans_of(deadline.offset) or project_span(deadline.offset)
