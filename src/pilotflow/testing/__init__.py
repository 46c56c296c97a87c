"""Hypothesis strategies and a machine for people who embed pilotflow.

Needs Hypothesis, which nothing else of pilotflow imports. ``plans``, ``actors`` and ``commands`` draw what they
are named for; a :class:`PilotMachine` gives arbitrary commands to a pilot on a log of the host's and checks after
each that the promises hold which every host relies on.

>>> from hypothesis import settings
>>> from pilotflow import open_log
>>> from pilotflow.testing import PilotMachine, run
>>> class OnOurLog(PilotMachine):
...     def open_log(self):
...         return open_log("memory:")
>>> run(OnOurLog, settings(max_examples=2, stateful_step_count=5, derandomize=True, deadline=None))
"""

from pilotflow.testing.commands import Attempt, commands
from pilotflow.testing.machine import PilotMachine, run
from pilotflow.testing.plans import actors, plans

__all__ = ["Attempt", "PilotMachine", "actors", "commands", "plans", "run"]
