"""What the source says literally: the codes it gives, with the names of their data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pilotflow

ROOT = Path(pilotflow.__file__).parent


@cache
def calls(*names: str, under: str = ".") -> tuple[ast.Call, ...]:
    """Every call of a function or method with one of these names."""
    return tuple(
        node
        for path in sorted((ROOT / under).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _name(node.func) in names
    )


def reasons() -> Iterator[tuple[str, frozenset[str]]]:
    """Code and names of data of every reason that is built with a literal code."""
    for call in calls("unmet"):
        if isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), frozenset(word.arg for word in call.keywords if word.arg)
    for call in calls("given"):
        yield str(ast.literal_eval(call.args[1])), frozenset({"trigger"})


def faults() -> frozenset[str]:
    """Every literal code of a fault of a plan file."""
    found = calls("error", "warning", "note", "fault", "Fault", "fail", under="plan")
    return frozenset(
        str(argument.value)
        for call in found
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
