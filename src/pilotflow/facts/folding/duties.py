"""What facts about occurrences, cadences and decisions do to the state."""

from __future__ import annotations

from pilotflow.facts.duties import (
    CadenceSettled,
    DecisionTaken,
    OccurrenceEntered,
    OccurrenceTransition,
)
from pilotflow.facts.fact import Fact
from pilotflow.facts.records import DecisionRecord, Duty, OccurrenceRecord
from pilotflow.facts.state import Folder, State
from pilotflow.facts.windows import duty_of


def _enter(state: State, fact: Fact, data: OccurrenceEntered) -> None:
    duty = Duty(
        data.kind, data.title, data.first, data.last, body=data.body, units=data.units, place=data.place
    )
    state.occurrences[data.id] = OccurrenceRecord(
        data.id, duty, fact.recorded, version=fact.version, since=fact.version
    )
    state.counters["O"] = state.counters.get("O", 0) + 1


def _transition(state: State, fact: Fact, data: OccurrenceTransition) -> None:
    record = state.occurrences.get(data.id)
    if record is None:
        duty = duty_of(state, data.id)
        if duty is None:
            raise LookupError(f"no occurrence {data.id!r} is foreseen")
        record = OccurrenceRecord(data.id, duty, fact.recorded, since=fact.version)
        record.void = state.end is not None and duty_of(state.end.state, data.id) is not None
        record.revision += record.void
        state.occurrences[data.id] = record
    before, was_absent = record.material, record.is_absent
    record.void = False
    record.state = data.entered
    record.version = fact.version
    record.touched = fact.recorded
    record.marks[data.trigger] = (fact.version, fact.effective)
    record.start = data.start or record.start
    record.end = data.end or (None if data.start else record.end)
    record.place = record.place if data.place is None else data.place
    record.apart = record.apart or (record.start is not None and "T" not in record.start)
    record.revision += record.material != before
    if record.is_absent is not was_absent:
        record.absences += ((fact.version, fact.recorded),)
    record.moves += data.trigger == "move"
    record.attendance = data.attendance or record.attendance
    record.minutes = data.minutes or record.minutes
    record.evidence += data.evidence


def _settle(state: State, fact: Fact, data: CadenceSettled) -> None:
    state.keep_frame(fact.recorded, whole=False)
    record = state.series[data.id]
    record.when = data.when
    record.first = data.first
    record.touched = fact.recorded


def _decide(state: State, fact: Fact, data: DecisionTaken) -> None:
    state.decisions[data.id] = DecisionRecord(
        data.id, data.text, fact.effective, fact.version, fact.recorded, data.occurrence
    )
    state.counters["D"] = state.counters.get("D", 0) + 1


FOLDERS: dict[type, Folder] = {
    OccurrenceEntered: _enter,
    OccurrenceTransition: _transition,
    CadenceSettled: _settle,
    DecisionTaken: _decide,
}
