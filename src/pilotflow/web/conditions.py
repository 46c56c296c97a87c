"""Whether a client has already what it asks for: ``If-None-Match`` of RFC 9110, section 13.1.2.

``If-Modified-Since`` is ignored on purpose: it knows whole seconds, and of two changes within one second the later
one would be answered with a 304 that is not true. The section that defines it lets a server do so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# An element of the list, which may be empty. ``etagc`` holds the comma, and no space.
_ELEMENT = re.compile(r'[ \t]*(?:(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*)?(?:,|\Z)')


def is_held(lines: Iterable[str], etag: str) -> bool:
    """Whether one of the entity tags a client sent is that of the representation it would get.

    Tags are compared weakly, as the field wants it. What is no entity tag matches nothing and hides none of the
    others, so a client whose header is broken gets the whole calendar, never a 304 it did not ask for.

    Args:
        lines: the values of all lines of the field, in order.
        etag: the strong entity tag, with its quotes.

    >>> is_held(['W/"a,b", "c"'], '"a,b"'), is_held(["*"], '"c"'), is_held(["c"], '"c"')
    (True, True, False)
    """
    text = ",".join(lines)
    if text == etag or text.strip(" \t") == "*":
        return True
    place = 0
    while place < len(text):
        element = _ELEMENT.match(text, place)
        if element is None:
            place = text.find(",", place) + 1 or len(text)
        elif element[1] == etag:
            return True
        else:
            place = element.end()
    return False
