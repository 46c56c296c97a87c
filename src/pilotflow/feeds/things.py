"""The things a calendar holds: one row a kind."""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import MappingProxyType

import attrs

from pilotflow.feeds.duties import occurrences
from pilotflow.feeds.entry import Found
from pilotflow.feeds.owed import agreements, answers, ending
from pilotflow.feeds.recurring import series
from pilotflow.feeds.request import Request
from pilotflow.feeds.work import parts, phases, tasks


@attrs.frozen
class Row:
    """One kind of thing.

    Attributes:
        owner: the kind of thing whose facts change its entries.
        entries: yields the entries, each with the id of its owner: all, or those of some owners.
    """

    owner: str
    entries: Callable[[Request, Collection[str] | None], Found]


THINGS: MappingProxyType[str, Row] = MappingProxyType(
    {
        "task": Row("task", tasks),
        "part": Row("task", parts),
        "phase": Row("phase", phases),
        "occurrence": Row("occurrence", occurrences),
        "series": Row("series", series),
        "feedback": Row("feedback", answers),
        "agreement": Row("agreement", agreements),
        "pilot": Row("pilot", ending),
    }
)
"""Kind of a thing, as it stands in its ``UID``, and what yields the entries of a feed for it."""
