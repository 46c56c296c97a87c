"""The feeds of a pilot that were asked for lately."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pilotflow.facts.fact import Fact
from pilotflow.facts.state import State
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Extract, Sheet
from pilotflow.views.selection import Selection

_MOST = 60_000
"""Entries kept altogether, each of about 2 KB with its bytes; the feed asked for last is always kept."""


class Sheets:
    """Keeps feeds rendered until others were asked for more lately. Not safe for several threads at once."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._sheets: dict[tuple[Selection, Options], Sheet] = {}

    def extract(
        self,
        selection: Selection,
        options: Options,
        state: State,
        on: date,
        news: Callable[[int], Iterable[Fact]],
    ) -> Extract:
        """What a feed holds on a day; see :meth:`~pilotflow.feeds.sheet.Sheet.extract`."""
        asked = (selection, options)
        sheet = self._sheets.pop(asked, None)
        if sheet is None:
            sheet = Sheet(selection, options)
        found = sheet.extract(state, on, news)
        self._sheets[asked] = sheet  # behind all others: asked for last
        kept = sum(map(_weight, self._sheets.values()))
        for each in list(self._sheets)[:-1]:
            if kept <= self._most:
                break
            kept -= _weight(self._sheets.pop(each))
        return found


def _weight(sheet: Sheet) -> int:
    """What a sheet counts for: its entries, and an empty one as much as one entry."""
    return max(len(sheet), 1)
