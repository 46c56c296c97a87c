"""The catalogues: English is in the code, every other language in a gettext catalogue beside it."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_FOLDERS = {"zh": "zh_Hans"}


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for the catalogue without translating it yet."""
    return message


def say(message: str, language: str = "en", **data: object) -> str:
    """Put a marked message into ``language`` and fill in its data.

    Args:
        message: the English text with ``{name}`` fields, as marked with :func:`N_`.
        language: any tag; what is not Chinese is said in English.
        **data: what the fields stand for.

    >>> say("{count} tasks", count=27)
    '27 tasks'
    """
    return _catalogue(choose(language)).gettext(message).format(**data)


def in_context(context: str | None, message: str, language: str = "en") -> str:
    """Put one word into ``language`` as it is meant in a context; without one, as it stands anywhere.

    >>> in_context("trigger task", "report", "en")
    'report'
    """
    catalogue = _catalogue(choose(language))
    return catalogue.gettext(message) if context is None else catalogue.pgettext(context, message)


def choose(*wishes: str | None) -> str:
    """The first wish that is a language this library speaks; English where none is.

    Args:
        *wishes: tags such as ``zh``, ``zh-Hans``, ``zh_CN.UTF-8``, or None, in order of precedence.

    >>> choose(None, "zh_CN.UTF-8", "en")
    'zh'
    """
    for wish in wishes:
        tag = (wish or "").replace("_", "-").split("-")[0].split(".")[0].lower()
        if tag in LANGUAGES:
            return tag
    return LANGUAGES[0]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = _FOLDERS.get(language)
    if folder is None:
        return gettext.NullTranslations()
    return gettext.translation("pilotflow", Path(__file__).parent / "locale", languages=[folder])
