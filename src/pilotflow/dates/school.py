"""Time limits that hang on the school calendar: 本学期内, 秋季学期开学前, 寒假前, "by the end of term".

The offset of such a deadline says what the words name, ``which:what``, so that it can be resolved once the plan's
terms are known. ``which`` is ``current``, ``next``, ``autumn``, ``spring``, ``first``, ``second`` (of a school year),
``year`` (all of it), ``next-year`` or ``each``, after a year where one is stated (``2023-autumn``). ``what`` is
``all``, ``start``, ``end``, ``before`` (the day before it starts), ``winter`` or ``summer`` (a break),
``before-winter`` or ``before-summer``. A span may follow (``next:start P14D``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pilotflow.dates.durations import spans_of
from pilotflow.dates.findings import Item, Scope, as_date

if TYPE_CHECKING:
    from pilotflow.dates.recurrence import Term

TERMS = "term_calendar"
_DAY = timedelta(days=1)
_AUTUMN, _SPRING = range(7, 12), range(1, 6)
_APRIL = 4


def school_item(which: str, what: str, span: str, rule: str, scope: Scope) -> Item:
    """The item for what a text says of the school calendar."""
    offset = f"{which}:{what}" + (f" {span}" if span else "")
    item = Item("by", None, None, "none", rule, anchor=TERMS, offset=offset)
    if not scope.terms or which == "each":
        return item
    first, last = resolve_term(offset, scope.terms, scope.issued, scope)
    item.first, item.last = first, last
    if last is not None:
        item.precision = "day"
    return item


def resolve_term(
    offset: str, terms: Sequence[Any], issued: date | None, scope: Scope
) -> tuple[date | None, date | None]:
    """First and last day that an offset names in the terms of a plan; None, None where they do not hold it."""
    place, _, span = offset.partition(" ")
    which, _, what = place.partition(":")
    rows = sorted((_ends(term) for term in terms), key=lambda ends: ends[0])
    if which.endswith("year"):
        rows = _school_years(rows)
    at = _chosen(which, what, rows, issued)
    if at is None:
        return None, None
    first, last = _window(what, rows, at)
    if span and last is not None:
        length = spans_of(span)
        last = (
            None
            if length is None
            else length[1].after(last, scope.calendar if length[1].unit == "B" else None)
        )
        first = None
    return first, last


def _ends(term: Term | Any) -> tuple[date, date]:
    if isinstance(term, dict):
        return as_date(term.get("first", term.get("from"))), as_date(term.get("last", term.get("to")))
    if isinstance(term, list | tuple):
        return as_date(term[-2]), as_date(term[-1])
    return as_date(term.first), as_date(term.last)


def _school_years(rows: list[tuple[date, date]]) -> list[tuple[date, date]]:
    years: dict[int, tuple[date, date]] = {}
    for first, last in rows:
        year = first.year - (first.month in _SPRING)
        years[year] = (years.get(year, (first, last))[0], last)
    return list(years.values())


def _chosen(which: str, what: str, rows: list[tuple[date, date]], issued: date | None) -> int | None:
    head, _, tail = which.rpartition("-")
    year = int(head) if head.isdigit() else None
    name = tail
    if what.endswith("winter"):
        name = "autumn"
    elif what.endswith("summer"):
        name = "spring"
    found = [at for at, row in enumerate(rows) if _fits(row, name, year)]
    if name in ("spring", "second"):
        found = [at for at in found if _is_second(rows, at, break_after=what.endswith("summer"))]
    if year is not None and what.endswith("winter"):
        # The winter break of a year is the one that ends in it.
        found = [at for at, row in enumerate(rows) if _fits(row, name, year - 1)]
    if year is None and issued is not None:
        found = [at for at in found if _ahead(rows[at], which, name, what, issued)]
    if year is None and issued is None and len(found) != 1:
        return None
    return found[0] if found else None


def _is_second(rows: list[tuple[date, date]], at: int, *, break_after: bool) -> bool:
    """Whether a term is the second of its school year, or the last where the break after it is meant.

    A school year may have two terms, or three of which the third begins in or after April; of more it is open which.
    """
    first = rows[at][0]
    same = [row for row in rows if row[0].year == first.year and row[0].month in _SPRING]
    return rows[at] == same[-1 if break_after else 0] and (
        break_after or (len(same) < 3 and first.month < _APRIL)
    )


def _fits(row: tuple[date, date], name: str, year: int | None) -> bool:
    first = row[0]
    months = {"autumn": _AUTUMN, "first": _AUTUMN, "spring": _SPRING, "second": _SPRING}.get(name)
    if months is not None and first.month not in months:
        return False
    if year is None:
        return True
    school_year = first.year - (first.month in _SPRING)
    return (school_year if name in ("first", "second", "year") else first.year) == year


def _ahead(row: tuple[date, date], which: str, name: str, what: str, issued: date) -> bool:
    if what in ("before", "start") or name == "next" or which == "next-year":
        return row[0] > issued
    return row[1] >= issued


def _window(what: str, rows: list[tuple[date, date]], at: int) -> tuple[date | None, date | None]:
    first, last = rows[at]
    if what == "all":
        return first, last
    if what == "start":
        return first, first
    if what == "before":
        return None, first - _DAY
    if what in ("winter", "summer"):
        after = rows[at + 1][0] - _DAY if at + 1 < len(rows) else None
        return (last + _DAY, after) if after is not None and after > last else (None, None)
    return None, last
