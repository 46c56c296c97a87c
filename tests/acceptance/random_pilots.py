"""Pilots that Hypothesis draws: stories told fact by fact, and commands given to a pilot of a drawn plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.acceptance.life import ALL_THERE_IS, LOOKS, SLOW
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.stories import Story

from pilotflow import ManualClock, Pilot, open_log
from pilotflow.feeds.options import Options
from pilotflow.log.port import Log
from pilotflow.pilot.envelopes import entry_of
from pilotflow.testing import PilotMachine, run
from pilotflow.views.selection import Selection

Check = Callable[[bytes], None]
"""What is done with the bytes of a feed."""

STORIES, DRAWN = (120, 80) if SLOW else (14, 10)
"""How many pilots there are of each sort."""

PHASES = tuple(Phase) if SLOW else (Phase.generate,)
"""Making a case that fails small takes minutes with these readers; the full counts do it."""

UNITS = (None, "business", "design", "college", "town", "city", "board", "schools")


def told(story: Story) -> Pilot:
    """The pilot that a story tells of, opened from its facts like any other."""
    log = open_log("memory:")
    log.append("small", 0, [entry_of(fact) for fact in story.facts])
    return Pilot.open("small", log, clock=ManualClock((BEGIN + timedelta(days=400)).isoformat()))


def looks() -> st.SearchStrategy[Options]:
    """How a feed may look."""
    return st.sampled_from((Options(), ALL_THERE_IS, *LOOKS.values()))


def every_story(check: Check) -> None:
    """Check a feed of each of :data:`STORIES` pilots told fact by fact."""

    @settings(max_examples=STORIES, phases=PHASES)
    @given(stories(), st.sampled_from(UNITS), looks(), st.integers(0, 200))
    def each(story: Story, unit: str | None, options: Options, later: int) -> None:
        on = BEGIN + timedelta(days=80 + later)
        check(told(story).rendering(Selection(unit=unit), options, on=on).data)

    each()


def every_drawn_pilot(check: Check) -> None:
    """Check the feeds of :data:`DRAWN` pilots that were given commands, at the end of each."""

    class Read(PilotMachine):
        def open_log(self) -> Log:
            return open_log("memory:")

        def teardown(self) -> None:
            if hasattr(self, "pilots"):
                for options in (Options(), ALL_THERE_IS):
                    check(self.pilots[0].rendering(None, options).data)
            super().teardown()

    run(Read, settings(max_examples=DRAWN, stateful_step_count=25, phases=PHASES))
