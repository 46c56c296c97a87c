"""How a time limit was read, on a page for people."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from pilotflow.cli.cells import cells, pad, wrap
from pilotflow.dates.explaining import is_launch, needed, upcoming
from pilotflow.dates.occurrences import bound_of
from pilotflow.dates.resolving import event_of
from pilotflow.language import explaining as words
from pilotflow.language import say
from pilotflow.language.deadlines import MONTHS
from pilotflow.language.rules_of_reading import rule_in_words
from pilotflow.language.views import join

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pilotflow.cli.face import Face
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.explaining import Known
    from pilotflow.dates.windows import Window

_WIDEST = 100
_INDENT = "  "
_OPTIONS = {"issued": "--issued DAY", "start": "--start DAY", "terms": "--plan PLAN"}
Row = tuple[str, list[str]]


def explained(deadline: Deadline, known: Known, today: date, language: str, width: int) -> Iterator[str]:
    """The lines of the page: the text, and below it what it is read as.

    Args:
        deadline: as it was read with what is known.
        known: what is known beside the words.
        today: from when on it is said what comes next, where the day of issue is not known.
        language: ``"en"`` or ``"zh"``.
        width: cells of a line.
    """
    width = min(width, _WIDEST)
    rows = [row for row in _Page(deadline, known, today, language).rows() if row[1]]
    left = max(cells(heading) for heading, _ in rows) + 2
    yield from wrap(" ".join(deadline.text.split()), width)
    for heading, texts in rows:
        lines = [line for text in texts for line in wrap(text, width - left - len(_INDENT))]
        yield from (
            f"{_INDENT}{pad(heading if place == 0 else '', left)}{line}" for place, line in enumerate(lines)
        )


def listed(deadline: Deadline, language: str, width: int) -> str:
    """A text and its words on one line, or on two where they do not fit beside each other."""
    text = " ".join(deadline.text.split())
    told = _told(deadline, language, unread=words.NOT_TOLD, empty=words.NONE_STATED)
    left = max(width * 2 // 5, 20)
    if cells(text) <= left and left + 2 + cells(told) <= width:
        return f"{pad(text, left)}  {told}"
    return f"{text}\n    {told}"


def speak_as_text(face: Face, text: str, known: Known) -> None:
    """Take Chinese where nobody asked for another language, no plan has its own, and the text is Chinese."""
    if known.language is None and any("\u4e00" <= sign <= "\u9fff" for sign in text):
        face.speak_as("zh")


class _Page:
    """The rows of one page: a heading and what stands beside it, nothing where there is nothing to say."""

    def __init__(self, deadline: Deadline, known: Known, today: date, language: str) -> None:
        self._deadline = deadline
        self._known = known
        self._today = today
        self._language = language

    def rows(self) -> Iterator[Row]:
        """All of them, in their order."""
        deadline = self._deadline
        why = rule_in_words(deadline.rule, self._language, vague=deadline.vague)
        yield self._say(words.WORDS), [self._words()]
        if deadline.rule != "unread":
            yield self._say(words.WINDOW), [self._window()] if self._window() else []
            yield self._say(words.CHECKPOINTS), [self._day(day) for day in deadline.dates]
            yield self._say(words.AFTERWARDS), [self._say(words.MAINTAINED)] if deadline.sustain else []
            yield self._say(words.NEXT), list(self._next())
            yield self._say(words.COUNTED), list(self._counted())
            yield self._say(words.NEEDED), list(self._needed())
            yield self._say(words.OTHERS), [self._day(day) for day in deadline.alternatives]
            yield self._say(words.NOTE), list(self._notes())
        yield self._say(words.RULE), [] if why is None else [why, *self._conventions()]

    def _words(self) -> str:
        return _told(self._deadline, self._language, unread=words.CANNOT_TELL, empty=words.NO_LIMIT)

    def _window(self) -> str:
        deadline = self._deadline
        first, last = deadline.earliest, deadline.latest
        if first is not None and last is not None and first != last:
            return self._say(words.BETWEEN, first=self._day(first), last=self._day(last))
        if last is not None:
            return self._say(words.ON if first else words.UNTIL, day=self._day(last), last=self._day(last))
        if first is not None:
            return self._say(words.SINCE, first=self._day(first))
        if deadline.recurrence or deadline.per:
            return ""
        if deadline.anchor is not None and not (deadline.vague and deadline.offset is None):
            return self._say(words.NOT_SETTLED)
        if deadline.vague:
            return self._say(words.NO_DAY)
        return self._say(words.NO_LAST_DAY) if deadline.sustain else ""

    def _next(self) -> Iterator[str]:
        found = upcoming(self._deadline, self._known.issued or self._today, self._known)
        yield from (self._time(window) for window in found)
        if found and self._known.issued is None:
            yield self._say(words.FROM_TODAY, day=self._day(self._today))
        if found and self._deadline.latest is not None and bound_of(self._deadline) is None:
            yield self._say(words.BESIDE, day=self._day(self._deadline.latest))

    def _time(self, window: Window) -> str:
        last = self._day(window.last)
        told = (
            last
            if window.first == window.last
            else self._say(words.SPAN, first=self._day(window.first), last=last)
        )
        return told if window.times == 1 else self._say(words.TIMES, window=told, times=window.times)

    def _counted(self) -> Iterator[str]:
        anchor, event = self._deadline.anchor, event_of(self._deadline)
        if anchor is None:
            return
        if event is None:
            message = words.ISSUE if anchor == "issued" else words.ANCHORS.get(anchor)
            what = anchor if message is None else self._say(message)
            days = [self._known.issued] if anchor == "issued" else []
        else:
            what = self._say(words.START) if is_launch(self._deadline) else event or self._say(words.EVENT)
            days = list(dict.fromkeys(self._known.events.get(event, ())))
            days = days or ([self._known.start] if is_launch(self._deadline) else [])
        told = [self._day(day) for day in days if day is not None]
        span = self._say(words.SPAN, first=told[0], last=told[1]) if len(told) == 2 else "".join(told)
        yield self._say(words.KNOWN_DAY, what=what, day=span) if span else what

    def _needed(self) -> Iterator[str]:
        names = needed(self._deadline, self._known)
        event = event_of(self._deadline)
        options = [_OPTIONS.get(name) or f"--event {shlex.quote(f'{event}=DAY')}" for name in names]
        if options:
            message = words.GIVE_TERMS if "terms" in names else words.GIVE
            yield self._say(message, options=join(options, self._language))
        elif self._window() == self._say(words.NOT_SETTLED):
            yield self._say(words.DOES_NOT_HELP)

    def _notes(self) -> Iterator[str]:
        deadline = self._deadline
        coming = upcoming(deadline, self._known.issued or self._today, self._known)
        unpublished = any(window.provisional for window in coming) or (deadline.provisional and not coming)
        for given, message in (
            (deadline.vague, words.VAGUE),
            (deadline.soft, words.SOFT),
            (unpublished, words.PROVISIONAL),
        ):
            if given:
                yield self._say(message)
        day = deadline.latest
        if day is not None and day.weekday() > 4 and (deadline.offset or "").endswith("workdays"):
            yield self._say(words.MAKE_UP)

    def _conventions(self) -> Iterator[str]:
        from pilotflow.dates.conventions import USUAL

        if self._known.conventions not in (None, USUAL):
            yield self._say(words.PLAN_SETTLES)

    def _day(self, day: date) -> str:
        month = self._say(MONTHS[day.month - 1])
        return self._say(words.DAYS[day.weekday()], day=day.day, month=month, year=day.year)

    def _say(self, message: str, **data: object) -> str:
        return say(message, self._language, **data)


def _told(deadline: Deadline, language: str, *, unread: str, empty: str) -> str:
    """The words of a reading; where there is none, that there is none."""
    from pilotflow.dates.said.details import read_said

    if deadline.rule == "unread":
        return say(unread, language)
    if deadline.rule.endswith(".empty"):
        return say(empty, language)
    told = deadline.text_in(language)
    said = read_said(told)
    # What stands in brackets has rows of its own, or is told by the days; only a rhythm has not.
    return told if said is None or {"recurrence", "per"} & said[1].keys() else said[0].rstrip()
