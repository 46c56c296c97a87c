"""A feed as it was rendered, and how long it holds."""

from __future__ import annotations

from datetime import date, datetime

import attrs


@attrs.frozen
class Rendering:
    """The bytes of a feed.

    Attributes:
        data: the iCalendar file.
        changed: an aware instant after which nothing changed in it: that of the last fact, or the local midnight
            at which it last changed by date alone.
        holds_until: the first local day on which the same facts give other bytes; None where there is none.
    """

    data: bytes
    changed: datetime
    holds_until: date | None
