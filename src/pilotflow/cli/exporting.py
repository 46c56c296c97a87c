"""Feeds and pages of all pilots, written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from pilotflow.cli import links
from pilotflow.cli.cells import wrap
from pilotflow.cli.extras import extras
from pilotflow.cli.stop import FAILED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotflow.cli.face import Face
    from pilotflow.feeds.options import Options
    from pilotflow.web.export import Exported


def export(
    face: Face,
    directory: str,
    only: Sequence[str] | None,
    look: Options,
    *,
    language: str | None,
    base: str | None,
    log: str | None,
) -> None:
    """Write the feeds of some pilots or of all, and say what was written.

    Args:
        face: the surroundings of the call.
        directory: where to.
        only: the pilots that were named; by default all.
        look: how the feeds are to look.
        language: the one that was asked for; by default each pilot speaks that of its plan.
        base: the public address of the folder.
        log: the URL of the log.

    Raises:
        Stop: the address is none, a package is missing, the log is empty, or a file cannot be written.
        NotFound: nobody started a pilot that was named.
        InTheWay: something else stands where the files should be.
    """
    address = links.address_in("--url", base)
    folder = Path(directory)
    with extras():
        import jinja2  # noqa: F401
        import segno  # noqa: F401

        from pilotflow.web.export import PAGE, export, folder_of
    try:
        with face.log(log) as kept:
            known = kept.streams()
            pilots = [face.open(id, kept) for id in dict.fromkeys(only or known)]
            if not pilots:
                raise Stop(FAILED, words.NO_PILOTS)
            before = [id for id in known if (folder / folder_of(id) / PAGE).is_file()]
            chosen = {pilot.id for pilot in pilots}
            others = [face.open(id, kept) for id in before if id not in chosen]
            face.speak_as(pilots[0].plan.language)
            look = attrs.evolve(look, language=language)
            done = export(pilots, folder, now=face.clock.now(), base=address, options=look, listed=others)
    except OSError as error:
        raise Stop(FAILED, words.CANNOT_WRITE, path=error.filename or folder, cause=error) from error
    _tell(face, done, address, folder / PAGE)


def _tell(face: Face, done: Exported, base: str, page: Path) -> None:
    if face.json:
        warnings = links.warned(face, base) if base else []
        face.print_json({**done.to_dict(), "warnings": warnings})
        return
    counts = {"files": len(done.files), "written": len(done.written)}
    told = [say(words.EXPORTED, face.language, folder=done.folder, page=page, **counts)]
    if base:
        told += [warning["text"] for warning in links.warned(face, base)]
    else:
        told.append(say(words.NO_LINKS, face.language))
    told.append(say(words.OPEN_FOLDER, face.language))
    for text in told:
        face.print("\n".join(wrap(text, face.width)))
