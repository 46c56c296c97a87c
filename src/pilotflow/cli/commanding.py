"""Commands as the command line gives them: asked, carried out, and their outcome in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.cli.arguments import arguments_of, deadline_of, number_of, rhythm_of
from pilotflow.cli.plan_files import usable_plan
from pilotflow.cli.stop import FAILED, MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pilotflow.cli.face import Face
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Fact, Step
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.rules.unmet import Unmet

_BIRTHS = {
    ("occurrence", "convene"),
    ("decision", "record"),
    ("task", "create"),
    ("feedback", "raise_feedback"),
}
"""Commands about things that are not there yet."""


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
        own: dict[str, Any] = {}
        if (kind, word) == ("decision", "create_task"):
            own = {"decision": pilot.decision(id).id}
            kind, id, word = "task", "", "create"
        elif word == "raise_feedback" and kind != "feedback":
            about = pilot.id if kind == "pilot" else pilot.handle(kind, id).id
            own = {"about_kind": kind, "about_id": about}
            kind, id = "feedback", ""
        elif (kind, word) in _BIRTHS:
            id = ""
        elif word not in triggers_of(pilot, kind, id):
            return cls(kind, id, word, by, {}, common)  # the pilot says what there is
        args = arguments_of(kind, word, given)
        special = _SPECIAL.get((kind, word))
        if special is not None:
            args = special(face, pilot, args)
        return cls(kind, id, word, by, {**args, **own}, common)


def carry_out(face: Face, pilot: Pilot, command: Command) -> int:
    """Give the command, and say what happened."""
    step = pilot.do(command.kind, command.id, command.trigger, by=command.by, **command.common, **command.args)
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
    handle = pilot._whole() if kind == "pilot" else pilot.handle(kind, id)
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
    face.print("\n".join((_thing(kind, handle.id, handle.state, language), *_groups(kind, options, language))))
    return 0


def triggers_of(pilot: Pilot, kind: str, id: str) -> Sequence[str]:
    """The words of the commands that a thing knows.

    Raises:
        NotFound: the pilot has no such thing.
    """
    if kind == "pilot":
        from pilotflow.pilot.whole import WholePilot

        return WholePilot.triggers()
    return pilot.handle(kind, id).triggers()


def _reasons(pilot: Pilot, command: Command) -> tuple[Unmet, ...]:
    given = {name: value for name, value in command.common.items() if name != "key" and value is not None}
    if command.kind == "pilot":
        return pilot.explain(command.trigger, by=command.by, **command.args, **given)
    if command.id:
        handle = pilot.handle(command.kind, command.id)
        return handle.explain(command.trigger, by=command.by, **command.args, **given)
    # What is to be born has no handle yet, and the facade explains through handles alone.
    engine = pilot._engine
    read = engine.read(command.kind, "", command.trigger, command.args)
    return engine.explain(command.kind, "", command.trigger, command.by, read, **given)


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


def _thing(kind: str, id: str, state: str, language: str) -> str:
    return f"{name_of('kind', kind, language)} {id}: {name_of('state', state, language, kind)}"


def _moves(step: Step, language: str) -> Iterator[str]:
    """A line for each thing that changed its state."""
    for fact in step.facts:
        for kind, id, left, entered in fact.data.moves():
            if entered is not None:
                if left in (None, entered):
                    yield _thing(kind, id, entered, language)
                else:
                    before = name_of("state", left, language, kind)
                    yield f"{_thing(kind, id, before, language)} → {name_of('state', entered, language, kind)}"


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
