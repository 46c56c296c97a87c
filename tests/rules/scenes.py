"""One task of a plan with the feedback about it: who is on stage, and everything they try in a state."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import attrs
from tests.rules.laws import Memory, breaches, open_about, remember
from tests.rules.page import NEEDS, WHO
from tests.rules.walking import Ghost, Graph, Walk, began, command, walk

from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data
from pilotflow.facts.pilots import Delegated
from pilotflow.facts.records import FeedbackRecord
from pilotflow.facts.state import State
from pilotflow.plan.model import Plan
from pilotflow.rules.policy import Policy, plan_policy
from pilotflow.rules.situation import Command

FULL: dict[str, dict[str, str | tuple[str, ...]]] = {
    "report": {"evidence": ("paper",)},
    "lapse": {"finding": "it is no longer so"},
    "answer": {"text": "done"},
}
"""What each command is given where it is tried in earnest."""
WAY_TO_VERIFIED = (
    ("assign", "planned", "assigned"),
    ("accept", "assigned", "accepted"),
    ("start", "accepted", "underway"),
    ("report", "underway", "reported"),
    ("verify", "reported", "verified"),
)
FEEDBACK_TRIGGERS = ("answer", "confirm", "dispute", "withdraw")


@attrs.frozen
class Scene:
    """A task, the actors on stage, and how much feedback there may be.

    Attributes:
        plan: the plan; task: the id of the task in it.
        cast: whoever tries everything.
        raisers: who raises feedback, one piece each turn, until there are ``pieces``.
        passed_on: to whom feedback may be passed on.
        delegations: pairs of principal and agent.
        happened: facts from before the walk.
        careless: whether commands are also tried without what they need.
        ends: whether the heads try to stop the pilot.
        triggers: the commands of the task that are tried.
        was_verified: whether the task was verified when the walk begins.
    """

    plan: Plan
    task: str
    cast: tuple[str | Actor, ...]
    raisers: tuple[str, ...] = ()
    pieces: int = 1
    passed_on: tuple[str, ...] = ()
    delegations: tuple[tuple[str, str], ...] = ()
    happened: tuple[Data, ...] = ()
    careless: bool = True
    ends: bool = False
    triggers: tuple[str, ...] = tuple(WHO)
    was_verified: bool = False

    def walk(self, policy: Policy = plan_policy, *, stop_at_first: bool = False) -> Graph:
        start = began(
            self.plan,
            *(Delegated(*pair) for pair in self.delegations),
            *self.happened,
        )
        memory = Memory(verified=self.was_verified)
        return walk(
            Walk(start, self.tries, self.key, breaches, remember, memory, policy), stop_at_first=stop_at_first
        )

    def tries(self, state: State) -> Iterator[Command]:
        room = sum(feedback.is_open for feedback in state.feedback.values()) < self.pieces
        for actor in self.cast:
            for trigger in self.triggers:
                if trigger == "lapse" and not room:
                    continue
                yield from self._try("task", self.task, trigger, actor)
            if self.careless:
                yield command("task", self.task, "report", actor, evidence=("paper",), parts=("nonsense",))
            for feedback in state.feedback.values():
                if feedback.is_open or (feedback.kind == "praise" and feedback.state == "raised"):
                    for trigger in FEEDBACK_TRIGGERS:
                        yield from self._try("feedback", feedback.id, trigger, actor)
                    for to in self.passed_on:
                        yield command("feedback", feedback.id, "assign", actor, to=(to,))
                    if self.careless:
                        yield command("feedback", feedback.id, "assign", actor, to=("nobody",))
                        yield command("feedback", feedback.id, "confirm", actor, grade=6)
        if room:
            for raiser in self.raisers:
                yield self._raise(raiser)
        phase = self.plan.task_by_id[self.task].phase
        if phase is not None:
            yield command("phase", phase, "open", self.plan.roles.office)
        if self.ends:
            for head in self.plan.roles.heads:
                yield command("pilot", state.id, "stop", head, reason="enough")

    def _try(self, kind: str, id: str, trigger: str, actor: str | Actor) -> Iterator[Command]:
        args = FULL.get(trigger, {})
        yield command(kind, id, trigger, actor, reason="because", **args)
        if self.careless and (kind, trigger) in NEEDS:
            blank = {name: " " if isinstance(value, str) else (" ",) for name, value in args.items()}
            yield command(kind, id, trigger, actor, **(blank or {"reason": " "}))

    def _raise(self, raiser: str) -> Command:
        about = {"about_kind": "task", "about_id": self.task}
        return command("feedback", "", "raise_feedback", raiser, text="a problem", **about)

    def key(self, state: State, ghost: Ghost) -> Hashable:
        assert isinstance(ghost, Memory)
        task = state.tasks[self.task]
        own = (
            task.state,
            task.former,
            frozenset(task.accepted),
            frozenset(task.reported),
            bool(task.reported_leads),
        )
        phase = state.phases.get(task.task.phase or "")
        return (
            own,
            None if phase is None else phase.state,
            state.status,
            frozenset(state.pilot_signatures),
            state.office_exists,
            ghost.verified,
            tuple(
                sorted(
                    _feedback_key(feedback, ghost) for feedback in state.feedback.values() if feedback.is_open
                )
            ),
        )


def _feedback_key(feedback: FeedbackRecord, ghost: Memory) -> tuple[str, ...]:
    answered = (actor for id, actor in ghost.answered if id == feedback.id)
    to, answerers = sorted(feedback.to), sorted(feedback.answerers)
    return (feedback.raiser, feedback.state, *to, "|", *answerers, "|", *sorted(answered))


def stuck(graph: Graph, task: str) -> list[str]:
    """States from which the task can no longer be done without cancel, withdraw or amend.

    A cancelled task is not meant, nor, in a pilot that has ended, one that was not begun or was suspended by its
    end.
    """

    def done(state: State) -> bool:
        return state.tasks[task].state in ("closed", "maintained") and not open_about(state, task)

    able = graph.reaching(done, ("task.cancel", "feedback.withdraw", "pilot.stop"))
    return [
        _described(state, task)
        for n, state in enumerate(graph.states)
        if n not in able
        and state.tasks[task].state != "cancelled"
        and not (state.status != "running" and state.tasks[task].state in ("planned", "suspended"))
    ]


def _described(state: State, task: str) -> str:
    feedback = [(f.id, f.state, f.raiser, f.to, f.answerers) for f in state.feedback.values()]
    return f"{state.status}: task {task} {state.tasks[task].state}, feedback {feedback}"
