"""Subscriptions to feeds, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pilotflow.language.catalogue import N_, say
from pilotflow.language.names import name_of

_LINE = N_("{id}: {name} ({pilots}); {details}")
_THING = N_("{kind} {id}")
_ROLE = N_("as {role}")
_KINDS = N_("only {kinds}")
_LANGUAGE = N_("in {tongue}")
_ALARMS = N_("alarms, days ahead: {days}")
_UNTIL = N_("works until {instant} UTC")
_ALWAYS = N_("works until it is revoked")
_USED = N_("last fetched on {day}")
_UNUSED = N_("never fetched")
_LIST = N_(", ")
_REMARKS = N_("; ")


def describe(subscription: Mapping[str, Any], language: str = "en") -> str:
    """One line about a subscription, from its ``to_dict()``."""
    details = narrowed(subscription, language)
    expires, used = subscription["expires"], subscription["used"]
    if expires is None:
        details.append(say(_ALWAYS, language))
    else:
        instant = datetime.fromisoformat(expires).replace(tzinfo=None)
        details.append(say(_UNTIL, language, instant=instant.isoformat(" ", "minutes")))
    details.append(say(_UNUSED, language) if used is None else say(_USED, language, day=used))
    return say(
        _LINE,
        language,
        id=subscription["id"],
        name=subscription["name"],
        pilots=together(subscription["pilots"], language),
        details=say(_REMARKS, language).join(details),
    )


def narrowed(subscription: Mapping[str, Any], language: str = "en") -> list[str]:
    """What a subscription is narrowed to and when it reminds, from its ``to_dict()``, one text each."""
    selection, options = subscription["selection"], subscription["options"]
    details = [
        say(_THING, language, kind=name_of("kind", kind, language), id=selection[kind])
        for kind in ("unit", "phase", "area", "agreement", "body")
        if kind in selection
    ]
    if "role" in selection:
        details.append(say(_ROLE, language, role=selection["role"]))
    if "kinds" in options:
        kinds = (name_of("kind", kind, language) for kind in options["kinds"])
        details.append(say(_KINDS, language, kinds=together(kinds, language)))
    if "language" in options:
        details.append(say(_LANGUAGE, language, tongue=name_of("language", options["language"], language)))
    if "alarms" in options:
        details.append(say(_ALARMS, language, days=together(map(str, options["alarms"]), language)))
    return details


def together(names: Iterable[str], language: str = "en") -> str:
    """Several names as one.

    >>> together(["law", "arts"])
    'law, arts'
    """
    return say(_LIST, language).join(names)
