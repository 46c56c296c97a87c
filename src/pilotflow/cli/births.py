"""Commands about things that are not there yet: what can be born, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotflow.facts.actor import Actor
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.rules.unmet import Unmet

NEW = "-"
"""What stands for the id of a thing that is not there yet."""

BORN = {"task": "create", "feedback": "raise_feedback", "occurrence": "convene", "decision": "record"}
"""The command by which a thing of a kind comes to be."""


@attrs.frozen
class Birth:
    """A command that makes a thing: the kind of that thing, the word, and what it is born of."""

    kind: str
    trigger: str
    source: Mapping[str, Any]

    def reasons(self, pilot: Pilot, by: Actor) -> tuple[Unmet, ...]:
        """Every reason why the command, with nothing else given, would be refused now."""
        return pilot.ask(self.kind, "", self.trigger, by=by, **self.source)


def born_of(kind: str) -> tuple[str, ...]:
    """The words by which something is born of a thing of this kind that is there.

    >>> born_of("decision"), born_of("feedback")
    (('create_task', 'raise_feedback'), ())
    """
    return (
        *(("create_task",) if kind == "decision" else ()),
        *(() if kind == "feedback" else ("raise_feedback",)),
    )


def birth(pilot: Pilot, kind: str, id: str, trigger: str) -> Birth | None:
    """What a command makes, where it makes anything.

    Raises:
        NotFound: the pilot has no such thing for it to be born of.
    """
    if (kind, trigger) == ("decision", "create_task"):
        return Birth("task", "create", {"decision": pilot.decision(id).id})
    if trigger == "raise_feedback" and kind != "feedback":
        about = pilot.id if kind == "pilot" else pilot.handle(kind, id).id
        return Birth("feedback", trigger, {"about_kind": kind, "about_id": about})
    return Birth(kind, trigger, {}) if BORN.get(kind) == trigger else None
