"""Time limits that the plan could not date are settled when the day they count from is known, as facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from tests.pilot.stage import HEAD_A, HEAD_B, LAW, OFFICE, begun, clock_of, log_of
from tests.plans import due, small_plan

from pilotflow import Actor, Deadline, Pilot, Refused
from pilotflow.dates.conventions import Conventions
from pilotflow.dates.read import read_deadline
from pilotflow.dates.workdays import WorkdayList
from pilotflow.facts.pilots import DeadlineResolved
from pilotflow.plan.duties import PlannedOccurrence, Series
from pilotflow.plan.model import DocumentConventions, Plan

PLAN = small_plan()


def refused(call: Callable[..., object], *args: object, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


def with_limits(launch: str, **tasks: Deadline | None) -> Plan:
    """The small plan with a first phase of a kind that needs nothing, and with these time limits."""
    first, last = PLAN.phases
    return attrs.evolve(
        PLAN,
        phases=(attrs.evolve(first, kind=launch), attrs.evolve(last, due=read_deadline("M12"))),
        tasks=tuple(
            attrs.evolve(task, phase="p2", due=tasks.get(f"t{task.id}", task.due)) for task in PLAN.tasks
        ),
    )


def approve(pilot: Pilot) -> tuple[Any, ...]:
    pilot.phase("p1").present(by=OFFICE)
    pilot.phase("p1").decide("approve", by=HEAD_A)
    return pilot.phase("p1").decide("approve", by=HEAD_B).facts


LIMITS = {
    "t1": read_deadline("within 3 months of launch"),
    "t2": read_deadline("within 3 months of approval"),
    "t3": read_deadline("M6"),
    "t4": read_deadline("as soon as possible"),
}


def test_the_launch_settles_what_counts_from_it_and_nothing_else() -> None:
    pilot = begun(with_limits("launch", **LIMITS))
    clock_of(pilot).set("2023-01-31")
    resolved = {
        (fact.data.kind, fact.data.id): fact.data.due.latest
        for fact in approve(pilot)
        if isinstance(fact.data, DeadlineResolved)
    }
    assert resolved == {
        ("task", "1"): date(2023, 4, 30),
        ("task", "3"): date(2023, 7, 30),
        ("phase", "p2"): date(2024, 1, 30),
    }
    record = pilot.task("1").record
    assert (record.due.latest, record.due.text, record.revision) == (
        date(2023, 4, 30),
        "within 3 months of launch",
        1,
    )
    assert pilot.snapshot().horizon == date(2024, 1, 30)
    whole(pilot)


def test_only_a_launch_is_the_start_of_the_programme() -> None:
    pilot = begun(with_limits("progress", **LIMITS))
    assert not [fact for fact in approve(pilot) if isinstance(fact.data, DeadlineResolved)]


def test_a_window_that_cannot_be_computed_stays_open_at_the_launch() -> None:
    limit = Deadline("3 working days after launch", anchor="event:launch", offset="3 workdays")
    plan = attrs.evolve(
        with_limits("launch", t1=limit),
        calendar=WorkdayList(known_until=date(2022, 12, 10)),
        conventions=DocumentConventions(deadlines=Conventions(strict=True)),
    )
    pilot = begun(plan)
    approve(pilot)
    assert pilot.task("1").record.due == limit


def test_the_day_of_an_event_settles_the_limit_that_counts_from_it() -> None:
    pilot = begun(with_limits("launch", **LIMITS))
    assert [(point.id, point.reason) for point in pilot.status().open_points if point.kind == "task"] == [
        ("1", "waits-for-event"),
        ("2", "waits-for-event"),
        ("3", "waits-for-event"),
        ("4", "open-deadline"),
    ]
    step = pilot.resolve_deadline("task", "2", day="2022-11-30", by=OFFICE, reason="approved then")
    assert [fact.type for fact in step.facts] == ["pilot.resolve_deadline"]
    assert pilot.task("2").record.due == read_deadline(
        "within 3 months of approval", events={"approval": "2022-11-30"}
    )
    assert refused(pilot.resolve_deadline, "task", "2", day="2022-12-01", by=OFFICE, reason="x") == [
        "date-is-known",
        "waits-for-no-event",
    ]
    assert refused(pilot.resolve_deadline, "task", "4", day="2022-12-01", by=OFFICE, reason="x") == [
        "waits-for-no-event"
    ]
    assert refused(pilot.resolve_deadline, "task", "9", day="2022-12-01", by=OFFICE, reason="x") == [
        "unknown-subject"
    ]
    assert refused(pilot.resolve_deadline, "task", "4", by=OFFICE, reason="x") == ["latest-required"]
    assert "not-office" in refused(pilot.resolve_deadline, "task", "1", day="2022-12-01", by=LAW, reason="x")
    pilot.resolve_deadline("task", "4", "2023-05-31", by=OFFICE, reason="decided")
    assert pilot.task("4").record.due == attrs.evolve(
        LIMITS["t4"], latest=date(2023, 5, 31), vague=False, rule="stated"
    )
    whole(pilot)


def with_opening(due: Deadline | None) -> Plan:
    opening = PlannedOccurrence("opening", "opening", "event", "Opening", due=due)
    return attrs.evolve(with_limits("launch"), occurrences=(*PLAN.occurrences, opening))


def test_a_one_off_occurrence_that_waits_has_its_day_when_the_event_is_known() -> None:
    pilot = begun(with_opening(read_deadline("within a month of approval")))
    end = pilot.snapshot().horizon
    assert pilot.occurrence("opening").window == (date(2022, 12, 9), end)
    assert ("occurrence", "opening") in {(point.kind, point.id) for point in pilot.status().open_points}
    pilot.resolve_deadline("occurrence", "opening", day="2023-01-31", by=OFFICE, reason="approved")
    assert pilot.occurrence("opening").window == (date(2022, 12, 9), date(2023, 2, 28))
    assert "opening" not in {point.id for point in pilot.status().open_points}
    codes = refused(pilot.resolve_deadline, "occurrence", "opening", "2023-05-31", by=OFFICE, reason="x")
    assert codes == ["date-is-known"]
    codes = refused(pilot.resolve_deadline, "occurrence", "kick-off", "2023-05-31", by=OFFICE, reason="x")
    assert codes == ["unknown-subject"]  # it goes by its phase
    whole(pilot)


def test_the_launch_settles_a_one_off_occurrence_too() -> None:
    pilot = begun(with_opening(read_deadline("M2")))
    approve(pilot)
    assert pilot.occurrence("opening").window == (date(2023, 1, 9), date(2023, 2, 8))


def test_an_amendment_that_states_another_limit_holds_again() -> None:
    pilot = begun(with_opening(read_deadline("within a month of approval")))
    pilot.resolve_deadline("occurrence", "opening", day="2023-01-31", by=OFFICE, reason="approved")
    event = revision_of(pilot, "opening")
    same = attrs.evolve(pilot.plan, title="The same pilot")
    for head in (HEAD_A, HEAD_B):
        pilot.amend(pilot.compare(same), by=head, reason="words")
    assert pilot.occurrence("opening").window[1] == date(2023, 2, 28)
    opening = attrs.evolve(pilot.plan.occurrences[-1], due=due("2023-05-31"))
    other = attrs.evolve(pilot.plan, occurrences=(*PLAN.occurrences, opening))
    for head in (HEAD_A, HEAD_B):
        pilot.amend(pilot.compare(other), by=head, reason="agreed")
    assert pilot.occurrence("opening").window[1] == date(2023, 5, 31)
    assert revision_of(pilot, "opening") > event > 0
    whole(pilot)


def revision_of(pilot: Pilot, id: str) -> int:
    """The SEQUENCE that a subscriber sees."""
    from icalendar import Calendar

    events = Calendar.from_ical(pilot.feed(language="en")).walk("VEVENT")
    return next(
        int(str(event["SEQUENCE"])) for event in events if str(event["UID"]).startswith(f"occurrence-{id}@")
    )


def test_a_meeting_whose_day_is_open_is_tentative_in_calendars() -> None:
    from icalendar import Calendar

    pilot = begun(with_opening(read_deadline("within a month of approval")))
    status = {
        str(event["UID"]).partition("@")[0]: str(event["STATUS"])
        for event in Calendar.from_ical(pilot.feed(language="en")).walk("VEVENT")
    }
    assert status["occurrence-opening"] == "TENTATIVE"
    assert status["occurrence-kick-off"] == "CONFIRMED"


@pytest.mark.parametrize("value", ["soon", "2023-02-30"])
def test_a_limit_that_is_no_day_is_missing(value: str) -> None:
    pilot = begun(with_limits("launch", **LIMITS))
    assert refused(pilot.resolve_deadline, "task", "4", value, by=OFFICE, reason="x") == ["latest-required"]


def with_series(when: Deadline, **changes: Any) -> Plan:
    return attrs.evolve(PLAN, series=(Series("s", "s", "work", "Visits", when),), **changes)


def test_a_duty_owed_several_times_in_a_window_is_as_many_occurrences() -> None:
    pilot = begun(with_series(Deadline("3 times", recurrence="FREQ=YEARLY", per="3/year")))
    found = [occurrence.id for occurrence in pilot.occurrences() if occurrence.id.startswith("s.")]
    assert found == [f"s.{year}.{time}" for year in (2022, 2023) for time in (1, 2, 3)]
    visit = pilot.occurrence("s.2023.2")
    visit.schedule("2023-05-05", by=OFFICE)
    assert visit.state == "scheduled"
    assert pilot.occurrence("s.2023.1").state == "due"
    assert refused_to_exist(pilot, "s.2023")
    whole(pilot)


def refused_to_exist(pilot: Pilot, id: str) -> bool:
    from pilotflow import NotFound

    try:
        pilot.occurrence(id)
    except NotFound:
        return True
    return False


def test_a_day_of_a_rhythm_moves_off_a_rest_day_where_the_plan_says_so() -> None:
    monthly = read_deadline("by the 25th of each month")
    at = {"stay": date(2023, 3, 25), "next": date(2023, 3, 27), "previous": date(2023, 3, 24)}
    for rest_day, day in at.items():
        conventions = DocumentConventions(deadlines=Conventions(rest_day=rest_day))
        pilot = begun(with_series(monthly, conventions=conventions))
        assert pilot.occurrence("s.2023-03-25").window == (day, day)


def test_a_count_per_window_settles_a_cadence() -> None:
    pilot = begun()
    regular = pilot.series("regular")
    assert refused(regular.settle, Deadline("x", per="1/fortnight"), by=OFFICE) == ["bad-argument"]
    regular.settle(Deadline("twice a quarter", per="2/quarter"), by=OFFICE)
    assert [each.id for each in pilot.occurrences("2023-01-01", "2023-03-31") if "regular" in each.id] == [
        f"regular@{college}.2023-q1.{time}" for college in ("law", "arts") for time in (1, 2)
    ]
    whole(pilot)


def test_an_actor_other_than_the_office_cannot_settle_a_date() -> None:
    pilot = begun(with_limits("launch", **LIMITS))
    codes = refused(pilot.resolve_deadline, "task", "1", "2023-01-01", by=Actor("nobody"), reason="x")
    assert codes == ["unknown-actor"]


def test_what_is_due_by_a_day_may_be_held_before_it_but_not_before_the_time_before() -> None:
    pilot = begun(with_series(read_deadline("by the 25th of each month")))
    clock_of(pilot).set("2023-02-26")
    meeting = pilot.occurrence("s.2023-02-25")
    assert meeting.window == (date(2023, 2, 25), date(2023, 2, 25))
    assert refused(meeting.hold, start="2023-01-25", by=OFFICE) == ["outside-window"]
    assert refused(meeting.schedule, "2023-02-26", by=OFFICE) == ["outside-window"]
    meeting.hold(start="2023-01-26", by=OFFICE)
    pilot.occurrence("s.2022-12-25").hold(start="2022-12-09", by=OFFICE)
    whole(pilot)


def test_an_ambiguous_day_can_be_settled_and_keeps_its_words() -> None:
    pilot = begun(with_limits("launch", t1=read_deadline("2023年12月中旬前并长期保持")))
    pilot.resolve_deadline("task", "1", "2023-12-10", by=OFFICE, reason="agreed")
    settled = pilot.task("1").record.due
    assert (settled.latest, settled.text, settled.sustain, settled.alternatives) == (
        date(2023, 12, 10),
        "2023年12月中旬前并长期保持",
        True,
        (),
    )
    assert refused(pilot.resolve_deadline, "task", "1", "2023-12-20", by=OFFICE, reason="x") == [
        "date-is-known"
    ]


def test_a_last_day_and_the_day_it_counts_from_are_not_given_at_once() -> None:
    pilot = begun(with_limits("launch", **LIMITS))
    codes = refused(
        pilot.resolve_deadline, "task", "2", "2023-05-31", day="2023-01-01", by=OFFICE, reason="x"
    )
    assert codes == ["due-or-day"]


def test_a_day_from_which_nothing_can_be_computed_says_so() -> None:
    limit = Deadline("3 working days after approval", anchor="event:approval", offset="3 workdays")
    plan = attrs.evolve(
        with_limits("launch", t1=limit),
        calendar=WorkdayList(known_until=date(2022, 12, 10)),
        conventions=DocumentConventions(deadlines=Conventions(strict=True)),
    )
    codes = refused(begun(plan).resolve_deadline, "task", "1", day="2023-05-31", by=OFFICE, reason="x")
    assert codes == ["not-computable"]


def test_a_season_is_settled_like_an_event() -> None:
    pilot = begun(with_limits("launch", t1=read_deadline("汛期前")))
    assert ("1", "waits-for-event") in [(point.id, point.reason) for point in pilot.status().open_points]
    pilot.resolve_deadline("task", "1", day="2023-04-15", by=OFFICE, reason="announced")
    assert pilot.task("1").record.due.latest == date(2023, 4, 14)


def test_the_cadence_of_a_season_is_open_until_it_is_settled() -> None:
    pilot = begun(with_series(read_deadline("汛期每周")))
    assert [point.reason for point in pilot.status().open_points if point.id == "s"] == ["open-cadence"]
    assert pilot.series("s").state == "open"
    pilot.series("s").settle(Deadline("weekly", recurrence="FREQ=WEEKLY"), by=OFFICE)
    assert pilot.series("s").state == "settled"
