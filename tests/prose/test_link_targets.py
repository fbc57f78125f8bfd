from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.prose.link_targets import Target, TargetKind, resolve

BASE = PurePosixPath("data/questions/caching/stale-read/answer.md")
COMPANY = PurePosixPath("data/companies/acme.yml")


@pytest.mark.parametrize(
    "href",
    [
        "https://example.com",
        "http://example.com",
        "HTTPS://EXAMPLE.COM/Path",
        "https://example.com:8080/a/b?c=d&e=%20#f",
        "https://example.com?x",
        "https://example.com#x",
        "https://a.b-c.example/~x/(y)",
        "mailto:a.b+c@example.com",
        "MAILTO:a@example.com",
    ],
)
def test_full_urls_are_external(href: str) -> None:
    assert resolve(href, BASE) == Target(TargetKind.EXTERNAL, href)
    assert resolve(href, BASE).href == href


@pytest.mark.parametrize(
    ("href", "kind", "address"),
    [
        ("#why-it-is-stale", TargetKind.HEADING, "#why-it-is-stale"),
        ("#snake_case", TargetKind.HEADING, "#snake_case"),
        ("../hot-key/answer.md", TargetKind.QUESTION, "/questions/hot-key/"),
        ("../hot-key/question.yml", TargetKind.QUESTION, "/questions/hot-key/"),
        ("../hot-key/answer.md#cost", TargetKind.QUESTION, "/questions/hot-key/#cost"),
        ("../../http/etag/answer.md", TargetKind.QUESTION, "/questions/etag/"),
        ("./../hot-key/./answer.md", TargetKind.QUESTION, "/questions/hot-key/"),
        ("answer.md", TargetKind.QUESTION, "/questions/stale-read/"),
        ("../../../../data/questions/a/b/answer.md", TargetKind.QUESTION, "/questions/b/"),
        ("../../../../docs/guide/faq.md", TargetKind.PAGE, "/guide/faq/"),
        ("../../../../docs/guide/index.md", TargetKind.PAGE, "/guide/"),
        ("../../../../docs/index.md", TargetKind.PAGE, "/"),
        ("../../../../docs/guide/faq.md#who", TargetKind.PAGE, "/guide/faq/#who"),
        ("expiry.sql", TargetKind.PROGRAM, ""),
        ("./expiry.py", TargetKind.PROGRAM, ""),
    ],
)
def test_paths_resolve_like_on_github(href: str, kind: TargetKind, address: str) -> None:
    target = resolve(href, BASE)
    assert (target.kind, target.href) == (kind, address)


def test_path_is_relative_to_its_file() -> None:
    target = resolve("../questions/caching/hot-key/answer.md", COMPANY)
    assert target.path == PurePosixPath("data/questions/caching/hot-key/answer.md")
    assert resolve("./expiry.sql", BASE).path == BASE.with_name("expiry.sql")
    assert resolve("./expiry.sql", BASE).name == "expiry.sql"


UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "jAvAsCrIpT:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java%0ascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript%3Aalert(1)",
    "javascript://example.com/%0aalert(1)",
    "javascript:alert(1).sql",
    "javascript:alert(1)//x.py",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:,x",
    "file:///etc/passwd",
    "ftp://example.com",
    "blob:https://example.com/x",
    "view-source:https://example.com",
    "tel:+123",
    "x:y",
    "//example.com",
    "//example.com/x.sql",
    "///example.com",
    "/\\example.com",
    "\\\\example.com",
    "\\/example.com",
    "http:example.com",
    "http:/example.com",
    "https:\\\\example.com",
    "https://example.com\\@evil.org",
    "https://good.org@evil.org",
    "https://user:pass@example.com",
    "https://",
    "https://-example.com",
    "https://exa mple.com",
    "https://example.com/a b",
    "https://example.com/\u202e",
    "https://example.com/\n",
    "https://example.com\n",
    "https://ex\u00e4mple.com",
    "http\u017f://example.com",
    "https://[::1]/",
    "https://example.com:99999999/",
    "mailto:a@example.com?subject=x",
    "mailto:a b@example.com",
    "/questions/hot-key/",
    "/etc/passwd",
    "/",
    "",
    "#",
    "#Big",
    '#"onclick=alert(1)',
    "#a b",
    "?x=y",
    "..",
    ".",
    "../hot-key",
    "../hot-key/",
    "../../../../../etc/passwd",
    "../../../../README.md",
    "../../../../docs/../hooks/commands/cli.py",
    "../../../../docs/.hidden.md",
    "../../../../docs/Page.md",
    "../../../../data/questions/../topics/caching.yml",
    "../hot-key/answer.md?x",
    "..%2fhot-key/answer.md",
    "%2e%2e/hot-key/answer.md",
    "../hot-key/x.sql",
    "x/expiry.sql",
    "expiry.sql.out",
    "diagram-1.svg",
    "notes.txt",
    "www.example.com",
]


@pytest.mark.parametrize("href", UNSAFE)
def test_unsafe_target_is_invalid(href: str) -> None:
    target = resolve(href, BASE)
    assert target == Target(TargetKind.INVALID)
    assert target.href == ""


@given(
    st.text()
    | st.text("javscript:/\\.#?@%&;-_ \t\nhtpdoql0mx")
    | st.sampled_from(UNSAFE).flatmap(lambda bad: st.text().map(lambda end: bad + end))
)
def test_any_text_resolves_to_a_safe_href(href: str) -> None:
    found = resolve(href, BASE).href
    assert not found or found.startswith(("#", "/")) or found.lower().startswith(("https://", "http://", "mailto:"))
    assert not found.startswith(("//", "/\\"))
    assert found.isascii() or found.startswith("/questions/")
    assert not any(mark.isspace() for mark in found) or found.startswith("/questions/")
