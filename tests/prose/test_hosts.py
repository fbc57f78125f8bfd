"""A link's text may not name another site; file and product names aren't sites."""

from __future__ import annotations

import pytest

from hooks.prose.hosts import is_public, misleading_host


@pytest.mark.parametrize(
    "text",
    [
        "accounts.google.io",
        "paypal.dev",
        "bank.co.uk",
        "ACCOUNTS.Google.IO.",
        "accounts.google.io:443",
        "accounts.google.io/login?x#y",
        "you@accounts.google.io",
        "accounts.google.io@evil.dev",
        "https://accounts.google.io",
        "http:/accounts.google.io",
        "https:\\\\accounts.google.io",
        "http://localhost",
        "www.intranet",
        "Log in at accounts.google.io, please",
        "(accounts.google.io)",
        "\N{LEFT DOUBLE QUOTATION MARK}accounts.google.io\N{RIGHT DOUBLE QUOTATION MARK}",
        "-accounts.google.io-",
        "_accounts.google.io_",
        "accounts\N{FULLWIDTH FULL STOP}google\N{IDEOGRAPHIC FULL STOP}io",
        "\N{FULLWIDTH LATIN SMALL LETTER A}ccounts.google.io",
        "\N{CYRILLIC SMALL LETTER A}ccounts.google.com",
        "пример.рф",
        "xn--e1afmkfd.xn--p1ai",
        "//accounts.google.io",
        "x/accounts.google.io",
        "README.md/accounts.google.io",
        "alice.github.io",
        "github.io",
        "redis.io.evil.dev",
        "accounts.google.py",
        "google.py",
        "google.md",
        "bun.sh",
        "docs.rs",
        "asp.net",
        "Socket.IO",
    ],
)
def test_a_host_in_the_text_is_found(text: str) -> None:
    assert misleading_host(text, "https://redis.io/docs/") is not None
    assert misleading_host(text, "https://redis.io/accounts.google.io/asp.net/google.py") is not None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("redis.io", "https://www.redis.io/docs/"),
        ("docs.redis.io/x", "https://redis.io/"),
        ("https://REDIS.io:443/", "https://redis.io/"),
        ("you@example.com", "mailto:you@example.com"),
        ("Node.js, Next.js and package.json", "https://example.com/"),
        ("main.py", "https://example.com/"),
        ("README.md", "https://github.com/psf/requests"),
        ("test_hosts.py and pg_stat.name", "https://example.com/"),
        ("ASP.NET Core", "https://learn.microsoft.com/en-us/aspnet/core/"),
        ("Socket.IO", "https://github.com/socketio/socket.io"),
        ("golang.org/x/sync", "https://pkg.go.dev/golang.org/x/sync"),
        ("asyncio.run", "https://docs.python.org/3/library/asyncio-runner.html#asyncio.run"),
        ("asyncio.run()", "https://example.com/"),
        ("RFC 9110, section 9.3.3, e.g. 0.3% of 1.2.3.4", "https://example.com/"),
        ("https://…", "https://example.com/"),
    ],
)
def test_other_texts_pass(text: str, url: str) -> None:
    assert misleading_host(text, url) is None


def test_a_mail_address_is_on_its_host() -> None:
    assert misleading_host("help@github.com", "mailto:you@example.com") == "github.com"


@pytest.mark.parametrize("host", ["example.com", "redis.io", "a.co.uk", "alice.github.io", "github.io"])
def test_registered_names_are_public(host: str) -> None:
    assert is_public(host)


@pytest.mark.parametrize(
    "host",
    """
    localhost a.localhost a.local a.internal metadata.google.internal a.test a.invalid a.example a.lan a.home.arpa
    abc.onion 127.0.0.1 2130706433 0x7f.1 com a..com .com com. a.com. ::1
    """.split(),
)
def test_special_names_and_addresses_are_not(host: str) -> None:
    assert not is_public(host)


def test_a_long_text_is_read_once() -> None:
    assert misleading_host("a-" * 50_000, "https://example.com/") is None
    assert misleading_host("a." * 50_000, "https://example.com/") is None
