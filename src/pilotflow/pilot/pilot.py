"""A pilot: a plan being carried out, on one stream of facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from pilotflow.pilot.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from pilotflow.clock import Clock
    from pilotflow.dates.deadline import Deadline
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Fact, Step
    from pilotflow.facts.state import State
    from pilotflow.feeds.options import Options
    from pilotflow.feeds.sheet import Extract
    from pilotflow.log.port import Log
    from pilotflow.pilot.handles import (
        Decision,
        Feedback,
        Occurrence,
    )
    from pilotflow.plan.model import Plan
    from pilotflow.rules.deciding.amendments import Difference
    from pilotflow.rules.policy import Policy
    from pilotflow.rules.unmet import Unmet
    from pilotflow.views.progress import Progress
    from pilotflow.views.selection import Selection


class Pilot(Things):
    """A plan being carried out.

    Made by :meth:`start` or :meth:`open`. It keeps no state of its own beside the fold of its facts, so any
    number of them, in any number of processes, may work on one stream; each sees what the others did.
    """

    def __repr__(self) -> str:
        return f"<Pilot {self.id}>"

    @classmethod
    def start(
        cls,
        plan: Plan,
        log: Log,
        *,
        by: Actor,
        id: str | None = None,
        clock: Clock | None = None,
        policy: Policy | None = None,
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Pilot:
        """Put a plan into force.

        Args:
            plan: the plan, as :func:`~pilotflow.load_plan` gives it.
            log: where its facts are kept.
            by: the office, or the issuer while the office does not exist.
            id: the id of the pilot; by default that of the plan.
            clock: by default the machine's.
            policy: who may do what; by default what the plan declares.
            effective: the day it came into force; by default today.
            reason: why.
            document: the document it rests on.
            key: an idempotency key.

        Raises:
            Refused: the actor may not, the plan could never be closed, or it was started before.
        """
        from pilotflow.clock import SystemClock
        from pilotflow.pilot.engine import start
        from pilotflow.rules.policy import plan_policy

        return cls(
            start(
                plan,
                log,
                by,
                id,
                clock or SystemClock(),
                policy or plan_policy,
                effective,
                reason,
                document,
                key,
            )
        )

    @classmethod
    def open(cls, id: str, log: Log, *, clock: Clock | None = None, policy: Policy | None = None) -> Pilot:
        """Open a pilot from its facts alone; neither plan file nor prose is read again.

        Raises:
            NotFound: nobody started it.
            LogError: its facts cannot be read.
        """
        from pilotflow.clock import SystemClock
        from pilotflow.pilot.engine import open_engine
        from pilotflow.rules.policy import plan_policy

        return cls(open_engine(id, log, clock or SystemClock(), policy or plan_policy))

    @property
    def id(self) -> str:
        """The id of the pilot, which is its stream."""
        return self._engine._state.id

    @contextmanager
    def _held(self) -> Iterator[State]:
        with self._engine.lock:
            yield self._engine.state

    def _today(self) -> date:
        return self._engine.today()

    def _earlier(self, day: date, selection: Selection) -> Progress:
        from pilotflow.views.progress import progress

        return progress(self._engine.state_at(day), day, selection)

    def _extract(
        self, selection: Selection | None, options: Options, on: date | str | None = None
    ) -> Extract:
        return self._engine.extract(selection, options, None if on is None else self._day(on))

    def at(self, day: date | str) -> Pilot:
        """The same pilot, read-only, as it was known by the end of a local day.

        Raises:
            NotFound: it had not started by then.
        """
        from pilotflow.pilot.past import PastEngine

        return Pilot(PastEngine(self._engine, self._day(day)))

    def do(self, kind: str, id: str, trigger: str, /, *, by: Actor, **args: Any) -> Step:
        """Any command by kind, id and word, as the command line gives it; ``convene`` and ``create`` too."""
        word = trigger.replace("-", "_")
        if (kind, word) in _BIRTHS:
            return self._born(kind, word, by, args)
        return self.handle(kind, id).do(word, by=by, **args)

    def ask(self, kind: str, id: str, trigger: str, /, *, by: Actor, **args: Any) -> tuple[Unmet, ...]:
        """Every reason why :meth:`do` would refuse the same command now."""
        word = trigger.replace("-", "_")
        if (kind, word) not in _BIRTHS:
            return self.handle(kind, id).explain(word, by=by, **args)
        from pilotflow.errors import Refused

        given = {name: args.pop(name) for name in ("effective", "reason", "document") if name in args}
        try:
            read = self._engine.read(kind, "", word, args)
            return self._engine.explain(kind, "", word, by, read, **given)
        except Refused as refused:  # it cannot even be read
            return cast("tuple[Unmet, ...]", refused.reasons)

    def raise_feedback(
        self,
        text: str,
        *,
        by: Actor,
        to: str | Iterable[str] = (),
        kind: str = "problem",
        **common: Any,
    ) -> Feedback:
        """Raise feedback about the pilot as a whole."""
        return self._whole().raise_feedback(
            text, by=by, to=tuple(to) if not isinstance(to, str) else to, kind=kind, **common
        )

    def convene(self, title: str, start: date | datetime | str, *, by: Actor, **args: Any) -> Occurrence:
        """Call a meeting or event that no series foresees; ``kind``, ``body``, ``units``, ``end``, ``place``."""
        from pilotflow.pilot.handles import Occurrence

        step = self._born("occurrence", "convene", by, {"title": title, "start": start, **args})
        return Occurrence(self._engine, step.born[0][1])

    def record_decision(
        self, text: str, *, by: Actor, occurrence: str | None = None, **common: Any
    ) -> Decision:
        """Record a decision, taken at an occurrence that was held or outside any."""
        from pilotflow.pilot.handles import Decision

        step = self._born("decision", "record", by, {"text": text, "occurrence": occurrence, **common})
        return Decision(self._engine, step.born[0][1])

    def receive(self, *, by: Actor, **common: Any) -> Step:
        """Acknowledge that the plan was received, as one of its addressees."""
        return self._act("receive", by, common)

    def delegate(self, to: str, *, by: Actor, revoked: bool = False, **common: Any) -> Step:
        """Let another actor act for this one, or take that back."""
        return self._act("delegate", by, {"to": to, "revoked": revoked, **common})

    def resolve_deadline(
        self,
        kind: str,
        id: str,
        due: Deadline | date | str | None = None,
        *,
        day: date | str | None = None,
        by: Actor,
        reason: str,
        **common: Any,
    ) -> Step:
        """Enter the time limit that the plan left open of a thing, or the day that one counts from.

        What counts from the start of the programme is settled without it, when a launch gate is passed.

        Args:
            kind: ``task``, ``phase``, or ``occurrence`` for a one-off one.
            id: its id.
            due: the time limit; a date stands for itself.
            day: instead of it, the day of the event that the plan's words count from (自收到批复之日起15个工作日内).
            by: the office.
            reason: why.
            **common: ``effective``, ``document``, ``key``.
        """
        args = {"what": kind, "thing": id, "due": due, "day": day, "reason": reason, **common}
        return self._act("resolve_deadline", by, args)

    def correct(
        self,
        fact: Fact | int,
        field: str,
        value: str | Iterable[str],
        reason: str,
        *,
        by: Actor,
        **common: Any,
    ) -> Step:
        """Put right the words, evidence, document or effective day of a fact; the fact itself stays.

        Args:
            fact: the fact, or its version.
            field: ``reason``, ``text``, ``minutes``, ``title``, ``place``, ``evidence``, ``document`` or
                ``effective``, as far as the fact has it.
            value: what it should say; several texts for ``evidence``.
            reason: why.
            by: whoever entered it, or the office.
            **common: ``effective``, ``document``, ``key``.
        """
        found = self._fact(fact) if isinstance(fact, int) else fact
        if field == "evidence":
            value = (value,) if isinstance(value, str) else tuple(value)
        args = {"fact": found, "field": field, "value": value, "reason": reason, **common}
        return self._act("correct", by, args)

    def compare(self, plan: Plan, *, successors: Mapping[str, str] | None = None) -> Difference:
        """What bringing another plan into force would do to the pilot as it stands.

        Args:
            plan: the new plan.
            successors: for units that it leaves out, who takes over what they owe.
        """
        from pilotflow.rules.deciding.amendments import compare

        with self._held() as state:
            return compare(state, plan, successors)

    def amend(self, difference: Difference, *, by: Actor, reason: str, **common: Any) -> Step:
        """Bring another plan into force, each head for itself.

        Raises:
            Refused: ``stale-difference`` when the pilot moved on since it was compared, or what else is unmet.
        """
        return self._act("amend", by, {"difference": difference, "reason": reason, **common})

    def stop(self, *, by: Actor, reason: str, **common: Any) -> Step:
        """Stop the pilot, each head for itself; its running tasks are suspended."""
        return self._act("stop", by, {"reason": reason, **common})

    def decide(self, verdict: str, *, by: Actor, **common: Any) -> Step:
        """Decide what becomes of an ended pilot: ``scale``, ``extend``, ``adapt`` or ``end``."""
        return self._act("decide", by, {"verdict": verdict, **common})

    def facts(self, after: int = 0) -> tuple[Fact, ...]:
        """Every fact after a version, in order."""
        with self._engine.lock:
            return tuple(self._engine.facts(after))

    def explain(self, trigger: str, *, by: Actor, **args: Any) -> tuple[Unmet, ...]:
        """Every reason why a command about the pilot would be refused now."""
        return self._whole().explain(trigger, by=by, **args)

    def _act(self, trigger: str, by: Actor, args: Mapping[str, Any]) -> Step:
        return self._whole().do(trigger, by=by, **args)

    def _born(self, kind: str, trigger: str, by: Actor, args: Mapping[str, Any]) -> Step:
        own = dict(args)
        common = {name: own.pop(name, None) for name in ("effective", "reason", "document", "key")}
        read = self._engine.read(kind, "", trigger, own)
        return self._engine.act(kind, "", trigger, by, read, **common)

    def _fact(self, version: int) -> Fact:
        found = self.facts(version - 1) if version > 0 else ()
        if not found:
            self._among("fact", str(version), {})
        return found[0]


_BIRTHS = frozenset(
    {("occurrence", "convene"), ("decision", "record"), ("task", "create"), ("feedback", "raise_feedback")}
)
