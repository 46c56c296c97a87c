"""Occurrence: due (a window) → scheduled → held | missed; moved or skipped with a reason, entered late."""

from pilotflow.rules.conditions.common import REASON, RUNNING
from pilotflow.rules.conditions.occurrences import ATTENDANCE, BEGUN, ENDS, HAPPENED, OVER, START, WITHIN

STATES = ("due", "scheduled", "held", "missed", "skipped")

ROWS = (
    {
        "trigger": "schedule",
        "source": "due",
        "dest": "scheduled",
        "conditions": [RUNNING, START, WITHIN, ENDS],
    },
    {
        "trigger": "move",
        "source": "scheduled",
        "dest": "scheduled",
        "conditions": [RUNNING, START, ENDS, REASON],
    },
    {
        "trigger": "hold",
        "source": ["due", "scheduled", "missed", "skipped"],
        "dest": "held",
        "conditions": [HAPPENED, BEGUN, ENDS, ATTENDANCE],
    },
    {"trigger": "skip", "source": ["due", "scheduled"], "dest": "skipped", "conditions": [REASON]},
    {"trigger": "miss", "source": ["due", "scheduled"], "dest": "missed", "conditions": [OVER]},
)
