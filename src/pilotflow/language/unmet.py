"""What is unmet and what would satisfy it, by code.

``{thing}`` is kind and id of what the reason is about; the other fields are the data of the reason.
"""

from pilotflow.language.catalogue import N_

WORDS: dict[str, tuple[str, ...]] = {
    # every command
    "wrong-state": (
        N_("{thing} is {state}: “{trigger}” is not possible now."),
        N_("It is possible where it is {allowed}."),
    ),
    "reason-required": (N_("{thing}: “{trigger}” needs a reason."), N_("Say why (reason).")),
    "text-required": (N_("{thing}: “{trigger}” needs a text."), N_("Write it (text).")),
    "evidence-required": (
        N_("{thing}: evidence is missing."),
        N_("Name at least one piece of evidence (evidence)."),
    ),
    "title-required": (N_("{thing}: a title is missing."), N_("Give it one (title).")),
    "effective-in-future": (
        N_("“{effective}” is no day up to today, {today}."),
        N_("Give today or an earlier day (effective)."),
    ),
    "unknown-trigger": (
        N_("{thing}: there is no command “{trigger}”."),
        N_("Did you mean {near}?"),
        N_("There are {known}."),
    ),
    "unknown-argument": (
        N_("{thing}: this command takes no “{name}”."),
        N_("It takes {known}."),
        N_("Leave it out."),
    ),
    "bad-argument": (N_("{thing}: “{name}” cannot be read."), N_("Give {expected}.")),
    "fact-required": (N_("{thing}: which fact is to be corrected is missing."), N_("Name the fact (fact).")),
    "open-feedback": (
        N_("{thing} about {subject} is open ({state})."),
        N_("Have it answered and confirmed, withdrawn, or moved to another subject."),
    ),
    # who acts
    "unknown-actor": (
        N_("The plan knows no unit, body or seat “{actor}”."),
        N_("Did you mean {near}?"),
        N_("Act as a unit, body or seat of the plan; a group cannot act."),
    ),
    "no-delegation": (
        N_("{principal} has not delegated to {agent}."),
        N_("Let {principal} delegate first, or act itself."),
    ),
    "already-delegated": (N_("{principal} has delegated to {agent} already."), ""),
    "no-subdelegation": (
        N_("{id} acts for another here and cannot delegate further."),
        N_("Whoever it acts for may delegate."),
    ),
    # tasks
    "not-independent": (
        N_("{actor} leads or shares {thing}, or counts as one with those who do ({leads})."),
        N_("A reviewer that is independent of them may do it."),
    ),
    "phase-not-open": (
        N_("{thing} is {state}, so its tasks cannot be assigned yet."),
        N_("Open the phase first."),
    ),
    "unknown-part": (
        N_("{thing} has no part {parts}."),
        N_("Its parts are {known}."),
        N_("It has no parts; leave them out (parts)."),
    ),
    "finding-required": (
        N_("{thing}: a lapse needs a finding."),
        N_("Say what was found (finding)."),
    ),
    "to-be-maintained": (
        N_("{thing} is to be maintained ({due}) and cannot be closed."),
        N_("Maintain it instead."),
    ),
    "not-to-be-maintained": (
        N_("The deadline of {thing} does not ask for it to be maintained."),
        N_("Close it instead."),
    ),
    "still-maintained": (
        N_("{thing} is to be maintained until the last phase, {phase}, is passed."),
        N_("Wait for that, or name the decision that retires it (decision)."),
    ),
    "already-reported": (
        N_("{lead} has reported {thing} already."),
        N_("The other leads have yet to report."),
    ),
    "no-date": (N_("{thing} has no last day that could be extended."), N_("The office may set one.")),
    "extension-too-late": (
        N_("{thing} was due on {latest}; an extension is asked for on that day or before."),
        N_("Its date can still be changed by an amendment of the plan."),
    ),
    "latest-required": (
        N_("{thing}: the last day is missing."),
        N_("Give a date such as 2022-12-31 (latest)."),
    ),
    "gate-deadlock": (
        N_("Phase {phase} waits for gate {gate}, so no task of it can block that gate."),
        N_("Name an earlier phase (phase) or a later gate (blocks)."),
    ),
    "successor-answered": (
        N_("{successor} answered {thing}, so it cannot take the place of {unit}, which raised it."),
        N_("Name another successor, or have the feedback settled first."),
    ),
    "no-reviewer-left": (
        N_("{thing}: if {actor} reports for a lead, nobody independent could verify it."),
        N_("Let the lead report for itself, or somebody else act for it."),
    ),
    "granted-required": (
        N_("{thing}: it is not said whether the extension is granted."),
        N_("Say yes or no (granted)."),
    ),
    "verdict-required": (N_("{thing}: the verdict is missing."), N_("Choose one of {known} (verdict).")),
    "item-required": (
        N_("{thing}: the item is missing."),
        N_("It lists {known} (item)."),
        N_("It lists nothing yet."),
    ),
    "agent-required": (N_("{thing}: it is not said who is to act."), N_("Name a unit, body or seat (to).")),
    "ends-before-start": (N_("{end} is before its start, {start}."), N_("Give a later end (end).")),
    "due-in-past": (
        N_("{thing}: its last day {due} is before the day it is born, {born}."),
        N_("Give a later day (due)."),
    ),
    "not-later": (
        N_("{asked} is not later than the last day in force, {latest}."),
        N_("Ask for a later day."),
    ),
    "no-extension-requested": (N_("{thing}: no extension is asked for."), N_("A lead may ask for one.")),
    # tasks to be born
    "lead-required": (N_("{thing} has no lead."), N_("Name at least one unit that leads it (leads).")),
    "bad-date": (N_("“{value}” is no date."), N_("Write it like 2022-12-31.")),
    "no-reviewer": (
        N_("Nobody who may verify {thing} is independent of {leads}."),
        N_("Choose other leads or co-units."),
    ),
    # feedback
    "answered-it": (
        N_("{actor} answered {thing}, or counts as one with those who did ({answerers})."),
        N_("Whoever may confirm it and is independent of them may do it."),
    ),
    "no-confirmer-left": (
        N_("{thing}: after an answer by {actor}, nobody independent could confirm it."),
        N_("Let another addressee answer, or pass it on."),
    ),
    "nothing-owed": (N_("{thing} is praise or already settled: nothing is owed."), ""),
    "addressee-required": (N_("{thing}: no addressee is named."), N_("Name who owes the answer (to).")),
    "bad-grade": (N_("“{grade}” is no grade."), N_("Give a whole number from 1 to 5 (grade).")),
    "subject-at-end": (
        N_("{thing} is at its end, or is what the feedback is about already."),
        N_("Choose another subject that still runs."),
    ),
    # phases and their gates
    "phase-not-passed": (N_("{thing} comes before {before} and is {state}."), N_("It must be passed first.")),
    "task-not-done": (
        N_("The gate of {phase} waits for {thing}, which is {state}."),
        N_("It must be closed, maintained or cancelled."),
    ),
    "task-in-question": (
        N_("The gate of {phase} waits for {thing}: feedback about it is open, so it does not count as done."),
        N_("Settle the feedback."),
    ),
    "answer-overdue": (
        N_("{thing} about task {task} was to be answered by {answer_by}."),
        N_("Have it answered."),
    ),
    "occurrence-missing": (
        N_("The gate of {thing} waits for the occurrence {name}, which was not held."),
        N_("Hold it and record that."),
    ),
    "report-missing": (
        N_("The gate of {thing} waits for the report {name}, which was not filed."),
        N_("File it."),
    ),
    "evidence-missing": (
        N_("The gate of {thing} waits for the evidence {name}, which was not filed."),
        N_("File it."),
    ),
    "review-missing": (
        N_("The gate of {thing} waits for the result of the review {name}, which was not filed."),
        N_("File it."),
    ),
    "not-required": (
        N_("The gate of {thing} does not ask for “{name}”."),
        N_("It asks for {known}."),
        N_("It asks for nothing of this kind."),
    ),
    "unknown-verdict": (N_("“{verdict}” is no verdict here."), N_("Choose one of {known}.")),
    "already-signed": (
        N_("{decider} has decided so already ({verdict})."),
        N_("The others have yet to decide."),
    ),
    "conditions-need-approval": (
        N_("{thing}: conditions go with an approval only."),
        N_("Approve, or leave the conditions out."),
    ),
    "no-next-gate": (
        N_("{thing}: no gate follows that conditions could block."),
        N_("Leave the conditions out, or ask for rework."),
    ),
    # occurrences, series, decisions
    "start-required": (
        N_("{thing}: the day is missing."),
        N_("Give a day or a local time such as 2023-05-12T14:00 (start)."),
    ),
    "outside-window": (
        N_("{thing} is due between {first} and {last}; this day lies outside."),
        N_("Choose a day between them; once scheduled, it can be moved with a reason."),
    ),
    "not-yet-held": (
        N_("{thing} is set for {start}, which is still to come."),
        N_("Enter it once it was held."),
    ),
    "window-not-over": (
        N_("{thing} can still be held until {last}."),
        N_("From the day after, it can be entered as missed."),
    ),
    "bad-count": (
        N_("{thing}: the attendance of {units} is no whole number."),
        N_("Give how many were there, 0 or more."),
    ),
    "not-held": (
        N_("{thing} is not recorded as held."),
        N_("Record that first, or record the decision without it."),
    ),
    "cadence-required": (
        N_("{thing}: the rhythm is missing."),
        N_("Give a recurrence, or how often it is owed in each period (when)."),
    ),
    "cadence-settled": (
        N_("{thing} has its rhythm already ({when})."),
        N_("It can be changed by an amendment of the plan."),
    ),
    # which of several edges: seen only by those who ask one edge by itself
    "other-verdict": (N_("{thing}: the verdict is another."), ""),
    "other-former-state": (N_("{thing} was suspended from another state."), ""),
    # the pilot as a whole
    "pilot-ended": (
        N_("{thing} is {state} and takes no new work."),
        N_("It still takes feedback, re-checks, lapses, retiring and corrections."),
    ),
    "by-the-last-gate": (
        N_("{thing} is completed by its last gate alone."),
        N_("Present the last phase and have it approved."),
    ),
    "date-is-known": (
        N_("{thing} has a date already: {latest}."),
        N_("It can be extended, or changed by an amendment of the plan."),
    ),
    "waits-for-no-event": (
        N_("{thing} counts from no event that a day could be given for."),
        N_("Give its last day instead (due)."),
    ),
    "not-computable": (
        N_("{thing}: no last day can be computed from that day."),
        N_("Give its last day instead (due)."),
    ),
    "due-or-day": (
        N_("{thing}: a last day and a day it counts from were both given."),
        N_("Give one of them."),
    ),
    "already-received": (N_("{unit} has acknowledged the plan already."), ""),
    "not-correctable": (N_("{thing}: “{field}” cannot be corrected."), N_("What can be: {able}.")),
    "unknown-item": (N_("{thing} lists no “{item}”."), N_("It lists {known}."), N_("It lists nothing yet.")),
    "already-ticked": (N_("{thing}: “{item}” is ticked off already."), ""),
    "bad-id": (
        N_("“{id}” is no id for a pilot."),
        N_("Use small letters, digits and hyphens, at most 64, not beginning with a hyphen."),
    ),
    "already-started": (
        N_("{thing} was started before."),
        N_("Go on with it, or start the plan under another id."),
    ),
    "not-started": (N_("{thing} had not been started on {day}."), N_("Choose a later day.")),
    "read-only": (
        N_("{thing} is shown as it was known on {day}; nothing can be done there."),
        N_("Act on the pilot of today."),
    ),
    "bad-fact": (
        N_("{stream}: fact {id} cannot be read."),
        N_("Put a copy of the log back, or install a newer pilotflow."),
    ),
    # amendments
    "difference-required": (
        N_("{thing}: an amendment needs the difference between the plans."),
        N_("Compare the new plan with the pilot first (compare)."),
    ),
    "stale-difference": (
        N_("{thing} has moved on since the plans were compared (edition {edition} is in force)."),
        N_("Compare them again."),
    ),
    "other-plan": (
        N_("The new plan is that of another pilot: {plan}, {timezone}."),
        N_("Keep the id and the time zone."),
    ),
    "no-change": (N_("{thing}: the new plan changes nothing."), ""),
    "plan-fault": (N_("The plan cannot be carried out: {fault}."), N_("Mend the plan.")),
    "phase-removed": (N_("{thing} is {state} and cannot be removed."), N_("Keep it in the plan.")),
    "phase-kind-changed": (
        N_("{thing} has begun and cannot change its kind ({before} to {after})."),
        N_("Keep its kind."),
    ),
    "phase-gate-changed": (
        N_("{thing} is {state}: its gate and the phases before it cannot change."),
        N_("Keep both."),
    ),
    "phase-order-changed": (
        N_("Phases that have begun cannot change their order ({phases})."),
        N_("Keep their order."),
    ),
    "phase-in-use": (N_("{thing} cannot be removed: task {task} names it."), N_("Keep it in the plan.")),
    "id-reused": (N_("{thing}: this id was used before."), N_("Choose another id.")),
    "not-removed": (
        N_("{thing} stays in the new plan and needs no successor."),
        N_("Leave the successor out, or take the unit out of the plan."),
    ),
    "owes-task": (N_("{thing} is to go and still owes task {task}."), N_("Name a successor.")),
    "owes-answer": (
        N_("{thing} is to go and still owes an answer to feedback {feedback}."),
        N_("Name a successor."),
    ),
    "owes-confirmation": (
        N_("{thing} is to go and has yet to confirm feedback {feedback}."),
        N_("Name a successor."),
    ),
    "owes-signature": (
        N_("{thing} is to go and has yet to decide at the gate of {phase}."),
        N_("Name a successor."),
    ),
    # what is not there
    "not-found": (N_("There is no {thing}."), N_("Did you mean {near}?"), ""),
    "unknown-pilot": (
        N_("There is no {thing} in this log."),
        N_("It holds {known}."),
        N_("The log is empty; start a pilot first."),
    ),
    "unknown-subject": (N_("There is no {thing}."), N_("Name a thing that exists, by kind and id.")),
    "unknown-kind": (N_("{thing}: there is no kind “{kind}”."), N_("Choose one of {known}.")),
    "unknown-unit": (
        N_("The plan has no unit, body, seat or closed group {units}."),
        N_("Did you mean {known}?"),
        N_("Use the ids of the plan."),
    ),
    "unknown-phase": (
        N_("The plan has no phase {phase}."),
        N_("Did you mean {known}?"),
        N_("Use the ids of the plan."),
    ),
    "unknown-agreement": (
        N_("The plan has no agreement {agreement}."),
        N_("Did you mean {known}?"),
        N_("Use the ids of the plan."),
    ),
    "unknown-area": (
        N_("The plan has no area {area}."),
        N_("Did you mean {known}?"),
        N_("Use the ids of the plan."),
    ),
    "unknown-role": (
        N_("There is no role {role}."),
        N_("Did you mean {known}?"),
        N_("Give one of the roles there are."),
    ),
    "unknown-body": (
        N_("The plan has no body {body}."),
        N_("Did you mean {known}?"),
        N_("Use the ids of the plan."),
    ),
    "unknown-decision": (N_("There is no {thing}."), N_("Name a decision that was recorded.")),
    # subscriptions
    "pilots-required": (
        N_("It is not said which pilots the subscription is for."),
        N_("Name one pilot or several."),
    ),
    "bad-name": (
        N_("The name of a subscription is one line of at most {most} characters."),
        N_("Shorten it, and leave out line breaks and control characters."),
    ),
    "bad-ask": (
        N_("A subscription cannot be asked for with this {name}."),
        N_("Leave it out, or give a value that it can have."),
    ),
    "unknown-language": (N_("There are no feeds in “{tag}”."), N_("Choose one of {known}.")),
    "bad-alarm": (
        N_("“{alarm}” is no number of days ahead for an alarm."),
        N_("Give whole numbers from 0 to {most}."),
    ),
    "bad-url": (
        N_("“{url}” is no address of a page."),
        N_(
            "Give one that begins with http:// or https://, without spaces and control characters; in braces it may "
            "hold pilot, kind and id, nothing else."
        ),
    ),
    "bad-expiry": (
        N_("“{expires}” says no moment at which a subscription could end."),
        N_("Give a day such as 2030-12-31, or an instant with its time zone."),
    ),
    "expired": (
        N_("“{expires}” is over already, so the subscription would never work."),
        N_("Give a later day, or none."),
    ),
    "unknown-subscription": (
        N_("There is no {thing}."),
        N_("Did you mean {near}?"),
        N_("Look it up in the list of subscriptions."),
    ),
}
"""The message; what would satisfy it; where the second names a list that is empty, what is said instead."""
