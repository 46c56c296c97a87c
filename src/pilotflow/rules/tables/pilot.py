"""Pilot: running → completed | stopped; then a decision: scale, extend, adapt or end."""

from pilotflow.rules.conditions.common import REASON
from pilotflow.rules.conditions.pilots import CONCLUSION, NOTHING_OPEN

STATES = ("running", "completed", "stopped")

ROWS = (
    {"trigger": "complete", "source": "running", "dest": "completed", "conditions": [NOTHING_OPEN]},
    {"trigger": "stop", "source": "running", "dest": "stopped", "conditions": [REASON, NOTHING_OPEN]},
    {"trigger": "decide", "source": "completed", "dest": "completed", "conditions": [CONCLUSION]},
    {"trigger": "decide", "source": "stopped", "dest": "stopped", "conditions": [CONCLUSION]},
)
