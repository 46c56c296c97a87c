"""The starter plan and the standard phases are right as they stand, in both languages."""

from __future__ import annotations

import pytest

from pilotflow.plan.closing import unclosable
from pilotflow.plan.load import check_plan
from pilotflow.plan.standard import standard_phases
from pilotflow.plan.starter import starter
from pilotflow.plan.work import PHASE_KINDS


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_starter_loads_without_a_fault_and_closes(language: str) -> None:
    checked = check_plan(starter(language))
    assert checked.faults == ()
    assert checked.plan is not None
    assert checked.plan.language == language
    assert [phase.kind for phase in checked.plan.phases] == list(PHASE_KINDS)
    assert unclosable(checked.plan) == ()


def test_the_starters_differ_in_words_alone() -> None:
    english, chinese = (check_plan(starter(language)).plan for language in ("en", "zh"))
    assert english is not None
    assert chinese is not None
    assert [(task.id, task.leads, task.phase) for task in english.tasks] == [
        (task.id, task.leads, task.phase) for task in chinese.tasks
    ]
    assert [unit.id for unit in english.units] == [unit.id for unit in chinese.units]
    assert english.roles == chinese.roles


def test_a_language_without_a_starter_gets_the_english_one() -> None:
    assert starter("fr") == starter() == starter("en")
    assert starter("zh-Hans") == starter("zh") != starter("en")


def test_the_starter_explains_itself() -> None:
    for language in ("en", "zh"):
        assert sum("#" in line for line in starter(language).splitlines()) >= 12


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_is_one_standard_phase_of_each_kind(language: str) -> None:
    phases = standard_phases(language)
    assert [(phase.id, phase.kind) for phase in phases] == [(kind, kind) for kind in PHASE_KINDS]
    assert len({phase.title for phase in phases}) == len(PHASE_KINDS)
    assert all(phase.due is None and phase.gate.require == () for phase in phases)
