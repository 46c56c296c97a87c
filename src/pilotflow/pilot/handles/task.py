"""A handle on a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotflow.pilot.arguments import texts
from pilotflow.pilot.handles.base import Handle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str


class Task(Handle):
    """A task."""

    kind = "task"
    acts = ("request_extension", "decide_extension")
    _records = "tasks"
    __slots__ = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts, one for each member of a group where the part is for each: ``sign@zj-business``."""
        from pilotflow.rules.conditions.tasks import part_ids

        with self._engine.lock:
            state = self._engine.state
            return part_ids(state, state.tasks[self.id])

    def _evident(self, trigger: str, evidence: Texts, parts: Texts = ()) -> dict[str, Any]:
        """Evidence and parts as rules expect them; a fraction of the cost of reading arguments by name."""
        try:
            found: dict[str, Any] = {"evidence": texts(evidence)}
            if parts:
                found["parts"] = texts(parts)
        except (ValueError, TypeError):
            return self._read(trigger, evidence=evidence, parts=parts or None)
        return found

    def assign(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Hand it to its leads (交办)."""
        return self._act("assign", by, {}, effective, reason, document, key)

    def accept(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Sign for it as a lead (签收); further leads sign for themselves."""
        return self._act("accept", by, {}, effective, reason, document, key)

    def start(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Begin the work (承办)."""
        return self._act("start", by, {}, effective, reason, document, key)

    def report(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        parts: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Report it as done (报送), with evidence and the parts the report covers."""
        return self._act(
            "report",
            by,
            self._evident("report", evidence, parts),
            effective,
            reason,
            document,
            key,
        )

    def send_back(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Send a report back (退办)."""
        return self._act("send_back", by, {}, effective, reason, document, key)

    def verify(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Verify a report (审核); never by whoever leads or shares the work."""
        return self._act("verify", by, self._evident("verify", evidence), effective, reason, document, key)

    def close(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Close it (销号)."""
        return self._act("close", by, {}, effective, reason, document, key)

    def maintain(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Take it into maintenance (长期保持) and set the next re-check."""
        return self._act("maintain", by, {}, effective, reason, document, key)

    def recheck(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Find it still in order (复查) and set the next re-check."""
        return self._act("recheck", by, self._evident("recheck", evidence), effective, reason, document, key)

    def lapse(
        self,
        *,
        by: Actor,
        finding: str,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Find that it is no longer kept up (失守); the finding becomes feedback in the same step."""
        return self._act("lapse", by, self._read("lapse", finding=finding), effective, reason, document, key)

    def retire(
        self,
        *,
        by: Actor,
        decision: str | None = None,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """End its maintenance (转结), after the last phase or by a recorded decision."""
        return self._act(
            "retire", by, self._read("retire", decision=decision), effective, reason, document, key
        )

    def reopen(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Take it up again after closing (重启)."""
        return self._act("reopen", by, {}, effective, reason, document, key)

    def suspend(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Stop its light (中止); its date stays."""
        return self._act("suspend", by, {}, effective, reason, document, key)

    def resume(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Go on where it was (恢复)."""
        return self._act("resume", by, {}, effective, reason, document, key)

    def cancel(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Give it up (撤销)."""
        return self._act("cancel", by, {}, effective, reason, document, key)

    def request_extension(
        self,
        latest: date | str,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Ask for a later last day, on or before the one in force (延期)."""
        return self._act(
            "request_extension",
            by,
            self._read("request_extension", latest=latest),
            effective,
            reason,
            document,
            key,
        )

    def decide_extension(
        self,
        granted: bool = True,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Grant or refuse the later day that was asked for."""
        return self._act(
            "decide_extension",
            by,
            self._read("decide_extension", granted=granted),
            effective,
            reason,
            document,
            key,
        )
