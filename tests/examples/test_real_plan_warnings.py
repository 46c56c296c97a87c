"""The real plan can be closed by the actors it declares, and loads with exactly the warnings listed here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pilotflow.plan.load import check_plan, load_plan

FILE = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang" / "plan.yaml"
OPEN_CADENCES = (
    "regular",
    "lists",
    "checks",
    "guidance",
    "bulletins",
    "theory-study",
    "job-fair",
    "joint-action",
    "joint-meeting",
    "drill",
    "lodging",
)


@pytest.mark.parametrize("office_exists", [False, True])
def test_inspection_verifies_all_but_what_it_leads_itself(office_exists: bool) -> None:
    plan = load_plan(FILE)
    may = {
        task.id: [
            reviewer
            for reviewer in plan.roles.reviewers
            if plan.kinship.independent(reviewer, (*task.leads, *task.co_units), office_exists=office_exists)
        ]
        for task in plan.tasks
    }
    numbers = range(1, 28)
    assert [may[str(n)][0] for n in numbers] == ["inspection"] * 22 + ["office"] * 5
    assert may["1"] == ["inspection"]
    assert may["23"] == ["office", "head-kq", "head-zj"]


def about(line: int, column: int) -> str:
    """The id of the thing a place in the plan file belongs to: the last one written up to there."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    here = re.match(r'\{?id: "?([a-z0-9-]+)', lines[line - 1][column - 1 :])
    return here[1] if here else re.findall(r'\bid: "?([a-z0-9-]+)', before)[-1]


def test_the_plan_loads_with_exactly_these_warnings() -> None:
    founding = [str(n) for n in range(1, 7)]
    reasons = {
        # ▲ stands before one unit of each line; that it does not mark the whole line is a reading
        "lead-mark": ["keqiao-zhijiang"],
        # the notice is dated 9 December; 出台方案 was due by the end of November
        "before-issue": ["p1"],
        # founding tasks are due by 中旬 (20 December); their gates by November and 初
        "gate-before-task": ["p1 4", "p2 1", "p2 2", "p2 3", "p2 5", "p2 6"],
        "after-phase": founding,
        # 月初 has no official span; 中旬前 may end before the dekad begins
        "ambiguous-deadline": ["p2", *founding, "kick-off"],
        # 八个一 and 五快 are named, their parts are not
        "unlisted-parts": ["t18", "five-fast"],
        # 定期, 常态化, 日常, 针对性 and meetings convened by an event: no rhythm until the office decides one
        "open-cadence": [*OPEN_CADENCES],
    }
    faults = check_plan(FILE).faults
    found: dict[str, list[str]] = {}
    for fault in faults:
        whose, named = about(fault.line, fault.column), dict(fault.data).get("id")
        found.setdefault(fault.code, []).append(whose if named in (whose, None) else f"{whose} {named}")
    assert {code: sorted(ids) for code, ids in found.items()} == {
        code: sorted(ids) for code, ids in reasons.items()
    }
    assert {fault.severity for fault in faults} == {"warning"}
    assert [(fault.line, fault.column) for fault in faults] == sorted((f.line, f.column) for f in faults)


def test_without_the_independence_of_the_discipline_units_nobody_could_close_it() -> None:
    text = FILE.read_text(encoding="utf-8").replace(", independent: true", "")
    checked = check_plan(text)
    assert checked.plan is None
    assert {fault.code for fault in checked.faults if fault.is_error} == {"no-reviewer", "no-confirmer"}
