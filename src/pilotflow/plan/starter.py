"""The commented plan that ``pilotflow check --new`` writes, to be changed line by line."""

from __future__ import annotations

from pathlib import Path

from pilotflow.language import choose


def starter(language: str = "en") -> str:
    """A small plan with the five standard phases that loads without a fault and can be run to its end.

    Args:
        language: ``"en"`` or ``"zh"``, for its comments as well as its content.

    >>> starter("en").splitlines()[2]
    'pilotflow: 1                        # the form of this file'
    """
    return (Path(__file__).parent / "starters" / f"{choose(language)}.yaml").read_text(encoding="utf-8")
