from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams import UnsafeSvg, sanitize_svg
from hooks.diagrams.attributes import CHECKS
from hooks.diagrams.palette import COLORS
from hooks.mkdocs_site import allowed_html

BOX = '<rect x="1" y="2" width="30" height="40"/>'
MARKER = '<defs><marker id="tip" markerWidth="8" markerHeight="5"><polygon points="0 0, 8 2.5, 0 5"/></marker></defs>'


def svg(inside: str = BOX, *, root: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"{root}>{inside}</svg>'


def rejection(text: str) -> str:
    with pytest.raises(UnsafeSvg) as caught:
        sanitize_svg(text)
    return str(caught.value)


def test_shapes_and_text_are_kept() -> None:
    drawn = sanitize_svg(svg('<g><path d="M0 0L9 9"/><text x="1" y="2">a &lt; b</text></g>'))
    assert '<path d="M0 0L9 9"/>' in drawn
    assert '<text x="1" y="2">a &lt; b</text>' in drawn


def test_small_text_is_enlarged() -> None:
    drawn = sanitize_svg(svg('<text x="1" y="2" font-size="4">tiny</text>', root=' width="1" height="1"'))
    assert 'width="100" height="50"' in drawn
    assert 'font-size="11"' in drawn


def test_coordinates_are_rounded_to_a_hundredth() -> None:
    assert 'x="3.85"' in sanitize_svg(svg('<text x="3.8499999999999996" y="-0.001">x</text>'))
    assert 'd="M21 16.97C-7.03 0 0 0 1 1"' in sanitize_svg(svg('<path d="M21 16.9706C-7.02944 0 0 0 1 1"/>'))


def test_colors_of_the_palette_become_classes() -> None:
    drawn = sanitize_svg(svg(f'<rect fill="{COLORS["node"]}" stroke="{COLORS["rim"]}" width="1" height="1"/>'))
    assert f'class="d-fill-node d-stroke-rim" fill="{COLORS["node"]}" stroke="{COLORS["rim"]}"' in drawn


def test_custom_colors_become_emphasis() -> None:
    drawn = sanitize_svg(svg('<rect fill="#f96" width="1" height="1"/><text fill="white" x="0" y="0">hot</text>'))
    assert 'class="d-fill-mark"' in drawn
    assert 'class="d-fill-ink" fill="#1f2328" x="0"' in drawn
    assert "f96" not in drawn


def test_fill_none_is_kept() -> None:
    assert 'fill="none"' in sanitize_svg(svg('<path fill="none" d="M0 0"/>'))


def test_a_class_takes_precedence_over_the_color() -> None:
    drawn = sanitize_svg(svg('<rect class="d-fill-head evil" fill="#abcdef" width="1" height="1"/>'))
    assert f'class="d-fill-head" fill="{COLORS["head"]}"' in drawn


def test_markers_keep_their_own_coordinates() -> None:
    marker = (
        '<marker id="tip" viewBox="0 0 10 10" markerUnits="userSpaceOnUse" markerWidth="8"><path d="M0 0"/></marker>'
    )
    assert 'viewBox="0 0 10 10" markerUnits="userSpaceOnUse"' in sanitize_svg(svg(f"<defs>{marker}</defs>"))


def test_pages_can_have_every_attribute_of_a_drawing() -> None:
    assert CHECKS.keys() <= allowed_html._ATTRIBUTES


def test_ids_get_the_prefix() -> None:
    line = '<line x1="0" x2="9" y1="0" y2="0" marker-end="url(#tip)"/>'
    drawn = sanitize_svg(svg("<title>T</title><desc>D</desc>" + MARKER + line), prefix="q-1-")
    assert set(re.findall(r' id="([^"]*)"', drawn)) == {"q-1-title", "q-1-desc", "q-1-tip"}
    assert 'marker-end="url(#q-1-tip)"' in drawn
    assert 'aria-labelledby="q-1-title" aria-describedby="q-1-desc"' in drawn


def test_an_invalid_prefix_is_an_error() -> None:
    with pytest.raises(ValueError, match="letters"):
        sanitize_svg(svg(), prefix='"><script>')


def test_the_source_hash_is_kept_and_other_data_attributes_are_dropped() -> None:
    drawn = sanitize_svg(svg('<g data-label="&lt;b&gt;"/>', root=' data-source="0123456789abcdef" data-x="y"'))
    assert re.findall(r"data-[a-z]+", drawn) == ["data-source"]
    assert "data-source" not in sanitize_svg(svg(root=' data-source="0123"'))


def test_text_around_comments_and_cdata_is_merged() -> None:
    drawn = sanitize_svg(svg('<text x="0" y="0">a <!-- no -->\n <![CDATA[<b>&]]></text>'))
    assert ">a &lt;b&gt;&amp;</text>" in drawn


def test_style_sheets_are_dropped() -> None:
    drawn = sanitize_svg(svg("<style>@import url('https://evil.example/x.css');<rect/></style>" + BOX))
    assert "evil" not in drawn
    assert "style" not in drawn
    assert "<rect" in drawn


def test_style_attributes_are_dropped() -> None:
    assert "evil" not in sanitize_svg(svg('<rect style="fill:url(//evil.example)" width="1" height="1"/>'))


def test_the_result_has_no_blank_lines() -> None:
    assert "\n\n" not in sanitize_svg(svg('\n\n<text x="0" y="0">a\n\n\nb</text>\n\n'))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>',
        '<image href="https://evil.example/x.png"/>',
        '<use href="#tip"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        "<svg viewBox='0 0 1 1'/>",
        "<filter><feImage href='//evil.example'/></filter>",
        "<iframe src='//evil.example'/>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<rect xmlns=""/>',
        "<title><script>alert(1)</script></title>",
        "<desc><g/></desc>",
        '<text x="0" y="0"><rect/></text>',
        "<tspan>loose</tspan>",
    ],
)
def test_active_elements_are_rejected(inside: str) -> None:
    assert "isn't allowed in <" in rejection(svg(inside))


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'onclick="alert(1)"',
        'href="javascript:alert(1)"',
        'xlink:href="data:text/html,x" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xml:base="//evil.example"',
        'filter="url(//evil.example#f)"',
        'clip-path="url(#tip)"',
        'mask="url(#m)"',
        'tabindex="0"',
        'requiredExtensions="x"',
    ],
)
def test_active_attributes_are_rejected(attribute: str) -> None:
    assert "isn't allowed on <rect>" in rejection(svg(f'<rect {attribute} width="1" height="1"/>'))


@pytest.mark.parametrize("attribute", ['onload="alert(1)"', 'xml:space="preserve"', 'onclick=""', 'id="x"'])
def test_unknown_root_attributes_are_rejected(attribute: str) -> None:
    assert "isn't allowed on <svg>" in rejection(svg(root=" " + attribute))


@pytest.mark.parametrize(
    "element",
    [
        '<rect x="1;alert(1)"/>',
        '<rect x="url(//evil.example)"/>',
        '<rect width="100%"/>',
        '<rect width="1e9"/>',
        '<rect width="nan"/>',
        '<rect x="\u0661"/>',
        '<rect x="{}"/>'.format("1" * 5000),
        '<path d="M0 0 url(x)"/>',
        '<path d="M{}"/>'.format("9" * 5000),
        '<polygon points="0 0 1"/>',
        '<g transform="scale(1)"/>',
        '<defs><marker id="a" viewBox="0 0 1"/></defs>',
        '<defs><marker id="a" markerUnits="url(x)"/></defs>',
        '<text x="0" y="0" text-anchor="evil">x</text>',
        '<text x="0" y="0" font-weight="1px">x</text>',
        '<line marker-end="url(https://evil.example#tip)"/>',
        '<line marker-end="url(#tip) url(//evil.example)"/>',
        "<line marker-end=\"url('//evil.example')\"/>",
        '<line marker-end="url(#nowhere)"/>',
        '<defs><marker id="a b"/></defs>',
        '<defs><marker id="title"/></defs>',
        '<defs><marker id="a"/><marker id="a"/></defs>',
        '<defs><marker id="a"><line marker-end="url(#a)"/></marker></defs>',
    ],
)
def test_invalid_values_are_rejected(element: str) -> None:
    assert rejection(svg(element))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no drawing",
        "<svg/>",
        "<html/>",
        svg() + svg(),
        svg("<g>"),
        svg("&nbsp;"),
        svg('<text x="0" y="0">\x08</text>'),
        svg('<text x="0" y="0">\ud800</text>'),
        svg('<text x="0" y="0">ab\u202edc</text>'),
        svg('<text x="0" y="0">ab&#x000200b;dc</text>'),
        svg("<title>a<!-- -->&#57344;</title>"),
        svg("<desc><![CDATA[\u2060]]></desc>"),
        '<svg xmlns="http://www.w3.org/2000/svg">' + BOX + "</svg>",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 9000"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="1 1"/>',
        '<?xml-stylesheet href="//evil.example/x.xsl"?>' + svg(),
        svg("<?php evil() ?>"),
        svg('<rect xmlns="http://www.w3.org/2000/svg rect"/>'),
        "<!DOCTYPE svg>" + svg(),
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>"),
    ],
)
def test_invalid_documents_are_rejected(text: str) -> None:
    assert rejection(text)


def test_an_entity_bomb_is_rejected() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "DOCTYPE" in rejection(f"<!DOCTYPE svg [{entities}]>" + svg("<title>&i;</title>"))


def test_other_encodings_are_ignored() -> None:
    assert "encoding" not in sanitize_svg('<?xml version="1.0" encoding="utf-16"?>' + svg())


def test_input_that_is_too_large_is_rejected() -> None:
    assert "200 kB" in rejection(svg(BOX * 10_000))


def test_output_that_is_too_large_is_rejected() -> None:
    assert "200 kB" in rejection(svg('<g fill="red"/>' * 10_000))


def test_nesting_is_limited() -> None:
    assert "deep" in rejection(svg("<g>" * 5000 + "</g>" * 5000))
    assert sanitize_svg(svg("<g>" * 15 + "</g>" * 15))


def test_an_error_has_a_line() -> None:
    with pytest.raises(UnsafeSvg) as caught:
        sanitize_svg(svg("\n\n<script/>"))
    assert (caught.value.line, str(caught.value)) == (3, "<script> isn't allowed in <svg>")


ELEMENTS = [
    "g",
    "rect",
    "text",
    "tspan",
    "title",
    "desc",
    "path",
    "defs",
    "marker",
    "line",
    "polygon",
    "style",
    "script",
]
ATTRIBUTES = [
    *("x", "width", "d", "points", "viewBox", "class", "fill", "stroke", "id", "marker-end", "font-size"),
    *("style", "onload", "href", "data-x", "text-anchor", "stroke-dasharray", "orient", "markerUnits"),
]
VALUES = st.one_of(
    st.sampled_from(
        [
            *("1", "-0.004", "1.005", "12px", "M1.23456 .98765-1e5", "M0 0a1 1 0 01.1234.5", "0 0, 8 2.5"),
            *(
                "d-fill-ink d-other",
                "none",
                "red",
                "userSpaceOnUse",
                "#ffffff",
                "tip",
            ),
            *("url(#tip)", "url(//x)", "javascript:alert(1)", "middle", "auto", "6 4"),
        ]
    ),
    st.text("0123456789.,-+eEmM pxl\n", max_size=12),
    st.text(max_size=5),
)


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    given = "".join(f' {key}="{_quoted(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    st.one_of(st.text(max_size=8).map(_quoted), st.sampled_from(["  ", "<!-- x -->", "<![CDATA[ <b> ]]>", MARKER])),
    lambda inside: st.builds(
        _element,
        st.sampled_from(ELEMENTS),
        st.dictionaries(st.sampled_from(ATTRIBUTES), VALUES, max_size=3),
        st.lists(inside, max_size=3),
    ),
    max_leaves=12,
)


@given(st.one_of(st.text(), TREES.map(svg), st.lists(TREES).map(lambda parts: svg("".join(parts)))))
def test_any_input_is_rejected_or_sanitized_idempotently(text: str) -> None:
    try:
        once = sanitize_svg(text)
    except UnsafeSvg:
        return
    assert sanitize_svg(once) == once
    for element in ET.fromstring(once).iter():  # noqa: S314  # our own output
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in {"svg", *ELEMENTS} - {"style", "script"}
        assert not {"style", "onload", "href"} & set(element.attrib)
