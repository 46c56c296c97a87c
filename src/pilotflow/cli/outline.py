"""What a plan says, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from pilotflow.cli.tables import cell, titled
from pilotflow.dates.deadline import Deadline
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language import views as said
from pilotflow.language.names import name_of
from pilotflow.plan.goals import Target
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task


def outline(plan: Plan, language: str) -> Iterator[RenderableType]:
    """Heading, phases, tasks by area, targets, recurring duties and agreements."""
    speaker = _Speaker(plan, language)
    yield cell(plan.text(language), "bold")
    yield from speaker.phases()
    yield from speaker.tasks()
    yield from speaker.targets()
    yield from speaker.series()
    yield from speaker.agreements()


class _Speaker:
    """Puts the lists of one plan into tables in one language."""

    def __init__(self, plan: Plan, language: str) -> None:
        self._plan = plan
        self._language = language

    def phases(self) -> Iterator[RenderableType]:
        columns = (words.PHASE, words.KIND, words.TITLE, words.DUE, words.DECIDED_BY)
        rows = (
            (
                p.id,
                self._name("phase_kind", p.kind),
                p.title,
                _due(p.due),
                self._units(self._plan.deciders(p)),
            )
            for p in self._plan.phases
        )
        yield from titled(said.heading("phases", self._language), self._all(columns), rows)

    def tasks(self) -> Iterator[RenderableType]:
        """By area, in the order of the plan; those without one last."""
        columns = (words.TASK, words.TITLE, words.LEADS, words.CO_UNITS, words.DUE)
        areas = self._plan.categories.get("area", {})
        groups: dict[str | None, list[Task]] = {area: [] for area in (*areas, None)}
        for task in self._plan.tasks:
            groups[task.area].append(task)
        for area, tasks in groups.items():
            title = said.heading("tasks", self._language)
            if area is not None:
                title = f"{title} · {areas[area].label}"
            rows = (
                (t.label, t.title, self._units(t.leads), self._units(t.co_units), _due(t.due)) for t in tasks
            )
            yield from titled(title, self._all(columns), rows)

    def targets(self) -> Iterator[RenderableType]:
        columns = (words.TARGET, words.KIND, words.TITLE, words.AMOUNT, words.SERVED_BY)
        rows = (
            (t.id, self._name("target_kind", t.kind), t.title, _amount(t), ", ".join(t.served_by))
            for t in self._plan.targets
        )
        yield from titled(said.heading("targets", self._language), self._all(columns), rows)

    def series(self) -> Iterator[RenderableType]:
        columns = (words.SERIES, words.KIND, words.TITLE, words.WHEN, words.HELD_BY, words.FOR_EACH)
        rows = (
            (
                s.id,
                self._name("duty_kind", s.kind),
                s.title,
                s.when.text,
                self._units((*((s.body,) if s.body else ()), *s.units)),
                self._plan.caption(s.for_each) if s.for_each else "",
            )
            for s in self._plan.series
        )
        yield from titled(self._say(words.DUTIES), self._all(columns), rows)

    def agreements(self) -> Iterator[RenderableType]:
        columns = (words.AGREEMENT, words.KIND, words.TITLE, words.PARTIES)
        rows = (
            (a.id, self._name("agreement_kind", a.kind), a.title, self._units(a.parties))
            for a in self._plan.agreements
        )
        yield from titled(self._say(words.AGREEMENTS), self._all(columns), rows)

    def _name(self, category: str, word: str) -> str:
        return name_of(category, word, self._language)

    def _units(self, ids: tuple[str, ...]) -> str:
        return said.join([self._plan.caption(id) for id in ids], self._language)

    def _all(self, messages: Sequence[str]) -> list[str]:
        return [self._say(message) for message in messages]

    def _say(self, message: str) -> str:
        return say(message, self._language)


def _due(due: Deadline | None) -> str:
    """The words of a time limit, and its last day where they are not that day already."""
    if due is None:
        return ""
    day = "" if due.latest is None else due.latest.isoformat()
    return due.text if day in ("", due.text) else f"{due.text} ({day})"


def _amount(target: Target) -> str:
    amount = "" if target.amount is None else f"{target.amount:f}"
    return f"{target.qualifier}{amount} {target.unit}".strip()
