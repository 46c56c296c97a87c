"""The command ``demo``: a whole pilot, played into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotflow.cli import options as o
from pilotflow.cli.stop import FAILED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pilotflow.cli.face import Face
    from pilotflow.pilot.pilot import Pilot

_START = "2022-12-09"
_LOOKS = ("2023-01-03", "2023-06-28")
"""The day the plan of the example was issued, and the days on the way that are shown."""
_MARK = ".pilotflow-demo"
_FILES = (_MARK, "pilot.db", "pilot.db-wal", "pilot.db-shm")


def demo(
    ctx: typer.Context,
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help=N_("where to; by default build/demo, emptied first"))
    ] = "build/demo",
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Play a whole pilot into a folder and show what came of it."""
    from pilotflow.clock import ManualClock
    from pilotflow.log.open import open_log

    face: Face = ctx.obj.asked(lang, json=json)
    play = example().play
    target = Path(directory)
    try:
        clear(target)
        with open_log(f"sqlite:///{target / 'pilot.db'}") as log:
            pilot = play(log, ManualClock(_START))
            face.speak_as(pilot.plan.language)
            feeds = _write_feeds(pilot, target / "feeds", face.language)
            _tell(face, pilot, target, feeds)
    except OSError as error:
        raise Stop(FAILED, words.CANNOT_WRITE, path=error.filename or target, cause=error) from error


def example() -> Any:
    """The script that plays the pilot: in an installation beside this file, in a checkout beside ``src``.

    Raises:
        Stop: it is at neither place.
    """
    import sys
    from importlib.util import module_from_spec, spec_from_file_location

    here = Path(__file__).resolve()
    for folder in (here.parent / "example", here.parents[3] / "examples" / "keqiao_zhijiang"):
        script = folder / "run.py"
        spec = spec_from_file_location("pilotflow_example", script)
        if script.is_file() and spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            sys.modules[spec.name] = module
            spec.loader.exec_module(module)
            return module
    raise Stop(FAILED, words.NO_EXAMPLE)


def clear(folder: Path) -> None:
    """Make a folder that holds the mark of the demo and nothing else; what a demo left there is removed.

    Raises:
        Stop: it holds anything that no demo wrote.
        OSError: it cannot be made, or emptied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = list(_contents(folder))
    foreign = [path for path in found if not _is_ours(folder, path)]
    if found and (foreign or folder / _MARK not in found):
        raise Stop(FAILED, words.NOT_A_DEMO, path=folder, other=(foreign or found)[0].name)
    for path in reversed(found):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    (folder / _MARK).write_text("pilotflow demo\n", encoding="utf-8")


def _contents(folder: Path) -> Iterator[Path]:
    """Everything in a folder and its subfolder of feeds, folders before what is in them."""
    for path in sorted(folder.iterdir()):
        yield path
        if path.name == "feeds" and path.is_dir() and not path.is_symlink():
            yield from sorted(path.iterdir())


def _is_ours(folder: Path, path: Path) -> bool:
    if path.parent != folder:
        return path.suffix == ".ics" and not path.is_dir()
    return path.name in _FILES or (path.name == "feeds" and path.is_dir() and not path.is_symlink())


def _write_feeds(pilot: Pilot, folder: Path, language: str) -> list[Path]:
    folder.mkdir()
    units = (None, *(unit.id for unit in pilot.plan.units))
    written = []
    for unit in units:
        path = folder / f"{unit or 'pilot'}.ics"
        path.write_bytes(pilot.feed(unit=unit, language=language))
        written.append(path)
    return written


def _tell(face: Face, pilot: Pilot, folder: Path, feeds: list[Path]) -> None:
    status = pilot.status()
    if face.json:
        face.print_json(
            {
                "pilot": pilot.id,
                "log": str(folder / "pilot.db"),
                "feeds": [str(path) for path in feeds],
                "status": status.to_dict(),
            }
        )
        return
    for day in _LOOKS:
        face.show(*_look(pilot.at(day), face.language))
        face.print("")
    face.show(*_look(pilot, face.language))
    told = {"log": folder / "pilot.db", "feeds": len(feeds), "folder": folder / "feeds", "pilot": pilot.id}
    face.print(f"\n{say(words.PLAYED, face.language, facts=status.version, **told)}")


def _look(pilot: Pilot, language: str) -> Iterator[RenderableType]:
    from pilotflow.cli.blocked import blocked
    from pilotflow.cli.page import page
    from pilotflow.cli.reworked import reworked

    status = pilot.status()
    held_up = blocked(pilot.snapshot(), status, status.on)
    return page(status, held_up, language, reworked(pilot, status))
