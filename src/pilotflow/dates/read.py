"""Reading a time limit from the words of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pilotflow.dates.deadline import Deadline

if TYPE_CHECKING:
    from pilotflow.dates.conventions import Conventions
    from pilotflow.dates.findings import Scope
    from pilotflow.dates.recurrence import Term
    from pilotflow.dates.workdays import WorkCalendar

_AS_ABOVE = frozenset(("", "同上", "同前", "〃", "″", "ditto", "as above", "same as above"))


def read_deadline(
    text: str,
    *,
    issued: date | str | None = None,
    start: date | str | None = None,
    terms: Sequence[Term | Mapping[str, Any]] | None = None,
    events: Mapping[str, Any] | None = None,
    calendar: WorkCalendar | None = None,
    language: str | None = None,
    conventions: Conventions | None = None,
) -> Deadline:
    """Read a time limit as an official document writes it, in Chinese or English.

    Nothing is guessed in silence: what the words leave open is ``vague`` or has ``alternatives``; what needs a day
    that is not given keeps its ``anchor`` and ``offset``; what is not understood has no date and the rule ``unread``.
    It never raises for any text.

    Args:
        text: the words.
        issued: the day the document was issued: "within 15 days", "next year", a month without a year.
        start: the day the programme starts: "M6", 第一个月, 试点期限为2年.
        terms: the school terms.
        events: days (or first and last days) by name of the event: 收到申请, 汛期.
        calendar: working days; by default those of mainland China for a Chinese text, Monday to Friday otherwise.
        language: ``zh`` or ``en``, where the text does not show it: figures alone.
        conventions: how open words are read.

    Raises:
        ValueError: ``issued``, ``start``, a term or an event is not a day.

    >>> found = read_deadline("2022年12中旬前并长期保持")
    >>> found.latest, found.sustain, found.precision
    (datetime.date(2022, 12, 20), True, 'dekad')
    >>> read_deadline("一个月内", issued="2023-01-31").latest
    datetime.date(2023, 2, 28)
    >>> read_deadline("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE").recurrence
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'
    """
    usual, as_scope, as_date, readers = _parts()
    if text.endswith(("]", "〕")):
        from pilotflow.dates.said.details import read_said, with_details

        said = read_said(text)
        if said is not None:
            words, details = said
            reading = read_deadline(
                words, issued=issued, start=start, terms=terms, events=events, calendar=calendar,
                language=language, conventions=conventions,
            )  # fmt: skip
            whole = with_details(reading, {**details, "text": text})
            if whole is not None:
                return whole
    if _rule().match(text):
        return _as_rule(text)
    chinese = is_chinese(text, language)
    scope = as_scope(
        conventions or usual,
        None if issued is None else as_date(issued),
        None if start is None else as_date(start),
        tuple(terms or ()),
        events,
        calendar,
        chinese,
    )
    return readers[chinese](text, scope)


def _as_rule(text: str) -> Deadline:
    """A recurrence rule as calendars have it (RFC 5545) says what recurs in words of its own."""
    from pilotflow.dates.recurrence import parse

    rule = text.strip().removeprefix("RRULE:")
    try:
        parse(rule)
    except ValueError:
        return Deadline(text, rule="unread")
    return Deadline(text, recurrence=rule, rule="recurrence-rule")


def read_column(cells: Sequence[str | None], **known: Any) -> tuple[Deadline, ...]:
    """Read the cells of a column from top to bottom.

    A cell that says 同上, or that is empty because it is merged with the one above, has the deadline of that one.

    Args:
        cells: the words of each cell; None for one that is merged with the one above.
        **known: as for :func:`read_deadline`.

    >>> [str(found.latest) for found in read_column(["2023年底前", "同上", None, "/"])]
    ['2023-12-31', '2023-12-31', '2023-12-31', 'None']
    """
    import attrs

    found: list[Deadline] = []
    for cell in cells:
        text = cell or ""
        if found and is_same_as_above(text):
            found.append(attrs.evolve(found[-1], text=text, rule="same-as-above"))
        else:
            found.append(read_deadline(text, **known))
    return tuple(found)


def is_same_as_above(text: str) -> bool:
    """Whether a cell has the time limit of the one above it.

    >>> is_same_as_above("同上。"), is_same_as_above("ditto"), is_same_as_above("/")
    (True, True, False)
    """
    return text.strip(" \t\n.。").lower() in _AS_ABOVE


@cache
def _parts() -> tuple[
    Conventions, type[Scope], Callable[[Any], date], dict[bool, Callable[[str, Scope], Deadline]]
]:
    # Loaded when something is read, not when this module is imported, and then only once.
    from pilotflow.dates.chinese.grammar import read as read_chinese
    from pilotflow.dates.conventions import USUAL
    from pilotflow.dates.english.grammar import read as read_english
    from pilotflow.dates.findings import Scope, as_date

    return USUAL, Scope, as_date, {True: read_chinese, False: read_english}


def is_chinese(text: str, language: str | None = None) -> bool:
    """Whether a text is read as Chinese: it has Chinese characters, or nothing shows otherwise.

    >>> is_chinese("2023年底"), is_chinese("end of May"), is_chinese("2023/6/30", "en")
    (True, False, False)
    """
    if _has_chinese(text):
        # An English text may name an event in Chinese, in quotation marks: within 1 month of “启动”.
        around = _quoted().sub("", text) if "“" in text else text
        return around == text or _has_chinese(around) or not any("a" <= sign <= "z" for sign in around)
    if language is not None:
        return language.lower().startswith("zh")
    if any("a" <= sign <= "z" or "A" <= sign <= "Z" for sign in text):
        return False
    # 30/06/2023 and 30.6.2023 are not written in Chinese.
    head = text.strip().replace(".", "/").split("/")
    return not (len(head) == 3 and 0 < len(head[0]) < 3 and head[0].isdigit())


def _has_chinese(text: str) -> bool:
    return _chinese().search(text) is not None


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile("[\u3007-\u9fff]")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r"\s*(?:RRULE:|(?:[A-Z]+=[^;\s]*;)*FREQ=)")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile("“[^“”]*”")
