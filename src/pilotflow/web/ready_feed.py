"""A rendered feed as it lies ready: its bytes as they are and packed, with everything that is answered with them."""

from __future__ import annotations

from datetime import datetime
from email.utils import formatdate
from hashlib import sha256
from math import floor

import attrs

from pilotflow.feeds.rendering import Rendering
from pilotflow.web.conditions import is_held
from pilotflow.web.encoding import packed
from pilotflow.web.response import Response

_TAG = 32
"""Hexadecimal digits of an entity tag: 128 bits."""
_OVERHEAD = 4096
"""What a feed takes beside its bytes, roughly."""


@attrs.frozen
class Variant:
    """The bytes of a feed as they are sent, and the answers that are given with them.

    Attributes:
        etag: the strong entity tag, which depends on these bytes alone.
        whole: the answer to a GET.
        head: the answer to a HEAD.
        unchanged: the answer to whoever has it already.
    """

    etag: str
    whole: Response
    head: Response
    unchanged: Response

    @classmethod
    def of(cls, data: bytes, name: str, changed: datetime, *more: tuple[str, str]) -> Variant:
        """The answers that give a feed.

        Args:
            data: its bytes as they are sent.
            name: what a file with it is called.
            changed: the instant after which nothing changed in it, sent in whole seconds that are over.
            more: header lines that say how the bytes are packed.
        """
        etag = f'"{sha256(data).hexdigest()[:_TAG]}"'
        always = (
            ("ETag", etag),
            ("Last-Modified", formatdate(floor(changed.timestamp()), usegmt=True)),
            ("Cache-Control", "private, no-cache"),
            ("Vary", "Accept-Encoding"),
        )
        headers = (
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", f'inline; filename="{name}"'),
            ("X-Content-Type-Options", "nosniff"),
            *always,
            *more,
        )
        return cls(
            etag, Response(200, headers, data), Response(200, headers, b""), Response(304, always, b"")
        )


@attrs.frozen
class ReadyFeed:
    """A feed that was rendered.

    Attributes:
        versions: those of its pilots before it was rendered: where they still stand there, no fact was added.
        since: the instant it was rendered for.
        until: the instant from which the same facts give other bytes; None where there is none.
        changed: the instant after which nothing changed in it.
        name: what a file with it is called.
        plain: its bytes as they are.
        packed: its bytes in gzip, once somebody asked for them.
    """

    versions: tuple[int, ...]
    since: datetime
    until: datetime | None
    changed: datetime
    name: str
    plain: Variant
    packed: Variant | None = None

    @classmethod
    def of(cls, rendering: Rendering, versions: tuple[int, ...], now: datetime, name: str) -> ReadyFeed:
        """A rendering made just now."""
        plain = Variant.of(rendering.data, name, rendering.changed)
        return cls(versions, now, rendering.until, rendering.changed, name, plain)

    def with_packed(self) -> tuple[ReadyFeed, Variant]:
        """The same with its bytes in gzip, and those."""
        variant = Variant.of(
            packed(self.plain.whole.body), self.name, self.changed, ("Content-Encoding", "gzip")
        )
        return attrs.evolve(self, packed=variant), variant

    def holds(self, versions: tuple[int, ...], now: datetime) -> bool:
        """Whether rendering it now would give the same bytes."""
        since = min(self.since, self.changed)  # a clock that was set back may stand before it was rendered
        return self.versions == versions and since <= now and (self.until is None or now < self.until)

    @property
    def size(self) -> int:
        """Bytes of the feed as it is."""
        return len(self.plain.whole.body)

    @property
    def weight(self) -> int:
        """The bytes it takes, roughly."""
        return _OVERHEAD + self.size + (len(self.packed.whole.body) if self.packed else 0)

    def response(self, variant: Variant, held: tuple[str, ...], method: str, now: datetime) -> Response:
        """One of its variants, or that the client has it already.

        Args:
            variant: ``plain`` or ``packed``.
            held: the lines of ``If-None-Match``.
            method: GET or HEAD.
            now: the present instant; nothing is said to have changed after it.
        """
        if self.changed > now:  # by the clock of another machine, which wrote the last fact
            packing = () if variant is self.plain else (("Content-Encoding", "gzip"),)
            variant = Variant.of(variant.whole.body, self.name, now, *packing)
        if held and is_held(held, variant.etag):
            return variant.unchanged
        return variant.head if method == "HEAD" else variant.whole
