"""A feed as it was rendered, and how long it holds."""

from __future__ import annotations

from datetime import datetime

import attrs


@attrs.frozen
class Rendering:
    """The bytes of a feed, which are the same for as long as no fact is added and ``until`` has not come.

    Attributes:
        data: the iCalendar file.
        changed: the aware instant after which nothing changed in it: that of the last fact, or the local
            midnight at which it last changed by date alone.
        until: the aware instant from which the same facts give other bytes; None where there is none.
    """

    data: bytes
    changed: datetime
    until: datetime | None
