"""ical.js and FullCalendar, the readers of the browser, show every entry of every feed."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.instances import drawn
from tests.acceptance.life import Feed
from tests.acceptance.node import read_in_node
from tests.acceptance.own_reader import seen


def test_the_readers_of_the_browser_show_every_entry_of_every_feed(feeds: list[Feed], tmp_path: Path) -> None:
    for feed, answer in zip(feeds, read_in_node([feed.data for feed in feeds], tmp_path), strict=True):
        assert answer.icaljs == seen(feed.data), feed.asked.name
        assert sorted(answer.fullcalendar) == drawn(feed.data), feed.asked.name
