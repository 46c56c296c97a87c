"""A window in words: by the end of May 2023, from March to June 2023, around 1 October 2023."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pilotflow.dates.marks import Mark
from pilotflow.dates.said import days
from pilotflow.dates.said.days import Place, place_of
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

Bound = date | Mark | None
_FINER = ("month", "day")
_UNSHARED = ("half", "year")  # these are said with their year each time


def phrases(
    first: Bound, last: Bound, precision: str, language: str, *, vague: bool = False, kept: bool = False
) -> Iterator[str]:
    """The window in words, the most natural ones first; what reading them gives may still differ.

    Args:
        first: its first day; None where it has none.
        last: its last day; None where it is open.
        precision: how exact the words are.
        language: the language.
        vague: whether they set no exact day.
        kept: whether what an open window begins with goes on.
    """
    if last is None:
        if first is not None:
            yield from _open(place_of(first), precision, language, vague=vague, kept=kept)
        return
    end = place_of(last)
    if first is None:
        if vague:
            yield from _by_about(end, precision, language)
        yield from _by(end, precision, language)
        return
    begin = place_of(first)
    if vague:
        yield from _about(begin, end, precision, language)
    yield from _between(begin, end, precision, language)


def checkpoints(
    dates: tuple[date, ...], precision: str, language: str, *, vague: bool = False
) -> Iterator[str]:
    """Several last days in words: by 31 March, 30 June and 30 September 2024; by 1 June or 1 July 2024."""
    places = [place_of(found) for found in dates]
    said = []
    for at, place in enumerate(places):
        # The year is said once: first in Chinese, last in English.
        beside = at - 1 if language == "zh" else at + 1
        alone = not 0 <= beside < len(places) or places[beside].value != place.value
        alone = alone or precision in _UNSHARED
        said.append(_checkpoint(place, precision, language, year=alone))
    if vague:
        yield say(words.BY_DAY, language, day=listed(said, language, words.LIST_CHOICE))
    yield say(words.BY_DAY, language, day=listed(said, language))


def listed(pieces: list[str], language: str, join: str = words.LIST_END) -> str:
    """Several things one after another, with the message that joins the last one."""
    text = pieces[0]
    for at, piece in enumerate(pieces[1:], start=2):
        text = say(join if at == len(pieces) else words.LIST, language, first=text, last=piece)
    return text


def coarsest(found: date) -> str:
    """The year or month that begins with a day, else the day."""
    return "day" if found.day > 1 else "month" if found.month > 1 else "year"


def end_of(last: date, precision: str, language: str) -> str:
    """A last day in words, by the period that ends with it where one does."""
    period = days.period_to(place_of(last), precision, language)
    if period is None or precision == "dekad":
        return period or plain_day(last, language)
    return _end(period, precision, language)


def plain_day(found: date, language: str) -> str:
    """A day in words."""
    return days.day(place_of(found), language) or ""


def _checkpoint(place: Place, precision: str, language: str, *, year: bool) -> str:
    for unit in (precision, *_FINER) if precision != "day" else ():
        period = days.period_to(place, unit, language, year=year)
        if period is not None:
            return period if unit == "dekad" else _end(period, unit, language)
    return days.day(place, language, year=year) or ""


def _end(period: str, precision: str, language: str) -> str:
    if precision == "quarter":
        return say(words.END_OF_QUARTER, language, quarter=period)
    return say(words.END, language, period=period)


def _open(first: Place, precision: str, language: str, *, vague: bool, kept: bool) -> Iterator[str]:
    if vague and not kept and first.base != "A":
        period = days.period_to(first, precision, language) or days.day(first, language)
        if period is not None:
            yield say(words.AFTER, language, period=period)
    label = days.period_from(first, precision, language) or days.day(first, language)
    if label is not None:
        yield say(words.FROM if kept else words.NOT_BEFORE, language, earliest=label)


def _by(last: Place, precision: str, language: str) -> Iterator[str]:
    period = days.period_to(last, precision, language)
    if period is not None and precision == "dekad":
        yield say(words.BY_PERIOD, language, period=period)
    elif period is not None and precision == "quarter":
        yield say(words.BY_END_OF_QUARTER, language, quarter=period)
    elif period is not None:
        yield say(words.BY_END, language, period=period)
    label = days.day(last, language)
    if label is None:
        return
    if last.yearly() and not last.beyond():
        yield say(words.BY, language, latest=label)
    else:
        yield say(words.BY_DAY, language, day=label)


def _by_about(last: Place, precision: str, language: str) -> Iterator[str]:
    month, year = days.month_of(last, language), days.year_of(last, language)
    period = days.period_to(last, precision, language)
    if precision == "dekad" and month and last.day in (10, 20):
        if last.day == 10:
            yield say(words.BY_EARLY, language, period=month)
        else:
            yield say(words.BY_MID_MONTH, language, month=month)
    elif precision == "dekad" and month and last.ends_month():
        yield say(words.BY_LATE_MONTH, language, month=month)
    elif precision == "half" and year and last.month == 6:
        yield say(words.BY_MID_YEAR, language, year=year)
    elif period is not None and precision == "quarter":
        yield say(words.ABOUT_END_OF_QUARTER, language, quarter=period)
    elif period is not None:
        yield say(words.ABOUT_END, language, period=period)
    label = days.day(last, language)
    if label is not None:
        yield say(words.BY_ABOUT, language, latest=label)


def _about(first: Place, last: Place, precision: str, language: str) -> Iterator[str]:
    month, year = days.month_of(last, language), days.year_of(last, language)
    name = days.whole(first, last, precision, language)
    if name is not None and precision == "dekad" and month:
        if first.day == 1 and last.day == 10:
            yield say(words.EARLY, language, period=month)
        elif first.day == 11 and last.day == 20:
            yield say(words.MID_MONTH, language, month=month)
        elif first.day == 21:
            yield say(words.LATE_MONTH, language, month=month)
    elif name is not None and precision == "quarter" and year and first.month in (1, 10):
        if first.month == 1:
            yield say(words.EARLY, language, period=year)
        else:
            yield say(words.LATE_YEAR, language, year=year)
    if name is None and first == last:
        name = days.day(first, language)
    if name is None:
        yield from _through(first, last, precision, language, words.ABOUT_BETWEEN)
    else:
        yield say(words.ABOUT, language, period=name)


def _between(first: Place, last: Place, precision: str, language: str) -> Iterator[str]:
    name = days.whole(first, last, precision, language)
    if name is not None:
        yield say(words.IN if last.base in ("A", "N") else words.DURING, language, period=name)
        return
    if first == last:
        label = days.day(first, language)
        if label is not None:
            yield say(words.ON, language, day=label)
        return
    yield from _through(first, last, precision, language, words.BETWEEN)


def _through(first: Place, last: Place, precision: str, language: str, message: str) -> Iterator[str]:
    """From the first to the last; the year they share is said once."""
    shared = first[:2] == last[:2] and precision not in _UNSHARED
    early, late = not shared or language != "en", not shared or language == "en"
    end = days.period_to(last, precision, language, year=late)
    begin = days.period_from(first, precision, language, year=early) if end is not None else None
    if begin is None:
        begin = days.day(first, language, year=early)
        end = end and _end(end, precision, language)
    if end is not None and begin is not None:
        yield say(message, language, earliest=begin, latest=end)
    if shared and first.yearly() and first.month == last.month and message == words.BETWEEN:
        year, month = days.year_of(last, language), days.month_of(last, language, year=False)
        if year is not None:
            data = {"first": first.day, "last": last.day, "month": month, "year": year}
            yield say(words.BETWEEN_DAYS, language, **data).strip()
    begin, end = days.day(first, language, year=early), days.day(last, language, year=late)
    if begin is not None and end is not None:
        yield say(message, language, earliest=begin, latest=end)
