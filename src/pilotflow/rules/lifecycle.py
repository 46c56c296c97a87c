"""A lifecycle: one table in the format of transitions, asked and never fired.

transitions owns states, edges and conditions. :class:`Lifecycle` reads the edge, evaluates **all** its
conditions and returns the destination or the reasons; no callback ever changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from transitions import Machine

from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet

Reasons = Unmet | tuple[Unmet, ...] | None
Row = Mapping[str, Any]


class Rule:
    """A condition of an edge.

    Called by pilotflow it gives the reasons; called by a native machine with ``EventData`` it gives a bool.

    Args:
        code: the code of the :class:`Unmet` it returns.
        check: gives an ``Unmet``, several, or None where the condition holds.
        selector: whether the rule chooses between edges; an edge whose selectors do not hold is passed over
            without a word.
    """

    __slots__ = ("check", "code", "selector")

    def __init__(self, code: str, check: Callable[[Situation], Reasons], *, selector: bool = False) -> None:
        self.code = code
        self.check = check
        self.selector = selector

    def __call__(self, event_data: Any) -> bool:
        """Whether the condition holds for the ``situation`` a native trigger was fired with."""
        return not self.check(event_data.kwargs["situation"])

    def __repr__(self) -> str:
        return f"Rule({self.code!r})"


class Lifecycle:
    """A table that answers questions about itself.

    Args:
        kind: the kind of thing it is for.
        states: every state, the first one where things begin.
        rows: the edges, as transitions takes them; conditions are :class:`Rule` objects.
    """

    def __init__(self, kind: str, states: Sequence[str], rows: Sequence[Row]) -> None:
        self.kind = kind
        self.states = tuple(states)
        self.initial = self.states[0]
        self.rows = tuple(rows)
        self._events = self.native().events
        self.triggers = tuple(self._events)
        # Read once from transitions' own edges, which nobody changes after this.
        self._edges: dict[tuple[str, str], tuple[tuple[str, tuple[Rule, ...]], ...]] = {
            (trigger, source): tuple(
                (str(edge.dest), tuple(cast("Rule", condition.func) for condition in edge.conditions))
                for edge in edges
            )
            for trigger, event in self._events.items()
            for source, edges in event.transitions.items()
        }

    def native(self) -> Machine:
        """The ordinary machine of this table, without a model; it records nothing."""
        return Machine(
            model=None,
            states=list(self.states),
            transitions=[dict(row) for row in self.rows],
            initial=self.initial,
            auto_transitions=False,
            send_event=True,
        )

    def judge(self, trigger: str, situation: Situation) -> tuple[str, tuple[Unmet, ...]]:
        """Where ``trigger`` leads from the current state, and every reason why it may not be taken.

        Of several edges the first whose selector rules hold is taken; unmet conditions are reported for that
        edge only. Where the trigger has no edge from here, the one reason is ``wrong-state``.
        """
        current = situation.current
        for to, rules in self._edges.get((trigger, current), ()):
            reasons: tuple[Unmet, ...] = ()
            for rule in rules:
                found = rule.check(situation)
                if found is None:
                    continue
                if rule.selector:
                    break
                reasons += (found,) if isinstance(found, Unmet) else found
            else:
                return to, reasons
        return current, (self.wrong_state(trigger, situation),)

    def wrong_state(self, trigger: str, situation: Situation) -> Unmet:
        """The reason that names the states in which the trigger would be allowed."""
        return unmet(
            "wrong-state",
            self.kind,
            situation.command.id,
            trigger=trigger,
            state=situation.current,
            allowed=self.sources(trigger),
        )

    def sources(self, trigger: str) -> tuple[str, ...]:
        """The states from which a trigger has an edge, in the order of the table."""
        edges = self._events[trigger].transitions
        return tuple(state for state in self.states if edges.get(state))

    def edges(self) -> tuple[tuple[str, str, str], ...]:
        """Every edge as trigger, state left, state entered."""
        return tuple(
            (trigger, source, to) for (trigger, source), found in self._edges.items() for to, _ in found
        )
