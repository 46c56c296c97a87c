"""The school calendar in words: before the start of the autumn term, within two weeks of the start of each term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pilotflow.dates.durations import spans_of
from pilotflow.dates.said.counted import span_of
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say


def phrases(offset: str, language: str, *, school_year: bool = False) -> Iterator[str]:
    """What an offset names in the school calendar, the most natural words first.

    Args:
        offset: the offset, as :mod:`pilotflow.dates.school` writes it.
        language: the language.
        school_year: whether "each" means each school year, not each term.
    """
    found = _form().fullmatch(offset)
    if found is None:
        return
    year, which, what, length = found.groups()
    if what.endswith(("winter", "summer")):
        if which == "current" and length is None:
            yield _holidays(year, what, language)
        return
    if which == "year":
        if year and what == "all" and length is None:
            yield say(words.SCHOOL_YEAR, language, year=year, following=int(year) + 1)
        return
    term = _term(year, which, language) if not school_year else say(words.EACH_SCHOOL_YEAR, language)
    if term is None:
        return
    if length is not None:
        yield from _counted(what, length, term, language)
        return
    if what == "before":
        yield say(words.BEFORE_TERM_STARTS, language, term=term)
    yield say(words.TERM[what], language, term=term)


def _counted(what: str, length: str, term: str, language: str) -> Iterator[str]:
    spans = spans_of(length)
    if spans is None or what not in words.WITHIN_TERM:
        return
    messages = words.WITHIN_TERM if spans[1].count > 0 else words.AHEAD_OF_TERM
    yield say(messages[what], language, span=span_of(spans[1], language), term=term)


def _holidays(year: str | None, what: str, language: str) -> str:
    messages = words.HOLIDAYS if year is None else words.HOLIDAYS_OF_YEAR
    name = say(messages[what[-6:]], language, year=year)
    return say(words.BEFORE if what.startswith("before") else words.DURING_EVENT, language, event=name)


def _term(year: str | None, which: str, language: str) -> str | None:
    if year is None:
        return say(words.TERMS[which], language)
    message = words.TERMS_OF_YEAR.get(which)
    return message and say(message, language, year=year, following=int(year) + 1)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"(?:(\d{4})-)?(current|next|autumn|spring|first|second|year|each)"
        r":(all|start|end|before|winter|summer|before-winter|before-summer)(?: (.+))?",
        re.ASCII,
    )
