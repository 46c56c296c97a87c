"""What the plan leaves open: it yields no dates and no duties until somebody settles it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from pilotflow.facts.records import SeriesRecord
from pilotflow.facts.state import State


@attrs.frozen
class OpenPoint:
    """One thing left open.

    Attributes:
        kind, id, title: the series or group.
        reason: ``open-cadence``, ``no-terms``, ``for-open-group`` or ``open-group``.
        words: what the plan says instead, where it says something.
    """

    kind: str
    id: str
    title: str
    reason: str
    words: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "reason": self.reason,
            "words": self.words,
        }

    def text(self, language: str = "en") -> str:
        """What is open, and why."""
        from pilotflow.language.views import describe_open_point

        return describe_open_point(
            self.reason, {"id": self.id, "title": self.title, "words": self.words}, language
        )


def open_points(state: State) -> tuple[OpenPoint, ...]:
    """Series without a readable cadence, then groups without members, in the order of the plan."""
    return (*_series(state), *_groups(state))


def _series(state: State) -> Iterator[OpenPoint]:
    for record in state.series.values():
        for reason in _reasons(state, record):
            yield OpenPoint("series", record.id, record.series.title, reason, record.when.text)


def _reasons(state: State, record: SeriesRecord) -> Iterator[str]:
    group = state.plan.group_by_id.get(record.series.for_each or "")
    if group is not None and group.open:
        yield "for-open-group"
    when = record.when
    by_term = when.per is not None and when.per.endswith("/term")
    if by_term and not state.plan.terms:
        yield "no-terms"
    if not by_term and when.recurrence is None:
        yield "open-cadence"


def _groups(state: State) -> Iterator[OpenPoint]:
    for group in state.plan.groups:
        if group.open:
            yield OpenPoint("group", group.id, group.name, "open-group")
