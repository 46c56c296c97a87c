"""WHAT PEOPLE READ: agenda, progress, lights, status; pure functions of a state and a date."""
