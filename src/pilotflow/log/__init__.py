"""WHERE FACTS ARE KEPT: envelopes and bytes; memory, SQLite, chain."""
