"""WHAT MAY HAPPEN: lifecycle tables on transitions, conditions, policy, decide(state, command)."""

from pilotflow.rules.tables import lifecycle, native

__all__ = ["lifecycle", "native"]
