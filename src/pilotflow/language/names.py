"""The words for codes: kinds, states, triggers, verdicts and the other single words of a pilot.

A code can mean two things: ``move`` is another day for a meeting, another subject for feedback. So each row of
the table says for which kind of thing it stands, and the catalogue keeps rows apart by their context.
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotflow.language.catalogue import N_, in_context, say
from pilotflow.language.words import NAMES

_STANDING = N_("{kind} {id}: {state}")
_PLAIN = ("kind", "state")
# These stand alone in messages too, so the catalogue keeps them without a context.


def name_of(category: str, word: str, language: str = "en", kind: str = "") -> str:
    """The word for a code in a language.

    Args:
        category: ``kind``, ``state``, ``trigger``, ``verdict``, ``light``, ``role``, ``precision``,
            ``field``, ``phase_kind``, ``feedback_kind``, ``duty_kind``, ``requirement_kind``,
            ``target_kind``, ``agreement_kind``, ``language``.
        word: the code.
        language: any tag; what is not Chinese is said in English.
        kind: what thing the code belongs to; without it, or where that kind does not know the code, the first
            kind that does.

    Returns:
        The word; the code itself where no table knows it.

    >>> name_of("trigger", "send_back")
    'send back'
    >>> name_of("state", "assigned", kind="feedback")
    'with its addressee'
    """
    for owner in (kind, *(other for group, other in NAMES if group == category)):
        english = NAMES.get((category, owner), {}).get(word)
        if english is not None:
            return in_context(context_of(category, owner), english, language)
    return word


def standing(kind: str, id: str, state: str, language: str = "en") -> str:
    """A thing and how it stands.

    >>> standing("task", "7", "underway")
    'task 7: underway'
    """
    return say(
        _STANDING,
        language,
        kind=name_of("kind", kind, language),
        id=id,
        state=name_of("state", state, language, kind),
    )


def context_of(category: str, kind: str) -> str | None:
    """What the catalogue keeps the words of a row apart by; None for words that stand alone."""
    return None if category in _PLAIN else f"{category} {kind}".strip()


def entries() -> Iterator[tuple[str | None, str]]:
    """Context and English words of every name, for the catalogue."""
    for (category, kind), words in NAMES.items():
        for english in words.values():
            yield context_of(category, kind), english
