"""HTML that ends the build, however it's spelled, and what our pages may have."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.mkdocs_site.allowed_html import ForbiddenHtml, check_html, inline_scripts
from hooks.mkdocs_site.theme import ThemeChanged
from tests.site.building import build, copy, replace

OURS = "__md_scope = 1 < 2;"
FORBIDDEN = [
    *(
        "<script>alert(1)</script>",
        "<script >alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script/x>alert(1)</script>",
    ),
    *(
        "<script\n>alert(1)</script\n>",
        "<script>alert(1)",
        "<script",
        "<script>",
        "</script>",
        "<scrIpt src=x></scrIpt>",
    ),
    *("<script async>alert(1)</script>", f"<script async>{OURS}</script>", f"<script>{OURS} </script>"),
    *(f'<script type="module">{OURS}</script>', f"<script>{OURS}</script ><p>", "<script></script>"),
    *("<!--<script>alert(1)</script>-->", "<!-- > --><p>", "<!--><p>", "<![CDATA[<p>]]>", "<?php x ?>", "<!ELEMENT x>"),
    *("<svg><script>alert(1)</script></svg>", "<math></math>", '<svg onload="x"></svg>', "<svg/onload=alert(1)>"),
    *(
        '<svg><a xlink:href="javascript:x"></a></svg>',
        "<svg><set></set></svg>",
        "<svg><animate/></svg>",
        "<svg><use/></svg>",
    ),
    *("<foreignObject>", "<svg><style></style></svg>", "<svg><foreignobject></foreignobject></svg>"),
    *('<script type="importmap">{}</script>', '<script type="speculationrules">{}</script>'),
    *('<script type="text/javascript">1</script>', '<script type="application/ld+json">{"a": "</b>"}</script>'),
    *(
        '<script src="https://evil.example/x.js"></script>',
        '<script src="//evil.example/assets/scripts/x.mjs"></script>',
    ),
    *(
        '<script src="/\t/evil.example/assets/scripts/x.mjs"></script>',
        '<script src="data:text/javascript,1"></script>',
    ),
    *('<script src="\\\\evil.example/assets/scripts/x.mjs"></script>', '<script src="../x.js"></script>'),
    *(
        '<script src="assets/scripts/x.mjs" type="module">alert(1)</script>',
        '<script src="assets/scripts/x.js" onload="x"></script>',
    ),
    *(
        '<p onclick="alert(1)">',
        "<p onclick=alert(1)>",
        "<p ONCLICK='x'>",
        '<p/onclick="x">',
        '<img src="x" onerror="x">',
    ),
    *(
        '<p class="a"onclick="x">',
        '<p class="a" class="b">',
        "<p class='a'>",
        "<p class=a>",
        '<p class="a>b">',
        '<p class="a<b">',
    ),
    *(
        '<p class="a>',
        '<p class="a" "b">',
        "<p =>",
        '<p\x0bclass="a">',
        '<p\xa0class="a">',
        "<p\x00>",
        "<P>",
        "< p>",
        "<",
        "<>",
    ),
    *(
        '<a href="javascript:alert(1)">',
        '<a href=" javascript:x">',
        '<a href="\x01javascript:x">',
        '<a href="JaVaScRiPt:x">',
    ),
    *(
        '<a href="java\tscript:x">',
        '<a href="javascript&colon;x">',
        '<a href="&#106;avascript:x">',
        '<a href="vbscript:x">',
    ),
    *(
        '<a href="data:text/html,x">',
        '<a href="blob:x">',
        '<a href="file:///x">',
        '<a href="HTTPS:x">',
        '<a href="ftp://x/">',
    ),
    *(
        '<a href="view-source:x">',
        '<a href="javascript&#58;x">',
        '<a href="intent://x">',
        '<a ping="/x">',
        '<a target="_top">',
    ),
    *("<style>p {}</style>", '<p style="color: red">', '<link rel="stylesheet" href="https://evil.example/x.css">'),
    *(
        '<link rel="stylesheet" href="//evil.example/x.css">',
        '<link rel="preload" href="x">',
        '<link rel="modulepreload" href="x">',
    ),
    *(
        '<link rel="import" href="x">',
        '<link href="x">',
        '<link rel="manifest" href="x">',
        '<link rel="stylesheet icon" href="x">',
    ),
    *(
        '<base href="/x/">',
        "<iframe></iframe>",
        '<iframe srcdoc="x">',
        "<frame>",
        "<frameset>",
        "<object></object>",
        "<embed>",
    ),
    *(
        "<applet>",
        "<portal>",
        "<template></template>",
        "<slot></slot>",
        "<noembed>",
        "<noframes>",
        "<xmp>",
        "<plaintext>",
    ),
    *(
        "<textarea></textarea>",
        "<marquee>",
        "<dialog>",
        "<audio>",
        "<video>",
        "<source>",
        "<track>",
        "<canvas>",
        "<keygen>",
    ),
    *('<meta http-equiv="refresh" content="0; url=https://evil.example">', '<meta http-equiv="refresh" content="0">'),
    *('<meta http-equiv="refresh" content="0; url=javascript:x">', '<meta http-equiv="set-cookie" content="a=b">'),
    *(
        '<meta http-equiv="refresh" content="0; url=../../x/">',
        '<meta http-equiv="Content-Security-Policy" content="x">',
    ),
    *(
        '<meta content="0; url=../x/" http-equiv="REFRESH">',
        '<form action="https://evil.example/">',
        '<form action="javascript:x">',
    ),
    *('<button formaction="x">', '<input formaction="x">', '<img src="https://evil.example/x">', '<img srcset="x">'),
    *('<img src="data:image/svg+xml,x">', '<svg><path fill="red" filter="url(x)"/></svg>', "<x-y>", "<constructor>"),
    *(
        '<question-filters src="//evil.example/x">',
        '<input autofocus onfocus="x">',
        "<p is=x>",
        '<p popovertarget="x">',
        '<p nonce="x">',
    ),
]
ALLOWED = [
    *(f"<script>{OURS}</script>", f'<script data-scope="../..">{OURS}</script>'),
    *('<script id="__config" type="application/json">{"a": "\\u003c"}</script>', "<!-- a comment -->"),
    *(
        '<script src="../assets/scripts/guide.mjs" type="module"></script>',
        '<script src="assets/javascripts/bundle.a0b1.min.js"></script>',
    ),
    *(
        '<script src="/backend-loop/assets/scripts/search/lazy-load.js"></script>',
        "onclick=alert(1)",
        "javascript:alert(1)",
    ),
    *(
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '<p title="&lt;script&gt; onclick=x">',
        "<p data-x aria-label='' >".replace("''", '""'),
    ),
    *(
        '<a href="https://example.org/?a=b:c&amp;d">',
        '<a href="../x/#a:b">',
        '<a href="#javascript:x">',
        '<a href="mailto:a@example.org">',
    ),
    *(
        '<meta http-equiv="refresh" content="0; url=../lost-update/">',
        '<meta name="description" content="url=javascript:x">',
    ),
    *(
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="stylesheet" href="../assets/x.css">',
        "<br/>",
        "<br />",
    ),
    *(
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        '<expand-all hidden><button type="button">x</button></expand-all>',
    ),
]


@pytest.mark.parametrize("html", FORBIDDEN)
def test_forbidden_html_is_refused(html: str) -> None:
    with pytest.raises(ForbiddenHtml) as error:
        check_html(f'<!doctype html>\n<p class="a">before</p>{html}<p>after</p>', {OURS})
    assert "\n" not in str(error.value)
    assert str(error.value).endswith("allow it in hooks/mkdocs_site/allowed_html.py")


@pytest.mark.parametrize("html", ALLOWED)
def test_allowed_html_is_accepted(html: str) -> None:
    check_html(f"<!doctype html>\n<p>before</p>{html}<p>after</p>", {OURS})


class Parsed(HTMLParser):
    """Every start tag as Python's parser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


WORDS = "< > / = \" ' ! -- <!-- --> p a script onclick href svg title class style javascript: &colon; x . : # ? & ;"
TAGS = ["<p>", "</p>", '<a href="', '">', "<script>", "</script>", "<title>", "</title>", "<![CDATA[", "]]>", OURS]
PIECES = st.sampled_from([*WORDS.split(), *TAGS, " ", "\n", "\t", "\x0b", "\x00"])


@given(st.lists(PIECES, max_size=20).map("".join))
def test_what_is_accepted_has_nothing_that_runs(html: str) -> None:
    try:
        check_html(html, {OURS})
    except ForbiddenHtml:
        return
    for tag, attributes in Parsed(html).tags:
        assert tag != "style"
        assert not any(name.startswith("on") or name == "style" for name in attributes), html
        assert not (attributes.get("href") or "").strip().startswith("javascript:"), html


def test_scripts_are_those_of_the_first_folder_that_has_them(tmp_path: Path) -> None:
    ours, theme = tmp_path / "ours", tmp_path / "theme"
    for folder, names in ((ours, ["base"]), (theme, ["base", "content", "palette"])):
        (folder / "partials/javascripts").mkdir(parents=True)
        for name in names:
            (folder / f"partials/javascripts/{name}.html").write_text(f"<script>{folder.name} {name}</script>", "utf-8")
    assert inline_scripts([str(ours), str(theme)]) == {"ours base", "theme content", "theme palette"}
    with pytest.raises(ThemeChanged, match="content"):
        inline_scripts([str(ours)])


PROMPT = "data/questions/caching/stale-read/question.yml"
PAYLOADS = {
    "<script>window.hacked = 1</script>": "<script>window.hacked = 1</script>",
    "<img src=x onerror=window.hacked=1>": "<img src=x onerror=window.hacked=1>",
    "<p>Why?</p><a href='javascript:window.hacked=1'>x</a>": "<a href='javascript:window.hacked=1'>",
}


@pytest.mark.parametrize(
    "payload",
    [payload if "script>" in payload else pytest.param(payload, marks=pytest.mark.audit) for payload in PAYLOADS],
)
def test_text_that_a_template_does_not_escape_ends_the_build(small_project: Path, tmp_path: Path, payload: str) -> None:
    project = copy(tmp_path / "project", small_project)
    replace(project / PROMPT, "prompt: Why is the cached value stale?", f'prompt: "Why `{payload}`?"')
    replace(
        project / "hooks/templates/question.md.jinja",
        "<p>{{ question.prompt | inline(question.path) }}",
        "<p>{{ question.prompt | safe }}",
    )
    done = build(project)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert (
        f"questions/stale-read/index.html: {PAYLOADS[payload]!r} isn't allowed on a page: escape the text"
        in done.stdout
    )


def test_the_404_page_is_checked(small_project: Path, tmp_path: Path) -> None:
    project = copy(tmp_path / "project", small_project)
    replace(project / "overrides/404.html", "<h1>", "<h1 onclick=x>")
    done = build(project)
    assert done.returncode == 1
    assert "404.html: '<h1 onclick=x>' isn't allowed on a page" in done.stdout
