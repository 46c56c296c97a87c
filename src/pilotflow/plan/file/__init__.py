"""The plan file: its bytes, its YAML, and the one table of keys that reads it, checks it and describes it."""
