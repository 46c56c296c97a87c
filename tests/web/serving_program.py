"""A server as a program of its own: it prints its port, and says when it renders; each line it reads lets it go on.

Called with the file of a log, and whether there is an access log.
"""

from __future__ import annotations

import logging
import sys
from typing import Any
from unittest.mock import patch

from pilotflow import open_log
from pilotflow.pilot.portfolio import portfolio
from pilotflow.web import serve


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def waiting(*given: Any) -> Any:
    say("rendering")
    sys.stdin.readline()
    return portfolio(*given)


def main(file: str, access: str) -> None:
    if access == "access":
        logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(name)s %(message)s")
    with patch("pilotflow.web.feed_cache.portfolio", waiting), open_log(f"sqlite:///{file}") as log:
        serve(log, "127.0.0.1", 0, access_log=access == "access", ready=say)
    say("ended")


if __name__ == "__main__":
    main(*sys.argv[1:])
