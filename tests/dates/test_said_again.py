"""The words a deadline is said with are read as they are meant, wherever they come from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pilotflow.dates.read import read_deadline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # English: dekads, days of the month, months of the quarter.
        ("first ten days of June 2023", {"earliest": date(2023, 6, 1), "latest": date(2023, 6, 10)}),
        ("by the 1st and 15th of each month", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=1,15"}),
        ("by the 1st, the 10th and the end of each month", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=1,10,-1"}),
        ("from the 1st to the 5th of each month", {"per": "1/01..05"}),
        ("by the 1st and 32nd of each month", {"recurrence": "FREQ=MONTHLY", "vague": True}),
        (
            "by the 10th of the second month of each quarter",
            {"recurrence": "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=10"},
        ),
        ("by the 32nd of the first month of each quarter", {"vague": True}),
        (
            "by the end of the last month of each quarter",
            {"recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "precision": "month"},
        ),
        (
            "on the first working day of the first month of each half-year",
            {"recurrence": "FREQ=MONTHLY;BYMONTH=1,7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"},
        ),
        (
            "within 15 days of the end of each quarter",
            {"recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"},
        ),
        (
            "within 40 days of the end of each quarter",
            {"recurrence": "FREQ=YEARLY;BYYEARDAY=40,-236,-145,-53"},
        ),
        ("early in each half-year", {"recurrence": "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10", "vague": True}),
        ("by the last day of May 2023", {"latest": date(2023, 5, 31), "precision": "day"}),
        ("three times every two years", {"per": "3/2-year"}),
        # English: what is not exact.
        ("around 1 October 2023", {"latest": date(2023, 10, 1), "vague": True}),
        ("roughly every quarter", {"per": "1/quarter", "vague": True}),
        ("about two weeks before the meeting", {"offset": "-P2W", "vague": True}),
        ("information about the budget by 30 June 2023", {"latest": date(2023, 6, 30), "vague": False}),
        # English: the first units of a period are not counted from its end.
        ("in the first six months of 2023", {"earliest": date(2023, 1, 1), "latest": date(2023, 6, 30)}),
        ("the first six months of February 2023", {"latest": None, "vague": True}),
        ("the first two weeks of 31 June 2023", {"latest": None, "vague": True}),
        ("from Q1 to Q3 2023", {"earliest": date(2023, 1, 1), "latest": date(2023, 9, 30)}),
        ("from 1 to 15 March 2023", {"earliest": date(2023, 3, 1), "latest": date(2023, 3, 15)}),
        # English: spans.
        ("over the next three years", {"anchor": "issued", "offset": "P0D/P3Y"}),
        ("15 days in advance", {"anchor": "event", "offset": "-P15D"}),
        ("within a few hours of receipt", {"offset": "P0D", "vague": True}),
        ("for 1 year from approval", {"offset": "P1Y", "precision": "year"}),
        ("for 6 months from approval", {"offset": "P6M", "precision": "day"}),
        ("no earlier than 30 days after issue", {"anchor": "issued", "offset": "P30D"}),
        (
            "from issue until 30 June 2023",
            {"anchor": "issued", "offset": "D+0/", "latest": date(2023, 6, 30)},
        ),
        ("by the date of issue", {"latest": None}),
        ("by the day after tomorrow", {"offset": "D+2"}),
        ("by the 32nd of next month", {"latest": None, "vague": True}),
        # English: the school calendar, seasons, festivals.
        ("within two weeks of the start of term", {"anchor": "term_calendar", "offset": "next:start P2W"}),
        ("within two weeks of the autumn term", {"offset": "autumn:end P2W"}),
        ("two weeks before the autumn term", {"offset": "autumn:start -P2W"}),
        ("within two weeks of the start date of term", {"anchor": "event:start date of term"}),
        ("in the academic year 2023/24", {"offset": "2023-year:all"}),
        ("one week before the flood season", {"anchor": "season:汛期", "offset": "-P1W"}),
        ("after the flood season", {"anchor": "season:汛期", "vague": True}),
        ("by the Spring Festival 2024", {"latest": date(2024, 2, 10), "anchor": "lunar_calendar"}),
        ("within 7 days of the Spring Festival 2023", {"latest": date(2023, 1, 29)}),
        ("within 7 days of the Spring Festival", {"anchor": "event:Spring Festival"}),
        ("before the Mid-Autumn Festival 2023", {"latest": date(2023, 9, 28)}),
        ("the quarter to be decided", {"precision": "quarter", "vague": True}),
        # An event named in the other script.
        ("within 1 month of “启动”", {"anchor": "event:启动", "offset": "P1M"}),
        ("“十四五”期间完成", {"latest": date(2025, 12, 31)}),
        ("“2023年底前”", {"latest": date(2023, 12, 31)}),
        ("in month 6 from “项目立项”", {"anchor": "event:项目立项", "offset": "M6"}),
        ("自“approval”之日起第6个月", {"anchor": "event:approval", "offset": "M6"}),
        # Chinese.
        ("大约2023年6月30日前", {"latest": date(2023, 6, 30), "vague": True}),
        ("大约每季度", {"per": "1/quarter", "vague": True}),
        ("大约每月初", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=10", "vague": True}),
        ("2023年6月最后一天", {"latest": date(2023, 6, 30), "precision": "day"}),
        ("每季度最后一天", {"recurrence": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "precision": "day"}),
        ("每年3月第一个周一", {"recurrence": "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO"}),
        ("自立项之日起为期1年", {"anchor": "event:立项", "offset": "P1Y", "precision": "year"}),
        ("自立项之日起为期6个月", {"anchor": "event:立项", "offset": "P6M", "precision": "day"}),
        ("不得早于2024年5月", {"earliest": date(2024, 5, 1), "sustain": False}),
        ("收到通知后几小时内", {"offset": "P0D", "vague": True}),
        ("3月至今年底", {"offset": "N+0-03-01/Y+0-12-31"}),
        ("2023年3月至今", {"earliest": None, "latest": None}),
        ("2023年3月至尽快完成", {"earliest": date(2023, 3, 1), "latest": None, "vague": True}),
        ("具体月份待定", {"precision": "month", "vague": True}),
        ("2023年春节（1月22日）", {"anchor": "lunar_calendar", "latest": date(2023, 1, 22)}),
    ],
)
def test_what_is_said_is_read_as_it_is_meant(text: str, expected: dict[str, Any]) -> None:
    found = read_deadline(text)

    assert {name: getattr(found, name) for name in expected} == expected


def test_every_year_before_a_festival_stays_a_rhythm_when_the_day_of_issue_is_known() -> None:
    found = read_deadline("every year before the Spring Festival", issued="2022-12-09")

    assert (found.recurrence, found.latest, found.offset) == ("FREQ=YEARLY", None, "春节 -P1D")
