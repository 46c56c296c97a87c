"""How often Hypothesis tries: modest counts in every run, full counts where ``PILOTFLOW_SLOW`` is set.

A test marked ``slow`` runs only then. In a usual run Hypothesis draws the same examples every time, so that a
run that passed passes again and branch coverage does not depend on luck.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

SLOW = bool(os.environ.get("PILOTFLOW_SLOW"))

settings.register_profile(
    "fast",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "slow",
    max_examples=300,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("slow" if SLOW else "fast")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SLOW:
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="full counts: set PILOTFLOW_SLOW"))
