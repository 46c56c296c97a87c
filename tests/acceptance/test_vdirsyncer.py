"""vdirsyncer fetches a feed twice: what has not changed stays as it is on disk, what has is replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from tests.acceptance.life import Asked, Feed, Life
from tests.acceptance.own_reader import Component, Property, theirs, tree
from tests.acceptance.servers import Shelf, run, shelf
from tests.acceptance.timed import TIMED_DAY

CONFIG = """
[general]
status_path = "{home}/status/"

[pair calendar]
a = "office"
b = "disk"
collections = null
conflict_resolution = "a wins"

[storage office]
type = "http"
url = "{address}"

[storage disk]
type = "filesystem"
path = "{home}/disk"
fileext = ".ics"
"""

UNSEEN = ("UID", "DTSTAMP", "LAST-MODIFIED", "CREATED")
"""What vdirsyncer leaves aside when it asks whether an entry has changed.

It trusts no name in a calendar it fetches and files each entry under a hash of the rest, calendar properties
included. So entries that are alike in everything a person reads are one to it: three meetings of one series, say,
that were entered as held on one day.
"""


@attrs.frozen
class Desk:
    """Where vdirsyncer keeps its files."""

    home: Path
    office: Shelf

    def sync(self, feed: Feed) -> dict[str, tuple[int, bytes]]:
        """Fetch a feed; every file there is then, with the instant it was written."""
        self.office.data = feed.data
        config = self.home / "config"
        run(self.home, "vdirsyncer", "-c", str(config), "sync", "calendar")
        return {
            each.name: (each.stat().st_mtime_ns, each.read_bytes()) for each in (self.home / "disk").iterdir()
        }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with shelf() as office:
        (tmp_path / "disk").mkdir()
        (tmp_path / "config").write_text(
            CONFIG.format(home=tmp_path, address=office.address), encoding="utf-8"
        )
        run(tmp_path, "vdirsyncer", "-c", str(tmp_path / "config"), "discover", "calendar")
        yield Desk(tmp_path, office)


Content = frozenset[frozenset[Property]]


def contents(data: bytes) -> set[Content]:
    """What vdirsyncer compares of each thing, which may be a series with instances of its own."""
    things: dict[str, list[Component]] = {}
    for entry in tree(data).entries():
        things.setdefault(entry.text("UID"), []).append(entry)
    return set(map(content, things.values()))


def content(entries: Iterable[Component]) -> Content:
    return frozenset(
        frozenset(line for part in entry.walk() for line in part.properties if line.name not in UNSEEN)
        for entry in entries
    )


def on_disk(file: bytes) -> Content:
    return content(theirs(file).entries())


ASKED = [Asked("2022-12-31", None, "zh"), Asked(TIMED_DAY, None, "en", zone="Europe/Berlin")]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_every_entry_becomes_one_file_and_fetching_again_touches_none(
    life: Life, desk: Desk, asked: Asked
) -> None:
    feed = life.feed(asked)
    first = desk.sync(feed)
    assert {on_disk(file) for _, file in first.values()} == contents(feed.data)
    assert len(first) == len(contents(feed.data))
    assert desk.sync(feed) == first


def test_a_changed_feed_replaces_just_the_files_of_what_changed(life: Life, desk: Desk) -> None:
    before, after = (life.feed(Asked(day, "zj", "zh")) for day in ("2023-09-28", "2023-11-30"))
    assert tree(before.data).properties == tree(after.data).properties
    stay = contents(before.data) & contents(after.data)
    assert set() < stay < contents(before.data)
    first, second = desk.sync(before), desk.sync(after)
    assert {on_disk(file) for _, file in second.values()} == contents(after.data)
    kept = {name: file for name, file in first.items() if on_disk(file[1]) in stay}
    assert kept.items() <= second.items()
    assert kept.keys() == first.keys() & second.keys()
