"""What pilotflow is measured against, each set up as a host would, and loaded before it is measured.

The task table as a bare ``transitions`` machine: the same states and edges, no conditions, no record. The time
parser of jionlp.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

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


def time_parser() -> Callable[..., object]:
    """The time parser of jionlp with its patterns made, and without a log of what it does not understand.

    It writes a log into the home of whoever imports it; here that home is gone with the import.
    """
    with (
        TemporaryDirectory() as home,
        patch.dict(os.environ, HOME=home, USERPROFILE=home),
        redirect_stdout(None),
    ):
        parse: Callable[..., object] = import_module("jionlp").parse_time
        logger = logging.getLogger("jionlp.util.logger")
        for handler in tuple(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.disabled = True
    parse("2023年6月底", time_base={"year": 2022})
    return parse
