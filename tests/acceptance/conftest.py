"""What the acceptance tests share: the real pilot is played once a process."""

from __future__ import annotations

import pytest
from tests.acceptance.life import Feed, Life


@pytest.fixture(scope="session")
def life() -> Life:
    return Life()


@pytest.fixture(scope="session")
def feeds(life: Life) -> list[Feed]:
    """Feeds of the real pilot: a sample, or all where ``PILOTFLOW_SLOW`` is set."""
    return life.feeds()
