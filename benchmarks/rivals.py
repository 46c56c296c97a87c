"""The task table as a bare ``transitions`` machine: the same states and edges, no conditions, no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transitions import Machine

from pilotflow.rules import lifecycle


class Model:
    """A task as a host of ``transitions`` would write it; the machine gives it its triggers and its state."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


def machine() -> Machine:
    """The machine of the task table, without a model."""
    task = lifecycle("task")
    edges = [{part: row[part] for part in ("trigger", "source", "dest")} for row in task.rows]
    return Machine(
        None, states=list(task.states), transitions=edges, initial=task.initial, auto_transitions=False
    )


def registered(tasks: int) -> list[Model]:
    """So many models registered with one machine."""
    models = [Model() for _ in range(tasks)]
    machine().add_model(models)
    return models
