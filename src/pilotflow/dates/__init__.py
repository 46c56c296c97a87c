"""WHEN: deadlines, recurrence, working days, terms."""
