"""Rendered feeds ready to be handed out, each rendered by one thread while others wait for it."""

from __future__ import annotations

import re
from datetime import datetime
from threading import BoundedSemaphore

import attrs

from pilotflow.clock import Clock
from pilotflow.feeds.options import Options
from pilotflow.log.port import Log
from pilotflow.pilot.pilot import Pilot
from pilotflow.pilot.portfolio import portfolio
from pilotflow.views.selection import Selection
from pilotflow.web.encoding import is_gzip_wanted
from pilotflow.web.ready_feed import ReadyFeed, Variant
from pilotflow.web.recent import Recent
from pilotflow.web.request import Lines
from pilotflow.web.turns import Turns

_AT_ONCE = 2
"""Feeds rendered at the same time: each keeps a processor busy, and more of them would starve everybody else."""
_SEVERAL = "pilots"
_UNSAFE = re.compile(r"[^a-zA-Z0-9._-]", re.ASCII)


@attrs.frozen(cache_hash=True)
class Ask:
    """What a feed is rendered from; subscriptions that ask for the same share its bytes if it names no address."""

    pilots: tuple[str, ...]
    selection: Selection
    options: Options


class FeedCache:
    """Opened pilots and rendered feeds, what was not asked for longest leaving first. Safe to use from many threads.

    Args:
        log: where the pilots are.
        clock: for the pilots that are opened; None for the machine's.
        pilots: how many are kept open at most.
        feeds: how many rendered feeds are kept at most.
        size: how many bytes they may have together.
    """

    def __init__(self, log: Log, clock: Clock | None, pilots: int, feeds: int, size: int) -> None:
        self._log = log
        self._clock = clock
        self._pilots: Recent[str, Pilot] = Recent(pilots)
        self._feeds: Recent[Ask, ReadyFeed] = Recent(feeds, size, lambda feed: feed.weight)
        self._turns = Turns()
        self._rendering = BoundedSemaphore(_AT_ONCE)

    def versions(self, ask: Ask) -> tuple[int, ...]:
        """The versions at which the pilots stand now."""
        return tuple(map(self._log.version, ask.pilots))

    def ready(
        self, ask: Ask, versions: tuple[int, ...], lines: Lines, now: datetime
    ) -> tuple[ReadyFeed, Variant] | None:
        """The feed in the variant that is wanted, where it lies ready and is as it would be rendered now.

        Args:
            ask: which feed.
            versions: at which the pilots stand now.
            lines: of the request.
            now: the present instant.
        """
        feed = self._feeds.get(ask)
        if feed is None or not feed.holds(versions, now):
            return None
        variant = _variant(feed, lines)
        return None if variant is None else (feed, variant)

    def fetch(self, ask: Ask, lines: Lines, now: datetime) -> tuple[ReadyFeed, Variant]:
        """The feed in the variant that is wanted, rendered where need be.

        Raises:
            PilotflowError: a pilot cannot be opened or read, or none knows what the selection names.
        """
        with self._turns.of(ask):
            # Asked when it is our turn: who was before us may have rendered it, or may have begun too early.
            versions = self.versions(ask)
            feed = self._feeds.get(ask)
            if feed is None or not feed.holds(versions, now):
                feed = self._rendered(ask, versions, now)
            variant = _variant(feed, lines)
            if variant is None:
                feed, variant = feed.with_packed()
            self._feeds.put(ask, feed)
        return feed, variant

    def _rendered(self, ask: Ask, versions: tuple[int, ...], now: datetime) -> ReadyFeed:
        with self._rendering:
            try:
                pilots = [self._pilot(id) for id in ask.pilots]
                rendering = portfolio(pilots, now, ask.selection, ask.options)
            except BaseException:
                for id in ask.pilots:  # one of them may have stopped in the middle of a fact
                    self._pilots.drop(id)
                raise
        name = _UNSAFE.sub("_", ask.pilots[0]) if len(ask.pilots) == 1 else _SEVERAL
        return ReadyFeed.of(rendering, versions, now, f"{name}.ics")

    def _pilot(self, id: str) -> Pilot:
        with self._turns.of(id):
            pilot = self._pilots.get(id)
            if pilot is None:
                pilot = Pilot.open(id, self._log, clock=self._clock)
                self._pilots.put(id, pilot)
            return pilot


def _variant(feed: ReadyFeed, lines: Lines) -> Variant | None:
    """The variant of a feed that a client wants; None where it is not ready."""
    return feed.packed if is_gzip_wanted(lines.codings, feed.size) else feed.plain
