"""The words for what a deadline says, which the readers of :mod:`pilotflow.dates` read back."""
