"""Two pilots with meetings at a fixed time, which the real one has not: rules, zones, exceptions, a new cadence."""

from __future__ import annotations

import attrs

from pilotflow import Actor, ManualClock, Pilot, load_plan, open_log

PLAN = """\
pilotflow: 1
id: timed
title: Rounds
language: en
timezone: ZONE
issued: 2030-01-07
issuer: city
calendar: {workdays: weekdays}
units:
  - {id: city, name: City}
  - {id: parks, name: Parks, part_of: city}
  - {id: audit, name: Audit, part_of: city, independent: true}
  - {id: school, name: School}
  - {id: college, name: College}
bodies:
  - {id: office, kind: office, name: Office, leads: [parks]}
  - {id: board, kind: leading, name: Board, seats: [{id: head, role: head, unit: city, post: Mayor}]}
roles: {office: office, heads: [head], reviewers: [audit], supervisors: [audit]}
phases: [{id: p1, kind: final, title: Evaluation, due: 2030-11-30}]
tasks: [{id: 1, title: Plant, leads: [parks], phase: p1, due: 2030-10-31}]
series:
  - id: weekly
    kind: meeting
    title: Weekly round
    place: Hall; upper floor
    body: board
    when: {text: every Monday, recurrence: FREQ=WEEKLY;BYDAY=MO}
    time: "14:00-15:30"
    first: 2030-02-04
    last: 2030-06-28
  - id: talks
    kind: meeting
    title: Talks
    for_each: agreements
    when: {text: on the first Tuesday, recurrence: FREQ=MONTHLY;BYDAY=1TU}
    time: "09:00"
    first: 2030-02-01
    last: 2030-09-30
agreements:
  - {id: pact, kind: pairing, title: City and school, parties: [city, school], to: 2031-12-31}
  - {id: bond, kind: pairing, title: Parks and college, parties: [parks, college]}
"""

ZONES = ("Asia/Shanghai", "Europe/Berlin")
"""One zone without summer time, and one that changes in the middle of the series."""

TIMED_DAY = "2030-04-10"
"""The day on which it is looked at."""


def timed(zone: str) -> Pilot:
    """A pilot of this plan in which meetings were held, skipped and moved."""
    office, clock = Actor("office"), ManualClock("2030-01-14")
    pilot = Pilot.start(load_plan(PLAN.replace("ZONE", zone)), open_log("memory:"), by=office, clock=clock)
    pilot.occurrence("weekly.2030-02-25").skip(by=office, reason="carnival")
    pilot.occurrence("weekly.2030-03-11").schedule("2030-03-08T09:00", by=office, place="Garden")
    pilot.occurrence("weekly.2030-05-06").schedule("2030-05-02", by=office)
    clock.set("2030-02-04T15:00:00+00:00")
    pilot.occurrence("weekly.2030-02-04").hold(by=office, evidence="minutes", start="2030-02-04T14:05")
    clock.set(f"{TIMED_DAY}T07:00:00+00:00")
    return pilot


def retimed(zone: str) -> Pilot:
    """The same, and the meetings still to come were given another time."""
    pilot = timed(zone)
    weekly, *others = pilot.plan.series
    later = attrs.evolve(pilot.plan, series=(attrs.evolve(weekly, time="16:00-17:00"), *others))
    pilot.amend(pilot.compare(later), by=Actor("head"), reason="the school ends later")
    return pilot
