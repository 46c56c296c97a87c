"""Every code of a pilot has a word in both languages, and no two states read alike."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import has_chinese

from pilotflow.dates.deadline import PRECISIONS
from pilotflow.language.names import context_of, entries, name_of, standing
from pilotflow.language.words import NAMES
from pilotflow.plan.comparing import LISTS
from pilotflow.plan.duties import DUTY_KINDS, Agreement, PlannedOccurrence, Series
from pilotflow.plan.file.duties import AGREEMENT_KINDS
from pilotflow.plan.goals import TARGET_KINDS, Review, Target
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Body, Group, Unit
from pilotflow.plan.work import PHASE_KINDS, Phase, Task
from pilotflow.rules.conditions.phases import VERDICTS
from pilotflow.rules.conditions.pilots import CONCLUSIONS
from pilotflow.rules.deciding.feedback import KINDS as FEEDBACK_KINDS
from pilotflow.rules.deciding.phases import FILED
from pilotflow.rules.deciding.pilots import CORRECTABLE
from pilotflow.rules.policy import WHO
from pilotflow.rules.tables import KINDS, lifecycle
from pilotflow.views.lights import Light

CATEGORIES = sorted({category for category, _ in NAMES})
COMPARED = (Unit, Group, Body, Phase, Task, Target, Series, PlannedOccurrence, Agreement, Review)
PLAN_FIELDS = ("title", "timezone", "issued", "issuer", "roles", "settings", "calendar", "terms")

NEEDED = [
    *(
        ("kind", "", kind)
        for kind in {*KINDS, *(kind for kind, _ in WHO), *(kind for kind, _ in LISTS), "plan"}
    ),
    *(("state", kind, state) for kind in KINDS for state in lifecycle(kind).states),
    *(("trigger", kind, trigger) for kind in KINDS for trigger in lifecycle(kind).triggers),
    *(("trigger", kind, trigger) for kind, trigger in WHO),
    *(("verdict", "phase", word) for word in VERDICTS),
    *(("verdict", "pilot", word) for word in (*CONCLUSIONS, "stop", "amend")),
    *(("phase_kind", "", word) for word in PHASE_KINDS),
    *(("feedback_kind", "", word) for word in FEEDBACK_KINDS),
    *(("duty_kind", "", word) for word in DUTY_KINDS),
    *(("requirement_kind", "", word) for word in (*FILED, "task", "occurrence")),
    *(("target_kind", "", word) for word in TARGET_KINDS),
    *(("agreement_kind", "", word) for word in AGREEMENT_KINDS),
    *(("light", "", word) for word in ("red", "yellow", "blue")),
    *(("precision", "", word) for word in PRECISIONS),
    *(("field", "", word) for word in CORRECTABLE),
    *(("field", "", field.name) for thing in COMPARED for field in attrs.fields(thing)),
    *(("field", "", word) for word in PLAN_FIELDS),
]


@pytest.mark.parametrize(("category", "kind", "code"), sorted(set(NEEDED)))
def test_every_code_has_a_word_in_both_languages(category: str, kind: str, code: str) -> None:
    english, chinese = name_of(category, code, "en", kind), name_of(category, code, "zh", kind)

    assert code in NAMES[category, kind]
    assert "_" not in english
    assert not has_chinese(english)
    assert has_chinese(chinese)


@pytest.mark.parametrize("row", [row for row in NAMES if row[0] in ("kind", "state", "trigger", "verdict")])
def test_no_two_codes_of_a_row_read_alike(row: tuple[str, str]) -> None:
    for language in ("en", "zh"):
        read = [name_of(row[0], code, language, row[1]) for code in NAMES[row]]
        assert len(set(read)) == len(read)


def test_the_chinese_words_are_those_of_the_lifecycle_tables() -> None:
    task = {
        "assign": "交办",
        "accept": "签收",
        "start": "承办",
        "report": "报送",
        "send_back": "退办",
        "verify": "审核",
        "close": "销号",
        "maintain": "长期保持",
        "recheck": "复查",
        "lapse": "失守",
        "retire": "转结",
        "reopen": "重启",
        "suspend": "中止",
        "resume": "恢复",
        "cancel": "撤销",
    }
    feedback = {
        "raise_feedback": "提出",
        "assign": "转办",
        "answer": "答复",
        "confirm": "确认",
        "dispute": "不满意",
        "withdraw": "撤回",
    }
    phase = {"open": "开启", "present": "提请", "decide": "决定"}
    for kind, table in (("task", task), ("feedback", feedback), ("phase", phase)):
        assert {code: name_of("trigger", code, "zh", kind) for code in table} == table


def test_one_code_of_two_kinds_is_said_as_its_kind_means_it() -> None:
    assert name_of("trigger", "move", "zh", "occurrence") == "改期"
    assert name_of("trigger", "move", "zh", "feedback") == "移转"
    assert name_of("state", "assigned", "zh", "task") != name_of("state", "assigned", "zh", "feedback")


def test_without_a_kind_the_first_kind_that_knows_the_code_is_taken() -> None:
    assert name_of("state", "assigned", "zh") == name_of("state", "assigned", "zh", "task")
    assert name_of("trigger", "correct", "zh", "fact") == "更正"


@given(st.sampled_from(CATEGORIES) | st.text(max_size=8), st.text(max_size=12), st.text(max_size=8))
def test_a_word_that_no_table_knows_is_said_as_it_is(category: str, word: str, kind: str) -> None:
    known = {code for (group, _), row in NAMES.items() if group == category for code in row}

    if word not in known:
        assert name_of(category, word, "zh", kind) == word


def test_words_that_stand_alone_have_no_context_and_the_others_one_of_their_row() -> None:
    assert context_of("state", "task") is None
    assert context_of("trigger", "task") == "trigger task"
    assert context_of("light", "") == "light"
    assert len(list(entries())) == sum(map(len, NAMES.values()))


def test_lights_of_the_views_are_named() -> None:
    assert has_chinese(name_of("light", Light("red", "overdue").colour, "zh"))
    assert {name for _, name in LISTS} <= {field.name for field in attrs.fields(Plan)}


def test_how_a_thing_stands_is_said_as_its_kind_means_it() -> None:
    assert standing("feedback", "F1", "assigned") == "feedback F1: with its addressee"
    assert standing("feedback", "F1", "assigned", "zh") == "反馈“F1”：待答复"
