"""The pages are current, whole, and say nothing that is true of one machine only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from docs.generate import ISSUED, PART, PARTS, READINGS, SETTLED, WARNINGS, diagram, render
from tests.dates import tables
from tests.docs.blocks import PAGES, ROOT, language_of, name_of, prose

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.read import read_deadline
from pilotflow.language.faults import MESSAGES
from pilotflow.language.unmet import WORDS
from pilotflow.plan.file.form import all_forms
from pilotflow.plan.file.whole import PLAN
from pilotflow.rules.policy import WHO
from pilotflow.rules.tables import KINDS, lifecycle

HERE_ONLY = re.compile(
    r"""(?:^|[\s"'(=])(?:~?/|[A-Za-z]:\\)\w"""
    r"|\w+://[\w.-]*\.|\b[\w-]+\.(?:org|com|net|io|dev|cn)\b|\b(?:\d+\.){3}\d+\b|localhost"
)
"""Paths of one machine, and hosts: the pages need no address of the network at all."""

_LINK = re.compile(r"\]\(([^)]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

every_page = pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name_of)
both = pytest.mark.parametrize("language", ["en", "zh"])


def parts_of(page: Path) -> set[str]:
    return {match[2] for match in PART.finditer(page.read_text(encoding="utf-8"))}


def anchors(page: Path) -> set[str]:
    """The names that headings can be linked by."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_every_generated_part_is_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == render(text, language_of(page)), "run make docs"
    assert text.count("<!-- generated") == text.count("<!-- end -->") == len(PART.findall(text))


@every_page
def test_every_link_leads_to_a_file_or_heading_that_is_there(page: Path) -> None:
    for link in _LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


@every_page
def test_no_line_names_a_path_of_a_machine_or_a_host(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if HERE_ONLY.search(line)] == []


def test_every_page_is_there_in_both_languages() -> None:
    assert {path.name for path in (ROOT / "docs" / "zh").glob("*.md")} == {
        *(path.name for path in (ROOT / "docs").glob("*.md") if path.name != "glossary.md"),
        "README.md",
    }


def test_both_languages_of_a_page_hold_the_same_parts_and_blocks() -> None:
    for page in (ROOT / "docs" / "zh").glob("*.md"):
        other = ROOT / "README.md" if page.name == "README.md" else page.parent.parent / page.name
        assert parts_of(page) == parts_of(other)
        fences = [
            re.findall(r"^```\w+", each.read_text(encoding="utf-8"), re.MULTILINE) for each in (page, other)
        ]
        assert fences[0] == fences[1], page.name


def test_every_part_there_is_stands_on_some_page() -> None:
    kinds = {kind for kind, _ in WHO}
    assert set().union(*map(parts_of, PAGES)) == {*PARTS, *(f"lifecycle-{kind}" for kind in kinds)}


@both
def test_the_reference_has_every_key_and_every_fault_of_a_plan_file(language: str) -> None:
    keys, faults = PARTS["plan-keys"](language), PARTS["plan-faults"](language)
    for form in all_forms(PLAN):
        section = keys.partition(f"(`{form.name}`)\n")[2].partition("\n### ")[0]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == [key.name for key in form.keys]
    assert sorted(re.findall(r"^\| `([\w-]+)`", faults, re.MULTILINE)) == sorted(MESSAGES)


@both
def test_every_reason_for_a_refusal_is_listed(language: str) -> None:
    assert re.findall(r"^\| `([\w-]+)`", PARTS["refusals"](language), re.MULTILINE) == list(WORDS)


def test_the_warnings_of_the_page_are_those_the_program_gives() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/pilotflow/plan").rglob("*.py")
    )
    forms = (
        *(r'\bwarning\(\s*"([\w-]+)"', r'\.warn\(\s*"([\w-]+)"', r'\.note\("([\w-]+)", [\w()]+, "warning"'),
        r'\byield "([\w-]+)", ',  # the doubts about a time limit
    )
    assert {code for form in forms for code in re.findall(form, source)} == set(WARNINGS)


EXPECTED: dict[str, dict[str, Any]] = {
    "自印发之日起15个工作日内": {"latest": "2022-12-30", "anchor": "issued", "offset": "15 workdays"},
    "每月10日前": {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=10", "per": None},
    "每学期召开一次": {"per": "1/term", "anchor": "term_calendar"},
}
"""What examples mean that no table of the tests of the readers holds."""

FIELDS = ("earliest", "latest", "sustain", "recurrence", "vague")


@pytest.mark.parametrize("text", [text for group in READINGS for text in group[1]])
def test_an_example_of_a_time_limit_means_what_somebody_wrote_down_beforehand(text: str) -> None:
    if text in EXPECTED:
        found = read_deadline(text, issued=ISSUED).to_dict()
        assert {name: found[name] for name in EXPECTED[text]} == EXPECTED[text]
        return
    known = [
        row
        for name in ("deadlines", "held_out", "forms", "english")
        for row in tables.rows(name)
        if row["text"] == text
    ]
    assert known
    for row in known:
        assert not tables.differences(row, tables.read(row), FIELDS)


def test_every_convention_but_the_strict_one_is_shown_with_its_default_first() -> None:
    usual = attrs.asdict(Conventions())
    assert {name: settings[0] for name, settings, _ in SETTLED} == {
        name: value for name, value in usual.items() if name != "strict"
    }


@pytest.mark.parametrize(("name", "settings", "text"), SETTLED)
def test_every_setting_of_a_convention_reads_its_example_in_another_way(
    name: str, settings: tuple[Any, ...], text: str
) -> None:
    found = [
        read_deadline(text, issued=ISSUED, conventions=Conventions(**{name: setting})) for setting in settings
    ]
    assert len(set(found)) == len(settings)


@pytest.mark.parametrize("kind", KINDS)
def test_a_diagram_read_back_is_the_table(kind: str) -> None:
    table = lifecycle(kind)
    text = diagram(table)
    frame = re.search(r"state running_states \{\n(.*?)\n +\}", text, re.DOTALL)
    inside = frame[1].split() if frame else []
    words = {label_of(trigger, kind): trigger for trigger in table.triggers}
    edges = set()
    for source, to, label in re.findall(r"^ +(\w+) --> (\w+): (.+)$", text, re.MULTILINE):
        for trigger in label.split(" / "):
            left = inside if source == "running_states" else [source]
            entered = inside if to == "running_states" else [to]
            edges |= {(words[trigger], a, b) for a in left for b in entered}
    assert edges == set(table.edges())
    assert f"[*] --> {table.initial}" in text
    assert re.findall(r'^ +state ".+" as (\w+)$', text, re.MULTILINE) == list(table.states)


def label_of(trigger: str, kind: str) -> str:
    from pilotflow.language.names import name_of as word

    return f"{word('trigger', trigger, 'en', kind)} {word('trigger', trigger, 'zh', kind)}"


@pytest.mark.parametrize(
    "line",
    ["see /var/lib/x", "`C:\\x`".strip("`"), "from pkg.example.org", "--url=http://1.2.3.4/", "~/pilots"],
)
def test_a_path_or_host_would_be_found(line: str) -> None:
    assert HERE_ONLY.search(line)


def test_an_unknown_part_is_no_silence() -> None:
    with pytest.raises(KeyError):
        render("<!-- generated: nothing-of-the-kind -->\n<!-- end -->", "en")
