"""khal imports a feed and lists everything in it on its day."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.acceptance.instances import instances
from tests.acceptance.life import Asked, Life
from tests.acceptance.own_reader import seen
from tests.acceptance.servers import run
from tests.acceptance.timed import TIMED_DAY

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


ASKED = [
    Asked("2022-12-31", None, "zh"),
    Asked("2023-11-30", "zj", "en"),
    Asked(TIMED_DAY, None, "en", zone="Europe/Berlin"),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_khal_lists_every_instance_on_the_day_it_stands_on(life: Life, tmp_path: Path, asked: Asked) -> None:
    feed = life.feed(asked)
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(home=tmp_path), encoding="utf-8")
    (tmp_path / "feed.ics").write_bytes(feed.data)
    khal = ("khal", "-c", str(tmp_path / "config"))
    run(tmp_path, *khal, "import", "--batch", "-a", "pilot", str(tmp_path / "feed.ics"))
    year = int(asked.day[:4])
    fields = [word for field in FIELDS for word in ("--json", field)]
    printed = run(tmp_path, *khal, "list", *fields, f"{year - 1}-01-01", f"{year + 3}-12-31")
    listed = [each for line in printed.splitlines() for each in json.loads(line)]
    found = instances(feed.data)
    assert len(found) >= len({each.uid for each in seen(feed.data)})
    assert sorted(tuple(each[field] for field in FIELDS) for each in listed) == sorted(map(expected, found))


def expected(event: Any) -> tuple[str, ...]:
    """What khal is to say of an instance, in the time of its user."""
    start, time = event.start, ""
    if isinstance(start, datetime):
        start = start.astimezone(SHANGHAI)
        time = start.strftime("%H:%M")
    return (str(event["UID"]), start.strftime("%Y-%m-%d"), time, str(event["SUMMARY"]), str(event["STATUS"]))
