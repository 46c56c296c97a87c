"""The pages people look at: one of a pilot, and one that lists several. Plain HTML that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.feeds.text import one_line
from pilotflow.language.web import CLIENTS, tag, word
from pilotflow.web.board import board

if TYPE_CHECKING:
    from jinja2 import Environment

    from pilotflow.pilot.reading import Reading

MARK = '<meta name="generator" content="pilotflow">'
"""Stands in every page, and tells ours from those of others."""


@attrs.frozen
class FeedLink:
    """A feed as a page offers it.

    Attributes:
        title: whose calendar it is, as the plan calls them; empty for that of the whole pilot.
        address: where it is found, as a whole or from the page.
        webcal: the address that opens the calendar of a device; empty where ``address`` is no whole one.
        code: the address as a QR code, an inline SVG; empty for none.
    """

    title: str
    address: str
    webcal: str = ""
    code: str = ""


@attrs.frozen
class PageLink:
    """A pilot as a list of pilots shows it, the day it is there, and where its own page is found."""

    pilot: Reading
    on: date
    address: str


def page(pilot: Reading, feeds: Sequence[FeedLink], language: str, on: date) -> str:
    """How far a pilot is, pairing by pairing, phase by phase and body by body, and its calendars.

    The page is one HTML document without scripts, and names no address but those of the feeds. It depends on the
    facts of the pilot and the arguments alone.

    Args:
        pilot: now, or as it was known at the end of a day.
        feeds: the calendars that are offered, in order; without any the page has none.
        language: ``"en"`` or ``"zh"``.
        on: the local day that lights and terms are looked at.
    """
    return _rendered("pilot.html", language, board=board(pilot.snapshot(), on, language), feeds=feeds)


def front_page(pilots: Sequence[PageLink], language: str) -> str:
    """A list of pilots, each with its progress and the address of its page."""
    rows = [(board(each.pilot.snapshot(), each.on, language), each.address) for each in pilots]
    return _rendered("front.html", language, rows=rows)


def _rendered(name: str, language: str, **data: Any) -> str:
    environment = _environment()
    style = environment.get_template("style.css").render()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template(name).render(
        say=partial(word, language=language),
        tag=tag,
        language=language,
        clients=CLIENTS,
        mark=MARK,
        style=style,
        digest=digest,
        **data,
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("pilotflow.web"),
        autoescape=True,
        finalize=_fit,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _fit(value: object) -> object:
    """A text without what no page can hold, such as control characters; what is markup already as it is."""
    return one_line(value) if type(value) is str else value
