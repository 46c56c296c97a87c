"""The calendar of a pilot, or of what a selection narrows it to, as the bytes of an iCalendar file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pilotflow.facts.state import State
from pilotflow.feeds.calendar import calendar
from pilotflow.feeds.options import Options
from pilotflow.feeds.rendering import Rendering
from pilotflow.feeds.sheet import Extract, Sheet
from pilotflow.language.catalogue import choose
from pilotflow.views.selection import Selection


def feed(
    state: State, on: date, selection: Selection | None = None, options: Options | None = None
) -> Rendering:
    """Everything a selection owes, attends or answers, each thing on its last day or on the day fixed for it.

    The bytes depend on the state, the day, the selection and the options alone; on the day only where something
    settled leaves by age, or where lights or alarms are asked for. Without lights a title carries stored states and
    never that something is late.

    Args:
        state: the pilot as known.
        on: the local day it is rendered for.
        selection: whose calendar; by default the whole pilot's.
        options: how it is to look.

    Raises:
        NotFound: something the selection names was never there.
    """
    options = options or Options()
    return bound([Sheet(selection or Selection(), options).extract(state, on)], options)


def bound(extracts: Sequence[Extract], options: Options) -> Rendering:
    """The extracts of one pilot or of several as one feed.

    Args:
        extracts: one or more.
        options: how the feed is to look.
    """
    spoken = choose(options.language, extracts[0].language)
    data = calendar(
        " · ".join(extract.name for extract in extracts),
        "\n\n".join(extract.description for extract in extracts if extract.description),
        spoken,
        (each for extract in extracts for each in extract.components),
        source=options.source,
        zones=(zone for extract in extracts for zone in extract.zones),
    )
    ends: list[datetime] = [extract.until for extract in extracts if extract.until is not None]
    return Rendering(data, max(extract.changed for extract in extracts), min(ends, default=None))
