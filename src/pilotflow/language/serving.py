"""What the server of feeds says, to whoever asks it and to whoever runs it."""

from __future__ import annotations

from collections.abc import Mapping

from pilotflow.language.catalogue import LANGUAGES, N_, say

_ANSWERS = {
    404: N_("There is no calendar at this address. Ask for a new one where you got it."),
    405: N_("A calendar can only be read here."),
    429: N_("Too many wrong addresses were asked for. Try again later."),
    503: N_("The calendar cannot be given at the moment. Try again later."),
}

_WORDS = {
    "feed-failed": N_("the feed of subscription {id} was not given: {why}"),
    "look-up-failed": N_("no subscription could be looked up: {why}"),
    "use-not-kept": N_("subscription {id} was fetched on {day}, which could not be noted: {why}"),
    "needs-extra": N_("{name} needs an extra that is not installed: {command}"),
    "bad-port": N_("port {port}: a port is a number from 1 to 65535, or 0 for a free one"),
    "address-taken": N_(
        "{host}, port {port}: another program listens there; choose another port, or end that program"
    ),
    "address-forbidden": N_(
        "{host}, port {port}: this account may not listen there; choose a port above 1023"
    ),
    "address-unknown": N_(
        "{host}: this machine has no such address; use 127.0.0.1 for itself alone, or 0.0.0.0 for all it has"
    ),
    "address-failed": N_(
        "{host}, port {port}: it cannot be listened to ({why}); choose another address or port"
    ),
}


def answer(status: int) -> str:
    r"""What a refused request is told, in every language: who asks is a program, and its user is not known.

    >>> answer(405)
    'A calendar can only be read here.\n此处的日历只能读取。\n'
    """
    return "".join(f"{say(_ANSWERS[status], language)}\n" for language in LANGUAGES)


def describe(code: str, data: Mapping[str, object], language: str = "en") -> str:
    """What went wrong, where, and what to do.

    Args:
        code: ``feed-failed``, ``look-up-failed``, ``use-not-kept``, ``needs-extra``, or that of a
            :class:`~pilotflow.web.listening.ListenFault`.
        data: what its fields stand for.
        language: any tag; what is not Chinese is said in English.
    """
    return say(_WORDS[code], language, **data)
