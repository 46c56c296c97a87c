"""No token in a log: in addresses, in records of every form, in tracebacks."""

from __future__ import annotations

import io
import logging
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.web import TokenFilter
from pilotflow.web.hiding import hide, hide_in

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
tokens = st.text(LETTERS, min_size=43, max_size=43)


@st.composite
def encoded(draw: st.DrawFn) -> tuple[str, str]:
    """A token, and as it may stand in an address: some letters of it percent-encoded."""
    token = draw(tokens)
    written = "".join(f"%{ord(letter):02x}" if draw(st.booleans()) else letter for letter in token)
    return token, draw(st.sampled_from([token, written, written.upper().replace("%", "%25")]))


def is_hidden(token: str, text: str) -> bool:
    """Whether no piece of it is left that is worth something."""
    return not any(token[start : start + 8] in text for start in range(len(token) - 7))


places = st.sampled_from(
    [
        "/feeds/{}.ics",
        "/feeds/{}",
        "/a/FEEDS/x/{}.ics?a=b",
        "feeds%2F{}",
        "/{}.ics",
        "?token={}&a=1",
        "/x{}y/z",
        "{}",
    ]
)


@given(encoded(), places)
def test_wherever_a_token_stands_in_an_address_it_is_hidden(pair: tuple[str, str], place: str) -> None:
    token, written = pair
    assert is_hidden(written, hide(f'192.0.2.1 - "GET {place.format(written)} HTTP/1.1" 200'))
    assert is_hidden(token, hide(place.format(token)))


@given(encoded(), places)
def test_hiding_twice_changes_nothing_more(pair: tuple[str, str], place: str) -> None:
    once = hide(place.format(pair[1]))
    assert hide(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "GET /pilots/3f2504e0-4f89-11d3-9a0c-0305e82c3301/tasks HTTP/1.1",
        "GET /commit/da39a3ee5e6b4b0d3255bfef95601890afd80709 HTTP/1.1",
        "GET /feeds/ HTTP/1.1",
        "GET /feeds HTTP/1.1",
    ],
)
def test_what_is_no_token_stays(text: str) -> None:
    assert hide(text) == text


@given(
    tokens,
    st.sampled_from(["", "/office", "/feeds"]),
    st.sampled_from(
        ["/feeds/{}.ics", "/feeds/{}", "/feeds/a/{}.ics", "/{}.ics", "/x/{}", "/feeds/'{}' {}.ics"]
    ),
    st.sampled_from([b"", b"token={}", b"a=1"]),
    st.booleans(),
)
def test_the_address_of_a_scope_holds_no_token_and_keeps_where_the_host_mounted_it(
    token: str, root: str, place: str, query: bytes, raw: bool
) -> None:
    path = root + place.format(token[:20], token) if place.count("{}") == 2 else root + place.format(token)
    scope: dict[str, Any] = {
        "type": "http",
        "root_path": root,
        "path": path,
        "query_string": query.decode().format(token).encode(),
    }
    if raw:
        scope["raw_path"] = quote(path).encode()
    hide_in(scope)
    assert is_hidden(token, str(scope))
    assert scope["path"].startswith(f"{root}/")
    assert bool(scope["query_string"]) == bool(query)
    once = dict(scope)
    hide_in(scope)
    assert scope == once


def test_an_address_without_a_token_stays_as_it_is() -> None:
    scope: dict[str, Any] = {
        "path": "/about",
        "raw_path": b"/about",
        "query_string": b"a=1",
        "root_path": "/x",
    }
    once = dict(scope)
    hide_in(scope)
    assert scope == once


TOKEN = "Zq3_tJ8wYh-2LrKxVb5mNcDf7GsPa0EiUoTzQyWvXkM"


class Thing:
    def __str__(self) -> str:
        return f"a thing with {TOKEN}"


@pytest.fixture
def logger() -> logging.Logger:
    found = logging.Logger("hiding")
    found.addFilter(TokenFilter())
    return found


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ('%s - "%s %s HTTP/%s" %d', ("192.0.2.1:5", "GET", f"/feeds/{TOKEN}.ics", "1.1", 200)),
        (f"got {TOKEN}", ()),
        ("%d of %s", (7, Thing())),
        (Thing(), ()),
        ("scope=%s", ({"path": f"/feeds/{TOKEN}.ics", "raw_path": f"/{TOKEN}".encode()},)),
        ("%(path)s", ({"path": TOKEN},)),
        ("%s", ([TOKEN],)),
    ],
)
def test_a_record_of_any_form_is_logged_without_the_token(
    logger: logging.Logger, message: object, arguments: tuple[Any, ...]
) -> None:
    stream = io.StringIO()
    logger.addHandler(logging.StreamHandler(stream))
    logger.warning(message, *arguments)
    written = stream.getvalue()
    assert is_hidden(TOKEN, written)
    assert "..." in written


def test_a_line_is_kept_whatever_a_token_is_written_beside(logger: logging.Logger) -> None:
    stream = io.StringIO()
    logger.addHandler(logging.StreamHandler(stream))
    logger.warning("fetched /feeds/%s.ics by %s", TOKEN, "192.0.2.1")
    assert stream.getvalue() == "fetched /feeds/... by 192.0.2.1\n"


def test_a_line_that_cannot_be_said_is_told_of_by_its_handler_and_not_by_the_filter(
    logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[logging.LogRecord] = []
    handler = logging.StreamHandler(io.StringIO())
    monkeypatch.setattr(handler, "handleError", told.append)
    logger.addHandler(handler)
    one_too_few = "%s of %s"
    logger.warning(one_too_few, TOKEN)
    assert [is_hidden(TOKEN, str(record.args)) for record in told] == [True]


def test_the_files_of_a_traceback_keep_their_names() -> None:
    line = 'File "/srv/pilotflow/feeds/owed.py", line 91, in agreements'
    assert hide(line) == line
    assert hide("GET /feeds/owed.ics") == "GET /feeds/..."


def test_arguments_without_a_token_keep_their_kind(logger: logging.Logger) -> None:
    records: list[logging.LogRecord] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger.addHandler(Keeping())
    logger.warning("%s %d %.1f", "a", 1, 1.5)
    assert records[0].args == ("a", 1, 1.5)
    assert records[0].getMessage() == "a 1 1.5"


def test_a_traceback_is_logged_without_the_token(logger: logging.Logger) -> None:
    stream = io.StringIO()
    logger.addHandler(logging.StreamHandler(stream))
    try:
        raise ValueError(f"at /feeds/{TOKEN}.ics")
    except ValueError:
        logger.exception("failed")
    assert "ValueError: at /feeds/..." in stream.getvalue()
    assert is_hidden(TOKEN, stream.getvalue())
