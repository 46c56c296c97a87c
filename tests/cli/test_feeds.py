"""feed: how it looks, subscriptions and their links, export into a folder."""

from __future__ import annotations

import builtins
import errno
import io
import re
import sqlite3
import sys
from contextlib import closing, redirect_stdout
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
import segno
from icalendar import Calendar
from tests.cli.calling import Desk, call
from tests.web.markup import read

from pilotflow.cli.cells import cells
from pilotflow.cli.feeds import flag_of
from pilotflow.feeds.options import Options
from pilotflow.language.web import CLIENTS, word
from pilotflow.log.open import open_log
from pilotflow.pilot.pilot import Pilot
from pilotflow.pilot.subscriptions import Subscription, subscription_of, subscriptions
from pilotflow.views.selection import Selection

BASE = "https://calendar.example"
LOOKS: tuple[tuple[list[str], dict[str, Any]], ...] = (
    (["--kind", "task", "--kind", "feedback"], {"kinds": ("task", "feedback")}),
    (["--no-phases"], {"phases": False}),
    (["--lights"], {"lights": True}),
    (["--spans"], {"spans": True}),
    (["--todo"], {"todo": True}),
    (["--alarm", "1", "--alarm", "7"], {"alarms": (1, 7)}),
    (["--relations"], {"relations": True}),
    (
        ["--page-url", "https://office.example/{pilot}/{kind}/{id}"],
        {"url": "https://office.example/{pilot}/{kind}/{id}"},
    ),
)
SELECTIONS: tuple[tuple[list[str], dict[str, Any]], ...] = (
    (["--unit", "biology"], {"unit": "biology"}),
    (["--unit", "college", "--no-parts"], {"unit": "college", "parts": False}),
    (["--unit", "biology", "--role", "lead"], {"unit": "biology", "role": "lead"}),
    (["--phase", "progress", "--area", "grounds"], {"phase": "progress", "area": "grounds"}),
    (["--agreement", "framework"], {"agreement": "framework"}),
    (["--body", "steering"], {"body": "steering"}),
)


def pilot_of(desk: Desk) -> Pilot:
    return Pilot.open("green-campus", open_log(desk.environ["PILOTFLOW_LOG"]), clock=desk.clock)


def kept(desk: Desk) -> tuple[Subscription, ...]:
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        return subscriptions(log)


def opened(desk: Desk, address: str) -> Subscription | None:
    """The subscription that an address opens."""
    token = address.removesuffix(".ics").rpartition("/")[2]
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        return subscription_of(log, token, desk.clock.now())


def subscribed(desk: Desk, *more: str, pilot: str = "green-campus") -> dict[str, Any]:
    found: dict[str, Any] = desk("feed", pilot, "--subscribe", "--json", *more).well().json
    return found


@pytest.mark.parametrize(("flags", "look"), LOOKS)
def test_a_feed_looks_as_the_library_gives_it_with_these_options(
    desk: Desk, flags: list[str], look: dict[str, Any]
) -> None:
    desk.start()
    expected = pilot_of(desk).rendering(options=Options(language="en", **look), on="2030-03-01").data
    asked = ("feed", "green-campus", "--on", "2030-03-01", *flags)
    assert desk(*asked).well().raw == expected
    assert Calendar.from_ical(expected)


@pytest.mark.parametrize(("flags", "selection"), SELECTIONS)
def test_a_feed_is_narrowed_as_the_library_does_it(
    desk: Desk, flags: list[str], selection: dict[str, Any]
) -> None:
    desk.start()
    expected = pilot_of(desk).rendering(Selection(**selection), Options(language="en"), on="2030-03-01").data
    assert desk("feed", "green-campus", "--on", "2030-03-01", *flags).well().raw == expected


@pytest.mark.parametrize(("flags", "look"), LOOKS)
def test_a_subscription_keeps_every_option(desk: Desk, flags: list[str], look: dict[str, Any]) -> None:
    desk.start()
    (wanted, selection), *_ = SELECTIONS
    made = subscribed(desk, *wanted, *flags, "--lang", "zh")
    found = opened(desk, made["address"])
    assert found is not None
    assert found.options == Options(language="zh", **look)
    assert found.selection == Selection(**selection)
    assert found.to_dict() == made["subscription"]


@pytest.mark.parametrize(("flags", "selection"), SELECTIONS)
def test_a_subscription_keeps_every_selection(
    desk: Desk, flags: list[str], selection: dict[str, Any]
) -> None:
    desk.start()
    found = opened(desk, subscribed(desk, *flags)["address"])
    assert found is not None
    assert found.selection == Selection(**selection)
    assert found.options == Options(language="en")


def test_links_are_printed_as_addresses_as_a_code_and_with_where_to_paste_them(desk: Desk) -> None:
    desk.start()
    for language in ("en", "zh"):
        text = desk("feed", "green-campus", "--subscribe", "--url", BASE, "--lang", language).well().text
        lines = text.splitlines()
        address, webcal = lines[1:3]
        assert address.startswith(f"{BASE}/feeds/")
        assert webcal == address.replace("https:", "webcal:")
        found = opened(desk, address)
        assert found is not None
        assert lines[0] == found.text(language)
        assert drawn_in(lines) == matrix_of(address)
        for client in CLIENTS:
            assert f"\n  {word(client, language)}\n" in text
        for command in ("--revoke", "--rotate"):
            assert f"pilotflow feed {command} {found.id}\n" in text


def matrix_of(address: str) -> list[list[bool]]:
    """What segno draws for an address, without the quiet zone."""
    return [[bool(each) for each in row] for row in segno.make_qr(address, error="l").matrix]


def drawn_in(lines: list[str]) -> list[list[bool]]:
    """The dark and light places of the code in a text; its quiet zone is four wide all round."""
    rows = [line for line in lines if line and set(line) <= set(" ▀▄█")]
    width = max(map(len, rows)) - 4
    assert all(line.startswith("    ") for line in rows)
    halves = [
        [[line.ljust(width + 4)[4 + place] in dark for place in range(width)] for dark in ("▀█", "▄█")]
        for line in rows
    ]
    found = [row for upper_and_lower in halves for row in upper_and_lower]
    while not any(found[-1]):
        found.pop()
    return found


def test_a_code_that_does_not_fit_or_cannot_be_written_is_a_word_instead(desk: Desk) -> None:
    desk.start()
    for language, said in (("en", "There is no room"), ("zh", "放不下二维码")):
        narrow = ("feed", "green-campus", "--subscribe", "--url", BASE, "--lang", language)
        text = desk(*narrow, COLUMNS="40").well().text
        assert said in text
        assert "█" not in text
        links = [line for line in text.splitlines() if "/feeds/" in line]
        assert len(links) == 2
        commands = [line for line in text.splitlines() if "pilotflow feed" in line]
        assert len(commands) == 2
        rest = [line for line in text.splitlines()[1:] if line not in (*links, *commands)]
        assert max(map(cells, rest)) <= 40
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with redirect_stdout(out), patch.object(sys, "stderr", io.StringIO()):
        from pilotflow.cli.running import run

        status = run(("feed", "green-campus", "--subscribe", "--url", BASE), desk.environ, desk.clock)
        out.flush()
    assert status == 0
    assert b"This terminal cannot show the QR code." in out.buffer.getvalue()


@pytest.mark.parametrize(
    ("flags", "environ", "base", "codes"),
    [
        ((), {}, "http://127.0.0.1:8000", ["local-address"]),
        ((), {"PILOTFLOW_URL": "https://pilots.example/"}, "https://pilots.example", []),
        (("--url", f"{BASE}/a/"), {"PILOTFLOW_URL": "https://pilots.example"}, f"{BASE}/a", []),
        (("--url", "http://pilots.example"), {}, "http://pilots.example", ["no-https"]),
        (("--url", "http://0.0.0.0:8000"), {}, "http://0.0.0.0:8000", ["no-address"]),
    ],
)
def test_the_address_is_that_of_the_option_else_of_the_environment_else_of_this_machine(
    desk: Desk, flags: tuple[str, ...], environ: dict[str, str], base: str, codes: list[str]
) -> None:
    desk.start()
    asked = ("feed", "green-campus", "--subscribe", *flags)
    made = desk(*asked, "--json", **environ).well().json
    assert made["address"].startswith(f"{base}/feeds/")
    assert made["webcal"].startswith(f"webcal:{base.partition(':')[2]}/feeds/")
    assert [warning["code"] for warning in made["warnings"]] == codes
    text = desk(*asked, **environ).well().text
    for warning in made["warnings"]:
        assert warning["text"] in text
    again = desk("feed", "--rotate", made["subscription"]["id"], *flags, "--json", **environ).well().json
    assert again["address"].startswith(f"{base}/feeds/")
    assert again["warnings"] == made["warnings"]


@pytest.mark.parametrize("value", ["calendar.example", "ftp://calendar.example", "https://", "https://a b"])
def test_what_is_no_address_is_a_misuse_and_makes_no_subscription(desk: Desk, value: str) -> None:
    desk.start()
    option = desk("feed", "green-campus", "--subscribe", "--url", value)
    variable = desk("feed", "green-campus", "--subscribe", PILOTFLOW_URL=value)
    for answer, name in ((option, "--url"), (variable, "PILOTFLOW_URL")):
        assert (answer.status, answer.text) == (2, "")
        assert answer.complaint.startswith(f"{name} {value}: ")
    assert kept(desk) == ()


def test_an_address_that_is_too_long_is_a_misuse_and_writes_nothing(desk: Desk) -> None:
    desk.start()
    folder = desk.folder / "out"
    address = f"{BASE}/{'a' * (999 - len(BASE))}"
    for asked in (("green-campus", "--subscribe"), ("export", str(folder))):
        refused = desk("feed", *asked, "--url", f"{address}a")
        assert (refused.status, refused.text) == (2, "")
        assert refused.complaint.startswith(f"--url {address[:80]}…: ")
        assert "1000 characters" in refused.complaint
    assert kept(desk) == ()
    assert not folder.exists()
    desk("feed", "green-campus", "--subscribe", "--url", address).well()
    desk("feed", "export", str(folder), "--url", address).well()


def test_an_address_that_no_code_holds_is_printed_without_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    monkeypatch.setattr("pilotflow.web.links.LONGEST", 5000)
    answer = desk("feed", "green-campus", "--subscribe", "--url", f"{BASE}/{'a' * 4000}").well()
    address = answer.text.splitlines()[1]
    assert opened(desk, address) == kept(desk)[0]
    assert "█" not in answer.text
    assert all(f"\n  {word(client, 'en')}\n" in answer.text for client in CLIENTS)


@pytest.mark.parametrize(
    ("asks", "code", "pilot"),
    [("nothing", "bad-subscription", ""), ('{"options":{"sound":1}}', "newer-subscription", "green-campus")],
)
def test_one_subscription_that_cannot_be_read_is_told_and_keeps_nobody_from_the_others(
    desk: Desk, asks: str, code: str, pilot: str
) -> None:
    desk.start()
    first, second = subscribed(desk)["subscription"], subscribed(desk)["subscription"]
    file = desk.environ["PILOTFLOW_LOG"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as spoiling, spoiling:
        spoiling.execute("UPDATE subscriptions SET asks = ? WHERE id = ?", (asks, first["id"]))
    found = {each["id"]: each for each in desk("feed", "--subscriptions", "--json").well().json}
    assert found[second["id"]] == second
    assert found[first["id"]]["unreadable"]["code"] == code
    for language, between, said in (("en", "; ", "cannot be read"), ("zh", "；", "无法读取")):
        text = desk("feed", "green-campus", "--subscriptions", "--lang", language, COLUMNS="120").well().text
        assert f"{pilot}{between if pilot else ''}{said}" in text
        assert second["id"] in text
    assert first["id"] in desk("feed", "--subscriptions", COLUMNS="60").well().text
    for each in (first, second):
        again = desk("feed", "green-campus", "--rotate", each["id"], "--json").well().json
        assert again["subscription"] == found[each["id"]]
    desk("feed", "green-campus", "--revoke", first["id"]).well()
    assert [each.id for each in kept(desk)] == [second["id"]]


def test_a_subscription_has_a_name_an_end_and_other_pilots(desk: Desk) -> None:
    desk.start()
    desk("start", str(desk.plan), "--by", "office", "--id", "second").well()
    flags = ("--name", "Trees", "--expires", "2030-03-31", "--with", "second", "--with", "green-campus")
    found = opened(desk, subscribed(desk, *flags)["address"])
    assert found is not None
    assert (found.name, found.pilots) == ("Trees", ("green-campus", "second"))
    desk.clock.set("2030-03-31T23:59:59+00:00")
    address = subscribed(desk, "--expires", "2030-03-31")["address"]
    assert opened(desk, address) is not None
    desk.clock.set("2030-04-01T00:00:00+00:00")
    assert opened(desk, address) is None


def test_everything_that_speaks_against_a_subscription_is_told_at_once(desk: Desk) -> None:
    desk.start()
    flags = (
        "--unit",
        "biologie",
        "--kind",
        "tsak",
        "--alarm",
        "9999",
        "--page-url",
        "x",
        "--with",
        "nothing",
    )
    answer = desk("feed", "green-campus", "--subscribe", *flags, "--expires", "2029-01-01", "--json")
    assert answer.status == 1
    assert {reason["code"] for reason in answer.json["refused"]} == {
        "unknown-unit",
        "unknown-kind",
        "bad-alarm",
        "bad-url",
        "unknown-pilot",
        "expired",
    }
    assert kept(desk) == ()
    nobody = desk("feed", "nothing", "--subscribe")
    assert nobody.status == 1
    assert "green-campus" in nobody.complaint


def test_subscriptions_are_listed_of_a_pilot_or_all(desk: Desk) -> None:
    assert "there are no subscriptions" in desk("feed", "--subscriptions").well().text
    assert desk("feed", "--subscriptions", "--json").well().json == []
    assert not (desk.folder / "pilots.db").exists()
    desk.start()
    desk("start", str(desk.plan), "--by", "office", "--id", "second").well()
    first = subscribed(desk, "--unit", "biology", "--role", "lead", "--name", "Trees")["subscription"]
    desk.clock.set("2030-01-11")  # the oldest is listed first
    second = subscribed(desk, "--expires", "2030-01-12", pilot="second")["subscription"]
    assert desk("feed", "--subscriptions", "--json").well().json == [first, second]
    assert desk("feed", "second", "--subscriptions", "--json").well().json == [second]
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        log.subscriptions.use(first["id"], date(2030, 1, 11))
    desk.clock.set("2030-01-13")
    text = desk("feed", "--subscriptions").well().text
    one, other = text.splitlines()[4:]
    for said in (first["id"], "Trees", "green-campus; unit biology; as lead", "2030-01-10", "2030-01-11"):
        assert said in one
    for said in (second["id"], "second", "2030-01-12, over", "–"):
        assert said in other
    assert "over" not in one
    assert first["id"] not in desk("feed", "second", "--subscriptions").well().text
    narrow = desk("feed", "--subscriptions", COLUMNS="40").well().text
    assert max(map(cells, narrow.splitlines())) <= 40
    told = " ".join(narrow.split())
    for subscription in kept(desk):
        assert f"{subscription.text()}; Made {subscription.created.date()}" in told
    nobody = desk("feed", "third", "--subscriptions")
    assert (nobody.status, nobody.text) == (1, "")


def test_new_links_work_and_the_old_ones_are_dead(desk: Desk) -> None:
    desk.start()
    made = subscribed(desk, "--unit", "biology")
    id = made["subscription"]["id"]
    again = desk("feed", "--rotate", id, "--url", BASE, "--json").well().json
    assert again["subscription"] == made["subscription"]
    assert opened(desk, made["address"]) is None
    found = opened(desk, again["address"])
    assert found is not None
    assert found.id == id
    text = desk("feed", "green-campus", "--rotate", id, "--url", BASE).well().text
    assert opened(desk, again["address"]) is None
    assert opened(desk, text.splitlines()[1]) == found


def test_an_ended_subscription_is_gone(desk: Desk) -> None:
    desk.start()
    first, second = (subscribed(desk) for _ in range(2))
    ids = [each["subscription"]["id"] for each in (first, second)]
    assert ids[0] in desk("feed", "green-campus", "--revoke", ids[0]).well().text
    assert opened(desk, first["address"]) is None
    assert desk("feed", "--revoke", ids[1], "--json").well().json == {"revoked": ids[1]}
    assert kept(desk) == ()


@pytest.mark.parametrize("command", ["--revoke", "--rotate"])
def test_a_subscription_that_is_not_there_or_of_another_pilot_is_left_alone(desk: Desk, command: str) -> None:
    desk.start()
    made = subscribed(desk)
    id = made["subscription"]["id"]
    for arguments in ((command, "s-nothing"), ("green-campus", command, "s-nothing")):
        answer = desk("feed", *arguments)
        assert (answer.status, answer.text) == (1, "")
        assert "s-nothing" in answer.complaint
        assert id not in answer.complaint
    other = desk("feed", "second", command, id)
    assert (other.status, other.text, other.complaint.count("\n")) == (1, "", 1)
    assert "second" in other.complaint
    assert opened(desk, made["address"]) is not None


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "PILOT"),
        (("--subscribe",), "PILOT"),
        (("--revoke", ""), "--revoke"),
        (("green-campus", "folder"), "folder"),
        (("green-campus", "--name", "x"), "--subscribe"),
        (("green-campus", "--pilot", "x"), "export"),
        (("green-campus", "--url", BASE), "--rotate"),
        (("green-campus", "--subscribe", "--revoke", "x"), "--subscribe"),
        (("green-campus", "--subscribe", "--out", "x"), "--out"),
        (("green-campus", "--subscribe", "--on", "2030-01-01"), "--on"),
        (("--subscriptions", "--unit", "biology"), "--unit"),
        (("export", "folder", "--unit", "biology"), "--unit"),
        (("export", "folder", "--subscribe"), "--subscribe"),
        (("export", ""), "DIR"),
        (("export", "folder", "--url", "nothing"), "--url"),
        (("green-campus", "--alarm", "-1"), "--alarm"),
        (("green-campus", "--subscribe", "--expires", "soon"), "--expires"),
    ],
)
def test_options_that_do_not_go_together_are_a_misuse(
    desk: Desk, arguments: tuple[str, ...], named: str
) -> None:
    desk.start()
    for language in ("en", "zh"):
        answer = desk("feed", *arguments, "--lang", language)
        assert (answer.status, answer.text) == (2, "")
        assert named in answer.complaint
    assert not (desk.folder / "folder").exists()
    assert kept(desk) == ()


@pytest.mark.parametrize("wrong", [("--kind", "tsak"), ("--alarm", "9999"), ("--page-url", "nowhere")])
def test_a_look_that_no_feed_has_is_refused(desk: Desk, wrong: tuple[str, str]) -> None:
    desk.start()
    for arguments in (("green-campus",), ("export", str(desk.folder / "cal"))):
        answer = desk("feed", *arguments, *wrong)
        assert (answer.status, answer.text) == (1, "")
        assert wrong[1] in answer.complaint
    assert not (desk.folder / "cal").exists()


def test_every_option_has_the_flag_that_complaints_name() -> None:
    from pilotflow.cli.app import command

    for parameter in command(("feed",)).commands["feed"].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert flag_of(parameter.name) in parameter.opts


def test_a_pilot_that_is_called_export_is_reached_without_a_folder(desk: Desk) -> None:
    answer = desk("feed", "export")
    assert (answer.status, answer.text) == (1, "")
    assert "pilotflow feed export DIR" in answer.complaint
    desk("start", str(desk.plan), "--by", "office", "--id", "export").well()
    assert desk("feed", "export").well().raw.startswith(b"BEGIN:VCALENDAR")
    assert subscribed(desk, pilot="export")["subscription"]["pilots"] == ["export"]
    folder = desk.folder / "cal"
    desk("feed", "export", str(folder)).well()
    assert (folder / "export" / "all.ics").is_file()


def test_an_export_holds_the_feeds_of_all_pilots_or_of_those_named(desk: Desk) -> None:
    desk.start()
    desk("start", str(desk.plan), "--by", "office", "--id", "second").well()
    folder = desk.folder / "cal"
    answer = desk("feed", "export", str(folder), "--pilot", "second", "--json").well().json
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "second"]
    assert answer["folder"] == str(folder)
    assert answer["warnings"] == []
    assert sorted(answer["files"]) == sorted(str(path) for path in folder.rglob("*") if path.is_file())
    text = desk("feed", "export", str(folder)).well().text
    assert str(folder / "index.html") in text
    assert sorted(path.name for path in folder.iterdir()) == ["green-campus", "index.html", "second"]
    desk("feed", "export", str(folder), "--pilot", "second").well()
    front = read((folder / "index.html").read_text("utf-8"))
    assert [a.attributes["href"] for a in front.all("a")] == ["green-campus/index.html", "second/index.html"]
    pilot = pilot_of(desk)
    expected = pilot.rendering(Selection(unit="biology"), Options()).data
    assert (folder / "green-campus" / "biology.ics").read_bytes() == expected


def test_an_export_takes_a_look_an_address_and_a_language(desk: Desk) -> None:
    desk.start()
    folder = desk.folder / "cal"
    asked = ("feed", "export", str(folder), "--no-phases", "--url", "http://office.example/cal/")
    assert "not https" in desk(*asked).well().text
    answer = desk("--lang", "zh", *asked, "--json").well().json
    assert [warning["code"] for warning in answer["warnings"]] == ["no-https"]
    source = "http://office.example/cal/green-campus/all.ics"
    look = Options(language="zh", phases=False, source=source)
    assert (folder / "green-campus" / "all.ics").read_bytes() == pilot_of(desk).rendering(options=look).data
    page = read((folder / "green-campus" / "index.html").read_text("utf-8"))
    assert page.one("html").attributes["lang"] == "zh-Hans"
    assert source in [a.attributes["href"] for a in page.all("a")]


def test_an_empty_log_or_an_unknown_pilot_exports_nothing(desk: Desk) -> None:
    folder = desk.folder / "cal"
    empty = desk("feed", "export", str(folder))
    assert (empty.status, empty.text, empty.complaint.count("\n")) == (1, "", 1)
    desk.start()
    unknown = desk("feed", "export", str(folder), "--pilot", "gren-campus")
    assert (unknown.status, unknown.text) == (1, "")
    assert "green-campus" in unknown.complaint
    assert not folder.exists()


@pytest.mark.parametrize("target", ["plan.yaml", "plan.yaml/cal", "x" * 400, "x" * 400 + "/cal", "link"])
def test_a_folder_that_cannot_be_written_is_one_plain_complaint(desk: Desk, target: str) -> None:
    desk.start()
    (desk.folder / "link").symlink_to(desk.folder)
    for language in ("en", "zh"):
        answer = desk("feed", "export", str(desk.folder / target), "--lang", language)
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
        assert target in answer.complaint
    assert not (desk.folder / "green-campus").exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "there is no space left"),
        (errno.EACCES, "this account may not"),
        (errno.EROFS, "the disk may only be read"),
    ],
)
def test_a_disk_that_takes_no_more_is_one_plain_complaint(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    desk.start()

    def full(descriptor: int) -> None:
        raise OSError(code, "said by the system")

    monkeypatch.setattr("pilotflow.web.export.os.fsync", full)
    answer = desk("feed", "export", str(desk.folder / "cal"))
    assert (answer.status, answer.text) == (1, "")
    assert (
        answer.complaint == f"{desk.folder / 'cal' / 'green-campus' / 'all.ics'} cannot be written: {said}\n"
    )


def without(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Behave as if a package were not installed."""
    real = builtins.__import__

    def lacking(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", lacking)


@pytest.mark.parametrize(
    ("package", "arguments", "extra"),
    [
        ("segno", ("green-campus", "--subscribe"), '".[cli]"'),
        ("segno", ("export", "cal"), '".[cli]"'),
        ("jinja2", ("export", "cal"), '".[cli,web]"'),
    ],
)
def test_a_missing_extra_is_named_and_nothing_was_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, package: str, arguments: tuple[str, ...], extra: str
) -> None:
    desk.start()
    without(monkeypatch, package)
    for language in ("en", "zh"):
        answer = desk("feed", *arguments, "--lang", language)
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
        assert package in answer.complaint
        assert extra in answer.complaint
    assert kept(desk) == ()


def test_the_links_in_json_need_no_package_that_draws(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.start()
    without(monkeypatch, "segno")
    assert opened(desk, subscribed(desk)["address"]) is not None


def test_a_module_of_pilotflow_itself_that_is_missing_is_a_fault_and_no_missing_extra(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    monkeypatch.setitem(sys.modules, "pilotflow.web.export", None)
    answer = desk("feed", "export", str(desk.folder / "cal"))
    assert answer.status == 70
    assert "please report it" in answer.complaint


def test_subscriptions_are_in_the_language_of_the_environment_where_there_is_no_plan_yet() -> None:
    for locale, said in (("zh_CN.UTF-8", "没有订阅"), ("en_GB.UTF-8", "there are no subscriptions")):
        assert (
            said in call("feed", "--subscriptions", "--log", "memory:", environ={"LANG": locale}).well().text
        )


def test_what_is_to_be_called_next_names_the_log_that_was_named(desk: Desk) -> None:
    desk.start()
    elsewhere = desk.environ["PILOTFLOW_LOG"]
    for given, named in (((), ""), (("--log", elsewhere), f" --log {elsewhere}")):
        text = desk("feed", "green-campus", "--subscribe", *given).well().text
        (id,) = set(re.findall(r"^(s-\w+):", text, re.MULTILINE))
        for option in ("--revoke", "--rotate"):
            assert f"pilotflow feed {option} {id}{named}\n" in text
