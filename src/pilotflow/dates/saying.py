"""A deadline in words, and the same deadline from its words.

What the words alone would not give back stands behind them in brackets, field by field. So reading them again gives
an equal deadline whatever its fields are; only the text, the rule and the other readings are not said.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import attrs

from pilotflow.dates.deadline import PRECISIONS, Deadline
from pilotflow.dates.durations import Span, spans_of
from pilotflow.language import catalogue
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

UNSAID = ("text", "rule", "alternatives")
_BRACKETS_TRIED = 8  # the name of an event may hold some
_BRACKETS = (("en", "[", "]"), ("zh", "〔", "〕"))


def say_deadline(deadline: Deadline, language: str = "en") -> str:
    """The deadline in words that :func:`read_deadline` reads as an equal one.

    Args:
        deadline: the deadline.
        language: any tag; what is not Chinese is said in English.

    >>> say_deadline(Deadline("2022年底并长期保持", latest=date(2022, 12, 31), sustain=True, precision="year"))
    'by the end of 2022, maintained thereafter'
    """
    language = catalogue.choose(language)
    phrase = (
        ", ".join(_phrases(deadline, language))
        if language == "en"
        else "，".join(_phrases(deadline, language))
    )
    reading = _read(phrase, language)
    details = list(_details(deadline, reading, language))
    if not details:
        return phrase
    joined = ("; " if language == "en" else "；").join(details)
    return say(words.QUALIFIED, language, words=phrase, details=joined)


def read_said(text: str) -> tuple[str, dict[str, Any]] | None:
    """The words and the details in brackets behind them; None where a text does not end with such details."""
    for language, opening, closing in _BRACKETS:
        at = text.find(opening) if text.endswith(closing) else -1
        for _ in range(_BRACKETS_TRIED):
            if at < 0:
                break
            found = _parse(text[at + 1 : -1], language)
            if found:
                return text[:at], found
            at = text.find(opening, at + 1)
    return None


def with_details(reading: Deadline, details: dict[str, Any]) -> Deadline | None:
    """A reading with its details; None where they contradict each other."""
    try:
        return attrs.evolve(reading, **details)
    except ValueError:
        return None


def _phrases(deadline: Deadline, language: str) -> Iterator[str]:
    if deadline.soft:
        yield say(words.IF_POSSIBLE, language)
    when = _when(deadline, language)
    rhythm = _rhythm(deadline, language)
    if when:
        yield when
    if rhythm:
        yield rhythm
    if deadline.sustain:
        yield say(words.MAINTAINED, language)
    if not (when or rhythm or deadline.sustain):
        unknown = words.UNDECIDED if deadline.vague else words.NONE
        dated = deadline.anchor or deadline.recurrence or deadline.per
        yield say(words.NOT_DATED if dated else unknown, language)


def _when(deadline: Deadline, language: str) -> str:
    dates = _dates(deadline, language)
    counted = _counted(deadline, language)
    if counted and dates:
        return say(words.THAT_IS, language, words=counted, day=dates)
    return counted or dates


def _dates(deadline: Deadline, language: str) -> str:
    earliest, latest = deadline.earliest, deadline.latest
    if latest is None:
        return "" if earliest is None else say(words.FROM, language, earliest=_day(earliest, language))
    first = _period_start(latest, deadline.precision)
    if first is not None and earliest in (None, first):
        message = words.BY_END if earliest is None else words.IN
        return say(message, language, period=_period(latest, deadline.precision, language))
    if earliest == latest:
        return say(words.ON, language, day=_day(latest, language))
    if earliest is None:
        return say(words.BY, language, latest=_day(latest, language))
    return say(words.BETWEEN, language, earliest=_day(earliest, language), latest=_day(latest, language))


def _day(day: date, language: str) -> str:
    month = say(words.MONTHS[day.month - 1], language)
    return say(words.DAY, language, day=day.day, month=month, year=day.year)


def _period_start(last: date, precision: str) -> date | None:
    """The first day of the month, quarter, half-year or year that ends with a day; None where none does."""
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(precision)
    if length is None or last.month % length or last.day != monthrange(last.year, last.month)[1]:
        return None
    return date(last.year, last.month - length + 1, 1)


def _period(last: date, precision: str, language: str) -> str:
    year = last.year
    if precision == "month":
        return say(words.MONTH, language, month=say(words.MONTHS[last.month - 1], language), year=year)
    if precision == "quarter":
        return say(words.QUARTER, language, number=last.month // 3, year=year)
    return say(words.YEAR if precision == "year" else words.HALVES[last.month // 6 - 1], language, year=year)


def _counted(deadline: Deadline, language: str) -> str:
    anchor, offset = deadline.anchor, deadline.offset
    if anchor is None or offset is None or (deadline.latest is None and deadline.earliest is not None):
        return ""
    event = say(words.ISSUE, language) if anchor == "issued" else anchor.removeprefix("event:")
    found = spans_of(offset)
    if found is None or found[0] is not None or event.startswith(("season:", "term_", "lunar_", "solar_")):
        return ""
    span = found[1]
    message = words.WITHIN if span.count > 0 else words.AHEAD
    return say(message, language, span=_span(span, language), event=event)


def _span(span: Span, language: str) -> str:
    count = abs(span.count)
    return say((words.SPANS if count > 1 else words.SPANS_OF_ONE)[span.unit], language, count=count)


def _rhythm(deadline: Deadline, language: str) -> str:
    rhythm, per = deadline.recurrence, deadline.per
    if per is not None:
        times, _, unit = per.partition("/")
        if times == "1" and unit in words.EACH:
            return say(words.EACH[unit], language)
        if times.isdigit() and unit in words.OFTEN:
            return say(words.OFTEN[unit], language, times=times)
        return ""
    if rhythm == "FREQ=MONTHLY;BYMONTHDAY=-1":
        return say(words.BY_MONTH_END, language)
    if rhythm == "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1":
        return say(words.BY_QUARTER_END, language)
    day = (rhythm or "").removeprefix("FREQ=MONTHLY;BYMONTHDAY=")
    return say(words.BY_DAY, language, day=day) if day.isdigit() else ""


def _read(phrase: str, language: str) -> Deadline:
    from pilotflow.dates.read import read_deadline

    return read_deadline(phrase, language=language)


def _details(deadline: Deadline, reading: Deadline, language: str) -> Iterator[str]:
    for field, (yes, no) in words.FLAGS.items():
        wanted = getattr(deadline, field)
        if wanted != getattr(reading, field):
            yield say(yes if wanted else no, language)
    for field, message in words.FIELDS.items():
        wanted = getattr(deadline, field)
        if wanted != getattr(reading, field):
            yield say(message, language, value=_value(field, wanted, language))


def _value(field: str, value: Any, language: str) -> str:
    if value is None or value == ():
        return say(words.NOTHING, language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(day.isoformat() for day in value)
    if field == "precision":
        return say(words.PRECISIONS[value], language)
    return json.dumps(value, ensure_ascii=False)


def _parse(text: str, language: str) -> dict[str, Any] | None:
    """The fields that details in brackets state; None where they are anything else."""
    flags, fields, precisions, nothing = _vocabulary(language)
    separator = "; " if language == "en" else "；"
    found: dict[str, Any] = {}
    at = 0
    while at < len(text):
        head = next((known for known in fields if text.startswith(known, at)), None)
        flag = next((known for known in flags if text.startswith(known, at)), None)
        if head is not None:
            read = _parse_value(fields[head], text, at + len(head), precisions, nothing, separator)
            if read is None:
                return None
            found[fields[head]], at = read
        elif flag is not None:
            found[flags[flag][0]] = flags[flag][1]
            at += len(flag)
        else:
            return None
        if at < len(text):
            if not text.startswith(separator, at):
                return None
            at += len(separator)
    return found


def _parse_value(
    field: str, text: str, at: int, precisions: dict[str, str], nothing: str, separator: str
) -> tuple[Any, int] | None:
    if text.startswith('"', at):
        try:
            value, end = json.JSONDecoder().raw_decode(text, at)
        except ValueError:
            return None
        return (value, end) if _fits(field, value) else None
    end = text.find(separator, at)
    end = len(text) if end < 0 else end
    word = text[at:end]
    if word == nothing:
        return (() if field == "dates" else None), end
    if field == "precision":
        return (precisions[word], end) if word in precisions else None
    if field not in ("earliest", "latest", "dates"):
        return None
    try:
        days = tuple(date.fromisoformat(day) for day in word.split(", "))
    except ValueError:
        return None
    if field == "dates":
        return days, end
    return (days[0], end) if len(days) == 1 else None


def _fits(field: str, value: Any) -> bool:
    if field not in ("recurrence", "per", "anchor", "offset"):
        return False
    if field == "recurrence":
        from pilotflow.dates.recurrence import parse

        try:
            parse(value)
        except ValueError:
            return False
    return True


@cache
def _vocabulary(
    language: str,
) -> tuple[dict[str, tuple[str, bool]], dict[str, str], dict[str, str], str]:
    flags = {
        say(message, language): (field, answer)
        for field, messages in words.FLAGS.items()
        for message, answer in zip(messages, (True, False), strict=True)
    }
    fields = {say(message, language, value=""): field for field, message in words.FIELDS.items()}
    precisions = {say(words.PRECISIONS[name], language): name for name in PRECISIONS}
    longest_first = dict(sorted(flags.items(), key=lambda pair: -len(pair[0])))
    return longest_first, fields, precisions, say(words.NOTHING, language)
