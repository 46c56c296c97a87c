"""Circles are errors; strange dates, open cadences and lists that are not listed are warnings at their line."""

from __future__ import annotations

import pytest
from tests.plan.texts import SMALL, codes, errors, faults, only, small

from pilotflow.plan.checking import MAX_TREE

UNITS = "{id: town, name: Town}, {id: school, name: School}, {id: audit, name: Audit}"


def warned(text: str) -> list[tuple[str, int, dict[str, str]]]:
    found = faults(text)
    assert not errors(text)
    return [(fault.code, fault.line, dict(fault.data)) for fault in found]


def doubted(due: str) -> list[tuple[str, dict[str, str]]]:
    """Code and data of every warning about the deadline of one task."""
    told = {"object": "task", "id": "1", "key": "due"}
    found = warned(small(tasks=f"[{{id: 1, title: a, leads: [school], due: {due}}}]"))
    assert all(line == 12 and told.items() <= data.items() for _, line, data in found)
    return [
        (code, {name: word for name, word in data.items() if name not in told}) for code, _, data in found
    ]


CIRCLES = {
    "a unit in itself": (small(units=f"[{UNITS}, {{id: a, name: a, part_of: a}}]"), "a → a"),
    "two units in each other": (
        small(units=f"[{UNITS}, {{id: a, name: a, part_of: b}}, {{id: b, name: b, part_of: a}}]"),
        "a → b → a",
    ),
    "a unit below two in each other": (
        small(
            units=f"[{UNITS}, {{id: c, name: c, part_of: a}}, {{id: a, name: a, part_of: b}},"
            " {id: b, name: b, part_of: a}]"
        ),
        "a → b → a",
    ),
    "bodies": (
        SMALL + "bodies: [{id: a, kind: k, name: a, part_of: b}, {id: b, kind: k, name: b, part_of: a}]\n",
        "a → b → a",
    ),
    "categories": (SMALL + "classifications: {area: [{id: a, part_of: a}]}\n", "a → a"),
    "agreements": (
        SMALL + "agreements: [{id: a, kind: project, parties: [town, school], parent: a}]\n",
        "a → a",
    ),
    "phases": (
        SMALL
        + "phases: [{id: a, kind: launch, title: a, after: b}, {id: b, kind: final, title: b, after: a}]\n",
        "a → b → a",
    ),
    "a phase after the one that follows it": (
        SMALL + "phases: [{id: o, kind: issue, title: o}, {id: a, kind: launch, title: a, after: b},"
        " {id: b, kind: final, title: b}]\n",
        "a → b → a",
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_is_one_error_that_names_it(name: str) -> None:
    text, circle = CIRCLES[name]
    assert dict(only(text, "circle").data) == {"ids": circle}


def test_a_long_circle_is_named_in_short() -> None:
    ring = ", ".join(f"{{id: r{n}, name: r, part_of: r{(n + 1) % 20}}}" for n in range(20))
    ids = dict(only(small(units=f"[{UNITS}, {ring}]"), "circle").data)["ids"]
    assert ids == "r0 → r1 → r2 → r3 → r4 → r5 → r6 → r7 → … → r0"


def test_phases_may_wait_for_several_that_come_before() -> None:
    phases = (
        "phases: [{id: a, kind: launch, title: a}, {id: b, kind: progress, title: b},"
        " {id: c, kind: final, title: c, after: [a, b]}]\n"
    )
    assert warned(SMALL + phases) == []


def test_a_tree_of_units_has_a_depth() -> None:
    chain = ["{id: c1, name: c}"] + [
        f"{{id: c{n}, name: c, part_of: c{n - 1}}}" for n in range(2, MAX_TREE + 2)
    ]
    assert warned(small(units=f"[{UNITS}, {', '.join(chain[:-1])}]")) == []
    fault = only(small(units=f"[{UNITS}, {', '.join(chain)}]"), "tree-too-deep")
    assert dict(fault.data) == {"id": f"c{MAX_TREE + 1}", "limit": str(MAX_TREE)}


def test_a_task_that_nobody_leads_is_an_error() -> None:
    fault = only(small(tasks="\n  - {id: 1, title: a, leads: [school]}\n  - {id: 2, title: b}"), "no-lead")
    assert (fault.line, dict(fault.data)) == (14, {"id": "2"})


def test_a_task_led_by_an_open_group_alone_is_strange() -> None:
    groups = "groups: [{id: towns, name: Towns, open: true}, {id: all, name: All, members: [school]}]\n"
    text = small(
        tasks="\n  - {id: 1, title: a, leads: [towns]}\n  - {id: 2, title: b, leads: [towns, school]}"
        "\n  - {id: 3, title: c, leads: [all]}"
    )
    assert warned(text + groups) == [("open-group-owes-nothing", 13, {"id": "1", "group": "towns"})]


def test_a_phase_and_a_task_due_before_the_issue_are_strange() -> None:
    text = small(tasks="\n  - {id: 1, title: a, leads: [school], due: 2022-12-08}")
    phases = "phases:\n  - {id: p, kind: final, title: p, due: 2022-12-01}\n"
    words = {"issued": "2022-12-09"}
    assert warned(text + phases) == [
        ("before-issue", 13, {"object": "task", "id": "1", "due": "2022-12-08", **words}),
        ("before-issue", 15, {"object": "phase", "id": "p", "due": "2022-12-01", **words}),
    ]


def test_the_day_of_issue_is_not_strange() -> None:
    assert warned(small(tasks="[{id: 1, title: a, leads: [school], due: 2022-12-09}]")) == []


def test_dates_are_not_compared_with_a_day_of_issue_that_is_wrong() -> None:
    text = small(issued="bald", tasks="[{id: 1, title: a, leads: [school], due: 1990-01-01}]")
    assert [fault.code for fault in faults(text)] == ["bad-date"]


GATES = """\
tasks:
  - {id: 1, title: a, leads: [school], phase: p, due: 2023-02-01}
  - {id: 2, title: b, leads: [school], due: 2023-02-02}
  - {id: 3, title: c, leads: [school], phase: p, due: 2023-01-31}
  - {id: 4, title: d, leads: [school], phase: q, due: 2023-03-01}
  - {id: 5, title: e, leads: [school], phase: p}
  - {id: 6, title: f, leads: [school], phase: p, due: {text: /}}
occurrences:
  - {id: party, kind: event, title: party, due: 2023-02-03}
  - {id: early, kind: event, title: early, due: 2023-01-03}
phases:
  - id: p
    kind: launch
    title: p
    due: 2023-01-31
    gate:
      require:
        - {task: 2}
        - {occurrence: party}
        - {occurrence: early}
        - {report: result}
  - {id: q, kind: final, title: q}
"""


def test_what_is_due_after_its_phase_or_after_the_gate_that_requires_it_is_strange() -> None:
    end = "2023-01-31"
    assert warned(small(tasks="") + GATES) == [
        ("after-phase", 13, {"id": "1", "due": "2023-02-01", "phase": "p", "end": end}),
        (
            "gate-before-task",
            26,
            {"phase": "p", "end": end, "object": "task", "id": "1", "due": "2023-02-01"},
        ),
        (
            "gate-before-task",
            29,
            {"phase": "p", "end": end, "object": "task", "id": "2", "due": "2023-02-02"},
        ),
        (
            "gate-before-task",
            30,
            {"phase": "p", "end": end, "object": "occurrence", "id": "party", "due": "2023-02-03"},
        ),
    ]


def test_a_cadence_without_a_rhythm_is_open() -> None:
    series = "\n".join(
        f"  - {{id: s{n}, kind: work, title: s, when: {{text: 定期{when}}}}}"
        for n, when in enumerate(["", ", recurrence: FREQ=DAILY", ", per: 1/term", ", latest: 2023-01-01"])
    )
    terms = "terms: [{id: t, from: 2023-01-01, to: 2023-06-30}]\n"
    assert warned(f"{SMALL}{terms}series:\n{series}\n") == [
        ("open-cadence", line, {"object": "series", "id": id, "key": "when", "text": "定期"})
        for line, id in ((16, "s0"), (19, "s3"))
    ]


def test_a_duty_counted_by_term_needs_terms() -> None:
    series = "series:\n  - {id: s, kind: work, title: s, when: {text: 每学期, per: 1/term}}\n"
    assert warned(SMALL + series) == [("no-terms", 15, {"id": "s"})]


def test_a_deadline_with_two_readings_says_both() -> None:
    stated = "{text: a, latest: 2023-01-20, alternatives: [2023-01-10]}"
    for due, latest, others in (
        (stated, "2023-01-20", "2023-01-10"),
        ("2023年12月中旬前", "2023-12-20", "2023-12-10"),
        ("by 3/4/2023", "2023-04-03", "2023-03-04"),
    ):
        text = "a" if due == stated else due
        assert doubted(due) == [("ambiguous-deadline", {"text": text, "latest": latest, "others": others})]


@pytest.mark.parametrize(
    ("due", "code", "data"),
    [
        ("{text: a, latest: 2023-01-20, vague: true}", "vague-deadline", {"latest": "2023-01-20"}),
        ("尽快", "sets-no-day", {}),
        ("as soon as possible", "sets-no-day", {}),
        ("abc", "unread-deadline", {}),
        ("FREQ=WEEKLY;BYDAY=XX", "unread-deadline", {}),
        ("FREQ=WEEKLY;BYDAY=WE", "rhythm-for-once", {}),
        ("每季度召开一次", "rhythm-for-once", {}),
        ("自启动之日起一个月内", "waits-for-event", {"event": "启动"}),
        ("within 15 working days of approval", "waits-for-event", {"event": "approval"}),
        ("本学期末", "waits-for-terms", {}),
        ("同上", "unread-deadline", {}),
    ],
)
def test_a_deadline_without_a_certain_day_says_why(due: str, code: str, data: dict[str, str]) -> None:
    text = "a" if due.startswith("{") else due
    assert doubted(due) == [(code, {"text": text, **data})]


@pytest.mark.parametrize(
    "due",
    [
        "2023年底",
        "by the end of Q3 2023",
        "一个月内",
        "长期坚持",
        "/",
        "{text: 2023年12月中旬前, latest: 2023-12-20}",
        "{text: 2023年12月中旬前, latest: 2023-12-10}",
        "{text: 试点启动后一个月内, latest: 2023-01-20}",
    ],
)
def test_a_deadline_that_is_clear_or_written_out_is_no_warning(due: str) -> None:
    assert doubted(due) == []


def test_a_day_written_out_against_its_words_says_so_and_holds() -> None:
    due = "{text: 2023年底, latest: 2023-11-30}"
    assert doubted(due) == [
        ("stated-otherwise", {"text": "2023年底", "latest": "2023-11-30", "read": "2023-12-31"})
    ]


def test_a_list_that_is_not_listed_says_so() -> None:
    text = SMALL + (
        "targets:\n  - {id: t, title: t, kind: list, amount: 3, items: [a, b]}\n"
        "  - {id: u, title: u, kind: list, amount: 2, items: [a, b]}\n"
        "  - {id: v, title: v, kind: list, items: [a]}\n"
    )
    assert warned(text) == [("unlisted-parts", 15, {"id": "t", "listed": "2", "amount": "3"})]


def test_the_reading_of_the_lead_mark_is_said_once() -> None:
    assert warned(SMALL + "conventions: {lead_mark: first}\n") == [("lead-mark", 14, {"reading": "first"})]
    assert warned(SMALL + "conventions: {}\n") == []


def test_other_readings_are_no_warning() -> None:
    assert warned(SMALL + "readings: [{title: Other, source: annex}]\n") == []


def test_a_task_of_a_body_there_is_not_has_that_one_fault() -> None:
    text = SMALL + "  - {id: 9, title: Ninth, body: nowhere}\n"
    assert [code for code in codes(text) if code in ("unknown-body", "no-lead")] == ["unknown-body"]
