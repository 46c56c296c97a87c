"""Feeds and pages as files in a folder, for any web server to hand out."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.dates.local import LocalDays
from pilotflow.errors import PilotflowError
from pilotflow.feeds.options import Options
from pilotflow.language import choose
from pilotflow.language.web import describe_obstacle
from pilotflow.plan.ids import ID
from pilotflow.views.selection import Selection
from pilotflow.web.links import drawn, webcal
from pilotflow.web.page import MARK, FeedLink, PageLink, front_page, page

if TYPE_CHECKING:
    from datetime import date

    from pilotflow.pilot.pilot import Pilot

PAGE = "index.html"
WHOLE = "all"
"""The name of a pilot's page and of the list of pilots, and that of the feed of a whole pilot."""

_SAFE = re.compile(ID, re.ASCII)
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.ASCII)
"""Names under which Windows knows devices, whatever the ending."""
_MARKS = (MARK.encode(), b"\r\nPRODID:-//pilotflow//")
"""What stands at the head of every file that an export wrote."""
_HEAD = 4096


@attrs.frozen
class Obstacle:
    """Why a file cannot be written where it should be.

    Attributes:
        code: ``link``, ``no-folder``, ``no-file``, ``foreign`` or ``unsafe-id``.
        path: what is in the way; the id itself for the last of them.
    """

    code: str
    path: str

    def text(self, language: str = "en") -> str:
        """What is in the way, and the way out."""
        return describe_obstacle(self.code, self.path, language)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """JSON-ready."""
        return {"code": self.code, "path": self.path, "text": self.text(language)}


class InTheWay(PilotflowError):
    """Nothing was written, because of what already stands in the folder. ``obstacles`` lists all of it."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__("\n".join(obstacle.text() for obstacle in self.obstacles))

    def text(self, language: str = "en") -> str:
        """One line for each thing in the way."""
        return "\n".join(obstacle.text(language) for obstacle in self.obstacles)


@attrs.frozen
class Exported:
    """What an export came to.

    Attributes:
        folder: where it is.
        files: every file that belongs to it now. written: those of them that were new or had changed.
    """

    folder: Path
    files: tuple[Path, ...]
    written: tuple[Path, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "folder": str(self.folder),
            "files": [str(path) for path in self.files],
            "written": [str(path) for path in self.written],
        }


def export(
    pilots: Sequence[Pilot],
    folder: Path,
    *,
    now: datetime,
    base: str = "",
    options: Options | None = None,
    listed: Sequence[Pilot] = (),
) -> Exported:
    """Write the feed of every unit of some pilots, that of each whole pilot, and pages that lead to them.

    ``<pilot>/<unit>.ics`` and ``<pilot>/all.ics`` are the feeds, ``<pilot>/index.html`` and ``index.html`` the
    pages. A file that is the same already is not touched. Each is replaced at one stroke, so it is whole at any
    moment, whatever crashes; of several exports at once the one with the most facts stays. No file is removed:
    the feed of a unit that an amendment left out goes on, with nothing but tombstones, and no page leads to it.

    Args:
        pilots: whose feeds are written.
        folder: where to; it is made where it is missing.
        now: the present instant, aware; it says which day it is for each pilot.
        base: the address the folder will be found at, without a slash at its end. With it the pages carry links
            that subscribe, and codes; without it the links lead from one file to the other.
        options: how the feeds look; ``source`` is set here, and the pages speak its ``language``.
        listed: further pilots that the list of pilots names, because an earlier export wrote them.

    Raises:
        InTheWay: links, folders or files of others are where files should be; nothing was written.
        OSError: the system would not write, with the file it is about; what was written before is whole.
    """
    options = options or Options()
    everyone = sorted((*pilots, *listed), key=lambda pilot: pilot.id)
    obstacles = tuple(_obstacles(folder, pilots))
    if obstacles:
        raise InTheWay(obstacles)
    target = _Folder(folder)
    for pilot in pilots:
        _export(target, pilot, now, base, options)
    while True:
        seen = _versions(everyone)
        language = choose(options.language, *(pilot.plan.language for pilot in everyone))
        rows = [PageLink(pilot, _day(pilot, now), f"{folder_of(pilot.id)}/{PAGE}") for pilot in everyone]
        target.put((PAGE,), front_page(rows, language).encode())
        if _versions(everyone) == seen:
            return Exported(
                folder, tuple(target.files), tuple(path for path, new in target.files.items() if new)
            )


def file_of(unit: str | None) -> str:
    """The name of the file with the feed of a unit, or of the whole pilot.

    >>> file_of("biology"), file_of(None), file_of("all")
    ('biology.ics', 'all.ics', 'unit.all.ics')
    """
    # No id holds a dot, so no two feeds get the same name.
    if unit is None:
        return f"{WHOLE}.ics"
    return f"unit.{unit}.ics" if unit == WHOLE or _DEVICES.fullmatch(unit) else f"{unit}.ics"


def folder_of(pilot: str) -> str:
    """The name of the folder with the feeds of a pilot.

    >>> folder_of("keqiao-zhijiang"), folder_of("aux")
    ('keqiao-zhijiang', 'pilot.aux')
    """
    return f"pilot.{pilot}" if _DEVICES.fullmatch(pilot) else pilot


def _export(target: _Folder, pilot: Pilot, now: datetime, base: str, options: Options) -> None:
    """Write all files of a pilot, again where facts came meanwhile.

    Another export may have written a newer state in between, which this one would then have put back; but then
    the log is newer than what was rendered here, and the files are written once more.
    """
    folder = folder_of(pilot.id)
    while True:
        seen = _versions((pilot,))
        day = _day(pilot, now)
        links = [_link(title, unit, f"{base}/{folder}" if base else "") for title, unit in _feeds(pilot)]
        for unit in (*(unit for _, unit in _feeds(pilot)), *_left_out(pilot)):
            name = file_of(unit)
            look = attrs.evolve(options, source=f"{base}/{folder}/{name}" if base else "")
            target.put((folder, name), pilot.rendering(Selection(unit=unit), look, on=day).data)
        language = choose(options.language, pilot.plan.language)
        target.put((folder, PAGE), page(pilot, links, language, day).encode())
        if _versions((pilot,)) == seen:
            return


def _feeds(pilot: Pilot) -> list[tuple[str, str | None]]:
    """Title and unit of each feed of a pilot, that of the whole first."""
    return [("", None), *((unit.caption, unit.id) for unit in pilot.plan.units)]


def _link(title: str, unit: str | None, place: str) -> FeedLink:
    """The link to a feed on the page of its pilot; to the file beside it where the place is not known."""
    name = file_of(unit)
    address = f"{place}/{name}"
    return FeedLink(title, address, webcal(address), drawn(address)) if place else FeedLink(title, name)


def _left_out(pilot: Pilot) -> list[str]:
    """The units that a former version of the plan knew and the one in force does not."""
    now = {unit.id for unit in pilot.plan.units}
    ever = [unit.id for edition in pilot.snapshot().editions for unit in edition.plan.units]
    return [id for id in dict.fromkeys(ever) if id not in now]


def _day(pilot: Pilot, now: datetime) -> date:
    return LocalDays(pilot.plan.timezone).of(now)


def _versions(pilots: Sequence[Pilot]) -> list[int]:
    return [pilot.snapshot().version for pilot in pilots]


def _obstacles(folder: Path, pilots: Sequence[Pilot]) -> Iterator[Obstacle]:
    """Everything that stands where an export would write."""
    yield from _in_folder(folder, (PAGE,))
    for pilot in pilots:
        units = [*(unit for _, unit in _feeds(pilot)), *_left_out(pilot)]
        unsafe = [id for id in (pilot.id, *units) if id is not None and not _SAFE.fullmatch(id)]
        if unsafe:
            yield from (Obstacle("unsafe-id", id) for id in unsafe)
        elif not folder.is_symlink():
            yield from _in_folder(folder / folder_of(pilot.id), (PAGE, *map(file_of, units)))


def _in_folder(path: Path, names: Iterable[str]) -> Iterator[Obstacle]:
    """What stands where a folder should be; in a folder, where files of these names should be."""
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        yield from (obstacle for name in names for obstacle in _in_file(path / name))
    elif mode:
        yield Obstacle("link" if stat.S_ISLNK(mode) else "no-folder", str(path))


def _in_file(path: Path) -> Iterator[Obstacle]:
    """What stands where a file should be and is not one of ours."""
    mode = _mode(path)
    if stat.S_ISREG(mode):
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if not any(mark in head for mark in _MARKS):
            yield Obstacle("foreign", str(path))
    elif mode:
        yield Obstacle("link" if stat.S_ISLNK(mode) else "no-file", str(path))


def _mode(path: Path) -> int:
    """What lies at a path, links not followed; 0 for nothing. Asked once: another export may just be making it."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


class _Folder:
    """A folder that files are put into, and what became of each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: dict[Path, bool] = {}

    def put(self, place: tuple[str, ...], data: bytes) -> None:
        """Write a file unless it is the same already.

        Raises:
            OSError: it could not be written; the file is as it was before.
        """
        path = self._folder.joinpath(*place)
        changed = _content(path) != data
        if changed:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _replace(path, data)
            except OSError as error:
                # The name of the file that was meant, not of the one beside it or of none.
                raise OSError(error.errno, error.strerror, str(path)) from error
        self.files[path] = changed or self.files.get(path, False)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another at one stroke."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
