"""The things a calendar holds: one row a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from pilotflow.feeds.component import Entry
from pilotflow.feeds.duties import agreements, answers, occurrences
from pilotflow.feeds.request import Request
from pilotflow.feeds.work import parts, phases, tasks

Row = Callable[[Request], Iterator[Entry]]

THINGS: MappingProxyType[str, Row] = MappingProxyType(
    {
        "task": tasks,
        "part": parts,
        "phase": phases,
        "occurrence": occurrences,
        "feedback": answers,
        "agreement": agreements,
    }
)
"""Kind of a thing, as it stands in its ``UID``, and what yields the entries of a feed for it."""
