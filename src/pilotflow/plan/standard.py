"""The five standard phases of a pilot."""

from __future__ import annotations

from pilotflow.language import say
from pilotflow.language.catalogue import N_
from pilotflow.plan.work import PHASE_KINDS, Phase

_TITLES = {
    "issue": N_("Issue of the plan"),
    "launch": N_("Launch"),
    "progress": N_("Progress meeting"),
    "midterm": N_("Mid-term review"),
    "final": N_("Final evaluation"),
}


def standard_phases(language: str = "en") -> tuple[Phase, ...]:
    """Issue, launch, progress, mid-term and final: one phase of each kind, its id the kind.

    They have no dates yet and gates with the default requirements; a plan may add, repeat or omit phases.

    Args:
        language: the language of their titles.

    >>> [phase.id for phase in standard_phases()]
    ['issue', 'launch', 'progress', 'midterm', 'final']
    """
    return tuple(Phase(kind, kind, say(_TITLES[kind], language), kind) for kind in PHASE_KINDS)
