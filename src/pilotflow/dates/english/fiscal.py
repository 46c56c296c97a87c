"""Financial years: named by one year or two, by a country, or by brackets behind them that say when they run.

Where neither the words nor the conventions say when a financial year begins, its last day is open: FY2025 is read as
the calendar year with the other usual ends beside it, FY2024/25 has those ends only.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item, day_after, day_before
from pilotflow.dates.marks import day_in
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

# The month in which the financial year begins, by country; that of Japan is named by the year it begins in.
_COUNTRIES = (
    ("ffy", 10), ("federal", 10), ("us", 10), ("u.s.", 10), ("united states", 10), ("uk", 4), ("u.k.", 4),
    ("british", 4), ("india", 4), ("canad", 4), ("austral", 7), ("new zealand", 7), ("japan", 4), ("eu", 1),
)  # fmt: skip
_USUAL = (4, 7, 10, 1)
_YEAR = (358, 371)
_ENDING = ("", "by", "notlater", "within", "to")


def stretch_of(walk: Walk, point: Point, words: str) -> Stretch | None:
    """The stretch of a financial year, or of a quarter or half of it; None where two years name it and no country."""
    scope = walk.scope
    if scope.conventions.fiscal_year is not None:
        return stretches(point, scope, walk.named)[0]
    lower = words.lower().removeprefix("the ")
    start = next((month for name, month in _COUNTRIES if lower.startswith(name)), 0)
    if start:
        return _stretch(point, start, point.fiscal + (lower.startswith("japan") and not point.split))
    if point.split:
        return None
    usual = _stretch(point, 1, point.fiscal)
    last = usual.last[0]
    return usual._replace(vague=True, others=tuple((last + shift, 31) for shift in (-9, -6, -3, 3)))


def open_item(point: Point, words: str, bound: str) -> Item:
    """A financial year named by two years: its usual ends are other readings of no day."""
    item = Item("by", None, None, "none", "en.financial-year", vague=True)
    if bound in _ENDING and ("year" in words.lower() or words[:1] in "Ff" or point.quarters or point.half):
        found = [_stretch(point, start, point.fiscal) for start in _USUAL[:3]]
        item.alternatives = [stretch.at(stretch.last) for stretch in found]
    return item


def _stretch(point: Point, start: int, end_year: int) -> Stretch:
    first, length, precision = start, 12, "year"
    if point.quarters:
        first, precision = start + (point.quarters[0] - 1) * 3, "quarter"
        length = 3 * (point.quarters[-1] - point.quarters[0] + 1)
    elif point.half:
        first, length, precision = start + (point.half - 1) * 6, 6, "half"
    year = end_year if start == 1 else end_year - 1
    return Stretch(
        "A", year, (first, 1), (first + length - 1, 31), precision, "end" if point.part else "bare"
    )


def unnumbered(walk: Walk, at: int, bound: str) -> Item:
    """This financial year, the end of the next one: by the conventions, else the usual ends as other readings."""
    scope = walk.scope
    words = walk.tokens[at].text.lower()
    part = walk.tokens[at - 1].text.lower() if at and walk.tokens[at - 1].kind == "part" else ""
    shift = int(bool(re.search(r"\b(?:next|following|coming)\b", words)))
    shift -= int(bool(re.search(r"\b(?:last|previous)\b", words)))
    closing = part.startswith(("end", "close")) or words.endswith("end")
    item = Item("by", None, None, "none", "en.financial-year", vague=True)
    if scope.issued is None or (part and not closing) or bound not in (*_ENDING, "before"):
        return item
    begin = scope.conventions.fiscal_year
    years = [_running(start, scope.issued, shift) for start in ((begin,) if begin is not None else _USUAL)]
    lasts = [_last(first, before=bound == "before" and not closing) for first in years]
    if begin is None:
        item.alternatives = sorted(last for last in lasts if last is not None)
    elif lasts[0] is not None:
        item.last, item.precision, item.vague = lasts[0], "year", False
        item.first = years[0] if bound in ("", "within") and not closing else None
    return item


def _running(start: int, issued: date, shift: int) -> date | None:
    """The first day of the financial year that runs on a day, or of one after or before it."""
    return day_in(issued.year - (issued.month < start) + shift, start, 1)


def _last(first: date | None, *, before: bool) -> date | None:
    following = first if first is None or before else Span(12, "M").after(first)
    return None if following is None else day_before(following)


class Definition:
    """A financial year that brackets behind it may define: FY2025 (1 October 2024 - 30 September 2025)."""

    __slots__ = ("item", "point", "whole")

    def __init__(self, item: Item, point: Point, bound: str) -> None:
        self.item = item
        self.point = point
        self.whole = bound in ("", "within") and not point.part

    def settle(self, item: Item, yearless: Stretch | None) -> bool:
        """Take over the days in brackets, where they are those of a year; whether they say no more than that."""
        first, last = item.first, item.last
        if self.point.quarters or self.point.half:
            return False
        if yearless is not None:
            return self._settle_months(item, yearless)
        if isinstance(first, date) and first == last:
            after = day_after(first)
            if first.day == 1:
                last = None
            elif isinstance(after, date) and after.day == 1:
                first = None
            else:
                return True  # the first day or the last?
        elif (
            isinstance(first, date)
            and isinstance(last, date)
            and not _YEAR[0] <= (last - first).days <= _YEAR[1]
        ):
            return False
        if isinstance(first, date) and last is None:
            following = Span(12, "M").after(first)
            last = None if following is None else day_before(following)
        elif isinstance(last, date) and first is None:
            after = day_after(last)
            first = Span(-12, "M").after(after) if isinstance(after, date) else None
        return self._set(first, last, item.precision)

    def _settle_months(self, item: Item, yearless: Stretch) -> bool:
        """The same from months without a year: FY2025 (July to June)."""
        named = self.point
        start = yearless.first[0]
        if item.kind == "by":
            start = yearless.last[0] % 12 + 1
        elif item.kind == "window" and (yearless.last[0] - start) % 12 != 11:
            return False
        if start in (2, 3, 4) and not named.split:
            # FY2025 from April begins in 2024 in some countries and in 2025 in others.
            ends = (day_in(year, start + 11, 31) for year in (named.fiscal - 1, named.fiscal))
            self.item.first, self.item.last, self.item.precision = None, None, "none"
            self.item.alternatives = [end for end in ends if end is not None]
            return True
        year = named.fiscal - (start > 1)
        return self._set(day_in(year, start, 1), day_in(year, start + 11, 31), "month")

    def _set(self, first: object, last: object, precision: str) -> bool:
        if not isinstance(first, date) or not isinstance(last, date):
            return False
        item = self.item
        item.first, item.last, item.precision = (first if self.whole else None), last, precision
        item.vague, item.alternatives = False, ()
        item.kind, item.rule = ("window", "en.range") if self.whole else ("by", "en.by")
        return True
