"""What waits for the day of issue, in words: by 30 June, by the end of next month, from issue until 30 June 2023."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.findings import ISSUED
from pilotflow.dates.marks import Mark, marks_of
from pilotflow.dates.said import windows
from pilotflow.dates.said.windows import Bound
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say


def phrases(deadline: Deadline, language: str) -> Iterator[str]:
    """The days that an offset marks, in words, the most natural ones first; none where it marks none."""
    bounds = None if deadline.anchor != ISSUED else bounds_of(deadline.offset or "")
    if bounds is None:
        return
    first, last = bounds
    if last is None and deadline.latest is not None:
        last = deadline.latest
        if first == Mark("D"):
            latest = windows.end_of(last, deadline.precision, language)
            yield say(words.FROM_ISSUE, language, latest=latest)
    if (first, last) == (None, Mark("N", -1, 12, 31)):
        yield say(words.BEFORE, language, event=say(words.NEW_YEAR, language))
    for phrase in windows.phrases(
        first, last, deadline.precision, language, vague=deadline.vague, kept=deadline.sustain
    ):
        if isinstance(last or first, Mark) and (deadline.offset or "").startswith("N+0"):
            yield say(words.FIRST_AFTER_ISSUE, language, words=phrase)
        yield phrase


def bounds_of(offset: str) -> tuple[Bound, Bound] | None:
    """First and last day of an offset, each a mark, a day or none; None where it marks none.

    >>> bounds_of("D+0/2023-06-30")
    (Mark(unit='D', shift=0, month=1, day=1), datetime.date(2023, 6, 30))
    """
    found: list[Bound] = []
    for text in offset.rpartition("/")[::2]:
        marks = marks_of(text)
        try:
            found.append(date.fromisoformat(text) if marks is None else marks[1])
        except ValueError:
            return None
    return (found[0], found[1]) if offset else None
