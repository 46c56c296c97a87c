"""The views of a pilot, now or as it was known at the end of a day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pilotflow.facts.state import State
    from pilotflow.feeds.options import Options
    from pilotflow.feeds.rendering import Rendering
    from pilotflow.feeds.sheet import Extract
    from pilotflow.plan.model import Plan
    from pilotflow.views.agenda import AgendaItem
    from pilotflow.views.progress import Progress
    from pilotflow.views.selection import Selection
    from pilotflow.views.status import Status


class Reading(ABC):
    """What can be asked of a pilot without changing it."""

    @property
    @abstractmethod
    def id(self) -> str:
        """The id of the pilot, which is its stream."""

    @abstractmethod
    def _held(self) -> AbstractContextManager[State]:
        """The state, for as long as nobody else changes it."""

    @abstractmethod
    def _today(self) -> date:
        """The day that is looked at where none is given."""

    @abstractmethod
    def _earlier(self, day: date, selection: Selection) -> Progress:
        """The progress as it was known at the end of a day."""

    @abstractmethod
    def _extract(
        self, selection: Selection | None, options: Options, on: date | str | None = None
    ) -> Extract:
        """What it adds to a feed on a day, by default today."""

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        with self._held() as state:
            return state.plan

    @property
    def state(self) -> str:
        """``running``, ``completed`` or ``stopped``."""
        with self._held() as state:
            return state.status

    def snapshot(self) -> State:
        """Everything that is known, as a copy that later facts do not change."""
        with self._held() as state:
            return state.snapshot()

    def progress(
        self,
        *,
        on: date | str | None = None,
        unit: str | None = None,
        phase: str | None = None,
        area: str | None = None,
        agreement: str | None = None,
        body: str | None = None,
        parts: bool = True,
    ) -> Progress:
        """How far the work is, for the pilot or for one phase, area, unit, body or agreement.

        Args:
            on: the local day to look at lateness from; by default today.
            unit: tasks that the unit, or with ``parts`` a part of it, leads.
            phase: tasks of a phase.
            area: tasks of a category or one below it.
            agreement: tasks under an agreement.
            body: tasks of a body.
            parts: whether a unit's figure includes its parts.

        Raises:
            NotFound: the plan knows no such thing.
        """
        from functools import partial

        from pilotflow.views.progress import progress
        from pilotflow.views.selection import Selection

        selection = Selection(unit, phase, area, agreement, body, parts)
        with self._held() as state:
            return progress(
                state, self._day(on), selection, earlier=partial(self._earlier, selection=selection)
            )

    def agenda(
        self,
        start: date | str,
        end: date | str,
        *,
        unit: str | None = None,
        phase: str | None = None,
        area: str | None = None,
        agreement: str | None = None,
        body: str | None = None,
        parts: bool = True,
        phases: bool = True,
    ) -> tuple[AgendaItem, ...]:
        """Everything that falls due from ``start`` to ``end``, both included, in the order of days."""
        from pilotflow.views.agenda import agenda
        from pilotflow.views.selection import Selection

        selection = Selection(unit, phase, area, agreement, body, parts)
        with self._held() as state:
            first, last = self._day(start), self._day(end)
            return agenda(state, first, last, selection, phases=phases, on=self._today())

    def status(
        self,
        *,
        on: date | str | None = None,
        unit: str | None = None,
        phase: str | None = None,
        area: str | None = None,
        agreement: str | None = None,
        body: str | None = None,
        parts: bool = True,
    ) -> Status:
        """What is late, who has it, what waits for whom."""
        from pilotflow.views.selection import Selection
        from pilotflow.views.status import status

        with self._held() as state:
            return status(state, self._day(on), Selection(unit, phase, area, agreement, body, parts))

    def feed(
        self,
        *,
        on: date | str | None = None,
        language: str | None = None,
        unit: str | None = None,
        phase: str | None = None,
        area: str | None = None,
        agreement: str | None = None,
        body: str | None = None,
        parts: bool = True,
        role: str | None = None,
        kinds: Iterable[str] = (),
        phases: bool = True,
        lights: bool = False,
        spans: bool = False,
        todo: bool = False,
        alarms: Iterable[int] = (),
        relations: bool = False,
        url: str = "",
        source: str = "",
    ) -> bytes:
        """The calendar of every deadline, as the bytes of an iCalendar file.

        Args:
            on: the local day it is rendered for; by default today.
            language: ``"en"`` or ``"zh"``; by default that of the plan.
            unit: narrows it, as ``phase``, ``area``, ``agreement`` and ``body`` do.
            phase: see ``unit``.
            area: see ``unit``.
            agreement: see ``unit``.
            body: see ``unit``.
            parts: whether a unit's feed includes its parts.
            role: only what ``unit`` has this role in, one of :data:`~pilotflow.views.selection.ROLES`.
            kinds: only things of these kinds; see :class:`~pilotflow.feeds.options.Options`, as for all that follow.
            phases: whether the ends of phases are in it.
            lights: whether titles say what is late.
            spans: whether windows are shown whole.
            todo: whether deadlines are tasks of the calendar.
            alarms: how many days ahead to remind.
            relations: whether dependencies are properties, too.
            url: the host's page of a thing.
            source: where the feed itself is found.

        Raises:
            NotFound: something the selection names was never there.
            Refused: no feed can look like that: ``unknown-kind``, ``bad-alarm``, ``bad-url``.
        """
        from pilotflow.feeds.options import Options
        from pilotflow.views.selection import Selection

        selection = Selection(unit, phase, area, agreement, body, parts, role)
        options = Options(
            language, tuple(kinds), phases, lights, spans, todo, tuple(alarms), relations, url, source
        )
        return self.rendering(selection, options, on=on).data

    def rendering(
        self,
        selection: Selection | None = None,
        options: Options | None = None,
        *,
        on: date | str | None = None,
    ) -> Rendering:
        """The calendar of a selection, with when it last changed and how long it holds.

        Args:
            selection: whose calendar; by default the whole pilot's.
            options: how it is to look.
            on: the local day it is rendered for; by default today.

        Raises:
            NotFound: something the selection names was never there.
            Refused: no feed can look like that: ``unknown-kind``, ``bad-alarm``, ``bad-url``.
        """
        from pilotflow.feeds.feed import bound
        from pilotflow.feeds.options import Options
        from pilotflow.pilot.asks import check_look

        options = options or Options()
        check_look(options)
        return bound([self._extract(selection, options, on)], options)

    def to_dict(self) -> dict[str, Any]:
        """The status, JSON-ready."""
        return self.status().to_dict()

    def text(self, language: str = "en") -> str:
        """The status in words."""
        return self.status().text(language)

    def _day(self, day: date | str | None) -> date:
        from pilotflow.errors import Refused
        from pilotflow.pilot.arguments import day as read
        from pilotflow.rules.unmet import unmet

        if day is None:
            return self._today()
        try:
            return read(day)
        except ValueError as error:
            raise Refused((unmet("bad-argument", "pilot", self.id, name="day", why=error),)) from error
