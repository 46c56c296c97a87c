"""One accepted command against one bare trigger of ``transitions`` on a registered model.

The command goes through the public face with the machine's own clock: policy, all conditions, facts encoded and
chained into a log in memory, fold, ``Step``. The trigger changes one attribute and records nothing. Both go the
same way along the table of tasks: assign, accept, start, report, send_back, report, verify.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter

from benchmarks.measuring import Figure, interleaved
from benchmarks.plans import LEAD, OFFICE, REVIEWER, begun, plan_of
from benchmarks.rivals import Model, registered
from pilotflow import Plan
from pilotflow.pilot.handles import Task

TRIGGERS = 7
MICRO = 1e6
EVIDENCE = ["signed agreement of 28 December"]


def measure() -> Iterator[Figure]:
    """The cost of one command on a plan of 27 tasks and on one of 10,000."""
    costs = interleaved({"pilotflow": partial(_fresh_commands, plan_of(27)), "rival": _fresh_triggers}, 101)
    yield Figure("command-27", costs["pilotflow"], costs["rival"], "µs", 1.0)
    many = 10_000
    piece = 400
    tasks, models = iter(begun(plan_of(many)).tasks()), iter(registered(many))
    samples = {
        "pilotflow": lambda: _commands([next(tasks) for _ in range(piece)]),
        "rival": lambda: _triggers([next(models) for _ in range(piece)]),
    }
    costs = interleaved(samples, many // piece - 1)
    yield Figure("command-10000", costs["pilotflow"], costs["rival"], "µs", 1.0)


def _fresh_commands(plan: Plan) -> float:
    return _commands(begun(plan).tasks())


def _fresh_triggers() -> float:
    return _triggers(registered(27))


def _commands(tasks: Sequence[Task]) -> float:
    """Microseconds a command."""
    begin = perf_counter()
    for task in tasks:
        task.assign(by=OFFICE)
    for task in tasks:
        task.accept(by=LEAD)
    for task in tasks:
        task.start(by=LEAD)
    for task in tasks:
        task.report(by=LEAD, evidence=EVIDENCE)
    for task in tasks:
        task.send_back(by=REVIEWER, reason="the annex is missing")
    for task in tasks:
        task.report(by=LEAD, evidence=EVIDENCE)
    for task in tasks:
        task.verify(by=REVIEWER)
    return (perf_counter() - begin) / (TRIGGERS * len(tasks)) * MICRO


def _triggers(models: Sequence[Model]) -> float:
    """Microseconds a trigger."""
    begin = perf_counter()
    for model in models:
        model.assign()
    for model in models:
        model.accept()
    for model in models:
        model.start()
    for model in models:
        model.report()
    for model in models:
        model.send_back()
    for model in models:
        model.report()
    for model in models:
        model.verify()
    return (perf_counter() - begin) / (TRIGGERS * len(models)) * MICRO
