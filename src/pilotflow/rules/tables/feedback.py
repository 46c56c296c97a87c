"""Feedback: raised → assigned → answered → confirmed | withdrawn."""

from pilotflow.rules.conditions.common import REASON, given
from pilotflow.rules.conditions.feedback import (
    ADDRESSEES,
    GRADE,
    INDEPENDENT,
    NOT_BY_AN_ANSWERER,
    OWED,
    SOMEONE_LEFT,
)

STATES = ("raised", "assigned", "answered", "confirmed", "withdrawn")

ROWS = (
    {
        "trigger": "assign",
        "source": ["raised", "assigned"],
        "dest": "assigned",
        "conditions": [OWED, ADDRESSEES],
    },
    {
        "trigger": "answer",
        "source": "assigned",
        "dest": "answered",
        "conditions": [given("text", "text-required"), SOMEONE_LEFT],
    },
    {"trigger": "confirm", "source": "answered", "dest": "confirmed", "conditions": [INDEPENDENT, GRADE]},
    {"trigger": "dispute", "source": "answered", "dest": "assigned", "conditions": [INDEPENDENT, REASON]},
    {
        "trigger": "withdraw",
        "source": ["raised", "assigned", "answered"],
        "dest": "withdrawn",
        "conditions": [NOT_BY_AN_ANSWERER, REASON],
    },
)
