"""The pages: what is true is on them, whatever a plan says stays text, and they need nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.stories import DAYS, states
from tests.views.story import PLAN, Story, due, plan_with, task
from tests.web.markup import Element, read

from pilotflow.facts.state import State
from pilotflow.language.views import light_reason
from pilotflow.language.web import word
from pilotflow.pilot.reading import Reading
from pilotflow.plan.units import Body
from pilotflow.views.progress import progress
from pilotflow.views.selection import Selection
from pilotflow.views.status import status
from pilotflow.web.links import drawn, webcal
from pilotflow.web.page import FeedLink, PageLink, front_page, page

ON = date(2023, 2, 15)
LANGUAGES = st.sampled_from(["en", "zh"])
ADDRESS = "https://calendar.example/small"
FEEDS = [
    FeedLink("", f"{ADDRESS}/all.ics", webcal(f"{ADDRESS}/all.ics"), drawn(f"{ADDRESS}/all.ics")),
    FeedLink("Law college", f"{ADDRESS}/law.ics", webcal(f"{ADDRESS}/law.ics")),
]
FILES = [FeedLink("", "all.ics"), FeedLink("Law college", "law.ics")]
OFFERS: dict[str, list[FeedLink]] = {"links": FEEDS, "files": FILES, "nothing": []}


class Known:
    """A state as a pilot that can be read."""

    def __init__(self, state: State) -> None:
        self._state = state

    def snapshot(self) -> State:
        return self._state


def known(state: State) -> Reading:
    return cast("Reading", Known(state))


def shown(state: State, *, language: str = "en", on: date = ON, feeds: list[FeedLink] = FEEDS) -> Element:
    return read(page(known(state), feeds, language, on))


def section(tree: Element, id: str) -> list[Element]:
    """The entries of one section; none where it is not there, or holds a word instead of a list."""
    found = [e for e in tree.all("section") if e.attributes["aria-labelledby"] == id]
    lists = [each for s in found for each in s.children if isinstance(each, Element) and each.name == "ul"]
    return [each for entries in lists for each in entries.children if isinstance(each, Element)]


def percents(entry: Element) -> list[int]:
    return [int(bar.attributes["value"]) for bar in entry.all("progress")]


@given(state=states(), on=DAYS, language=LANGUAGES, kind=st.sampled_from(sorted(OFFERS)))
def test_any_pilot_makes_a_whole_page_that_needs_nothing_from_elsewhere(
    state: State, on: date, language: str, kind: str
) -> None:
    feeds = OFFERS[kind]
    tree = shown(state, language=language, on=on, feeds=feeds)
    assert {e.name for e in tree.walk()}.isdisjoint(
        {"script", "link", "img", "iframe", "form", "object", "base"}
    )
    assert not [
        name
        for e in tree.walk()
        for name in e.attributes
        if name.startswith("on") or name in ("style", "src")
    ]
    ids = [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    addresses = [e.attributes["href"] for e in tree.all("a")]
    inner = [address for address in addresses if address.startswith("#")]
    assert {address[1:] for address in inner} <= set(ids)
    assert [a for a in addresses if a not in inner] == [
        address for feed in feeds for address in (feed.webcal, feed.address) if address
    ]
    assert tree.one("html").attributes["lang"] == {"en": "en", "zh": "zh-Hans"}[language]
    assert tree.one("meta", name="referrer").attributes["content"] == "no-referrer"
    assert len(tree.all("h1")) == len(tree.all("main")) == 1


@given(state=states(), language=LANGUAGES)
def test_the_policy_of_a_page_lets_in_its_own_style_and_nothing_else(state: State, language: str) -> None:
    text = page(known(state), FEEDS, language, ON)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [
        meta.attributes["content"]
        for meta in read(text).all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style
    assert "@import" not in style


@given(state=states(), language=LANGUAGES)
def test_headings_never_skip_a_level_and_bars_and_codes_are_also_words(state: State, language: str) -> None:
    tree = shown(state, language=language)
    levels = [int(e.name[1]) for e in tree.walk() if re.fullmatch(r"h[1-6]", e.name)]
    assert levels[0] == 1
    assert all(later <= former + 1 for former, later in pairwise(levels))
    for bar in tree.all("progress"):
        assert bar.attributes["aria-label"]
        assert f"{bar.attributes['value']}" in bar.text
        assert 0 <= int(bar.attributes["value"]) <= int(bar.attributes["max"]) == 100
    for each in tree.all("section"):
        assert tree.all("h2", id=each.attributes["aria-labelledby"])
    for each in tree.all("div", role="img"):
        assert each.attributes["aria-label"]
        assert each.all("svg")


@given(state=states(), on=DAYS)
def test_every_bar_is_the_progress_the_library_gives(state: State, on: date) -> None:
    tree = shown(state, on=on)

    def figure(**narrowed: str) -> list[int]:
        found = progress(state, on, Selection(**narrowed)).percent  # type: ignore[arg-type]
        return [] if found is None else [found]

    assert percents(tree.one("header")) == figure()
    for agreement, entry in zip(PLAN.agreements, section(tree, "agreements"), strict=True):
        assert percents(entry)[: len(figure(agreement=agreement.id))] == figure(agreement=agreement.id)
    for phase, entry in zip(PLAN.phases, section(tree, "phases"), strict=True):
        assert percents(entry) == figure(phase=phase.id)
    for body, entry in zip(PLAN.bodies, section(tree, "bodies"), strict=True):
        assert percents(entry) == figure(body=body.id)


@given(state=states(), on=DAYS, language=LANGUAGES)
def test_every_task_with_a_light_is_listed_with_its_reason_red_ones_first(
    state: State, on: date, language: str
) -> None:
    lit = [line for line in status(state, on).tasks if line.light is not None]
    lit.sort(key=lambda line: ("red", "yellow", "blue").index(line.light.colour))  # type: ignore[union-attr]
    entries = section(shown(state, on=on, language=language), "lights")
    if not lit:
        assert entries == []
        assert word("quiet", language) in shown(state, on=on, language=language).text
        return
    for line, entry in zip(lit, entries, strict=True):
        assert line.light is not None
        assert entry.one("h3").text == f"{line.label} {line.title}"
        assert light_reason(line.light.reason, dict(line.light.data), language) in entry.text
        assert entry.all("li", class_=line.light.colour)


def test_a_task_with_a_light_says_who_leads_it_where_anybody_does() -> None:
    late = due("2022-12-30")
    story = Story(plan_with(task("1", "school", "labour", due=late), task("2", due=late)))
    led, unled = section(shown(story.state), "lights")
    assert "planned · led by The school, Labour office" in led.text
    assert "led by" not in unled.text


NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'\x00\x1b\u2028\ud800")), min_size=1, max_size=30
)


@given(words=NASTY, language=LANGUAGES)
def test_whatever_a_plan_says_is_text_and_can_be_sent(words: str, language: str) -> None:
    unit, *units = PLAN.units
    story = Story(
        attrs.evolve(
            plan_with(task("1", "school", due=due("2022-12-30"))),
            title=words,
            units=(attrs.evolve(unit, short=words), *units),
            phases=tuple(attrs.evolve(phase, title=words) for phase in PLAN.phases),
            bodies=tuple(attrs.evolve(body, name=words) for body in PLAN.bodies),
            agreements=tuple(attrs.evolve(agreement, title=words) for agreement in PLAN.agreements),
        )
    )
    plain = Story(plan_with(task("1", "school", due=due("2022-12-30"))))
    links = [FeedLink(words, "all.ics")]
    text = page(known(story.state), links, language, ON)
    text.encode()
    shape = [e.name for e in read(page(known(plain.state), [FeedLink("x", "all.ics")], language, ON)).walk()]
    assert [e.name for e in read(text).walk()] == shape
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_what_plans_say_is_found_again_letter_by_letter() -> None:
    title = "<b>A & B</b> \"C\" 'D'"
    tree = shown(Story(attrs.evolve(PLAN, title=title)).state)
    assert tree.one("h1").text == tree.one("title").text == title


def test_a_page_without_calendars_agreements_or_bodies_has_no_such_sections() -> None:
    bare = attrs.evolve(plan_with(), agreements=(), bodies=(), series=(), phases=())
    tree = shown(Story(bare).state, feeds=[])
    assert [each.attributes["aria-labelledby"] for each in tree.all("section")] == ["lights"]
    assert [a.attributes["href"] for a in tree.all("a")] == ["#lights"]
    assert word("nothing", "en") in tree.one("header").text


def test_calendars_are_offered_as_subscriptions_or_as_files() -> None:
    state = Story().state
    links = shown(state).all("section")[-1]
    assert [a.attributes["href"] for a in links.all("a", class_="subscribe")] == [
        "webcal://calendar.example/small/all.ics",
        "webcal://calendar.example/small/law.ics",
    ]
    assert [h3.text for h3 in links.all("h3")] == ["The whole pilot", "Law college"]
    assert len(links.all("svg")) == 1  # the second has no code
    assert word("how", "en") in links.text
    files = shown(state, feeds=FILES).all("section")[-1]
    assert [a.attributes["href"] for a in files.all("a")] == ["all.ics", "law.ics"]
    assert word("how-relative", "en") in files.text
    for client in ("apple", "google", "outlook", "thunderbird"):
        assert word(client, "en") in links.text


def agreement_entry(story: Story, id: str, on: date = ON, language: str = "en") -> str:
    place = [agreement.id for agreement in story.state.plan.agreements].index(id)
    return section(shown(story.state, on=on, language=language), "agreements")[place].text


def with_agreement(**changes: Any) -> Story:
    pair = attrs.evolve(PLAN.agreements[1], **changes)
    return Story(attrs.evolve(PLAN, agreements=(PLAN.agreements[0], pair, PLAN.agreements[2])))


def test_an_agreement_says_what_it_is_part_of_and_how_long_it_holds() -> None:
    story = with_agreement(first=date(2022, 12, 9), last=ON)
    text = agreement_entry(story, "pair-1")
    for said in ("Pair one", "pairing", "part of Frame", "from 2022-12-09", "until 2023-02-15"):
        assert said in text
    assert "to be reviewed on 2023-12-31" in text
    late = agreement_entry(story, "pair-1", on=ON + timedelta(days=1))
    assert "ended on 2023-02-15" in late
    assert "until" not in late
    assert "part of" not in agreement_entry(story, "frame")
    assert "结对" in agreement_entry(story, "pair-1", language="zh")


def test_an_agreement_counts_the_parts_of_tasks_for_it_and_its_parties() -> None:
    # task 2 has the part “pair” for each agreement and the part “sign” for each college; law is in pair-1
    story = Story()
    assert "0 of 2 parts of tasks covered" in agreement_entry(story, "pair-1")
    assert "0 of 1 parts of tasks covered" in agreement_entry(story, "frame")
    story.until("2", "underway").move("2", "report", by="staff", parts=("sign@law",))
    assert "1 of 2 parts of tasks covered" in agreement_entry(story, "pair-1")
    story.move("2", "verify").move("2", "close")
    assert "2 of 2 parts of tasks covered" in agreement_entry(story, "pair-1")
    cancelled = Story().until("2", "cancelled")
    assert "parts of tasks" not in agreement_entry(cancelled, "pair-1")


def test_an_agreement_counts_its_meetings_and_the_open_feedback_about_it() -> None:
    story = Story()
    quiet = agreement_entry(story, "pair-2", on=date(2022, 12, 9))
    assert "open feedback" not in quiet
    assert "held" not in quiet
    visits = [
        line.id
        for line in status(story.state, date(2023, 12, 31), Selection(agreement="pair-2")).occurrences
        if line.id.startswith("visit")
    ]
    story.meet(visits[0], "hold", "held", start="2022-12-28")
    story.raise_about("agreement", "pair-2", ("labour",))
    text = agreement_entry(story, "pair-2", on=date(2023, 12, 31))
    assert "meetings and other duties held: 1" in text
    assert f"overdue: {len(visits) - 1}" in text
    assert "open feedback: 1" in text


def test_a_phase_says_how_it_stands_when_it_is_due_and_whom_it_waits_for() -> None:
    story = Story().phase("p1", "open", "open")
    launch, _, undated = section(shown(story.state, on=date(2023, 2, 1)), "phases")
    for said in ("Launch", "open", "due 2023-01-31", "red: due 2023-01-31, yesterday, and not presented"):
        assert said in launch.text
    assert "due" not in undated.text
    line = status(story.state, date(2023, 2, 1)).phases[0]
    waiting = "waits for " + ", ".join(PLAN.caption(id) for id in line.waiting_for)
    assert (waiting in launch.text) == bool(line.waiting_for)
    signed = Story().phase("p1", "open", "open").phase("p1", "present", "presented")
    assert "waits for head-a, head-b" in section(shown(signed.state), "phases")[0].text


def test_a_body_says_whether_it_is_set_up_and_counts_the_lights_of_its_tasks() -> None:
    made = Body("later", "working", "Later", "later", created_by="1")
    story = Story(attrs.evolve(PLAN, bodies=(*PLAN.bodies, made)))
    bodies = [entry.text for entry in section(shown(story.state), "bodies")]
    assert "set up" in bodies[0]
    assert "to be set up by task 1" in bodies[-1]
    assert "red: 1 late" in bodies[2]  # g1 has task 1, due at the end of 2022
    story.until("1", "verified")
    assert section(shown(story.state), "bodies")[-1].text.startswith("Later set up")


def test_suspended_work_and_work_in_question_are_said() -> None:
    story = Story().until("1", "suspended").until("3", "closed")
    story.raise_about("task", "3", ("labour",))
    top = shown(story.state).one("header").text
    assert "1 suspended" in top
    assert "1 in question" in top


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_list_of_pilots_leads_to_each_with_its_progress_on_its_own_day(language: str) -> None:
    first, second = Story(), Story(attrs.evolve(PLAN, title="Another <pilot>", language="zh"))
    first.until("1", "closed")
    rows = [
        PageLink(known(first.state), ON, "small/index.html"),
        PageLink(known(second.state), ON + timedelta(days=1), "other/index.html"),
    ]
    tree = read(front_page(rows, language))
    assert [(a.attributes["href"], a.text, a.attributes["lang"]) for a in tree.all("a")] == [
        ("small/index.html", "A small pilot", "en"),
        ("other/index.html", "Another <pilot>", "zh-Hans"),
    ]
    assert percents(tree) == [progress(each.state, ON).percent for each in (first, second)]
    assert [time.text for time in tree.all("time")] == ["2023-02-15", "2023-02-16"]
    assert tree.one("title").text == word("pilots", language)


def test_the_same_facts_day_and_language_give_the_same_page() -> None:
    once, again = (page(known(Story().until("1", "reported").state), FEEDS, "zh", ON) for _ in range(2))
    assert once == again
    assert once != page(known(Story().until("1", "reported").state), FEEDS, "en", ON)
