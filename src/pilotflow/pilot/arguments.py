"""What each command takes beside who, when and why, and how a host may write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.local import LocalDays
from pilotflow.dates.recurrence import parse
from pilotflow.dates.windows import is_per
from pilotflow.facts.fact import Fact


def texts(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text, or several."""
    if isinstance(value, str):
        return (value,)
    found = tuple(value)
    for item in found:
        if not isinstance(item, str):
            raise ValueError("expected texts")
    return found


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError("expected a text")
    return value


def day(value: object) -> date:
    """A date, or its ISO text."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("expected a date such as 2022-12-31")


def moment(value: object) -> str:
    """A local day or a local time to the minute, as a date, a naive datetime, or ISO text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise ValueError("expected local time, without an offset")
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError("expected a day or a local time such as 2023-05-12T14:00")


def flag(value: object) -> bool:
    """True or false, or a word for either."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("yes", "true", "no", "false"):
        return value.lower() in ("yes", "true")
    raise ValueError("expected yes or no")


def number(value: object) -> int:
    """A whole number, or its digits."""
    if isinstance(value, str) and value.isdigit():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("expected a whole number")


def counts(value: object) -> dict[str, int]:
    """Head-counts by unit: a mapping, or texts such as ``zj-hr=3``."""
    if isinstance(value, Mapping):
        return {text(unit): number(count) for unit, count in value.items()}
    pairs = [item.partition("=") for item in texts(value if isinstance(value, str) else list(value))]  # type: ignore[call-overload]
    return {unit: number(count) for unit, _, count in pairs}


def mappings(value: object) -> tuple[dict[str, Any], ...]:
    """Tasks to be born, each as a mapping with ``title``, ``leads`` and where wanted ``due``."""
    if isinstance(value, Mapping):
        value = (value,)
    if not isinstance(value, Iterable) or isinstance(value, str):
        raise ValueError("expected mappings with title and leads")
    found = tuple(value)
    if not all(isinstance(item, Mapping) for item in found):
        raise ValueError("expected mappings with title and leads")
    unknown = {str(name) for each in found for name in each} - set(_TASK)
    if unknown:
        raise ValueError(f"a task has no {', '.join(sorted(unknown))}; it has {', '.join(_TASK)}")
    return tuple(
        {name: _TASK[name](item) for name, item in each.items() if item is not None} for each in found
    )


def limit(value: Any) -> Any:
    """A time limit as its own condition judges it; a point in time is none, and could not be read back."""
    days = (value.earliest, value.latest) if isinstance(value, Deadline) else (value,)
    if any(isinstance(day, datetime) for day in days):
        raise ValueError("expected a date such as 2022-12-31")
    return value


def words(value: object) -> str | tuple[str, ...]:
    """A text as it is, or several texts."""
    return value if isinstance(value, str) else texts(value)  # type: ignore[arg-type]


def version(value: object) -> int:
    """The version of a fact, or the fact itself."""
    return value.version if isinstance(value, Fact) else number(value)


def rhythm(value: object) -> Deadline:
    """A cadence that windows can be made of."""
    if not isinstance(value, Deadline):
        raise ValueError("expected a Deadline with a recurrence")
    if value.recurrence is not None:
        parse(value.recurrence)
    if value.per is not None and not is_per(value.per):
        raise ValueError(f"{value.per!r} is no count per window such as 1/quarter")
    return value


def anything(value: Any) -> Any:
    """A value that its own condition judges."""
    return value


Reader = Callable[[Any], Any]

_TASK: dict[str, Reader] = {
    "title": text,
    "leads": texts,
    "co_units": texts,
    "due": limit,
    "text": text,
    "phase": text,
    "blocks": text,
    "agreement": text,
}
_REPORT: dict[str, Reader] = {"evidence": texts, "parts": texts}
_PLACE: dict[str, Reader] = {"start": moment, "end": moment, "place": text}
_ABOUT: dict[str, Reader] = {"about_kind": text, "about_id": text}

ARGUMENTS: dict[tuple[str, str], dict[str, Reader]] = {
    ("task", "accept"): {},
    ("task", "report"): _REPORT,
    ("task", "verify"): {"evidence": texts},
    ("task", "recheck"): {"evidence": texts},
    ("task", "lapse"): {"finding": text},
    ("task", "retire"): {"decision": text},
    ("task", "request_extension"): {"latest": day},
    ("task", "decide_extension"): {"granted": flag},
    ("task", "create"): {"decision": text, **_TASK},
    ("feedback", "raise_feedback"): {**_ABOUT, "text": text, "kind": text, "to": texts},
    ("feedback", "assign"): {"to": texts},
    ("feedback", "answer"): {"text": text, "evidence": texts},
    ("feedback", "confirm"): {"grade": number},
    ("feedback", "move"): _ABOUT,
    ("phase", "decide"): {"verdict": text, "conditions": mappings},
    ("phase", "file"): {"what": text, "name": text, "evidence": texts},
    ("pilot", "decide"): {"verdict": text},
    ("pilot", "amend"): {"difference": anything},
    ("pilot", "resolve_deadline"): {"what": text, "thing": text, "due": limit, "day": day},
    ("pilot", "delegate"): {"to": text, "revoked": flag},
    ("pilot", "correct"): {"fact": version, "field": text, "value": words},
    ("occurrence", "schedule"): _PLACE,
    ("occurrence", "move"): _PLACE,
    ("occurrence", "hold"): {
        **_PLACE,
        "attendance": counts,
        "minutes": text,
        "evidence": texts,
        "decisions": texts,
    },
    ("occurrence", "convene"): {**_PLACE, "title": text, "kind": text, "body": text, "units": texts},
    ("series", "settle"): {"when": rhythm},
    ("decision", "record"): {"text": text, "occurrence": text},
    ("target", "tick"): {"item": text, "evidence": texts},
}
"""The arguments of every command that takes any, by kind and trigger, with the reader of each."""


def localise(args: dict[str, Any], days: LocalDays) -> dict[str, Any]:
    """Aware instants among the arguments as local time of the plan."""
    return {
        name: days.text(value) if isinstance(value, datetime) and value.tzinfo is not None else value
        for name, value in args.items()
    }
