"""How a feed is to look, and what of a selection is in it."""

from __future__ import annotations

import attrs


@attrs.frozen
class Options:
    """What a subscriber may ask for beside whose calendar it is; everything is off or whole unless said.

    Attributes:
        language: ``en`` or ``zh``; None for the language of the plan.
        kinds: the kinds of things that are in it, of :data:`~pilotflow.feeds.things.THINGS`; empty for all. With
            ``occurrence`` come the series that stand as one recurring entry.
        phases: whether the ends of phases are in it.
        lights: whether titles say what is late, behind or near; the bytes then change from day to day.
        spans: whether a deadline with a window covers the window instead of standing on its last day.
        todo: whether deadlines are ``VTODO``, which Google, iOS and Fastmail do not show.
        alarms: display alarms so many days ahead, each at 09:00 local time; by default none.
        relations: whether dependencies are ``RELATED-TO`` (RFC 9253) beside the words of the description.
        url: the host's page of a thing, with ``{pilot}``, ``{kind}`` and ``{id}`` where those belong.
        source: where the feed itself is found.
    """

    language: str | None = None
    kinds: tuple[str, ...] = ()
    phases: bool = True
    lights: bool = False
    spans: bool = False
    todo: bool = False
    alarms: tuple[int, ...] = ()
    relations: bool = False
    url: str = ""
    source: str = ""
