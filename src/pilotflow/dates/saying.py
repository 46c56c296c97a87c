"""A deadline in words, and the same deadline from its words.

Phrases that officials would write are proposed, the most natural ones first, and read again; the first that gives
back an equal deadline is kept. Where none does, what the best one does not give back stands behind it in brackets,
field by field. So reading the words gives an equal deadline whatever its fields are; only the text, the rule and the
other readings are not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.said import counted, festivals, marked, rhythms, school, windows
from pilotflow.dates.said.details import with_brackets
from pilotflow.dates.school import TERMS
from pilotflow.language import catalogue
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

_TRIED = 6
_FIELDS = (*words.FLAGS, *words.FIELDS)


def say_deadline(deadline: Deadline, language: str = "en") -> str:
    """The deadline in words that :func:`read_deadline` reads as an equal one.

    Args:
        deadline: the deadline.
        language: any tag; what is not Chinese is said in English.

    >>> from pilotflow.dates.read import read_deadline
    >>> say_deadline(read_deadline("2022年底前，并长期保持"))
    'by the end of 2022, maintained thereafter'
    >>> say_deadline(read_deadline("每季度首月10日前"))
    'by the 10th of the first month of each quarter'
    """
    language = catalogue.choose(language)
    best: tuple[str, list[str]] | None = None
    for phrase in islice(_phrases(deadline, language), _TRIED):
        missing = _missing(phrase, deadline, language)
        if not missing:
            return phrase
        if best is None or len(missing) < len(best[1]):
            best = phrase, missing
    assert best is not None
    return with_brackets(best[0], deadline, best[1], language)


def _missing(phrase: str, deadline: Deadline, language: str) -> list[str]:
    """The fields that reading a phrase does not give back."""
    from pilotflow.dates.read import read_deadline

    reading = read_deadline(phrase, language=language)
    return [field for field in _FIELDS if getattr(reading, field) != getattr(deadline, field)]


def _phrases(deadline: Deadline, language: str) -> Iterator[str]:
    """The whole in words; there is always one."""
    begun = deadline.earliest is not None or (deadline.offset or "").endswith("/")
    open_end = begun and deadline.latest is None and deadline.recurrence is None
    for core in _cores(deadline, language):
        for phrase in _kept(core, language, open_end=open_end) if deadline.sustain else (core,):
            whole = phrase or _undated(deadline, language)
            if deadline.soft:
                dated = deadline.latest or deadline.earliest or deadline.anchor
                whole = say(words.IF_POSSIBLE if dated else words.WHERE_POSSIBLE, language, words=whole)
            yield whole


def _kept(phrase: str, language: str, *, open_end: bool) -> Iterator[str]:
    """The words of what is kept up afterwards."""
    if not phrase:
        yield say(words.ONGOING, language)
        return
    for message in (words.ONWARDS, words.MAINTAINED) if open_end else (words.MAINTAINED,):
        yield say(message, language, words=phrase)


def _undated(deadline: Deadline, language: str) -> str:
    if deadline.anchor or deadline.recurrence or deadline.per:
        return say(words.NOT_DATED, language)
    if deadline.vague:
        return say(words.UNDECIDED.get(deadline.precision, words.UNDECIDED["none"]), language)
    return say(words.NONE, language)


def _cores(deadline: Deadline, language: str) -> Iterator[str]:
    """The window and the rhythm in words; empty where there are none for either."""
    rhythm_said = list(_rhythms(deadline, language))
    each_year = deadline.per == "1/year" and (deadline.offset or "").endswith("-P1D")
    said = False
    for when in _windows(deadline, language):
        said = True
        for rhythm in rhythm_said or ("",):
            if rhythm and each_year:
                yield say(words.EACH_YEAR_BY, language, rhythm=rhythm, words=when)
            yield say(words.WITH_RHYTHM, language, rhythm=rhythm, words=when) if rhythm else when
    if not said:
        yield from rhythm_said or ("",)


def _rhythms(deadline: Deadline, language: str) -> Iterator[str]:
    if deadline.recurrence is None and deadline.per is None:
        return
    times, _, unit = (deadline.per or "").partition("/")
    if (deadline.offset or "").startswith("each:") and times == "1":
        yield from school.phrases(deadline.offset or "", language, school_year=unit == "school-year")
    yield from rhythms.phrases(deadline, language)


def _windows(deadline: Deadline, language: str) -> Iterator[str]:
    """The window and what it counts from, in words."""
    first, last = deadline.earliest, deadline.latest
    found = False
    yield from marked.phrases(deadline, language)
    for phrase in _anchored(deadline, language):
        day = _plain(deadline, language)
        yield say(words.THAT_IS, language, words=phrase, day=day) if day else phrase
        found = True
    if first is None and last is None:
        return
    if len(deadline.dates) > 1 and first is None and last == deadline.dates[-1]:
        yield from windows.checkpoints(deadline.dates, deadline.precision, language, vague=deadline.vague)
    rhythmic = deadline.recurrence is not None or deadline.per is not None
    yield from windows.phrases(
        first,
        last,
        windows.coarsest(first) if rhythmic and last is None and first is not None else deadline.precision,
        language,
        vague=deadline.vague and not found,
        kept=deadline.sustain or rhythmic,
    )


def _anchored(deadline: Deadline, language: str) -> Iterator[str]:
    offset = deadline.offset or ""
    if deadline.anchor == TERMS:
        if offset and not offset.startswith("each:"):
            yield from school.phrases(offset, language)
    elif deadline.anchor in festivals.CALENDARS:
        yield from festivals.phrases(deadline, language)
    else:
        yield from counted.phrases(deadline, language)


def _plain(deadline: Deadline, language: str) -> str:
    """The window day by day, as it stands behind what it counts from."""
    first, last = deadline.earliest, deadline.latest
    if last is not None and first is None:
        return say(words.BY_DAY, language, day=windows.plain_day(last, language))
    if last is not None and first == last:
        return windows.plain_day(last, language)
    return next(windows.phrases(first, last, "day", language, kept=True), "")
