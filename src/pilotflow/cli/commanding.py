"""Commands as the command line gives them: asked, carried out, and their outcome in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.cli.arguments import arguments_of, deadline_of, number_of, rhythm_of
from pilotflow.cli.births import birth
from pilotflow.cli.plan_files import usable_plan
from pilotflow.cli.stop import FAILED, MISUSED, Stop
from pilotflow.language import cli as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotflow.cli.face import Face
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Fact
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.rules.deciding.amendments import Difference


@attrs.frozen
class Command:
    """A command, looked up in a pilot.

    Attributes:
        kind, id: the thing it is about; ``id`` is empty for a thing that is to be born.
        trigger: its word. by: who gives it.
        args: what it takes. common: day, reason, document and key.
    """

    kind: str
    id: str
    trigger: str
    by: Actor
    args: Mapping[str, Any]
    common: Mapping[str, str | None]

    @property
    def difference(self) -> Difference | None:
        """What an amendment would change; None for any other command."""
        found: Difference | None = self.args.get("difference")
        return found

    @classmethod
    def of(
        cls,
        face: Face,
        pilot: Pilot,
        kind: str,
        id: str,
        trigger: str,
        by: Actor,
        given: Mapping[str, Any],
        common: Mapping[str, str | None],
    ) -> Command:
        """Look up what a command is about, and read its options.

        Raises:
            NotFound: the pilot has no such thing.
            Stop: options that the command does not take or that cannot be read.
        """
        word = trigger.replace("-", "_")
        born = birth(pilot, kind, id, word)
        own: Mapping[str, Any] = {}
        if born is not None:
            kind, id, word, own = born.kind, "", born.trigger, born.source
        elif word not in triggers_of(pilot, kind, id):
            return cls(kind, id, word, by, {}, common)  # the pilot says what there is
        args = arguments_of(kind, word, given)
        special = _SPECIAL.get((kind, word))
        if special is not None:
            args = special(face, pilot, args)
        return cls(kind, id, word, by, {**args, **own}, common)


def triggers_of(pilot: Pilot, kind: str, id: str) -> Sequence[str]:
    """The words of the commands that a thing knows.

    Raises:
        NotFound: the pilot has no such thing.
    """
    if kind == "pilot":
        from pilotflow.pilot.handles import WholePilot

        return WholePilot.triggers()
    return pilot.handle(kind, id).triggers()


def _amendment(face: Face, pilot: Pilot, args: dict[str, Any]) -> dict[str, Any]:
    if "difference" not in args:
        return args
    spoken = pilot.plan.language
    difference = pilot.compare(usable_plan(face, args["difference"]))
    face.speak_as(spoken)
    return {"difference": difference}


def _deadline(face: Face, pilot: Pilot, args: dict[str, Any]) -> dict[str, Any]:
    return args | {"due": deadline_of(args["due"])} if "due" in args else args


def _rhythm(face: Face, pilot: Pilot, args: dict[str, Any]) -> dict[str, Any]:
    return args | {"when": rhythm_of(args["when"])} if "when" in args else args


def _correction(face: Face, pilot: Pilot, args: dict[str, Any]) -> dict[str, Any]:
    fact = _fact(pilot, str(args.get("fact", "")))
    value = args.get("value")
    return args | {"fact": fact, "value": (value,) if args.get("field") == "evidence" and value else value}


def _fact(pilot: Pilot, text: str) -> Fact:
    if not text:
        raise Stop(MISUSED, words.MISSING, name="--set fact=")
    version = number_of("--set fact", text)
    found = pilot.facts(version - 1)[:1] if version > 0 else ()
    if not found:
        raise Stop(FAILED, words.NO_FACT, version=version, last=len(pilot.facts()))
    return found[0]


_SPECIAL = {
    ("pilot", "amend"): _amendment,
    ("pilot", "resolve_deadline"): _deadline,
    ("pilot", "correct"): _correction,
    ("series", "settle"): _rhythm,
}
"""Commands that take more than texts."""
