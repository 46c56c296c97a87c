"""What the command ``do`` answers: what happened, whether it may be done, or what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import attrs

from pilotflow.cli.births import BORN, NEW, birth, born_of
from pilotflow.cli.refusing import only_lacks, refuse, told
from pilotflow.cli.stop import FAILED
from pilotflow.cli.triggers import spoken
from pilotflow.errors import Refused
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.names import name_of, standing
from pilotflow.language.views import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pilotflow.cli.commanding import Command
    from pilotflow.cli.face import Face
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.rules.deciding.amendments import Difference
    from pilotflow.rules.unmet import Unmet


def carry_out(face: Face, pilot: Pilot, command: Command) -> int:
    """Give the command, and say what happened; of an amendment also what it changes and who has yet to agree."""
    amendment = _Amendment.of(pilot, command, agreeing=command.by.acts_as)
    amendment.show(face)
    try:
        step = pilot.do(
            command.kind,
            _id(pilot, command),
            command.trigger,
            by=command.by,
            **command.common,
            **command.args,
        )
    except Refused as error:
        return refuse(face, error, command.trigger)
    if face.json:
        face.print_json(step.to_dict() | amendment.to_dict())
    else:
        lines = (*_moves(step, face.language), *amendment.lines(face.language))
        face.print("\n".join((step.text(face.language), *lines)))
    return 0


def explain_it(face: Face, pilot: Pilot, command: Command) -> int:
    """Say whether the command would be carried out, and every reason why not."""
    reasons = _reasons(pilot, command)
    amendment = _Amendment.of(pilot, command)
    if face.json:
        refused = [reason.to_dict(face.language) for reason in reasons]
        face.print_json({"may": not reasons, "refused": refused} | amendment.to_dict())
        return FAILED if reasons else 0
    amendment.show(face)
    lines = [told(reason, face.language, command.trigger) for reason in reasons]
    lines = lines or [say(words.MAY, face.language)]
    face.print("\n".join((*lines, *amendment.lines(face.language))))
    return FAILED if reasons else 0


def list_options(face: Face, pilot: Pilot, kind: str, id: str, by: Actor) -> int:
    """Say what a unit may do with a thing, what needs more to be given, and what speaks against the rest."""
    language = face.language
    if id == NEW and kind in BORN:
        thing: dict[str, Any] = {"kind": kind, "id": None, "state": None}
        title = say(words.NEW_THING, language, kind=name_of("kind", kind, language))
        births: tuple[str, ...] = (BORN[kind],)
        options: dict[str, tuple[Unmet, ...]] = {}
    else:
        handle = pilot.handle(kind, pilot.id if kind == "pilot" else id)
        thing, title, births = handle.to_dict(), handle.text(language), born_of(kind)
        # A correction is about a fact, and which one is not said here.
        options = {word: handle.explain(word, by=by) for word in handle.triggers() if word != "correct"}
    for word in births:
        born = birth(pilot, kind, id, word)
        options |= {} if born is None else {word: born.reasons(pilot, by)}
    if face.json:
        told_of = {word: [reason.to_dict(language) for reason in found] for word, found in options.items()}
        face.print_json({**thing, "options": told_of})
    else:
        face.print("\n".join((title, *_groups(kind, options, language))))
    return 0


@attrs.frozen
class _Amendment:
    """What an amendment changes, and which heads have yet to agree; empty for any other command."""

    difference: Difference | None = None
    waiting_for: tuple[str, ...] = ()

    @classmethod
    def of(cls, pilot: Pilot, command: Command, agreeing: str | None = None) -> Self:
        """Looked up before the command is given; ``agreeing`` is the head that agrees by it."""
        difference = command.difference
        if difference is None:
            return cls()
        signed = (*pilot.snapshot().amendment.get(difference.agreed, ()), agreeing)
        return cls(difference, tuple(head for head in pilot.plan.roles.heads if head not in signed))

    def show(self, face: Face) -> None:
        """Print what changes."""
        if self.difference is not None and not face.json:
            face.print(self.difference.text(face.language))

    def lines(self, language: str) -> Iterator[str]:
        """Who has yet to agree."""
        if self.waiting_for:
            yield say(words.YET_TO_AGREE, language, heads=join(self.waiting_for, language))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        if self.difference is None:
            return {}
        return {"difference": self.difference.to_dict(), "waiting_for": list(self.waiting_for)}


def _reasons(pilot: Pilot, command: Command) -> tuple[Unmet, ...]:
    given = {name: value for name, value in command.common.items() if name != "key" and value is not None}
    return pilot.ask(
        command.kind, _id(pilot, command), command.trigger, by=command.by, **command.args, **given
    )


def _id(pilot: Pilot, command: Command) -> str:
    """The pilot itself needs no id on the command line."""
    return pilot.id if command.kind == "pilot" else command.id


def _groups(kind: str, options: Mapping[str, tuple[Unmet, ...]], language: str) -> Iterator[str]:
    may = [trigger for trigger, reasons in options.items() if not reasons]
    more = {trigger: reasons for trigger, reasons in options.items() if only_lacks(reasons)}
    rest = {t: reasons for t, reasons in options.items() if reasons and t not in more}
    if may:
        yield say(words.MAY_NOW, language)
        yield from (f"  {spoken(kind, trigger, language)}" for trigger in may)
    for heading, group in ((words.MAY_WITH, more), (words.MAY_NOT, rest)):
        if group:
            yield say(heading, language)
        for trigger, reasons in group.items():
            yield f"  {spoken(kind, trigger, language)}"
            yield from (f"    {told(reason, language, trigger)}" for reason in reasons)


def _moves(step: Step, language: str) -> Iterator[str]:
    """A line for each thing that entered a state."""
    moved = [
        (kind, id, left) for fact in step.facts for kind, id, left, entered in fact.data.moves() if entered
    ]
    for (kind, id, left), (_, _, entered) in zip(moved, step.entered, strict=True):
        if left in (None, entered):
            yield standing(kind, id, entered, language)
        else:
            before = standing(kind, id, str(left), language)
            yield f"{before} → {name_of('state', entered, language, kind)}"
