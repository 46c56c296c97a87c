"""Phase: pending → open → presented → passed | stopped."""

from pilotflow.rules.conditions.common import REASON, RUNNING
from pilotflow.rules.conditions.phases import AFTER, NOT_SIGNED, NOTHING_OPEN, REQUIREMENTS, verdict

STATES = ("pending", "open", "presented", "passed", "stopped")

ROWS = (
    {"trigger": "open", "source": "pending", "dest": "open", "conditions": [RUNNING, AFTER]},
    {"trigger": "present", "source": "open", "dest": "presented", "conditions": [RUNNING, REQUIREMENTS]},
    {
        "trigger": "decide",
        "source": "presented",
        "dest": "passed",
        # What was presented may have come apart since.
        "conditions": [verdict("approve"), RUNNING, NOT_SIGNED, REQUIREMENTS, NOTHING_OPEN],
    },
    {
        "trigger": "decide",
        "source": "presented",
        "dest": "open",
        "conditions": [verdict("rework"), RUNNING, REASON],
    },
    {
        "trigger": "decide",
        "source": "presented",
        "dest": "stopped",
        "conditions": [verdict("stop"), RUNNING, NOT_SIGNED, REASON, NOTHING_OPEN],
    },
)
