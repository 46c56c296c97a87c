"""From a command to facts, one file for each kind of thing.

Deciding is pure: who, when and the state come in; the data of facts, or every reason for a refusal, comes out.
"""

from pilotflow.rules.deciding.judging import decide, explain, judge

__all__ = ["decide", "explain", "judge"]
