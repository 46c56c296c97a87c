"""Time limits line by line: each line of a file is read and answered before the next one is waited for."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pilotflow.cli.line_requests import Unreadable, asked
from pilotflow.cli.stop import FAILED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pilotflow.cli.face import Face
    from pilotflow.dates.explaining import Known

LONGEST = 1 << 20
"""Bytes of a line that is still read. A text of official documents has some hundreds."""

_REMEMBERED, _SHORT = 4096, 500
"""How many answers are remembered, and to lines of how many bytes."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BREAKS = {sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""What some programs take for the end of a line."""


def answer_lines(face: Face, source: str, known: Known) -> int:
    """Answer every line of a file, or of standard input for ``-``; gives the exit status.

    Args:
        face: where the answers go.
        source: the file.
        known: what is known beside the words, where a line does not say it.

    Raises:
        Stop: the file cannot be read.
    """
    status = 0
    answer = _in_json(known) if face.json else _in_words(face, known)
    with _opened(source) as stream:
        for number, line in enumerate(_lines(stream), 1):
            try:
                if line is None:
                    raise Unreadable("too-long", words.TOO_LONG, most=LONGEST)
                face.write(f"{answer(line)}\n")
            except Unreadable as fault:
                status = FAILED
                _complain(face, fault, number)
    return status


def _in_json(known: Known) -> Callable[[bytes], str]:
    """Answers as JSON."""

    def answer(line: bytes) -> str:
        text, own = asked(line, known)
        return _one_line(own.read(text).to_dict())

    return _remembering(answer)


def _in_words(face: Face, known: Known) -> Callable[[bytes], str]:
    """Answers in words, in the language that the first text settles."""
    from pilotflow.cli.cells import plain
    from pilotflow.cli.explained import listed, speak_as_text

    settled = False

    def answer(line: bytes) -> str:
        nonlocal settled
        text, own = asked(line, known)
        if not settled and text.strip():
            speak_as_text(face, text, known)
            settled = True
        return plain(listed(own.read(text), face.language, face.width))

    later = _remembering(answer)
    return lambda line: later(line) if settled else answer(line)


def _remembering(answer: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """The same, with the answers to short lines remembered for a while: tables repeat themselves."""
    remembered = lru_cache(_REMEMBERED)(answer)
    return lambda line: remembered(line) if len(line) <= _SHORT else answer(line)


def _complain(face: Face, fault: Unreadable, number: int) -> None:
    text = fault.text(face.language)
    if face.json:
        face.write(f"{_one_line({'error': {'code': fault.code, 'text': text}, 'line': number})}\n")
    else:
        face.warn(say(words.AT_LINE, face.language, line=number, text=text))


def _one_line(value: Mapping[str, Any]) -> str:
    encoded = _encode(value)
    if not encoded.isascii():
        for sign, escaped in _BREAKS.items():
            encoded = encoded.replace(sign, escaped)
    return encoded


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    try:
        if source == "-":
            stdin: Any = sys.stdin  # None where the process was started without one
            if stdin is None:
                raise Stop(FAILED, words.NO_FILE, path=source)
            yield stdin.buffer
            return
        with Path(source).open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise Stop(FAILED, words.NO_FILE, path=source) from None
    except OSError as error:
        raise Stop(FAILED, words.CANNOT_READ, path=source, cause=error) from error


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines without what ends them; None for one that is too long to be kept."""
    mark = BOM_UTF8
    while True:
        line = stream.readline(LONGEST + 2)
        cut = len(line) == LONGEST + 2 and not line.endswith(b"\n")
        while cut and line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        if cut:
            yield None
        elif line:
            yield line.removeprefix(mark).removesuffix(b"\n").removesuffix(b"\r")
        else:
            return
        mark = b""
