"""Several pilots read as one: a calendar of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pilotflow.dates.local import LocalDays
from pilotflow.errors import NotFound

if TYPE_CHECKING:
    from pilotflow.feeds.options import Options
    from pilotflow.feeds.rendering import Rendering
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.views.selection import Selection


def portfolio(
    pilots: Sequence[Pilot],
    now: datetime,
    selection: Selection | None = None,
    options: Options | None = None,
) -> Rendering:
    """The calendar of one pilot or of several, each rendered for the day it is there now.

    Args:
        pilots: one or more, each of its own name.
        now: an aware instant.
        selection: whose calendar; a pilot that does not know who is meant adds nothing.
        options: how it is to look.

    Raises:
        NotFound: none of the pilots knows what the selection names.
        Refused: no feed can look like that: ``unknown-kind``, ``bad-alarm``, ``bad-url``.
        ValueError: no pilot is given, or two have the same id.
    """
    from pilotflow.feeds.feed import bound
    from pilotflow.feeds.options import Options
    from pilotflow.pilot.asks import check_look

    ids = [pilot.id for pilot in pilots]
    if not ids or len(set(ids)) < len(ids):
        raise ValueError(f"a calendar is of one pilot or more, each with an id of its own, not of {ids}")
    options = options or Options()
    check_look(options)
    extracts, unknown = [], []
    for pilot in pilots:
        try:
            extracts.append(pilot._extract(selection, options, LocalDays(pilot.plan.timezone).of(now)))
        except NotFound as error:
            unknown.append(error)
    if not extracts:
        raise unknown[0]
    return bound(extracts, options)
