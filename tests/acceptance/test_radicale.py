"""A CalDAV server takes a feed, as a whole and entry by entry, and gives every entry back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from caldav.davclient import DAVClient
from tests.acceptance.life import Asked, Life
from tests.acceptance.own_reader import Component, iso, theirs, tree
from tests.acceptance.servers import radicale
from tests.acceptance.timed import TIMED_DAY

ASKED = [
    Asked("2022-12-31", None, "zh"),
    Asked("2023-06-28", "zj-hr", "en", "all"),
    Asked(TIMED_DAY, None, "en", "all", "Europe/Berlin"),
]
CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}

Line = tuple[str, tuple[tuple[str, str], ...], str]
"""A property, its value without the escapes, which are not the same everywhere."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DAVClient]:
    with (
        radicale(tmp_path_factory.mktemp("radicale")) as address,
        DAVClient(address, username="zj", password="none", auth_type="basic", enable_rfc6764=False) as client,
    ):
        client.get_principal()  # the first call of a user makes their folder
        yield client


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_a_feed_put_as_a_whole_is_given_back_entry_by_entry(
    life: Life, client: DAVClient, asked: Asked
) -> None:
    feed = life.feed(asked)
    address = f"{client.url}zj/{asked.name}/"
    assert client.put(address, feed.data.decode(), CALENDAR).status == 201
    given_back = client.request(address).raw.encode()
    assert lines(theirs(given_back)) == lines(tree(feed.data))


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_every_entry_put_by_itself_comes_back_as_it_was(life: Life, client: DAVClient, asked: Asked) -> None:
    feed = life.feed(asked)
    calendar: Any = client.get_principal().make_calendar(name=asked.name, cal_id=f"single-{asked.name}")
    put = {f"{calendar.url}{at}.ics": data for at, data in enumerate(by_themselves(feed.data))}
    for address, data in put.items():
        assert client.put(address, data.decode(), CALENDAR).status == 201
    found = calendar.get_events()
    assert {str(each.url): lines(theirs(each.wire_data)) for each in found} == {
        address: lines(tree(data)) for address, data in put.items()
    }


def lines(calendar: Component) -> dict[tuple[str, str], list[list[Line]]]:
    """The lines of each entry and of the alarms in it, in any order, by name and instance."""
    return {
        (entry.text("UID"), iso(entry.moment("RECURRENCE-ID"))): [
            sorted((line.name, line.parameters, line.text) for line in part.properties)
            for part in entry.walk()
        ]
        for entry in calendar.entries()
    }


def by_themselves(data: bytes) -> Iterator[bytes]:
    """A calendar for each name, with the head of the feed and every component of that name."""
    head, *pieces = re.split(rb"^(?=BEGIN:V(?:EVENT|TODO)\r\n)", data, flags=re.MULTILINE)
    end = b"END:VCALENDAR\r\n"
    named: dict[bytes, bytes] = {}
    for piece in pieces:
        [name] = re.findall(rb"^UID:.*\r\n(?: .*\r\n)*", piece, flags=re.MULTILINE)
        named[name] = named.get(name, head) + piece.removesuffix(end)
    for calendar in named.values():
        yield calendar + end
