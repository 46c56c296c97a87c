"""Subscriptions at a terminal: made, listed, given new links, ended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import attrs

from pilotflow.cli import links
from pilotflow.cli.cells import wrap
from pilotflow.cli.extras import extras
from pilotflow.cli.stop import FAILED, Stop
from pilotflow.errors import NotFound
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.pilot import subscriptions as kept_ones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pilotflow.cli.face import Face
    from pilotflow.feeds.options import Options
    from pilotflow.log.port import Log
    from pilotflow.pilot.subscriptions import Subscription, Unreadable
    from pilotflow.views.selection import Selection


_NARROW = 80
"""Cells below which the columns of a table hold no words any more."""


def subscribe(
    face: Face,
    pilots: Sequence[str],
    wanted: Selection,
    look: Options,
    *,
    name: str,
    expires: date | None,
    base: str | None,
    log: str | None,
) -> None:
    """Make a subscription and say its links, which are known this once.

    Raises:
        Stop: the address is none, or the package that draws the code is missing; nothing was made.
        Refused: with everything that speaks against it.
    """
    address = _ready(face, base)
    with face.log(log) as kept:
        with suppress(NotFound):  # a pilot that is missing is told with whatever else is wrong
            face.open(pilots[0], kept)
        made, token = kept_ones.subscribe(
            kept,
            pilots,
            selection=wanted,
            options=attrs.evolve(look, language=face.language),
            name=name,
            expires=expires,
            now=face.clock.now(),
        )
    _tell(face, made, address, token, log)


def show(face: Face, pilot: str | None, *, log: str | None) -> None:
    """List the subscriptions of a pilot, or all."""
    with face.log(log) as kept:
        if pilot is not None:
            face.open(pilot, kept)
        found = kept_ones.survey(kept, pilot)
    if face.json:
        face.print_json([each.to_dict() for each in found])
    elif not found:
        face.print(say(words.NO_SUBSCRIPTIONS, face.language))
    else:
        from pilotflow.cli.subscription_table import listed, table

        if face.width < _NARROW:
            lines = (line for text in listed(found, face.language) for line in _hanging(text, face.width))
            face.print("\n".join(lines))
        else:
            face.show(*table(found, face.clock.now(), face.language))


def _hanging(text: str, width: int) -> Iterator[str]:
    """The lines of a text, all but the first moved in."""
    first, *more = wrap(text, width - 2)
    yield from (first, *(f"  {line}" for line in more))


def revoke(face: Face, pilot: str | None, id: str, *, log: str | None) -> None:
    """End a subscription.

    Raises:
        Stop: it is not one of the pilot that was named.
        NotFound: there is none of that id.
    """
    with face.log(log) as kept:
        _belongs(kept, pilot, id)
        kept_ones.revoke(kept, id)
    if face.json:
        face.print_json({"revoked": id})
    else:
        face.print(say(words.REVOKED, face.language, id=id))


def rotate(face: Face, pilot: str | None, id: str, *, base: str | None, log: str | None) -> None:
    """Give a subscription new links and say them.

    Raises:
        Stop: the address is none, a package is missing, or it is not one of the pilot that was named.
        NotFound: there is none of that id.
    """
    address = _ready(face, base)
    with face.log(log) as kept:
        _belongs(kept, pilot, id)
        token = kept_ones.rotate(kept, id)
        made = next(each for each in kept_ones.survey(kept) if each.id == id)
    _tell(face, made, address, token, log)


def _ready(face: Face, base: str | None) -> str:
    """The address of the server, once nothing can fail any more after a token was made."""
    address = links.base(face, base)
    if not face.json:
        with extras():
            import segno  # noqa: F401
    return address


def _belongs(kept: Log, pilot: str | None, id: str) -> None:
    known = [each.id for each in kept_ones.survey(kept)]
    if pilot is None or id not in known:
        return  # whoever asks for what is not there at all is told what is
    if id not in [each.id for each in kept_ones.survey(kept, pilot)]:
        raise Stop(FAILED, words.NOT_OF_PILOT, id=id, pilot=pilot)


def _tell(face: Face, made: Subscription | Unreadable, base: str, token: str, log: str | None) -> None:
    if face.json:
        face.print_json(
            {
                "subscription": made.to_dict(),
                **links.links(base, token),
                "warnings": links.warned(face, base),
            }
        )
    else:
        face.print(made.text(face.language))
        links.show(face, base, token, made.id, log)
