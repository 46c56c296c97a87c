"""Time limits counted from an anchor: resolved when it is known, else kept as anchor and offset."""

from __future__ import annotations

from datetime import date

from pilotflow.dates.durations import Span, project_window
from pilotflow.dates.findings import ISSUED, Item, Scope

_LAUNCHED = (
    "",
    "试点",
    "方案",
    "项目",
    "工作",
    "试点工作",
    "行动",
    "计划",
    "工程",
    "活动",
    "实施方案",
    "试点项目",
)
_LAUNCH = ("", "pilot ", "project ", "programme ", "program ", "scheme ", "plan ")
LAUNCHES = frozenset(
    (
        *(of + what for of in _LAUNCHED for what in ("启动", "正式启动", "全面启动", "启动实施")),
        *(of + what for of in _LAUNCH for what in ("launch", "start", "kick-off", "kickoff", "commencement")),
        *(
            f"{what} of {the}{of.strip()}"
            for of in _LAUNCH[1:]
            for what in ("launch", "start", "commencement")
            for the in ("", "the ")
        ),
    )
)
"""The usual names of the start of a programme, which its day settles."""


def anchor_day(anchor: str, scope: Scope, *, ahead: bool = False) -> date | None:
    """The day of an anchor; None where it is not known.

    Args:
        anchor: the anchor.
        scope: what is known.
        ahead: whether it is counted back from: the first day of an event that lasts, not its last.
    """
    if anchor == ISSUED:
        return scope.issued
    name = anchor.partition(":")[2]
    known = scope.event(name)
    if known is not None:
        return known[0] if anchor.startswith("season:") or ahead else known[1]
    return scope.start if name in LAUNCHES else None


def counted_item(
    anchor: str, last: Span, first: Span | None, rule: str, scope: Scope, *, vague: bool = False
) -> Item:
    """The item whose last day is a span from an anchor, and whose first day another, where two are stated."""
    offset = last.code() if first is None else f"{first.code()}/{last.code()}"
    long = last.unit == "Y" and (first is not None or last.count > 1)
    item = Item("by", None, None, "year" if long else "day", rule, vague=vague, anchor=anchor, offset=offset)
    base = anchor_day(anchor, scope, ahead=last.count < 0)
    if base is not None:
        item.last = span_end(base, last, scope, item)
        if first is not None and item.last is not None:
            item.first = first.after(base, scope.calendar if first.unit == "B" else None)
    return item


def span_end(base: date, span: Span, scope: Scope, item: Item) -> date | None:
    """The last day of a span, by the conventions; marks the item where working days are not published."""
    conventions = scope.conventions
    rolls = conventions.rest_day != "stay" and span.count > 0
    if span.unit != "B" and not rolls:
        return span.after(base)
    calendar = scope.calendar
    day = span.after(base, calendar)
    if day is None:
        return None
    if span.unit != "B" and not calendar.is_workday(day):
        step = Span(1 if conventions.rest_day == "next" else -1, "B").after(day, calendar)
        day = step or day
    item.provisional = calendar.is_provisional(day) or calendar.is_provisional(base)
    return None if item.provisional and conventions.strict else day


def project_item(unit: str, first: int, last: int, anchor: str, rule: str, scope: Scope) -> Item:
    """The n-th month, week, quarter or year of the programme, counted from its start."""
    offset = f"{unit}{first}" if first == last else f"{unit}{first}/{unit}{last}"
    precision = {"M": "month", "Q": "quarter", "Y": "year"}.get(unit, "none")
    item = Item("window", None, None, precision, rule, anchor=anchor, offset=offset)
    base = anchor_day(anchor, scope)
    if base is not None:
        begin, _ = project_window(unit, first, base)
        _, end = project_window(unit, last, base)
        if begin is not None and end is not None:
            item.first, item.last = begin, end
    return item
