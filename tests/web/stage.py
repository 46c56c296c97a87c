"""A log that is watched, with a small pilot in it, and the ways its feeds are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import attrs
from tests.pilot.stage import OFFICE, begun
from tests.plans import small_plan

from pilotflow import Pilot
from pilotflow.feeds.rendering import Rendering
from pilotflow.log.envelope import Envelope
from pilotflow.log.memory import MemoryLog, MemorySubscriptions
from pilotflow.log.subscriptions import SubscriptionRow
from pilotflow.pilot import portfolio as rendering
from pilotflow.pilot.subscriptions import subscribe
from pilotflow.web import Desk, Response

DAY = datetime(2022, 12, 12, 4, tzinfo=UTC)
"""Noon of a Monday where the pilot is."""
TEXTS = ("Content-Type", "Content-Length", "Cache-Control", "X-Content-Type-Options")
"""The header lines of whatever is refused."""


class WatchedSubscriptions(MemorySubscriptions):
    """Counts what it is asked, and fails where it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.found = 0
        self.used: list[tuple[str, date]] = []
        self.failure: Exception | None = None

    def find(self, digest: str) -> SubscriptionRow | None:
        self.found += 1
        return super().find(digest)

    def use(self, id: str, day: date) -> None:
        self.used.append((id, day))
        if self.failure is not None:
            raise self.failure
        super().use(id, day)


class WatchedLog(MemoryLog):
    """Counts readings of facts, and does before each whatever it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: list[str] = []
        self.before: Callable[[str], None] = lambda stream: None
        self._subscriptions = WatchedSubscriptions()

    @property
    def subscriptions(self) -> WatchedSubscriptions:
        kept = self._subscriptions
        assert isinstance(kept, WatchedSubscriptions)
        return kept

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        self.reads.append(stream)
        self.before(stream)
        return super().read(stream, after)


@attrs.define
class Stage:
    """A pilot, and a desk at its log."""

    log: WatchedLog = attrs.field(factory=WatchedLog)
    pilot: Pilot = attrs.field(init=False)
    desk: Desk = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.pilot = begun(log=self.log)
        self.desk = Desk(self.log)
        self.forget()

    def forget(self) -> None:
        """Count from here on."""
        self.log.reads.clear()
        self.log.subscriptions.found = 0

    def more(self, id: str) -> Pilot:
        """Another pilot on the same log."""
        return begun(small_plan(id=id, title=id), log=self.log)

    def subscribed(self, *pilots: str, **given: Any) -> tuple[str, str]:
        """The id and the token of a new subscription."""
        made, token = subscribe(self.log, pilots or self.pilot.id, now=DAY, **given)
        self.forget()
        return made.id, token

    def ask(self, token: str, now: datetime = DAY, **given: Any) -> Response:
        """Ask the desk, with header lines by name: ``if_none_match``, ``accept_encoding``."""
        method, client = given.pop("method", "GET"), given.pop("client", "192.0.2.1")
        lines = [(name.replace("_", "-"), value) for name, value in given.items()]
        return self.desk.response(token, lines, now, method=method, client=client)

    def meet(self, day: str, title: str = "Meeting") -> None:
        """Change what is in the calendar."""
        self.pilot.convene(title, by=OFFICE, start=day)


def lines(answer: Response) -> dict[str, str]:
    """The header lines, none of which comes twice."""
    found = dict(answer.headers)
    assert len(found) == len(answer.headers)
    return found


def tag_of(answer: Response) -> str:
    return lines(answer)["ETag"]


@attrs.define
class Renderings:
    """Stands in for the rendering, counts, and does before each whatever it is told to."""

    pilots: list[tuple[str, ...]] = attrs.field(factory=list)
    before: Callable[[tuple[str, ...]], None] = lambda ids: None

    def __call__(self, pilots: list[Pilot], now: datetime, *more: Any) -> Rendering:
        ids = tuple(pilot.id for pilot in pilots)
        self.pilots.append(ids)
        self.before(ids)
        return rendering.portfolio(pilots, now, *more)
