"""One text read by ``read_deadline``: against the limit of 10,000 a second, and against the time parser of jionlp.

The corpus is every text of the tests' tables, Chinese and English, each with the day on which its document was
issued. It is read over and over: the reader keeps nothing of a text, so the second time costs what the first did.
Where jionlp raises, that is its answer, and its time counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Figure, interleaved
from benchmarks.rivals import time_parser
from pilotflow.dates.read import is_chinese, read_deadline

TABLES = Path(__file__).parents[1] / "tests" / "dates"
PASSES = 10
"""Over the corpus in one sample of pilotflow, which so lasts about as long as one pass of jionlp."""
LIMIT = 10_000
DAY = date(2022, 12, 9)
MICRO = 1e6

Texts = Sequence[tuple[str, date | None]]


def measure() -> Iterator[Figure]:
    """The cost of a text of either language, and of a Chinese text to both readers."""
    texts = _corpus()
    cost = interleaved({"pilotflow": partial(_readings, texts)}, 21)["pilotflow"]
    note = f"{MICRO / cost:,.0f} texts a second on one core; the rival is the limit of {LIMIT:,}"
    yield Figure("deadline-read", cost, MICRO / LIMIT, "µs", 1.0, note)
    chinese = [(text, issued) for text, issued in texts if is_chinese(text)]
    bases = [(text, _base(issued or DAY)) for text, issued in chinese]
    parse = time_parser()
    costs = interleaved(
        {"pilotflow": partial(_readings, chinese), "rival": partial(_parsings, bases, parse)}, 15
    )
    note = f"{len(chinese)} Chinese texts, read by both in turn"
    yield Figure("deadline-jionlp", costs["pilotflow"], costs["rival"], "µs", 0.05, note)


def _corpus() -> Texts:
    rows = [
        json.loads(line)
        for table in sorted(TABLES.glob("*.jsonl"))
        for line in table.read_text(encoding="utf-8").splitlines()
    ]
    return [(row["text"], row["issued"] and date.fromisoformat(row["issued"])) for row in rows]


def _base(day: date) -> dict[str, int]:
    """A day as jionlp takes it; it must have one, also for a text that needs none."""
    return {"year": day.year, "month": day.month, "day": day.day}


def _readings(texts: Texts) -> float:
    """Microseconds a text."""
    begin = perf_counter()
    for _ in range(PASSES):
        for text, issued in texts:
            read_deadline(text, issued=issued)
    return (perf_counter() - begin) / (PASSES * len(texts)) * MICRO


def _parsings(texts: Sequence[tuple[str, dict[str, int]]], parse: Callable[..., object]) -> float:
    """Microseconds a text."""
    begin = perf_counter()
    for text, base in texts:
        with suppress(Exception):
            parse(text, time_base=base)
    return (perf_counter() - begin) / len(texts) * MICRO
