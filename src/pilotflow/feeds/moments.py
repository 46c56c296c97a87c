"""The stretches of time in which plan, cadences and phases stayed as they were."""

from __future__ import annotations

from datetime import datetime

import attrs

from pilotflow.facts.state import State


@attrs.frozen
class Moment:
    """A stretch of time in which the plan foresaw the same.

    Attributes:
        view: the pilot at the end of it.
        began: the instant of the fact that began it. version: that of the last fact before it.
    """

    view: State
    began: datetime
    version: int
