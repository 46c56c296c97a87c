"""Texts made of the words of time limits, in any order, and deadlines with any fields."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from pilotflow.dates.deadline import PRECISIONS, Deadline

CHINESE = (
    "2022年 12月 15日 底 末 初 中旬 上旬 下旬 前 之前 以内 内 后 起 自 从 至 到 - 、 ， 和 每 每月 每季度 每年 每周 每半年 第 一 个 月 工作日"
    " 日内 天 年 季度 三 5 15 30 31 32 13 2月 30日 春节 国庆节 除夕 中秋节 期间 学期 每学期 开学 寒假 秋季学期 汛期 印发 之日起 届满 会 结束"
    " 终了 （ ） 含 “十四五” 期末 今年 次年 明年 下月 本季度 下周 周五 周一 、三 一次 两次 至少 长期 持续 力争 尽快 上半年 第三季度 首月 末月"
    " 最后一个 即日 2023.6.30 20230630 6.30 2023-06 零时 12:00 半 两 个月 以来 今后 试点期限为 近 同上 无 / 2023 99 0 〇 十 百 Q3 后3日内"
    " 前一个月 全年 年底 月底 旬 隔 按 逐月 单月 双 各 9999年 1999年 日 号 周末 ； 。 〔 〕 精确到：月"
).split()
ENGLISH = (
    "by before the end of May June 2023 2024 30 15 Q3 H1 first second quarter half within days working months weeks of after"
    " issue from to until - and , every each month year twice a term annually monthly M6 FY2025 3/4/2024 2023-06-30 next this"
    " Friday on last early mid- late ongoing asap ( ) [ ] ; . Christmas Spring Festival 31 32 February 29 no later than between"
    " once per two not earlier 0 9999 1st 25th month-end year-end exact"
).split()

chinese = st.lists(st.sampled_from(CHINESE), min_size=1, max_size=9).map("".join)
english = st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=9).map(" ".join)
texts = chinese | english | st.text(max_size=60)

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
rhythms = st.none() | st.sampled_from(
    [
        "FREQ=YEARLY",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=25",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ]
)
counts = st.none() | st.sampled_from(["1/quarter", "2/year", "1/term", "12/month", "1/06-01..09-30"]) | st.text(max_size=9)
anchors = st.none() | st.sampled_from(
    ["issued", "event:收到申请", "event:receipt of the application", "term_calendar", "season:汛期", "lunar_calendar"]
)
offsets = st.none() | st.sampled_from(["P15D", "-P30D", "15 workdays", "-1 workdays", "P2Y/P3Y", "M6", "N+0-06-30"])


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Any deadline at all."""
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Deadline(
        "",
        earliest=first,
        latest=last,
        sustain=draw(st.booleans()),
        recurrence=draw(rhythms),
        per=draw(counts),
        precision=draw(st.sampled_from(PRECISIONS)),
        anchor=draw(anchors | st.text(max_size=9)),
        offset=draw(offsets | st.text(max_size=9)),
        vague=draw(st.booleans()),
        soft=draw(st.booleans()),
        provisional=draw(st.booleans()),
        dates=tuple(draw(st.lists(days, max_size=3))),
    )
