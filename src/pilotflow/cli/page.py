"""The status of a pilot as a page on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from pilotflow.cli.blocked import Blocked
from pilotflow.cli.reworked import Rework
from pilotflow.cli.tables import bar, cell, heading, lamp, lines, titled
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language import views as said
from pilotflow.language.names import name_of
from pilotflow.views.lights import Light
from pilotflow.views.lines import TaskLine
from pilotflow.views.status import Status

_REASONS = 6
"""How many reasons are listed for one blocked thing."""
_ORDER = ("red", "yellow", "blue", None)


def page(
    status: Status, blocked: Sequence[Blocked], language: str, reworked: Sequence[Rework] = ()
) -> Iterator[RenderableType]:
    """Title, progress, phases, lights, what is blocked, feedback, standing duties, targets and open points."""
    speaker = _Speaker(status, language)
    title = said.title_line(status.title, status.id, status.status, status.on.isoformat(), language)
    yield cell(title, "bold")
    yield bar(status.percent).append(f"   {speaker.counts()}")
    yield from speaker.phases()
    yield from speaker.reworked(reworked)
    yield from speaker.lights()
    yield from speaker.blocked(blocked)
    yield from speaker.feedback()
    yield from speaker.duties()
    yield from speaker.standing()
    yield from speaker.targets()
    yield from lines(said.heading("open_points", language), (p.text(language) for p in status.open_points))


class _Speaker:
    """Puts the lists of one status into tables in one language."""

    def __init__(self, status: Status, language: str) -> None:
        self._status = status
        self._language = language

    def counts(self) -> str:
        figure = self._status.progress
        found = [self._say(words.DONE_OF, done=figure.done, total=figure.total)]
        found += [
            self._say(message, count=count)
            for message, count in (
                (words.LATE, figure.late),
                (words.QUESTIONED, figure.in_question),
                (words.SHARED, figure.co_work),
            )
            if count
        ]
        return said.join(found, self._language)

    def phases(self) -> Iterator[RenderableType]:
        columns = (
            words.PHASE,
            words.TITLE,
            words.STATE,
            words.DUE,
            words.PROGRESS,
            words.LIGHT,
            words.WAITS_FOR,
        )
        rows = (
            (
                line.id,
                line.title,
                self._state("phase", line.state),
                line.due,
                bar(line.percent),
                self._lamp(line.light),
                self._units(line.waiting_for),
            )
            for line in self._status.phases
        )
        yield from titled(said.heading("phases", self._language), self._all(columns), rows)

    def reworked(self, found: Sequence[Rework]) -> Iterator[RenderableType]:
        """Why the gate sent a phase back."""
        for each in found:
            unit = self._status.caption(each.unit)
            text = self._say(
                words.REWORK,
                phase=each.phase,
                title=each.title,
                day=each.day,
                unit=unit,
                reason=each.reason,
            )
            yield cell(f"  {text}")

    def lights(self) -> Iterator[RenderableType]:
        """Only tasks that somebody should look at."""
        columns = (
            words.LIGHT,
            words.TASK,
            words.TITLE,
            words.STATE,
            words.DUE,
            words.LEADS,
            words.WHY,
            words.WAITS_FOR,
        )
        shown = [
            line for line in (*self._status.tasks, *self._status.co_tasks) if line.light or line.waiting_for
        ]
        shown.sort(key=lambda line: _ORDER.index(line.light.colour if line.light else None))
        yield from titled(self._say(words.LIGHTS), self._all(columns), map(self._task, shown), short=2)

    def _task(self, line: TaskLine) -> Sequence[object]:
        light = line.light
        why = "" if light is None else said.light_reason(light.reason, dict(light.data), self._language)
        return (
            self._lamp(light),
            line.label,
            line.title,
            self._state("task", line.state),
            line.due,
            self._units(line.leads),
            why,
            self._units(line.waiting_for),
        )

    def blocked(self, found: Sequence[Blocked]) -> Iterator[RenderableType]:
        if found:
            yield heading(self._say(words.BLOCKED))
        for each in found:
            yield cell(f"  {name_of('kind', each.kind, self._language)} {each.id} {each.title}")
            yield from (cell(f"    {reason.text(self._language)}") for reason in each.reasons[:_REASONS])
            more = len(each.reasons) - _REASONS
            if more > 0:
                yield cell(f"    {self._say(words.MORE, count=more)}")

    def feedback(self) -> Iterator[RenderableType]:
        columns = (words.FEEDBACK, words.ABOUT, words.TEXT, words.STATE, words.ANSWER_BY, words.WAITS_FOR)
        rows = (
            (
                line.id,
                f"{name_of('kind', line.about[0], self._language)} {line.about[1]}",
                line.text,
                self._state("feedback", line.state),
                cell(line.answer_by, "bold red" if line.overdue else ""),
                self._units(line.waiting_for),
            )
            for line in self._status.open_feedback
        )
        yield from titled(said.heading("open_feedback", self._language), self._all(columns), rows)

    def duties(self) -> Iterator[RenderableType]:
        """Occurrences whose time is gone without them."""
        columns = (words.OCCURRENCE, words.TITLE, words.STATE, words.DUE, words.WAITS_FOR)
        rows = (
            (
                line.id,
                line.title,
                self._state("occurrence", line.state),
                line.last,
                self._units(line.waiting_for),
            )
            for line in self._status.occurrences
            if line.overdue
        )
        yield from titled(said.heading("occurrences", self._language), self._all(columns), rows)

    def standing(self) -> Iterator[RenderableType]:
        columns = (words.TASK, words.TITLE, words.NEXT_CHECK, words.WAITS_FOR)
        rows = (
            (
                line.id,
                line.title,
                cell(line.next_check, "bold red" if line.overdue else ""),
                self._units(line.waiting_for),
            )
            for line in self._status.standing
        )
        yield from titled(said.heading("standing", self._language), self._all(columns), rows)

    def targets(self) -> Iterator[RenderableType]:
        """Lists, of which one thing after the other is ticked."""
        rows = (
            (line.id, line.title, said.note("ticked", self._language, ticked=line.ticked, total=line.total))
            for line in self._status.targets
            if line.total is not None
        )
        columns = (words.TARGET, words.TITLE, words.PROGRESS)
        yield from titled(said.heading("targets", self._language), self._all(columns), rows)

    def _state(self, kind: str, state: str) -> str:
        return name_of("state", state, self._language, kind)

    def _lamp(self, light: Light | None) -> RenderableType:
        return (
            lamp(None, "")
            if light is None
            else lamp(light.colour, said.colour_word(light.colour, self._language))
        )

    def _units(self, ids: tuple[str, ...]) -> str:
        return said.join([self._status.caption(id) for id in ids], self._language)

    def _all(self, messages: Sequence[str]) -> list[str]:
        return [self._say(message) for message in messages]

    def _say(self, message: str, **data: object) -> str:
        return say(message, self._language, **data)
