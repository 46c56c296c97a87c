"""The command ``serve``: the calendars people subscribed to, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pilotflow.cli import options as o
from pilotflow.cli.cells import wrap
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotflow.cli.face import Face
    from pilotflow.pilot.subscriptions import Subscription, Unreadable


def serve(
    ctx: typer.Context,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="HOST",
            help=N_("the address to listen to; by default 127.0.0.1, which other machines cannot reach"),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        str, typer.Option("--port", metavar="PORT", help=N_("the port; by default 8000, with 0 a free one"))
    ] = "8000",
    url: Annotated[
        str | None,
        typer.Option(
            "--url", metavar="BASE", help=N_("the public address of this server, by default PILOTFLOW_URL")
        ),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy",
            help=N_("believe a proxy in front who it asks for; only where nobody else reaches the port"),
        ),
    ] = False,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Serve the calendars people subscribed to."""
    from pilotflow.cli import links
    from pilotflow.cli.arguments import number_of
    from pilotflow.cli.extras import extras

    face: Face = ctx.obj.asked(lang, json=json)
    number = number_of("--port", port)
    base = links.server_base(face, url)
    with extras():
        from pilotflow.web import serve

    from pilotflow.pilot.subscriptions import survey

    with face.log(log) as kept:
        pilots, subscriptions = len(kept.streams()), survey(kept)

        def ready(bound: int) -> None:
            _tell(face, f"http://{_host(host)}:{bound}", base, pilots, subscriptions)

        serve(
            kept,
            host,
            number,
            clock=face.clock,
            proxies=("*",) if behind_proxy else (),
            language=face.language,
            address=base,
            ready=ready,
        )
    if not face.json:
        face.print(say(words.SERVED, face.language))


def _host(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def _tell(
    face: Face, listening: str, base: str, pilots: int, subscriptions: Sequence[Subscription | Unreadable]
) -> None:
    from pilotflow.cli import links
    from pilotflow.pilot.subscriptions import Unreadable

    public = base or listening
    warnings = links.warned(face, public) + [
        {"code": each.fault.code, "text": each.text(face.language)}
        for each in subscriptions
        if isinstance(each, Unreadable)
    ]
    if face.json:
        counts = {"pilots": pilots, "subscriptions": len(subscriptions)}
        face.print_json({"listening": listening, "url": public, **counts, "warnings": warnings})
        return
    told = [say(words.SERVING, face.language, address=listening, pilots=pilots, count=len(subscriptions))]
    if base:
        told.append(say(words.SERVED_AT, face.language, base=base))
    told += [warning["text"] for warning in warnings]
    if not subscriptions:
        told.append(say(words.NONE_YET, face.language))
    told.append(say(words.STOP_WITH, face.language))
    for text in told:
        face.print("\n".join(wrap(text, face.width)))
