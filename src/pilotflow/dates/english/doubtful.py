"""A month and two figures, which are its day or its year: Jan 24, Jun-23."""

from __future__ import annotations

import re
from datetime import date

from pilotflow.dates.english.numerals import month, weekday
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.findings import Item, Scope
from pilotflow.dates.marks import Mark, day_in, resolve

_SLASHED = frozenset(("slashed", "dayslash"))
_MONTHS = 12
_AHEAD = 6
_SHORT = len("Jan. 24")


def settle_order(tokens: list[Token], scope: Scope) -> None:
    """Where one date of a text shows whether the month stands first, the others are written so too."""
    written = [token.text for token in tokens if token.kind in _SLASHED]
    orders = {_order(text) for text in written} - {""} if written else ()
    if len(orders) == 1 and scope.conventions.day_order is None:
        import attrs

        scope.conventions = attrs.evolve(scope.conventions, day_order=orders.pop())


def _order(text: str) -> str:
    first, second = (int(part) for part in re.findall(r"\d+", text)[:2])
    if "/" not in text or (first > _MONTHS) == (second > _MONTHS):
        return ""
    return "dmy" if first > _MONTHS else "mdy"


def add_other_reading(item: Item, token: Token, bound: str, scope: Scope) -> None:
    """Give an item that ends with a month and two figures the other reading of them, and call it vague."""
    if token.kind not in ("mdy", "monthshort") or not isinstance(item.last, date):
        return
    found = re.fullmatch(r"[^\W\d_]+\.?[ -](\d\d)", token.text)
    if found is None:
        return
    number, month_ = int(found.group(1)), month(token.text)
    other: date | None
    if token.kind == "monthshort":  # as spreadsheets write a month; or a day
        item.vague = True
        other = (
            None
            if scope.issued is None or number > 31
            else resolve(Mark("N", 0, month_, number), scope.issued)
        )
    else:
        near = scope.issued is not None and 0 <= 2000 + number - scope.issued.year < _AHEAD
        if not near or (bound and len(token.text) > _SHORT):  # by June 24
            return
        item.vague = True
        other = day_in(2000 + number, month_, 31)
    if other is not None:
        item.alternatives = [*item.alternatives, other]


def check_weekday(item: Item, words: str, bound: str) -> None:
    """Call an item vague whose day is not the weekday beside it: Monday 30 June 2024, which is a Sunday."""
    opens = bound in ("since", "notbefore", "after")
    day = item.first if opens else item.last
    if not isinstance(day, date):
        return
    # What lies before or after a day ends on the day before it, or begins on the day after; before noon, on itself.
    shifts = {"before": (1, 0), "after": (-1,)}.get(bound, (0,))
    beside = {(day.isoweekday() - 1 + shift) % 7 + 1 for shift in shifts}
    item.vague = item.vague or weekday(words) not in beside
