"""Plan files that these tests read, change and break."""

from __future__ import annotations

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

# Every key of the plan file, one to a line. `# -> kind` marks a reference to that kind.
FULL = """\
pilotflow: 1
id: full
title: 校地共建试点
language: zh
timezone: Asia/Shanghai
issued: 2022-12-09
issuer: school  # -> unit
addressees:
  - town  # -> unit
basis:
  - 浙委发〔2021〕35号
  - number: "10"
    issuer: 市委
    title: 通知
programme: 全省试点
conventions:
  lead_mark: line
calendar:
  workdays: weekdays
terms:
  - id: 2022-2
    from: 2023-02-13
    to: 2023-06-30
sides:
  a: 地方
  b: 学院
units:
  - id: town
    name: 区委
    label: 18
    short: 区
    aliases:
      - 区里
    side: a  # -> side
  - id: parks
    name: 园林局
    side: a  # -> side
    part_of: town  # -> unit
  - id: school
    name: 学院
    side: b  # -> side
  - id: law
    name: 法学院
    part_of: school  # -> unit
    groups:
      - colleges  # -> group
  - id: audit
    name: 督查室
    part_of: town  # -> unit
    independent: true
    readings:
      - name: 督察室
        source: 附件一
groups:
  - id: colleges
    name: 所有二级学院
    label: 全部
    short: 各学院
    aliases:
      - 学院们
    readings:
      - name: 各学院
        source: 二
  - id: pairs
    name: 结对
    members:
      - parks  # -> unit
  - id: towns
    name: 相关镇
    open: true
bodies:
  - id: steering
    kind: leading
    name: 领导小组
    label: 一
    short: 小组
    aliases:
      - 领导组
    seats:
      - id: head-a
        role: head
        unit: town  # -> unit
        post: 副书记
        readings:
          - post: 教育工委书记
            source: 四（一）
      - id: head-b
        role: head
        unit: school  # -> unit
        post:
          - 书记
          - 院长
  - id: office
    kind: office
    name: 办公室
    part_of: steering  # -> body
    leads:
      - law  # -> unit
    members:
      - parks  # -> unit
    created_by:
      task: "1"  # -> task
    reviewers:
      - audit  # -> actor
    readings:
      - kind: 专班
        source: 五
roles:
  office: office  # -> body
  heads:
    - head-a  # -> seat
    - head-b  # -> seat
  reviewers:
    - audit  # -> actor
    - office  # -> actor
    - head-a  # -> actor
    - head-b  # -> actor
  supervisors:
    - audit  # -> actor
  evaluators:
    final:
      - town  # -> actor
settings:
  recheck: P6M
  answer_within: 5
  near: 7
  report: all_leads
  extensions: heads
  silent_after: 15
classifications:
  area:
    - id: a1
      label: 组织共建
      chain: 组织链
      reviewers:
        - audit  # -> actor
      readings:
        - label: 组织共育
          source: 三
    - id: a2
      part_of: a1  # -> category
  mechanism:
    - id: m1
  slogan:
    - id: s1
phases:
  - id: p1
    kind: launch
    title: 启动
    label: （一）
    due: 2023-01-31
    milestones:
      - title: 启动仪式
        by: kick-off  # -> occurrence
      - title: 清单
        by:
          task: "1"  # -> task
      - title: 通知
    gate:
      require:
        - task: "1"  # -> task
        - occurrence: kick-off  # -> occurrence
        - evidence: lists
      review: first  # -> review
      decide:
        - head-a  # -> actor
    readings:
      - title: 开局
        source: 六
  - id: p2
    kind: final
    title: 总结
    due:
      text: 到2023年11月
      latest: 2023-11-30
      precision: month
    after: p1  # -> phase
    gate:
      require:
        - report: result
        - review: last  # -> review
tasks:
  - id: 1
    title: 制定清单
    leads:
      - law  # -> unit
    phase: p1  # -> phase
    due: 2023-01-15
  - id: "2"
    label: 2、
    title: 组织结对
    summary: 每个学院结对一个镇
    leads:
      - law  # -> unit
      - towns  # -> unit
    co_units:
      - parks  # -> unit
    responsible:
      - law  # -> unit
    guide:
      - town  # -> unit
    supervise:
      - audit  # -> unit
    beneficiary:
      - towns  # -> unit
    host:
      - school  # -> unit
    organiser:
      - parks  # -> unit
    body: office  # -> body
    agreement: pair  # -> agreement
    phase: p2  # -> phase
    due:
      text: 2022年底并长期保持
      earliest: 2022-12-10
      latest: 2023-01-31
      sustain: true
      recurrence: FREQ=YEARLY
      per: 1/year
      precision: year
      alternatives:
        - 2022-12-31
      vague: true
      soft: true
      provisional: true
    parts:
      - id: sign
        title: 签订协议
        units:
          - law  # -> unit
        for_each: colleges  # -> group
        due: 2023-01-31
        when:
          text: 每学期
          per: 1/term
    recheck:
      text: 每季度
      recurrence: FREQ=MONTHLY;INTERVAL=3
    report: any_lead
    weight: 2.5
    blocks: p2  # -> phase
    reviewers:
      - audit  # -> actor
    area: a1  # -> category
    mechanism:
      - m1  # -> category
    classes:
      slogan:
        - s1  # -> category
    readings:
      - title: 结对共建
        source: 附件二
  - id: "3"
    title: 日常工作
    body: office  # -> body
targets:
  - id: t1
    label: （1）
    title: 引进人才
    kind: at_least
    amount: 10
    unit: 人
    measure: 引进
    qualifier: 不少于
    level: 市级
    due: 2023-11-30
    soft: true
    area: a1  # -> category
    served_by:
      - "2"  # -> task
    readings:
      - amount: 12
        source: 七
  - id: t2
    title: 全覆盖
    kind: coverage
    group: colleges  # -> group
  - id: t3
    title: 四个中心
    kind: list
    amount: 4
    items:
      - 甲
      - id: second
        title: 乙
      - 丙
      - 丁
  - id: t4
    title: 师均经费
    kind: ratio
    ratio:
      - 经费
      - 教师
  - id: t5
    title: 不发生重大问题
    kind: must_not
    severity: 重大
series:
  - id: quarterly
    label: R1
    kind: meeting
    title: 专题会议
    when:
      text: 每季度召开一次
      recurrence: FREQ=MONTHLY;INTERVAL=3
    body: steering  # -> body
    units:
      - law  # -> unit
    for_each: agreements
    first: 2023-01-01
    last: 2023-11-30
    task: "2"  # -> task
    area: a1  # -> category
    place: 区委
    readings:
      - title: 联席会议
        source: 八
  - id: regular
    kind: work
    title: 走访
    for_each: colleges  # -> group
    when:
      text: 定期
occurrences:
  - id: kick-off
    label: E1
    kind: event
    title: 启动仪式
    due: 2023-01-20
    body: steering  # -> body
    units:
      - law  # -> unit
    phase: p1  # -> phase
    place: 礼堂
    readings:
      - title: 开工仪式
        source: 九
agreements:
  - id: frame
    kind: framework
    parties:
      - town  # -> unit
      - school  # -> unit
    review: 2024-12-09
  - id: pair
    label: P1
    kind: pairing
    title: 结对协议
    parties:
      - law  # -> unit
      - parks  # -> unit
    parent: frame  # -> agreement
    from: 2022-12-09
    to: 2024-12-08
    body: steering  # -> body
    readings:
      - title: 共建协议
        source: 十
offers:
  - id: lectures
    label: F1
    title: 普法讲座
    unit: law  # -> unit
    kind: course
    capacity: 12
    measure: 场
    conditions: 提前预约
    field: 普法
needs:
  - id: advice
    label: N1
    title: 法律咨询
    unit: parks  # -> unit
    kind: people
    amount: 3
    measure: 人次
    on_behalf_of: 居民
    field: 普法
pools:
  - id: booths
    label: C1
    title: 采样亭
    total: 25
    unit: 个
    items:
      - 一号亭
    task: "2"  # -> task
reviews:
  - id: first
    round: mock
    by:
      - town  # -> unit
  - id: last
    label: V2
    title: 年度考核
    round: assessment
    by:
      - town  # -> unit
    of: colleges  # -> group
    year: 2023
    rubric:
      - title: 组织共建
        weight: 20
readings:
  - title: 五共五链
    source: 题
"""


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
