"""WHAT HAPPENED: facts, codec, state and its fold."""
