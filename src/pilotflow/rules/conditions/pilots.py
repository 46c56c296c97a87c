"""Conditions of the pilot table."""

from __future__ import annotations

from pilotflow.rules.conditions.common import verdict_among
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet

CONCLUSIONS = ("scale", "extend", "adapt", "end")


def unsettled(situation: Situation) -> tuple[Unmet, ...] | None:
    """All feedback of the pilot that is neither confirmed nor withdrawn."""
    found = tuple(
        unmet(
            "open-feedback",
            "feedback",
            feedback.id,
            about=feedback.about[0],
            subject=feedback.about[1],
            state=feedback.state,
        )
        for feedback in situation.state.open_feedback()
    )
    return found or None


NOTHING_OPEN = Rule("open-feedback", unsettled)
CONCLUSION = verdict_among(CONCLUSIONS)
