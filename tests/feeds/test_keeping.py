"""A feed that is kept rendered is the one rendered anew, whatever happened and however often it was asked for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from hypothesis.strategies import DataObject
from tests.conftest import SLOW
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.reading import by_uid, feed
from tests.feeds.stories import Story, by, small_plan

from pilotflow import Actor, ManualClock, NotFound, Pilot, Refused, open_log
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.local import LocalDays
from pilotflow.facts.duties import DecisionTaken
from pilotflow.facts.fact import Fact
from pilotflow.facts.feedback import FeedbackRaised
from pilotflow.facts.folding import evolve, fold
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskCreated
from pilotflow.feeds.feed import feed as rendered
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Extract, Sheet
from pilotflow.feeds.sheets import Sheets
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.plan.duties import PlannedOccurrence, Series
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Unit
from pilotflow.plan.work import Gate, Part, Requirement, Task
from pilotflow.testing import PilotMachine, run
from pilotflow.testing.commands import command
from pilotflow.views.selection import Selection

EARLY, END = date(2023, 1, 10), BEGIN + timedelta(days=80)
OFFICE = Actor("office")
Ask = tuple[Selection, Options]

LOOKS = (
    Options("en"),
    Options("en", lights=True),
    Options("en", todo=True, spans=True, relations=True),
    Options("zh", alarms=(1, 7), phases=False, url="https://office.example/{pilot}/{kind}/{id}"),
    Options("en", lights=True, alarms=(0,), kinds=("task", "part", "feedback")),
)


# a pilot under arbitrary commands

WHOSE = (
    Selection(),
    Selection(unit="law"),
    Selection(unit="labour", role="lead"),
    Selection(unit="college"),
    Selection(unit="departments", parts=False),
    Selection(unit="office", role="answer"),
    Selection(unit="town-hall", role="co"),
    Selection(phase="p1"),
)
WATCHED: tuple[Ask, ...] = ((WHOSE[0], LOOKS[0]), (WHOSE[1], LOOKS[1]), (WHOSE[3], LOOKS[2]))


BESIDE_TASKS = (
    *(("feedback", word) for word in ("raise_feedback", "raise_feedback", "assign", "answer", "withdraw")),
    *(("occurrence", word) for word in ("convene", "schedule", "move", "hold", "skip")),
    ("decision", "record"),
    ("task", "create"),
)


class Lasting(MemoryLog):
    """Closing it loses nothing, so that stories go on."""

    def close(self) -> None:
        """Nothing is let go of."""


class Kept(PilotMachine):
    """Asks both handles for their feeds in any order, for any day, while everybody acts and the plan changes."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Lasting()
        self.plans_so_far = 1

    def open_log(self) -> Log:
        return self.kept

    @rule(data=st.data())
    def somebody_asks_or_calls_others(self, data: DataObject) -> None:
        word = data.draw(st.sampled_from(BESIDE_TASKS))
        self.give(data.draw(command(self.plan, self.known(), *word, careful=True)), self.pilots[0])

    # states are compared with all that was before them, so each further plan doubles what that takes
    @precondition(lambda self: self.plans_so_far < 5)
    @rule(data=st.data())
    def another_plan_comes_into_force(self, data: DataObject) -> None:
        plan = data.draw(amended(self.pilots[0].plan))
        self._anything(data)
        for head in plan.roles.heads:
            difference = self.pilots[1].compare(plan)
            try:
                self.pilots[1].amend(difference, by=Actor(head), reason="new facts")
            except Refused:
                return
        self.plan = self.pilots[1].plan
        self.plans_so_far += 1

    @rule(data=st.data(), days=st.integers(-3, 200))
    def somebody_asks(self, data: DataObject, days: int) -> None:
        self._anything(data)
        ask = data.draw(st.sampled_from(WHOSE)), data.draw(st.sampled_from(LOOKS))
        on = self.today() + timedelta(days=days)
        for pilot in data.draw(st.permutations(self.pilots)):
            assert pilot.rendering(*ask, on=on) == rendered(self.anew().snapshot(), on, *ask)

    @rule(data=st.data(), days=st.integers(0, 40))
    def somebody_looks_back(self, data: DataObject, days: int) -> None:
        self._anything(data)
        pilot, ask = self.pilots[0], data.draw(st.sampled_from(WATCHED))
        day = self.today() - timedelta(days=days)
        end = LocalDays(pilot.plan.timezone).end(day)
        then = fold(fact for fact in pilot.facts() if fact.recorded < end)
        if then is None:
            with pytest.raises(NotFound):
                pilot.at(day)
        else:
            assert pilot.at(day).rendering(*ask) == rendered(then, day, *ask)

    @invariant()
    def what_is_kept_is_what_is_rendered_anew(self) -> None:
        state, today = self.anew().snapshot(), self.today()
        for ask in WATCHED:
            expected = rendered(state, today, *ask)
            for pilot in self.pilots:
                assert pilot.rendering(*ask) == expected

    def anew(self) -> Pilot:
        return Pilot.open(self.plan.id, self.log, clock=self.clock)

    def today(self) -> date:
        return LocalDays(self.plan.timezone).of(self.clock.now())


@st.composite
def amended(draw: st.DrawFn, plan: Plan) -> Plan:
    """Another version of a plan that a pilot may be running by."""
    due = by(draw(st.dates(date(2023, 1, 10), date(2023, 12, 20))).isoformat())
    leads = draw(st.sampled_from((("labour",), ("law",), ("arts",), ("departments",))))
    rhythm = draw(st.sampled_from(("FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=FR")))
    first, *others = plan.tasks
    weekly = Series(
        "weekly",
        "w",
        "meeting",
        "Regular meeting",
        Deadline("so", recurrence=rhythm),
        body="steering",
        last=date(2023, 6, 30),
        time=draw(st.sampled_from(("", "14:00"))),
    )
    once = PlannedOccurrence("kick-off", "kick-off", "event", "Kick-off", due)
    changes: dict[str, Any] = draw(
        st.sampled_from(
            (
                {"tasks": (attrs.evolve(first, leads=leads), *others)},
                {"tasks": (attrs.evolve(first, due=due), *others)},
                {"tasks": (attrs.evolve(first, title=due.text), *others)},
                {"tasks": (attrs.evolve(first, parts=(Part("list", "List", due=due),)), *others)},
                {"tasks": tuple(others) or plan.tasks},
                {"series": (weekly,)},
                {"series": ()},
                {"occurrences": (once,)},
                {"occurrences": ()},
            )
        )
    )
    return attrs.evolve(plan, **changes)


def test_whatever_is_done_to_a_pilot_its_kept_feeds_are_those_rendered_anew() -> None:
    run(Kept, settings(max_examples=100 if SLOW else 15, stateful_step_count=40 if SLOW else 25))


# one feed, fact by fact


def followed(
    story: Story, selection: Selection, options: Options, days: Callable[[int], date], *, every: int = 1
) -> list[Extract]:
    """What a kept feed gave after every so many facts; fails where another one rendered anew gives anything else."""
    kept = Sheet(selection, options)
    state = fold(story.facts[:1])
    assert state is not None
    found = []
    for count, fact in enumerate(story.facts, 1):
        if count > 1:
            evolve(state, fact)
        if count % every and count != len(story.facts):
            continue
        anew = fold(story.facts[:count])
        assert anew is not None
        given = kept.extract(state, days(count), told(story, count))
        assert given == Sheet(selection, options).extract(anew, days(count))
        found.append(given)
    return found


def told(story: Story, count: int) -> Callable[[int], list[Fact]]:
    return lambda version: story.facts[version:count]


@given(stories(), st.sampled_from((None, "business", "town")), st.sampled_from(LOOKS), st.data())
def test_it_is_the_same_from_day_to_day_with_any_option(
    story: Story, unit: str | None, options: Options, data: DataObject
) -> None:
    later = data.draw(st.lists(st.integers(0, 120), min_size=len(story.facts), max_size=len(story.facts)))
    followed(story, Selection(unit=unit), options, lambda count: END + timedelta(days=later[count - 1]))


@pytest.mark.parametrize("options", LOOKS)
def test_lights_and_alarms_go_on_from_day_to_day_without_any_fact(options: Options) -> None:
    state = Story().state()
    kept = Sheet(Selection(), options)
    for days in (0, 1, 2, 90, 91, 60, 400):
        on = BEGIN + timedelta(days=days)
        assert kept.extract(state, on) == Sheet(Selection(), options).extract(state, on)


@pytest.mark.parametrize("count", [499, 500, 501, 620])
def test_many_facts_at_once_end_where_one_after_the_other_does(count: int) -> None:
    story = Story()
    for number in range(1, count):
        about = ("task", ("1", "2", "3")[number % 3])
        raised = FeedbackRaised(
            f"F{number}", *about, f"No. {number}", "problem", ("town",), date(2023, 2, 1) + timedelta(number)
        )
        story.tell(raised, "2023-01-05", "city")
    story.task("1", "cancel", "cancelled", "2023-01-06")
    options, days = Options("en", relations=True), lambda count: END
    assert len(story.facts) == count + 1
    (first, *_, last) = followed(story, Selection(), options, days, every=count)
    assert last == rendered_extract(story.state(), Selection(), options, END)
    assert first != last


def rendered_extract(state: State, selection: Selection, options: Options, on: date) -> Extract:
    return Sheet(selection, options).extract(state, on)


@pytest.mark.parametrize("news", [(), slice(0, 3), slice(2, 3), slice(1, 2)])
def test_news_with_gaps_are_not_trusted(news: Any) -> None:
    story = Story()
    state = story.state()
    kept = Sheet(Selection(), Options("en"))
    kept.extract(state, END)
    for id in ("1", "2"):
        story.task(id, "cancel", "cancelled", "2023-01-05")
        evolve(state, story.facts[-1])
    told = story.facts[news] if isinstance(news, slice) else ()
    given = kept.extract(state, END, lambda version: told)
    assert given == rendered_extract(story.state(), Selection(), Options("en"), END)


def test_one_that_is_shown_another_past_forgets_the_one_it_knew() -> None:
    kept, stories = Sheet(Selection(), Options("en")), []
    for title in ("One", "Another"):
        story, plan = Story(), small_plan()
        story.amend(
            attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[0], title=title), *plan.tasks[1:])),
            "2023-01-05",
        )
        story.amend(plan, "2023-01-06")
        stories.append(story)
    for story in (*stories, *stories):
        given = kept.extract(story.state(), END)
        assert given == rendered_extract(story.state(), Selection(), Options("en"), END)


@pytest.mark.parametrize("id", ["kick-off", "quarterly.2023-q2"])
def test_feedback_about_what_nobody_has_entered_yet_leaves_it_where_it_is(id: str) -> None:
    story = Story().raised(("occurrence", id), "2023-01-05", "2023-02-01")
    story.feedback("F1", "answer", "answered", "2023-01-06")
    *_, last = followed(story, Selection(), Options("en"), lambda count: EARLY)
    assert any(f"UID:occurrence-{id}@".encode() in component for component in last.components)


def test_a_fact_writes_no_entry_again_but_those_it_touches() -> None:
    story = Story()
    state = story.state()
    kept = Sheet(Selection(), Options("en", lights=True))
    before = kept.extract(state, EARLY).components
    story.task("2", "cancel", "cancelled", "2023-01-05")
    evolve(state, story.facts[-1])
    after = kept.extract(state, EARLY, told(story, 2)).components
    again = [one for one, other in zip(before, after, strict=True) if one is not other]
    assert len(again) == 1
    assert b"UID:task-2@" in again[0]


def test_a_new_day_writes_no_entry_again_that_looks_as_before() -> None:
    state, kept = Story().state(), Sheet(Selection(), Options("en", lights=True))
    before = kept.extract(state, date(2023, 5, 15)).components
    after = kept.extract(state, date(2023, 5, 16)).components
    again = [one for one, other in zip(before, after, strict=True) if one is not other]
    assert len(again) == 1
    assert b"UID:task-1@" in again[0]


@pytest.mark.parametrize("name", ["task-1", "feedback-F1", "occurrence-kick-off", "phase-p1"])
def test_what_it_holds_is_listed_whatever_its_age(name: str) -> None:
    story = (
        Story()
        .task("1", "cancel", "cancelled", "2023-01-05")
        .raised(("task", "2"), "2023-01-05", "2023-01-19")
    )
    kept = Sheet(Selection(), Options("en"))
    shown = kept.extract(story.state(), date(2030, 1, 1)).components
    assert name in [f"{each.kind}-{each.id}" for each in kept.entries]
    assert len(kept) == len(kept.entries) > len(shown)


# facts that reach further than the thing they are about


def test_a_task_born_for_a_gate_is_named_by_its_phase() -> None:
    born = Task("T1", "T1", "Born", due=by("2023-06-01"), blocks="p2", source="D1")
    story = Story().tell(DecisionTaken("D1", "Do it"), "2023-01-04").tell(TaskCreated(born), "2023-01-05")
    story.tell(TaskCreated(Task("T2", "T2", "Bound to nothing", source="D1")), "2023-01-06")
    last = followed(story, Selection(), Options("en", relations=True), lambda count: END)[-1]
    phase = next(each for each in last.components if b"UID:phase-p2@" in each)
    assert b"RELATED-TO;RELTYPE=DEPENDS-ON:task-T1@small.pilotflow" in phase


def test_a_question_keeps_what_is_done_and_its_answer_lets_it_leave() -> None:
    story = Story()
    for trigger, state in (("report", "reported"), ("verify", "verified"), ("close", "closed")):
        story.task("1", trigger, state, "2023-01-05")
    story.raised(("task", "1"), "2023-01-06", "2023-01-19")
    story.feedback("F1", "withdraw", "withdrawn", "2023-01-07")
    found = followed(story, Selection(), Options("en"), lambda count: date(2023, 5, 1))
    there = [any(b"UID:task-1@" in each for each in given.components) for given in found]
    assert there == [True, True, True, False, True, False]


def test_a_part_that_comes_with_an_amendment_begins_with_it() -> None:
    plan = small_plan()
    first = attrs.evolve(
        plan.tasks[0], parts=(*plan.tasks[0].parts, Part("new", "New", due=by("2023-05-02")))
    )
    story = Story().amend(attrs.evolve(plan, tasks=(first, *plan.tasks[1:])), "2023-01-05")
    followed(story, Selection(), Options("en"), lambda count: END)
    event = by_uid(feed(story.state(), END, language="en"))["part-1.new"]
    assert event["SEQUENCE"] == "0"
    assert event["DTSTAMP"].startswith("20230105")


def test_a_meeting_whose_day_the_plan_leaves_open_stands_tentative_on_the_last_day_of_the_pilot() -> None:
    plan = small_plan()
    once = attrs.evolve(plan.occurrences[0], due=Deadline("in good time"))
    story = Story(attrs.evolve(plan, occurrences=(once,)))
    story.occurrence("kick-off", "schedule", "scheduled", "2023-01-05", start="2023-02-02")
    before, after = followed(story, Selection(), Options("en", kinds=("occurrence",)), lambda count: END)
    assert b"STATUS:TENTATIVE" in uid_of(before, "occurrence-kick-off")
    assert b"DTSTART;VALUE=DATE:20231229" in uid_of(before, "occurrence-kick-off")
    assert b"STATUS:CONFIRMED" in uid_of(after, "occurrence-kick-off")


def uid_of(extract: Extract, name: str) -> bytes:
    (found,) = [each for each in extract.components if f"UID:{name}@".encode() in each]
    return found


def test_a_gate_that_names_a_meeting_calls_it_by_its_new_title() -> None:
    plan = small_plan()
    gate = Gate((Requirement("occurrence", "kick-off"),))
    plan = attrs.evolve(
        plan, phases=(plan.phases[0], attrs.evolve(plan.phases[1], gate=gate), plan.phases[2])
    )
    renamed = attrs.evolve(plan.occurrences[0], title="Opening")
    story = Story(plan).amend(attrs.evolve(plan, occurrences=(renamed,)), "2023-01-05")
    last = followed(story, Selection(), Options("en"), lambda count: END)[-1]
    assert b"Its gate needs: Opening" in uid_of(last, "phase-p2").replace(b"\r\n ", b"")


# who is known, and who is no longer


def harboured(plan: Plan) -> Plan:
    """The plan with one unit more, which leads its first task."""
    first = attrs.evolve(plan.tasks[0], leads=("harbour",))
    units = (*plan.units, Unit("harbour", "Harbour", "harbour"))
    return attrs.evolve(plan, units=units, tasks=(first, *plan.tasks[1:]))


def test_a_unit_the_plan_does_not_know_yet_is_refused_until_it_does() -> None:
    story, selection = Story(), Selection(unit="harbour")
    state = story.state()
    kept = Sheet(selection, Options("en"))
    with pytest.raises(NotFound):
        kept.extract(state, END)
    story.amend(harboured(story.plan), "2023-01-05")
    evolve(state, story.facts[-1])
    given = kept.extract(state, END, told(story, 2))
    assert given == rendered_extract(story.state(), selection, Options("en"), END)
    assert any(b"UID:task-1@" in each for each in given.components)


def test_a_unit_the_plan_no_longer_knows_keeps_its_tombstones_whatever_follows() -> None:
    plan = small_plan()
    story, selection = Story(harboured(plan)), Selection(unit="harbour")
    story.amend(plan, "2023-01-05").task("1", "assign", "assigned", "2023-01-06")
    story.raised(("task", "1"), "2023-01-07", "2023-01-19")
    first, *_, last = followed(story, selection, Options("en"), lambda count: EARLY)
    assert b"STATUS:CONFIRMED" in uid_of(first, "task-1")
    assert b"STATUS:CANCELLED" in uid_of(last, "task-1")
    assert last.description == ""
    assert last.name == "A small pilot: Harbour"


def test_what_no_longer_has_a_day_is_the_same_tombstone_however_the_feed_came_there() -> None:
    """Work without a last day stands on its re-check for as long as it is maintained."""
    plan = small_plan()
    story = Story().task("4", "maintain", "maintained", "2023-01-03", next_check=date(2023, 7, 3))
    moved = attrs.evolve(plan.tasks[3], leads=("design",))
    story.amend(attrs.evolve(plan, tasks=(*plan.tasks[:3], moved)), "2023-01-04")
    story.task("4", "lapse", "underway", "2023-01-05")
    story.task("4", "maintain", "maintained", "2023-01-06", next_check=date(2023, 7, 6))
    for unit in ("town", "design", None):
        followed(story, Selection(unit=unit), Options("en"), lambda count: EARLY)


def test_work_without_a_last_day_that_is_no_longer_maintained_leaves_a_tombstone() -> None:
    story = Story().task("4", "maintain", "maintained", "2023-01-03", next_check=date(2023, 7, 3))
    before = by_uid(feed(story.state(), EARLY, language="en"))["task-4"]
    story.task("4", "lapse", "underway", "2023-01-05")
    after = by_uid(feed(story.state(), EARLY, language="en"))["task-4"]
    assert after["STATUS"] == "CANCELLED"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


# a pilot in its log


def started(plan: Plan | None = None) -> tuple[Pilot, ManualClock]:
    clock = ManualClock("2023-01-02")
    return Pilot.start(plan or small_plan(), open_log("memory:"), by=OFFICE, clock=clock), clock


def test_what_others_entered_in_hundreds_is_in_the_feed_at_once() -> None:
    pilot, clock = started()
    before = pilot.rendering()
    other = Pilot.open(pilot.id, pilot._engine.log, clock=clock)
    for number in range(260):
        note = other.task("1").raise_feedback(f"No. {number}", by=Actor("city"), to="town")
        note.withdraw(by=Actor("city"), reason="a mistake")
    assert other.snapshot().version > 500
    assert pilot.rendering() != before
    assert pilot.rendering() == rendered(other.snapshot(), date(2023, 1, 2))


def test_the_past_has_a_feed_of_its_own_that_later_facts_do_not_change() -> None:
    pilot, clock = started()
    then, options = pilot.at("2023-01-02"), Options("en", lights=True)
    seen = then.rendering(options=options)
    clock.set("2023-02-01")
    pilot.task("1").cancel(by=OFFICE, reason="no funds")
    assert pilot.rendering(options=options).data != seen.data
    assert then.rendering(options=options) == seen == pilot.at("2023-01-02").rendering(options=options)
    assert seen == pilot.at("2023-01-02").rendering(options=options, on="2023-01-02")


def test_the_words_of_a_feed_are_those_of_a_selection_and_options() -> None:
    pilot, _ = started()
    said = pilot.feed(
        unit="town",
        role="lead",
        parts=False,
        kinds=["task"],
        phases=False,
        lights=True,
        spans=True,
        todo=True,
        alarms=[3, 1],
        relations=True,
        url="https://office.example/{id}",
        source="https://office.example/feed.ics",
        language="en",
    )
    selection = Selection(unit="town", role="lead", parts=False)
    options = Options(
        "en",
        ("task",),
        phases=False,
        lights=True,
        spans=True,
        todo=True,
        alarms=(3, 1),
        relations=True,
        url="https://office.example/{id}",
        source="https://office.example/feed.ics",
    )
    assert said == pilot.rendering(selection, options).data
    assert said != pilot.feed(unit="town", language="en")


# how many are kept

ASKS: tuple[Ask, ...] = (
    (Selection(), Options("en")),
    (Selection(unit="business"), Options("en")),
    (Selection(unit="town"), Options("en")),
    (Selection(unit="city"), Options("en", phases=False)),  # has nothing in it
)


class Shelf:
    """Feeds kept within a bound, and which of them are still there."""

    def __init__(self, most: int, story: Story | None = None) -> None:
        self.story = story or Story()
        self.state = self.story.state()
        self.sheets = Sheets(most)

    def ask(self, ask: Ask, on: date = END) -> tuple[Extract, bool]:
        """What a feed holds, and whether it was kept since it was asked for last: then it wants the news alone."""
        wanted: list[int] = []

        def news(version: int) -> Iterable[Fact]:
            wanted.append(version)
            return self.story.facts[version:]

        return self.sheets.extract(*ask, self.state, on, news), bool(wanted)

    def go_on(self) -> None:
        """One fact more, so that every feed that is kept has news to ask for."""
        count = len(self.story.facts)
        self.story.raised(("task", "1"), "2023-01-05", "2023-01-19", text=f"No. {count}")
        evolve(self.state, self.story.facts[-1])


def size(ask: Ask) -> int:
    sheet = Sheet(*ask)
    sheet.extract(Story().state(), END)
    return len(sheet)


@given(
    st.integers(0, 60),
    st.lists(st.sampled_from(ASKS) | st.none(), min_size=1, max_size=15),
    st.sampled_from((END, date(2023, 5, 16))),
)
def test_what_is_given_is_the_same_with_any_bound(most: int, asks: list[Ask | None], on: date) -> None:
    shelf = Shelf(most)
    for ask in asks:
        if ask is None:
            shelf.go_on()
        else:
            given, _ = shelf.ask(ask, on)
            assert given == rendered_extract(shelf.story.state(), *ask, on)


@given(st.lists(st.sampled_from(ASKS[:3]), min_size=1, max_size=8), st.integers(0, 70))
def test_what_was_asked_for_last_is_kept_and_before_it_all_that_fits(asks: list[Ask], most: int) -> None:
    shelf = Shelf(most)
    for ask in asks:
        shelf.ask(ask)
    order = list(dict.fromkeys(reversed(asks)))  # asked for last first
    kept, room = [order[0]], most - size(order[0])
    for ask in order[1:]:
        room -= size(ask)
        if room < 0:
            break
        kept.append(ask)
    shelf.go_on()
    # those that were asked for last first, since asking for one may drive out others
    assert {ask: shelf_keeps(shelf, ask) for ask in order} == {ask: ask in kept for ask in order}


def shelf_keeps(shelf: Shelf, ask: Ask) -> bool:
    """Whether a feed is kept, without asking for it in the order of others."""
    return ask in shelf.sheets._sheets


def test_who_asks_again_stays_and_who_did_not_leaves() -> None:
    whole, business, town = ASKS[:3]
    shelf = Shelf(size(business) + size(whole))
    for ask in (business, town, business, whole):
        shelf.ask(ask)
    shelf.go_on()
    assert shelf.ask(business)[1]
    assert not shelf.ask(town)[1]


def test_a_feed_too_large_for_the_bound_is_kept_while_nobody_asks_for_another() -> None:
    shelf, kept = Shelf(0), []
    for ask in (ASKS[0], ASKS[0], ASKS[1], ASKS[0]):
        kept.append(shelf.ask(ask)[1])
        shelf.go_on()
    assert kept == [False, True, False, False]


def test_a_feed_with_nothing_in_it_is_kept_like_any_other() -> None:
    shelf, empty = Shelf(60_000), ASKS[3]
    given, _ = shelf.ask(empty)
    assert given.components == ()
    shelf.go_on()
    assert shelf.ask(empty)[1]


def test_feeds_with_nothing_in_them_do_not_pile_up() -> None:
    shelf, before = Shelf(10), alive()
    for number in range(40):
        page = f"https://office.example/{number}"
        shelf.ask((Selection(unit="city"), Options("en", phases=False, url=page)))
    assert alive() - before <= 11


def alive() -> int:
    """How many kept feeds there are in this process."""
    gc.collect()
    return sum(isinstance(each, Sheet) for each in gc.get_objects())


def test_what_nobody_knows_is_refused_and_leaves_the_rest_as_it_is() -> None:
    shelf = Shelf(60_000)
    shelf.ask(ASKS[0])
    with pytest.raises(NotFound):
        shelf.ask((Selection(unit="nobody"), Options("en")))
    shelf.go_on()
    assert shelf.ask(ASKS[0])[1]
