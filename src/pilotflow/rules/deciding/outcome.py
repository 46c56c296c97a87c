"""What judging a command leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pilotflow.facts.data import Data
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet

Outcome = tuple[tuple[Unmet, ...], Sequence[Data]]
"""Every reason against a command, and the data of its facts where there is none."""

Judge = Callable[[Situation], Outcome]
"""What judges one trigger."""
