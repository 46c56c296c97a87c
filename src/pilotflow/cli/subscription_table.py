"""Subscriptions as a table on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from rich.console import RenderableType

from pilotflow.cli.tables import cell, titled
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language import views as said
from pilotflow.language.subscriptions import narrowed
from pilotflow.pilot.subscriptions import Subscription, Unreadable


def table(
    found: Sequence[Subscription | Unreadable], now: datetime, language: str
) -> Iterator[RenderableType]:
    """Id, name, for whom, since when, until when, and when each was last fetched; days are UTC.

    Below it, why some cannot be read.
    """
    columns = (
        words.SUBSCRIPTION,
        words.NAME,
        words.FOR_WHOM,
        words.CREATED,
        words.WORKS_UNTIL,
        words.LAST_USED,
    )
    rows = (
        (
            each.id,
            each.name or "–",
            _whose(each, language),
            "–" if each.created is None else each.created.date(),
            _until(each, now, language),
            "–" if each.used is None else each.used,
        )
        for each in found
    )
    yield from titled(say(words.SUBSCRIPTIONS, language), [say(column, language) for column in columns], rows)
    yield from (each.text(language) for each in found if isinstance(each, Unreadable))


def listed(found: Sequence[Subscription | Unreadable], language: str) -> Iterator[str]:
    """The same without columns, one text each."""
    for each in found:
        if isinstance(each, Unreadable):
            yield each.text(language)
            continue
        made = f"{say(words.CREATED, language)} {each.created.date()}"
        yield said.remarks((each.text(language), made), language)


def _whose(each: Subscription | Unreadable, language: str) -> RenderableType:
    if isinstance(each, Unreadable):
        pilots = [said.join(each.pilots, language)] if each.pilots else []
        return cell(said.remarks((*pilots, say(words.UNREADABLE, language)), language), "bold red")
    return said.remarks((said.join(each.pilots, language), *narrowed(each.to_dict(), language)), language)


def _until(each: Subscription | Unreadable, now: datetime, language: str) -> RenderableType:
    """The last day on which the links work; in red once it is gone."""
    if each.expires is None:
        return cell("–")
    day = (each.expires - timedelta(microseconds=1)).date()
    return cell(day) if now < each.expires else cell(say(words.EXPIRED, language, day=day), "bold red")
