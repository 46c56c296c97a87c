"""What must be known of a plan before the words of its time limits can be read."""

from __future__ import annotations

from datetime import date
from typing import Any

from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.file.holidays import Stated, working_days
from pilotflow.plan.file.kinds import UNREAD
from pilotflow.plan.file.nodes import Mapping
from pilotflow.plan.file.reader import Context, Reader
from pilotflow.plan.file.whole import PLAN
from pilotflow.plan.model import DocumentConventions

_NEEDED = ("language", "issued", "terms", "calendar", "conventions")


def context_of(root: Mapping, reader: Reader) -> Context:
    """The context that a file states, wherever in it that stands.

    Faults are left to the reading of the whole, which meets them again; only that the list of holidays is not
    installed is said here.
    """
    scratch = Reader(reader.file, reader.folder)
    found: dict[str, Any] = {}
    for key in PLAN.keys:
        if key.name in _NEEDED and key.name in root.entries:
            scratch.key = key.name
            value = key.kind.read(root.entries[key.name][1], scratch)
            if value is not UNREAD:
                found[key.name] = value
    issued: date | None = found.get("issued")
    calendar = working_days(found.get("calendar", Stated()), issued or date.min)
    if calendar is None:
        reader.note("no-holiday-list", _workdays(root), "warning")
    conventions: DocumentConventions = found.get("conventions", DocumentConventions())
    return Context(
        found.get("language", "en"),
        issued,
        found.get("terms", ()),
        calendar or WorkdayList(),
        conventions.deadlines,
    )


def _workdays(root: Mapping) -> Any:
    """The node that names the list; it was read, so it is there."""
    return root.entries["calendar"][1].entries["workdays"][1]  # type: ignore[union-attr]
