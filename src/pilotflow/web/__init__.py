"""A FACE: feeds over HTTP, for a server of its own or mounted in a host.

:func:`feed_response` and :class:`Desk` need no extra and fit into any host; :func:`app` and :func:`serve` need the
extra ``web``.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true; ``typing`` would be all the cost of this import
if TYPE_CHECKING:
    from typing import Any

    from pilotflow.web.asgi import app
    from pilotflow.web.desk import Bounds, Desk, feed_response
    from pilotflow.web.hiding import TokenFilter
    from pilotflow.web.limiter import Allowance, Limiter
    from pilotflow.web.listening import ListenError
    from pilotflow.web.response import Response
    from pilotflow.web.server import serve

__all__ = [
    "Allowance",
    "Bounds",
    "Desk",
    "Limiter",
    "ListenError",
    "Response",
    "TokenFilter",
    "app",
    "feed_response",
    "serve",
]

_HOMES = {
    "Allowance": "limiter",
    "Bounds": "desk",
    "Desk": "desk",
    "Limiter": "limiter",
    "ListenError": "listening",
    "Response": "response",
    "TokenFilter": "hiding",
    "app": "asgi",
    "feed_response": "desk",
    "serve": "server",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    try:
        value = getattr(import_module(f"{__name__}.{home}"), name)
    except ModuleNotFoundError as error:
        from pilotflow.language.serving import describe

        data = {"name": f"{__name__}.{name}", "command": 'pip install "pilotflow[web]"'}
        raise ModuleNotFoundError(describe("needs-extra", data), name=error.name) from error
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
