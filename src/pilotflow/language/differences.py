"""The difference between two plans in words: one line a change, then what happens to running tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import attrs

from pilotflow.language.catalogue import N_, say
from pilotflow.language.names import name_of

_THING = N_("{kind} {id}")
_NEW = N_("{thing} is new")
_GONE = N_("{thing} is left out")
_FROM_TO = N_("{thing}: {field} from {before} to {after}")
_CHANGES = N_("{thing}: {field} changes")
_REASSIGNED = N_("task {id}, {state} now, goes back to assigned")
_CANCELLED = N_("task {id}, {state} now, is cancelled")
_SUCCESSION = N_("{successor} takes over from {unit}")
_SAME = N_("the plans do not differ")
_NOTHING = N_("nothing")
_YES, _NO = N_("yes"), N_("no")
_LIST = N_(", ")
_KINDS = {
    "phase": "phase_kind",
    "target": "target_kind",
    "series": "duty_kind",
    "occurrence": "duty_kind",
    "agreement": "agreement_kind",
}


class _Change(Protocol):
    @property
    def kind(self) -> str:
        """The kind of thing that changes."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def field(self) -> str:
        """The field that changes; ``id`` where the whole thing comes or goes."""

    @property
    def before(self) -> Any:
        """What it was."""

    @property
    def after(self) -> Any:
        """What it becomes."""


class _Reassignment(Protocol):
    @property
    def id(self) -> str:
        """The task."""

    @property
    def left(self) -> str:
        """The state it leaves."""


class _Succession(Protocol):
    @property
    def unit(self) -> str:
        """Who goes."""

    @property
    def successor(self) -> str:
        """Who takes over."""


class Compared(Protocol):
    """What is put into words: the difference between the plan in force and another."""

    @property
    def changes(self) -> Sequence[_Change]:
        """Field by field."""

    @property
    def reassigned(self) -> Sequence[_Reassignment]:
        """Running tasks that start over."""

    @property
    def cancelled(self) -> Sequence[_Reassignment]:
        """Running tasks that are given up."""

    @property
    def successions(self) -> Sequence[_Succession]:
        """Who takes over from whom."""


def describe(difference: Compared, language: str = "en") -> str:
    """One line a change, then what happens to running tasks and who takes over; one line where nothing does."""
    return "\n".join(_lines(difference, language)) or say(_SAME, language)


def _lines(difference: Compared, language: str) -> Iterator[str]:
    for change in difference.changes:
        yield _change(change, language)
    yield from _moved(_REASSIGNED, difference.reassigned, language)
    yield from _moved(_CANCELLED, difference.cancelled, language)
    for succession in difference.successions:
        yield say(_SUCCESSION, language, unit=succession.unit, successor=succession.successor)


def _moved(message: str, tasks: Iterable[_Reassignment], language: str) -> Iterator[str]:
    for task in tasks:
        yield say(message, language, id=task.id, state=name_of("state", task.left, language, "task"))


def _change(change: _Change, language: str) -> str:
    thing = say(_THING, language, kind=name_of("kind", change.kind, language), id=change.id)
    if change.field == "id":
        return say(_NEW if change.before is None else _GONE, language, thing=thing)
    field = name_of("field", change.field, language)
    before, after = (_value(value, language) for value in (change.before, change.after))
    if change.field == "kind":
        category = _KINDS.get(change.kind, "")
        before, after = (name_of(category, value, language) for value in (change.before, change.after))
    if before is None or after is None or before == after:
        return say(_CHANGES, language, thing=thing, field=field)
    return say(_FROM_TO, language, thing=thing, field=field, before=before, after=after)


def _value(value: Any, language: str) -> str | None:
    """A value on one line; None for one that has parts of its own."""
    if value is None or value in ((), ""):
        return say(_NOTHING, language)
    if isinstance(value, bool):
        return say(_YES if value else _NO, language)
    if isinstance(value, tuple):
        return say(_LIST, language).join(value) if all(isinstance(item, str) for item in value) else None
    if hasattr(value, "latest"):
        return str(value.text)
    return None if attrs.has(type(value)) else str(value)
