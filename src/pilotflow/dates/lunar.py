"""Days of the Chinese lunar calendar that festivals fall on.

The table holds the lunar years in which the published calendars agree. What lies outside it is not computed:
"cannot tell" is an answer.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST, LAST = 1990, 2056
# Seven hexadecimal digits a year: days from 21 January to new year's day (2), the leap month or 0 (1), and which
# months have 30 days, the first month in the lowest bit (4).
_YEARS = (
    "0651e921900e920e00d260230a561400a570a814d61d0035a11006d507516c91a007490f00693034152b160052b0b00a5b"
    "012155a130056a0871b551c00ba41100b490551a931800a950d0052d0240aad1400ab50a915aa1d005d21200da50761d4a"
    "1a00d4a0f00c95044152e16005560b00ab501215b214006d20860ea51b00725100064b0550c971700cab0d0055a0230ad6"
    "1500b690ab17521d00b521200b250761a4b1900a4b0e004ab035055b16005ad0b00b6a0121b521400d920971d251b00d25"
    "1000a5505514ad18004b60c005b50230daa1500ec90b81e921d00e921200d260760a561900a57"
)


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar; None outside the table.

    Args:
        year: the year in which the lunar year begins.
        month: the month, which is not the leap month of that number.
        day: the day of the month; 0 is the last day of the month before.

    >>> lunar_day(2024, 1, 1), lunar_day(2023, 8, 15)
    (datetime.date(2024, 2, 10), datetime.date(2023, 9, 29))
    """
    if not FIRST <= year <= LAST:
        return None
    at = (year - FIRST) * 7
    leap, long_months = int(_YEARS[at + 2], 16), int(_YEARS[at + 3 : at + 7], 16)
    before = month - 1 + (0 < leap < month)
    days = sum(29 + (long_months >> number & 1) for number in range(before))
    return date(year, 1, 21) + timedelta(days=int(_YEARS[at : at + 2], 16) + days + day - 1)


def clear_and_bright(year: int) -> date:
    """清明 (Qingming), by the usual formula.

    >>> clear_and_bright(2023)
    datetime.date(2023, 4, 5)
    """
    of_century = year % 100
    return date(year, 4, int(of_century * 0.2422 + (4.81 if year >= 2000 else 5.59)) - of_century // 4)
