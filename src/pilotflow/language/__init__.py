"""HOW IT IS SAID: gettext catalogues, codes → words."""

from pilotflow.language.catalogue import LANGUAGES, choose, say

__all__ = ["LANGUAGES", "choose", "say"]
