"""The keys of the plan as a whole, and its smaller parts: terms, basis, settings, conventions."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

import re
from typing import Any

from pilotflow.dates.conventions import Conventions as ReadingConventions
from pilotflow.dates.recurrence import Term
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.duties import AGREEMENT, NEED, OCCURRENCE, OFFER, POOL, SERIES
from pilotflow.plan.file.form import Form, Key, Thing
from pilotflow.plan.file.goals import REVIEW, TARGET
from pilotflow.plan.file.holidays import CALENDAR
from pilotflow.plan.file.kinds import UNREAD, Count, Day, Flag, Id, Kind, Many, OneOf, Ref, Table, Text
from pilotflow.plan.file.moments import Moment, in_order
from pilotflow.plan.file.nodes import Mapping, Node
from pilotflow.plan.file.people import BODY, GROUP, PARTIES, READINGS, ROLES, UNIT
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.file.work import CATEGORY, PHASES, REPORTS, TASK
from pilotflow.plan.model import SCHEMA, DocumentConventions, Settings
from pilotflow.plan.readings import Document
from pilotflow.plan.units import Side
from pilotflow.plan.work import Classification

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_MOST_DAYS = 1000


class Schema(Count):
    """The number of the form the file is written in."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The number, once it is the one this version knows."""
        number = Count(-(10**9), 10**9).read(node, reader)
        if number is not UNREAD and number != SCHEMA:
            reader.note("unknown-schema", node, number=str(number), known=str(SCHEMA))
            return UNREAD
        return number

    def schema(self) -> dict[str, Any]:
        return {"const": SCHEMA}


class Language(Text):
    """A language tag such as ``zh`` or ``en``."""

    expected = N_("a language tag such as zh or en")

    def read(self, node: Node, reader: Reader) -> Any:
        """The tag as it stands."""
        text = super().read(node, reader)
        if text is not UNREAD and not _TAG.fullmatch(text):
            return self.wrong(node, reader)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_TAG.pattern}$"}


class Zone(Text):
    """The name of a time zone in the IANA list."""

    expected = N_("a time zone such as Asia/Shanghai")

    def read(self, node: Node, reader: Reader) -> Any:
        """The name as it stands, once the zone is known."""
        from zoneinfo import ZoneInfo, available_timezones

        text = super().read(node, reader)
        if text is UNREAD:
            return UNREAD
        try:
            ZoneInfo(text)
        except (OSError, ValueError, KeyError):
            near = reader.suggest(text, available_timezones())
            reader.note("unknown-timezone", node, zone=text[:80], **near)
            return UNREAD
        return text


def _spanned(values: dict[str, Any], node: Mapping, reader: Reader) -> bool:
    return in_order(values, "first", "last", node, reader)


TERM = Form(
    "term",
    N_("Term"),
    (
        Key("id", Id("term"), N_("Its id."), required=True),
        Key("from", Day(), N_("Its first day."), required=True, field="first"),
        Key("to", Day(), N_("Its last day."), required=True, field="last"),
    ),
    Term,
    _spanned,
)

DOCUMENT = Form(
    "document",
    N_("Document"),
    (
        Key("number", Text(), N_("Its number."), required=True),
        Key("issuer", Text(), N_("Who issued it.")),
        Key("title", Text(), N_("Its title.")),
    ),
    Document,
)


class LeadMark(OneOf):
    """How ▲ is read; the document leaves it open, so the reading chosen is said aloud."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The reading in force."""
        word = super().read(node, reader)
        if word is not UNREAD:
            reader.note("lead-mark", node, "warning", reading=word)
        return word


READING = Form(
    "reading-conventions",
    N_("Reading of open words"),
    (
        Key(
            "before_day",
            OneOf(("inclusive", "exclusive")),
            N_("Whether 6月30日前 includes the day."),
            default="inclusive",
        ),
        Key(
            "before_dekad",
            OneOf(("end", "start")),
            N_("Whether 中旬前 ends with the dekad, or the day before it begins."),
            default="end",
        ),
        Key(
            "before_period",
            OneOf(("start", "end")),
            N_("Whether 6月前 and 2025年前 end before the period begins, or with it."),
            default="start",
        ),
        Key("early_month", Count(1, 31), N_("The last day of 月初."), default="10"),
        Key("early_year", Count(1, 11), N_("The last month of 年初."), default="3"),
        Key("middle_of_year", Count(1, 11), N_("The month whose end is 年中."), default="6"),
        Key(
            "rest_day",
            OneOf(("stay", "next", "previous")),
            N_("Where a span that ends on a day off, and a day of a rhythm, move to."),
            default="stay",
        ),
        Key(
            "day_order",
            OneOf(("dmy", "mdy")),
            N_("How 3/4/2024 is written."),
            default=N_("day first, with a warning"),
        ),
        Key(
            "fiscal_year",
            Count(1, 12),
            N_("The month a financial year begins with."),
            default=N_("January, with a warning"),
        ),
        Key(
            "strict",
            Flag(),
            N_("Whether days past the published list of working days are an error."),
            default="false",
        ),
    ),
    ReadingConventions,
)

CONVENTIONS = Form(
    "conventions",
    N_("Conventions"),
    (
        Key(
            "lead_mark",
            LeadMark(("first", "line")),
            N_("Whether ▲ before a line marks its first unit or the whole line."),
            default="first",
        ),
        Key("deadlines", Thing(READING), N_("How open words of time limits are read.")),
    ),
    DocumentConventions,
)

SETTINGS = Form(
    "settings",
    N_("Settings"),
    (
        Key("recheck", Moment(interval=True), N_("How often maintained work is re-checked."), default="P1Y"),
        Key("answer_within", Count(1, _MOST_DAYS), N_("Working days to answer feedback in."), default="10"),
        Key(
            "near", Count(0, _MOST_DAYS), N_("Calendar days before a deadline that light blue."), default="10"
        ),
        Key(
            "report",
            OneOf(REPORTS),
            N_("Whether one lead reports for all, or each must."),
            default="any_lead",
        ),
        Key("extensions", OneOf(("office", "heads")), N_("Who decides on extensions."), default="office"),
        Key(
            "silent_after",
            Count(1, _MOST_DAYS),
            N_("Working days after which a raiser counts as silent."),
            default="20",
        ),
    ),
    Settings,
)


def _many(form: Form, lift: tuple[Kind, Any] | None = None) -> Many:
    return Many(Thing(form, lift))


PLAN = Form(
    "plan",
    N_("Plan"),
    (
        Key(
            "pilotflow",
            Schema(),
            N_("The number of the form of this file: 1."),
            required=True,
            field="schema",
        ),
        Key(
            "id",
            Id("plan"),
            N_("The id of the plan, and of the pilot unless another is given."),
            required=True,
        ),
        Key("title", Text(), N_("Its title."), required=True),
        Key("language", Language(), N_("The language it is written in."), default="en"),
        Key(
            "timezone",
            Zone(),
            N_("The zone whose days its dates are."),
            default=N_("Asia/Shanghai where the language is Chinese; else it must be stated"),
        ),
        Key("issued", Day(), N_("The day it was issued."), required=True),
        Key("issuer", Ref(("unit", "body")), N_("Who issued it."), required=True),
        Key("addressees", PARTIES, N_("To whom it is addressed.")),
        Key("basis", _many(DOCUMENT, (Text(), Document)), N_("The documents it rests on.")),
        Key("programme", Text(), N_("The programme above it, whose pilots are compared.")),
        Key("conventions", Thing(CONVENTIONS), N_("How the document is to be read.")),
        Key("calendar", Thing(CALENDAR), N_("The working days it counts by."), default="weekdays"),
        Key("terms", _many(TERM), N_("School terms or other stretches that duties are counted by.")),
        Key("sides", Table(Id("side"), Text(), Side), N_("The sides, by id.")),
        Key("units", _many(UNIT), N_("The units."), required=True),
        Key("groups", _many(GROUP), N_("The groups of units.")),
        Key("bodies", _many(BODY), N_("The bodies made for the pilot.")),
        Key("roles", Thing(ROLES), N_("Who acts as what."), required=True),
        Key("settings", Thing(SETTINGS), N_("How the pilot is run.")),
        Key(
            "classifications",
            Table(Id("classification"), _many(CATEGORY), Classification),
            N_("The trees that tasks stand in, by id."),
        ),
        Key("phases", PHASES, N_("The phases, in order."), default=N_("the five standard phases")),
        Key("tasks", _many(TASK), N_("The tasks.")),
        Key("targets", _many(TARGET), N_("What was promised.")),
        Key("series", _many(SERIES), N_("Recurring duties.")),
        Key("occurrences", _many(OCCURRENCE), N_("One-off meetings and events.")),
        Key("agreements", _many(AGREEMENT), N_("What parties agree or are paired for.")),
        Key("offers", _many(OFFER), N_("What units can give.")),
        Key("needs", _many(NEED), N_("What units lack.")),
        Key("pools", _many(POOL), N_("Things to be claimed.")),
        Key("reviews", _many(REVIEW), N_("Scored judgements.")),
        READINGS,
    ),
    dict,
    root=True,
)
