"""Where a plan comes from: a path, text, bytes or a file object, as text within bounds or as a fault."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import attrs

from pilotflow.language.causes import CAUSES
from pilotflow.plan.faults import Fault

MAX_BYTES = 2_000_000
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOM = "\ufeff"


@attrs.frozen
class Source:
    """The text of a plan file, or the fault that kept it from being read.

    Attributes:
        name: the file as messages name it.
        text: the decoded text; None where there is a fault.
        folder: where files that the plan names are looked for; None where the plan came from no path.
    """

    name: str
    text: str | None
    folder: Path | None = None
    faults: tuple[Fault, ...] = ()


def read_source(source: Any, name: str | None = None, limit: int = MAX_BYTES) -> Source:
    """Read a plan's text, never more than ``limit`` bytes of it.

    Args:
        source: a path, text (a ``str`` with a line break), bytes, or a file object of either.
        name: what messages call it; by default the path or the name of the file object.
        limit: how many bytes are accepted.

    Raises:
        TypeError: ``source`` is none of these.
    """
    folder: Path | None = None
    name = name or "<plan>"
    data: str | bytes
    if isinstance(source, str) and "\n" in source:
        data = source
    elif isinstance(source, (str, os.PathLike)):
        path = Path(source)
        name = name if name != "<plan>" else str(path)
        try:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
            folder = path.parent
        except (OSError, ValueError) as error:
            return _refused(name, "no-file", reason=_reason(error))
    elif isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    elif hasattr(source, "read"):
        name = name if name != "<plan>" else str(getattr(source, "name", name))
        try:
            data = _drain(source, limit)
        except UnicodeDecodeError as error:
            return _refused(name, "not-utf8", byte=str(error.start))
        except (OSError, ValueError) as error:
            return _refused(name, "no-file", reason=_reason(error))
    else:
        raise TypeError(f"a plan is a path, text, bytes or a file object, not {type(source).__name__}")
    return _decoded(data, name, folder, limit)


def _decoded(data: str | bytes, name: str, folder: Path | None, limit: int) -> Source:
    if len(data) > limit:
        return _refused(name, "too-big", limit=f"{limit:,}")
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return _refused(name, "not-utf8", line=line, byte=str(error.start))
    else:
        text = data
    text = text.removeprefix(_BOM)
    found = _NOT_PRINTABLE.search(text)
    if found is not None:
        before = text[: found.start()]
        return _refused(
            name,
            "control-character",
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            character=f"U+{ord(found.group()):04X}",
        )
    return Source(name, text, folder)


def _drain(stream: Any, limit: int) -> str | bytes:
    pieces: list[Any] = []
    size = 0
    while size <= limit:
        piece = stream.read(limit + 1 - size)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(pieces)
    return b"".join(bytes(piece) for piece in pieces)


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    return CAUSES.get(error.errno or 0) or error.strerror or str(error)


def _refused(name: str, code: str, line: int = 0, column: int = 0, **data: str) -> Source:
    fault = Fault(code, file=name, line=line, column=column or min(line, 1), data=tuple(data.items()))
    return Source(name, None, faults=(fault,))
