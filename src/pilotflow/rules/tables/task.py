"""Task: planned → assigned → accepted → underway → reported → verified → closed | maintained."""

from pilotflow.rules.conditions.common import REASON, RUNNING, SETTLED, SETTLED_OR_MOVED, given
from pilotflow.rules.conditions.tasks import (
    EVIDENCE,
    INDEPENDENT,
    OVER,
    PARTS,
    PHASE_OPEN,
    REVIEWER_LEFT,
    TO_CLOSE,
    TO_MAINTAIN,
    former,
)

STATES = (
    "planned",
    "assigned",
    "accepted",
    "underway",
    "reported",
    "verified",
    "closed",
    "maintained",
    "suspended",
    "cancelled",
)
RUNNING_STATES = ("assigned", "accepted", "underway", "reported", "verified")

ROWS = (
    {"trigger": "assign", "source": "planned", "dest": "assigned", "conditions": [RUNNING, PHASE_OPEN]},
    {"trigger": "accept", "source": "assigned", "dest": "accepted"},
    {"trigger": "start", "source": "accepted", "dest": "underway"},
    {
        "trigger": "report",
        "source": "underway",
        "dest": "reported",
        "conditions": [EVIDENCE, PARTS, REVIEWER_LEFT],
    },
    {
        "trigger": "send_back",
        "source": ["reported", "verified"],
        "dest": "underway",
        "conditions": [INDEPENDENT, REASON],
    },
    {"trigger": "verify", "source": "reported", "dest": "verified", "conditions": [INDEPENDENT]},
    {"trigger": "close", "source": "verified", "dest": "closed", "conditions": [SETTLED, TO_CLOSE]},
    {"trigger": "maintain", "source": "verified", "dest": "maintained", "conditions": [SETTLED, TO_MAINTAIN]},
    {
        "trigger": "recheck",
        "source": "maintained",
        "dest": "maintained",
        "conditions": [INDEPENDENT, SETTLED],
    },
    {
        "trigger": "lapse",
        "source": "maintained",
        "dest": "underway",
        "conditions": [INDEPENDENT, given("finding", "finding-required")],
    },
    {"trigger": "retire", "source": "maintained", "dest": "closed", "conditions": [SETTLED, OVER]},
    {"trigger": "reopen", "source": "closed", "dest": "underway", "conditions": [RUNNING, REASON]},
    # In a pilot that has ended nothing resumes, so what lapsed there is not suspended either.
    {
        "trigger": "suspend",
        "source": list(RUNNING_STATES),
        "dest": "suspended",
        "conditions": [RUNNING, REASON],
    },
    *(
        {"trigger": "resume", "source": "suspended", "dest": state, "conditions": [former(state), RUNNING]}
        for state in RUNNING_STATES
    ),
    {
        "trigger": "cancel",
        "source": ["planned", *RUNNING_STATES, "suspended"],
        "dest": "cancelled",
        "conditions": [SETTLED_OR_MOVED, REASON],
    },
)
