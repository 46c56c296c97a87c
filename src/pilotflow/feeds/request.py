"""What a feed is asked for, and what all its entries have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from urllib.parse import quote

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.local import LocalDays
from pilotflow.facts.state import State
from pilotflow.feeds.entry import CANCELLED, CONFIRMED, TENTATIVE, Entry
from pilotflow.feeds.foresight import Foresight
from pilotflow.feeds.options import Options
from pilotflow.feeds.text import one_line
from pilotflow.language.catalogue import choose
from pilotflow.language.feeds import word
from pilotflow.views.concern import Concern
from pilotflow.views.selection import Selection

STAYS = MappingProxyType(
    {"done": 90, "stopped": 90, "missed": 90, "answered": 90, "cancelled": 60, "moved": 60, "dateless": 60}
)
"""How many days what is settled stays in a feed, by the word in front of its title."""
_GONE = ("cancelled", "moved", "dateless")

_LIT = MappingProxyType({"red": "late", "yellow": "behind", "blue": "near"})
_NINE = time(9)


@attrs.frozen
class Request:
    """A state, whose things of it are wanted, how they are to look, and the local day it is.

    Attributes:
        foresight: what is foreseen of duties, and was before. places: those of the tasks in the plan, by id.
    """

    state: State
    concern: Concern
    options: Options
    language: str
    days: LocalDays
    on: date
    foresight: Foresight
    places: Mapping[str, int]

    @classmethod
    def of(
        cls, state: State, selection: Selection, options: Options, on: date, foresight: Foresight
    ) -> Request:
        """A request with the selection looked up.

        Raises:
            NotFound: something the selection names is not there.
        """
        days = LocalDays(state.plan.timezone)
        places = {id: place for place, id in enumerate(state.plan.task_by_id)}
        return cls(
            state,
            Concern.of(state, selection),
            options,
            choose(options.language, state.plan.language),
            days,
            on,
            foresight,
            places,
        )

    def say(self, code: str, **data: object) -> str:
        """One phrase in the language of the feed."""
        return word(code, self.language, **data)

    def names(self, ids: Iterable[str]) -> str:
        """The short names of units, groups, bodies or seats, as one line."""
        return self.say("list").join(one_line(self.state.plan.caption(id)) for id in ids)

    def member(self, title: str, member: str | None) -> str:
        """A title, with whom it is for where it is one of several."""
        return self.titled(title, None if member is None else self.state.plan.member_name(member))

    def titled(self, title: str, name: str | None) -> str:
        """A title, with the name of whom it is for."""
        return title if name is None else self.say("for", title=title, member=name)

    def area(self, id: str | None) -> str:
        """The label of an area, empty where there is none."""
        category = self.state.plan.categories.get("area", {}).get(id or "")
        return "" if category is None else category.label

    def entry(
        self,
        kind: str,
        id: str,
        title: str,
        start: date,
        touched: datetime,
        revision: int,
        *,
        first: date | None = None,
        end: date | None = None,
        prefix: str | None = None,
        lines: Iterable[str] = (),
        category: str = "",
        place: str = "",
        doubtful: bool = False,
        light: str | None = None,
        todo: str | None = None,
        related: tuple[tuple[str, str, str], ...] = (),
        page: tuple[str, str] | None = None,
        over: date | None = None,
    ) -> Entry:
        """An entry whose summary, status, alarms and stay follow from the word in front of its title.

        Args:
            kind: of the thing; with ``id`` its name in the feed.
            id: see ``kind``.
            title: what the plan calls it.
            start: its day or instant.
            touched: the instant of the last fact about it.
            revision: the count of its material changes.
            first: the first day of a window that ends on ``start``, for feeds that show windows whole.
            end: its last day, or the instant it ends.
            prefix: the word in front of its title, a stored state or what the day is for.
            lines: its description.
            category: the label of its area.
            place: where it takes place.
            doubtful: whether the day is one reading of several, or may still move.
            light: the colour of its light, for feeds that show lights.
            todo: its ``STATUS`` as a ``VTODO``; None for what is no deadline.
            related: RELTYPE, kind and id of what it stands in relation to.
            page: kind and id of the thing that the host's page is about, where it is another.
            over: the day after which it is past; by default its own.
        """
        stays = None if prefix is None else STAYS.get(prefix)
        status = CONFIRMED
        if prefix in _GONE:
            status = CANCELLED
        elif doubtful and stays is None:
            status = TENTATIVE
        summary = title if prefix is None else self.say(prefix, title=title)
        if light is not None and self.options.lights:
            summary = self.say(_LIT[light], title=summary)
        day = start
        if first is not None and self.options.spans and first < start:
            start, end = first, start
        base = day if self.options.todo and todo is not None else start
        live = stays is None and status == CONFIRMED
        return Entry(
            kind=kind,
            id=id,
            title=title,
            summary=summary,
            start=start,
            end=end,
            touched=touched,
            revision=revision,
            description="\n".join(line for line in lines if line),
            category=category,
            place=place,
            status=status,
            stays=None if stays is None else self.days.of(touched) + timedelta(days=stays),
            todo=self._todo(todo, prefix),
            alarms=tuple(self._alarms(base, day, over or self._day(day)))
            if live and self.options.alarms
            else (),
            related=related if self.options.relations else (),
            url=self._page(*(page or (kind, id))),
        )

    def limit(self, due: Deadline) -> tuple[str, ...]:
        """What the description says of a time limit: its words, its window, and what is doubtful about it."""
        day = due.latest
        lines = [self.say("words", text=one_line(due.text))] if due.text != str(day) else []
        if due.earliest not in (None, day):
            lines.append(self.say("from", first=due.earliest, last=day))
        if due.alternatives:
            others = self.say("list").join(str(other) for other in due.alternatives)
            lines.append(self.say("readings", day=day, others=others))
        elif due.vague:
            lines.append(self.say("vague", day=day))
        if due.provisional:
            lines.append(self.say("provisional", day=day))
        return tuple(lines)

    def _todo(self, status: str | None, prefix: str | None) -> str | None:
        if not self.options.todo or status is None:
            return None
        if prefix in _GONE:
            return CANCELLED
        return "COMPLETED" if prefix in ("done", "answered", "missed", "stopped") else status

    def _alarms(self, base: date, last: date, over: date) -> Iterator[int]:
        """Minutes from where an entry is counted from to nine o'clock some days ahead of its last day.

        Args:
            base: the day or instant that is counted from.
            last: the day or instant that is reminded of.
            over: the day after which it is past and nobody needs to be reminded.
        """
        if over < self.on:
            return
        day = self._day(last)
        for ahead in sorted(set(self.options.alarms)):
            nine = datetime.combine(day - timedelta(days=ahead), _NINE)
            if not isinstance(base, datetime):
                span = nine - datetime.combine(base, time())
            elif base.tzinfo is UTC:
                span = self.days.at(nine) - base
            else:  # it recurs in local time
                span = nine - base.replace(tzinfo=None)
            yield span // timedelta(minutes=1)

    def _day(self, moment: date) -> date:
        return self.days.of(moment) if isinstance(moment, datetime) else moment

    def _page(self, kind: str, id: str) -> str:
        page = self.options.url
        for name, text in (("{pilot}", self.state.id), ("{kind}", kind), ("{id}", id)):
            page = page.replace(name, quote(text, safe="@.~-"))
        return page


def is_doubtful(due: Deadline) -> bool:
    """Whether the last day is one reading of several, or may still move."""
    return bool(due.alternatives) or due.vague or due.provisional
