"""What a reader may settle about words that usage leaves open."""

from __future__ import annotations

import attrs


@attrs.frozen
class Conventions:
    """How open words are read. The defaults follow the practice of official notices.

    A dekad (旬) is always 1–10, 11–20, 21–end; 底 and 底前 always include the last day; a duration never counts
    its first day; months are always added from the anchor and clamped to a shorter month.

    Attributes:
        before_day: ``inclusive``: 6月30日前 and "before 30 June" in a Chinese text include the day; ``exclusive``
            ends the day before.
        before_dekad: ``end``: 中旬前 ends with the dekad, like 底前; ``start`` ends the day before it begins.
        before_period: ``start``: 6月前, 2025年前, 四季度前 end the day before the period begins, and are vague;
            ``end`` lets them end with it.
        early_month: the last day of 月初 and "early June".
        early_year: the last month of 年初 and "early 2024".
        middle_of_year: the month whose end is 年中 and "mid-2024".
        rest_day: where a span counted in days, weeks, months or years ends on a day off: ``stay``, ``next`` or
            ``previous`` working day.
        day_order: how 3/4/2024 is written: ``dmy`` or ``mdy``; None reads day first and gives the other reading.
        fiscal_year: the month a financial year (FY2025) begins with; one that does not begin in January is named
            after the year it ends in. None reads the calendar year and gives the usual other readings.
        strict: refuse to compute past the last year whose working days are published.
    """

    before_day: str = "inclusive"
    before_dekad: str = "end"
    before_period: str = "start"
    early_month: int = 10
    early_year: int = 3
    middle_of_year: int = 6
    rest_day: str = "stay"
    day_order: str | None = None
    fiscal_year: int | None = None
    strict: bool = False


USUAL = Conventions()
