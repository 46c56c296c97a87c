"""How fast pilotflow is, beside what a host would otherwise use: ``python -m benchmarks``."""
