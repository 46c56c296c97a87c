"""The command ``feed``: the calendar of a pilot as a file, as a subscription, or all of them in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotflow.cli import options as o
from pilotflow.cli.stop import FAILED, MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pilotflow.cli.face import Face
    from pilotflow.feeds.options import Options
    from pilotflow.log.port import Log
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.views.selection import Selection

EXAMPLES = N_(
    "Examples:\n"
    "  pilotflow feed PILOT --unit UNIT --out unit.ics\n"
    "  pilotflow feed PILOT --unit UNIT --alarm 1 --alarm 7 --subscribe\n"
    "  pilotflow feed PILOT --unit UNIT --role lead --kind task --subscribe --expires 2030-12-31\n"
    "  pilotflow feed --subscriptions\n"
    "  pilotflow feed --revoke ID\n"
    "  pilotflow feed export DIR --url BASE\n"
    "The word export is taken for a pilot of that name where no DIR follows it."
)

_SELECTION = ("unit", "phase", "area", "agreement", "body", "role", "no_parts")
_LOOK = ("kinds", "no_phases", "lights", "spans", "todo", "alarms", "relations", "page_url")
_TAKES: dict[str, tuple[str, ...]] = {
    "": (*_SELECTION, *_LOOK, "on", "out"),
    "export": (*_LOOK, "only", "url"),
    "--revoke": ("revoke",),
    "--rotate": ("rotate", "url"),
    "--subscriptions": ("subscriptions",),
    "--subscribe": ("subscribe", *_SELECTION, *_LOOK, "name", "expires", "together", "url"),
}
"""What each form of the command takes; the one whose word is found first is meant."""

_FLAGS = {"kinds": "--kind", "alarms": "--alarm", "only": "--pilot", "together": "--with"}
"""Options whose parameter goes by another name."""


def feed(
    ctx: typer.Context,
    pilot: Annotated[
        str | None,
        typer.Argument(
            metavar="PILOT",
            help=N_("the id of a started pilot; not needed with --subscriptions, --revoke and --rotate"),
        ),
    ] = None,
    directory: Annotated[
        str | None,
        typer.Argument(
            metavar="DIR", help=N_("after the word export: the folder that the feeds of all units go into")
        ),
    ] = None,
    unit: o.OfUnit = None,
    role: o.AsRole = None,
    no_parts: o.NoParts = False,
    phase: o.OfPhase = None,
    area: o.OfArea = None,
    agreement: o.OfAgreement = None,
    body: o.OfBody = None,
    kinds: o.Kinds = None,
    no_phases: o.NoPhases = False,
    lights: o.Lights = False,
    spans: o.Spans = False,
    todo: o.Todo = False,
    alarms: o.Alarms = None,
    relations: o.Relations = False,
    page_url: o.PageUrl = None,
    on: o.OnDay = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help=N_("write to a file instead of standard output")),
    ] = None,
    subscribe: Annotated[
        bool, typer.Option("--subscribe", help=N_("make a subscription and print its links, this once"))
    ] = False,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help=N_("what the subscription is called"))
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar="DAY", help=N_("the last day on which its links work")),
    ] = None,
    together: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="PILOT", help=N_("another pilot in the same subscription; may be repeated")
        ),
    ] = None,
    subscriptions: Annotated[
        bool, typer.Option("--subscriptions", help=N_("list the subscriptions, of PILOT or all"))
    ] = False,
    revoke: Annotated[
        str | None,
        typer.Option("--revoke", metavar="ID", help=N_("end a subscription; its links are dead at once")),
    ] = None,
    rotate: Annotated[
        str | None,
        typer.Option(
            "--rotate", metavar="ID", help=N_("give a subscription new links; the old ones are dead")
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--pilot", metavar="ID", help=N_("with export: only this pilot; may be repeated")),
    ] = None,
    url: o.PublicUrl = None,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Write the calendar of every deadline, subscribe to it, or export all."""
    face: Face = ctx.obj.asked(lang, json=json)
    form = _form(ctx.params)
    if form == "":
        _write(face, _needed("PILOT", pilot), ctx.params)
    elif form == "export":
        from pilotflow.cli.exporting import export

        wish = lang or ctx.find_root().params["lang"]
        look = look_of(ctx.params)
        export(face, _needed("DIR", directory), only, look, language=wish, base=url, log=log)
    elif form == "--subscribe":
        from pilotflow.cli import subscribing

        pilots = (_needed("PILOT", pilot), *(together or ()))
        wanted, look = selection_of(ctx.params), look_of(ctx.params)
        subscribing.subscribe(
            face, pilots, wanted, look, name=name or "", expires=_day("--expires", expires), base=url, log=log
        )
    elif form == "--subscriptions":
        from pilotflow.cli import subscribing

        subscribing.show(face, pilot, log=log)
    elif form == "--revoke":
        from pilotflow.cli import subscribing

        subscribing.revoke(face, pilot, _needed("--revoke ID", revoke), log=log)
    else:
        from pilotflow.cli import subscribing

        subscribing.rotate(face, pilot, _needed("--rotate ID", rotate), base=url, log=log)


def selection_of(asked: Mapping[str, Any]) -> Selection:
    """Whose calendar the options ask for."""
    from pilotflow.views.selection import Selection

    names = ("unit", "phase", "area", "agreement", "body", "role")
    return Selection(parts=not asked["no_parts"], **{name: asked[name] for name in names})


def look_of(asked: Mapping[str, Any]) -> Options:
    """How the feed is to look, but for its language; whether it can look so is for others to say.

    Raises:
        Stop: a number of days is none.
    """
    from pilotflow.cli.arguments import number_of
    from pilotflow.feeds.options import Options

    return Options(
        kinds=tuple(asked["kinds"] or ()),
        phases=not asked["no_phases"],
        lights=asked["lights"],
        spans=asked["spans"],
        todo=asked["todo"],
        alarms=tuple(number_of("--alarm", text) for text in asked["alarms"] or ()),
        relations=asked["relations"],
        url=asked["page_url"] or "",
    )


def _form(asked: Mapping[str, Any]) -> str:
    """Which form of the command is meant: a key of :data:`_TAKES`.

    Raises:
        Stop: options that do not go together, all of them.
    """
    given = {name for name, value in asked.items() if value not in (None, False, [], ())}
    given -= {"pilot", "directory", "log", "json", "lang"}
    exports = asked["pilot"] == "export" and asked["directory"] is not None
    if asked["directory"] is not None and not exports:
        raise Stop(MISUSED, words.LEFT_OVER, arguments=asked["directory"])
    form = "export" if exports else next((f for f in _TAKES if f.removeprefix("--") in given), "")
    strange = [flag_of(name) for name in asked if name in given and name not in _TAKES[form]]
    if strange and not form:
        forms = [
            other
            for other in _TAKES
            if any(name in given for name in _TAKES[other] if flag_of(name) in strange)
        ]
        raise Stop(MISUSED, words.ONLY_WITH, options=", ".join(strange), forms=", ".join(forms))
    if strange:
        known = ", ".join(flag_of(name) for name in asked if name in _TAKES[form] and flag_of(name) != form)
        raise Stop(
            MISUSED,
            words.TAKES_NOT if known else words.TAKES_NONE,
            command=f"feed {form}".strip(),
            options=", ".join(strange),
            known=known,
        )
    return form


def flag_of(name: str) -> str:
    """How an option is typed."""
    return _FLAGS.get(name) or f"--{name.replace('_', '-')}"


def _write(face: Face, pilot: str, asked: Mapping[str, Any]) -> None:
    """Write a calendar to standard output or into a file."""
    import attrs

    day, wanted, look = _day("--on", asked["on"]), selection_of(asked), look_of(asked)
    out = asked["out"]
    with face.log(asked["log"]) as kept:
        opened = _opened(face, pilot, kept)
        data = opened.rendering(wanted, attrs.evolve(look, language=face.language), on=day).data
    if out is None:
        if face.json:
            face.print_json({"pilot": pilot, "calendar": data.decode()})
        else:
            face.write_bytes(data)
        return
    _put(out, data)
    if face.json:
        face.print_json({"pilot": pilot, "file": out, "bytes": len(data)})
    else:
        face.print(say(words.WRITTEN, face.language, path=out))


def _opened(face: Face, pilot: str, kept: Log) -> Pilot:
    from pilotflow.errors import NotFound

    try:
        return face.open(pilot, kept)
    except NotFound:
        if pilot != "export":
            raise
        raise Stop(FAILED, words.NO_EXPORT) from None  # somebody who forgot DIR is not looking for a pilot


def _put(path: str, data: bytes) -> None:
    from pathlib import Path

    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise Stop(FAILED, words.CANNOT_WRITE, path=path, cause=error) from error


def _day(name: str, text: str | None) -> date | None:
    from pilotflow.cli.reading import day_of

    return day_of(name, text)


def _needed(name: str, value: str | None) -> str:
    if not value:
        raise Stop(MISUSED, words.MISSING, name=name)
    return value
