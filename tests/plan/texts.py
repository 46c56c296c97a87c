"""Plan files that these tests read, change and break."""

from __future__ import annotations

from pathlib import Path

from pilotflow.plan.faults import Fault
from pilotflow.plan.load import check_plan

SMALL = """\
pilotflow: 1
id: small
title: A small pilot
timezone: Europe/Berlin
issued: 2022-12-09
issuer: town
units:
  - {id: town, name: Town}
  - {id: school, name: School}
  - {id: audit, name: Audit}
roles: {office: town, heads: [town, school], reviewers: [audit, town], supervisors: [audit]}
tasks:
  - {id: 1, title: First, leads: [school]}
"""

FULL = (Path(__file__).parent / "full.yaml").read_text(encoding="utf-8")
"""Every key of the plan file, one to a line; ``# -> kind`` marks a reference to that kind."""


def faults(text: str | bytes) -> tuple[Fault, ...]:
    return check_plan(text).faults


def errors(text: str | bytes) -> list[Fault]:
    return [fault for fault in faults(text) if fault.is_error]


def codes(text: str | bytes) -> list[str]:
    return [fault.code for fault in faults(text)]


def only(text: str | bytes, code: str) -> Fault:
    """The one error of a text, which must have this code."""
    found = errors(text)
    assert [fault.code for fault in found] == [code], [fault.text() for fault in found]
    return found[0]


def small(**sections: str) -> str:
    """The small plan with sections replaced, added, or left out where the text is empty; lines keep order."""
    lines: dict[str, str] = {}
    for line in SMALL.splitlines(keepends=True):
        if not line.startswith(" "):
            key = line.split(":")[0]
        lines[key] = lines.get(key, "") + line
    for key, text in sections.items():
        lines[key] = f"{key}: {text}\n" if text else ""
    return "".join(lines.values())
