"""vobject, ics and icalendar accept every feed of the real pilot and show what our own reader finds in it."""

from __future__ import annotations

import pytest
from tests.acceptance.life import SLOW, Feed
from tests.acceptance.own_reader import seen
from tests.acceptance.python_readers import FIELDS, Reader, by_icalendar, by_ics, by_vobject


@pytest.mark.parametrize("reader", [by_vobject, by_icalendar, by_ics])
def test_a_reader_shows_every_entry_of_every_feed_of_the_real_pilot(
    reader: Reader, feeds: list[Feed]
) -> None:
    fields = FIELDS[reader]
    for feed in feeds if SLOW or reader is not by_ics else affordable(feeds):
        shown = sorted(each.only(*fields) for each in reader(feed.data))
        assert shown == sorted(each.only(*fields) for each in seen(feed.data)), feed.asked.name


def affordable(feeds: list[Feed]) -> list[Feed]:
    """Every unit on some day, and the meetings: ics needs longer than all other readers together."""
    return [feed for feed in feeds if feed.asked.unit is not None or feed.asked.zone]


def test_the_feeds_are_of_every_day_and_every_unit(feeds: list[Feed]) -> None:
    """What the tests of this folder say of "every feed" is said of enough of them."""
    assert len({feed.asked.day for feed in feeds}) == 12 + 1
    assert len({feed.asked.unit for feed in feeds}) == 1 + 73
    assert len({(feed.asked.language, feed.asked.unit is None) for feed in feeds}) == 4
    assert sum(len(seen(feed.data)) for feed in feeds) > 1000
