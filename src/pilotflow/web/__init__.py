"""A FACE: feeds over HTTP, for a server of its own or mounted in a host; an optional extra."""
