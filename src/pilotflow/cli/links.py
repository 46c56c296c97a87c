"""The links of a subscription on a terminal: as addresses, as a QR code, and where to paste them."""

from __future__ import annotations

import sys
from shlex import quote
from typing import TYPE_CHECKING, Any

from pilotflow.cli.cells import wrap
from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language import web as pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotflow.cli.face import Face

_BASE = "http://127.0.0.1:8000"
_SHOWN = 80
"""Characters of an address that is none which are said again."""
_HALVES = " ▄▀█"
"""A cell whose upper and lower half are dark or not: by the lower one, and twice the upper one."""


def base(face: Face, asked: str | None) -> str:
    """The public address of the server: the option, else ``PILOTFLOW_URL``, else that of this machine.

    Raises:
        Stop: it is no address.
    """
    return server_base(face, asked) or _BASE


def server_base(face: Face, asked: str | None) -> str:
    """The public address of the server as far as it was given; empty where it was not.

    Raises:
        Stop: it is no address.
    """
    return address_in("--url", asked) or address_in("PILOTFLOW_URL", face.environ.get("PILOTFLOW_URL"))


def address_in(name: str, text: str | None) -> str:
    """The address that an option or variable gives; empty where it was not given.

    Raises:
        Stop: it is no address.
    """
    from pilotflow.web.links import LONGEST, base_of

    if not text:
        return ""
    try:
        return base_of(text)
    except ValueError:
        value = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        raise Stop(MISUSED, words.NO_ADDRESS, name=name, value=value, most=LONGEST) from None


def warnings(base: str) -> list[tuple[str, str, dict[str, str]]]:
    """What is to be said of an address: code, message and its data."""
    from urllib.parse import urlsplit

    from pilotflow.web.links import is_any, is_local, is_secure

    host = {"host": urlsplit(base).netloc}
    if is_any(base):
        return [("no-address", words.ANY_ADDRESS, host)]
    if is_local(base):
        return [("local-address", words.LOCAL_ADDRESS, host)]
    return [] if is_secure(base) else [("no-https", words.NO_HTTPS, {})]


def warned(face: Face, base: str) -> list[dict[str, str]]:
    """The same, JSON-ready."""
    return [
        {"code": code, "text": say(message, face.language, **data)} for code, message, data in warnings(base)
    ]


def links(base: str, token: str) -> dict[str, str]:
    """The addresses under which a subscription is found."""
    from pilotflow.web.links import served, webcal

    address = served(base, token)
    return {"address": address, "webcal": webcal(address)}


def show(face: Face, base: str, token: str, id: str, log: str | None) -> None:
    """Print the links of a subscription, its code, what to call to be rid of them, and where to paste them."""
    found = links(base, token)
    face.print("\n".join(found.values()))
    for warning in warned(face, base):
        face.print("\n".join(wrap(warning["text"], face.width)))
    face.print("")
    _show_code(face, found["address"])
    face.print("\n".join(wrap(say(words.SHOWN_ONCE, face.language), face.width)))
    named = id if log is None else f"{id} --log {quote(log)}"
    face.print(say(words.END_IT, face.language, id=named))
    face.print(say(words.RENEW_IT, face.language, id=named))
    face.print(f"\n{say(words.PASTE, face.language)}")
    for client in pages.CLIENTS:
        first, *more = wrap(pages.word(client, face.language), face.width - 4)
        face.print("\n".join((f"  {first}", *(f"    {line}" for line in more))))


def _show_code(face: Face, address: str) -> None:
    """Print a QR code, black on white; a word instead where it would not fit or could not be written.

    An address that is too long for any code goes without one.
    """
    from rich.text import Text

    lines = list(_code(address))
    if not lines:
        return
    if len(lines[0]) > face.width:
        text = say(words.NO_ROOM, face.language, needed=len(lines[0]), width=face.width)
        face.print("\n".join((*wrap(text, face.width), "")))
    elif not _can_write(_HALVES):
        face.print("\n".join((*wrap(say(words.NO_BLOCKS, face.language), face.width), "")))
    else:
        face.show(*(Text(line, style="#000000 on #ffffff") for line in lines))
        face.print("")


def _code(address: str) -> Iterator[str]:
    """The rows of a QR code with its quiet zone, two to a line; none where no code holds the address."""
    import segno

    try:
        rows: list[Any] = list(segno.make_qr(address, error="l").matrix_iter(border=4))
    except segno.DataOverflowError:
        return
    for place in range(0, len(rows), 2):
        upper = rows[place]
        lower = rows[place + 1] if place + 1 < len(rows) else bytes(len(upper))
        yield "".join(_HALVES[2 * bool(u) + bool(d)] for u, d in zip(upper, lower, strict=True))


def _can_write(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
