"""What a feed is asked for, and what all its entries have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from types import MappingProxyType

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.local import LocalDays
from pilotflow.facts.state import State
from pilotflow.feeds.component import CANCELLED, CONFIRMED, TENTATIVE, Entry
from pilotflow.feeds.text import one_line
from pilotflow.language.feeds import word
from pilotflow.views.concern import Concern

STAYS = MappingProxyType({"done": 90, "stopped": 90, "missed": 90, "answered": 90, "cancelled": 60})
"""How many days what is settled stays in a feed, by the word in front of its title."""


@attrs.frozen
class Request:
    """A state, whose things of it are wanted, and the language they are wanted in."""

    state: State
    concern: Concern
    language: str
    days: LocalDays

    def say(self, code: str, **data: object) -> str:
        """One phrase in the language of the feed."""
        return word(code, self.language, **data)

    def names(self, ids: Iterable[str]) -> str:
        """The short names of units, groups, bodies or seats, as one line."""
        return self.say("list").join(one_line(self.state.plan.caption(id)) for id in ids)

    def member(self, title: str, member: str | None) -> str:
        """A title, with whom it is for where it is one of several."""
        if member is None:
            return title
        agreement = self.state.plan.agreement_by_id.get(member)
        name = self.state.plan.caption(member) if agreement is None else agreement.title
        return self.say("for", title=title, member=name)

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
        end: date | None = None,
        prefix: str | None = None,
        lines: Iterable[str] = (),
        category: str = "",
        place: str = "",
        doubtful: bool = False,
    ) -> Entry:
        """An entry whose summary, status and stay follow from the word in front of its title.

        Args:
            kind: of the thing; with ``id`` its name in the feed.
            id: see ``kind``.
            title: what the plan calls it.
            start: its day or instant.
            touched: the instant of the last fact about it.
            revision: the count of its material changes.
            end: its last day, or the instant it ends.
            prefix: the word in front of its title, a stored state or what the day is for.
            lines: its description.
            category: the label of its area.
            place: where it takes place.
            doubtful: whether the day is one reading of several, or may still move.
        """
        stays = None if prefix is None else STAYS.get(prefix)
        status = CONFIRMED
        if prefix == "cancelled":
            status = CANCELLED
        elif doubtful and stays is None:
            status = TENTATIVE
        return Entry(
            kind=kind,
            id=id,
            summary=title if prefix is None else self.say(prefix, title=title),
            start=start,
            end=end,
            touched=touched,
            revision=revision,
            description="\n".join(line for line in lines if line),
            category=category,
            place=place,
            status=status,
            stays=None if stays is None else self.days.of(touched) + timedelta(days=stays),
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


def is_doubtful(due: Deadline) -> bool:
    """Whether the last day is one reading of several, or may still move."""
    return bool(due.alternatives) or due.vague or due.provisional
