"""The lifecycle tables, by the kind of thing they are for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pilotflow.rules.lifecycle import Lifecycle
from pilotflow.rules.tables import feedback, occurrence, phase, pilot, task

if TYPE_CHECKING:
    from transitions import Machine

KINDS = ("task", "feedback", "phase", "pilot", "occurrence")


@cache
def lifecycle(kind: str) -> Lifecycle:
    """The lifecycle of a kind of thing.

    Raises:
        KeyError: there is no table for this kind.

    >>> lifecycle("task").sources("close")
    ('verified',)
    """
    module = dict(zip(KINDS, (task, feedback, phase, pilot, occurrence), strict=True))[kind]
    return Lifecycle(kind, module.STATES, module.ROWS)


def native(kind: str) -> Machine:
    """The ordinary ``transitions`` machine of a table, for diagrams and for a host's own models.

    It checks the same conditions when its triggers are fired with ``situation=…`` and records nothing: no fact,
    no policy, no log.

    >>> sorted(native("phase").events)
    ['decide', 'open', 'present']
    """
    return lifecycle(kind).native()
