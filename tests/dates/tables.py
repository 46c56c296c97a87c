"""The tables of expressions with the reading expected of each, and how two readings are compared."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from dateutil.rrule import rrulestr

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline

HERE = Path(__file__).parent
UNSAID = ("text", "rule", "alternatives")


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of a table."""
    return tuple(
        json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    )


def days(rhythm: str | None) -> tuple[date, ...]:
    """The days a rhythm generates in five years; two ways to say the same rhythm generate the same ones."""
    if rhythm is None:
        return ()
    rule = rrulestr(rhythm, dtstart=datetime(2022, 1, 1))  # noqa: DTZ001 - whole local days
    return tuple(day.date() for day in rule.between(datetime(2021, 12, 31), datetime(2027, 1, 1)))  # noqa: DTZ001


def read(row: dict[str, Any], text: str | None = None) -> Deadline:
    """The reading of a row, or of other words in its place."""
    return read_deadline(row["text"] if text is None else text, issued=row["issued"])


def differences(row: dict[str, Any], found: Deadline, fields: tuple[str, ...]) -> dict[str, Any]:
    """The fields in which a reading is not the expected one."""
    given = found.to_dict()
    wrong = {name: given[name] for name in fields if name != "recurrence" and given[name] != row[name]}
    if "recurrence" in fields and days(found.recurrence) != days(row["recurrence"]):
        wrong["recurrence"] = found.recurrence
    return wrong


def said(found: Deadline) -> dict[str, Any]:
    """The fields that words must give back."""
    return {f.name: getattr(found, f.name) for f in attrs.fields(Deadline) if f.name not in UNSAID}
