"""ical.js and FullCalendar, the readers of the browser, show every entry of every feed of the real pilot."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acceptance.instances import drawn
from tests.acceptance.life import Feed
from tests.acceptance.node import read_in_node
from tests.acceptance.own_reader import seen


def test_the_readers_of_the_browser_show_every_entry_of_every_feed(feeds: list[Feed], tmp_path: Path) -> None:
    for feed, answer in zip(feeds, read_in_node([feed.data for feed in feeds], tmp_path), strict=True):
        assert answer.icaljs == seen(feed.data), feed.asked.name
        if not feed.asked.zone:
            assert sorted(answer.fullcalendar) == drawn(feed.data), feed.asked.name


@pytest.mark.xfail(
    reason="UNTIL is no later than the last time in UTC, and FullCalendar takes it for local time"
)
def test_fullcalendar_shows_every_time_of_a_rule(feeds: list[Feed], tmp_path: Path) -> None:
    """It knows no VTIMEZONE: east of Greenwich an UNTIL has to be late enough in local digits, too."""
    timed = [feed for feed in feeds if feed.asked.zone]
    for feed, answer in zip(timed, read_in_node([feed.data for feed in timed], tmp_path), strict=True):
        assert sorted(answer.fullcalendar) == drawn(feed.data), feed.asked.name
