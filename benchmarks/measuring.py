"""Rivals in turn, many rounds, medians: what every subject measures with."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any

import attrs

Sample = Callable[[], float]
"""Measures one rival once and gives its cost; what it has to build first is not part of the cost."""


@attrs.frozen
class Figure:
    """The cost of one thing to pilotflow and to its rival, in ``unit``.

    Attributes:
        name: the subject, such as ``command-27``.
        target: the ratio that the design asks for at most.
        note: what the figures leave out, or what stands beside them.
    """

    name: str
    pilotflow: float
    rival: float
    unit: str
    target: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """The cost of pilotflow in that of its rival: smaller is better."""
        return self.pilotflow / self.rival

    def to_dict(self) -> dict[str, Any]:
        """One object of ``build/bench.json``."""
        return {
            "name": self.name,
            "pilotflow": round(self.pilotflow, 3),
            "rival": round(self.rival, 3),
            "unit": self.unit,
            "ratio": round(self.ratio, 3),
        }


def interleaved(samples: Mapping[str, Sample], rounds: int) -> dict[str, float]:
    """The median cost of each rival.

    They are measured in turn, A B A B …, so that what else the machine does falls on all of them alike. One
    round before the first is not counted: it fills the caches.
    """
    costs: dict[str, list[float]] = {name: [] for name in samples}
    for number in range(rounds + 1):
        for name, sample in samples.items():
            gc.collect()
            cost = sample()
            if number:
                costs[name].append(cost)
    return {name: median(found) for name, found in costs.items()}


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table, with what each leaves out below it."""
    lines = [f"{'':<15}{'pilotflow':>12}{'rival':>12}  {'unit':<6}{'ratio':>7}{'target':>8}"]
    for figure in figures:
        lines.append(
            f"{figure.name:<15}{figure.pilotflow:>12,.2f}{figure.rival:>12,.2f}  {figure.unit:<6}"
            f"{figure.ratio:>7.2f}{figure.target:>8.2f}{'' if figure.ratio <= figure.target else '  missed'}"
        )
        if figure.note:
            lines.append(f"  {figure.note}")
    return "\n".join(lines)
