"""What is loaded when, and what needs the extra."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pilotflow.web

HEAVY = ("starlette", "uvicorn", "anyio", "jinja2")


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_loads_nothing_at_all() -> None:
    loaded = run(
        "import sys; before = set(sys.modules); import pilotflow.web; print(*set(sys.modules) - before)"
    )
    assert set(loaded.split()) - {"__future__"} == {"pilotflow", "pilotflow._version", "pilotflow.web"}


WITHOUT = f"import sys; sys.modules.update(dict.fromkeys({HEAVY!r}))\n"


def test_feeds_are_handed_out_where_the_extra_is_not_installed() -> None:
    told = run(
        WITHOUT
        + "from datetime import UTC, datetime\n"
        + "from pilotflow import open_log\n"
        + "from pilotflow.web import Desk, TokenFilter, feed_response\n"
        + "with open_log('memory:') as log:\n"
        + "    print(feed_response(log, 'a', {}, datetime.now(UTC), desk=Desk(log)).status)\n"
    )
    assert told == "404\n"


@pytest.mark.parametrize("name", ["app", "serve"])
def test_what_needs_the_extra_says_how_to_get_it(name: str) -> None:
    told = run(
        f"{WITHOUT}try:\n    from pilotflow.web import {name}\nexcept ModuleNotFoundError as error:\n    print(error)"
    )
    assert (
        told == f'pilotflow.web.{name} needs an extra that is not installed: pip install "pilotflow[web]"\n'
    )


def test_every_public_name_is_there_and_no_other() -> None:
    assert dir(pilotflow.web) == sorted(pilotflow.web.__all__)
    for name in pilotflow.web.__all__:
        assert getattr(pilotflow.web, name).__name__ == name
    with pytest.raises(AttributeError, match="nothing"):
        pilotflow.web.nothing  # noqa: B018
