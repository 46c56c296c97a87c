"""The feeds of the example hold the bytes that were read and approved."""

from __future__ import annotations

from tests.acceptance.golden import FOLDER, files
from tests.acceptance.life import Life


def test_the_feeds_of_the_example_are_as_they_were_approved(life: Life) -> None:
    """Where the change is meant: ``python -m tests.acceptance.golden``, and read the difference."""
    approved = {path.name: path.read_bytes() for path in FOLDER.glob("*.ics")}
    found = files(life)
    assert approved.keys() == found.keys()
    for name, data in found.items():
        assert data.splitlines() == approved[name].splitlines(), name  # says which line
        assert data == approved[name], name
