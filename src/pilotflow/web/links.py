"""Addresses of feeds: where a server or a folder of files is found, and how calendars are led there."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST = 1000
"""Characters of a public address at most: with the name of a feed behind it, it still fits into a QR code."""
_KEPT = "/%:@!$&'()*+,;=~"
"""What a path may hold beside letters, digits and ``-._``; a percent sign is one that was written already."""


def base_of(text: str) -> str:
    """A public address to which names of feeds are appended, in ASCII and without a slash at its end.

    Args:
        text: an ``http`` or ``https`` address, as somebody typed it.

    Raises:
        ValueError: it is none, holds a user, a query or a fragment, or is longer than :data:`LONGEST`.

    >>> base_of("https://Calendar.example/feeds/")
    'https://calendar.example/feeds'
    """
    parts = urlsplit(text)
    host, port = parts.hostname, parts.port
    strange = parts.query or parts.fragment or parts.username or parts.password
    blank = any(character.isspace() or not character.isprintable() for character in text)
    if parts.scheme not in ("http", "https") or not host or strange or blank:
        raise ValueError(text)
    name = f"[{ip_address(host)}]" if ":" in host else host.encode("idna").decode("ascii")
    if not all(letter.isalnum() or letter in "-._[]:" for letter in name):
        raise ValueError(text)
    place = name if port is None else f"{name}:{port}"
    found = urlunsplit((parts.scheme, place, quote(parts.path, safe=_KEPT).rstrip("/"), "", ""))
    if len(found) > LONGEST:
        raise ValueError(text)
    return found


def served(base: str, token: str) -> str:
    """The address of the feed of a subscription.

    >>> served("https://calendar.example", "secret")
    'https://calendar.example/feeds/secret.ics'
    """
    return f"{base}/feeds/{token}.ics"


def webcal(address: str) -> str:
    """The same address with the scheme that opens the calendar of a device.

    >>> webcal("https://calendar.example/all.ics")
    'webcal://calendar.example/all.ics'
    """
    return f"webcal:{address.partition(':')[2]}"


def is_secure(base: str) -> bool:
    """Whether an address is ``https``, which calendars on phones insist on."""
    return base.startswith("https:")


def is_local(base: str) -> bool:
    """Whether only the machine itself can reach an address.

    >>> is_local("http://127.0.0.1:8000"), is_local("https://calendar.example")
    (True, False)
    """
    host = urlsplit(base).hostname or ""
    address = _ip(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def is_any(base: str) -> bool:
    """Whether an address stands for all that a machine has, so that nobody can ask for it.

    >>> is_any("http://0.0.0.0:8000")
    True
    """
    address = _ip(urlsplit(base).hostname or "")
    return address is not None and address.is_unspecified


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def drawn(address: str) -> str:
    """An address as a QR code: an inline SVG, black on white whatever is around it; empty where none holds it."""
    import segno

    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return ""
    return str(code.svg_inline(scale=3, border=4, light="#fff", omitsize=True, svgclass="code"))
