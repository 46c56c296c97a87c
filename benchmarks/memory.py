"""The bytes that the state of one task takes, against one registered model of ``transitions``.

The state is folded from a file of SQLite, as when a pilot is opened, so nothing in it is shared with the log. Only
what the fold keeps is counted: neither the plan nor the facts, which are gone when the fold has them.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Figure, interleaved
from benchmarks.plans import LEAD, OFFICE, begun, plan_of
from benchmarks.rivals import Model, machine
from pilotflow import open_log
from pilotflow.facts.folding import begin, evolve
from pilotflow.log.port import Log
from pilotflow.pilot.envelopes import facts_of

TASKS = 300
ROUNDS = 7


def measure() -> Iterator[Figure]:
    """The bytes a task takes after assign, accept, start and report."""
    with TemporaryDirectory() as folder, open_log(f"sqlite:///{Path(folder) / 'bench.db'}") as log:
        pilot = begun(plan_of(TASKS), log)
        for task in pilot.tasks():
            task.assign(by=OFFICE)
            task.accept(by=LEAD)
            task.start(by=LEAD)
            task.report(by=LEAD, evidence=["signed agreement of 28 December"])
        costs = interleaved({"pilotflow": lambda: _records(pilot.id, log), "rival": _models}, ROUNDS)
    yield Figure("task-memory", costs["pilotflow"], costs["rival"], "bytes", 0.15)


def _records(id: str, log: Log) -> float:
    facts = facts_of(log.read(id))
    first = next(facts)

    def fold() -> object:
        state = begin(first)
        for fact in facts:
            evolve(state, fact)
        return state

    return _kept(fold)


def _models() -> float:
    table = machine()

    def register() -> object:
        models = [Model() for _ in range(TASKS)]
        table.add_model(models)
        for model in models:
            model.assign()
            model.accept()
            model.start()
            model.report()
        return models

    return _kept(register)


def _kept(make: Callable[[], object]) -> float:
    """The bytes that what is made still holds when all else is gone, for one task."""
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
        del made
    finally:
        tracemalloc.stop()
    return kept / TASKS
