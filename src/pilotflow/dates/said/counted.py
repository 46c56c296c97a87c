"""What counts from an event, in words: within 1 month of receipt, before the flood season, in month 6."""

from __future__ import annotations

from collections.abc import Iterator

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.durations import Span, project_span, spans_of
from pilotflow.dates.findings import ISSUED
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

_DEFINITE = frozenset(("beginning", "close", "conference", "end", "meeting", "opening", "review", "start"))
_LAUNCH = {"en": "event:launch", "zh": "event:方案启动"}


def phrases(deadline: Deadline, language: str) -> Iterator[str]:
    """The anchor and the offset in words, the most natural ones first; none where there are no words for them."""
    anchor, offset = deadline.anchor, deadline.offset
    if anchor is None:
        return
    if offset is None:
        season = words.SEASONS.get(anchor)
        if season is not None:
            yield say(words.DURING_EVENT, language, event=say(season, language))
        elif anchor.startswith("season:"):
            yield say(words.DURING_EVENT, language, event=event_of(anchor, language))
        return
    months = project_span(offset)
    if months is not None:
        yield from _programme(anchor, *months, language)
        return
    spans = spans_of(offset)
    if spans is not None:
        yield from _counted(deadline, anchor, *spans, language)


def event_of(anchor: str, language: str) -> str:
    """The name of an event, in quotation marks where it is not of the language."""
    if anchor == ISSUED:
        return say(words.ISSUE, language)
    if anchor in words.SEASONS:
        return say(words.SEASONS[anchor], language)
    name = anchor.partition(":")[2]
    chinese = any("\u3007" <= sign <= "\u9fff" for sign in name)
    if chinese != (language == "zh"):
        return say(words.NAMED, language, name=name)
    definite = language == "en" and name.partition(" ")[0].lower() in _DEFINITE
    return say(words.DEFINITE, language, event=name) if definite else name


def span_of(span: Span, language: str, first: int = 0) -> str:
    """A span in words: 15 working days, 3 to 5 days."""
    count = abs(span.count)
    if first:
        both = say(words.FROM_TO, language, first=first, last=count)
        return say(words.SPANS[span.unit], language, count=both)
    return say((words.SPANS if count != 1 else words.SPANS_OF_ONE)[span.unit], language, count=count)


def _counted(deadline: Deadline, anchor: str, first: Span | None, last: Span, language: str) -> Iterator[str]:
    event = event_of(anchor, language)
    if first is not None:
        if first == (0, "D") and anchor == ISSUED:
            yield say(words.OVER_NEXT, language, span=span_of(last, language))
        elif last == (-1, "D") and first.count < 0:
            yield say(words.AHEAD_WITHIN, language, span=span_of(first, language), event=event)
        elif first.unit == last.unit:
            yield say(words.WITHIN, language, span=span_of(last, language, first.count), event=event)
        return
    span = span_of(last, language)
    if last.count < 0:
        if last == (-1, "D") and deadline.precision == "none":
            yield say(words.BEFORE, language, event=event)
        elif anchor == "event":
            yield say(words.IN_ADVANCE, language, span=span)
        else:
            yield say(words.AHEAD, language, span=span, event=event)
    elif last.count == 0:
        yield say(words.WITHIN_HOURS, language, event=event)
    elif deadline.earliest is not None and deadline.latest is None:
        yield say(words.NOT_WITHIN, language, span=span, event=event)
    elif deadline.vague:
        yield say(words.WITHIN_ABOUT, language, span=span, event=event)
    elif last == (1, "Y") and deadline.precision == "year":
        yield say(words.LASTING, language, span=span, event=event)
    elif anchor.startswith("season:"):
        yield say(words.WITHIN_AFTER, language, span=span, season=event)
    else:
        yield say(words.WITHIN, language, span=span, event=event)


def _programme(anchor: str, unit: str, first: int, last: int, language: str) -> Iterator[str]:
    if first == last and unit in words.PROGRAMME:
        window = say(words.PROGRAMME[unit], language, number=first)
    elif unit == "M":
        window = say(words.PROGRAMME_MONTHS, language, first=first, last=last)
    else:
        return
    if anchor != _LAUNCH[language]:
        window = say(words.FROM_EVENT, language, window=window, event=event_of(anchor, language))
    yield window
