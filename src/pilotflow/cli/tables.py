"""Tables on a terminal. Text goes in as it is: nothing in it is taken for markup or steers the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pilotflow.cli.cells import plain

_BAR = 20
"""Cells of a progress bar."""
_COLOURS = {"red": "bold red", "yellow": "yellow", "blue": "blue"}


def cell(value: object, style: str = "") -> Text:
    """A piece of text; None is an empty one."""
    return Text("" if value is None else plain(str(value)), style=style)


def heading(text: str) -> Text:
    """A heading."""
    return cell(f"\n{text}", "bold")


def titled(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], short: int = 1
) -> Iterator[RenderableType]:
    """A heading and a table below it; nothing at all where there are no rows.

    Args:
        title: the heading.
        columns: what stands above the columns.
        rows: cells, as :class:`~rich.text.Text` or anything with words.
        short: how many columns from the left are never broken.
    """
    filled = [[each if isinstance(each, Text) else cell(each) for each in row] for row in rows]
    if not filled:
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for place, column in enumerate(columns):
        table.add_column(cell(column), no_wrap=place < short, overflow="fold")
    for row in filled:
        table.add_row(*row)
    yield heading(title)
    yield table


def lines(title: str, rows: Iterable[str]) -> Iterator[RenderableType]:
    """A heading and a line for each row; nothing at all where there are none."""
    filled = list(rows)
    if filled:
        yield heading(title)
        yield from (cell(f"  {row}") for row in filled)


def bar(percent: int | None) -> Text:
    """A progress bar with its figure; "–" where there is nothing to count."""
    if percent is None:
        return cell("–")
    full = percent * _BAR // 100
    return Text().append("▓" * full, "green").append("░" * (_BAR - full), "dim").append(f" {percent:>3} %")


def lamp(colour: str | None, word: str) -> Text:
    """A light as a coloured dot and its word."""
    return cell(f"● {word}", _COLOURS[colour]) if colour is not None else cell("")
