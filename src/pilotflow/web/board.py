"""What a page shows of a pilot: how far the whole, each pairing, phase and body is, and what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from pilotflow.facts.state import State
from pilotflow.language import views as said
from pilotflow.language.names import name_of
from pilotflow.language.web import word
from pilotflow.plan.duties import Agreement
from pilotflow.plan.units import Body
from pilotflow.views.concern import Concern, members_of
from pilotflow.views.lights import Light
from pilotflow.views.lines import PhaseLine, TaskLine
from pilotflow.views.occurrences import occurrences
from pilotflow.views.progress import Progress, progress
from pilotflow.views.selection import Selection, tasks_of
from pilotflow.views.status import status

_COLOURS = ("red", "yellow", "blue")


@attrs.frozen
class Lamp:
    """A light in words; ``colour`` is ``red``, ``yellow`` or ``blue`` and says nothing that the words do not."""

    colour: str
    text: str


@attrs.frozen
class Bar:
    """How much of something is done: the figure, 100 only for all of it, and the same as a count, in words."""

    percent: int
    text: str


@attrs.frozen
class ProgressRow:
    """One thing that is carried out, and how far it is.

    Attributes:
        title: what it is called. kind: what it is, empty where its heading says so.
        bars: how far it is, by each thing that is counted; none where nothing is.
        state: how it stands. remarks: what else is to be said. lamps: the lights of its tasks.
    """

    title: str
    bars: tuple[Bar, ...]
    kind: str = ""
    state: str = ""
    remarks: tuple[str, ...] = ()
    lamps: tuple[Lamp, ...] = ()


@attrs.frozen
class Lit:
    """A task with a light, and who leads it."""

    title: str
    lamp: Lamp
    remarks: tuple[str, ...]


@attrs.frozen
class Board:
    """Everything a page shows of a pilot, in words.

    Attributes:
        id, title, language: of the plan. on: the day. version: from how many facts it was made.
        whole: the pilot as one row; agreements, phases and bodies: its parts. lit: tasks with lights, red first.
    """

    id: str
    title: str
    language: str
    on: date
    version: int
    whole: ProgressRow
    agreements: tuple[ProgressRow, ...]
    phases: tuple[ProgressRow, ...]
    bodies: tuple[ProgressRow, ...]
    lit: tuple[Lit, ...]


def board(state: State, on: date, language: str) -> Board:
    """What a page shows of a pilot.

    Args:
        state: the pilot as known.
        on: the local day that lights and terms are looked at.
        language: ``"en"`` or ``"zh"``.
    """
    speaker = _Speaker(state, on, language)
    return Board(
        id=state.id,
        title=state.plan.title,
        language=state.plan.language,
        on=on,
        version=state.version,
        whole=speaker.whole(),
        agreements=tuple(map(speaker.agreement, state.plan.agreements)),
        phases=tuple(map(speaker.phase, speaker.status.phases)),
        bodies=tuple(map(speaker.body, state.plan.bodies)),
        lit=tuple(speaker.lit()),
    )


class _Speaker:
    """Puts one state on one day into rows in one language."""

    def __init__(self, state: State, on: date, language: str) -> None:
        self.status = status(state, on)
        self._state = state
        self._on = on
        self._language = language
        self._lights = {line.id: line.light for line in self.status.tasks}
        self._times = tuple(occurrences(state, date.min, date.max))

    def whole(self) -> ProgressRow:
        return self._row(
            self.status.title,
            self.status.progress,
            state=name_of("state", self.status.status, self._language, "pilot"),
            lamps=self._counted(Selection()),
        )

    def agreement(self, agreement: Agreement) -> ProgressRow:
        wanted = Selection(agreement=agreement.id)
        return self._row(
            agreement.title,
            progress(self._state, self._on, wanted),
            kind=name_of("agreement_kind", agreement.kind, self._language),
            bars=self._covered(agreement),
            remarks=(*self._term(agreement), *self._work(wanted)),
            lamps=self._counted(wanted),
        )

    def phase(self, line: PhaseLine) -> ProgressRow:
        remarks = [] if line.due is None else [self._say("due", day=line.due)]
        if line.waiting_for:
            remarks.append(self._say("waits", units=self._units(line.waiting_for)))
        wanted = Selection(phase=line.id)
        own = () if line.light is None else (self._lamp(line.light),)
        return self._row(
            line.title,
            progress(self._state, self._on, wanted),
            state=name_of("state", line.state, self._language, "phase"),
            remarks=remarks,
            lamps=(*own, *self._counted(wanted)),
        )

    def body(self, body: Body) -> ProgressRow:
        wanted = Selection(body=body.id)
        return self._row(
            body.name,
            progress(self._state, self._on, wanted),
            state=self._standing(body),
            lamps=self._counted(wanted),
        )

    def lit(self) -> Iterator[Lit]:
        for colour in _COLOURS:
            for line in self.status.tasks:
                if line.light is not None and line.light.colour == colour:
                    yield Lit(
                        self._say("task", label=line.label, title=line.title),
                        self._lamp(line.light),
                        tuple(self._about(line)),
                    )

    def _about(self, line: TaskLine) -> Iterator[str]:
        yield name_of("state", line.state, self._language, "task")
        if line.leads:
            yield self._say("leads", units=self._units(line.leads))

    def _row(
        self,
        title: str,
        found: Progress,
        *,
        kind: str = "",
        bars: Iterable[Bar] = (),
        state: str = "",
        remarks: Iterable[str] = (),
        lamps: tuple[Lamp, ...] = (),
    ) -> ProgressRow:
        suspended = dict(found.by_state).get("suspended", 0)
        counts = (("in-question", found.in_question), ("suspended", suspended))
        own = []
        if found.percent is not None:
            own.append(Bar(found.percent, self._say("done", done=found.done, total=found.total)))
        return ProgressRow(
            title=title,
            bars=(*own, *bars),
            kind=kind,
            state=state,
            remarks=(*(self._say(code, count=count) for code, count in counts if count), *remarks),
            lamps=lamps,
        )

    def _term(self, agreement: Agreement) -> Iterator[str]:
        above = self._state.plan.agreement_by_id.get(agreement.parent or "")
        if above is not None:
            yield self._say("within", title=above.title)
        if agreement.first is not None:
            yield self._say("from", day=agreement.first)
        if agreement.last is not None:
            yield self._say("until" if self._on <= agreement.last else "ended", day=agreement.last)
        if agreement.review is not None:
            yield self._say("review", day=agreement.review)

    def _covered(self, agreement: Agreement) -> Iterator[Bar]:
        """How many of the parts that tasks have for an agreement, or for its parties, are covered."""
        parts = list(self._parts(agreement))
        if parts:
            done, total = sum(parts), len(parts)
            yield Bar(100 * done // total, self._say("parts", done=done, total=total))

    def _work(self, wanted: Selection) -> Iterator[str]:
        """Meetings and feedback that belong to an agreement; nothing is said of none."""
        concern = Concern.of(self._state, wanted)
        times = [each for each in self._times if concern.occurrence(each)]
        counts = (
            ("meetings", sum(each.state == "held" for each in times)),
            ("missing", sum(each.is_overdue(self._on) for each in times)),
            ("feedback", sum(map(concern.hears, self._state.open_feedback()))),
        )
        yield from (self._say(code, count=count) for code, count in counts if count)

    def _parts(self, agreement: Agreement) -> Iterator[bool]:
        """Whether each part that a task has for the agreement, or for one of its parties, is covered."""
        state = self._state
        for record in state.tasks.values():
            for part in record.task.parts if record.state != "cancelled" else ():
                for member in members_of(state.plan, part.for_each):
                    if member in (agreement.id, *agreement.parties):
                        yield state.is_done(record.id) or f"{part.id}@{member}" in record.parts

    def _standing(self, body: Body) -> str:
        """A body exists from the start, or once the task that creates it was verified."""
        creating = self._state.tasks.get(body.created_by or "")
        if creating is None or "verify" in creating.marks:
            return self._say("set-up")
        return self._say("to-be-set-up", task=creating.task.label)

    def _counted(self, wanted: Selection) -> tuple[Lamp, ...]:
        """How many tasks of a selection have a light of each colour."""
        found = (self._lights[record.id] for record in tasks_of(self._state, wanted))
        colours = Counter(light.colour for light in found if light is not None)
        return tuple(
            Lamp(colour, self._say(f"count-{colour}", count=colours[colour]))
            for colour in _COLOURS
            if colours[colour]
        )

    def _lamp(self, light: Light) -> Lamp:
        return Lamp(light.colour, light.text(self._language))

    def _units(self, ids: tuple[str, ...]) -> str:
        return said.join([self.status.caption(id) for id in ids], self._language)

    def _say(self, code: str, **data: object) -> str:
        return word(code, self._language, **data)
