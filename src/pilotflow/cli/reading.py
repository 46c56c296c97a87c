"""Commands that read a pilot: status, agenda, log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pilotflow.cli import options as o
from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from datetime import date

    from pilotflow.cli.face import Face
    from pilotflow.log.port import Log
    from pilotflow.pilot.pilot import Pilot

DAYS = 30
"""How many days an agenda looks ahead."""


def status(
    ctx: typer.Context,
    pilot: o.PilotId,
    on: o.OnDay = None,
    unit: o.OfUnit = None,
    phase: o.OfPhase = None,
    area: o.OfArea = None,
    agreement: o.OfAgreement = None,
    body: o.OfBody = None,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Show what is late, who has it, and what waits for whom."""
    from pilotflow.cli.blocked import blocked
    from pilotflow.cli.reworked import reworked

    face: Face = ctx.obj.asked(lang, json=json)
    day = day_of("--on", on)
    with face.log(log) as kept:
        opened = face.open(pilot, kept)
        found = opened.status(on=day, unit=unit, phase=phase, area=area, agreement=agreement, body=body)
        held_up = blocked(opened.snapshot(), found, found.on)
        sent_back = reworked(opened, found)
    if face.json:
        face.print_json({**found.to_dict(), "blocked": [each.to_dict(face.language) for each in held_up]})
        return
    from pilotflow.cli.page import page

    face.show(*page(found, held_up, face.language, sent_back))


def agenda(
    ctx: typer.Context,
    pilot: o.PilotId,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("the first day; by default today"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("the last day; by default 30 days on"))
    ] = None,
    unit: o.OfUnit = None,
    phase: o.OfPhase = None,
    area: o.OfArea = None,
    agreement: o.OfAgreement = None,
    body: o.OfBody = None,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """List what falls due, day by day."""
    from datetime import timedelta

    face: Face = ctx.obj.asked(lang, json=json)
    start, end = day_of("--from", first), day_of("--to", last)
    with face.log(log) as kept:
        opened = face.open(pilot, kept)
        start = start or _today(face, opened)
        end = end or start + min(timedelta(DAYS), start.max - start)
        found = opened.agenda(start, end, unit=unit, phase=phase, area=area, agreement=agreement, body=body)
    if face.json:
        items = [item.to_dict() for item in found]
        face.print_json({"from": start.isoformat(), "to": end.isoformat(), "items": items})
    elif found:
        covers = [] if first and last else [say(words.COVERS, face.language, first=start, last=end)]
        face.print("\n".join((*covers, *(item.text(face.language) for item in found))))
    else:
        face.print(say(words.NOTHING_DUE, face.language, first=start, last=end))


def log(
    ctx: typer.Context,
    pilot: o.PilotId,
    after: Annotated[
        str | None, typer.Option("--after", metavar="N", help=N_("only the facts after version N"))
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help=N_("recompute the chain of hashes instead"))
    ] = False,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """List every fact, or verify that none was changed."""
    from pilotflow.cli.arguments import number_of
    from pilotflow.language.facts import describe

    face: Face = ctx.obj.asked(lang, json=json)
    version = number_of("--after", after or "0")
    with face.log(log) as kept:
        opened = face.open(pilot, kept)
        if verify:
            _verify(face, opened, kept)
        elif face.json:
            face.print_json([envelope.to_dict() for envelope in kept.read(pilot, version)])
        else:
            for fact in opened.facts(version):
                told = describe(fact, face.language, opened.plan.timezone)
                face.print(f"{fact.version:>4}  {told}")


def day_of(name: str, text: str | None) -> date | None:
    """The day an option names.

    Raises:
        Stop: it names none.
    """
    from datetime import date

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Stop(MISUSED, words.NO_DATE, name=name, value=text) from None


def _today(face: Face, pilot: Pilot) -> date:
    from pilotflow.dates.local import LocalDays

    return LocalDays(pilot.plan.timezone).of(face.clock.now())


def _verify(face: Face, pilot: Pilot, kept: Log) -> None:
    count = kept.verify(pilot.id)
    if face.json:
        (last,) = kept.read(pilot.id, count - 1)
        face.print_json({"pilot": pilot.id, "facts": count, "hash": last.hash})
    else:
        face.print(say(words.VERIFIED, face.language, count=count))
