"""The whole Keqiao–Zhijiang plan as a file, against the facts of its document.

`facts_keqiao.json` holds what the annexes write, in their own forms: who leads and shares each row of the
task list, who is in each working group, who is paired with whom. Names of organisations only.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pilotflow.plan.load import load_plan
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Group, Unit

FILE = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang" / "plan.yaml"
FACTS = json.loads((Path(__file__).parent / "facts_keqiao.json").read_text(encoding="utf-8"))
GROUPS_OF_WORK = ("g1", "g2", "g3", "g4", "g5", "inspection")


@cache
def real_plan() -> Plan:
    return load_plan(FILE)


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """Every way of writing a unit or group, with the ids that are written so."""
    found: dict[str, tuple[str, ...]] = {}
    plan = real_plan()
    things: tuple[Unit | Group, ...] = (*plan.units, *plan.groups)
    for thing in things:
        for form in {thing.name, thing.short, *thing.aliases} - {""}:
            found[form] = (*found.get(form, ()), thing.id)
    return found


def ids(written: list[str]) -> tuple[str, ...]:
    """The ids of what the document writes, each of exactly one unit or group."""
    found = []
    for form in written:
        (id,) = forms()[form]
        found.append(id)
    return tuple(found)


def category(plan: Plan, task: str, classification: str) -> str:
    at = plan.task_by_id[task].category(classification)
    assert at is not None
    return plan.categories[classification][at].label


def test_the_head_names_issue_issuer_addressees_and_basis() -> None:
    plan = real_plan()
    assert (plan.id, plan.title) == ("keqiao-zhijiang", "“五共五链五提升”校地融合型党建工作方案")
    assert (plan.language, plan.timezone, plan.issued) == ("zh", "Asia/Shanghai", date(2022, 12, 9))
    assert "中共浙江工业大学之江学院委员会" in plan.unit_by_id[plan.issuer].aliases
    assert [plan.group_by_id[id].name for id in plan.addressees] == [
        "党群机关各部门",
        "各党总支（直属党支部）",
    ]
    assert [document.number for document in plan.basis] == [
        "浙委发〔2021〕35号",
        "浙委办发〔2022〕4号",
        "浙教工委办函〔2022〕4号",
        "绍委教领〔2022〕10号",
    ]
    assert all(document.issuer and document.title for document in plan.basis)
    assert plan.programme == "在绍高校党建与属地党建深度融合试点"


def test_every_unit_stands_on_one_of_three_sides() -> None:
    plan = real_plan()
    assert {side.id: side.name for side in plan.sides} == {"kq": "柯桥区", "zj": "之江学院", "up": "上级"}
    sides = {unit.id: unit.side for unit in plan.units}
    assert set(sides.values()) == {"kq", "zj", "up"}
    assert all(sides[unit.part_of] == unit.side for unit in plan.units if unit.part_of)


def test_no_two_units_or_groups_are_written_alike() -> None:
    assert [form for form, found in forms().items() if len(found) > 1] == []


def test_the_ids_that_others_rely_on_are_there() -> None:
    plan = real_plan()
    units = (
        "kq kq-org kq-publicity kq-education kq-school kq-youth kq-disc kq-sup kq-edu kq-keqiao kq-jidong"
        " zj zj-hr zj-business zj-office zj-marx zj-youth zj-disc city-edu"
    )
    assert set(units.split()) <= plan.unit_by_id.keys()
    assert {"office", "leading-group", *GROUPS_OF_WORK} <= plan.body_by_id.keys()
    assert {"head-kq", "head-zj"} <= plan.seat_by_id.keys()
    assert {"colleges", "towns", "related-towns", "partners"} <= plan.group_by_id.keys()
    assert {"kick-off", "progress-meeting", "exchange-meeting"} == {o.id for o in plan.occurrences}


def test_combined_offices_and_renamed_ones_are_one_unit() -> None:
    assert ids(["区委组织部", "区委组织部（区委人才办）"]) == ("kq-org", "kq-org")
    assert ids(["区委宣传部", "区委宣传部（区网信办）"]) == ("kq-publicity", "kq-publicity")
    assert ids(["区疫情防控办", "区疫情防控专班"]) == ("kq-epidemic", "kq-epidemic")
    one, two = "(学科建设办公室、研究生培养办公室)", "(学科建设办公室)(研究生培养办公室)"
    assert ids([f"之江学院科研部{one}", f"之江学院科研部{two}"]) == ("zj-research", "zj-research")


def test_colleges_and_towns_are_closed_and_what_the_text_leaves_open_is_open() -> None:
    groups = real_plan().group_by_id
    paired = [ids(row) for row in FACTS["pairings"]]
    assert groups["colleges"].members == tuple(row[0] for row in paired)
    assert groups["towns"].members == tuple(town for row in paired for town in row[1:])
    assert (len(groups["colleges"].members), len(groups["towns"].members)) == (9, 16)
    assert {group.id for group in groups.values() if group.open} == {
        "related-towns",
        "partners",
        "party-departments",
    }


def test_the_leading_group_has_two_heads_three_deputies_and_fifteen_members_by_post() -> None:
    plan = real_plan()
    seats = plan.body_by_id["leading-group"].seats
    assert [seat.role for seat in seats] == ["head"] * 2 + ["deputy"] * 3 + ["member"] * 15
    assert plan.seat_by_id["head-kq"].posts == ("柯桥区委副书记", "政法委书记", "区委教育工作领导小组组长")
    assert plan.seat_by_id["head-zj"].posts == ("浙江工业大学之江学院党委书记",)
    office = re.compile(r"(书记|主任|部长|局长|院长|区长|组长|委员)$")
    assert [post for seat in seats for post in seat.posts if not office.search(post)] == []
    institution = plan.kinship.within("zj")
    assert sum(seat.role == "member" and seat.unit in institution for seat in seats) == 7


def test_the_office_comes_into_being_with_task_2() -> None:
    plan = real_plan()
    assert plan.body_by_id["office"].created_by == "2"
    assert plan.roles.office == "office"


@pytest.mark.parametrize("at", range(6), ids=GROUPS_OF_WORK)
def test_a_working_group_has_the_leads_and_members_of_annex_1(at: int) -> None:
    body, fact = real_plan().body_by_id[GROUPS_OF_WORK[at]], FACTS["bodies"][at]
    assert (body.name, body.leads, body.members) == (fact["name"], ids(fact["leads"]), ids(fact["members"]))


def test_six_phases_end_on_the_days_of_the_timetable() -> None:
    assert [(p.id, p.kind, p.due and p.due.text, p.due and p.due.latest) for p in real_plan().phases] == [
        ("p1", "issue", "到2022年11月底", date(2022, 11, 30)),
        ("p2", "launch", "到2022年12月初", date(2022, 12, 10)),
        ("p3", "progress", "到2023年5月", date(2023, 5, 31)),
        ("p4", "midterm", "到2023年7月", date(2023, 7, 31)),
        ("p5", "final", "到2023年11月", date(2023, 11, 30)),
        ("p6", "final", "到2023年12月", date(2023, 12, 31)),
    ]


def test_gates_are_decided_by_the_heads_and_at_the_end_by_the_evaluating_authority() -> None:
    plan = real_plan()
    heads = ("head-kq", "head-zj")
    assert [plan.deciders(phase) for phase in plan.phases] == [heads] * 4 + [("city-edu",), ("prov-edu",)]


def test_gates_require_the_events_reports_and_reviews_of_the_timetable() -> None:
    asked = {phase.id: {(r.kind, r.id) for r in phase.gate.require} for phase in real_plan().phases}
    assert asked == {
        "p1": {("task", "4")},
        "p2": {("task", "1"), ("task", "5"), ("occurrence", "kick-off")},
        "p3": {("occurrence", "progress-meeting")},
        "p4": {("report", "interim-summary"), ("review", "midterm")},
        "p5": {("occurrence", "exchange-meeting"), ("report", "result"), ("review", "city")},
        "p6": {("review", "province")},
    }


def test_every_milestone_names_what_fulfils_it() -> None:
    milestones = [m for phase in real_plan().phases for m in phase.milestones]
    assert len(milestones) == 11
    assert all(m.by is not None for m in milestones)


def test_tasks_keep_number_and_order_of_the_annex() -> None:
    numbers = [str(n) for n in range(1, 28)]
    assert [(task.id, task.label) for task in real_plan().tasks] == list(zip(numbers, numbers, strict=True))


@pytest.mark.parametrize("fact", FACTS["rows"], ids=lambda fact: fact["tasks"][0])
def test_a_row_of_the_task_list_has_its_leads_co_units_and_time_limit(fact: dict[str, Any]) -> None:
    plan = real_plan()
    for id in fact["tasks"]:
        task = plan.task_by_id[id]
        assert task.leads == ids(fact["leads"])
        assert task.co_units == ids(fact["co_units"])
        assert task.due is not None
        assert (task.due.text, task.due.sustain) == (fact["due"], True)


def test_time_limits_are_read_as_the_end_of_dekad_and_year_with_the_other_reading_kept() -> None:
    found = {
        (task.due.latest, task.due.precision, task.due.alternatives): task.id
        for task in real_plan().tasks
        if task.due
    }
    assert found == {
        (date(2022, 12, 20), "dekad", (date(2022, 12, 10),)): "6",
        (date(2022, 12, 31), "year", ()): "22",
        (date(2023, 12, 31), "year", ()): "27",
    }


def test_tasks_stand_in_phases_areas_and_mechanisms() -> None:
    plan = real_plan()
    spans = [
        (("4",), "p1", "加强组织领导", "组织机制"),
        (("1", "2", "3", "5", "6"), "p2", "加强组织领导", "组织机制"),
        (("7", "8", "9"), "p3", "组织共建", "运行机制"),
        (("10", "11", "12"), "p3", "人才共享", "运行机制"),
        (("13", "14", "15"), "p3", "创新共赢", "运行机制"),
        (("16", "17", "18"), "p3", "文化共涵", "运行机制"),
        (("19", "20", "21", "22"), "p3", "安全共治", "运行机制"),
        (("23", "24", "25", "26", "27"), "p6", "加强督导考核", "评价机制"),
    ]
    found = {
        task.id: (task.phase, category(plan, task.id, "area"), category(plan, task.id, "mechanism"))
        for task in plan.tasks
    }
    assert found == {id: (phase, area, mechanism) for tasks, phase, area, mechanism in spans for id in tasks}


def test_the_areas_carry_their_chains_and_a_task_stands_in_several_slogans() -> None:
    plan = real_plan()
    areas = plan.categories["area"]
    assert [areas[f"a{n}"].chain for n in range(1, 6)] == [
        "基层组织链",
        "人才引育链",
        "科技服务链",
        "文明建设链",
        "基层治理链",
    ]
    slogans = [s.category for s in plan.task_by_id["9"].standings if s.classification == "slogan"]
    labels = plan.categories["slogan"]
    assert [labels[id].label for id in slogans] == [
        "贯通基层组织链",
        "提升校地党建引领力",
        "干部双兼制",
        "党员双服务",
    ]


def test_titles_are_the_documents_and_summaries_are_not_titles() -> None:
    tasks = real_plan().task_by_id
    assert {id: tasks[id].title for id in FACTS["titles"]} == FACTS["titles"]
    assert all(task.text and task.text != task.title for task in tasks.values())


def test_measures_that_name_their_pieces_are_parts() -> None:
    tasks = real_plan().task_by_id
    centres = ["志愿服务培训交流中心", "组织培育中心", "项目孵化中心", "理论研究中心"]
    assert [part.title for part in tasks["17"].parts][-4:] == centres
    assert [(part.id, part.for_each) for part in tasks["7"].parts] == [("sign", "colleges")]
    assert len(tasks["5"].parts) == 6
    assert [unit for part in tasks["11"].parts if part.id == "industry-colleges" for unit in part.units] == [
        "zj-business",
        "zj-mechanical",
        "zj-tourism",
        "zj-design",
    ]


def test_the_figures_of_the_document_are_targets() -> None:
    targets = real_plan().target_by_id
    figures = {
        "t1": ("at_least", 3, "项", False),
        "t2": ("at_least", 10, "人", False),
        "t3": ("at_least", 2, "项", False),
        "t4": ("at_least", 2, "项", False),
        "t5": ("direction", None, "万元", False),
        "t6": ("at_least", 5, "个", True),
        "t7": ("at_least", 2, "个", False),
        "t8": ("list", 7, "个", False),
        "t9": ("must_not", None, "起", False),
        "t10": ("must_not", None, "起", False),
        "t11": ("list", 6, "张", False),
        "t12": ("coverage", 100, "%", False),
        "t13": ("at_least", 100, "名", True),
        "t14": ("at_least", 100, "名", True),
        "t15": ("at_least", 100, "名", True),
        "t16": ("at_least", 1000, "名", True),
        "t17": ("at_least", 100, "场", True),
        "t18": ("list", 8, "项", False),
    }
    for id, (kind, amount, unit, soft) in figures.items():
        found = targets[id]
        exact = None if amount is None else Decimal(amount)
        assert (found.kind, found.amount, found.unit, found.soft) == (kind, exact, unit, soft), id
    dated = {id: found.due.latest for id, found in targets.items() if found.due}
    assert dated == {"t6": date(2023, 12, 31), "t7": date(2023, 12, 31)}


def test_goals_without_a_figure_and_named_things_are_targets_too() -> None:
    targets = real_plan().target_by_id
    assert [targets[f"have-{n}"].kind for n in range(1, 5)] == ["some", "one_for_each", "some", "some"]
    assert (targets["stay-rate"].kind, targets["stay-rate"].ratio) == (
        "direction",
        ("留绍就业毕业生", "毕业生"),
    )
    assert (targets["no-harm"].kind, targets["province-lab"].level) == ("must_not", "省级")
    named = {id: [item.title for item in targets[id].items] for id in ("majors", "industry-colleges", "book")}
    assert [len(titles) for titles in named.values()] == [6, 4, 1]
    assert {targets[id].kind for id in named} == {"list"}
    assert [item.title for item in targets["t11"].items] == ["服务", "需求", "项目", "责任", "成果", "反馈"]


def test_what_the_document_says_in_two_ways_is_kept_in_both() -> None:
    plan = real_plan()
    kept = [
        *plan.seat_by_id["head-kq"].readings,
        *plan.categories["area"]["a2"].readings,
        *plan.unit_by_id["kq-epidemic"].readings,
        *plan.task_by_id["5"].readings,
        *plan.target_by_id["t11"].readings,
        *plan.target_by_id["t15"].readings,
        *plan.series_by_id["consultation"].readings,
    ]
    assert [(r.field, r.value, r.source) for r in kept] == [
        ("post", "柯桥区委教育工委书记", "四（一）"),
        ("label", "人才共育", "附件2"),
        ("name", "区疫情防控专班", "附件2 第19—22项"),
        ("title", "建立校地共建“服务、需求、项目、责任、成果、反馈”等六张工作清单", "四（二）"),
        ("items", "服务、需求、任务、责任、成果、反馈", "附件2 第5项"),
        ("title", "“百名教师”进企事业或社区", "附件2 第12项"),
        ("when", "健全校地会商机制", "三（五）"),
    ]


def test_nine_pairings_join_every_college_with_its_towns() -> None:
    found = [(a.id, a.label, a.kind, a.parties) for a in real_plan().agreements]
    assert found == [
        (f"pair-{n}", str(n), "pairing", ids(row)) for n, row in enumerate(FACTS["pairings"], start=1)
    ]


def test_a_pairing_is_open_ended_and_looked_at_again() -> None:
    assert {(a.last, a.review) for a in real_plan().agreements} == {(None, date(2023, 12, 31))}


def test_reviews_are_three_evaluations_from_above_and_yearly_assessments_within_a_group() -> None:
    reviews = [(r.id, r.round, r.by, r.of, r.year) for r in real_plan().reviews]
    assert reviews == [
        ("midterm", "midterm", ("city-edu",), None, None),
        ("city", "city", ("city-edu",), None, None),
        ("province", "province", ("prov-edu",), None, None),
        ("departments-2023", "assessment", ("kq",), "departments", 2023),
        ("towns-2023", "assessment", ("kq",), "towns", 2023),
        ("branches-2023", "assessment", ("zj",), "branches", 2023),
    ]
