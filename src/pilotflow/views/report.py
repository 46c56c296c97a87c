"""A status as the plain-text report a programme office reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pilotflow.language.names import name_of
from pilotflow.language.views import heading, join, note, remark_line, remarks, state_word, title_line
from pilotflow.views.lines import (
    FeedbackLine,
    OccurrenceLine,
    PhaseLine,
    StandingLine,
    TargetLine,
    TaskLine,
)
from pilotflow.views.status import Status


def report(status: Status, language: str) -> str:
    """Title, progress, and every list that is not empty; of occurrences those that are owed or were missed."""
    said = _Words(status, language)
    lists: dict[str, Iterable[str]] = {
        "phases": map(said.phase, status.phases),
        "tasks": map(said.task, status.tasks),
        "co_tasks": map(said.task, status.co_tasks),
        "open_feedback": map(said.feedback, status.open_feedback),
        "occurrences": said.occurrences(),
        "standing": map(said.standing, status.standing),
        "targets": map(said.target, status.targets),
        "open_points": (point.text(language) for point in status.open_points),
        "receipts": (said.receipt(unit, day) for unit, day in status.receipts),
    }
    lines = [
        title_line(status.title, status.id, status.status, status.on.isoformat(), language),
        said.progress(),
    ]
    for name, found in lists.items():
        rows = [f"  {row}" for row in found]
        if rows:
            lines += ["", heading(name, language), *rows]
    return "\n".join(lines)


class _Words:
    """Says the lines of one status in one language."""

    def __init__(self, status: Status, language: str) -> None:
        self._status = status
        self._language = language

    def progress(self) -> str:
        figure = self._status.progress
        counts = {"late": figure.late, "questioned": figure.in_question, "co-work": figure.co_work}
        notes = [self._note(name, count=count) for name, count in counts.items() if count]
        return remarks([figure.text(self._language), *notes], self._language)

    def phase(self, line: PhaseLine) -> str:
        notes = [state_word("phase", line.state, self._language)]
        if line.light is not None:
            notes.append(line.light.text(self._language))
        elif line.due is not None:
            notes.append(self._note("due", day=line.due))
        if line.percent is not None:
            notes.append(self._note("percent", percent=line.percent))
        return self._line(line.id, line.title, [*notes, *self._waiting(line.waiting_for)])

    def task(self, line: TaskLine) -> str:
        notes = [state_word("task", line.state, self._language)]
        if line.light is not None:
            notes.append(line.light.text(self._language))
        if line.in_question:
            notes.append(self._note("question"))
        return self._line(line.label, line.title, [*notes, *self._waiting(line.waiting_for)])

    def feedback(self, line: FeedbackLine) -> str:
        kind, id = line.about
        notes = [
            self._note("about", kind=name_of("kind", kind, self._language), id=self._caption(id)),
            state_word("feedback", line.state, self._language),
        ]
        if line.state != "answered" and line.answer_by is not None:
            notes.append(self._note("answer-by", day=line.answer_by))
        if line.overdue:
            notes.append(self._note("overdue"))
        if line.disputes:
            notes.append(self._note("disputed", count=line.disputes))
        return self._line(line.id, line.text, [*notes, *self._waiting(line.waiting_for)])

    def occurrences(self) -> Iterator[str]:
        """Those owed or missed; the windows of one duty that went by without it are told together."""
        gone: dict[str, list[OccurrenceLine]] = {}
        for line in self._status.occurrences:
            if line.overdue and line.state == "due":
                gone.setdefault(_duty(line), []).append(line)
        for line in self._status.occurrences:
            together = gone.get(_duty(line), [])
            if line.state in ("held", "skipped") or line in together[1:]:
                continue
            yield self._all_of(together) if together[1:] and line in together else self._occurrence(line)

    def _all_of(self, lines: list[OccurrenceLine]) -> str:
        notes = [
            state_word("occurrence", "due", self._language),
            self._note("windows", count=len(lines), first=lines[0].first, last=lines[-1].last),
            self._note("overdue"),
        ]
        return self._line(_duty(lines[0]), lines[0].title, [*notes, *self._waiting(lines[0].waiting_for)])

    def _occurrence(self, line: OccurrenceLine) -> str:
        notes = [state_word("occurrence", line.state, self._language)]
        if line.state == "due":
            notes.append(self._note("window", first=line.first, last=line.last))
        else:
            notes.append(line.day.isoformat() if line.time is None else f"{line.day.isoformat()} {line.time}")
        if line.overdue:
            notes.append(self._note("overdue"))
        return self._line(line.id, line.title, [*notes, *self._waiting(line.waiting_for)])

    def standing(self, line: StandingLine) -> str:
        name = "overdue-recheck" if line.overdue else "next-check"
        notes = [] if line.next_check is None else [self._note(name, day=line.next_check)]
        return self._line(line.id, line.title, [*notes, *self._waiting(line.waiting_for)])

    def target(self, line: TargetLine) -> str:
        notes = [name_of("target_kind", line.kind, self._language)]
        if line.amount is not None:
            notes.append(self._note("figure", amount=line.amount, unit=line.unit).strip())
        if line.total is not None:
            notes.append(self._note("ticked", ticked=line.ticked, total=line.total))
        return self._line(line.id, line.title, notes)

    def receipt(self, unit: str, day: str | None) -> str:
        word = self._note("not-received") if day is None else self._note("received", day=day)
        return self._line(unit, self._caption(unit), [word])

    def _waiting(self, units: tuple[str, ...]) -> Iterator[str]:
        if units:
            yield self._note("waiting", units=self._join([self._caption(unit) for unit in units]))

    def _caption(self, id: str) -> str:
        return self._status.caption(id)

    def _note(self, name: str, **data: object) -> str:
        return note(name, self._language, **data)

    def _line(self, id: str, title: str, notes: list[str]) -> str:
        return remark_line(id, title, notes, self._language)

    def _join(self, words: list[str]) -> str:
        return join(words, self._language)


def _duty(line: OccurrenceLine) -> str:
    """The series, with the member it is for; the occurrence itself where it is one of its own."""
    return line.id.partition(".")[0]
