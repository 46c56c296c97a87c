"""The plan as plain values and as a few lines of text."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, cast

import msgspec

from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from pilotflow.plan.model import Plan

_OUTLINE = N_(
    "{title} ({id}), issued {issued}; phases: {phases}, tasks: {tasks}, targets: {targets},"
    " recurring duties: {series}, agreements: {agreements}, units: {units}"
)


def to_dict(plan: Plan) -> dict[str, Any]:
    """The whole plan as JSON-ready values, lists in document order.

    A task also carries ``area`` and ``mechanism``, its first standing in these two classifications.
    """
    found = cast("dict[str, Any]", msgspec.to_builtins(plan))
    for row, task in zip(found["tasks"], plan.tasks, strict=True):
        row["area"] = task.area
        row["mechanism"] = task.mechanism
    return found


def outline(plan: Plan, language: str) -> str:
    """One sentence on the plan: what it is called, when it was issued, how much of each there is."""
    return say(
        _OUTLINE,
        language,
        title=plan.title,
        id=plan.id,
        issued=plan.issued.isoformat(),
        phases=len(plan.phases),
        tasks=len(plan.tasks),
        targets=len(plan.targets),
        series=len(plan.series),
        agreements=len(plan.agreements),
        units=len(plan.units),
    )


def fingerprint(plan: Plan) -> str:
    """The SHA-256, in hexadecimal, of the plan's normalised form: its JSON with sorted keys."""
    text = json.dumps(to_dict(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
