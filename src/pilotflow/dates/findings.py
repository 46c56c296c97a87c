"""What a grammar finds in a text, and how the findings become one deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.marks import Bound, Mark, base_year, code_of, resolve, resolve_pair

if TYPE_CHECKING:
    from pilotflow.dates.conventions import Conventions
    from pilotflow.dates.recurrence import Term
    from pilotflow.dates.workdays import WorkCalendar

ISSUED = "issued"


class Scope:
    """What is known beside the text: the day of issue, the start, terms, events, working days, conventions."""

    __slots__ = ("_calendar", "chinese", "conventions", "events", "issued", "start", "terms")

    def __init__(
        self,
        conventions: Conventions,
        issued: date | None = None,
        start: date | None = None,
        terms: Sequence[Term | Mapping[str, Any]] = (),
        events: Mapping[str, Any] | None = None,
        calendar: WorkCalendar | None = None,
        chinese: bool = True,
    ) -> None:
        self.conventions = conventions
        self.issued = issued
        self.start = start
        self.terms = terms
        self.events = events or {}
        self.chinese = chinese
        self._calendar = calendar

    @property
    def calendar(self) -> WorkCalendar:
        """The working days: as given, else those of mainland China for a Chinese text, else Monday to Friday."""
        if self._calendar is None:
            from pilotflow.dates.workdays import usual

            self._calendar = usual(self.chinese)
        return self._calendar

    def event(self, name: str) -> tuple[date, date] | None:
        """First and last day of an event; None where it is not known yet."""
        known = self.events.get(name)
        if known is None:
            return None
        first, last = known if isinstance(known, list | tuple) else (known, known)
        return as_date(first), as_date(last)


class Item:
    """One expression of time: a window, a last day, or a start."""

    __slots__ = (
        "alternatives",
        "anchor",
        "begin",
        "first",
        "kind",
        "last",
        "offset",
        "precision",
        "provisional",
        "rule",
        "vague",
    )

    def __init__(
        self,
        kind: str,
        first: Bound,
        last: Bound,
        precision: str,
        rule: str,
        *,
        vague: bool = False,
        anchor: str | None = None,
        offset: str | None = None,
        alternatives: Sequence[Bound] = (),
    ) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.precision = precision
        self.rule = rule
        self.vague = vague
        self.anchor = anchor
        self.offset = offset
        self.alternatives = alternatives
        self.provisional = False
        self.begin = 0

    def settle(self, scope: Scope) -> None:
        """Turn marks into days where the day of issue is known, else into an anchor and an offset."""
        if not (
            isinstance(self.first, Mark)
            or isinstance(self.last, Mark)
            or (self.alternatives and any(isinstance(other, Mark) for other in self.alternatives))
        ):
            return
        if scope.issued is None:
            self.anchor, self.offset = ISSUED, code_of(self.first, self.last)
            self.first = self.first if isinstance(self.first, date) else None
            self.last = self.last if isinstance(self.last, date) else None
            self.alternatives = ()
            return
        base = None
        waits = isinstance(self.last, Mark)
        if isinstance(self.last, Mark) and self.last.unit == "N" and self.first is None:
            marks = [m for m in (self.last, *self.alternatives) if isinstance(m, Mark)]
            base = base_year((max(marks, key=lambda m: (m.shift, m.month, m.day)),), scope.issued)
            self.last = resolve(self.last, scope.issued, base)
        else:
            self.first, self.last = resolve_pair(self.first, self.last, scope.issued)
        if waits and self.last is None:
            self.first, self.vague, self.alternatives = None, True, ()  # 29 February in a year without one
            return
        self.alternatives = [
            resolve(other, scope.issued, base) if isinstance(other, Mark) else other
            for other in self.alternatives
        ]


class Findings:
    """Everything a grammar found in one text."""

    __slots__ = (
        "anchor",
        "doubt",
        "empty",
        "items",
        "offset",
        "per",
        "precision",
        "provisional",
        "recurrence",
        "rule",
        "soft",
        "sustain",
        "vague",
    )

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.recurrence: str | None = None
        self.per: str | None = None
        self.precision = "none"
        self.anchor: str | None = None
        self.offset: str | None = None
        self.rule = ""
        self.sustain = False
        self.soft = False
        self.vague = False
        self.doubt = False
        self.provisional = False
        self.empty = False

    def rhythm(self, rule: str, recurrence: str | None, per: str | None, precision: str) -> None:
        """Keep a rhythm; a second, different one makes the text vague, and the first stands."""
        if self.recurrence is None and self.per is None:
            self.recurrence, self.per, self.precision, self.rule = recurrence, per, precision, rule
        elif (recurrence, per) != (self.recurrence, self.per):
            self.doubt = True

    def deadline(self, text: str, language: str) -> Deadline:
        """The findings as one deadline."""
        items = self.items
        rhythmic = self.recurrence is not None or self.per is not None
        if not items:
            known = rhythmic or self.sustain
            return Deadline(
                text,
                sustain=self.sustain,
                recurrence=self.recurrence,
                per=self.per,
                precision=self.precision,
                anchor=self.anchor,
                offset=self.offset,
                vague=self.doubt or (self.vague and not known),
                soft=self.soft,
                provisional=self.provisional,
                rule=self._rule(language),
            )
        return self._dated(text, rhythmic)

    def _rule(self, language: str) -> str:
        for known, rule in (
            (self.rule, self.rule),
            (self.sustain, f"{language}.sustain"),
            (self.vague or self.doubt, f"{language}.vague"),
            (self.empty, f"{language}.empty"),
        ):
            if known:
                return rule
        return "unread"

    def _joined(self) -> tuple[Item, Any, Any, tuple[date, ...]]:
        """The item that several come to, the first and last day, and the separate days."""
        items = self.items
        starts = [item for item in items if item.kind == "from"]
        ends = [item for item in items if item.kind != "from"] or starts[-1:]
        main = ends[-1]
        last: Any = main.last
        first: Any = main.first
        dates: tuple[date, ...] = ()
        if len(ends) > 1:
            days = [item.last for item in ends if isinstance(item.last, date)]
            dates = tuple(sorted(set(days)))
            if len(dates) < 2:
                dates = ()
            if days:
                last = max(days)
                main = next(item for item in ends if item.last == last)
            first = None
        if starts and main is not starts[-1]:
            begin = starts[0].first
            if begin is not None and (first is None or begin > first):
                first = begin
            if main.anchor is None:
                main.anchor, main.offset = starts[0].anchor, starts[0].offset
        return main, first, last, dates

    def _dated(self, text: str, rhythmic: bool) -> Deadline:
        main = self.items[0]
        first: Any = main.first
        last: Any = main.last
        dates: tuple[date, ...] = ()
        if len(self.items) > 1:
            main, first, last, dates = self._joined()
        if first is not None and last is not None and first > last:
            first, main.vague = None, True
        open_start = last is None and main.kind == "from"
        return Deadline(
            text,
            earliest=first,
            latest=last,
            sustain=self.sustain or (open_start and not rhythmic),
            recurrence=self.recurrence,
            per=self.per,
            precision=self.precision if open_start and rhythmic else main.precision,
            alternatives=tuple(
                [other for other in main.alternatives if isinstance(other, date) and other != last]
            )
            if main.alternatives
            else (),
            anchor=main.anchor,
            offset=main.offset,
            vague=main.vague or self.doubt,
            soft=self.soft,
            provisional=self.provisional or main.provisional,
            dates=dates,
            rule=main.rule if not (open_start and rhythmic) else self.rule,
        )


def clarified(items: list[Item], item: Item) -> bool:
    """Whether an item in brackets only says the day of the one before: …15个工作日内（2023年2月3日前）."""
    if not items or items[-1].anchor is None or item.anchor is not None:
        return False
    before = items[-1]
    before.first, before.last, before.alternatives = item.first, item.last, ()
    if before.precision == "none":
        before.precision = item.precision
    return True


def as_date(value: Any) -> date:
    """A day given as a date or as ISO text.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError(f"{value!r} is not a day such as 2023-06-30")


def day_after(day: Bound) -> Bound:
    """The day after; None after the last day of the calendar. A mark stays as it is."""
    if isinstance(day, date):
        return None if day == date.max else day + timedelta(days=1)
    return day


def day_before(day: date) -> date | None:
    """The day before; None before the first day of the calendar."""
    return None if day == date.min else day - timedelta(days=1)
