"""demo (placeholder)"""
from __future__ import annotations
import typer
from pilotflow.cli import options as o
def demo(ctx: typer.Context, json: o.Json = False, lang: o.Lang = None) -> None:
    """x"""
