"""The form of an id: of a plan, of everything in it, and of a pilot."""

ID = r"[a-z0-9][a-z0-9-]{0,63}"
