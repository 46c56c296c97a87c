"""WHAT A HOST HOLDS: Pilot and its handles: reads the clock, decides, appends, retries."""
