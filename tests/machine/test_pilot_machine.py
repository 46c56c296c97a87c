"""A pilot in SQLite, driven by arbitrary commands of arbitrary actors against a plain model in memory."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis.stateful import invariant
from tests.machine.model import Model

from pilotflow import open_log
from pilotflow.facts.fact import Step
from pilotflow.log.port import Log
from pilotflow.testing import Attempt, PilotMachine, run

SLOW = bool(os.environ.get("PILOTFLOW_SLOW"))


class OnSqlite(PilotMachine):
    """The machine hosts get, on a file, beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.model: Model | None = None

    def open_log(self) -> Log:
        return open_log(f"sqlite:///{Path(self.folder.name) / 'pilots.db'}")

    def teardown(self) -> None:
        super().teardown()
        self.folder.cleanup()

    def started(self) -> None:
        foreseen = self.pilots[0].occurrences()
        self.model = Model(self.plan, {each.id: each.window for each in foreseen})
        self.zone = ZoneInfo(self.plan.timezone)

    def before(self, attempt: Attempt) -> None:
        self.bytes_before = self.content()

    def today(self) -> date:
        """The local day of recording: that of the clock, or of the last fact where the clock went back."""
        last = self.pilots[0].facts()[-1].recorded
        return max(self.clock.now(), last).astimezone(self.zone).date()

    def content(self) -> tuple[bytes, ...]:
        """What the file holds, and what waits beside it to be written there."""
        return tuple(
            path.read_bytes()
            for path in sorted(Path(self.folder.name).glob("*.db*"))
            if path.suffix != ".db-shm"
        )

    def accepted(self, attempt: Attempt, step: Step) -> None:
        assert self.model is not None
        then = self.standing()
        recorded = step.facts[0].recorded.astimezone(self.zone).date()
        codes = self.model.give(attempt, recorded)
        assert not codes, f"done, though the page says {codes}"
        now = self.standing()
        moved = {thing: state for thing, state in now.items() if then.get(thing) != state}
        entered = {(kind, id): state for kind, id, state in step.entered}
        assert moved.items() <= entered.items()
        assert all(now[thing] == state for thing, state in entered.items() if thing in now)
        assert all(then[kind, id] == state for kind, id, state in step.left if (kind, id) in then)

    def refused(self, attempt: Attempt, codes: tuple[str, ...]) -> None:
        assert self.model is not None
        expected = self.model.give(attempt, self.today())
        assert expected == set(codes), f"refused with {sorted(set(codes))}, the page says {sorted(expected)}"
        assert self.content() == self.bytes_before

    def standing(self) -> dict[tuple[str, str], str]:
        """The state of every thing the model knows."""
        assert self.model is not None
        model = self.model
        records = {
            "task": model.tasks,
            "feedback": model.feedback,
            "phase": model.phases,
            "occurrence": model.occurrences,
        }
        found = {(kind, id): each["state"] for kind, known in records.items() for id, each in known.items()}
        return found | {("pilot", self.plan.id): model.status}

    @invariant()
    def the_pilot_is_what_the_page_says(self) -> None:
        """Every state, owed answer, signature, question and day is that of the model."""
        assert self.model is not None
        model, state = self.model, self.pilots[0].snapshot()
        assert state.status == model.status
        assert state.office_exists == model.office_exists
        assert state.delegations == model.delegations
        assert set(state.receipts) == model.received
        assert list(state.decisions) == model.decisions
        assert state.pilot_signatures == model.signed
        assert {id: (one.state, set(one.reported), set(one.accepted)) for id, one in state.tasks.items()} == {
            id: (one["state"], one["reported"], one["accepted"]) for id, one in model.tasks.items()
        }
        assert {id: None if one.due is None else one.due.latest for id, one in state.tasks.items()} == {
            id: one["latest"] for id, one in model.tasks.items()
        }
        assert {
            id: (one.state, one.about[1], one.to, set(one.answerers), one.answer_by)
            for id, one in state.feedback.items()
        } == {
            id: (one["state"], one["about"], one["to"], one["answerers"], one["answer_by"])
            for id, one in model.feedback.items()
        }
        assert {
            id: (one.state, {who: signed.verdict for who, signed in one.signatures.items()}, set(one.filed))
            for id, one in state.phases.items()
        } == {id: (one["state"], one["signed"], one["filed"]) for id, one in model.phases.items()}
        touched = {id: one["state"] for id, one in model.occurrences.items() if one["state"] != "due"}
        assert {id: one.state for id, one in state.occurrences.items()} == touched
        for id in model.tasks:
            assert state.in_question("task", id) is bool(model.open_about(id))

    @invariant()
    def progress_counts_what_the_page_calls_done(self) -> None:
        """Done is closed or maintained and not in question; cancelled work is not counted."""
        assert self.model is not None
        counted = [id for id, one in self.model.tasks.items() if one["state"] != "cancelled"]
        done = sum(map(self.model.is_done, counted))
        progress = self.pilots[1].progress()
        assert (progress.done, progress.total) == (done, len(counted))
        assert progress.percent == (100 * done // len(counted) if counted else None)


def test_a_pilot_in_sqlite_does_what_the_page_says_and_keeps_the_rules_that_never_bend() -> None:
    counts = settings(max_examples=200, stateful_step_count=60) if SLOW else settings(stateful_step_count=40)
    run(OnSqlite, counts)
