"""Pilots opened by many threads of a fresh process at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.plans import small_plan

from pilotflow import Actor, ManualClock, Pilot, open_log

_OPENING = """
import sys, threading
from pilotflow import Pilot, open_log
log = open_log(sys.argv[1])
sys.setswitchinterval(1e-6)
ready = threading.Barrier(8)
seen = []
def opening():
    ready.wait(30)
    seen.append(Pilot.open(sys.argv[2], log).state)
threads = [threading.Thread(target=opening) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join(60)
log.close()
print(*seen)
"""


def test_threads_that_open_pilots_at_once_in_a_fresh_process_do_no_harm(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pilots.db'}"
    with open_log(url) as log:
        pilot = Pilot.start(small_plan(), log, by=Actor("office"), clock=ManualClock("2022-12-18"))
        id = pilot.id
    found = subprocess.run(
        [sys.executable, "-c", _OPENING, url, id],
        env=dict(os.environ),
        check=False,  # its output says more
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (found.returncode, found.stdout.split()) == (0, ["running"] * 8), found.stderr
