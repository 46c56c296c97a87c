"""Deadlines, cadences and re-check intervals as the file writes them out beside their words."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs

from pilotflow.dates.deadline import PRECISIONS, Deadline
from pilotflow.dates.recurrence import from_period, parse
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing, read_object
from pilotflow.plan.file.kinds import UNREAD, Day, Flag, Kind, Many, OneOf, Text, as_day
from pilotflow.plan.file.nodes import Listing, Mapping, Node, Scalar
from pilotflow.plan.file.reader import Reader

_PER = r"[1-9][0-9]{0,2}/(day|week|month|quarter|half|term|year)"


class Rhythm(Text):
    """An RRULE without start and end."""

    expected = N_("a recurrence rule")

    def read(self, node: Node, reader: Reader) -> Any:
        """The rule as it stands, once it is known to be one."""
        text = super().read(node, reader)
        if text is UNREAD:
            return UNREAD
        try:
            parse(text)
        except ValueError:
            reader.note("bad-recurrence", node, key=reader.key, word=text[:80])
            return UNREAD
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]+=[A-Z0-9,;=+-]+$"}


class Per(Text):
    """How often in each window, such as ``1/quarter``."""

    expected = N_("a count per window such as 1/quarter")

    def read(self, node: Node, reader: Reader) -> Any:
        """The count as it stands."""
        text = super().read(node, reader)
        if text is not UNREAD and not re.fullmatch(_PER, text):
            return self.wrong(node, reader)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_PER}$"}


def _in_order(values: dict[str, Any], node: Mapping, reader: Reader) -> bool:
    return in_order(values, "earliest", "latest", node, reader)


def in_order(values: dict[str, Any], first: str, last: str, node: Mapping, reader: Reader) -> bool:
    """Whether a span does not end before it begins; keeps the fault where it does."""
    start, end = values.get(first), values.get(last)
    if start is None or end is None or start <= end:
        return True
    reader.note("window-reversed", node, first=start.isoformat(), last=end.isoformat())
    return False


DEADLINE = Form(
    "deadline",
    N_("Deadline"),
    (
        Key("text", Text(), N_("The words of the document."), required=True),
        Key("earliest", Day(), N_("First day on which the work may be done.")),
        Key("latest", Day(), N_("Last day that is still in time.")),
        Key("sustain", Flag(), N_("Whether the work is maintained afterwards (长期保持)."), default="false"),
        Key("recurrence", Rhythm(), N_("The rhythm, as an RRULE without start and end.")),
        Key("per", Per(), N_("How often in each window; 1/term counts by the plan's terms.")),
        Key("precision", OneOf(PRECISIONS), N_("How exact the words are."), default="day"),
        Key("alternatives", Many(Day()), N_("Other last days that the same words allow.")),
        Key("vague", Flag(), N_("Whether the words set no exact day."), default="false"),
        Key("soft", Flag(), N_("Whether they bind only where possible (力争, 原则上)."), default="false"),
        Key(
            "provisional", Flag(), N_("Whether it rests on working days not yet published."), default="false"
        ),
    ),
    Deadline,
    _in_order,
)


@attrs.frozen
class Moment(Kind):
    """A deadline: a date, or the words with the window written out beside them.

    Attributes:
        cadence: it is a rhythm, which is open where none is written out.
        interval: it is the interval of re-checks, which may also be an ISO period and needs a rhythm.
    """

    cadence: bool = False
    interval: bool = False
    expected: ClassVar[str] = N_("a deadline")

    def read(self, node: Node, reader: Reader) -> Any:
        if isinstance(node, Mapping):
            found = read_object(DEADLINE, node, reader)
        elif isinstance(node, Listing) or node.tag in ("null", "flag"):
            found = self.wrong(node, reader)
        else:
            found = self._single(node, reader)
        if found is UNREAD:
            return UNREAD
        if self.interval and found.recurrence is None:
            reader.note("no-rhythm", node, key=reader.key)
            return UNREAD
        if found.alternatives or found.vague:
            reader.warn("ambiguous-deadline", node)
        if self.cadence and not (found.recurrence or found.per or found.latest):
            reader.warn("open-cadence", node)
        return found

    def _single(self, node: Scalar, reader: Reader) -> Any:
        day = as_day(node.text)
        if day is not None:
            return Deadline(node.text, latest=day)
        if self.interval and node.text.startswith("P"):
            try:
                return Deadline(node.text, recurrence=from_period(node.text))
            except ValueError:
                reader.note("bad-recurrence", node, key=reader.key, word=node.text[:80])
                return UNREAD
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", node.text):
            reader.note("bad-date", node, key=reader.key, word=node.text)
        else:
            reader.note("not-readable-yet", node, key=reader.key, text=node.text[:80])
        return UNREAD

    def schema(self) -> dict[str, Any]:
        forms: list[dict[str, Any]] = [Day().schema(), Thing(DEADLINE).schema()]
        if self.interval:
            forms.insert(1, {"type": "string", "pattern": "^P[0-9]+[YMWD]$"})
        return {"anyOf": forms}

    def forms(self) -> Any:
        yield DEADLINE
