"""What is wrong with a call, in words."""

from __future__ import annotations

from typing import Any

from pilotflow.language import cli as words
from pilotflow.language import say


def complain(error: Any, language: str) -> str:
    """Say in a language what typer found wrong; in its own words where it has some of its own.

    Args:
        error: any error of typer's about the arguments.
        language: ``"en"`` or ``"zh"``.
    """
    context = getattr(error, "ctx", None)
    path = "pilotflow" if context is None else context.command_path
    return f"{_reason(error, language)}\n{say(words.SEE_HELP, language, command=path)}"


def _reason(error: Any, language: str) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return say(words.MISSING, language, name=_name(error.param))
        case "NoSuchOption":
            near = ", ".join(error.possibilities or ())
            message = words.NO_OPTION_NEAR if near else words.NO_OPTION
            return say(message, language, name=error.option_name, near=near)
        case "BadOptionUsage":
            takes_none = "does not take" in error.message
            message = words.TAKES_NO_VALUE if takes_none else words.NEEDS_VALUE
            return say(message, language, name=error.option_name)
    return str(error.format_message())


def _name(parameter: Any) -> str:
    return str(parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0])
