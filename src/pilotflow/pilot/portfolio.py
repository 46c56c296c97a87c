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
        pilots: one or more.
        now: an aware instant.
        selection: whose calendar; a pilot that does not know who is meant adds nothing.
        options: how it is to look.

    Raises:
        NotFound: none of the pilots knows what the selection names.
    """
    from pilotflow.feeds.feed import bound
    from pilotflow.feeds.options import Options

    options = options or Options()
    extracts, unknown = [], []
    for pilot in pilots:
        try:
            extracts.append(pilot._extract(selection, options, LocalDays(pilot.plan.timezone).of(now)))
        except NotFound as error:
            unknown.append(error)
    if not extracts:
        raise unknown[0]
    return bound(extracts, options)
