"""A link opens the calendar it was made for, until it is revoked, replaced or has expired, and nothing else does."""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from tests.language.chinese import has_chinese
from tests.log.entries import ENTRY
from tests.pilot.stage import begun
from tests.plans import small_plan

from pilotflow import open_log
from pilotflow.errors import LogError, NotFound, Refused
from pilotflow.feeds.options import Options
from pilotflow.feeds.things import THINGS
from pilotflow.language import LANGUAGES
from pilotflow.log.faults import log_error
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog
from pilotflow.log.subscriptions import SubscriptionRow
from pilotflow.pilot.asks import FURTHEST, LONGEST, from_json, stated, to_json
from pilotflow.pilot.subscriptions import (
    Subscription,
    Unreadable,
    digest_of,
    revoke,
    rotate,
    subscribe,
    subscription_of,
    subscriptions,
    survey,
    unreadable,
)
from pilotflow.plan.duties import Agreement
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Category, Classification
from pilotflow.views.selection import ROLES, Selection

NOW = datetime(2023, 1, 1, 12, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))
DAY = timedelta(days=1)


def full_plan(**changes: Any) -> Plan:
    """The small plan with an area and an agreement, so that every field of a selection can be given."""
    given = {
        "classifications": (Classification("area", (Category("green", "Green areas"),)),),
        "agreements": (
            Agreement("a1", "a1", "framework", "Framework agreement", parties=("law", "district")),
        ),
    }
    return small_plan(**given | changes)


@pytest.fixture(scope="module")
def shared() -> Log:
    """Two pilots, for tests that look at nothing but what they made themselves."""
    return two_pilots(open_log("memory:"))


@pytest.fixture
def log() -> Log:
    return two_pilots(open_log("memory:"))


def two_pilots(log: Log) -> Log:
    begun(full_plan(), log=log)
    begun(small_plan(id="second", title="Second pilot", units=(*small_plan().units, EXTRA)), log=log)
    return log


EXTRA = attrs.evolve(small_plan().units[0], id="county", name="The county")


def made(log: Log, pilots: Any = "small", **given: Any) -> tuple[Subscription, str]:
    return subscribe(log, pilots, **{"now": NOW, **given})


def refused(log: Log, pilots: Any = "small", **given: Any) -> list[str]:
    """The codes a subscription is refused with; nothing may be left of it, and every reason has its words."""
    before = log.subscriptions.all()
    with pytest.raises(Refused) as caught:
        made(log, pilots, **given)
    assert log.subscriptions.all() == before
    for reason in caught.value.reasons:
        assert reason.text("en") != reason.code
        assert has_chinese(reason.text("zh"))
    return list(caught.value.codes)


# Tokens


class LinksAreKeptPromises(RuleBasedStateMachine):
    """Every token there ever was, at any time: it opens its subscription, or nothing."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{self.folder.name}/pilots.db"
        self.log = open_log(self.url)
        begun(log=self.log)
        self.now = NOW
        self.live: dict[str, Subscription] = {}
        self.dead: set[str] = set()

    @rule(target=tokens, units=st.sampled_from([None, "law", "arts"]), lasts=st.none() | st.integers(1, 5))
    def subscribe(self, units: str | None, lasts: int | None) -> str:
        expires = None if lasts is None else self.now + lasts * DAY
        subscription, token = made(self.log, selection=Selection(unit=units), expires=expires, now=self.now)
        assert (subscription.created, subscription.expires, subscription.used) == (self.now, expires, None)
        assert token not in self.live.keys() | self.dead
        self.live[token] = subscription
        return token

    @rule(target=tokens, token=consumes(tokens))
    def rotate(self, token: str) -> Any:
        subscription = self.live.pop(token, None)
        if subscription is None:
            return multiple()
        fresh = rotate(self.log, subscription.id)
        assert fresh not in self.live.keys() | self.dead | {token}
        self.dead.add(token)
        self.live[fresh] = subscription
        return fresh

    @rule(token=consumes(tokens))
    def revoke(self, token: str) -> None:
        subscription = self.live.pop(token, None)
        if subscription is not None:
            revoke(self.log, subscription.id)
            self.dead.add(token)
            for use in (revoke, rotate):
                with pytest.raises(NotFound):
                    use(self.log, subscription.id)

    @rule(token=tokens)
    def fetch(self, token: str) -> None:
        subscription = self.live.get(token)
        if subscription is not None:
            self.log.subscriptions.use(subscription.id, self.now.date())
            self.live[token] = attrs.evolve(subscription, used=self.now.date())

    @rule(hours=st.integers(1, 40))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def reopen(self) -> None:
        self.log.close()
        self.log = open_log(self.url)

    @invariant()
    def a_token_opens_its_own_subscription_or_nothing(self) -> None:
        for token, subscription in self.live.items():
            over = subscription.expires is not None and subscription.expires <= self.now
            assert subscription_of(self.log, token, self.now) == (None if over else subscription)
        for token in self.dead:
            assert subscription_of(self.log, token, self.now) is None

    @invariant()
    def all_that_were_not_revoked_are_listed(self) -> None:
        assert sorted(s.id for s in subscriptions(self.log)) == sorted(s.id for s in self.live.values())

    def teardown(self) -> None:
        self.log.close()
        self.folder.cleanup()


TestLinksAreKeptPromises = LinksAreKeptPromises.TestCase
TestLinksAreKeptPromises.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


def test_the_token_is_nowhere_in_the_file_and_its_digest_is(tmp_path: Path) -> None:
    with open_log(f"sqlite:///{tmp_path}/pilots.db") as log:
        begun(log=log)
        subscription, token = made(log)
        fresh = rotate(log, subscription.id)
        raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert digest_of(fresh).encode() in raw
        assert token.encode() not in raw
        assert fresh.encode() not in raw
        assert token not in repr(log.subscriptions.all()) + repr(subscriptions(log)) + repr(subscription)


def test_a_token_has_256_random_bits_in_letters_that_a_url_takes_as_they_are(log: Log) -> None:
    tokens = {made(log)[1] for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)
    assert all(token.isascii() for token in tokens)


def test_the_digest_is_the_sha_256_that_other_programs_make_too() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(token=st.one_of(st.text(), st.binary(), st.none(), st.integers()))
def test_whatever_is_sent_instead_of_a_token_opens_nothing_and_is_no_error(shared: Log, token: Any) -> None:
    assert subscription_of(shared, token, NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        *(lambda token: token[:-1], lambda token: token + "A", lambda token: token.swapcase()),
        *(lambda token: token + "\n", lambda token: token + "\0", lambda token: f" {token}"),
        *(lambda token: token.encode(), lambda token: f"{token}=", lambda token: token + "\ud800"),
        *(
            lambda token: "",
            lambda token: "x" * 1_000_000,
            lambda token: "令" * 43,
            lambda token: "\ud800" * 43,
        ),
        digest_of,
    ],
)
def test_a_token_with_anything_changed_opens_nothing(log: Log, change: Any) -> None:
    _, token = made(log)
    changed = change(token)
    assert changed != token
    assert subscription_of(log, changed, NOW) is None
    assert subscription_of(log, token, NOW) is not None


def test_the_digest_of_what_is_no_text_of_a_token_is_no_error() -> None:
    assert digest_of("\ud800") != digest_of("\udfff") != digest_of("")


class Watched:
    """The subscriptions of a log, with every question that is put to them."""

    def __init__(self, log: Log) -> None:
        self.kept = log.subscriptions
        self.asked: list[str] = []

    @property
    def subscriptions(self) -> Watched:
        return self

    def find(self, digest: str) -> SubscriptionRow | None:
        assert len(digest) == 64
        self.asked.append("find")
        return self.kept.find(digest)


def test_a_wrong_a_revoked_and_an_expired_token_cost_the_same_questions(log: Log) -> None:
    gone, revoked = made(log)
    revoke(log, gone.id)
    short, replaced = made(log)
    rotate(log, short.id)
    _, expired = made(log, expires=NOW + DAY)
    for token in (revoked, replaced, expired, "A" * 43, "", "\0", "x" * 1_000_000):
        watched = Watched(log)
        assert subscription_of(watched, token, NOW + DAY) is None  # type: ignore[arg-type]
        assert watched.asked == ["find"]


def test_a_row_that_a_log_gives_for_another_digest_opens_nothing(log: Log) -> None:
    _, token = made(log)

    class Careless(Watched):
        def find(self, digest: str) -> SubscriptionRow | None:
            return self.kept.all()[0]

    assert subscription_of(Careless(log), token, NOW) is not None  # type: ignore[arg-type]
    assert subscription_of(Careless(log), "A" * 43, NOW) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("use", [rotate, revoke])
def test_an_id_there_is_not_is_answered_with_one_that_is_a_slip_away_and_no_other(log: Log, use: Any) -> None:
    subscription, token = made(log)
    other = subscription.id[:4] + subscription.id[4:].translate(
        str.maketrans("0123456789abcdef", "f0123456789abcde")
    )
    slip = subscription.id[:-1]
    for id in (slip, other, "s-1", "x", "", "\ud800", token):
        with pytest.raises(NotFound) as caught:
            use(log, id)
        assert caught.value.reason.code == "unknown-subscription"
        remedy = (
            f"Did you mean {subscription.id}?" if id == slip else "Look it up in the list of subscriptions."
        )
        assert caught.value.text().endswith(remedy)
        assert has_chinese(caught.value.text("zh"))
    assert subscription_of(log, token, NOW) == subscription


def test_an_id_that_is_taken_is_drawn_again(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["00000001", "00000001", "00000002"])
    monkeypatch.setattr(secrets, "token_hex", lambda size: next(drawn))
    assert [made(log)[0].id for _ in range(2)] == ["s-00000001", "s-00000002"]


def test_a_log_that_finds_every_id_taken_is_not_asked_for_ever(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "00000001")
    made(log)
    with pytest.raises(LogError) as caught:
        made(log)
    assert caught.value.code == "known-subscription"
    assert len(subscriptions(log)) == 1


def test_a_log_that_cannot_keep_it_is_asked_once_and_no_token_is_given(tmp_path: Path) -> None:
    with open_log(f"sqlite:///{tmp_path}/pilots.db") as log:
        begun(log=log)
        subscription, token = made(log)
        with closing(sqlite3.connect(tmp_path / "pilots.db", isolation_level=None)) as other:
            other.execute("PRAGMA busy_timeout=0")
            other.execute("BEGIN IMMEDIATE")
            with closing(SqliteLog(tmp_path / "pilots.db", wait=0)) as hurried:
                for use in (
                    made,
                    lambda log: rotate(log, subscription.id),
                    lambda log: revoke(log, subscription.id),
                ):
                    with pytest.raises(LogError) as caught:
                        use(hurried)
                    assert caught.value.code == "not-kept"
        assert subscriptions(log) == (subscription,)
        assert subscription_of(log, token, NOW) == subscription


# Expiry


@pytest.mark.parametrize(
    ("expires", "first_dead"),
    [
        (date(2023, 1, 1), datetime(2023, 1, 2, tzinfo=UTC)),  # today is the last day
        (date(2024, 2, 29), datetime(2024, 3, 1, tzinfo=UTC)),
        (NOW + timedelta(microseconds=1), NOW + timedelta(microseconds=1)),
        (datetime(2023, 1, 1, 20, 0, 1, tzinfo=SHANGHAI), datetime(2023, 1, 1, 12, 0, 1, tzinfo=UTC)),
    ],
)
def test_a_link_works_until_the_instant_before_it_expires(
    log: Log, expires: date, first_dead: datetime
) -> None:
    subscription, token = made(log, expires=expires)
    assert subscription.expires == first_dead
    assert subscription_of(log, token, first_dead - timedelta(microseconds=1)) == subscription
    assert subscription_of(log, token, (first_dead - timedelta(microseconds=1)).astimezone(SHANGHAI))
    assert subscription_of(log, token, first_dead) is None
    assert subscriptions(log) == (subscription,)


@pytest.mark.parametrize("expires", [NOW, NOW - DAY, date(2022, 12, 31), date.min, NOW.astimezone(SHANGHAI)])
def test_an_end_that_is_not_to_come_is_refused(shared: Log, expires: date) -> None:
    assert refused(shared, expires=expires) == ["expired"]


@pytest.mark.parametrize(
    "expires",
    [
        *(datetime(2030, 1, 1), "2030-01-01", 20300101, date.max),  # noqa: DTZ001 - without a zone, on purpose
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=8))),
    ],
)
def test_an_end_that_is_no_moment_is_refused(shared: Log, expires: Any) -> None:
    assert refused(shared, expires=expires) == ["bad-expiry"]


def test_a_present_without_a_time_zone_is_a_mistake_of_the_program(shared: Log) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        made(shared, now=NOW.replace(tzinfo=None))


# What is asked for

selections = st.builds(
    Selection,
    unit=st.sampled_from([None, "law", "colleges", "leading-group", "head-a"]),
    phase=st.sampled_from([None, "p1", "p2"]),
    area=st.sampled_from([None, "green"]),
    agreement=st.sampled_from([None, "a1"]),
    body=st.sampled_from([None, "office"]),
    parts=st.booleans(),
    role=st.sampled_from([None, *ROLES]),
)
looks = st.builds(
    Options,
    language=st.sampled_from([None, *LANGUAGES]),
    kinds=st.lists(st.sampled_from(sorted(THINGS)), max_size=4).map(tuple),
    phases=st.booleans(),
    lights=st.booleans(),
    spans=st.booleans(),
    todo=st.booleans(),
    alarms=st.lists(st.integers(0, FURTHEST), max_size=4).map(tuple),
    relations=st.booleans(),
    url=st.sampled_from(["", "https://example.org/{pilot}/{kind}/{id}?a=1&b=🗓", "HTTP://x"]),
    source=st.sampled_from(["", "https://example.org/secret.ics"]),
)


@given(selection=selections, options=looks)
@settings(deadline=None)
def test_what_was_asked_for_is_asked_for_again_but_where_the_feed_is_found(
    shared: Log, selection: Selection, options: Options
) -> None:
    subscription, token = made(shared, selection=selection, options=options)
    assert subscription.selection == selection
    assert subscription.options == attrs.evolve(options, source="")
    assert subscription_of(shared, token, NOW) == subscription
    assert subscription in subscriptions(shared)
    assert "secret" not in repr(shared.subscriptions.all())
    revoke(shared, subscription.id)


@given(selection=selections, options=looks)
def test_only_what_is_not_as_it_is_by_default_is_kept(selection: Selection, options: Options) -> None:
    kept = stated(selection) | stated(options)
    for part in (selection, options):
        for field in attrs.fields(type(part)):
            differs = getattr(part, field.name) != field.default and field.name != "source"
            assert (field.name in kept) == differs
    assert from_json(to_json(selection, options)) == (selection, attrs.evolve(options, source=""), ())


def test_one_who_asks_for_nothing_in_particular_keeps_an_empty_object() -> None:
    assert to_json(Selection(), Options()) == "{}"


def test_every_field_of_a_selection_and_of_options_is_tried_here() -> None:
    for part in (Selection, Options):
        drawn = {Selection: selections, Options: looks}[part]
        names = {field.name for field in attrs.fields(part)}
        assert names == set(drawn.wrapped_strategy.kwargs)  # type: ignore[attr-defined]


def test_lists_may_be_given_where_tuples_are_kept(log: Log) -> None:
    options = Options(kinds=["task"], alarms=[1])  # type: ignore[arg-type]
    subscription, _ = made(log, ["small"], options=options)
    assert subscription.options == Options(kinds=("task",), alarms=(1,))


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"pilots": ()}, ["pilots-required"]),
        ({"pilots": "nobody"}, ["unknown-pilot"]),
        ({"pilots": ("nobody", "small", "\ud800")}, ["unknown-pilot"] * 2),
        ({"name": "a\nb"}, ["bad-name"]),
        ({"name": "a\u2028b"}, ["bad-name"]),
        ({"name": "\0"}, ["bad-name"]),
        ({"name": "\ud800"}, ["bad-name"]),
        ({"name": "x" * (LONGEST + 1)}, ["bad-name"]),
        ({"name": 7}, ["bad-name"]),
        ({"selection": Selection(unit="lwa")}, ["unknown-unit"]),
        ({"selection": Selection(unit="\ud800")}, ["unknown-unit"]),
        (
            {"selection": Selection(unit="x", phase="x", area="x", agreement="x", body="x")},
            [
                *("unknown-unit", "unknown-phase", "unknown-area", "unknown-agreement", "unknown-body"),
            ],
        ),
        ({"selection": Selection(unit=7)}, ["bad-ask"]),  # type: ignore[arg-type]
        ({"selection": Selection(parts="yes")}, ["bad-ask"]),  # type: ignore[arg-type]
        ({"options": Options(kinds="task")}, ["bad-ask"]),  # type: ignore[arg-type]
        ({"options": Options(todo=1, alarms=(True,), url=None)}, ["bad-ask"] * 3),  # type: ignore[arg-type]
        ({"options": Options(kinds=("task", "tasks", "\0"))}, ["unknown-kind"] * 2),
        ({"selection": Selection(role="leader")}, ["unknown-role"]),
        ({"selection": Selection(role="leader"), "pilots": ()}, ["pilots-required", "unknown-role"]),
        ({"options": Options(language="fr")}, ["unknown-language"]),
        ({"options": Options(language="zh-\ud800")}, ["unknown-language"]),
        ({"options": Options(alarms=(0, -1, 366, 367, 10**30))}, ["bad-alarm"] * 3),
        *(
            ({"options": Options(url=url)}, ["bad-url"])
            for url in (
                *("ftp://x", "javascript:alert(1)", "//x", "http://", "https:x", " https://x", "https://x\n"),
                *(
                    "https://a b",
                    "https://x/\r\nX-EVIL:1",
                    "https://x/\0",
                    "https://x/\x7f",
                    "https://\ud800",
                ),
                *("https://x/\u2028", "https://x/\x85"),
            )
        ),
    ],
)
def test_what_cannot_be_given_is_refused_with_its_reason(
    shared: Log, given: dict[str, Any], codes: list[str]
) -> None:
    assert refused(shared, **given) == codes


def test_all_reasons_are_given_at_once(shared: Log) -> None:
    assert refused(
        shared,
        ("small", "nobody"),
        selection=Selection(unit="x", phase="x"),
        options=Options(language="fr", kinds=("x",), alarms=(-1,), url="x", todo=7),  # type: ignore[arg-type]
        name="a\tb",
        expires=NOW,
    ) == [
        *("unknown-pilot", "bad-name", "bad-ask", "unknown-language", "unknown-kind", "bad-alarm", "bad-url"),
        *("unknown-unit", "unknown-phase", "expired"),
    ]


def test_a_reason_says_what_would_do_instead(shared: Log) -> None:
    with pytest.raises(Refused) as caught:
        made(shared, "smal", options=Options(kinds=("tsk",), alarms=(367,)))
    said = caught.value.text()
    assert "It holds small." in said
    assert "Choose one of task, " in said
    assert "from 0 to 366" in said


def test_of_several_pilots_one_must_know_all_that_is_selected(log: Log) -> None:
    both = ("small", "second")
    for selection in (Selection(unit="county"), Selection(agreement="a1"), Selection(unit="law", phase="p1")):
        assert made(log, both, selection=selection)[0].pilots == both
    # The county is a unit of the one, the agreement one of the other: no feed would have anything in it.
    assert refused(log, both, selection=Selection(unit="county", agreement="a1")) == ["unknown-unit"]
    # The one that lacks least tells what.
    asked = Selection(unit="county", phase="p1", agreement="x")
    for order in (both, both[::-1]):
        assert refused(log, order, selection=asked) == ["unknown-agreement"]


def test_a_pilot_named_twice_is_in_it_once_and_their_order_is_kept(log: Log) -> None:
    assert made(log, ["second", "small", "second"])[0].pilots == ("second", "small")


def test_a_pilot_that_cannot_be_read_is_an_error_of_the_log(log: Log) -> None:
    log.append("strange", 0, [ENTRY])
    with pytest.raises(LogError) as caught:
        made(log, ("small", "strange"))
    assert caught.value.code == "bad-fact"
    assert log.subscriptions.all() == ()


# Names


@pytest.mark.parametrize(
    ("pilots", "selection", "name"),
    [
        ("small", Selection(), "A small pilot"),
        (("small", "second"), Selection(), "A small pilot, Second pilot"),
        ("small", Selection(unit="law", parts=False, role="lead"), "Law college"),
        ("small", Selection(body="office", unit="arts"), "Arts college, Office"),
        (
            "small",
            Selection(phase="p2", area="green", agreement="a1"),
            "Final, Green areas, Framework agreement",
        ),
        (("small", "second"), Selection(unit="county"), "The county"),
    ],
)
def test_a_name_that_is_not_given_is_made_from_the_selection(
    log: Log, pilots: Any, selection: Selection, name: str
) -> None:
    for blank in ("", "   "):
        assert made(log, pilots, selection=selection, name=blank)[0].name == name


def test_a_name_is_made_in_the_language_of_the_feed(log: Log) -> None:
    options = Options(language="zh")
    assert made(log, ("small", "second"), options=options)[0].name == "A small pilot、Second pilot"


def test_where_no_language_is_asked_for_it_is_that_of_the_first_plan(log: Log) -> None:
    begun(small_plan(id="third", title="第三试点", language="zh"), log=log)
    assert made(log, ("third", "small"))[0].name == "第三试点、A small pilot"
    assert made(log, ("small", "third"))[0].name == "A small pilot, 第三试点"


def test_a_name_made_from_long_titles_is_cut(log: Log) -> None:
    begun(small_plan(id="long", title="长" * 300), log=log)
    assert made(log, "long")[0].name == "长" * LONGEST


@pytest.mark.parametrize("name", ["x" * LONGEST, "领导小组的日历 🗓️", "<script>", "a  b", " a "])
def test_any_other_name_on_one_line_is_kept_without_needless_blanks(log: Log, name: str) -> None:
    assert made(log, name=name)[0].name == " ".join(name.split())


# Reading them


def test_those_of_one_pilot_are_listed_by_when_they_were_made(log: Log) -> None:
    first, _ = made(log, ("small", "second"))
    second, _ = made(log, "second", now=NOW - DAY)
    assert subscriptions(log) == (second, first)
    assert subscriptions(log, "small") == (first,)
    assert subscriptions(log, "second") == (second, first)
    assert subscriptions(log, "nobody") == ()


@pytest.mark.parametrize(
    ("asks", "strange"),
    [
        ('{"shape":"round"}', "shape"),
        ('{"selection":{"unit":"law","place":"here"}}', "selection.place"),
        ('{"options":{"sound":true,"todo":true}}', "options.sound"),
        ('{"options":{"source":7,"colour":1}}', "options.colour"),
        ('{"options":{"kinds":["task","review"]}}', "options.kinds"),
        ('{"selection":{"role":"patron"}}', "selection.role"),
        ('{"options":{"alarms":["PT1H"]}}', "options.alarms"),
        ('{"options":{"alarms":[1000]}}', "options.alarms"),
        ('{"options":{"language":"fr","url":"gopher:x"}}', "options.language, options.url"),
        ('{"selection":[]}', "selection"),
        ('{"options":null,"selection":{"unit":["law"]}}', "selection.unit, options"),
    ],
)
def test_what_a_newer_version_asks_for_is_an_error_that_says_what_and_how_to_go_on(
    log: Log, asks: str, strange: str
) -> None:
    token = "A" * 43
    log.subscriptions.add(SubscriptionRow("s-1", "n", digest_of(token), ("small",), asks, NOW, None, None))
    for read in (lambda: subscriptions(log), lambda: subscription_of(log, token, NOW)):
        with pytest.raises(LogError) as caught:
            read()
        assert caught.value.code == "newer-subscription"
        assert caught.value.text().startswith(
            f"subscription s-1 asks for what this pilotflow does not know ({strange}): install a newer pilotflow"
        )
    rotate(log, "s-1")
    revoke(log, "s-1")
    assert subscriptions(log) == ()


def test_a_survey_tells_why_one_cannot_be_read_and_gives_all_others(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with SqliteLog(path) as log:
        two_pilots(log)
        sound, _ = made(log)
        (spoilt, _), (other, _) = made(log, now=NOW + DAY), made(log, "second", now=NOW + 2 * DAY)
        newer = SubscriptionRow(
            "s-1", "n", digest_of("A" * 43), ("small",), '{"options":{"sound":1}}', NOW, None, None
        )
        log.subscriptions.add(newer)
        assert survey(log, "second") == (other,)
        with closing(sqlite3.connect(path)) as spoiling, spoiling:
            spoiling.execute("UPDATE subscriptions SET pilots = '' WHERE id = ?", (spoilt.id,))
        for pilot, expected in (
            (None, {sound.id, "s-1", other.id, spoilt.id}),
            ("small", {sound.id, "s-1", spoilt.id}),
            ("second", {other.id, spoilt.id}),
        ):
            found = survey(log, pilot)
            assert {each.id for each in found} == expected
            assert set(found) & {sound, other} == {each for each in (sound, other) if each.id in expected}
        told = {each.id: each for each in survey(log) if isinstance(each, Unreadable)}
        assert {id: each.fault.code for id, each in told.items()} == {
            "s-1": "newer-subscription",
            spoilt.id: "bad-subscription",
        }
        assert told["s-1"].to_dict() == {
            "id": "s-1",
            "name": "n",
            "pilots": ["small"],
            "created": "2023-01-01T12:00:00Z",
            "expires": None,
            "used": None,
            "unreadable": told["s-1"].fault.to_dict(),
        }
        assert (told[spoilt.id].name, told[spoilt.id].pilots, told[spoilt.id].created) == ("", (), None)
        for language in LANGUAGES:
            for id, each in told.items():
                assert id in each.text(language) == each.fault.text(language)
        with pytest.raises(NotFound) as caught:
            revoke(log, f"{spoilt.id}0")
        assert spoilt.id in caught.value.text()
        for id in told:
            revoke(log, id)
        assert survey(log) == subscriptions(log) == (sound, other)


def test_only_what_is_about_one_subscription_counts_as_unreadable() -> None:
    for code in ("bad-subscription", "newer-subscription"):
        assert unreadable(log_error(code, id="s-1", field="asks")) == "s-1"
    assert unreadable(log_error("closed-log")) is None
    with pytest.raises(NotFound) as caught:
        revoke(open_log("memory:"), "s-1")
    assert unreadable(caught.value) is None


def test_a_subscription_is_told_in_one_line_and_as_json() -> None:
    log = two_pilots(open_log("memory:"))
    subscription, _ = made(
        log,
        ("small", "second"),
        name="Law school",
        selection=Selection(unit="law", phase="p1", role="lead"),
        options=Options(kinds=("task", "occurrence"), todo=True, alarms=(1, 7)),
        expires=date(2023, 6, 30),
    )
    log.subscriptions.use(subscription.id, date(2023, 1, 5))
    (used,) = subscriptions(log)
    assert used == attrs.evolve(subscription, used=date(2023, 1, 5))
    assert used.to_dict() == {
        "id": subscription.id,
        "name": "Law school",
        "pilots": ["small", "second"],
        "selection": {"unit": "law", "phase": "p1", "role": "lead"},
        "options": {"kinds": ["task", "occurrence"], "todo": True, "alarms": [1, 7]},
        "created": "2023-01-01T12:00:00Z",
        "expires": "2023-07-01T00:00:00Z",
        "used": "2023-01-05",
    }
    assert used.text() == (
        f"{used.id}: Law school (small, second); unit law; phase p1; as lead; only task, occurrence; "
        "alarms, days ahead: 1, 7; works until 2023-07-01 00:00 UTC; last fetched on 2023-01-05"
    )
    assert used.text("zh") == (
        f"{used.id}：Law school（small、second）；单位“law”；阶段“p1”；角色为 lead；仅含任务、活动；"
        "提前 1、7 天提醒；有效至 2023-07-01 00:00（协调世界时）；最近于2023-01-05读取"
    )


def test_one_that_lasts_and_was_never_fetched_says_so(log: Log) -> None:
    subscription, _ = made(log)
    assert subscription.to_dict()["expires"] is subscription.to_dict()["used"] is None
    assert subscription.text().endswith("; works until it is revoked; never fetched")
    assert subscription.text("zh").endswith("；撤销之前一直有效；从未读取")


def test_a_look_that_no_feed_has_is_refused_with_every_reason_before_anything_is_rendered() -> None:
    with pytest.raises(Refused) as refused:
        begun().feed(kinds=["tasks"], alarms=[-1], url="https://office.example/{thing}")
    assert [reason.code for reason in refused.value.reasons] == ["unknown-kind", "bad-alarm", "bad-url"]
    assert begun().feed(language="zh-CN") == begun().feed(language="zh")
