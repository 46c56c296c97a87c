"""Addresses: what is typed becomes one that calendars take, or is refused."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.web.export import file_of, folder_of
from pilotflow.web.links import LONGEST, base_of, drawn, is_any, is_local, is_secure, served, webcal


@given(st.one_of(st.text(max_size=30), st.text(max_size=30).map(lambda text: f"https://{text}")))
def test_any_text_is_an_address_in_ascii_or_a_value_error(text: str) -> None:
    try:
        base = base_of(text)
    except ValueError:
        return
    parts = urlsplit(served(base, "token"))
    assert base.isascii()
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.path.endswith("/feeds/token.ics")
    assert (parts.query, parts.fragment, parts.username) == ("", "", None)
    assert base_of(base) == base


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("https://calendar.example", "https://calendar.example"),
        ("HTTPS://Calendar.Example:8443/", "https://calendar.example:8443"),
        ("http://[::1]:8000/pilots//", "http://[::1]:8000/pilots"),
        ("https://日历.example/试点", f"https://{'日历'.encode('idna').decode()}.example/{quote('试点')}"),
        ("https://calendar.example/a%20b", "https://calendar.example/a%20b"),
    ],
)
def test_an_address_is_brought_into_one_form(typed: str, base: str) -> None:
    assert base_of(typed) == base


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "calendar.example",
            "ftp://calendar.example",
            "https://",
            "https:///feeds",
            "webcal://a.example",
        ),
        *(
            "https://a.example/?q",
            "https://a.example/#top",
            "https://me@a.example",
            "https://me:pw@a.example",
        ),
        *("https://a b.example", "https://a.example/a b", "https://a.example:99999", "https://a.example:x"),
        *("https://[::1", "https://[nonsense]", 'https://a".example', f"https://{'a' * 70}.example"),
    ],
)
def test_what_is_no_public_address_is_a_value_error(typed: str) -> None:
    with pytest.raises(ValueError):
        base_of(typed)


@pytest.mark.parametrize(
    ("base", "local", "everywhere", "secure"),
    [
        ("http://127.0.0.1:8000", True, False, False),
        ("https://[::1]", True, False, True),
        ("http://localhost:8000", True, False, False),
        ("http://pilots.localhost", True, False, False),
        ("http://0.0.0.0:8000", False, True, False),
        ("http://[::]:8000", False, True, False),
        ("http://10.0.0.7", False, False, False),
        ("https://calendar.example", False, False, True),
    ],
)
def test_it_is_known_who_can_reach_an_address(base: str, local: bool, everywhere: bool, secure: bool) -> None:
    assert (is_local(base), is_any(base), is_secure(base)) == (local, everywhere, secure)


@given(st.from_regex(r"https?://[a-z]{1,20}\.example(/[a-z]{1,9}){0,3}\.ics", fullmatch=True))
def test_a_webcal_address_differs_in_its_scheme_alone(address: str) -> None:
    parts = urlsplit(webcal(address))
    assert parts.scheme == "webcal"
    assert parts._replace(scheme=urlsplit(address).scheme) == urlsplit(address)


def test_an_address_that_no_code_holds_goes_without_one() -> None:
    assert drawn(f"https://calendar.example/{'a' * 3000}.ics") == ""


def test_every_address_that_is_taken_leads_to_feeds_that_fit_into_a_code() -> None:
    longest = base_of(f"https://calendar.example/{'a' * LONGEST}"[:LONGEST])
    assert len(longest) == LONGEST
    assert drawn(served(longest, "t" * 43))
    assert drawn(f"{longest}/{folder_of('p' * 64)}/{file_of('u' * 64)}")
    with pytest.raises(ValueError):
        base_of(f"{longest}a")


def test_a_code_is_one_inline_picture_without_addresses() -> None:
    picture = drawn("https://calendar.example/small/all.ics")
    assert picture.startswith("<svg ")
    assert picture.count("<svg") == picture.count("</svg>") == 1
    assert "http" not in picture
    assert 'fill="#fff"' in picture
