"""The conditions that edges name, one file for each kind of thing."""
