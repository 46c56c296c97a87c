"""Festivals in words: before the Spring Festival 2024, within 7 days after Qingming 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.durations import Span
from pilotflow.dates.festivals import anchor_of, festival
from pilotflow.dates.said.counted import span_of
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

CALENDARS = ("lunar_calendar", "solar_term")
_REACH = 30  # how many days from a festival it is still named for


def phrases(deadline: Deadline, language: str) -> Iterator[str]:
    """The festival that a day counts from, in words; none where there is none near it."""
    if deadline.offset is not None:
        yield from _open(deadline.offset, language, vague=deadline.vague)
    elif deadline.latest is not None and deadline.earliest in (None, deadline.latest):
        yield from _dated(deadline, deadline.latest, language)


def _open(offset: str, language: str, *, vague: bool) -> Iterator[str]:
    """A festival whose year is not known yet, or of each year."""
    found = _form().fullmatch(offset)
    if found is not None and found[1] in words.FESTIVALS:
        name = say(words.FESTIVALS[found[1]], language)
        message = words.BEFORE if found[2] == "-P1D" else None
        if message is not None:
            yield say(words.BEFORE, language, event=name)
        else:
            yield say(words.ABOUT_FESTIVAL if vague else words.AT_FESTIVAL, language, festival=name)


def _dated(deadline: Deadline, last: date, language: str) -> Iterator[str]:
    near = [
        (abs((last - day).days), (last - day).days, name, year)
        for name in words.FESTIVALS
        if anchor_of(name) == deadline.anchor
        for year in (
            last.year,
            last.year + 1,
        )  # the eighth of the twelfth lunar month may lie in the year before
        for day in (festival(name, year),)
        if day is not None and abs((last - day).days) <= (_REACH if deadline.earliest is None else 0)
    ]
    if not near:
        return
    _, after, festival_, year = min(near, key=_rank)
    name = say(words.FESTIVAL, language, festival=say(words.FESTIVALS[festival_], language), year=year)
    if deadline.earliest is not None:
        message = words.ABOUT_FESTIVAL if deadline.vague else words.AT_FESTIVAL
        yield say(message, language, festival=name)
    elif after == 0 and deadline.vague:
        yield say(words.ABOUT_FESTIVAL, language, festival=name)
    elif after == -1:
        yield say(words.BEFORE, language, event=name)
    elif after == 0:
        yield say(words.BY_FESTIVAL, language, festival=name)
    elif after > 0:
        yield say(words.WITHIN_AFTER, language, span=span_of(Span(after, "D"), language), season=name)
    else:
        yield say(words.AHEAD, language, span=span_of(Span(after, "D"), language), event=name)


def _rank(found: tuple[int, int, str, int]) -> tuple[bool, bool, int]:
    """The day before a festival and the days after it are named for it rather than for the next one."""
    distance, after, _, _ = found
    return after != -1, after < -1, distance


@cache
def _form() -> re.Pattern[str]:
    return re.compile(r"(\S+) (-P1D|P0D)", re.ASCII)
