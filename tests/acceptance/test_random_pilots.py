"""Every reader shows what stands in the feeds of pilots that Hypothesis draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.acceptance.instances import drawn
from tests.acceptance.node import read_in_node
from tests.acceptance.own_reader import seen
from tests.acceptance.python_readers import FIELDS
from tests.acceptance.random_pilots import Check, every_drawn_pilot, every_story

Sort = Callable[[Check], None]
sorts = pytest.mark.parametrize("every", [every_story, every_drawn_pilot])


@sorts
def test_every_reader_in_python_shows_each_entry(every: Sort) -> None:
    def check(data: bytes) -> None:
        found = seen(data)
        for reader, fields in FIELDS.items():
            assert sorted(each.only(*fields) for each in reader(data)) == sorted(
                each.only(*fields) for each in found
            )

    every(check)


def test_the_readers_of_the_browser_show_each_entry(tmp_path: Path) -> None:
    """One process reads them all, so what it finds is compared at the end."""
    files: dict[bytes, None] = {}  # in the order they were drawn
    for every in (every_story, every_drawn_pilot):
        every(files.setdefault)
    for data, answer in zip(files, read_in_node(list(files), tmp_path), strict=True):
        assert answer.icaljs == seen(data)
        assert sorted(answer.fullcalendar) == drawn(data)
