"""From options as they were typed to the arguments of a command."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.pilot.arguments import ARGUMENTS, counts, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pilotflow.dates.deadline import Deadline

_OPTIONS = {
    "parts": "part",
    "leads": "lead",
    "co_units": "co_unit",
    "decisions": "decision",
    "decision": "decision",
    "kind": "sort",
    "difference": "plan",
}
"""The option that gives an argument, where it goes by another word."""

_CONDITION = ("title", "lead", "co_unit", "due")
"""The options that make up the one task an approval can ask for."""


def arguments_of(kind: str, trigger: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a command, each as one value or as a list, as the command takes it.

    Args:
        kind: the kind of thing.
        trigger: the word of the command, which it knows.
        given: every option by its name, None where it was not given.

    Raises:
        Stop: options that the command does not take, all of them; or one given twice that it takes once.
    """
    readers = ARGUMENTS.get((kind, trigger), {})
    found: dict[str, list[Any]] = {}
    strange = []
    for option, name, value in _values(given, readers):
        if name in readers:
            found.setdefault(name, []).append(value)
        elif not (option in _CONDITION and "conditions" in readers):
            strange.append(f"--set {name}=" if option == "settings" else _flag(option))
    if strange:
        raise Stop(
            MISUSED,
            words.TAKES_NOT if readers else words.TAKES_NONE,
            command=trigger.replace("_", "-"),
            options=", ".join(dict.fromkeys(strange)),
            known=", ".join(_flags(readers, given)),
        )
    arguments = {
        name: values if readers[name] in (texts, counts) else _only(name, values)
        for name, values in found.items()
    }
    if "conditions" in readers:
        arguments |= _condition(given)
    return arguments


def deadline_of(text: str) -> Deadline:
    """A last day.

    Raises:
        Stop: it is no day.
    """
    from pilotflow.dates.deadline import Deadline

    try:
        return Deadline(text, latest=date.fromisoformat(text))
    except ValueError:
        raise Stop(MISUSED, words.NO_DATE, name="--due", value=text) from None


def rhythm_of(text: str) -> Deadline:
    """A rhythm: words such as 每季度 or quarterly, an ISO period such as P3M, a count per window, or an RRULE.

    Raises:
        Stop: it is none of these.
    """
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.read import read_deadline
    from pilotflow.dates.recurrence import from_period
    from pilotflow.dates.windows import is_per

    if is_per(text):
        return Deadline(text, per=text)
    try:
        return Deadline(text, recurrence=from_period(text))
    except ValueError:
        found = read_deadline(text)
    if found.recurrence is None and found.per is None:
        raise Stop(MISUSED, words.NO_RHYTHM, name="--set when", value=text)
    return found


def number_of(name: str, text: str) -> int:
    """A whole number.

    Raises:
        Stop: it is none.
    """
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Stop(MISUSED, words.NO_NUMBER, name=name, value=text)


def _values(given: Mapping[str, Any], readers: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Option, argument and value of everything that was given; a repeated option comes several times."""
    for option, value in given.items():
        names = [name for name, flag in _OPTIONS.items() if flag == option] or [option]
        for each in value if isinstance(value, (list, tuple)) else [] if value is None else [value]:
            if option == "settings":
                name, equals, text = each.partition("=")
                if not equals:
                    raise Stop(MISUSED, words.NO_PAIR, value=each)
                yield option, name.replace("-", "_"), text
            else:
                yield option, next((name for name in names if name in readers), names[0]), each


def _only(name: str, values: list[Any]) -> Any:
    if len(values) > 1:
        raise Stop(MISUSED, words.GIVEN_TWICE, name=name)
    return values[0]


def _condition(given: Mapping[str, Any]) -> dict[str, Any]:
    names = {option: name for name, option in _OPTIONS.items()}
    parts = {names.get(option, option): given[option] for option in _CONDITION if given[option]}
    return {"conditions": parts} if parts else {}


def _flags(readers: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    """How each argument of a command is given."""
    for name in readers:
        option = _OPTIONS.get(name, name)
        if name == "conditions":
            yield from map(_flag, _CONDITION)
        else:
            yield _flag(option) if option in given else f"--set {name}="


def _flag(option: str) -> str:
    return "--kind" if option == "sort" else f"--{option.replace('_', '-')}"
