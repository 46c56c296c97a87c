"""pilotflow runs a pilot programme from its written plan."""

from __future__ import annotations

from pilotflow._version import __version__

TYPE_CHECKING = False  # type checkers take it for true; ``typing`` would be all the cost of this import
if TYPE_CHECKING:
    from typing import Any

    from pilotflow.clock import ManualClock, SystemClock
    from pilotflow.dates.deadline import Deadline
    from pilotflow.dates.read import read_deadline
    from pilotflow.errors import Conflict, KeyReused, NotFound, PilotflowError, PlanError, Refused
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step
    from pilotflow.log.open import open_log
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.plan.load import load_plan
    from pilotflow.plan.model import Plan
    from pilotflow.plan.standard import standard_phases
    from pilotflow.rules.unmet import Unmet

__all__ = [
    "Actor",
    "Conflict",
    "Deadline",
    "KeyReused",
    "ManualClock",
    "NotFound",
    "Pilot",
    "PilotflowError",
    "Plan",
    "PlanError",
    "Refused",
    "Step",
    "SystemClock",
    "Unmet",
    "__version__",
    "load_plan",
    "open_log",
    "read_deadline",
    "standard_phases",
]

_HOMES = {
    "Actor": "facts.actor",
    "Conflict": "errors",
    "Deadline": "dates.deadline",
    "KeyReused": "errors",
    "ManualClock": "clock",
    "NotFound": "errors",
    "Pilot": "pilot.pilot",
    "PilotflowError": "errors",
    "Plan": "plan.model",
    "PlanError": "errors",
    "Refused": "errors",
    "Step": "facts.fact",
    "SystemClock": "clock",
    "Unmet": "rules.unmet",
    "load_plan": "plan.load",
    "open_log": "log.open",
    "read_deadline": "dates.read",
    "standard_phases": "plan.standard",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
