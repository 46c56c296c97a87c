"""The tables of the contract page, written out once more as plain data: trigger, state left, state entered."""

from __future__ import annotations

RUNNING = ("assigned", "accepted", "underway", "reported", "verified")

TASK = {
    ("assign", "planned", "assigned"),
    ("accept", "assigned", "accepted"),
    ("start", "accepted", "underway"),
    ("report", "underway", "reported"),
    ("send_back", "reported", "underway"),
    ("send_back", "verified", "underway"),
    ("verify", "reported", "verified"),
    ("close", "verified", "closed"),
    ("maintain", "verified", "maintained"),
    ("recheck", "maintained", "maintained"),
    ("lapse", "maintained", "underway"),
    ("retire", "maintained", "closed"),
    ("reopen", "closed", "underway"),
    *(("suspend", state, "suspended") for state in RUNNING),
    *(("resume", "suspended", state) for state in RUNNING),
    *(("cancel", state, "cancelled") for state in ("planned", *RUNNING, "suspended")),
}
FEEDBACK = {
    ("assign", "raised", "assigned"),
    ("assign", "assigned", "assigned"),
    ("answer", "assigned", "answered"),
    ("confirm", "answered", "confirmed"),
    ("dispute", "answered", "assigned"),
    ("withdraw", "raised", "withdrawn"),
    ("withdraw", "assigned", "withdrawn"),
    ("withdraw", "answered", "withdrawn"),
}
PHASE = {
    ("open", "pending", "open"),
    ("present", "open", "presented"),
    ("decide", "presented", "passed"),
    ("decide", "presented", "open"),
    ("decide", "presented", "stopped"),
}
PILOT = {
    ("complete", "running", "completed"),
    ("stop", "running", "stopped"),
    ("decide", "completed", "completed"),
    ("decide", "stopped", "stopped"),
}
OCCURRENCE = {
    ("schedule", "due", "scheduled"),
    ("move", "scheduled", "scheduled"),
    ("hold", "due", "held"),
    ("hold", "scheduled", "held"),
    ("hold", "missed", "held"),
    ("hold", "skipped", "held"),  # late entry: the page names the way in, and a gate may need it
    ("skip", "due", "skipped"),
    ("skip", "scheduled", "skipped"),
    ("miss", "due", "missed"),
    ("miss", "scheduled", "missed"),
}
TABLES = {"task": TASK, "feedback": FEEDBACK, "phase": PHASE, "pilot": PILOT, "occurrence": OCCURRENCE}

WHO = {
    "assign": "office",
    "accept": "lead",
    "start": "lead",
    "report": "lead",
    "send_back": "reviewer",
    "verify": "reviewer",
    "close": "office",
    "maintain": "office",
    "recheck": "reviewer",
    "lapse": "reviewer",
    "retire": "office",
    "reopen": "office",
    "suspend": "office",
    "resume": "office",
    "cancel": "office",
}
"""Who may give each command of the task table."""

SEPARATED = ("send_back", "verify", "recheck", "lapse")
"""Task commands by somebody independent of every lead and co-unit."""

NEEDS = {
    ("task", "report"): "evidence",
    ("task", "send_back"): "reason",
    ("task", "lapse"): "finding",
    ("task", "reopen"): "reason",
    ("task", "suspend"): "reason",
    ("task", "cancel"): "reason",
    ("feedback", "answer"): "text",
    ("feedback", "assign"): "to",
    ("feedback", "dispute"): "reason",
    ("feedback", "withdraw"): "reason",
    ("feedback", "raise_feedback"): "text",
    ("pilot", "stop"): "reason",
}
"""What a command cannot do without."""
