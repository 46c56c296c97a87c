"""The feeds of the example as they were read and approved, byte for byte.

A developer who means to change what calendars show writes them anew with ``python -m tests.acceptance.golden``, reads
the difference, and says in the commit why it is right.
"""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.life import Asked, Life

FOLDER = Path(__file__).with_name("golden")

ASKED = tuple(
    Asked(day, unit, language)
    for day in (
        "2022-12-31",
        "2023-03-10",
    )  # a disputed answer, an extension; a unit and its duties handed over
    for unit in (
        None,
        "zj-hr",
        "kq-health",
    )  # the one that owes the answer, the one that takes the duties over
    for language in ("zh", "en")
)


def files(life: Life) -> dict[str, bytes]:
    """The name and the bytes of each."""
    return {f"{asked.name}.ics": life.feed(asked).data for asked in ASKED}


def write(life: Life) -> None:
    """Write all of them; what is there under another name is left over and goes."""
    written = files(life)
    for path in FOLDER.glob("*.ics"):
        if path.name not in written:
            path.unlink()
    for name, data in written.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    write(Life())
