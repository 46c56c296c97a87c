"""A machine of Hypothesis that gives a pilot arbitrary commands and checks what every host relies on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
from hypothesis import settings as Settings  # noqa: N812 - the class is named like a value
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import DataObject, SearchStrategy

from pilotflow.clock import ManualClock
from pilotflow.errors import KeyReused, NotFound, Refused
from pilotflow.facts.actor import Actor
from pilotflow.facts.fact import Step
from pilotflow.facts.state import State
from pilotflow.log.envelope import Envelope
from pilotflow.log.port import Log
from pilotflow.pilot.pilot import Pilot
from pilotflow.plan.model import Plan
from pilotflow.testing.commands import Attempt, Known, command, commands
from pilotflow.testing.plans import ISSUED, plans

_RARE = ("cancel", "suspend", "stop", "withdraw", "request_extension")
_BACK = ("assign", "send_back", "reopen", "file")
_ARRIVED = ("close", "maintain", "recheck")
_ENDS = ("closed", "maintained", "cancelled")
_SORTS: tuple[str, ...] = ("finish",) * 3 + ("task",) * 4 + ("feedback",) * 4 + ("phase",) * 3
_SORTS += ("raise", "raise", "call", "call", "again", "any", "any")
_OPEN_TO_ALL = (
    ("occurrence", "schedule"),
    ("occurrence", "hold"),
    ("occurrence", "convene"),
    ("decision", "record"),
    ("task", "create"),
    ("pilot", "delegate"),
    ("task", "verify"),
    ("feedback", "answer"),
    ("feedback", "confirm"),
    ("feedback", "dispute"),
)


def run(machine: type[PilotMachine], settings: Settings | None = None) -> None:
    """Drive a machine as a test; raises the smallest story that breaks a promise.

    Args:
        machine: the class of the host.
        settings: how many stories of how many steps; by default those of the loaded profile.
    """
    run_state_machine_as_test(machine, settings=settings)


class PilotMachine(RuleBasedStateMachine):
    """Arbitrary commands by arbitrary actors on one pilot, through two handles that do not know of each other.

    A host subclasses it, gives :meth:`open_log`, and may add rules and invariants of its own. In every story
    the clock goes on and back, the log is closed and opened again, keys are used twice. Checked after each step:

    - whoever opens the pilot anew finds the very state that the handles show, and the chain verifies;
    - a refusal leaves no trace, and ``explain`` had named the same reasons;
    - no task is closed, maintained or cancelled and no pilot ends over open feedback; nobody judges own work;
    - no fact changes, and none is recorded before the one in front of it;
    - the same key gives the first step again, or :class:`~pilotflow.KeyReused` for another command;
    - progress lies between 0 and 100, and is 100 only when all is done.

    Attributes:
        plan: the plan of the story; log: where its facts are; clock: what it goes by.
        pilots: the two handles; one lags behind whenever the other acts.
    """

    plan: Plan
    log: Log
    clock: ManualClock
    pilots: list[Pilot]

    def __init__(self) -> None:
        super().__init__()
        self._steps: dict[str, tuple[Attempt, Step]] = {}
        self._kept: tuple[Envelope, ...] = ()

    # --- what a host gives -------------------------------------------------------------------------------

    def open_log(self) -> Log:
        """The log to work on. Called again after it was closed, it gives the same facts, or an empty log.

        An empty log, such as one in memory, ends the story so far: another pilot is started on it.
        """
        raise NotImplementedError

    def plans(self) -> SearchStrategy[Plan]:
        """The plans to start with; by default any that :func:`~pilotflow.testing.plans` draws."""
        return plans()

    def started(self) -> None:
        """Called when a pilot has begun."""

    def before(self, attempt: Attempt) -> None:
        """Called before a command is given."""

    def accepted(self, attempt: Attempt, step: Step) -> None:
        """Called when a command was carried out."""

    def refused(self, attempt: Attempt, codes: tuple[str, ...]) -> None:
        """Called when a command was refused, with the codes of all reasons; ``not-found`` for an unknown id."""

    # --- the story ---------------------------------------------------------------------------------------

    @initialize(data=st.data())
    def start(self, data: DataObject) -> None:
        """Put a plan into force."""
        self.begin(data.draw(self.plans(), label="plan"))

    @rule(data=st.data())
    def go_on(self, data: DataObject) -> None:
        """Somebody does something."""
        self._anything(data)

    @rule(data=st.data(), days=st.integers(-40, 40), hours=st.integers(0, 23))
    def time_passes(self, data: DataObject, days: int, hours: int) -> None:
        """The clock goes on, or is set back, and somebody does something."""
        self.clock.set(self.clock.now() + timedelta(days=days, hours=hours))
        self._anything(data)

    @rule(data=st.data())
    def close_and_open(self, data: DataObject) -> None:
        """The log is closed and opened again, the pilot opened from its facts alone, and somebody does something."""
        self.log.close()
        self.log = self.open_log()
        if self.log.streams():
            self._look()
        else:
            self._begin()
        self._anything(data)

    def teardown(self) -> None:
        """Let go of the log."""
        log = getattr(self, "log", None)
        if log is not None:
            log.close()

    def begin(self, plan: Plan) -> None:
        """Put this plan into force, on the day it was issued."""
        self.plan = plan
        self.clock = ManualClock(ISSUED)
        self.log = self.open_log()
        self._begin()

    # --- one command -------------------------------------------------------------------------------------

    def give(self, attempt: Attempt, pilot: Pilot) -> None:
        """Give a command and check what came of it."""
        then = self._watch.snapshot()
        why = self._asked(attempt)
        earlier = self._steps.get(attempt.key or "")
        self.before(attempt)
        try:
            step = attempt.give(pilot)
        except KeyReused:
            assert earlier is not None, "a new key was taken for a used one"
            assert earlier[0] != attempt, "the same command with its key was taken for another"
            self._unchanged(then)
        except Refused as refusal:
            said = refusal.reasons
            assert why is None or why == said, f"explain said {why}, do said {said}"
            self._unchanged(then)
            self.refused(attempt, refusal.codes)
        except NotFound:
            self._unchanged(then)
            self.refused(attempt, ("not-found",))
        else:
            if earlier is not None:
                assert earlier == (attempt, step), "the key did not give the first step again"
                self._unchanged(then)
                return
            assert not why, f"done, though explain said {why}"
            self._check(step, then)
            if attempt.key is not None:
                self._steps[attempt.key] = (attempt, step)
            self.accepted(attempt, step)

    def known(self) -> Known:
        """The ids there are now, by kind of thing."""
        state = self._watch.snapshot()
        return {
            "task": tuple(state.tasks),
            "feedback": tuple(state.feedback),
            "phase": tuple(state.phases),
            "decision": tuple(state.decisions),
            "occurrence": tuple(
                sorted({*(each.id for each in self._watch.occurrences()), *state.occurrences})
            ),
        }

    # --- what holds after every step ---------------------------------------------------------------------

    @invariant()
    def fold_of_the_log_is_the_live_state(self) -> None:
        """Whoever opens the pilot finds the state that the handles show."""
        now = self._opened().snapshot()
        for pilot in self.pilots:
            assert pilot.snapshot() == now

    @invariant()
    def every_fact_stays(self) -> None:
        """The chain verifies, no envelope changed, and the instants of recording never go back."""
        envelopes = self._envelopes()
        assert self.log.verify(self.plan.id) == len(envelopes)
        assert envelopes[: len(self._kept)] == self._kept
        instants = [envelope.recorded for envelope in envelopes]
        assert instants == sorted(instants)
        self._kept = envelopes

    @invariant()
    def progress_keeps_its_bounds(self) -> None:
        """Percent lies between 0 and 100, and is 100 only when all is done."""
        progress = self.pilots[0].progress()
        assert 0 <= progress.done <= progress.total
        assert (progress.percent is None) is (progress.total == 0)
        assert 0 <= (progress.percent or 0) <= 100
        assert (progress.percent == 100) is (0 < progress.total == progress.done)

    # --- within ------------------------------------------------------------------------------------------

    def _anything(self, data: DataObject) -> None:
        """One command, of any sort: every rule ends with one, since a story in which nobody acts tells nothing."""
        pilot = self.pilots[data.draw(st.integers(0, 1), label="handle")]
        sort = data.draw(st.sampled_from(_SORTS), label="sort")
        known = self.known()
        attempt: Attempt | None
        if sort in known:
            attempt = self._possible(sort, data)
        elif sort == "finish":
            self._finish(data, pilot)
            return
        elif sort == "again":
            attempt = self._again(data)
        elif sort == "raise":
            attempt = data.draw(command(self.plan, known, "feedback", "raise_feedback", careful=True))
        elif sort == "call":
            word = data.draw(st.sampled_from(_OPEN_TO_ALL), label="word")
            attempt = data.draw(command(self.plan, known, *word, careful=True))
        else:
            attempt = data.draw(commands(self.plan, known))
        if attempt is not None:
            self.give(attempt, pilot)

    def _again(self, data: DataObject) -> Attempt | None:
        """A command that was given with a key, or another one with that key."""
        if not self._steps:
            return None
        attempt, _ = self._steps[data.draw(st.sampled_from(sorted(self._steps)), label="key")]
        return attempt if data.draw(st.booleans(), label="same") else attrs.evolve(attempt, document="No. 8")

    def _possible(self, kind: str, data: DataObject) -> Attempt | None:
        """A step that somebody may take with a thing of this kind, if there is any."""
        ids = self.known()[kind]
        if not ids:
            return None
        id = data.draw(st.sampled_from(ids), label="thing")
        first = data.draw(st.integers(0, 20), label="step")
        who = data.draw(st.integers(0, 20), label="who")
        key = data.draw(st.sampled_from((None, None, f"k{self.log.version(self.plan.id)}")), label="key")
        rare = data.draw(st.integers(0, 9), label="rare") == 4
        return self._first(kind, id, first, who, rare, key)

    def _finish(self, data: DataObject, pilot: Pilot) -> None:
        """A task goes straight on for some steps, and phases open on its way."""
        id = data.draw(st.sampled_from(self.known()["task"]), label="thing")
        who = data.draw(st.integers(0, 20), label="who")
        for _ in range(data.draw(st.integers(1, 9), label="steps")):
            attempt = self._first("task", id, 0, who)
            if attempt is None:
                phases = (self._first("phase", phase, 0, who) for phase in self.known()["phase"])
                attempt = next((each for each in phases if each is not None), None)
            if attempt is None:
                return
            self.give(attempt, pilot)
            if attempt.trigger in _ARRIVED:
                return

    def _first(
        self, kind: str, id: str, first: int, who: int, rare: bool = False, key: str | None = None
    ) -> Attempt | None:
        """The first step that may be taken with a thing, from a word and an actor on."""
        steps, people = self._steps_of(kind, id, rare), sorted(self.plan.actors)
        first, who = first % len(steps), who % len(people)
        for trigger, args in steps[first:] + steps[:first]:
            for unit in people[who:] + people[:who]:
                attempt = Attempt(kind, id, trigger, Actor(unit), args, reason="because", key=key)
                reasons = attempt.explain(self._watch)
                if not reasons:
                    return attempt
                if any(reason.code == "wrong-state" for reason in reasons):
                    break  # whoever gives it
        return None

    def _steps_of(self, kind: str, id: str, rare: bool) -> list[tuple[str, dict[str, Any]]]:
        """What hinders the work, or all the rest with what leads back last; each word with what it needs."""
        words = sorted(self.pilots[0].handle(kind, id).triggers(), key=_BACK.__contains__)
        return [
            (trigger, args)
            for trigger in words
            for args in _COMPLETE.get((kind, trigger), ({},))
            if (trigger in _RARE or args.get("verdict") == "stop") is rare
        ]

    def _begin(self) -> None:
        self._steps, self._kept = {}, ()
        Pilot.start(self.plan, self.log, by=Actor("office"), clock=self.clock)
        self._look()
        self.started()

    def _look(self) -> None:
        self.pilots = [self._opened(), self._opened()]
        self._watch = self._opened()

    def _opened(self) -> Pilot:
        return Pilot.open(self.plan.id, self.log, clock=self.clock)

    def _envelopes(self) -> tuple[Envelope, ...]:
        return tuple(self.log.read(self.plan.id))

    def _asked(self, attempt: Attempt) -> tuple[Any, ...] | None:
        """What the pilot says when it is asked; None where it cannot be, since no such thing is there."""
        if attempt.key in self._steps:
            return None
        try:
            return attempt.explain(self._watch)
        except NotFound:
            return None

    def _unchanged(self, then: State) -> None:
        assert self._watch.snapshot() == then, "a command that was not carried out left a trace"
        assert self.log.version(self.plan.id) == then.version

    def _check(self, step: Step, then: State) -> None:
        versions = [fact.version for fact in step.facts]
        assert versions == list(range(then.version + 1, self.log.version(self.plan.id) + 1))
        for kind, id, state in step.entered:
            if kind == "task" and state in _ENDS:
                assert not then.in_question(kind, id), f"task {id} became {state} over open feedback"
            if kind == "pilot":
                assert state == then.status or not list(then.open_feedback()), (
                    f"the pilot is {state} over feedback"
                )
        for fact in step.facts:
            if fact.type in ("task.verify", "task.send_back", "task.recheck", "task.lapse"):
                owners = then.tasks[next(fact.data.moves())[1]].owners
                who = fact.by.acts_as
                assert then.plan.kinship.independent(who, owners, office_exists=then.office_exists)


_COMPLETE: dict[tuple[str, str], tuple[dict[str, Any], ...]] = {
    ("task", "report"): ({"evidence": ("paper",)},),
    ("task", "lapse"): ({"finding": "it is no longer so"},),
    ("task", "request_extension"): ({"latest": "2023-09-30"},),
    ("task", "decide_extension"): ({"granted": True}, {"granted": False}),
    ("feedback", "assign"): ({"to": ("labour",)}, {"to": ("audit", "law")}),
    ("feedback", "answer"): ({"text": "done"},),
    ("phase", "file"): ({"what": "report", "name": "result", "evidence": ("paper",)},),
    ("phase", "decide"): tuple({"verdict": verdict} for verdict in ("approve", "rework", "stop")),
}
"""What each command is given where it is meant to succeed."""
