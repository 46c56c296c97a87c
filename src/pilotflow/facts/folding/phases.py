"""What facts about phases do to the state."""

from __future__ import annotations

from pilotflow.facts.fact import Fact
from pilotflow.facts.phases import EvidenceFiled, PhaseSigned, PhaseTransition
from pilotflow.facts.records import PhaseRecord, Signature
from pilotflow.facts.state import Folder, State


def _transition(state: State, fact: Fact, data: PhaseTransition) -> None:
    record = _touch(state, fact, data.id)
    record.state = data.entered
    record.marks[data.trigger] = (fact.version, fact.effective)
    if data.entered in ("open", "presented"):
        record.signatures = {}


def _sign(state: State, fact: Fact, data: PhaseSigned) -> None:
    record = _touch(state, fact, data.id)
    record.signatures[data.decider] = Signature(data.verdict, fact.version, data.conditions)


def _file(state: State, fact: Fact, data: EvidenceFiled) -> None:
    record = _touch(state, fact, data.id)
    record.filed[data.kind, data.name] = data.evidence


def _touch(state: State, fact: Fact, id: str) -> PhaseRecord:
    record = state.phases[id]
    record.version = fact.version
    record.touched = fact.recorded
    return record


FOLDERS: dict[type, Folder] = {PhaseTransition: _transition, PhaseSigned: _sign, EvidenceFiled: _file}
