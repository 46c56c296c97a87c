"""Every fact is one sentence in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import has_chinese
from tests.plans import small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.facts import duties, feedback, phases, pilots, tasks
from pilotflow.facts.actor import Actor
from pilotflow.facts.codec import words as fact_words
from pilotflow.facts.data import Data
from pilotflow.facts.fact import Fact, Step
from pilotflow.language.facts import describe
from pilotflow.language.sentences import SENTENCES
from pilotflow.plan.work import Task
from pilotflow.rules.tables import KINDS, lifecycle

NOON = datetime(2023, 1, 5, 4, tzinfo=UTC)
CLASSES: dict[str, type[Data]] = {
    "task": tasks.TaskTransition,
    "feedback": feedback.FeedbackTransition,
    "phase": phases.PhaseTransition,
    "occurrence": duties.OccurrenceTransition,
    "pilot": pilots.PilotTransition,
}
EDGES = [(kind, *edge) for kind in KINDS for edge in lifecycle(kind).edges()]

words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=8)
ids = st.sampled_from(["7", "F1", "p2", "kick-off"])
deadlines = st.builds(Deadline, words, latest=st.none() | st.dates())
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "plan": st.just(small_plan()),
    "task": st.builds(Task, ids, ids, words, leads=st.lists(ids).map(tuple), source=ids),
    "id": ids,
    "due": deadlines,
    "when": deadlines,
    "conditions": st.lists(st.builds(Task, ids, ids, words, leads=st.lists(ids).map(tuple)), max_size=2).map(
        tuple
    ),
    "attendance": st.lists(st.builds(duties.Attendance, ids, st.integers(0, 99))).map(tuple),
    "reassigned": st.lists(st.builds(pilots.Reassignment, ids, words)).map(tuple),
    "cancelled": st.lists(st.builds(pilots.Reassignment, ids, words)).map(tuple),
    "successions": st.lists(st.builds(pilots.Succession, ids, ids)).map(tuple),
}
HINTS = {str: words, str | None: st.none() | words, tuple[str, ...]: st.lists(words, max_size=2).map(tuple)}
HINTS |= {str | tuple[str, ...]: words | st.lists(words, max_size=2).map(tuple)}


def _strategy(kind: type[Data], **fixed: Any) -> st.SearchStrategy[Data]:
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name in kind.fields()}
    given = {name: FIELDS.get(name, HINTS.get(hint, st.from_type(hint))) for name, hint in hints.items()}
    return st.builds(kind, **given | fixed)


def _contents() -> st.SearchStrategy[Data]:
    """The content of any fact there is, any edge of any table among them."""
    edge = st.sampled_from(EDGES).flatmap(
        lambda edge: _strategy(
            CLASSES[edge[0]], trigger=st.just(edge[1]), left=st.just(edge[2]), entered=st.just(edge[3])
        )
    )
    signed = _strategy(tasks.LeadSigned, trigger=st.sampled_from(["accept", "report"]))
    others = [_strategy(kind) for word, kind in fact_words().items() if word != "task.sign"]
    return st.one_of(edge, signed, *others)


contents = _contents()


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    data = draw(contents)
    by = Actor(draw(ids), acting_for=draw(st.none() | ids))
    effective = draw(st.sampled_from(["2023-01-05", "2023-01-04", "2023-01", "2022-12", "2023", "2022"]))
    notes = {name: draw(st.none() | words) for name in ("reason", "document")}
    return Fact(data.type, 1, NOON, effective, by, data, **notes, clamped=draw(st.booleans()))


def _fact(data: Data, effective: str = "2023-01-05", **more: Any) -> Fact:
    by = more.pop("by", Actor("hr"))
    return Fact(data.type, 1, more.pop("recorded", NOON), effective, by, data, **more)


def _report(**more: Any) -> tasks.TaskTransition:
    return tasks.TaskTransition("7", "report", "underway", "reported", **more)


def test_every_type_of_fact_has_a_sentence_and_every_sentence_a_type() -> None:
    types = {f"{kind}.{trigger}" for kind, trigger, _, _ in EDGES} | set(fact_words()) - {"task.sign"}
    cases = {word.partition("-")[0] for word in SENTENCES} - {"task.sign"}

    assert types == cases
    assert {"task.sign-accept", "task.sign-report"} <= set(SENTENCES)


@given(facts())
def test_a_fact_says_its_day_and_who_entered_it_and_why(fact: Fact) -> None:
    for language in ("en", "zh"):
        text = describe(fact, language)
        assert text.startswith(f"{fact.effective}  {fact.by.unit}")
        for part in (fact.by.acting_for, fact.reason, fact.document):
            assert part is None or part in text


@given(facts())
def test_a_fact_is_one_line_in_either_language_and_chinese_in_chinese(fact: Fact) -> None:
    assert "\n" not in fact.text("en") + fact.text("zh")
    assert has_chinese(fact.text("zh"))


@given(facts())
def test_only_a_fact_that_took_effect_before_its_recording_is_recorded_late(fact: Fact) -> None:
    late = fact.effective < "2023-01-05"[: len(fact.effective)]

    assert ("recorded late, on 2023-01-05" in describe(fact)) is late


def test_a_report_says_its_evidence() -> None:
    fact = _fact(_report(evidence=("signed agreement",)), "2022-12-28")

    assert fact.text("en") == (
        "2022-12-28  hr reported task 7 (evidence: signed agreement; recorded late, on 2023-01-05)"
    )
    assert fact.text("zh") == "2022-12-28  hr 报送任务“7”（佐证材料：signed agreement；补录于 2023-01-05）"


def test_what_a_sentence_says_is_not_noted_again_and_what_it_lacks_is() -> None:
    raised = feedback.FeedbackRaised("F1", "task", "7", "page missing", "problem", ("hr",), date(2023, 1, 9))
    passed = feedback.FeedbackTransition("F1", "assign", "assigned", "assigned", to=("law", "arts"))

    assert _fact(raised).text() == (
        "2023-01-05  hr raised feedback F1 (problem) about task 7: page missing"
        " (to hr; answer owed by 2023-01-09)"
    )
    assert _fact(passed).text() == "2023-01-05  hr passed feedback F1 on to law, arts"


def test_a_fact_without_more_to_say_has_no_brackets() -> None:
    accepted = tasks.TaskTransition("7", "accept", "assigned", "accepted")

    assert _fact(accepted).text() == "2023-01-05  hr accepted task 7"


def test_whoever_acts_for_another_is_said_to() -> None:
    assigned = tasks.TaskTransition("7", "assign", "planned", "assigned")
    fact = _fact(assigned, by=Actor("school", acting_for="office"))

    assert fact.text("en") == "2023-01-05  school for office assigned task 7"
    assert fact.text("zh") == "2023-01-05  school 代 office 交办任务“7”"


def test_a_clock_that_went_back_is_said() -> None:
    assert _fact(_report(), clamped=True).text().endswith("(the clock had gone back)")


@pytest.mark.parametrize(
    ("zone", "late"), [("Asia/Shanghai", True), ("America/New_York", False), (None, False)]
)
def test_the_zone_of_the_plan_decides_what_is_late(zone: str | None, late: bool) -> None:
    evening = datetime(2023, 1, 4, 17, tzinfo=UTC)
    fact = _fact(_report(), "2023-01-04", recorded=evening)

    assert ("recorded late" in describe(fact, "en", zone)) is late


def test_every_case_of_a_type_is_told_apart() -> None:
    told = [
        tasks.ExtensionDecided("7", date(2023, 2, 1), True),
        tasks.ExtensionDecided("7", date(2023, 2, 1), True, ("head-b",)),
        tasks.ExtensionDecided("7", date(2023, 2, 1), False),
        tasks.LeadSigned("7", "accept", "hr"),
        tasks.LeadSigned("7", "report", "hr"),
        pilots.Delegated("hr", "staff"),
        pilots.Delegated("hr", "staff", revoked=True),
    ]
    for language in ("en", "zh"):
        assert len({_fact(data).text(language) for data in told}) == len(told)


def test_an_amendment_says_what_happens_to_tasks_and_units() -> None:
    amended = pilots.PlanAmended(
        small_plan(),
        "0" * 64,
        2,
        (pilots.Reassignment("2", "underway"),),
        (pilots.Reassignment("3", "assigned"),),
        ("9",),
        (pilots.Succession("law", "arts"),),
    )

    assert _fact(amended).text() == (
        "2023-01-05  hr put edition 2 of the plan into force (back to assigned: tasks 2;"
        " cancelled: tasks 3; new: tasks 9; successors: arts for law)"
    )


def test_attendance_is_counted_by_unit() -> None:
    held = duties.OccurrenceTransition(
        "O1",
        "hold",
        "scheduled",
        "held",
        attendance=(duties.Attendance("law", 3), duties.Attendance("arts", 0)),
    )

    assert "attended by law 3, arts 0" in _fact(held).text()


def test_a_deadline_is_said_in_its_words_and_its_day_where_they_do_not_say_it() -> None:
    words_only = pilots.DeadlineResolved("task", "7", Deadline("end of 2023", latest=date(2023, 12, 31)))
    a_day = pilots.DeadlineResolved("phase", "p1", Deadline("2023-12-31", latest=date(2023, 12, 31)))

    assert _fact(words_only).text().endswith("set the deadline of task 7: end of 2023 (2023-12-31)")
    assert _fact(a_day).text().endswith("set the deadline of phase p1: 2023-12-31")


def test_a_correction_names_the_fact_the_field_and_the_new_words() -> None:
    corrected = pilots.Corrected(4, "task.report", "task", "7", "evidence", ("minutes", "photo"))

    assert _fact(corrected).text() == "2023-01-05  hr corrected the evidence of fact 4: minutes, photo"


def test_a_type_that_has_no_sentence_is_named() -> None:
    class Odd(Data):
        word = "odd.thing"

    fact = _fact(attrs.frozen(Odd)())

    assert fact.text() == "2023-01-05  hr: odd.thing"


def test_a_step_is_one_line_a_fact() -> None:
    later = _fact(_report(), recorded=NOON + timedelta(days=1))

    assert Step((_fact(_report()), later)).text().count("\n") == 1
