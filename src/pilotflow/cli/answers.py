"""What the command ``do`` answers: what happened, whether it may be done, or what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.cli.stop import FAILED
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.names import name_of, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pilotflow.cli.commanding import Command
    from pilotflow.cli.face import Face
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.rules.unmet import Unmet


def carry_out(face: Face, pilot: Pilot, command: Command) -> int:
    """Give the command, and say what happened."""
    step = pilot.do(
        command.kind, _id(pilot, command), command.trigger, by=command.by, **command.common, **command.args
    )
    if face.json:
        face.print_json(step.to_dict())
    else:
        face.print("\n".join((step.text(face.language), *_moves(step, face.language))))
    return 0


def explain_it(face: Face, pilot: Pilot, command: Command) -> int:
    """Say whether the command would be carried out, and every reason why not."""
    reasons = _reasons(pilot, command)
    if face.json:
        face.print_json({"may": not reasons, "refused": [reason.to_dict() for reason in reasons]})
    elif reasons:
        face.print("\n".join(reason.text(face.language) for reason in reasons))
    else:
        face.print(say(words.MAY, face.language))
    return FAILED if reasons else 0


def list_options(face: Face, pilot: Pilot, kind: str, id: str, by: Actor) -> int:
    """Say what a unit may do with a thing, what needs more to be given, and what speaks against the rest."""
    handle = pilot.handle(kind, pilot.id if kind == "pilot" else id)
    # A correction is about a fact, and which one is not said here.
    options = {word: handle.explain(word, by=by) for word in handle.triggers() if word != "correct"}
    if face.json:
        face.print_json(
            {
                **handle.to_dict(),
                "options": {
                    trigger: [reason.to_dict() for reason in reasons] for trigger, reasons in options.items()
                },
            }
        )
        return 0
    language = face.language
    face.print(
        "\n".join((standing(kind, handle.id, handle.state, language), *_groups(kind, options, language)))
    )
    return 0


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
    more = {trigger: reasons for trigger, reasons in options.items() if _only_needs_more(reasons)}
    rest = {t: reasons for t, reasons in options.items() if reasons and t not in more}
    if may:
        yield say(words.MAY_NOW, language)
        yield from (f"  {_trigger(kind, trigger, language)}" for trigger in may)
    for heading, group in ((words.MAY_WITH, more), (words.MAY_NOT, rest)):
        if group:
            yield say(heading, language)
        for trigger, reasons in group.items():
            yield f"  {_trigger(kind, trigger, language)}"
            yield from (f"    {reason.text(language)}" for reason in reasons)


def _only_needs_more(reasons: Sequence[Unmet]) -> bool:
    return bool(reasons) and all(reason.code.endswith("-required") for reason in reasons)


def _trigger(kind: str, trigger: str, language: str) -> str:
    word, name = trigger.replace("_", "-"), name_of("trigger", trigger, language, kind)
    return word if name.replace(" ", "-") == word else f"{word}  {name}"


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
