"""What a handle on one thing of a pilot can do, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    When = date | str | None

    from pilotflow.errors import NotFound
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step
    from pilotflow.pilot.engine import Engine
    from pilotflow.pilot.handles.feedback import Feedback
    from pilotflow.rules.unmet import Unmet


class Handle:
    """A thing of a pilot, by kind and id. It holds no copy of state: every look is at the facts there are now."""

    kind: ClassVar[str] = ""
    acts: ClassVar[tuple[str, ...]] = ()
    __slots__ = ("_engine", "id")

    def __init__(self, engine: Engine, id: str) -> None:
        self._engine = engine
        self.id = id

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"

    @property
    def record(self) -> Any:
        """What is known of the thing, a copy that later facts do not change; None where nothing was recorded."""
        from pilotflow.facts.state import copied

        with self._engine.lock:
            found = getattr(self._engine.state, self._records, {}).get(self.id)
            return None if found is None else copied(found)

    @property
    def state(self) -> str:
        """The state it is in, a plain word of its table.

        Raises:
            NotFound: an amendment took the thing out.
        """
        with self._engine.lock:
            try:
                return str(self._current(self._engine.state))
            except KeyError:
                raise self._gone() from None

    _records: ClassVar[str] = ""

    def _gone(self) -> NotFound:
        from pilotflow.errors import NotFound
        from pilotflow.rules.unmet import unmet

        return NotFound(unmet("not-found", self.kind, self.id))

    def _current(self, state: Any) -> str:
        return str(getattr(state, self._records)[self.id].state)

    def do(
        self,
        trigger: str,
        *,
        by: Actor,
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
        **args: Any,
    ) -> Step:
        """Carry out a command by its word; ``send-back`` and ``send_back`` are the same.

        Args:
            trigger: the word of the table.
            by: who does it.
            effective: the day it took effect, or its month or year; by default today.
            reason: why; some commands demand it.
            document: the document it rests on.
            key: an idempotency key: the same key again returns the first step.
            **args: what the command takes besides.

        Raises:
            Refused: with every unmet condition.
            KeyReused: the key was used for another command.
        """
        word = self._word(trigger)
        return self._engine.act(
            self.kind,
            self.id,
            word,
            by,
            self._engine.read(self.kind, self.id, word, args),
            effective,
            reason,
            document,
            key,
        )

    def _read(self, trigger: str, **args: Any) -> dict[str, Any]:
        """The arguments of a command in the form rules expect; None stands for none."""
        return self._engine.read(self.kind, self.id, trigger, args)

    def _act(
        self,
        trigger: str,
        by: Actor,
        args: Mapping[str, Any],
        effective: date | str | None,
        reason: str | None,
        document: str | None,
        key: str | None,
    ) -> Step:
        """Carry out a command whose arguments have the form rules expect."""
        return self._engine.act(self.kind, self.id, trigger, by, args, effective, reason, document, key)

    def explain(self, trigger: str, *, by: Actor, **args: Any) -> tuple[Unmet, ...]:
        """Every reason why the command would be refused now; ``()`` where it would be carried out.

        Args:
            trigger: the word of the table.
            by: who would do it.
            **args: what the command would be given, also ``reason``, ``document`` and ``effective``.
        """
        from pilotflow.errors import Refused

        given = {name: args.pop(name) for name in ("effective", "reason", "document") if name in args}
        try:
            word = self._word(trigger)
            read = self._engine.read(self.kind, self.id, word, args)
            return self._engine.explain(self.kind, self.id, word, by, read, **given)
        except Refused as refused:  # it cannot even be read
            return cast("tuple[Unmet, ...]", refused.reasons)

    def options(self, *, by: Actor) -> Mapping[str, tuple[Unmet, ...]]:
        """For every command there is, the reasons why this actor could not give it now."""
        return {trigger: self.explain(trigger, by=by) for trigger in self.triggers()}

    @classmethod
    def triggers(cls) -> tuple[str, ...]:
        """The words of every command this kind of thing knows."""
        from pilotflow.rules.tables import KINDS, lifecycle

        own = lifecycle(cls.kind).triggers if cls.kind in KINDS else ()
        return tuple(own) + cls.acts

    def _word(self, trigger: str) -> str:
        word = trigger.replace("-", "_")
        if word not in self.triggers():
            from difflib import get_close_matches

            from pilotflow.errors import Refused
            from pilotflow.rules.unmet import unmet

            known = self.triggers()
            near = get_close_matches(word, known, 3)
            raise Refused(
                (unmet("unknown-trigger", self.kind, self.id, trigger=trigger, near=near, known=known),)
            )
        return word

    def raise_feedback(
        self,
        text: str,
        *,
        by: Actor,
        to: str | tuple[str, ...] | list[str] = (),
        kind: str = "problem",
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Feedback:
        """Raise a problem, a request or praise about this thing.

        Args:
            text: what is the matter.
            by: who raises it.
            to: who owes the answer; by default the leads, the parties, or the office.
            kind: ``"problem"``, ``"request"`` or ``"praise"``; praise owes nothing and blocks nothing.
            effective: as in :meth:`do`; so ``reason``, ``document`` and ``key``.
        """
        args = {
            "about_kind": self.kind,
            "about_id": self.id,
            "text": text,
            "kind": kind,
            "to": to,
        }
        return self._raise(args, by, effective, reason, document, key)

    def _raise(
        self,
        args: dict[str, Any],
        by: Actor,
        effective: date | str | None,
        reason: str | None,
        document: str | None,
        key: str | None,
    ) -> Feedback:
        from pilotflow.pilot.handles.feedback import Feedback

        engine = self._engine
        read = engine.read("feedback", "", "raise_feedback", args)
        step = engine.act("feedback", "", "raise_feedback", by, read, effective, reason, document, key)
        return Feedback(engine, step.born[0][1])

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: kind, id and state."""
        return {"kind": self.kind, "id": self.id, "state": self.state}

    def text(self, language: str = "en") -> str:
        """Kind, id and state in words."""
        from pilotflow.language.names import standing

        return standing(self.kind, self.id, self.state, language)
