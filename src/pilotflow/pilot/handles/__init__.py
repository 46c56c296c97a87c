"""Handles: what a host holds of the things of a pilot. Each method is a command of its table.

Every command also takes ``effective``, ``reason``, ``document`` and ``key``, as :meth:`Handle.do` says.
"""

from pilotflow.pilot.handles.base import Handle
from pilotflow.pilot.handles.duties import Decision, Occurrence, Series
from pilotflow.pilot.handles.feedback import Feedback
from pilotflow.pilot.handles.phase import Phase
from pilotflow.pilot.handles.task import Task
from pilotflow.pilot.handles.things import Agreement, Target, Unit, WholePilot

__all__ = [
    "Agreement",
    "Decision",
    "Feedback",
    "Handle",
    "Occurrence",
    "Phase",
    "Series",
    "Target",
    "Task",
    "Unit",
    "WholePilot",
]
