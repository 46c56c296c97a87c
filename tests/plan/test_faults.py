"""Every kind of fault, each by an example: its code, its line, and the word it suggests."""

from __future__ import annotations

import pytest
from tests.plan.texts import FULL, SMALL, codes, errors, faults, only, small

from pilotflow.errors import PlanError
from pilotflow.language.faults import MESSAGES
from pilotflow.plan.faults import Fault
from pilotflow.plan.file import document
from pilotflow.plan.load import load_plan

UNITS = "[{id: town, name: Town}, {id: school, name: School}, {id: audit, name: Audit}]"


def target(rest: str) -> str:
    return small(targets=f"[{{id: t, title: t, {rest}}}]")


def series(rest: str) -> str:
    return small(series=f"[{{id: s, kind: meeting, title: s, when: 每周一, {rest}}}]")


def task(rest: str) -> str:
    return small(tasks=f"[{{id: 1, title: a, leads: [school], {rest}}}]")


FAULTS = {
    "a key with a letter wrong": (small(adressees="[town]"), "unknown-key", "addressees"),
    "a key nobody knows": (small(zzzzzz="1"), "unknown-key", None),
    "a required key left out": (small(issuer=""), "missing-key", None),
    "no zone for a plan that is not Chinese": (small(timezone=""), "missing-key", None),
    "a list where a word is wanted": (small(title="[a]"), "wrong-type", None),
    "nothing where a word is wanted": (small(title=""), "missing-key", None),
    "a null where a word is wanted": (small(title="~"), "wrong-type", None),
    "a flag where a word is wanted": (small(title="true"), "wrong-type", None),
    "a word where a list is wanted": (small(addressees="town"), "wrong-type", None),
    "a word where a mapping is wanted": (small(settings="none"), "wrong-type", None),
    "a list where a mapping is wanted": (small(sides="[a]"), "wrong-type", None),
    "a word where a flag is wanted": (target("kind: some, soft: yes"), "wrong-type", None),
    "a word where a figure is wanted": (target("kind: some, amount: many"), "wrong-type", None),
    "a fraction where a count is wanted": (small(settings="{near: 1.5}"), "wrong-type", None),
    "a word where a count is wanted": (small(settings="{near: soon}"), "wrong-type", None),
    "a list where a date is wanted": (small(issued="[2022]"), "wrong-type", None),
    "a list where a time is wanted": (series('time: ["14:00"]'), "wrong-type", None),
    "a time that does not exist": (series('time: "24:00"'), "bad-time", None),
    "a time that ends before it begins": (series('time: "14:00-13:00"'), "bad-time", None),
    "a list where an id is wanted": (small(id="[a]"), "wrong-type", None),
    "a list where a reference is wanted": (small(issuer="[town]"), "wrong-type", None),
    "a list where one of a few words is wanted": (target("kind: [some]"), "wrong-type", None),
    "a list where a deadline is wanted": (task("due: [2023-01-01]"), "wrong-type", None),
    "a list where other readings are wanted": (small(readings="{title: a}"), "wrong-type", None),
    "a requirement of two things": (
        small(phases="[{id: p, kind: final, title: p, gate: {require: [{task: 1, report: a}]}}]"),
        "wrong-type",
        None,
    ),
    "a requirement of an unknown kind": (
        small(phases="[{id: p, kind: final, title: p, gate: {require: [{raport: a}]}}]"),
        "unknown-key",
        "report",
    ),
    "a requirement with a bad id": (
        small(phases="[{id: p, kind: final, title: p, gate: {require: [{report: A b}]}}]"),
        "bad-id",
        None,
    ),
    "an empty word": (small(title="' '"), "empty-text", None),
    "a kind nobody knows": (target("kind: at_lest, amount: 1"), "bad-choice", "at_least"),
    "a day that does not exist": (small(issued="2022-02-30"), "bad-date", None),
    "a date written another way": (small(issued="9.12.2022"), "bad-date", None),
    "a deadline on a day that does not exist": (task("due: 2022-2-30"), "bad-date", None),
    "a figure without end": (target("kind: some, amount: .inf"), "bad-amount", None),
    "a figure that is none": (target("kind: some, amount: .nan"), "bad-amount", None),
    "a figure of absurd size": (target("kind: some, amount: 1e400000"), "bad-amount", None),
    "a figure of absurd length": (target(f"kind: some, amount: {'9' * 5000}"), "bad-amount", None),
    "a weight below nothing": (task("weight: -1"), "bad-amount", None),
    "a span that is too long": (small(settings="{near: 1001}"), "out-of-range", None),
    "a span that is too short": (small(settings="{answer_within: 0}"), "out-of-range", None),
    "an agreement with one party": (
        small(agreements="[{id: a, kind: pairing, parties: [town]}]"),
        "too-few",
        None,
    ),
    "three heads": (small(roles="{office: town, heads: [town, school, audit]}"), "too-many", None),
    "a lead named twice": (small(tasks="[{id: 1, title: a, leads: [school, school]}]"), "repeated", None),
    "two parts with one id": (
        task("parts: [{id: a, title: a}, {id: a, title: b}]"),
        "repeated",
        None,
    ),
    "a reading without a source": (small(readings="[{title: a}]"), "bad-reading", None),
    "a reading that says nothing": (small(readings="[{source: a}]"), "bad-reading", None),
    "a reading that is a word": (small(readings="[a]"), "bad-reading", None),
    "a reading of a key nobody knows": (small(readings="[{titel: a, source: b}]"), "unknown-key", "title"),
    "a reading that is a mapping": (small(readings="[{title: {a: b}, source: b}]"), "wrong-type", None),
    "a reading with an empty source": (small(readings="[{title: a, source: ''}]"), "empty-text", None),
    "a target without its figure": (target("kind: at_least"), "target-needs", None),
    "a coverage without its group": (target("kind: coverage"), "target-needs", None),
    "a ratio without its terms": (target("kind: ratio"), "target-needs", None),
    "an id with a capital": (small(id="Small"), "bad-id", None),
    "an id that is too long": (small(id="a" * 65), "bad-id", None),
    "an id that begins with a hyphen": (small(id="-a"), "bad-id", None),
    "a group with the id of a unit": (small(groups="[{id: town, name: t}]"), "duplicate-id", None),
    "two tasks with one id": (
        small(tasks="[{id: 1, title: a, leads: [school]}, {id: '1', title: b, leads: [school]}]"),
        "duplicate-id",
        None,
    ),
    "two categories with one id": (
        small(classifications="{area: [{id: a}, {id: a}], slogan: [{id: a}]}"),
        "duplicate-id",
        None,
    ),
    "a group where a unit is wanted": (
        small(units=UNITS[:-1] + ", {id: x, name: x, part_of: g}]", groups="[{id: g, name: g}]"),
        "wrong-kind",
        None,
    ),
    "a group where an actor is wanted": (
        small(groups="[{id: g, name: g}]", tasks="[{id: 1, title: a, leads: [school], reviewers: [g]}]"),
        "wrong-kind",
        None,
    ),
    "a lead with a letter wrong": (
        small(tasks="[{id: 1, title: a, leads: [scool]}]"),
        "unknown-unit",
        "school",
    ),
    "a lead by its name": (small(tasks="[{id: 1, title: a, leads: [School]}]"), "unknown-unit", "school"),
    "a reviewer nobody knows": (task("reviewers: [audit, xyz]"), "unknown-actor", None),
    "a category of an unknown tree": (task("classes: {slogn: a}"), "unknown-classification", None),
    "a category nobody knows": (
        small(classifications="{area: [{id: law}]}", tasks="[{id: 1, title: a, leads: [school], area: lw}]"),
        "unknown-category",
        "law",
    ),
    "an area where there are none": (task("area: a1"), "unknown-category", None),
    "a day there is not for a deadline": (task("due: 2023-02-30"), "bad-date", None),
    "a flag for a deadline": (task("due: true"), "wrong-type", None),
    "a deadline without its words": (task("due: {latest: 2023-01-01}"), "missing-key", None),
    "a re-check without a rhythm": (task("recheck: {text: 定期}"), "no-rhythm", None),
    "a re-check on a date": (task("recheck: 2023-01-01"), "no-rhythm", None),
    "a re-check in words without a rhythm": (task("recheck: 定期"), "no-rhythm", None),
    "a re-check counted by terms": (task("recheck: 每学期"), "no-rhythm", None),
    "a period of two units": (task("recheck: P1Y6M"), "bad-recurrence", None),
    "a rhythm with an end": (
        task("due: {text: a, recurrence: FREQ=DAILY;COUNT=3}"),
        "bad-recurrence",
        None,
    ),
    "a rhythm that is a list": (task("due: {text: a, recurrence: [FREQ=DAILY]}"), "wrong-type", None),
    "a count per nothing": (task("due: {text: a, per: often}"), "wrong-type", None),
    "an offset that is no span": (task("due: {text: a, offset: soon}"), "wrong-type", None),
    "a count per window that is empty": (task("due: {text: a, per: ''}"), "empty-text", None),
    "a window that ends before it begins": (
        task("due: {text: a, earliest: 2023-02-01, latest: 2023-01-01}"),
        "window-reversed",
        None,
    ),
    "a term that ends before it begins": (
        small(terms="[{id: t, from: 2023-02-01, to: 2023-01-01}]"),
        "window-reversed",
        None,
    ),
    "an agreement that ends before it begins": (
        small(
            agreements="[{id: a, kind: pairing, parties: [town, school], from: 2023-02-01, to: 2023-01-01}]"
        ),
        "window-reversed",
        None,
    ),
    "a zone with a letter wrong": (small(timezone="Europe/Berlim"), "unknown-timezone", "Europe/Berlin"),
    "a zone that is a folder": (small(timezone="Europe"), "unknown-timezone", None),
    "a zone outside the list": (small(timezone="../etc/passwd"), "unknown-timezone", None),
    "a zone that is a list": (small(timezone="[UTC]"), "wrong-type", None),
    "a language that is no tag": (small(language="Deutsch bitte"), "wrong-type", None),
    "a form of the future": (small(pilotflow="2"), "unknown-schema", None),
    "a form that is no number": (small(pilotflow="one"), "wrong-type", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_the_one_error_with_its_suggestion(name: str) -> None:
    text, code, suggestion = FAULTS[name]
    fault = only(text, code)
    assert fault.line >= 1
    if suggestion is not None:
        assert dict(fault.data)["suggestion"] == suggestion
        assert fault.text().endswith(f"; did you mean {suggestion}?")


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("occurrences: [{id: o, kind: event, title: o, phase: x}]", "phase"),
        ("occurrences: [{id: o, kind: event, title: o, body: x}]", "body"),
        ("targets: [{id: t, title: t, kind: coverage, group: x}]", "group"),
        ("targets: [{id: t, title: t, kind: some, served_by: [x]}]", "task"),
        ("agreements: [{id: a, kind: pairing, parties: [town, school], parent: x}]", "agreement"),
        ("groups: [{id: g, name: g, members: [x]}]", "unit"),
        ("sides: {a: A}\ngroups: []\noffers: [{id: o, title: o, unit: x}]", "unit"),
        ("series: [{id: s, kind: work, title: s, when: 2023-01-01, for_each: x}]", "group"),
    ],
)
def test_a_reference_to_nothing_says_what_was_looked_for(section: str, kind: str) -> None:
    fault = only(SMALL + section + "\n", f"unknown-{kind}")
    assert fault.line == SMALL.count("\n") + 1 + section.count("\n")


def test_other_references_to_nothing() -> None:
    assert only(small(units=UNITS.replace("name: Audit", "name: Audit, side: x")), "unknown-side")
    gate = "phases: [{id: p, kind: final, title: p, gate: {require: [{occurrence: x}]}}]\n"
    assert only(SMALL + gate, "unknown-occurrence")
    assert only(SMALL + gate.replace("occurrence", "review"), "unknown-review")
    heads = "{office: town, heads: [hed], reviewers: [audit, town], supervisors: [audit]}"
    assert only(small(roles=heads), "unknown-seat")


def test_every_fault_is_reported_in_one_run_in_the_order_of_the_file() -> None:
    text = small(
        issued="soon",
        adressees="[town]",
        tasks="[{id: 1, titel: a, leads: [scool]}, {id: 1, title: b, leads: [school], due: 2023-02-30}]",
    )
    assert [(fault.code, fault.line) for fault in errors(text)] == [
        ("bad-date", 5),
        ("unknown-key", 12),
        ("unknown-unit", 12),
        ("duplicate-id", 12),
        ("bad-date", 12),
        ("unknown-key", 13),
    ]


def test_loops_are_looked_at_although_other_things_are_wrong() -> None:
    alone = "{office: town, heads: [town], reviewers: [school], supervisors: [audit]}"
    text = small(
        roles=alone,
        targets="[{id: t, title: t, kind: sum}]",
        tasks="[{id: 1, title: a, leads: [school], due: 2023-02-30}]",
    )
    assert sorted(codes(text)) == ["bad-choice", "bad-date", "no-reviewer"]


def test_loops_are_not_looked_at_where_who_may_do_what_was_misread() -> None:
    misread = "{office: town, heads: [town, school], reviewers: [audit], supervisers: [audit]}"
    assert codes(small(roles=misread)) == ["unknown-key"]
    assert codes(SMALL + "title: again\n") == ["duplicate-key"]


def test_a_reviewer_nobody_knows_is_one_fault() -> None:
    assert codes(small(roles="{office: town, heads: [town], reviewers: [audid], supervisors: [audit]}")) == [
        "unknown-actor"
    ]


def test_a_decider_nobody_knows_is_one_fault() -> None:
    gate = "phases: [{id: p, kind: final, title: p, gate: {decide: [audid]}}]\n"
    assert codes(SMALL + gate) == ["unknown-actor"]


def test_a_fault_is_one_line_with_place_severity_and_code() -> None:
    fault = only(small(tasks="[{id: 1, title: a, leads: [scool]}]"), "unknown-unit")
    assert fault.text() == "<plan>:12:35: error[unknown-unit]: there is no unit scool; did you mean school?"
    assert fault.is_error
    assert fault.to_dict() == {
        "code": "unknown-unit",
        "severity": "error",
        "file": "<plan>",
        "line": 12,
        "column": 35,
        "data": {"id": "scool", "suggestion": "school"},
        "text": fault.text(),
    }


def test_words_that_cannot_be_read_say_how_to_write_them_out() -> None:
    (fault,) = faults(task("due: abc"))
    assert fault.text() == (
        "<plan>:12:49: warning[unread-deadline]: task 1: no time limit can be read in due “abc”;"
        " write it out beside the words, such as {text: …, latest: 2022-12-31}"
    )


def test_words_with_braces_in_them_are_only_words() -> None:
    (fault,) = faults(task("due: '{0} {x!r}'"))
    assert "{0} {x!r}" in fault.text()


def test_a_plan_error_lists_warnings_too() -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(FULL.replace("  workdays: weekdays", "  workday: weekdays"))
    assert {fault.code for fault in caught.value.faults} == {
        "unknown-key",
        "lead-mark",
        "ambiguous-deadline",
        "past-published-days",
        "stated-otherwise",
        "open-cadence",
    }
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1


def test_a_flood_of_faults_is_cut_errors_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_FAULTS", 20)
    odd = [f"  - {{id: w{n}, title: a, leads: [school], due: 2020-01-01}}" for n in range(20)]
    wrong = [f"  - {{id: e{n}, title: a, leads: [nobody], due: 2023-01-01}}" for n in range(10)]
    found = faults(small(tasks="\n" + "\n".join(odd + wrong)))
    assert [fault.code for fault in found] == ["before-issue"] * 10 + ["unknown-unit"] * 10 + [
        "too-many-faults"
    ]
    assert found[-1].is_error
    assert dict(found[-1].data) == {"count": "30"}


def test_a_flood_of_warnings_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_FAULTS", 20)
    odd = [f"  - {{id: w{n}, title: a, leads: [school], due: 2020-01-01}}" for n in range(21)]
    text = small(tasks="\n" + "\n".join(odd))
    assert (len(faults(text)), faults(text)[-1].severity) == (21, "warning")
    assert len(load_plan(text).tasks) == 21


def test_suggestions_end_where_too_much_would_be_compared() -> None:
    many = "\n" + "\n".join(f"  - {{id: t{n}, titl: a}}" for n in range(150))
    suggested = [fault for fault in faults(small(tasks=many)) if "suggestion" in dict(fault.data)]
    assert len(suggested) == 100
    assert "suggestion" not in dict(only(small(**{"x" * 65: "1"}), "unknown-key").data)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_has_words(code: str, language: str) -> None:
    from string import Formatter

    fields = {field for _, field, _, _ in Formatter().parse(MESSAGES[code]) if field}
    said = Fault(code, data=tuple((field, "plan") for field in sorted(fields))).text(language)
    assert f"[{code}]" in said
    assert "{" not in said.replace("{text:", "").replace("{<", "")
