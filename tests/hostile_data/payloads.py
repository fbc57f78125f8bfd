"""Payloads: texts that try to break out of the page, for any field."""

from __future__ import annotations

from typing import NamedTuple


class Payload(NamedTuple):
    """``seen`` is what the page must show (default: ``text``), where Markdown drops characters.

    ``rules`` must reject it, in YAML and in answers. ``marks`` are harmless elements that it may produce.
    """

    name: str
    text: str
    seen: str = ""
    rules: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        return " ".join((self.seen or self.text).split())

    @property
    def line(self) -> str:
        """The text on one line, for places that can't have line breaks."""
        return " ".join(self.text.split())


HTML = frozenset({"R005"})
LINK = frozenset({"R004"})
IMAGE = frozenset({"R006"})
CODE = frozenset({"code"})

HARMLESS = Payload("harmless", "plain words and nothing else")
PAYLOADS = (
    Payload("jinja", "{{ 7*7 }} {{ config.extra }}"),
    Payload("jinja-block", "{% if true %}shown{% endif %} {% raw %}x{% endraw %} {%- set y = 1 -%}"),
    Payload("jinja-comment", "{# hidden #} {#id} {#- gone -#}"),
    Payload("jinja-macro", '{{ question_page("q-jinja") }} {{ macros_info() }}'),
    Payload(
        "jinja-run",
        "`{{ cycler.__init__.__globals__.os.popen('touch hacked').read() }}`",
        marks=CODE,
        seen="{{ cycler.__init__.__globals__.os.popen('touch hacked').read() }}",
    ),
    Payload("actions", "${{ github.token }} ${IFS} $(touch hacked)"),
    Payload("script", "<script>window.hacked=1</script>", rules=HTML),
    Payload("script-source", '<script src="https://evil.example/x.js"></script>', rules=HTML),
    Payload("title-break", "</title></head><script>window.hacked=1</script>", rules=HTML),
    Payload(
        "textarea-break", "</textarea></style></script></pre></code>--><script>window.hacked=1</script>", rules=HTML
    ),
    Payload("comment", "<!-- hidden --> <!--/finished html--> <!--finished html--> <!-->", rules=HTML),
    Payload("cdata", "<![CDATA[x]]> <?php x ?> <!DOCTYPE html>", rules=HTML),
    Payload("image", '<img src=x onerror="window.hacked=1">', rules=HTML),
    Payload("unclosed-image", "<img src=https://evil.example/x.png onerror=window.hacked=1 //"),
    Payload(
        "svg",
        '<svg onload="window.hacked=1"><animate onbegin="window.hacked=1" attributeName=x dur=1s></svg>',
        rules=HTML,
    ),
    Payload("details", "<details open ontoggle=window.hacked=1>x</details>", rules=HTML),
    Payload("style", '<style>@import "https://evil.example/x.css"; body {display: none}</style>', rules=HTML),
    Payload("frame", '<iframe src="https://evil.example/"></iframe><base href="https://evil.example/">', rules=HTML),
    Payload("form", '<form action="https://evil.example/"><button>x</button></form>', rules=HTML),
    Payload("double-quote", '" onmouseover="window.hacked=1" autofocus onfocus="window.hacked=1'),
    Payload("single-quote", "' onmouseover='window.hacked=1' autofocus onfocus='window.hacked=1"),
    Payload(
        "references",
        "&lt;script&gt;window.hacked=1&lt;/script&gt; &#123;&#123; 7 &#125;&#125;",
        seen="<script>window.hacked=1</script> {{ 7 }}",
    ),
    Payload("attribute-list", '{: onclick="window.hacked=1" .evil #evil }'),
    Payload("heading-attributes", '## x { #evil .evil onclick="window.hacked=1" }'),
    Payload(
        "own-heading",
        "x\n\n## x { #evil }\n\n<script>window.hacked=1</script>\n\nend",
        seen="x ## x { #evil } <script>window.hacked=1</script> end",
        rules=HTML,
    ),
    Payload("include", '--8<-- "mkdocs.yml" ;--8<-- "mkdocs.yml" {% include "mkdocs.yml" %}'),
    Payload("front-matter", "---\ntemplate: evil.html\n---\n# evil", seen="--- template: evil.html --- # evil"),
    Payload(
        "block",
        '/// details | evil\n    open: true\nevil\n///\n\n!!! danger "evil"\n    evil',
        seen='/// details | evil open: true evil /// !!! danger "evil" evil',
    ),
    Payload("contents", "[TOC]"),
    Payload("stash", "\x02wzxhzdk:0\x03 \x02klzzwxh:0\x03 \x02amp\x03", seen="wzxhzdk:0 klzzwxh:0 amp"),
    Payload("fence", "~~~\n{{ 7*7 }}\n~~~", seen="~~~ {{ 7*7 }} ~~~"),
    Payload("script-link", "[there](javascript:window.hacked=1)", seen="there", rules=LINK),
    Payload("mixed-case-link", "[there](JaVaScRiPt:window.hacked=1)", seen="there", rules=LINK),
    Payload("reference-link", "[there](&#106;avascript&colon;window.hacked=1)", seen="there", rules=LINK),
    Payload("broken-link", "[there](<java\tscript:window.hacked=1>)", seen="there", rules=LINK),
    Payload(
        "data-link", "[there](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", seen="there", rules=LINK
    ),
    Payload("vbscript-link", "[there](vbscript:x)", seen="there", rules=LINK),
    Payload("host-link", "[there](//evil.example/) [here](\\\\\\\\evil.example/)", seen="there here", rules=LINK),
    Payload(
        "quoted-link",
        '[there](https://example.org/"onmouseover="window.hacked=1)',
        seen="there",
        marks=frozenset({"a"}),
    ),
    Payload(
        "title-link",
        "[there](https://example.org/ \"x' onmouseover='window.hacked=1\")",
        seen="there",
        marks=frozenset({"a"}),
    ),
    Payload("autolink", "<javascript:window.hacked=1>", seen="javascript:window.hacked=1"),
    Payload("outside-image", "![there](https://evil.example/x.png)", seen="there", rules=IMAGE),
    Payload("script-image", '![there](javascript:window.hacked=1 "x")', seen="there", rules=IMAGE),
)

_RUN = 'cycler.__init__.__globals__.os.mkdir("hacked")'
NAMES = (
    "{{ 7*7 }}",
    f'cache-stampede")}}}}{{{{ {_RUN} }}}}{{{{ question_page("cache-stampede',
    f'x")}}}}{{{{ {_RUN} }}}}',
    '"><script>window.hacked=1<!--',
    '<img src=x onerror="window.hacked=1">',
    "[there](javascript:window.hacked=1)",
)
"""Payloads as names of files and folders."""

_SVG = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 50"'
DRAWINGS = (
    f"<svg {_SVG} STAMP><script>window.hacked=1</script></svg>",
    f'<svg {_SVG} STAMP onload="window.hacked=1"><rect width="9" height="9"/></svg>',
    f'<svg {_SVG} STAMP><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
    f'<svg {_SVG} STAMP><image href="https://evil.example/x.png"/></svg>',
    f'<svg {_SVG} STAMP><rect width="9" height="9" onclick="window.hacked=1"/></svg>',
    f'<svg {_SVG} STAMP><rect width="9" height="9" filter="url(https://evil.example/x.svg#y)"/></svg>',
    f'<svg {_SVG} STAMP><text><a href="javascript:window.hacked=1">x</a></text></svg>',
    f'<!DOCTYPE svg [<!ENTITY x "y">]><svg {_SVG} STAMP><text>&x;</text></svg>',
)
"""Unsafe SVGs, which must not be shown. ``STAMP`` is replaced by the fence's hash."""
STYLED = (
    f'<svg {_SVG} STAMP><style>@import "https://evil.example/x.css"; body {{display: none}}</style>'
    '<rect width="9" height="9" class="md-hidden" style="fill: url(https://evil.example/x.svg#y)"/></svg>'
)
"""An SVG that is safe once its styles are removed."""
