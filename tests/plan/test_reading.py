"""What a plan file says reaches the plan, from wherever it is read."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from tests.plan.texts import FULL, SMALL, errors, small

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.goals import Criterion, Item
from pilotflow.plan.load import check_plan, load_plan
from pilotflow.plan.model import DocumentConventions, Plan, Settings
from pilotflow.plan.readings import Document, Reading
from pilotflow.plan.units import Evaluators, Group, Roles, Seat, Side, Unit
from pilotflow.plan.work import Category, Milestone, Part, Phase, Requirement, Standing

FULL_PLAN = load_plan(FULL)


def test_the_plan_itself_is_read() -> None:
    plan = FULL_PLAN
    assert (plan.schema, plan.id, plan.title, plan.language) == (1, "full", "校地共建试点", "zh")
    assert (plan.timezone, plan.issued, plan.issuer) == ("Asia/Shanghai", date(2022, 12, 9), "school")
    assert plan.addressees == ("town",)
    assert plan.basis == (Document("浙委发〔2021〕35号"), Document("10", "市委", "通知"))
    assert plan.programme == "全省试点"
    assert plan.conventions == DocumentConventions("line")
    assert plan.calendar == WorkdayList()
    assert plan.terms == (Term("2022-2", date(2023, 2, 13), date(2023, 6, 30)),)
    assert plan.sides == (Side("a", "地方"), Side("b", "学院"))
    assert plan.readings == (Reading("title", "五共五链", "题"),)
    assert plan.settings == Settings(
        recheck=Deadline("P6M", recurrence="FREQ=MONTHLY;INTERVAL=6"),
        answer_within=5,
        near=7,
        report="all_leads",
        extensions="heads",
        silent_after=15,
    )


def test_units_groups_bodies_and_roles_are_read() -> None:
    plan = FULL_PLAN
    town, _, _, law, audit = plan.units
    assert town == Unit("town", "区委", "18", short="区", aliases=("区里",), side="a")
    assert (law.part_of, law.groups, law.label) == ("school", ("colleges",), "law")
    assert audit.independent
    assert audit.readings == (Reading("name", "督察室", "附件一"),)
    colleges, pairs, towns = plan.groups
    assert (colleges.label, colleges.short, colleges.aliases) == ("全部", "各学院", ("学院们",))
    assert colleges.members == ("law",)
    assert (pairs.members, plan.unit_by_id["parks"].groups) == (("parks",), ("pairs",))
    assert towns == Group("towns", "相关镇", "towns", open=True)
    steering, office = plan.bodies
    assert (steering.kind, steering.label, steering.short, steering.aliases) == (
        "leading",
        "一",
        "小组",
        ("领导组",),
    )
    assert steering.seats == (
        Seat("head-a", "head", "town", ("副书记",), (Reading("post", "教育工委书记", "四（一）"),)),
        Seat("head-b", "head", "school", ("书记", "院长")),
    )
    assert (office.part_of, office.leads, office.members) == ("steering", ("law",), ("parks",))
    assert (office.created_by, office.reviewers) == ("1", ("audit",))
    assert plan.roles == Roles(
        office="office",
        heads=("head-a", "head-b"),
        reviewers=("audit", "office", "head-a", "head-b"),
        supervisors=("audit",),
        evaluators=(Evaluators("final", ("town",)),),
    )


def test_phases_and_their_gates_are_read() -> None:
    area, mechanism, slogan = FULL_PLAN.classifications
    assert (area.id, mechanism.id, slogan.id) == ("area", "mechanism", "slogan")
    assert area.categories == (
        Category("a1", "组织共建", None, "组织链", ("audit",), (Reading("label", "组织共育", "三"),)),
        Category("a2", "a2", part_of="a1"),
    )
    first, last = FULL_PLAN.phases
    assert first.gate.require == (
        Requirement("task", "1"),
        Requirement("occurrence", "kick-off"),
        Requirement("evidence", "lists"),
        Requirement("review", "first"),
    )
    assert first.gate.decide == ("head-a",)
    assert first.milestones == (
        Milestone("启动仪式", Requirement("occurrence", "kick-off")),
        Milestone("清单", Requirement("task", "1")),
        Milestone("通知"),
    )
    assert (first.kind, first.label, first.due) == (
        "launch",
        "（一）",
        Deadline("2023-01-31", latest=date(2023, 1, 31)),
    )
    assert (last.after, last.gate.require) == (
        ("p1",),
        (Requirement("report", "result"), Requirement("review", "last")),
    )


def test_a_task_is_read_with_all_it_can_say() -> None:
    task = FULL_PLAN.task_by_id["2"]
    assert (task.label, task.title, task.text) == ("2、", "组织结对", "每个学院结对一个镇")
    assert (task.leads, task.co_units) == (("law", "towns"), ("parks",))
    assert (task.responsible, task.guide, task.supervise) == (("law",), ("town",), ("audit",))
    assert (task.beneficiary, task.host, task.organiser) == (("towns",), ("school",), ("parks",))
    assert (task.body, task.agreement, task.phase, task.blocks) == ("office", "pair", "p2", "p2")
    assert task.due == Deadline(
        "2022年底并长期保持",
        earliest=date(2022, 12, 10),
        latest=date(2023, 1, 31),
        sustain=True,
        recurrence="FREQ=YEARLY",
        per="1/year",
        precision="year",
        alternatives=(date(2022, 12, 31),),
        vague=True,
        soft=True,
        provisional=True,
    )
    assert task.parts == (
        Part(
            "sign",
            "签订协议",
            ("law",),
            "colleges",
            Deadline("2023-01-31", latest=date(2023, 1, 31)),
            Deadline("每学期", per="1/term", precision="none", anchor="term_calendar"),
        ),
    )
    assert task.recheck == Deadline("每季度", recurrence="FREQ=MONTHLY;INTERVAL=3", precision="quarter")
    assert (task.report, task.weight, task.reviewers) == ("any_lead", Decimal("2.5"), ("audit",))
    assert task.standings == (Standing("area", "a1"), Standing("mechanism", "m1"), Standing("slogan", "s1"))
    assert (task.area, task.mechanism, task.source) == ("a1", "m1", "plan")


def test_targets_and_reviews_are_read() -> None:
    first, _, listed, rate, never = FULL_PLAN.targets
    assert (first.label, first.kind, first.amount, first.unit) == ("（1）", "at_least", Decimal(10), "人")
    assert (first.measure, first.qualifier, first.level) == ("引进", "不少于", "市级")
    assert (first.soft, first.area, first.served_by) == (True, "a1", ("2",))
    assert first.readings == (Reading("amount", "12", "七"),)
    assert listed.items == (Item("i1", "甲"), Item("second", "乙"), Item("i3", "丙"), Item("i4", "丁"))
    assert rate.ratio == ("经费", "教师")
    assert never.severity == "重大"
    mock, yearly = FULL_PLAN.reviews
    assert (mock.id, mock.title, mock.round, mock.by) == ("first", "first", "mock", ("town",))
    assert (yearly.label, yearly.title, yearly.of, yearly.year) == ("V2", "年度考核", "colleges", 2023)
    assert yearly.rubric == (Criterion("组织共建", Decimal(20)),)


def test_duties_agreements_and_lists_are_read() -> None:
    quarterly, regular = FULL_PLAN.series
    assert (quarterly.label, quarterly.kind, quarterly.body, quarterly.units) == (
        "R1",
        "meeting",
        "steering",
        ("law",),
    )
    assert (quarterly.for_each, regular.for_each) == ("agreements", "colleges")
    assert (quarterly.first, quarterly.last) == (date(2023, 1, 1), date(2023, 11, 30))
    assert (quarterly.task, quarterly.area, quarterly.place) == ("2", "a1", "区委")
    assert regular.when == Deadline("定期", precision="none", vague=True, rule="zh.vague")
    (kick_off,) = FULL_PLAN.occurrences
    assert (kick_off.kind, kick_off.phase, kick_off.place) == ("event", "p1", "礼堂")
    frame, pair = FULL_PLAN.agreements
    assert (frame.title, frame.parties, frame.review) == ("frame", ("town", "school"), date(2024, 12, 9))
    assert (pair.first, pair.last, pair.parent) == (date(2022, 12, 9), date(2024, 12, 8), "frame")
    (offer,) = FULL_PLAN.offers
    assert (offer.capacity, offer.measure, offer.conditions) == (Decimal(12), "场", "提前预约")
    (need,) = FULL_PLAN.needs
    assert (need.amount, need.on_behalf_of, need.field) == (Decimal(3), "居民", "普法")
    (pool,) = FULL_PLAN.pools
    assert (pool.total, pool.unit, pool.items, pool.task) == (Decimal(25), "个", (Item("i1", "一号亭"),), "2")


def test_leads_and_co_units_come_from_the_body_unless_they_are_stated() -> None:
    inherited = FULL_PLAN.task_by_id["3"]
    assert (inherited.leads, inherited.co_units) == (("law",), ("parks",))
    stated = load_plan(
        FULL.replace("    body: office  # -> body\ntargets", "    body: office\n    co_units: []\ntargets")
    )
    assert (stated.task_by_id["3"].leads, stated.task_by_id["3"].co_units) == (("law",), ())
    other = FULL.replace(
        "    body: office  # -> body\ntargets", "    body: office\n    leads: [parks]\ntargets"
    )
    assert (load_plan(other).task_by_id["3"].leads, load_plan(other).task_by_id["3"].co_units) == (
        ("parks",),
        (),
    )


def test_what_a_small_plan_leaves_out_has_its_defaults() -> None:
    plan = load_plan(SMALL)
    assert (plan.language, plan.settings, plan.conventions) == ("en", Settings(), DocumentConventions())
    assert [phase.id for phase in plan.phases] == ["issue", "launch", "progress", "midterm", "final"]
    assert plan.tasks[0].id == plan.tasks[0].label == "1"
    assert plan.tasks[0].weight == 1


def test_reviewers_default_to_the_office_and_the_heads_each_once() -> None:
    plan = load_plan(small(roles="{office: town, heads: [town, school], supervisors: [audit]}", tasks="[]"))
    assert plan.roles.reviewers == ("town", "school")


def test_a_chinese_plan_is_dated_in_shanghai_unless_it_says_otherwise() -> None:
    chinese = small(timezone="", language="zh-Hans") + "phases: [{id: p, kind: final, title: 总结}]\n"
    assert load_plan(chinese).timezone == "Asia/Shanghai"
    assert load_plan(chinese + "timezone: Europe/Rome\n").timezone == "Europe/Rome"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{recheck: P1Y}", "FREQ=YEARLY"),
        ("{recheck: {text: 每月, recurrence: FREQ=MONTHLY}}", "FREQ=MONTHLY"),
    ],
)
def test_a_recheck_is_a_period_or_is_written_out(written: str, read: str) -> None:
    assert load_plan(small(settings=written)).settings.recheck.recurrence == read


@pytest.mark.parametrize("written", ["10", "+10", "0xA", "0o12", "10.0", "1e1"])
def test_a_figure_is_exact_however_it_is_written(written: str) -> None:
    plan = load_plan(small() + f"targets: [{{id: t, title: t, kind: exactly, amount: {written}}}]\n")
    assert plan.targets[0].amount == Decimal(10)
    assert isinstance(plan.targets[0].amount, Decimal)


def test_a_figure_keeps_every_digit() -> None:
    plan = load_plan(small() + "targets: [{id: t, title: t, kind: exactly, amount: 0.1000000000000000001}]\n")
    assert str(plan.targets[0].amount) == "0.1000000000000000001"


def test_numbers_and_dates_are_words_where_words_are_wanted() -> None:
    plan = load_plan(small(title="2022-12-09", programme="1.10"))
    assert (plan.title, plan.programme) == ("2022-12-09", "1.10")


def test_the_words_for_no_and_yes_are_words() -> None:
    assert load_plan(small(title="no", programme="On")).title == "no"


def test_items_without_ids_never_take_an_id_that_is_stated() -> None:
    listed = "[{id: t, title: t, kind: list, items: [{id: i2, title: a}, b, {id: i2-a, title: c}]}]"
    assert [item.id for item in load_plan(small(targets=listed)).targets[0].items] == ["i2", "i2-a-a", "i2-a"]


def test_an_alias_stands_for_what_its_anchor_holds() -> None:
    plan = load_plan(
        small(tasks="[{id: 1, title: &t First, leads: &l [school]}, {id: 2, title: *t, leads: *l}]")
    )
    assert (plan.tasks[1].title, plan.tasks[1].leads) == ("First", ("school",))


def test_a_key_may_be_an_alias() -> None:
    assert load_plan(small(programme="&key title", title="") + "*key : A title\n").title == "A title"


def sources(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "方案 1.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return {
        "a path": path,
        "a path as text": str(path),
        "text": SMALL,
        "bytes": SMALL.encode(),
        "a bytearray": bytearray(SMALL.encode()),
        "bytes with a byte order mark": b"\xef\xbb\xbf" + SMALL.encode(),
        "text with a byte order mark": "\ufeff" + SMALL,
        "a binary file": io.BytesIO(SMALL.encode()),
        "a text file": io.StringIO(SMALL),
        "lines that end as on Windows": SMALL.replace("\n", "\r\n"),
    }


@pytest.mark.parametrize(
    "kind",
    [
        "a path",
        "a path as text",
        "text",
        "bytes",
        "a bytearray",
        "bytes with a byte order mark",
        "text with a byte order mark",
        "a binary file",
        "a text file",
        "lines that end as on Windows",
    ],
)
def test_a_plan_is_the_same_from_every_source(kind: str, tmp_path: Path) -> None:
    assert load_plan(sources(tmp_path)[kind]) == load_plan(SMALL)


def test_a_file_that_gives_little_at_a_time_is_read_to_its_end() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(7, size or 0))

    assert load_plan(Slow(SMALL.encode())) == load_plan(SMALL)


def test_anything_else_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="not int"):
        load_plan(7)


def test_a_plan_survives_being_written_out_and_read_back() -> None:
    for plan in (FULL_PLAN, load_plan(SMALL)):
        assert msgspec.convert(plan.to_dict(), Plan, strict=False) == plan


def test_warnings_come_with_the_plan() -> None:
    checked = check_plan(FULL)
    assert checked.plan == FULL_PLAN
    assert {fault.severity for fault in checked.faults} == {"warning"}
    assert not errors(FULL)


def test_a_plan_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL_PLAN.title = "other"  # type: ignore[misc]


def test_a_phase_left_out_is_a_standard_phase_in_the_language_of_the_plan() -> None:
    assert load_plan(SMALL).phases[1] == Phase("launch", "launch", "Launch", "launch")
