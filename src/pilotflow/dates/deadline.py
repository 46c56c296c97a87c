"""A time limit as an official document states it: a window, its words, and what happens afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from pilotflow.dates.windows import Window

PRECISIONS = ("day", "dekad", "month", "quarter", "half", "year", "none")


@attrs.frozen
class Deadline:
    """A window of whole local days, both ends inclusive, beside the words it was read from.

    Attributes:
        text: the words of the document, or the ISO date where a plan states nothing else.
        earliest: first day on which the work may be done; None where the text sets none.
        latest: last day that is still in time; None where there is none, or none is known yet.
        sustain: whether the work is maintained afterwards (长期保持) instead of closed.
        recurrence: an RFC 5545 RRULE without DTSTART, UNTIL or COUNT; the rhythm of its windows.
        per: how often the duty is owed in each window (``"1/quarter"``, ``"5/year"``, ``"1/term"``), which may
            lie between two days of each year or month (``"1/06-01..09-30"``, ``"1/01..10"``).
        precision: how exact the words are, one of :data:`PRECISIONS`.
        alternatives: other last days that usage allows for the same words.
        anchor: what the words count from: ``issued``, ``event:…``, ``season:…``, ``term_calendar``,
            ``lunar_calendar``, ``solar_term``; it stays beside a window computed from it.
        offset: the span from the anchor: an ISO 8601 duration (``P1M``, ``-P30D``, ``P2Y/P3Y``), ``15 workdays``, a
            month of the programme (``M6``), a day that waits for the day of issue (``N+0-06-30``, see
            :mod:`pilotflow.dates.marks`) or for the terms (``next:before``, see :mod:`pilotflow.dates.school`).
        vague: the words set no exact day; soft: they bind only "where possible" (力争, 原则上).
        provisional: computed past the last year whose working days are published.
        dates: the separate days of a compound cell.
        rule: the rule that read the words; ``"stated"`` where the plan wrote the dates out.
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    sustain: bool = False
    recurrence: str | None = None
    per: str | None = None
    precision: str = "day"
    alternatives: tuple[date, ...] = ()
    anchor: str | None = None
    offset: str | None = None
    vague: bool = False
    soft: bool = False
    provisional: bool = False
    dates: tuple[date, ...] = ()
    rule: str = "stated"

    def __attrs_post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")
        if self.precision not in PRECISIONS:
            raise ValueError(f"precision {self.precision!r} is none of {', '.join(PRECISIONS)}")

    def with_latest(self, latest: date) -> Deadline:
        """The same time limit with another last day, as an extension or a ruling sets it."""
        earliest = self.earliest if self.earliest is None or self.earliest <= latest else None
        dates = tuple(day for day in self.dates if day < latest)
        return attrs.evolve(
            self,
            earliest=earliest,
            latest=latest,
            alternatives=(),
            vague=False,
            provisional=False,
            dates=dates,
        )

    def occurrences(self, first: date | str, last: date | str, **options: Any) -> tuple[Window, ...]:
        """The times its rhythm falls due between two days, in order; none where it has no rhythm.

        Args:
            first: the first day.
            last: the last one.
            **options: ``terms``, ``calendar``, ``rest_day``, ``skipped``, ``moved``, as for
                :func:`pilotflow.dates.occurrences.occurrences`.

        >>> quarterly = Deadline("quarterly", recurrence="FREQ=MONTHLY;INTERVAL=3", per="1/quarter")
        >>> [window.key for window in quarterly.occurrences(date(2023, 1, 1), date(2023, 6, 30))]
        ['2023-q1', '2023-q2']
        """
        from pilotflow.dates.occurrences import occurrences

        return occurrences(self, first, last, **options)

    def text_in(self, language: str = "en") -> str:
        """The time limit in words that :func:`read_deadline` reads as an equal one.

        >>> Deadline("2023年底前", latest=date(2023, 12, 31)).text_in("en")
        'by 31 December 2023'
        """
        from pilotflow.dates.saying import say_deadline

        return say_deadline(self, language)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: the words, the window, and what follows it."""
        return {
            "text": self.text,
            "earliest": _iso(self.earliest),
            "latest": _iso(self.latest),
            "sustain": self.sustain,
            "recurrence": self.recurrence,
            "per": self.per,
            "precision": self.precision,
            "alternatives": [day.isoformat() for day in self.alternatives],
            "anchor": self.anchor,
            "offset": self.offset,
            "vague": self.vague,
            "soft": self.soft,
            "provisional": self.provisional,
            "dates": [day.isoformat() for day in self.dates],
            "rule": self.rule,
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
