"""The Keqiao–Zhijiang pilot, played from its issue to the provincial evaluation.

What the plan says is the real plan; what happens here is made up, to show everything a programme office meets:
a plan issued nine days late, reports sent back, feedback answered, disputed and answered again, an extension, a
maintained task that lapses, a decision that becomes a task, an amendment, a head who asks for rework, an outside
authority that decides, and standing duties at the end.

Run it with ``python examples/keqiao_zhijiang/run.py [LOG]``; it prints what the office reads on nine days, and
the whole report at the end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import attrs

from pilotflow import Actor, Deadline, ManualClock, Pilot, Plan, load_plan, open_log
from pilotflow.facts.fact import Fact
from pilotflow.log.port import Log

PLAN = Path(__file__).with_name("plan.yaml")

OFFICE, INSPECTION = Actor("office"), Actor("inspection")
HEADS = (Actor("head-kq"), Actor("head-zj"))

LOOKS = (
    "2022-12-16",
    "2022-12-31",
    "2023-03-10",
    "2023-05-31",
    "2023-07-31",
    "2023-09-28",
    "2023-11-02",
    "2023-11-30",
    "2023-12-29",
)
"""The days on which the office looks at the pilot."""

NEWS = {
    *(f"pilot.{word}" for word in ("start", "amend", "complete", "sign", "decide")),
    *(f"phase.{word}" for word in ("open", "present", "sign", "decide")),
    *(
        f"task.{word}"
        for word in ("send_back", "request_extension", "decide_extension", "lapse", "retire", "create")
    ),
    *(f"feedback.{word}" for word in ("raise_feedback", "answer", "dispute", "confirm")),
    *("occurrence.move", "occurrence.skip", "series.settle", "decision.record"),
}
"""The facts that a page tells of; the rest shows in the states."""

Look = Callable[[Pilot, str], None]


class Play:
    """The pilot, its clock, and who looks at it when."""

    def __init__(self, log: Log, clock: ManualClock, look: Look) -> None:
        self.clock = clock
        self._look = look
        self._looks = iter((*LOOKS, "9999-12-31"))
        self._next = next(self._looks)
        clock.set("2022-12-09T01:00:00+00:00")
        self.pilot = Pilot.start(
            load_plan(PLAN), log, by=OFFICE, clock=clock, document="校地融合型党建工作方案"
        )

    def day(self, day: str) -> None:
        """Move on to nine in the morning, Beijing time, of a day; look at the pilot on the way."""
        while self._next < day:
            self.clock.set(f"{self._next}T10:00:00+00:00")
            self._look(self.pilot, self._next)
            self._next = next(self._looks)
        self.clock.set(f"{day}T01:00:00+00:00")

    def begin(self, *ids: str) -> None:
        """Assign tasks, let every lead sign, and start them."""
        for id in ids:
            task = self.pilot.task(id)
            leads = [Actor(lead) for lead in self.leads(id)]
            task.assign(by=OFFICE)
            for lead in leads:
                task.accept(by=lead)
            task.start(by=leads[0])

    def leads(self, id: str) -> tuple[str, ...]:
        """Who leads a task now."""
        return self.pilot.snapshot().tasks[id].task.leads

    def report(self, id: str, evidence: str, *, by: int = 0) -> None:
        """One lead reports a task with every part it has."""
        task = self.pilot.task(id)
        task.report(by=Actor(self.leads(id)[by]), evidence=[evidence], parts=task.parts)

    def finish(self, id: str, evidence: str, *, reviewer: Actor = INSPECTION) -> None:
        """Report, verify, and take into maintenance."""
        self.report(id, evidence)
        self.pilot.task(id).verify(by=reviewer)
        self.pilot.task(id).maintain(by=OFFICE)

    def close(self, id: str, evidence: str) -> None:
        """Report, verify and close a task that ends when it is done."""
        self.report(id, evidence)
        self.pilot.task(id).verify(by=INSPECTION)
        self.pilot.task(id).close(by=OFFICE)

    def pass_gate(self, id: str, reason: str | None = None) -> None:
        """Present a phase and let both heads approve."""
        self.pilot.phase(id).present(by=OFFICE)
        for head in HEADS:
            self.pilot.phase(id).decide("approve", by=head, reason=reason)


def play(log: Log, clock: ManualClock, look: Look = lambda pilot, day: None) -> Pilot:
    """Play the whole pilot on a log and a clock; ``look`` is called on each of :data:`LOOKS`."""
    stage = Play(log, clock, look)
    for act in (issue, launch, first_winter, spring, midterm, autumn, province, afterwards):
        act(stage)
    stage.day("2023-12-30")
    return stage.pilot


def issue(stage: Play) -> None:
    """December 2022: the plan is issued nine days after the date it gives itself."""
    pilot = stage.pilot
    for college in pilot.plan.group_by_id["branches"].members:
        pilot.receive(by=Actor(college))
    pilot.phase("p1").open(by=OFFICE)
    pilot.occurrence("kick-off").schedule("2022-12-10", by=OFFICE, place="之江学院")
    pilot.occurrence("kick-off").move("2022-12-14", by=OFFICE, reason="与学院党委会议冲突")
    stage.begin("4")
    stage.finish("4", "印发通知")
    stage.pass_gate("p1", reason="方案已经双方商定")
    pilot.phase("p2").open(by=OFFICE)


def launch(stage: Play) -> None:
    """The kick-off, the founding tasks; one list is missing, so its report comes back."""
    pilot = stage.pilot
    stage.day("2022-12-12")
    stage.begin("1", "2", "3", "5", "6")
    stage.finish("1", "成立领导小组的通知")
    stage.finish("2", "设立办公室的通知")
    stage.finish("3", "责任分解表")
    stage.day("2022-12-14")
    pilot.occurrence("kick-off").hold(
        by=OFFICE,
        attendance={"kq": 24, "zj": 41},
        minutes="双方领导小组成员和结对单位到会",
        evidence="会议签到表",
    )
    stage.day("2022-12-15")
    stage.report("5", "五张清单", by=1)
    pilot.task("5").send_back(by=INSPECTION, reason="缺反馈清单")
    stage.day("2022-12-19")
    stage.finish("5", "六张清单")
    for item in pilot.plan.target_by_id["t11"].items:
        pilot.target("t11").tick(item.id, evidence="六张清单", by=Actor("zj"))
    stage.finish("6", "会议制度和例会制度")
    stage.pass_gate("p2")
    pilot.phase("p3").open(by=OFFICE)


def first_winter(stage: Play) -> None:
    """Tasks 7 to 22 are due three weeks after the issue; some are late, one asks for time."""
    pilot = stage.pilot
    stage.day("2022-12-20")
    stage.begin(*(str(number) for number in range(7, 23)))
    pilot.occurrence("quarterly.2022-q4").hold(by=OFFICE, evidence="会议纪要第1号", minutes="部署结对共建")
    for week in ("w49", "w50", "w51"):
        pilot.occurrence(f"consultation.2022-{week}").hold(by=Actor("kq-politics"))
    stage.day("2022-12-26")
    pilot.task("13").request_extension(
        "2023-03-31", by=Actor("kq-science"), reason="专业设置须报省教育厅备案"
    )
    pilot.task("13").decide_extension(by=OFFICE)
    for id, evidence in (
        ("8", "共建协议"),
        ("10", "人才引进计划"),
        ("16", "场馆开放目录"),
        ("19", "处置机制"),
        ("20", "联席会议制度"),
    ):
        stage.finish(id, evidence)
    stage.day("2022-12-28")
    pilot.occurrence("consultation.2022-w52").hold(by=Actor("kq-politics"))
    pilot.task("7").report(
        by=Actor("zj-hr"),
        evidence=["七份共建协议"],
        parts=[p for p in pilot.task("7").parts if "law" not in p][:7],
    )
    note = pilot.task("7").raise_feedback("还有两个学院没有签订协议", by=INSPECTION, to="zj-hr")
    stage.day("2022-12-30")
    note.answer("两个学院已约定签约时间", by=Actor("zj-hr"))
    note.dispute(by=INSPECTION, reason="约定不是协议")
    for series in ("class-meeting.2022-1", "lecture.2022", "cadre-plan.2022"):
        pilot.occurrence(series).hold(by=OFFICE, evidence="记录")
    stage.day("2023-01-06")
    note.answer("九份协议已全部签订，附后", by=Actor("zj-hr"), evidence="九份共建协议")
    note.confirm(by=INSPECTION, grade=4)
    pilot.task("7").verify(by=INSPECTION)
    pilot.task("7").maintain(by=OFFICE)
    pilot.occurrence("consultation.2023-w01").hold(by=Actor("kq-politics"))
    stage.finish("22", "联防联控机制")
    for number in range(2, 8):
        consultation = pilot.occurrence(f"consultation.2023-w{number:02}")
        if number != 4:
            stage.day(consultation.window[1].isoformat())
            consultation.hold(by=Actor("kq-politics"))
        else:
            consultation.skip(by=OFFICE, reason="春节")


def spring(stage: Play) -> None:
    """A decision becomes a task, another gives the regular meetings a rhythm; the plan is amended."""
    pilot = stage.pilot
    stage.day("2023-02-20")
    for id in ("9", "11", "12", "14", "15", "17", "18", "21"):
        stage.finish(id, "工作小结和佐证材料")
    difference = pilot.compare(amended(pilot.plan), successors={"kq-epidemic": "kq-health"})
    for head in HEADS:
        pilot.amend(
            difference, by=head, reason="区疫情防控办撤销，职责并入区卫生健康局", document="会议纪要第2号"
        )
    stage.day("2023-03-02")
    pilot.occurrence("quarterly.2023-q1").hold(
        by=OFFICE,
        evidence="会议纪要第3号",
        attendance={"kq": 9, "zj": 11},
        decisions=["建立校地共建项目库", "各结对组织每月召开一次例会", "每个结对组织年内办成一个共建项目"],
    )
    task = pilot.decision("D1").create_task(
        "建立校地共建项目库", leads=["zj-coop", "kq-org"], due="2023-04-28", by=OFFICE
    )
    pilot.series("regular").settle(
        Deadline("每月召开一次", recurrence="FREQ=MONTHLY", per="1/month"),
        by=OFFICE,
        reason="领导小组决定 D2",
    )
    for pair in pilot.plan.agreements:
        college, *towns = pair.parties
        project = pilot.decision("D3").create_task(
            f"{pair.title}共建项目",
            leads=[college],
            co_units=towns,
            due="2023-10-31",
            agreement=pair.id,
            by=OFFICE,
        )
        stage.begin(project.id)
    stage.day("2023-03-30")
    stage.finish("13", "专业调整方案")
    stage.begin(task.id)
    stage.day("2023-04-25")
    stage.close(task.id, "项目库上线")
    pilot.task("7").recheck(by=INSPECTION, evidence="抽查三对结对组织", effective="2023-04-06")
    regular(stage, "2023-03", "2023-04")
    stage.day("2023-05-18")
    regular(stage, "2023-05")
    pilot.occurrence("progress-meeting").hold(
        by=OFFICE, evidence="推进会材料", attendance={"kq": 30, "zj": 52}
    )
    stage.pass_gate("p3")
    pilot.phase("p4").open(by=OFFICE)


def midterm(stage: Play) -> None:
    """A maintained task lapses; at the mid-term gate one head asks for rework."""
    pilot = stage.pilot
    stage.day("2023-06-20")
    for occurrence in ("quarterly.2023-q2", "class-meeting.2022-2"):
        pilot.occurrence(occurrence).hold(by=OFFICE, evidence="记录")
    regular(stage, "2023-06")
    stage.day("2023-06-26")
    for id in ("20", "21", "22"):
        pilot.task(id).recheck(by=INSPECTION)
    pilot.task("19").lapse(by=INSPECTION, finding="学校周边联合巡查停了两个月")
    finding = pilot.feedback(task="19")[0]
    stage.day("2023-07-05")
    finding.answer("巡查已恢复，排班表附后", by=Actor("zj-security"), evidence="巡查排班表")
    finding.confirm(by=INSPECTION)
    stage.finish("19", "联合巡查记录")
    pilot.task("7").recheck(by=INSPECTION)
    stage.day("2023-07-12")
    gate = pilot.phase("p4")
    gate.file("report", "interim-summary", evidence="阶段性总结", by=OFFICE)
    gate.file("review", "midterm", evidence="中期评估意见", by=OFFICE)
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEADS[0])
    gate.decide("rework", by=HEADS[1], reason="总结没有写科研经费的基数")
    stage.day("2023-07-26")
    gate.file("report", "interim-summary", evidence="阶段性总结（修订）", by=OFFICE)
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEADS[0])
    gate.decide(
        "approve",
        by=HEADS[1],
        conditions=[{"title": "核定师均横向科研经费基数", "leads": ["zj-research"], "due": "2023-09-30"}],
    )
    pilot.phase("p5").open(by=OFFICE)


def autumn(stage: Play) -> None:
    """The condition is met; the city's authority decides through the office, with its document."""
    pilot = stage.pilot
    regular(stage, "2023-07")
    stage.day("2023-09-22")
    condition = pilot.tasks(state="planned")[-1]
    stage.begin(condition.id)
    stage.close(condition.id, "经费统计表")
    for pair in pilot.plan.agreements[:6]:
        for project in pilot.tasks(agreement=pair.id):
            stage.close(project.id, "项目总结")
    pilot.occurrence("quarterly.2023-q3").hold(by=OFFICE, evidence="会议纪要第6号")
    for number in (1, 2, 3, 4):
        pilot.occurrence(f"regular@pair-{number}.2023-08").skip(by=OFFICE, reason="暑假")
    regular(stage, "2023-09")
    stage.day("2023-10-10")
    regular(stage, "2023-10")
    pilot.task("7").recheck(by=INSPECTION)
    stage.day("2023-11-10")
    for pair in pilot.plan.agreements[6:]:
        for project in pilot.tasks(agreement=pair.id):
            stage.close(project.id, "项目总结")
    stage.day("2023-11-15")
    regular(stage, "2023-11")
    pilot.occurrence("exchange-meeting").hold(
        by=OFFICE, evidence="总结交流会材料", attendance={"kq": 36, "zj": 60}
    )
    gate = pilot.phase("p5")
    gate.file("report", "result", evidence="工作成果报告", by=OFFICE)
    gate.file("review", "city", evidence="市级评估意见", by=OFFICE)
    gate.present(by=OFFICE)
    gate.decide("approve", by=Actor("office", acting_for="city-edu"), document="市委教育工委评估通知")
    pilot.phase("p6").open(by=OFFICE)


def province(stage: Play) -> None:
    """Tasks 23 to 27 are led by the inspection body itself, so the office verifies them."""
    pilot = stage.pilot
    stage.day("2023-11-20")
    stage.begin("23", "24", "25", "26", "27")
    stage.day("2023-12-08")
    for id in ("1", "2", "3", "4", "5", "6"):
        pilot.task(id).recheck(by=INSPECTION)
    for id in ("23", "24", "25", "26", "27"):
        stage.finish(id, "考核办法和通报", reviewer=OFFICE)
    for occurrence in ("quarterly.2023-q4", "class-meeting.2023-1", "lecture.2023", "cadre-plan.2023"):
        pilot.occurrence(occurrence).hold(by=OFFICE, evidence="记录")
    stage.day("2023-12-22")
    gate = pilot.phase("p6")
    gate.file("review", "province", evidence="省级评估意见", by=OFFICE)
    gate.present(by=OFFICE)
    gate.decide("approve", by=Actor("office", acting_for="prov-edu"), document="省委教育工委评估通知")


def afterwards(stage: Play) -> None:
    """What becomes of the pilot, and one standing duty that is retired by decision."""
    pilot = stage.pilot
    stage.day("2023-12-26")
    for head in HEADS:
        pilot.decide("scale", by=head, reason="在全区推广")
    decision = pilot.record_decision("疫情联防联控转入常规工作，不再单列", by=HEADS[0])
    pilot.task("22").retire(by=OFFICE, decision=decision.id)


def regular(stage: Play, *months: str) -> None:
    """Every pairing holds its regular meeting; pair 8 forgets the one in June."""
    today = stage.clock.now().date().isoformat()
    for month in months:
        for pair in stage.pilot.plan.agreements:
            if (pair.id, month) != ("pair-8", "2023-06"):
                held = today if today[:7] == month else f"{month}-20"
                stage.pilot.occurrence(f"regular@{pair.id}.{month}").hold(
                    by=Actor(pair.parties[0]), start=held, effective=held
                )


def amended(plan: Plan) -> Plan:
    """The plan without the epidemic office: its duties go to the health bureau, the weekly consultation ends."""

    def without(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys("kq-health" if unit == "kq-epidemic" else unit for unit in units))

    return attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != "kq-epidemic"),
        groups=tuple(attrs.evolve(group, members=without(group.members)) for group in plan.groups),
        bodies=tuple(attrs.evolve(body, members=without(body.members)) for body in plan.bodies),
        tasks=tuple(attrs.evolve(task, co_units=without(task.co_units)) for task in plan.tasks),
        series=tuple(
            attrs.evolve(series, last=date(2023, 2, 19)) if series.id == "consultation" else series
            for series in plan.series
        ),
    )


def main(url: str = "memory:") -> None:
    """Play the pilot on a log and print what the office reads."""
    seen = [0]

    def look(pilot: Pilot, day: str) -> None:
        news = [fact for fact in pilot.facts(seen[0]) if fact.type in NEWS]
        seen[0] = pilot.facts()[-1].version
        print("\n".join(page(pilot, day, news)))

    with open_log(url) as log:
        pilot = play(log, ManualClock("2022-12-09"), look)
        print(pilot.status(on=LOOKS[-1]).text(pilot.plan.language))


def page(pilot: Pilot, day: str, news: list[Fact]) -> Iterator[str]:
    """What happened since the last look, and what is late or waits for somebody."""
    language = pilot.plan.language
    status = pilot.status(on=day)
    moving = attrs.evolve(
        status,
        tasks=tuple(t for t in status.tasks if t.light or t.in_question or t.waiting_for),
        occurrences=tuple(occurrence for occurrence in status.occurrences if occurrence.overdue),
        standing=(),
        targets=(),
        open_points=(),
        receipts=(),
    )
    yield f"━━ {day} " + "━" * 60
    for fact in news:
        yield fact.text(language)
    yield ""
    yield moving.text(language)
    yield ""
    for pair in pilot.plan.agreements:
        figure = pilot.progress(agreement=pair.id, on=day)
        if figure.percent is not None:
            yield f"  {pair.title}  {figure.text(language)}"
    yield ""


if __name__ == "__main__":
    main(*sys.argv[1:])
