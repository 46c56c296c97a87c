"""The words of every command: as the help page of ``do`` lists them, and each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.cli.help import Command
from pilotflow.language import cli as words
from pilotflow.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotflow.pilot.handles import Handle

_OWN_NAMES = {"create_task": words.CREATE_TASK, "raise_feedback": words.RAISE_FEEDBACK}


class Doing(Command):
    """The command ``do``; its help page lists what can be done with each kind of thing."""

    def lists(self, language: str) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """The words of every kind."""
        return [(words.TRIGGERS, list(_rows(language)))]


def spoken(kind: str, trigger: str, language: str) -> str:
    """The word of a command as it is typed, and what it means where the word alone does not say it.

    >>> spoken("task", "accept", "en"), spoken("task", "recheck", "en")
    ('accept', 'recheck  re-check')
    """
    word, name = trigger.replace("_", "-"), _name(kind, trigger, language)
    return word if name.replace(" ", "-") == word else f"{word}  {name}"


def kinds() -> tuple[type[Handle], ...]:
    """The kinds of things that something can be done with."""
    from pilotflow.pilot import handles as h

    return (
        *(h.Task, h.Feedback, h.Phase, h.Occurrence, h.Series),
        *(h.Decision, h.Target, h.Agreement, h.Unit, h.WholePilot),
    )


def _rows(language: str) -> Iterator[tuple[str, str]]:
    from pilotflow.cli.births import BORN, born_of

    for each in kinds():
        kind = each.kind
        listed = _listed(kind, (*each.triggers(), *born_of(kind)), language)
        born = _listed(kind, (BORN[kind],), language) if kind in BORN else ""
        message = words.TRIGGERS_AND_BIRTH if born else "{triggers}"
        yield kind, say(message, language, triggers=listed, birth=born)


def _listed(kind: str, triggers: Sequence[str], language: str) -> str:
    """Several words on one line; beside each its name, where the language is not that of the words."""
    from pilotflow.language.views import join

    found = []
    for trigger in triggers:
        word = trigger.replace("_", "-")
        found.append(word if language == "en" else f"{word} {_name(kind, trigger, language)}")
    return join(found, language)


def _name(kind: str, trigger: str, language: str) -> str:
    from pilotflow.language.names import name_of  # here, since the first help page has no use for it

    own = _OWN_NAMES.get(trigger)
    return name_of("trigger", trigger, language, kind) if own is None else say(own, language)
