"""Progress: how much of the counted work is done, and what moved that figure since an earlier day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from pilotflow.dates.partial import last_day
from pilotflow.errors import PilotflowError
from pilotflow.facts.state import State
from pilotflow.rules.tables.task import STATES
from pilotflow.views.lights import light
from pilotflow.views.selection import Selection, co_tasks_of, tasks_of


class NoEarlierProgress(PilotflowError, ValueError):
    """A figure taken from one state alone does not know how things stood before; ask the pilot for it."""

    def text(self, language: str = "en") -> str:
        """What is missing, and where to get it."""
        from pilotflow.language.views import describe_no_earlier

        return describe_no_earlier(language)


@attrs.frozen
class Changes:
    """What moved a figure between two days, as ids of tasks; no task is in two of the lists.

    ``done`` and ``undone`` were counted on both days. ``scope_in`` are counted only on the later one,
    ``scope_out`` only on the earlier one: they were born, given up, or entered or left the selection.
    """

    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    scope_in: tuple[str, ...] = ()
    scope_out: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {name: list(ids) for name, ids in attrs.asdict(self).items()}

    def text(self, language: str = "en") -> str:
        """One line for each list that is not empty."""
        from pilotflow.language.views import describe_changes

        return describe_changes(self.to_dict(), language)


@attrs.frozen
class Progress:
    """How far the counted tasks are on a day. Cancelled ones are not counted.

    Attributes:
        percent: ⌊100 x weight of done ÷ weight of all⌋; 100 only when all is done; None with nothing to
            count.
        done, total: how many tasks. late: those whose light is red.
        in_question: closed or maintained tasks that do not count as done while feedback about them is open.
        by_state: how many stand in each state, in the order of the table; cancelled ones are listed too.
        tasks: the id of each counted task and whether it is done. co_work: how many more the unit shares.
        earlier: gives the same figure as it was on another day; filled by the pilot.
    """

    percent: int | None
    done: int
    total: int
    late: int = 0
    in_question: int = 0
    by_state: tuple[tuple[str, int], ...] = ()
    tasks: tuple[tuple[str, bool], ...] = ()
    co_work: int = 0
    earlier: Callable[[date], Progress] | None = attrs.field(default=None, eq=False, repr=False)

    def changes(self, since: date | str) -> Changes:
        """What moved the figure since the end of a day.

        Args:
            since: the day, or ISO text; of a month or year its last day.

        Raises:
            NoEarlierProgress: the figure was not taken from a pilot.
            ValueError: the text is no day, month or year.
        """
        if self.earlier is None:
            raise NoEarlierProgress("no earlier progress is known")
        return changes(self.earlier(last_day(since) if isinstance(since, str) else since), self)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "percent": self.percent,
            "done": self.done,
            "total": self.total,
            "late": self.late,
            "in_question": self.in_question,
            "by_state": dict(self.by_state),
            "tasks": [{"id": id, "done": done} for id, done in self.tasks],
            "co_work": self.co_work,
        }

    def text(self, language: str = "en") -> str:
        """A bar, the figure, and the count it stands for; "–" with nothing to count.

        >>> Progress(45, 12, 27).text()
        '▓▓▓▓▓▓▓▓▓░░░░░░░░░░░ 45 % (12 of 27)'
        """
        from pilotflow.language.views import describe_progress

        return describe_progress(self.percent, self.done, self.total, language)


def progress(
    state: State,
    on: date,
    selection: Selection | None = None,
    *,
    earlier: Callable[[date], Progress] | None = None,
) -> Progress:
    """How far a selection of tasks is on a day.

    Args:
        state: the pilot as known.
        on: the local day; only ``late`` depends on it.
        selection: what to count; by default the whole pilot.
        earlier: gives the same figure at the end of another day, for :meth:`Progress.changes`.

    Raises:
        NotFound: something the selection names is not there.
    """
    selection = selection or Selection()
    found = tasks_of(state, selection)
    counted = [record for record in found if record.state != "cancelled"]
    marks = tuple((record.id, state.is_done(record.id)) for record in counted)
    weights = [Fraction(record.task.weight) for record in counted]
    ready = sum(weight for weight, (_, done) in zip(weights, marks, strict=True) if done)
    lights = (light(state, record, on) for record in counted)
    states = Counter(record.state for record in found)
    return Progress(
        percent=_percent(Fraction(ready), Fraction(sum(weights)), all(done for _, done in marks)),
        done=sum(done for _, done in marks),
        total=len(marks),
        late=sum(shown is not None and shown.colour == "red" for shown in lights),
        in_question=sum(
            record.state in ("closed", "maintained") and not done
            for record, (_, done) in zip(counted, marks, strict=True)
        ),
        by_state=tuple((name, states[name]) for name in STATES if states[name]),
        tasks=marks,
        co_work=sum(record.state != "cancelled" for record in co_tasks_of(state, selection)),
        earlier=earlier,
    )


def changes(before: Progress, after: Progress) -> Changes:
    """What moved a figure from one to another; ids in the order of the later one, those gone in their own."""
    then, now = dict(before.tasks), dict(after.tasks)
    return Changes(
        done=tuple(id for id, done in now.items() if done and then.get(id) is False),
        undone=tuple(id for id, done in now.items() if not done and then.get(id) is True),
        scope_in=tuple(id for id in now if id not in then),
        scope_out=tuple(id for id in then if id not in now),
    )


def _percent(ready: Fraction, whole: Fraction, everything: bool) -> int | None:
    """Exact; work without weight still keeps the figure below 100 until it is done."""
    if not whole:
        return None
    return 100 if everything else min(100 * ready // whole, 99)
