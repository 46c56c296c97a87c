"""The cadences that series with a rule had, and which of them carries an occurrence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Self

import attrs

from pilotflow.dates.local import LocalDays
from pilotflow.facts.records import Duty, OccurrenceRecord, SeriesRecord
from pilotflow.feeds.moments import Moment
from pilotflow.feeds.ruled import Days, RuledSeries, ruled

_Key = tuple[str, str | None]


@attrs.frozen
class Cadence:
    """One cadence of a series for one of its members.

    Attributes:
        number: which cadence of the series it is, from 1. since: the day from which it counts.
        opened: the version of the last fact before it.
        duty: one time of it. name: of the member. days: the days it names, with the ids of its occurrences.
        ruled: the days its rule names between the first and the last of them.
        touched: the instant at which it last changed. changes: how often it did.
        until: the instant it was replaced or ended; None for the one in force. closed: the version of the last
            fact before that.
        void: whether it was replaced before it ever came round; ``days`` are then those it had.
    """

    record: SeriesRecord
    member: str | None
    number: int
    since: date
    opened: int
    duty: Duty
    name: str | None
    days: Days
    ruled: tuple[date, ...]
    shown: object
    touched: datetime
    changes: int = 0
    until: datetime | None = None
    closed: int | None = None
    void: bool = False


@attrs.define
class Cadences:
    """The cadences there were up to some moment.

    Attributes:
        ruled: the series that stand as one recurring entry, by id.
        _loose: the days from which series that had a rule have none, so that their times stand by themselves.
    """

    ruled: frozenset[str] = frozenset()
    _running: dict[_Key, tuple[object, Cadence]] = attrs.field(factory=dict)
    _over: list[Cadence] = attrs.field(factory=list)
    _numbers: dict[_Key, int] = attrs.field(factory=dict)
    _loose: dict[_Key, date] = attrs.field(factory=dict)
    _carriers: dict[str, list[Cadence]] = attrs.field(factory=dict)

    def __iter__(self) -> Iterator[Cadence]:
        """Those that are over, then those in force."""
        yield from self._over
        yield from (cadence for _, cadence in self._running.values())

    def copy(self) -> Self:
        """One that goes on by itself."""
        return type(self)(
            self.ruled,
            dict(self._running),
            list(self._over),
            dict(self._numbers),
            dict(self._loose),
            dict(self._carriers),
        )

    def take(
        self, moment: Moment, duties: Collection[tuple[str, Duty]], records: Mapping[str, OccurrenceRecord]
    ) -> None:
        """Take in the next moment; the end of the pilot ends every cadence."""
        ended = moment.view.end is not None
        found = {} if ended else ruled(moment.view, duties)
        for (id, member), (rule, cadence) in list(self._running.items()):
            series = found.get(id)
            if series is None or series.rule != rule or not series.days(member, cadence.since):
                self._close((id, member), moment, records)
                if series is None and id in moment.view.series:
                    self._loose[id, member] = _local(moment)
        self._loose = {key: day for key, day in self._loose.items() if key[0] in moment.view.series}
        if not ended:
            self._hand_over(found, moment, duties, records)
        for id, series in found.items():
            for member in series.named:
                self._run((id, member), series, moment, records)
        if not ended:
            self.ruled = frozenset(found)
        self._carriers = {}
        for cadence in self:
            for _, id in () if cadence.void else cadence.days:
                self._carriers.setdefault(id, []).append(cadence)

    def carries(self, id: str, record: OccurrenceRecord | None) -> bool:
        """Whether an occurrence stands in the entry of a series, and not by itself."""
        if record is None:
            return id in self._carriers
        return not record.apart and self.home(record) is not None

    def home(self, record: OccurrenceRecord) -> Cadence | None:
        """The cadence one of whose times it is; what was entered before it began stands by itself."""
        for cadence in reversed(self._carriers.get(record.id, ())):
            if cadence.opened < record.since:
                return cadence
        return None

    def _run(
        self, key: _Key, series: RuledSeries, moment: Moment, records: Mapping[str, OccurrenceRecord]
    ) -> None:
        id, member = key
        old = self._running[key][1] if key in self._running else None
        number = self._numbers.get(key, 0) + 1 if old is None else old.number
        # what was over before a new cadence came into force belongs to the one before it
        since = old.since if old is not None else date.min if number == 1 else _local(moment)
        if old is None and number > 1:  # times that stood by themselves meanwhile are told by the rule again
            since = self._loose.get(key, since)
        days = series.days(member, since)
        if not days:
            return
        if old is None and number > 1:
            self._hand_on(key, {id for _, id in days}, moment, records)
        record, view = series.record, moment.view
        duty = Duty(
            record.series.kind,
            record.series.title,
            days[0][0],
            days[-1][0],
            series=id,
            member=member,
            body=record.series.body,
            units=record.series.units,
        )
        name = None if member is None else view.plan.member_name(member)
        shown = record.series.title, record.series.place, name, days
        touched, changes, opened = moment.began, 0, moment.version
        if old is not None:
            touched, changes, opened = old.touched, old.changes, old.opened
            if shown != old.shown:
                touched = moment.began
                changes += 1 + _absences(old, set(old.days) - set(days), records, moment.version)
        found = Cadence(
            record, member, number, since, opened, duty, name, days, series.ruled, shown, touched, changes
        )
        self._loose.pop(key, None)
        self._numbers[key] = number
        self._running[key] = series.rule, found

    def _hand_over(
        self,
        found: Mapping[str, RuledSeries],
        moment: Moment,
        duties: Collection[tuple[str, Duty]],
        records: Mapping[str, OccurrenceRecord],
    ) -> None:
        """What stands by itself from now on is no time of a cadence that is over."""
        over, today = {cadence.record.id for cadence in self._over} - found.keys(), _local(moment)
        named: dict[_Key, set[str]] = {}
        for id, duty in duties if over else ():
            if duty.series is not None and duty.series in over and duty.last >= today:
                named.setdefault((duty.series, duty.member), set()).add(id)
        for key, ids in named.items():
            self._hand_on(key, ids, moment, records)

    def _hand_on(
        self, key: _Key, named: set[str], moment: Moment, records: Mapping[str, OccurrenceRecord]
    ) -> None:
        """A month or a year has one time: a new cadence that names it too takes it over, unless it was entered."""
        left = {id for id in named if id not in records or records[id].since > moment.version}
        for at, cadence in enumerate(self._over):
            if (cadence.record.id, cadence.member) == key and not cadence.void:
                kept = tuple(each for each in cadence.days if each[1] not in left)
                self._over[at] = _shortened(cadence, kept, moment, records)

    def _close(self, key: _Key, moment: Moment, records: Mapping[str, OccurrenceRecord]) -> None:
        _, cadence = self._running.pop(key)
        over = _local(moment)
        kept = tuple(each for each in cadence.days if each[0] < over)
        cadence = _shortened(cadence, kept, moment, records)
        self._over.append(attrs.evolve(cadence, until=moment.began, closed=moment.version))


def _shortened(
    cadence: Cadence, kept: Days, moment: Moment, records: Mapping[str, OccurrenceRecord]
) -> Cadence:
    """A cadence of which only some days are left; void, with those it had, where none is."""
    if kept == cadence.days:
        return cadence
    left = _absences(cadence, set(cadence.days) - set(kept), records, moment.version)
    return attrs.evolve(
        cadence,
        days=kept or cadence.days,
        touched=moment.began,
        changes=cadence.changes + 1 + left,
        void=not kept,
    )


def _absences(
    cadence: Cadence,
    days: set[tuple[date, str]],
    records: Mapping[str, OccurrenceRecord],
    version: int,
) -> int:
    """How often times that it does not name any more were left out or put back, up to a version."""
    known = [records[id] for _, id in days if id in records]
    return sum(
        each[0] <= version for record in known if record.since > cadence.opened for each in record.absences
    )


def _local(moment: Moment) -> date:
    return LocalDays(moment.view.plan.timezone).of(moment.began)
