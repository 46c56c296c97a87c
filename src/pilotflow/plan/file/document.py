"""The run over one plan file: read, resolve, assemble, check; all faults in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pilotflow.plan.checking import circles, oddities
from pilotflow.plan.closing import open_loops
from pilotflow.plan.faults import Fault
from pilotflow.plan.file.assemble import assemble
from pilotflow.plan.file.context import context_of
from pilotflow.plan.file.form import read_values
from pilotflow.plan.file.nodes import Mapping, Node, compose
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.file.source import read_source
from pilotflow.plan.file.whole import PLAN
from pilotflow.plan.finding import Finding
from pilotflow.plan.model import Plan

MOST_FAULTS = 1000
_WHO = {"issuer", "units", "groups", "bodies", "roles", "classifications", "phases", "tasks"}
# After one of these a thing may not say what its writer meant it to say of who may do what.
_MISREAD = {
    *("unknown-key", "missing-key", "wrong-type", "wrong-kind", "bad-choice"),
    *("bad-id", "duplicate-id", "empty-text", "too-few", "too-many"),
}


def read_document(source: Any, name: str | None) -> tuple[Plan | None, tuple[Fault, ...]]:
    """The plan of a file where it has no error, and all faults."""
    given = read_source(source, name)
    if given.text is None:
        return None, given.faults
    composed = compose(given.text, given.name)
    reader = Reader(given.name, given.folder)
    for fault in composed.faults:
        reader.add(fault)
    draft = None if composed.root is None else _read(composed.root, reader)
    faults = _in_order((noted.fault for noted in reader.noted), given.name)
    failed = any(fault.is_error for fault in faults)
    return (None if failed else draft), _bounded(faults, given.name)


def _read(root: Node, reader: Reader) -> Plan | None:
    if not isinstance(root, Mapping):
        reader.note("not-a-plan", root)
        return None
    whole = not reader.noted
    reader.context = context_of(root, reader)
    values, _ = read_values(PLAN, root, reader)
    for actor in (*values.get("units", ()), *values.get("groups", ()), *values.get("bodies", ())):
        for called in (actor.name, actor.short, *actor.aliases):
            reader.names.setdefault(called, actor.id)
    reader.resolve()
    draft = assemble(values, root, reader)
    found = [*circles(draft)]
    if whole and not found and _says_who(values, reader):
        found += open_loops(draft, doubt=True)
    for finding in (*found, *oddities(draft)):
        line, column = _place(finding, reader)
        reader.add(finding.fault(reader.file, line, column), "")
    return draft


def _says_who(values: dict[str, Any], reader: Reader) -> bool:
    """Whether all that says who may do what was read as it was meant."""
    misread = any(noted.section in _WHO and noted.fault.code in _MISREAD for noted in reader.noted)
    return not misread and {"issuer", "roles"} <= values.keys()


def _place(finding: Finding, reader: Reader) -> tuple[int, int]:
    """Where a finding stands: at its key, else at its thing, else at the roles."""
    thing = (finding.kind, finding.id)
    near = (*thing, finding.key), (*thing, "") if finding.id else None, ("plan", "", "roles")
    return next(reader.places[at] for at in near if at in reader.places)


def _in_order(faults: Iterable[Fault], file: str) -> tuple[Fault, ...]:
    """Each fault once, in the order of the file, the plan's own before those of a file it names."""
    return tuple(
        sorted(
            dict.fromkeys(faults),
            key=lambda fault: (fault.file != file, fault.file, fault.line, fault.column),
        )
    )


def _bounded(faults: tuple[Fault, ...], file: str) -> tuple[Fault, ...]:
    """As many faults as anybody reads, errors before warnings where some must go."""
    if len(faults) <= MOST_FAULTS:
        return faults
    errors = [fault for fault in faults if fault.is_error]
    warnings = [fault for fault in faults if not fault.is_error]
    kept = _in_order((errors + warnings)[:MOST_FAULTS], file)
    severity = "error" if errors else "warning"
    return (*kept, Fault("too-many-faults", severity, file, data=(("count", str(len(faults))),)))
