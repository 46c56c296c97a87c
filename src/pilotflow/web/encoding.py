"""Which coding a client takes, ``Accept-Encoding`` of RFC 9110, section 12.5.3, and the bytes in it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence

WORTH = 1024
"""Bytes from which packing is worth it: what is smaller fits into one packet anyway."""

_ELEMENT = re.compile(
    r"([!#$%&'*+.^_`|~0-9a-z-]+)(?:[ \t]*;[ \t]*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?", re.ASCII
)


def is_gzip_wanted(lines: Sequence[str], size: int) -> bool:
    """Whether a body of this many bytes is to be sent in gzip.

    It is where the client takes gzip, does not like it less than bytes as they are, and the body is large enough;
    and always where it takes gzip and refuses bytes as they are. A client that takes neither gets them as they are,
    as if it had not asked: a calendar that arrives is worth more than a 406.

    Args:
        lines: the values of all lines of the field, in order; none where the client said nothing.
        size: bytes of the body.

    >>> is_gzip_wanted(["gzip, br"], 5000), is_gzip_wanted(["gzip;q=0, *"], 5000), is_gzip_wanted([], 5000)
    (True, False, False)
    """
    if not lines:
        return False
    weights = _weights(lines)
    other = weights.get("*")
    packed = weights.get("gzip", other)
    plain = weights.get("identity", other)
    if not packed:
        return False
    if plain == 0:
        return True
    return size >= WORTH and (plain is None or packed >= plain)


def packed(data: bytes) -> bytes:
    """Bytes in gzip, without the time, so that the same bytes are packed alike.

    >>> packed(b"a") == packed(b"a")
    True
    """
    return gzip.compress(data, 6, mtime=0)


def _weights(lines: Sequence[str]) -> dict[str, float]:
    """The weight of each coding that was listed, the least where it is twice; what is malformed is left out."""
    found: dict[str, float] = {}
    for element in ",".join(lines).lower().split(","):
        read = _ELEMENT.fullmatch(element.strip(" \t"))
        if read is None:
            continue
        coding = "gzip" if read[1] == "x-gzip" else read[1]
        weight = 1.0 if read[2] is None else float(read[2])
        found[coding] = min(weight, found.get(coding, weight))
    return found
