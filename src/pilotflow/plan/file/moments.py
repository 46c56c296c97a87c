"""Deadlines, cadences and re-check intervals: in words, or written out beside them."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs

from pilotflow.dates.deadline import PRECISIONS, Deadline
from pilotflow.dates.durations import project_span, spans_of
from pilotflow.dates.findings import ISSUED
from pilotflow.dates.recurrence import from_period, parse
from pilotflow.dates.windows import is_per, rhythm_of
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing, read_values
from pilotflow.plan.file.kinds import UNREAD, Day, Flag, Kind, Many, OneOf, Text, as_day
from pilotflow.plan.file.nodes import Listing, Mapping, Node, Scalar
from pilotflow.plan.file.prose import beside, doubts, keep_above, read_words
from pilotflow.plan.file.reader import Reader

_PER = "^[1-9][0-9]{0,2}/[a-z0-9.-]+$"


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
        if text is not UNREAD and not is_per(text):
            return self.wrong(node, reader)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _PER}


class Anchor(Text):
    """What a time limit counts from."""

    expected = N_("issued, or event: and its name")

    def read(self, node: Node, reader: Reader) -> Any:
        """The anchor as it stands."""
        text = super().read(node, reader)
        if text is not UNREAD and text != ISSUED and not re.fullmatch(r"event:\S.*", text):
            return self.wrong(node, reader)
        return text


class Offset(Text):
    """A span from an event, or months of the programme."""

    expected = N_("a span such as P1M, -P30D, 15 workdays or M6")

    def read(self, node: Node, reader: Reader) -> Any:
        """The span as it stands."""
        text = super().read(node, reader)
        if text is not UNREAD and not (spans_of(text) or project_span(text)):
            return self.wrong(node, reader)
        return text


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
        Key("dates", Many(Day()), N_("The separate days of a compound cell.")),
        Key("anchor", Anchor(), N_("What it counts from: issued, or event: and its name."), default="issued"),
        Key("offset", Offset(), N_("The span from there; the window is computed once the day is known.")),
        Key(
            "provisional", Flag(), N_("Whether it rests on working days not yet published."), default="false"
        ),
    ),
    dict,
    _in_order,
)


@attrs.frozen
class Moment(Kind):
    """A deadline: a date, the words of the document, or the words with what they mean written out beside them.

    Attributes:
        cadence: it is a rhythm, which is open where none can be read.
        interval: it is the interval of re-checks, which may also be an ISO period and needs a rhythm.
    """

    cadence: bool = False
    interval: bool = False
    expected: ClassVar[str] = N_("a deadline")

    def read(self, node: Node, reader: Reader) -> Any:
        if isinstance(node, Mapping):
            found = self._object(node, reader)
        elif isinstance(node, Listing) or node.tag in ("null", "flag"):
            found = self.wrong(node, reader)
        else:
            found = self._single(node, reader)
        if found is UNREAD:
            return UNREAD
        if self.interval and found.recurrence is None and found.per is not None:
            found = attrs.evolve(found, recurrence=rhythm_of(found.per))
        if self.interval and found.recurrence is None:
            reader.note("no-rhythm", node, key=reader.key)
            return UNREAD
        keep_above(found, reader)
        for code, data in doubts(found, recurs=self.cadence or self.interval):
            if code == "past-published-days" and reader.context.conventions.strict:
                reader.note(code, node, key=reader.key, **data)
                return UNREAD
            reader.warn(code, node, **data)
        return found

    def _object(self, node: Mapping, reader: Reader) -> Any:
        stated, complete = read_values(DEADLINE, node, reader)
        return beside(stated, node, reader) if complete else UNREAD

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
            return UNREAD
        return read_words(node.text, reader)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Text().schema(), Thing(DEADLINE).schema()]}

    def forms(self) -> Any:
        yield DEADLINE
