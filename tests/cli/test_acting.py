"""do: commands carried out, refused, explained and listed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.cli.calling import Answer, Desk, call

from pilotflow.cli import app
from pilotflow.cli.births import BORN, born_of
from pilotflow.cli.refusing import FLAGS
from pilotflow.cli.triggers import kinds
from pilotflow.facts.actor import Actor
from pilotflow.language.unmet import WORDS
from pilotflow.log.open import open_log
from pilotflow.pilot.arguments import ARGUMENTS
from pilotflow.pilot.pilot import Pilot


def open_pilot(desk: Desk) -> Pilot:
    return Pilot.open("green-campus", open_log(desk.environ["PILOTFLOW_LOG"]), clock=desk.clock)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def codes(answer: Answer) -> list[str]:
    return [reason["code"] for reason in answer.json["refused"]]


def test_what_was_done_is_said_with_the_states_left_and_entered(desk: Desk) -> None:
    desk.underway()
    text = desk.do("task", "1", "report", "--by", "city-office", "--evidence", "lists").well().text
    happened, moved = text.splitlines()
    assert "lists" in happened
    assert moved == "task 1: underway → reported"
    assert open_pilot(desk).task("1").state == "reported"


def test_what_was_done_is_said_in_the_language_of_the_plan_unless_asked_otherwise(tmp_path: Any) -> None:
    desk = Desk(tmp_path, "zh").start()
    first, second = [phase.id for phase in open_pilot(desk).phases()][:2]
    assert "→" in desk.do("phase", first, "open", "--by", "office", "--lang", "en").well().text
    refused = desk.do("phase", second, "open", "--by", "office", "--lang", "en").complaint
    assert refused.startswith("Refused")
    spoken = desk.do("phase", second, "open", "--by", "office", LANG="en_GB.UTF-8").complaint
    assert not spoken.startswith("Refused")


def test_a_step_in_json_is_the_step_of_the_library(desk: Desk) -> None:
    desk.start()
    answer = desk.do(
        "phase", "issue", "open", "--by", "office", "--json", "--reason", "r", "--document", "d"
    ).well()
    (fact,) = open_pilot(desk).facts(1)
    assert answer.json == {
        "facts": [fact.to_dict()],
        "left": [["phase", "issue", "pending"]],
        "entered": [["phase", "issue", "open"]],
    }
    assert (fact.reason, fact.document) == ("r", "d")


def test_the_actor_is_who_the_options_say(desk: Desk) -> None:
    desk.start()
    desk.do("pilot", "-", "delegate", "--by", "office", "--to", "city-parks").well()
    desk.do(
        *("phase", "issue", "open", "--by", "city-parks", "--acting-for", "office", "--role", "office"),
        *("--person", "p7", "--effective", "2030-01-09"),
    ).well()
    fact = open_pilot(desk).facts()[-1]
    assert fact.by == Actor("city-parks", "office", "office", "p7")
    assert fact.effective == "2030-01-09"


def test_every_reason_of_a_refusal_is_a_line_and_nothing_is_entered(desk: Desk) -> None:
    desk.start()
    before = desk.facts()
    answer = desk.do("task", "1", "report", "--by", "biology")
    assert (answer.status, answer.text) == (1, "")
    expected = open_pilot(desk).task("1").explain("report", by=Actor("biology"))
    assert len(expected) > 1
    for reason in expected:
        assert f"  {reason.text('en')}" in answer.complaint.splitlines()
    assert desk.facts() == before


def test_a_refusal_in_json_lists_its_reasons_on_standard_output(desk: Desk) -> None:
    desk.start()
    answer = desk.do("task", "1", "report", "--by", "biology", "--json")
    expected = open_pilot(desk).task("1").explain("report", by=Actor("biology"))
    assert (answer.status, answer.complaint) == (1, "")
    assert answer.json == {"refused": [reason.to_dict() for reason in expected]}


def test_explain_says_what_would_happen_and_does_nothing(desk: Desk) -> None:
    desk.underway()
    before = desk.facts()
    report = ("task", "1", "report", "--by", "city-office", "--explain")
    assert desk.do(*report, "--evidence", "lists").well().text.count("\n") == 1
    assert desk.do(*report, "--evidence", "lists", "--json").well().json == {"may": True, "refused": []}
    bare = desk.do(*report)
    assert (bare.status, bare.complaint) == (1, "")
    in_json = desk.do(*report, "--json")
    assert (in_json.json["may"], codes(in_json)) == (False, ["evidence-required"])
    assert desk.facts() == before


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("pilot", "-", "stop", "--by", "head-city"), ["reason-required"]),
        (("occurrence", "-", "convene", "--by", "office"), ["title-required", "start-required"]),
        (("task", "1", "raise-feedback", "--by", "audit"), ["text-required"]),
        (("task", "1", "assign", "--by", "office", "--effective", "soon"), ["bad-argument"]),
    ],
)
def test_explain_also_judges_the_pilot_and_what_is_not_born_yet(
    desk: Desk, command: tuple[str, ...], expected: list[str]
) -> None:
    desk.start()
    answer = desk.do(*command, "--explain", "--json")
    assert (answer.status, codes(answer)) == (1, expected)


def test_options_are_those_of_the_library_sorted_by_what_may_be_done(desk: Desk) -> None:
    desk.underway()
    actor = ("task", "1", "--by", "city-office")
    expected = open_pilot(desk).task("1").options(by=Actor("city-office"))
    answer = desk.do(*actor, "--json").well().json
    assert (answer["kind"], answer["id"], answer["state"]) == ("task", "1", "underway")
    raising = answer["options"].pop("raise_feedback")
    assert [reason["code"] for reason in raising] == ["text-required"]
    assert answer["options"] == {word: [r.to_dict() for r in reasons] for word, reasons in expected.items()}
    lines = desk.do(*actor).well().text.splitlines()
    assert lines[0] == "task 1: underway"
    may, more, rest = (
        lines.index(heading) for heading in ("May be done, once more is given:", "Not now:", "  verify")
    )
    assert may < lines.index("  report") < more < rest


def test_options_show_what_may_be_done_at_once(desk: Desk) -> None:
    desk.start()
    lines = desk.do("phase", "issue", "--by", "office").well().text.splitlines()
    assert lines[:3] == ["phase issue: pending", "May be done:", "  open"]


def test_options_of_the_pilot_and_of_what_only_takes_feedback(desk: Desk) -> None:
    desk.start()
    answer = desk.do("pilot", "-", "--by", "head-city", "--json").well().json
    assert (answer["kind"], answer["state"]) == ("pilot", "running")
    assert {"stop", "amend", "receive"} <= answer["options"].keys()
    options = desk.do("unit", "biology", "--by", "audit", "--json").well().json["options"]
    assert options.keys() == {"raise_feedback"}


def test_an_unknown_command_is_refused_with_those_there_are(desk: Desk) -> None:
    desk.start()
    for thing in (("task", "1"), ("pilot", "-")):
        answer = desk.do(*thing, "frobnicate", "--by", "office", "--text", "x", "--json")
        assert (answer.status, codes(answer)) == (1, ["unknown-trigger"])


@pytest.mark.parametrize(
    ("thing", "near"),
    [(("tas", "1"), "task"), (("task", "11"), "1"), (("feedback", "F1"), ""), (("decision", "D1"), "")],
)
def test_an_unknown_thing_is_not_found_and_the_nearest_are_named(
    desk: Desk, thing: tuple[str, str], near: str
) -> None:
    desk.start()
    for trigger in ((), ("accept",), ("create-task",)):
        answer = desk.do(*thing, *trigger, "--by", "office")
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
        assert near in answer.complaint
    assert desk.do(*thing, "--by", "office", "--json").json["error"]["code"] == "not-found"


def test_an_unknown_pilot_is_not_found(desk: Desk) -> None:
    desk.start()
    answer = desk("do", "gren-campus", "task", "1", "--by", "office", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "unknown-pilot")


def test_options_a_command_does_not_take_are_a_misuse_that_names_all_of_them(desk: Desk) -> None:
    desk.underway()
    report = (
        "task",
        "1",
        "report",
        "--by",
        "city-office",
        "--grade",
        "3",
        "--set",
        "colour=red",
        "--decision",
        "D1",
    )
    answer = desk.do(*report)
    assert (answer.status, answer.text) == (2, "")
    for said in ("--grade", "--set colour=", "--decision", "--evidence", "--part"):
        assert said in answer.complaint
    deciding = desk.do(
        "phase", "issue", "decide", "--by", "head-city", "--text", "x", "--set", "y=z"
    ).complaint
    assert all(said in deciding for said in ("--text", "--set y=", "--verdict", "--title", "--lead", "--due"))
    convening = desk.do("occurrence", "-", "convene", "--by", "office", "--grade", "1").complaint
    assert all(said in convening for said in ("--start", "--kind", "--set body="))
    bare = desk.do("task", "1", "accept", "--by", "city-office", "--kind", "x")
    assert (bare.status, "--kind" in bare.complaint) == (2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        ("task", "1", "lapse", "--finding", "x", "--set", "finding=y"),
        ("task", "1", "lapse", "--set", "finding"),
        ("series", "monthly", "settle", "--set", "when=often"),
        ("series", "monthly", "settle", "--set", "when=P3X"),
        ("pilot", "-", "resolve-deadline", "--due", "soon"),
        ("pilot", "-", "correct", "--set", "fact=first"),
        ("pilot", "-", "correct"),
    ],
)
def test_an_option_that_cannot_be_read_is_a_misuse(desk: Desk, wrong: tuple[str, ...]) -> None:
    desk.start()
    answer = desk.do(*wrong, "--by", "office")
    assert (answer.status, answer.text, answer.complaint.count("\n")) == (2, "", 1)


def test_the_same_key_again_answers_as_before_and_another_command_under_it_fails(desk: Desk) -> None:
    desk.start()
    opening = ("phase", "issue", "open", "--by", "office", "--key", "k")
    first, before = desk.do(*opening).well(), desk.facts()
    assert desk.do(*opening).well() == first
    assert desk.facts() == before
    other = desk.do("task", "1", "assign", "--by", "office", "--key", "k")
    assert (other.status, "k" in other.complaint) == (1, True)
    in_json = desk.do("task", "1", "assign", "--by", "office", "--key", "k", "--json")
    assert in_json.json["error"]["code"] == "key-reused"


def test_feedback_runs_its_course(desk: Desk) -> None:
    desk.underway()
    raised = desk.do(
        "task", "1", "raise-feedback", "--by", "audit", "--text", "a page is missing", "--json"
    ).well()
    assert raised.json["entered"] == [["feedback", "F1", "assigned"]]
    desk.do("feedback", "F1", "assign", "--by", "office", "--to", "city-office", "--to", "biology").well()
    desk.do(
        "feedback", "F1", "answer", "--by", "biology", "--text", "attached", "--evidence", "the page"
    ).well()
    desk.do("feedback", "F1", "confirm", "--by", "audit", "--grade", "4").well()
    record = open_pilot(desk).feedback("F1").record
    assert (record.state, record.to, record.grade) == ("confirmed", ("city-office", "biology"), 4)
    for thing in (("pilot", "-"), ("unit", "design"), ("occurrence", "kick-off")):
        desk.do(*thing, "raise-feedback", "--by", "audit", "--text", "well done", "--kind", "praise").well()
    about = ("--set", "about_kind=phase", "--set", "about-id=issue")
    desk.do("feedback", "-", "raise-feedback", "--by", "audit", "--text", "late", *about).well()
    found = [handle.record.about for handle in open_pilot(desk).feedback()]
    assert found[1:] == [
        ("pilot", "green-campus"),
        ("unit", "design"),
        ("occurrence", "kick-off"),
        ("phase", "issue"),
    ]


def test_a_meeting_is_held_and_a_task_born_from_its_decision(desk: Desk) -> None:
    desk.start()
    held = desk.do(
        *(
            "occurrence",
            "kick-off",
            "hold",
            "--by",
            "office",
            "--start",
            "2030-01-09T14:00",
            "--end",
            "2030-01-09T16:00",
        ),
        *("--place", "hall", "--minutes", "filed", "--attendance", "biology=3", "--attendance", "design=2"),
        *("--evidence", "photo", "--decision", "train more", "--decision", "plant more", "--json"),
    ).well()
    assert ["decision", "D2", "taken"] in held.json["entered"]
    born = desk.do(
        *("decision", "D1", "create-task", "--by", "office", "--title", "Train more", "--lead", "biology"),
        *("--co-unit", "city-parks", "--due", "2030-06-01", "--set", "phase=final"),
    ).well()
    assert born.text.splitlines()[-1] == "task T1: planned"
    desk.do(
        "task", "-", "create", "--by", "office", "--decision", "D2", "--title", "Plant", "--lead", "design"
    ).well()
    pilot = open_pilot(desk)
    task, record = pilot.task("T1").record.task, pilot.occurrence("kick-off").record
    assert (task.leads, task.co_units, task.phase, task.source) == (
        ("biology",),
        ("city-parks",),
        "final",
        "D1",
    )
    assert pilot.task("T2").record.task.source == "D2"
    assert {(a.unit, a.count) for a in record.attendance} == {("biology", 3), ("design", 2)}


def test_a_meeting_nobody_foresaw_is_convened_and_a_decision_recorded(desk: Desk) -> None:
    desk.start()
    desk.do(
        *("occurrence", "-", "convene", "--by", "office", "--title", "Drill", "--kind", "drill"),
        *("--start", "2030-03-01", "--set", "body=steering", "--set", "units=biology"),
    ).well()
    desk.do("decision", "-", "record", "--by", "head-city", "--text", "drill each spring").well()
    pilot = open_pilot(desk)
    assert pilot.occurrence("O1").record.duty.kind == "drill"
    assert pilot.decision("D1").record.text == "drill each spring"


def test_a_gate_is_decided_with_a_condition(desk: Desk) -> None:
    desk.underway()
    desk.do("task", "1", "report", "--by", "city-office", "--evidence", "lists").well()
    desk.do("task", "1", "verify", "--by", "audit").well()
    desk.do("task", "1", "close", "--by", "office").well()
    desk.do("phase", "issue", "present", "--by", "office").well()
    desk.do(
        *("phase", "issue", "decide", "--by", "head-city", "--verdict", "approve"),
        *("--title", "Mend the lists", "--lead", "city-office", "--due", "2030-02-01"),
    ).well()
    desk.do("phase", "issue", "decide", "--by", "head-college", "--verdict", "approve").well()
    pilot = open_pilot(desk)
    assert pilot.phase("issue").state == "passed"
    assert pilot.task("T1").record.task.title == "Mend the lists"


def test_an_extension_is_asked_for_and_refused_or_granted(desk: Desk) -> None:
    desk.underway()
    asking = (
        "task",
        "1",
        "request-extension",
        "--by",
        "city-office",
        "--latest",
        "2030-03-01",
        "--reason",
        "snow",
    )
    for answer, extensions in (("--refused", 0), ("--granted", 1)):
        desk.do(*asking).well()
        desk.do("task", "1", "decide-extension", "--by", "office", "--reason", "r", answer).well()
        assert open_pilot(desk).task("1").record.extensions == extensions


def test_a_report_is_filed_and_parts_are_reported(desk: Desk) -> None:
    desk.underway()
    filed = desk.do(
        "phase", "midterm", "file", "--by", "office", "--what", "report", "--name", "interim", "--json"
    )
    assert codes(filed) == ["evidence-required"]
    refused = desk.do("task", "2", "report", "--by", "biology", "--part", "beds", "--part", "x", "--json")
    assert refused.status == 1
    assert desk.do("target", "trees", "tick", "--by", "office", "--item", "oak", "--json").status == 1


def test_a_fact_is_corrected_by_its_number(desk: Desk) -> None:
    desk.underway()
    desk.do("task", "1", "report", "--by", "city-office", "--evidence", "list").well()
    number = desk.facts()
    correcting = (
        "pilot",
        "-",
        "correct",
        "--by",
        "city-office",
        "--reason",
        "slip",
        "--set",
        f"fact={number}",
    )
    desk.do(*correcting, "--set", "field=evidence", "--set", "value=lists").well()
    assert open_pilot(desk).task("1").record.evidence == ("lists",)
    desk.do(*correcting, "--set", "field=document", "--set", "value=no. 7").well()
    assert open_pilot(desk).facts()[-1].data.value == "no. 7"  # type: ignore[attr-defined]
    empty = desk.do(*correcting, "--set", "field=evidence", "--set", "value=", "--json")
    assert codes(empty) == ["evidence-required"]
    for beyond in ("99", "0"):
        answer = desk.do("pilot", "-", "correct", "--by", "office", "--set", f"fact={beyond}")
        assert (answer.status, answer.complaint.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "rhythm", ["P3M", "1/quarter", "FREQ=MONTHLY;INTERVAL=3", "每季度", "quarterly", "once each quarter"]
)
def test_an_open_cadence_is_settled(desk: Desk, rhythm: str) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace("when: every month", "when: {text: now and then}")
    desk.plan.write_text(text, encoding="utf-8")
    desk("start", str(desk.plan), "--by", "office")
    bare = desk.do("series", "monthly", "settle", "--by", "office", "--json")
    assert codes(bare) == ["cadence-required"]
    desk.do("series", "monthly", "settle", "--by", "office", "--set", f"when={rhythm}").well()
    pilot = open_pilot(desk)
    assert pilot.series("monthly").state == "settled"
    spring = [each.id for each in pilot.occurrences("2030-04-01", "2030-09-30")]
    assert [id for id in spring if id.startswith("monthly.")] == ["monthly.2030-q2", "monthly.2030-q3"]


def test_a_date_the_plan_left_open_is_entered(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace(
        "phase: issue, due: 2030-01-31}", "phase: issue, due: {text: soon, latest: 2030-01-31, vague: true}}"
    )
    desk.plan.write_text(text, encoding="utf-8")
    desk("start", str(desk.plan), "--by", "office")
    entering = ("pilot", "-", "resolve-deadline", "--by", "office", "--what", "task", "--set", "thing=1")
    assert "latest-required" in codes(desk.do(*entering, "--json"))
    desk.do(*entering, "--due", "2030-01-25", "--reason", "agreed").well()
    assert str(open_pilot(desk).task("1").record.due.latest) == "2030-01-25"


def test_the_day_that_a_date_counts_from_is_entered(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace(
        "phase: issue, due: 2030-01-31}", "phase: issue, due: within 15 working days of approval}"
    )
    desk.plan.write_text(text, encoding="utf-8")
    desk("start", str(desk.plan), "--by", "office")
    entering = ("pilot", "-", "resolve-deadline", "--by", "office", "--what", "task", "--set", "thing=1")
    desk.do(*entering, "--set", "day=2030-01-04", "--reason", "approved").well()
    assert str(open_pilot(desk).task("1").record.due.latest) == "2030-01-25"


def test_a_plan_is_amended_from_a_file(desk: Desk) -> None:
    desk.start()
    amending = ("pilot", "-", "amend", "--reason", "later")
    assert codes(desk.do(*amending, "--by", "head-city", "--json")) == ["difference-required"]
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(text.replace("due: 2030-11-30", "due: 2030-12-10"), encoding="utf-8")
    for head in ("head-city", "head-college"):
        desk.do(*amending, "--by", head, "--plan", str(desk.plan)).well()
    assert str(open_pilot(desk).task("3").record.due.latest) == "2030-12-10"


def test_an_amendment_is_shown_before_it_is_agreed_to_with_those_who_have_yet_to_agree(desk: Desk) -> None:
    desk.start()
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(text.replace("due: 2030-11-30", "due: 2030-12-10"), encoding="utf-8")
    change = "task 3: time limit from 2030-11-30 to 2030-12-10"
    amending = ("pilot", "-", "amend", "--plan", str(desk.plan), "--reason", "later", "--by")
    asked = desk.do(*amending, "head-city", "--explain").well().text.splitlines()
    assert asked == [change, "It may be done.", "Has yet to agree: head-city, head-college"]
    in_json = desk.do(*amending, "head-city", "--explain", "--json").well().json
    assert in_json["waiting_for"] == ["head-city", "head-college"]
    assert [found["id"] for found in in_json["difference"]["changes"]] == ["3"]
    first = desk.do(*amending, "head-city").well().text.splitlines()
    assert (first[0], first[-1]) == (change, "Has yet to agree: head-college")
    again = desk.do(*amending, "head-city")
    assert (again.status, again.text) == (1, f"{change}\n")
    assert desk.do(*amending, "head-college", "--json").well().json["waiting_for"] == []


def test_what_can_be_born_is_listed_under_the_id_that_stands_for_the_new(desk: Desk) -> None:
    desk.start()
    for kind, trigger in BORN.items():
        answer = desk.do(kind, "-", "--by", "office", "--json").well().json
        assert (answer["kind"], answer["id"], answer["state"]) == (kind, None, None)
        assert answer["options"].keys() == {trigger}
        lines = desk.do(kind, "-", "--by", "office").well().text.splitlines()
        assert lines[:3] == [
            *(f"new {kind}", "May be done, once more is given:"),
            f"  {trigger.replace('_', '-')}",
        ]
    assert desk.do("phase", "-", "--by", "office").status == 1


def test_a_decision_can_become_a_task_and_that_is_listed(desk: Desk) -> None:
    desk.start()
    desk.do("decision", "-", "record", "--by", "office", "--text", "train more").well()
    lines = desk.do("decision", "D1", "--by", "office").well().text.splitlines()
    assert lines[1:3] == ["May be done, once more is given:", "  create-task  create a task"]
    options = desk.do("decision", "D1", "--by", "office", "--json").well().json["options"]
    assert [reason["code"] for reason in options["create_task"]] == ["title-required", "lead-required"]


def test_the_date_of_a_phase_is_named_by_options(desk: Desk) -> None:
    desk.start()
    entering = ("pilot", "-", "resolve-deadline", "--by", "office", "--reason", "r")
    refused = desk.do(*entering).complaint
    assert "--what WORD --thing ID" in refused
    assert "--due DAY" in refused
    known = desk.do(*entering, "--what", "phase", "--thing", "issue", "--due", "2030-02-01", "--json")
    assert codes(known) == ["date-is-known"]


@pytest.mark.parametrize(
    ("command", "flags"),
    [
        (("task", "1", "request-extension"), ("--latest DAY", "--reason TEXT")),
        (("task", "1", "report"), ("--evidence TEXT",)),
        (("pilot", "-", "delegate"), ("--to UNIT",)),
        (("pilot", "-", "amend"), ("--plan FILE", "--reason TEXT")),
        (("phase", "issue", "file"), ("--what WORD", "--evidence TEXT")),
        (("task", "-", "create"), ("--decision TEXT|ID", "--title TEXT", "--lead UNIT")),
        (("feedback", "-", "raise-feedback"), ("--set about_kind=WORD --set about_id=ID", "--text TEXT")),
        (("series", "monthly", "settle"), ("--set when=P3M",)),
    ],
)
def test_a_refusal_names_the_options_that_give_what_is_missing(
    desk: Desk, command: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    desk.underway()
    for language, opening, closing in (("en", "(", ")"), ("zh", "（", "）")):
        refused = desk.do(*command, "--by", "city-office", "--lang", language).complaint
        explained = desk.do(*command, "--by", "city-office", "--lang", language, "--explain").text
        for flag in flags:
            assert f"{opening}{flag}{closing}" in refused
            assert f"{opening}{flag}{closing}" in explained


def test_an_option_that_stands_for_an_argument_is_one_that_the_command_has() -> None:
    parameters = app.command(("do",)).commands["do"].params
    known = {f"{p.opts[0]} {p.metavar}" for p in parameters if p.metavar}
    known |= {" / ".join((*p.opts, *p.secondary_opts)) for p in parameters}
    assert {flag for flag in FLAGS.values() if not flag.startswith("--set ")} <= known
    arguments = {name for readers in ARGUMENTS.values() for name in readers}
    assert {flag[6:].partition("=")[0] for flag in FLAGS.values() if flag.startswith("--set ")} <= arguments


def test_every_argument_that_a_remedy_names_has_an_option() -> None:
    remedies = [message for messages in WORDS.values() for message in messages[1:]]
    named = {name for message in remedies for name in re.findall(r"\(([a-z_]+)\)", message)}
    assert {"reason", "latest", "to"} <= named
    assert named - {"blocks", "phase"} <= FLAGS.keys()


def test_refusals_and_faults_in_json_have_words_in_the_language_asked_for(desk: Desk) -> None:
    desk.start()
    report = ("task", "1", "report", "--by", "biology", "--json", "--lang", "zh")
    expected = [
        each.to_dict("zh") for each in open_pilot(desk).task("1").explain("report", by=Actor("biology"))
    ]
    assert desk.do(*report).json == {"refused": expected}
    assert desk.do(*report, "--explain").json == {"may": False, "refused": expected}
    missing = desk.do("task", "9", "report", "--by", "biology", "--json", "--lang", "zh").json["error"]
    assert is_chinese(missing["text"])
    listed = desk.do("task", "1", "--by", "biology", "--json", "--lang", "zh").well().json["options"]
    assert listed["report"] == [
        each.to_dict("zh") for each in open_pilot(desk).task("1").options(by=Actor("biology"))["report"]
    ]


def test_the_help_page_lists_the_words_of_every_kind_one_line_a_kind(desk: Desk) -> None:
    desk.start()
    listed = desk.do("nothing", "-", "--by", "office", "--json").json["error"]["data"]["near"].split(", ")
    assert sorted(kind.kind for kind in kinds()) == sorted(listed)
    for language in ("en", "zh"):
        page = call("do", "--help", "--lang", language).well().text
        listing = page[page.index("\n  task  ") : page.index("\n  pilotflow do")]
        starts = [listing.index(f"\n  {kind.kind}  ") for kind in kinds()]
        for kind, start, end in zip(kinds(), starts, [*starts[1:], len(listing)], strict=True):
            words = set(re.findall(r"[a-z-]+", listing[start:end].split(maxsplit=1)[1]))
            expected = {*kind.triggers(), *born_of(kind.kind), *filter(None, [BORN.get(kind.kind)])}
            assert {word.replace("_", "-") for word in expected} <= words
