"""What the end of a pilot leaves void: work nobody will do any more."""

from __future__ import annotations

from pilotflow.facts.records import OccurrenceRecord, PhaseRecord, TaskRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import duty_of

_SETTLED_TASK = ("closed", "maintained", "cancelled")
_SETTLED_PHASE = ("passed", "stopped")
_OWED = ("due", "scheduled")


def is_void_task(state: State, record: TaskRecord) -> bool:
    """Whether a task was unsettled when the pilot ended, and nobody has gone on with it since."""
    if state.end is None or not was_open(state, record):
        return False
    return record.state in ("planned", "suspended") or (
        record.version <= state.end.version and record.state not in _SETTLED_TASK
    )


def was_open(state: State, record: TaskRecord) -> bool:
    """Whether a task was still to be done when the pilot ended."""
    before = None if state.end is None else state.end.state.tasks.get(record.id)
    return before is not None and before.state not in _SETTLED_TASK


def is_void_phase(state: State, record: PhaseRecord) -> bool:
    """Whether a phase was never decided before the pilot ended."""
    return state.end is not None and record.state not in _SETTLED_PHASE


def is_void_occurrence(state: State, known: OccurrenceRecord | None) -> bool:
    """Whether an occurrence was still to be held when the pilot ended, and was not entered since."""
    if state.end is None:
        return False
    return known is None or (known.state in _OWED and known.version <= state.end.version)


def was_owed(state: State, known: OccurrenceRecord) -> bool:
    """Whether an occurrence was still to be held when the pilot ended."""
    if state.end is None:
        return False
    before = state.end.state.occurrences.get(known.id)
    if before is None:
        return duty_of(state.end.state, known.id) is not None
    return before.state in _OWED
