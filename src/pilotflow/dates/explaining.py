"""What a reader of a time limit asks next: what would settle it, and when it comes round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from pilotflow.dates.counted import LAUNCHES
from pilotflow.dates.occurrences import is_after_closing
from pilotflow.dates.read import is_chinese
from pilotflow.dates.resolving import event_of
from pilotflow.dates.windows import Window

if TYPE_CHECKING:
    from pilotflow.dates.conventions import Conventions
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.recurrence import Term
    from pilotflow.dates.workdays import WorkCalendar

_FIRST_LOOK, _LONG_LOOK = 800, 41 * 366
"""Days that are looked ahead for what comes round: enough for most rhythms, and for the rarest that is kept."""


@attrs.frozen
class Known:
    """What is known beside the words, as :func:`read_deadline` takes it."""

    issued: date | None = None
    start: date | None = None
    terms: tuple[Term, ...] = ()
    events: Mapping[str, tuple[date, date]] = attrs.field(factory=dict)
    calendar: WorkCalendar | None = None
    language: str | None = None
    conventions: Conventions | None = None

    def read(self, text: str) -> Deadline:
        """The time limit that a text states.

        >>> Known(issued=date(2022, 12, 9)).read("一个月内").latest
        datetime.date(2023, 1, 9)
        """
        from pilotflow.dates.read import read_deadline

        return read_deadline(
            text,
            issued=self.issued,
            start=self.start,
            terms=self.terms,
            events=self.events,
            calendar=self.calendar,
            language=self.language,
            conventions=self.conventions,
        )


def is_launch(deadline: Deadline) -> bool:
    """Whether a time limit counts from the start of the programme."""
    return event_of(deadline) in LAUNCHES


def needed(deadline: Deadline, known: Known) -> tuple[str, ...]:
    """What is still to be given for a time limit to have its days.

    Args:
        deadline: as it was read with what is known.
        known: what is known.

    Returns:
        Names of arguments of :func:`read_deadline`: ``issued``, ``start``, ``terms``, ``events``. None of them where
        it is settled, and where no argument would settle it.

    >>> needed(Known().read("自收到申请之日起15个工作日内"), Known()), needed(Known().read("下月底前"), Known())
    (('events',), ('issued',))
    """
    anchor, event = deadline.anchor, event_of(deadline)
    hopeless = anchor is None or (deadline.vague and deadline.offset is None)
    if hopeless or is_after_closing(deadline):
        return ()
    if event is not None:
        if event in known.events or (is_launch(deadline) and known.start is not None):
            return ()
        return ("start",) if is_launch(deadline) else ("events",)
    if anchor == "term_calendar":
        each = (deadline.per or "").endswith(("/term", "/school-year"))
        if not known.terms:
            return ("terms",)
        return () if each or _has_window(deadline) or known.issued is not None else ("issued",)
    waits = anchor == "issued" or (deadline.offset is not None and not _comes_round(deadline))
    return ("issued",) if waits and known.issued is None else ()


def upcoming(deadline: Deadline, since: date, known: Known, count: int = 3) -> tuple[Window, ...]:
    """The next times a time limit comes round, with the first of them cut to what is left of it.

    Args:
        deadline: one with a rhythm; none other comes round.
        since: the first day that is looked at.
        known: the terms and working days.
        count: how many.

    Returns:
        Fewer where no more can be told: the terms end, or each time has a day of its own that somebody settles.

    >>> monthly = Known().read("每月25日前")
    >>> [str(each.last) for each in upcoming(monthly, date(2022, 12, 9), Known())]
    ['2022-12-25', '2023-01-25', '2023-02-25']
    """
    found: list[Window] = []
    for days in (_FIRST_LOOK, _LONG_LOOK) if _comes_round(deadline) else ():
        last = since + timedelta(min(days, (date.max - since).days - 1))
        found = [each for each in _until(deadline, since, last, known) if each.last < last]
        if len(found) >= count:
            break
    return tuple(found[:count])


def _until(deadline: Deadline, first: date, last: date, known: Known) -> tuple[Window, ...]:
    from pilotflow.dates.occurrences import occurrences
    from pilotflow.dates.workdays import usual

    calendar = known.calendar or usual(is_chinese(deadline.text, known.language))
    return occurrences(deadline, first, last, terms=known.terms, calendar=calendar)


def _comes_round(deadline: Deadline) -> bool:
    return deadline.recurrence is not None or deadline.per is not None


def _has_window(deadline: Deadline) -> bool:
    return deadline.earliest is not None or deadline.latest is not None
