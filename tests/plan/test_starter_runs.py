"""The starter plan is carried out to its end by the actors it declares, and by nobody else."""

from __future__ import annotations

import pytest

from pilotflow import Actor, ManualClock, Pilot, load_plan, open_log
from pilotflow.plan.starter import starter

OFFICE, AUDIT = Actor("office"), Actor("audit")
HEADS = (Actor("head-city"), Actor("head-college"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_starter_can_be_run_to_its_end(language: str) -> None:
    clock = ManualClock("2030-01-08")
    with open_log("memory:") as log:
        pilot = Pilot.start(load_plan(starter(language)), log, by=OFFICE, clock=clock)
        filed = {"midterm": "interim", "final": "result"}
        for phase in pilot.plan.phases:
            assert phase.due is not None
            assert phase.due.latest is not None
            pilot.phase(phase.id).open(by=OFFICE)
            for task in pilot.plan.tasks:
                if task.phase == phase.id:
                    handle, lead = pilot.task(task.id), Actor(task.leads[0])
                    handle.assign(by=OFFICE)
                    for each in task.leads:
                        handle.accept(by=Actor(each))
                    handle.start(by=lead)
                    handle.report(by=lead, evidence=["a picture"], parts=handle.parts)
                    handle.verify(by=AUDIT)
                    done = handle.maintain if task.due is not None and task.due.sustain else handle.close
                    done(by=OFFICE)
            if phase.id == "launch":
                pilot.occurrence("kick-off").schedule("2030-01-08", by=OFFICE)
                pilot.occurrence("kick-off").hold(by=OFFICE, evidence=["minutes"])
            if phase.id in filed:
                pilot.phase(phase.id).file("report", filed[phase.id], by=OFFICE, evidence=["the report"])
            pilot.phase(phase.id).present(by=OFFICE)
            for head in HEADS:
                pilot.phase(phase.id).decide("approve", by=head)
        assert [pilot.phase(phase.id).state for phase in pilot.plan.phases] == ["passed"] * 5
        assert pilot.snapshot().status == "completed"
