"""khal imports a feed and lists every entry on its day."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.acceptance.life import Asked, Life
from tests.acceptance.own_reader import Seen, seen
from tests.acceptance.servers import run

SHANGHAI = ZoneInfo("Asia/Shanghai")

CONFIG = """
[calendars]
[[pilot]]
path = {home}/calendar

[sqlite]
path = {home}/khal.db

[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[default]
default_calendar = pilot
"""

FIELDS = ("uid", "start-date", "start-time", "title", "status")


@pytest.mark.parametrize(
    ("day", "unit", "language"), [("2022-12-31", None, "zh"), ("2023-11-30", "zj", "en")]
)
def test_khal_lists_every_entry_on_the_day_it_stands_on(
    life: Life, tmp_path: Path, day: str, unit: str | None, language: str
) -> None:
    feed = life.feed(Asked(day, unit, language))
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(home=tmp_path), encoding="utf-8")
    (tmp_path / "feed.ics").write_bytes(feed.data)
    khal = ("khal", "-c", str(tmp_path / "config"))
    run(tmp_path, *khal, "import", "--batch", "-a", "pilot", str(tmp_path / "feed.ics"))
    asked = [word for field in FIELDS for word in ("--json", field)]
    printed = run(tmp_path, *khal, "list", "--once", *asked, "2022-01-01", "2026-12-31")
    listed = [each for line in printed.splitlines() for each in json.loads(line)]
    assert sorted(tuple(each[field] for field in FIELDS) for each in listed) == sorted(
        expected(each) for each in seen(feed.data)
    )


def expected(entry: Seen) -> tuple[str, ...]:
    when = datetime.fromisoformat(entry.start)
    local = when if len(entry.start) == 10 else when.astimezone(SHANGHAI)
    time = "" if len(entry.start) == 10 else local.strftime("%H:%M")
    return (entry.uid, local.date().isoformat(), time, entry.summary, entry.status)
