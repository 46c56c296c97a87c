"""A refusal as the command line says it: what is missing is named by the option that gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from pilotflow.cli.stop import FAILED
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.reasons import BLANK

if TYPE_CHECKING:
    from pilotflow.cli.face import Face
    from pilotflow.errors import Refused
    from pilotflow.rules.unmet import Unmet

FLAGS = {
    "by": "--by UNIT",
    "effective": "--effective DAY",
    "reason": "--reason TEXT",
    "evidence": "--evidence TEXT",
    "parts": "--part ID",
    "text": "--text TEXT",
    "to": "--to UNIT",
    "finding": "--finding TEXT",
    "latest": "--latest DAY",
    "verdict": "--verdict WORD",
    "grade": "--grade 1-5",
    "granted": "--granted / --refused",
    "start": "--start WHEN",
    "end": "--end WHEN",
    "decision": "--decision TEXT|ID",
    "title": "--title TEXT",
    "leads": "--lead UNIT",
    "due": "--due DAY",
    "what": "--what WORD",
    "thing": "--thing ID",
    "name": "--name ID",
    "item": "--item ID",
    "compare": "--plan FILE",
    "about_kind": "--set about_kind=WORD",
    "about_id": "--set about_id=ID",
    "fact": "--set fact=N",
    "field": "--set field=WORD",
    "value": "--set value=TEXT",
    "when": "--set when=P3M",
}
"""How an argument that a reason names is given on the command line."""

_OWN = {
    ("resolve_deadline", "latest"): "due",
    ("correct", "text"): "value",
    ("correct", "evidence"): "value",
}
"""Arguments that a command takes under another name than the reason has."""

_UNSAID = {
    "unknown-actor": ("by",),
    "unknown-decision": ("decision",),
    "unknown-subject": ("about_kind", "about_id"),
    "unknown-kind": ("what",),
    "not-required": ("name",),
    "not-correctable": ("field",),
}
"""The arguments to give where a reason speaks of something that was left out, without naming them."""

_OWN_UNSAID = {("resolve_deadline", "unknown-subject"): ("what", "thing")}
_NAMED = re.compile(r"(?<=[(（])[a-z_]+(?=[)）])")


def refuse(face: Face, error: Refused, trigger: str = "") -> int:
    """Say that a command was refused, and every reason; gives the exit status."""
    reasons = cast("tuple[Unmet, ...]", error.reasons)
    if face.json:
        face.print_json(words.error_to_dict(error, face.language))
    else:
        lines = (f"  {told(reason, face.language, trigger)}" for reason in reasons)
        face.warn("\n".join((say(words.REFUSED, face.language), *lines)))
    return FAILED


def told(reason: Unmet, language: str, trigger: str = "") -> str:
    """A reason and what would satisfy it, with the options in the place of the arguments.

    Args:
        reason: the reason.
        language: ``"en"`` or ``"zh"``.
        trigger: the word of the command.
    """
    text, remedy = reason.text(language), str(reason.to_dict(language)["remedy"])
    named = _NAMED.sub(lambda found: _flag(found[0], trigger), remedy)
    if named == remedy and _is_unsaid(reason) and reason.code in _UNSAID:
        names = _OWN_UNSAID.get((trigger, reason.code), _UNSAID[reason.code])
        return say(words.BY_OPTION, language, text=text, option=" ".join(FLAGS[name] for name in names))
    return text.removesuffix(remedy) + named


def only_lacks(reasons: tuple[Unmet, ...]) -> bool:
    """Whether a command is refused for nothing but arguments that were not given."""
    return bool(reasons) and all(each.code.endswith("-required") or _is_unsaid(each) for each in reasons)


def _flag(name: str, trigger: str) -> str:
    return FLAGS.get(_OWN.get((trigger, name), name), name)


def _is_unsaid(reason: Unmet) -> bool:
    """Whether what a reason speaks of was left out altogether."""
    field = BLANK.get(reason.code, ("",))[0]
    given = {"kind": reason.kind, "id": reason.id, **dict(reason.data)}
    return given.get(field, "-").strip() in ("", "None")
