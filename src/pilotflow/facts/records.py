"""What is known of each thing of a pilot after the facts so far.

Records belong to the fold, which updates them in place; whoever reads them must not. ``marks`` keeps, for each
trigger, the version of the last such fact and the day it took effect, so that a correction finds its place.
``touched`` is the instant of the last fact about a thing, ``revision`` the count of its material changes: date or
time, title, place, cancelled or restored, moved, skipped.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.partial import last_day
from pilotflow.facts.duties import Attendance
from pilotflow.plan.duties import Series
from pilotflow.plan.work import Phase, Task

Mark = tuple[int, str]
"""The version of a fact and the day, month or year it took effect, ISO."""


@attrs.frozen
class Extension:
    """A request for a later last day that waits for its decision; ``granted_by`` are heads that agreed."""

    latest: date
    granted_by: tuple[str, ...] = ()


@attrs.frozen
class Signature:
    """The verdict of one decider at a gate, the fact it stands in, and the tasks it asks for."""

    verdict: str
    version: int
    conditions: tuple[Task, ...] = ()


@attrs.define
class TaskRecord:
    """A task and how it stands.

    Attributes:
        last_day: the day it stood on before it had none any more.
        void: whether the end of the pilot left it undone, and nobody has gone on with it since.
        reversals: how often it was given up or taken up again.
    """

    task: Task
    touched: datetime
    state: str = "planned"
    due: Deadline | None = None
    version: int = 0
    marks: dict[str, Mark] = attrs.field(factory=dict)
    accepted: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    reported_leads: tuple[str, ...] = ()
    reported_on: Mark | None = None
    reported_latest: date | None = None
    former: str | None = None
    anchor: date | None = None
    next_check: date | None = None
    last_day: date | None = None
    extension: Extension | None = None
    extensions: int = 0
    revision: int = 0
    void: bool = False
    reversals: int = 0

    @property
    def id(self) -> str:
        """The id of the task."""
        return self.task.id

    @property
    def given_up(self) -> bool:
        """Whether nobody will do it any more."""
        return self.void or self.state == "cancelled"

    @property
    def material(self) -> tuple[object, ...]:
        """What its revision counts the changes of: title, days, whether it was given up or has none any more."""
        if self.state == "maintained":
            return self.task.title, None, self.next_check, False
        first, last = days_of(self.due)
        if last is not None:
            return self.task.title, first, last, self.given_up
        return self.task.title, None, self.last_day, self.given_up or self.state != "closed"

    @property
    def in_time(self) -> bool | None:
        """Whether the last report took effect by the last day then in force; None before, or without one."""
        if self.reported_on is None or self.reported_latest is None:
            return None
        return last_day(self.reported_on[1]) <= self.reported_latest

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody whose work it is: leads, then co-units."""
        return self.task.leads + self.task.co_units


@attrs.define
class FeedbackRecord:
    """A piece of feedback and how it stands.

    ``before`` holds how it stood each time it was passed on or moved, ``to`` those who owed the answer then, and
    the instant of that.
    """

    id: str
    about: tuple[str, str]
    text: str
    kind: str
    raiser: str
    touched: datetime
    state: str
    version: int
    to: tuple[str, ...] = ()
    answer_by: date | None = None
    answerers: tuple[str, ...] = ()
    answered_at: datetime | None = None
    answer: str = ""
    formerly: tuple[tuple[str, str], ...] = ()
    disputes: int = 0
    grade: int | None = None
    marks: dict[str, Mark] = attrs.field(factory=dict)
    revision: int = 0
    before: tuple[tuple[datetime, FeedbackRecord], ...] = ()

    @property
    def material(self) -> tuple[object, ...]:
        """What its revision counts the changes of: words, the day an answer is owed by, whether it was withdrawn."""
        return self.text, self.answer_by, self.state == "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether it still keeps its subject in question; praise never does."""
        return self.kind != "praise" and self.state not in ("confirmed", "withdrawn")


@attrs.define
class PhaseRecord:
    """A phase, its gate, and how it stands."""

    phase: Phase
    touched: datetime
    state: str = "pending"
    due: Deadline | None = None
    version: int = 0
    signatures: dict[str, Signature] = attrs.field(factory=dict)
    filed: dict[tuple[str, str], tuple[str, ...]] = attrs.field(factory=dict)
    marks: dict[str, Mark] = attrs.field(factory=dict)
    revision: int = 0

    @property
    def material(self) -> tuple[object, ...]:
        """What its revision counts the changes of: title and days."""
        return self.phase.title, days_of(self.due)

    @property
    def id(self) -> str:
        """The id of the phase."""
        return self.phase.id


@attrs.frozen
class Duty:
    """What an occurrence is one time of: its kind, title, window and who takes part.

    ``time`` is the local time it has on the one day of its window: ``14:00``, or ``14:00-16:00``; ``stretch`` what a
    window of several days is called: week, month, quarter, half, year or term.
    """

    kind: str
    title: str
    first: date
    last: date
    series: str | None = None
    member: str | None = None
    body: str | None = None
    units: tuple[str, ...] = ()
    place: str = ""
    opens: date | None = None
    time: str = ""
    stretch: str | None = None

    @property
    def earliest(self) -> date:
        """The first day on which it may be held: its window's, or earlier where that is the one day it is due by."""
        return self.opens or self.first

    @property
    def length(self) -> timedelta:
        """How long it takes where the plan says so; nothing where it does not."""
        begin, _, end = self.time.partition("-")
        if not end:
            return timedelta()
        first, last = (datetime.combine(self.last, time.fromisoformat(text)) for text in (begin, end))
        return last - first

    @property
    def stated(self) -> str | None:
        """The day, or the local time, it stands on until one is fixed; None for a day that only ends its window."""
        if self.series is not None and self.first != self.last:
            return None
        begin, _, _ = self.time.partition("-")
        return f"{self.last}T{begin}" if begin else self.last.isoformat()


@attrs.frozen
class ResolvedLimit:
    """The time limit of a one-off occurrence that was resolved since; None again once the plan states another."""

    due: Deadline | None
    touched: datetime


@attrs.define
class OccurrenceRecord:
    """One time of a duty and how it stands.

    Attributes:
        since: the version of the first fact about it.
        void: whether the end of the pilot left it undone, and nothing was entered about it since.
        apart: whether it was ever fixed for a whole day, and so is no time of a rule any more.
        absences: version and instant of each fact that took it out of its series or put it back.
    """

    id: str
    duty: Duty
    touched: datetime
    state: str = "due"
    version: int = 0
    start: str | None = None
    end: str | None = None
    place: str = ""
    attendance: tuple[Attendance, ...] = ()
    minutes: str = ""
    evidence: tuple[str, ...] = ()
    marks: dict[str, Mark] = attrs.field(factory=dict)
    moves: int = 0
    revision: int = 0
    since: int = 0
    void: bool = False
    apart: bool = False
    absences: tuple[tuple[int, datetime], ...] = ()

    @property
    def material(self) -> tuple[object, ...]:
        """What its revision counts the changes of: title, place, day and time, whether it will not be held."""
        place = self.place or self.duty.place
        return self.duty.title, place, self.span, self.void or self.state == "skipped"

    @property
    def span(self) -> tuple[str | None, str | None]:
        """Day or local time it begins and ends, ISO text: as they were fixed, else as the plan states them.

        It takes as long as the plan says unless its end is known; an end that is none is left out.
        """
        begin, end = self.start or self.duty.stated, self.end
        if begin is None:
            return None, None
        if end is None and "T" in begin and self.duty.length:
            end = (datetime.fromisoformat(begin) + self.duty.length).isoformat(timespec="minutes")
        if end is None or ("T" in begin) is not ("T" in end) or end <= begin:
            return begin, None
        return begin, end

    @property
    def is_absent(self) -> bool:
        """Whether its series does not show it: it was skipped, or stands by itself."""
        return self.apart or self.state == "skipped"


@attrs.define
class SeriesRecord:
    """A series as the plan states it, or with the cadence that a decision settled."""

    series: Series
    touched: datetime
    when: Deadline
    first: date | None = None

    @property
    def id(self) -> str:
        """The id of the series."""
        return self.series.id


@attrs.define
class DecisionRecord:
    """A decision, where it was taken, and the tasks born from it."""

    id: str
    text: str
    effective: str
    version: int
    touched: datetime
    occurrence: str | None = None
    tasks: tuple[str, ...] = ()


def days_of(due: Deadline | None) -> tuple[date | None, date | None]:
    """The days of a time limit, whatever its words."""
    return (None, None) if due is None else (due.earliest, due.latest)
