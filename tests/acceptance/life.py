"""The feeds of the real pilot at twelve days of its life, for everybody and for every unit its plan ever had.

Beside it stand two small pilots with meetings at a fixed time, which the real one has not.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
from tests.acceptance.timed import TIMED_DAY, ZONES, timed

from pilotflow import ManualClock, Pilot, open_log
from pilotflow.feeds.options import Options
from pilotflow.pilot.reading import Reading
from pilotflow.views.selection import Selection

SLOW = bool(os.environ.get("PILOTFLOW_SLOW"))

DAYS = (
    "2022-12-09",  # issued
    "2022-12-16",  # the founding tasks, one report sent back
    "2022-12-31",  # an extension, a disputed answer
    "2023-01-20",  # a meeting skipped
    "2023-03-10",  # the plan amended, a unit gone, tasks born of decisions
    "2023-05-31",  # the regular meetings in a rhythm
    "2023-06-28",  # a maintained task lapsed
    "2023-07-31",  # a gate passed on a condition
    "2023-09-28",
    "2023-11-30",
    "2023-12-29",  # the end of the pilot
    "2024-04-30",  # what was done has left by age
)
"""The days on which the calendars are read."""

ALL_THERE_IS = Options(
    alarms=(1, 7),
    relations=True,
    url="https://office.example/{pilot}/{kind}/{id}",
    source="https://office.example/feeds/zj.ics",
)
"""What a subscriber may ask for without giving anything up."""

LOOKS = {
    "all": ALL_THERE_IS,
    "lights": attrs.evolve(ALL_THERE_IS, lights=True, spans=True),
    "todo": attrs.evolve(ALL_THERE_IS, todo=True, spans=True),
    "kinds": Options(kinds=("task", "occurrence"), phases=False, lights=True),
}
"""How else a feed may look."""


@attrs.frozen
class Asked:
    """What a subscriber asks for, and when; ``zone`` is that of a pilot with meetings at a fixed time, else empty."""

    day: str
    unit: str | None
    language: str
    look: str = "plain"
    zone: str = ""

    @property
    def name(self) -> str:
        """A name that a file may have."""
        place = self.zone.rpartition("/")[2]
        return ".".join(filter(None, (self.day, self.unit or "everybody", self.language, self.look, place)))

    @property
    def selection(self) -> Selection:
        return Selection(unit=self.unit)

    @property
    def options(self) -> Options:
        return attrs.evolve(LOOKS.get(self.look, Options()), language=self.language)


@attrs.frozen
class Feed:
    """The bytes of a feed, and what was asked for."""

    asked: Asked
    data: bytes = attrs.field(repr=False)


class Life:
    """The pilot of the example, as it was known at the end of each of :data:`DAYS`."""

    def __init__(self) -> None:
        clock = ManualClock("2022-12-09")
        self.pilot: Pilot = example().play(open_log("memory:"), clock)
        clock.set(f"{DAYS[-1]}T10:00:00+00:00")
        self.known: dict[str, Reading] = {day: self.pilot.at(day) for day in DAYS}
        self.timed: dict[str, Reading] = {zone: timed(zone) for zone in ZONES}
        self.units = tuple(unit.id for unit in self.known[DAYS[0]].plan.units)

    def feed(self, asked: Asked) -> Feed:
        """What a subscriber is given."""
        pilot = self.timed[asked.zone] if asked.zone else self.known[asked.day]
        return Feed(asked, pilot.rendering(asked.selection, asked.options, on=asked.day).data)

    def whole_matrix(self) -> Iterator[Asked]:
        """Everybody's calendar and that of every unit on every day, in one language or the other."""
        for at, day in enumerate(DAYS):
            for of, unit in enumerate((None, *self.units)):
                yield Asked(day, unit, ("zh", "en")[(at + of) % 2])
            for look in LOOKS:
                yield Asked(day, None, ("zh", "en")[at % 2], look)
        yield from self.meetings()

    def sample(self) -> Iterator[Asked]:
        """Some of the matrix: every day, every unit and every look are in it at least once."""
        for at, day in enumerate(DAYS):
            yield Asked(day, None, ("zh", "en")[at % 2])
        for of, unit in enumerate(self.units):
            yield Asked(DAYS[of * 5 % len(DAYS)], unit, ("zh", "en")[of // 12 % 2])
        yield Asked("2023-03-10", "kq-epidemic", "zh")  # a unit that was amended away the week before
        for at, look in enumerate(LOOKS):
            yield Asked(DAYS[2 + 2 * at], ("zj", "kq-org")[at % 2], ("zh", "en")[at % 2], look)
        yield from self.meetings()

    @staticmethod
    def meetings() -> Iterator[Asked]:
        """The calendars with meetings at a fixed time."""
        for zone in ZONES:
            for look in ("plain", *LOOKS):
                yield Asked(TIMED_DAY, None, "en", look, zone)

    def feeds(self) -> list[Feed]:
        """The sample, or the whole matrix where ``PILOTFLOW_SLOW`` is set."""
        return [self.feed(asked) for asked in (self.whole_matrix() if SLOW else self.sample())]


def example() -> ModuleType:
    """The script that plays the example."""
    path = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang" / "run.py"
    spec = importlib.util.spec_from_file_location("keqiao_life", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["keqiao_life"] = module  # its classes look their module up
    spec.loader.exec_module(module)
    return module
