"""Which things of a calendar a fact may have changed."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from pilotflow.facts.duties import DecisionTaken, OccurrenceEntered, OccurrenceTransition
from pilotflow.facts.fact import Fact
from pilotflow.facts.feedback import FeedbackMoved, FeedbackRaised, FeedbackTransition
from pilotflow.facts.phases import EvidenceFiled, PhaseSigned, PhaseTransition
from pilotflow.facts.pilots import AmendmentSigned, Delegated, ItemTicked, PilotSigned, PlanReceived
from pilotflow.facts.state import State
from pilotflow.facts.tasks import (
    ExtensionDecided,
    ExtensionRequested,
    LeadSigned,
    TaskCreated,
    TaskTransition,
)

Owners = tuple[tuple[str, str], ...]
"""Kind and id of each thing whose entries may be others now."""


def touched(state: State, fact: Fact) -> Owners | None:
    """The things whose entries a fact may have changed; None where that may be any.

    Args:
        state: the pilot after the fact.
        fact: what happened.
    """
    found = _TOUCHED.get(type(fact.data))
    return None if found is None else found(state, fact.data)


def _task(state: State, data: Any) -> Owners:
    return (("task", data.id),)


def _phase(state: State, data: Any) -> Owners:
    return (("phase", data.id),)


def _created(state: State, data: TaskCreated) -> Owners:
    """A gate it holds up names it."""
    task = data.task
    return (("task", task.id), *((("phase", task.blocks),) if task.blocks is not None else ()))


def _feedback(state: State, data: Any) -> Owners:
    """What it is or was about is in question, or no longer."""
    record = state.feedback[data.id]
    return (("feedback", data.id), record.about, *record.formerly)


def _occurrence(state: State, data: Any) -> Owners:
    duty = state.occurrences[data.id].duty
    return (("occurrence", data.id), *((("series", duty.series),) if duty.series is not None else ()))


def _nothing(state: State, data: Any) -> Owners:
    return ()


_TOUCHED: MappingProxyType[type, Callable[[State, Any], Owners]] = MappingProxyType(
    {
        **dict.fromkeys((TaskTransition, LeadSigned, ExtensionRequested, ExtensionDecided), _task),
        **dict.fromkeys((PhaseTransition, PhaseSigned, EvidenceFiled), _phase),
        **dict.fromkeys((FeedbackRaised, FeedbackTransition, FeedbackMoved), _feedback),
        **dict.fromkeys((OccurrenceEntered, OccurrenceTransition), _occurrence),
        TaskCreated: _created,
        **dict.fromkeys(
            (DecisionTaken, ItemTicked, PlanReceived, Delegated, PilotSigned, AmendmentSigned), _nothing
        ),
    }
)
