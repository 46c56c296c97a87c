"""One scan of a text into its time words.

A language has some sixty kinds of words, and a pattern that tries them all at every place of a text spends most of
its time on kinds that cannot begin there. So each kind says with which signs its words begin, and at each place only
those kinds are tried that can begin with the sign that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence


class Scanner:
    """Finds the words of a text from left to right, the first kind that fits before the others.

    Args:
        patterns: kinds of words and their patterns, in the order they are tried.
        heads: every sign that a word of each kind can begin with.
    """

    def __init__(self, patterns: Sequence[tuple[str, str]], heads: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._kinds: dict[str, list[int]] = {}
        for place, (kind, _) in enumerate(patterns):
            for sign in heads[kind]:
                self._kinds.setdefault(sign, []).append(place)
        self._made: dict[tuple[int, ...], re.Pattern[str]] = {}
        self._at: dict[str, re.Pattern[str]] = {}

    def __call__(self, text: str) -> Iterator[re.Match[str]]:
        """Every word, in order; ``lastgroup`` is its kind. What lies between is not kept."""
        at, end, known = 0, len(text), self._at
        while at < end:
            sign = text[at]
            pattern = known.get(sign) or self._pattern(sign)
            found = None if pattern is None else pattern.match(text, at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.end()

    def _pattern(self, sign: str) -> re.Pattern[str] | None:
        """The pattern of all kinds that can begin with a sign, made when the first text asks for it."""
        kinds = self._kinds.get(sign)
        if kinds is None:
            return None
        places = tuple(kinds)
        if places not in self._made:
            chosen = (self._patterns[place] for place in places)
            self._made[places] = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in chosen))
        self._at[sign] = self._made[places]
        return self._made[places]
