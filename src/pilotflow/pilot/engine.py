"""The working part of a pilot: reads the clock, decides, appends, folds, and tries again when others were first."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from pilotflow.clock import Clock
from pilotflow.dates import partial
from pilotflow.dates.local import LocalDays
from pilotflow.errors import Conflict, KeyReused, LogError, NotFound, Refused
from pilotflow.facts.actor import Actor
from pilotflow.facts.fact import Fact, Step
from pilotflow.facts.folding import begin, evolve
from pilotflow.facts.pilots import PilotStarted
from pilotflow.facts.state import State
from pilotflow.log.port import Log
from pilotflow.pilot.arguments import ARGUMENTS, localise
from pilotflow.pilot.envelopes import entry_of, facts_of
from pilotflow.plan.ids import ID
from pilotflow.plan.model import Plan
from pilotflow.plan.shape import fingerprint
from pilotflow.rules.deciding import explain, judge
from pilotflow.rules.deciding.amendments import Difference, plan_faults
from pilotflow.rules.policy import Policy
from pilotflow.rules.roles import as_recorded
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.unmet import Unmet, near, unmet

if TYPE_CHECKING:
    from pilotflow.feeds.options import Options
    from pilotflow.feeds.sheet import Extract
    from pilotflow.feeds.sheets import Sheets
    from pilotflow.views.selection import Selection

ATTEMPTS = 20


class Engine:
    """One pilot on one log. Everything it does is safe to call from several threads."""

    def __init__(self, log: Log, clock: Clock, policy: Policy, state: State) -> None:
        self.log = log
        self.clock = clock
        self.policy = policy
        self.days = LocalDays(state.plan.timezone)
        self._state = state
        self._lock = threading.RLock()
        self._sheets: Sheets | None = None

    @property
    def state(self) -> State:
        """The state after all facts there are now; it belongs to the engine, so read it under ``lock``."""
        self.refresh()
        return self._state

    @property
    def lock(self) -> threading.RLock:
        """Held while the state is read or changed."""
        return self._lock

    def today(self) -> date:
        """The present local day in the plan's zone."""
        return self.days.of(self.clock.now())

    def refresh(self) -> bool:
        """Take in what others appended; whether there was anything."""
        with self._lock:
            state = self._state
            if self.log.version(state.id) == state.version:
                return False
            for fact in facts_of(self.log.read(state.id, state.version)):
                _folded(state, fact, state.id)
            return True

    def act(
        self,
        kind: str,
        id: str,
        trigger: str,
        by: Actor,
        args: Mapping[str, Any],
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Carry out one command: decide, append, fold.

        Raises:
            Refused: with every unmet condition, judged against all facts there are.
            KeyReused: the key was used for another command.
            Conflict: others were first, twenty times over.
            LogError: the log could not keep the facts; nothing was changed.
        """
        if by.__class__ is not Actor:
            by = actor_of(by)
        if not (reason is document is key is by.role is by.acting_for is by.person is None):
            _check_texts(kind, id, by, reason, document, key)
        self._lock.acquire()  # by hand: a ``with`` costs a fiftieth of the command
        try:
            mark = None if key is None else _mark(kind, id, trigger, by, args, effective, reason, document)
            if key is not None:
                self.refresh()
            attempt = 0
            while True:
                attempt += 1
                state = self._state
                if key is not None and mark is not None and key in state.keys:
                    return self._repeated(key, mark)
                now = self.clock.now()
                clamped = now < state.recorded
                recorded = state.recorded if clamped else now
                today = self.days.of(recorded)
                day = self.days.iso(today) if effective is None else _read_day(effective, kind, id)
                dated = effective is not None
                command = Command(kind, id, trigger, by, today, day, reason, document, args, dated)
                reasons, found = judge(state, command, self.policy)
                if reasons:
                    if self.refresh() and attempt < ATTEMPTS:
                        continue
                    raise Refused(reasons)
                who = by if state.office_exists else as_recorded(state, by)
                version, facts, entries = state.version, [], []
                for data in found:
                    version += 1
                    fact = Fact(
                        data.type, version, recorded, day, who, data, reason, document, key, mark, clamped
                    )
                    facts.append(fact)
                    entries.append(entry_of(fact))
                try:
                    self.log.append(state.id, state.version, entries)
                except Conflict:
                    if attempt == ATTEMPTS:
                        raise
                    self.refresh()
                    continue
                for fact in facts:
                    evolve(state, fact)
                return Step(tuple(facts))
        except UnicodeEncodeError as error:  # half a character, which no file can hold
            raise Refused((unmet("bad-argument", kind, id, name="text", why=error),)) from error
        finally:
            self._lock.release()

    def explain(
        self,
        kind: str,
        id: str,
        trigger: str,
        by: Actor,
        args: Mapping[str, Any],
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
    ) -> tuple[Unmet, ...]:
        """Every reason why a command would be refused now."""
        by = actor_of(by)
        _check_texts(kind, id, by, reason, document, None)
        with self._lock:
            state = self.state
            today = self.days.of(max(self.clock.now(), state.recorded))
            day = self.days.iso(today) if effective is None else _read_day(effective, kind, id)
            command = Command(kind, id, trigger, by, today, day, reason, document, args)
            return explain(state, command, self.policy)

    def read(self, kind: str, id: str, trigger: str, args: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of a command in the form rules expect.

        Raises:
            Refused: an unknown argument, or a value that cannot be read.
        """
        readers = ARGUMENTS.get((kind, trigger), {})
        found: dict[str, Any] = {}
        reasons = []
        for name, value in localise(dict(args), self.days).items():
            if value is None:
                continue
            if name not in readers:
                reasons.append(unmet("unknown-argument", kind, id, name=name, known=tuple(readers)))
                continue
            try:
                found[name] = readers[name](value)
            except (ValueError, TypeError) as error:
                reasons.append(unmet("bad-argument", kind, id, name=name, why=error))
        if reasons:
            raise Refused(reasons)
        if (kind, trigger) == ("pilot", "correct") and "fact" in found:
            found["fact"] = self._fact(found["fact"])
        return found

    def _fact(self, version: int) -> Fact:
        known = self.facts(version - 1) if version > 0 else []
        if not known:
            raise NotFound(unmet("not-found", "fact", str(version), near=()))
        return known[0]

    def facts(self, after: int = 0) -> list[Fact]:
        """The facts of the stream after a version."""
        return list(facts_of(self.log.read(self._state.id, after)))

    def extract(self, selection: Selection | None, options: Options, on: date | None) -> Extract:
        """What the pilot adds to a feed on a day, by default today; what did not change is not rendered again."""
        from pilotflow.feeds.sheets import Sheets
        from pilotflow.views.selection import Selection

        with self._lock:
            state = self.state
            self._sheets = self._sheets or Sheets()
            day = self.today() if on is None else on
            # where a feed is found is in its head alone, and every subscriber has an address of its own
            alike = attrs.evolve(options, source="")
            return self._sheets.extract(selection or Selection(), alike, state, day, self.facts)

    def state_at(self, day: date) -> State:
        """The state as it was known by the end of a local day.

        Raises:
            NotFound: the pilot had not started.
        """
        end = self.days.end(day)
        state: State | None = None
        for envelope in self.log.read(self._state.id):
            if envelope.recorded >= end:
                break
            state = _folded(state, next(facts_of([envelope])), self._state.id)
        if state is None:
            raise NotFound(unmet("not-started", "pilot", self._state.id, day=day))
        return state

    def _repeated(self, key: str, mark: str) -> Step:
        """The first step of a command that is given again."""
        first, last, made = self._state.keys[key]
        if made != mark:
            raise KeyReused(self._state.id, key)
        return Step(tuple(fact for fact in self.facts(first - 1) if fact.version <= last))


def start(
    plan: Plan,
    log: Log,
    by: Actor,
    id: str | None,
    clock: Clock,
    policy: Policy,
    effective: date | str | None,
    reason: str | None,
    document: str | None,
    key: str | None,
) -> Engine:
    """Put a plan into force as the first fact of a stream.

    Raises:
        Refused: the actor may not, the plan could never be closed, or the stream has begun already.
    """
    stream = id or plan.id
    by = actor_of(by)
    _check_texts("pilot", stream, by, reason, document, key)
    now = clock.now()
    today = LocalDays(plan.timezone).of(now)
    try:
        data = PilotStarted(plan, fingerprint(plan))
    except UnicodeEncodeError as error:  # half a character, which no file can hold
        raise Refused((unmet("bad-argument", "pilot", stream, name="plan", why=error),)) from error
    day = today.isoformat() if effective is None else _read_day(effective, "pilot", stream)
    mark = (
        None
        if key is None
        else _mark("pilot", stream, "start", by, {"plan": data.sha256}, effective, reason, document)
    )
    state = begin(Fact(data.type, 1, now, day, by, data, reason, document, key, mark), stream)
    who = as_recorded(state, by)
    fact = Fact(data.type, 1, now, day, who, data, reason, document, key, mark)
    command = Command("pilot", stream, "start", by, today, day, reason, document)
    reasons = _start_reasons(state, command, policy)
    if reasons:
        raise Refused(reasons)
    try:
        log.append(stream, 0, [entry_of(fact)])
    except Conflict:
        engine = open_engine(stream, log, clock, policy)
        known = engine.state.keys.get(key) if key is not None else None
        if known is not None and known[:2] == (1, 1):
            if known[2] != mark:
                raise KeyReused(stream, str(key)) from None
            return engine
        raise Refused((unmet("already-started", "pilot", stream),)) from None
    return Engine(log, clock, policy, state)


def _start_reasons(state: State, command: Command, policy: Policy) -> tuple[Unmet, ...]:
    from pilotflow.rules.deciding.judging import common_reasons

    reasons = common_reasons(state, command)
    if not reasons:
        reasons = policy(Situation(state, command, None, state.status))
    if re.fullmatch(ID, state.id) is None:
        reasons += (unmet("bad-id", "pilot", state.id),)
    return reasons + plan_faults(state.id, state.plan)


def open_engine(id: str, log: Log, clock: Clock, policy: Policy) -> Engine:
    """Open a pilot from its facts alone.

    Raises:
        NotFound: nobody started it.
        LogError: its facts cannot be read.
    """
    state: State | None = None
    for fact in facts_of(log.read(id)):
        state = _folded(state, fact, id)
    if state is None:
        raise NotFound(unmet("unknown-pilot", "pilot", id, known=near(id, log.streams())))
    return Engine(log, clock, policy, state)


def _folded(state: State | None, fact: Fact, id: str) -> State:
    """The state after a fact that was read from a log; one that does not fit is the log's fault."""
    try:
        if state is None:
            return begin(fact, id)
        evolve(state, fact)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise LogError(unmet("bad-fact", "fact", str(fact.version), stream=id, why=error)) from error
    return state


def actor_of(by: object) -> Actor:
    """An actor, or the id of one.

    Raises:
        Refused: anything else; nobody acts.
    """
    if isinstance(by, str):
        return Actor(by)
    if isinstance(by, Actor):
        return by
    raise Refused((unmet("unknown-actor", "actor", repr(by), actor=repr(by), near=()),))


def _check_texts(
    kind: str, id: str, by: Actor, reason: str | None, document: str | None, key: str | None
) -> None:
    """Refuse what could be written but not read back: every fact that is kept must be readable."""
    given = {
        "reason": reason,
        "document": document,
        "key": key,
        "role": by.role,
        "acting_for": by.acting_for,
        "person": by.person,
    }
    wrong = [name for name, value in given.items() if value is not None and not isinstance(value, str)]
    if wrong:
        raise Refused([unmet("bad-argument", kind, id, name=name, why="expected a text") for name in wrong])


def _read_day(value: date | str, kind: str, id: str) -> str:
    try:
        return partial.read(value)
    except (ValueError, TypeError) as error:
        raise Refused((unmet("bad-argument", kind, id, name="effective", why=error),)) from error


def _mark(kind: str, id: str, trigger: str, by: Actor, args: Mapping[str, Any], *given: object) -> str:
    """The fingerprint of a command, by which the same key is known to mean the same."""
    plain = {name: _plain(value) for name, value in sorted(args.items())}
    raw = msgspec.json.encode([kind, id, trigger, by, plain, *given], enc_hook=repr)
    return hashlib.sha256(raw).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Difference):
        return value.agreed
    if isinstance(value, Fact):
        return value.version
    return value
