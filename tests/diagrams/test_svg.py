from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams import UnsafeSvg, inert_svg
from hooks.diagrams.palette import COLOURS

BOX = '<rect x="1" y="2" width="30" height="40"/>'
MARKER = '<defs><marker id="tip" markerWidth="8" markerHeight="5"><polygon points="0 0, 8 2.5, 0 5"/></marker></defs>'


def svg(inside: str = BOX, *, root: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"{root}>{inside}</svg>'


def refused(text: str) -> str:
    with pytest.raises(UnsafeSvg) as caught:
        inert_svg(text)
    return str(caught.value)


def test_a_plain_drawing_keeps_its_shapes() -> None:
    drawn = inert_svg(svg('<g><path d="M0 0L9 9"/><text x="1" y="2">a &lt; b</text></g>'))
    assert '<path d="M0 0L9 9"/>' in drawn
    assert '<text x="1" y="2">a &lt; b</text>' in drawn


def test_the_drawing_is_shown_large_enough_to_read() -> None:
    drawn = inert_svg(svg('<text x="1" y="2" font-size="4">tiny</text>', root=' width="1" height="1"'))
    assert 'width="110" height="55"' in drawn
    assert 'font-size="11"' in drawn


def test_coordinates_are_kept_to_a_hundredth() -> None:
    assert 'x="3.85"' in inert_svg(svg('<text x="3.8499999999999996" y="-0.001">x</text>'))
    assert 'd="M21 16.97C-7.03 0 0 0 1 1"' in inert_svg(svg('<path d="M21 16.9706C-7.02944 0 0 0 1 1"/>'))


def test_the_drawers_variables_become_classes_with_a_colour_for_where_no_stylesheet_is() -> None:
    drawn = inert_svg(svg('<rect fill="var(--_node-fill)" stroke="var(--_node-stroke)" width="1" height="1"/>'))
    assert f'class="d-fill-node d-stroke-rim" fill="{COLOURS["node"]}" stroke="{COLOURS["rim"]}"' in drawn


def test_an_authors_own_colour_becomes_emphasis_that_both_schemes_can_show() -> None:
    drawn = inert_svg(svg('<rect fill="#f96" width="1" height="1"/><text fill="white" x="0" y="0">hot</text>'))
    assert 'class="d-fill-mark"' in drawn
    assert 'class="d-fill-ink" fill="#1f2328" x="0"' in drawn
    assert "f96" not in drawn


def test_no_paint_stays_no_paint() -> None:
    assert 'fill="none"' in inert_svg(svg('<path fill="none" d="M0 0"/>'))


def test_a_class_tells_the_part_even_after_the_palette_has_changed() -> None:
    drawn = inert_svg(svg('<rect class="d-fill-head evil" fill="#abcdef" width="1" height="1"/>'))
    assert f'class="d-fill-head" fill="{COLOURS["head"]}"' in drawn


def test_names_take_the_prefix_so_that_two_drawings_share_a_page() -> None:
    line = '<line x1="0" x2="9" y1="0" y2="0" marker-end="url(#tip)"/>'
    drawn = inert_svg(svg("<title>T</title><desc>D</desc>" + MARKER + line), prefix="q-1-")
    assert set(re.findall(r' id="([^"]*)"', drawn)) == {"q-1-title", "q-1-desc", "q-1-tip"}
    assert 'marker-end="url(#q-1-tip)"' in drawn
    assert 'aria-labelledby="q-1-title" aria-describedby="q-1-desc"' in drawn


def test_a_prefix_that_is_no_name_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="letters"):
        inert_svg(svg(), prefix='"><script>')


def test_the_stamp_survives_and_other_data_does_not() -> None:
    drawn = inert_svg(svg('<g data-label="&lt;b&gt;"/>', root=' data-source="0123456789abcdef" data-x="y"'))
    assert re.findall(r"data-[a-z]+", drawn) == ["data-source"]
    assert "data-source" not in inert_svg(svg(root=' data-source="0123"'))


def test_text_over_cdata_and_comments_is_one_text() -> None:
    drawn = inert_svg(svg('<text x="0" y="0">a <!-- no -->\n <![CDATA[<b>&]]></text>'))
    assert ">a &lt;b&gt;&amp;</text>" in drawn


def test_a_style_sheet_goes_and_takes_its_import_along() -> None:
    drawn = inert_svg(svg("<style>@import url('https://evil.example/x.css');<rect/></style>" + BOX))
    assert "evil" not in drawn
    assert "style" not in drawn
    assert "<rect" in drawn


def test_a_style_attribute_goes() -> None:
    assert "evil" not in inert_svg(svg('<rect style="fill:url(//evil.example)" width="1" height="1"/>'))


def test_the_result_has_no_blank_line_to_end_an_html_block() -> None:
    assert "\n\n" not in inert_svg(svg('\n\n<text x="0" y="0">a\n\n\nb</text>\n\n'))


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
def test_elements_that_could_do_more_than_be_looked_at_are_refused(inside: str) -> None:
    assert "is not allowed in <" in refused(svg(inside))


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
def test_attributes_that_could_do_more_than_be_looked_at_are_refused(attribute: str) -> None:
    assert "is not allowed on <rect>" in refused(svg(f'<rect {attribute} width="1" height="1"/>'))


@pytest.mark.parametrize("attribute", ['onload="alert(1)"', 'xml:space="preserve"', 'onclick=""', 'id="x"'])
def test_the_root_takes_no_other_attributes(attribute: str) -> None:
    assert "is not allowed on <svg>" in refused(svg(root=" " + attribute))


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
        '<g transform="matrix(1 0 0 1 0 0)"/>',
        '<g transform="scale(1) url(x)"/>',
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
def test_values_that_are_not_plain_geometry_are_refused(element: str) -> None:
    refused(svg(element))


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
def test_what_is_no_plain_svg_document_is_refused(text: str) -> None:
    assert refused(text)


def test_an_entity_bomb_is_refused_before_it_grows() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "DOCTYPE" in refused(f"<!DOCTYPE svg [{entities}]>" + svg("<title>&i;</title>"))


def test_another_encoding_is_not_a_way_around() -> None:
    assert "encoding" not in inert_svg('<?xml version="1.0" encoding="utf-16"?>' + svg())


def test_too_large_is_refused() -> None:
    assert "200 kB" in refused(svg(BOX * 10_000))


def test_what_would_grow_too_large_is_refused() -> None:
    assert "200 kB" in refused(svg('<g fill="red"/>' * 10_000))


def test_too_deep_is_refused_and_deep_enough_is_not() -> None:
    assert "deep" in refused(svg("<g>" * 5000 + "</g>" * 5000))
    assert inert_svg(svg("<g>" * 15 + "</g>" * 15))


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(UnsafeSvg) as caught:
        inert_svg(svg("\n\n<script/>"))
    assert (caught.value.line, str(caught.value)) == (3, "<script> is not allowed in <svg>")


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
    *("x", "width", "d", "points", "transform", "class", "fill", "stroke", "id", "marker-end", "font-size", "dy"),
    *("style", "onload", "href", "data-x", "text-anchor", "stroke-dasharray", "orient"),
]
VALUES = st.one_of(
    st.sampled_from(
        [
            *("1", "-0.004", "1.005", "12px", "0.35em", "M1.23456 .98765-1e5", "M0 0a1 1 0 01.1234.5", "0 0, 8 2.5"),
            *(
                "translate(1,2) scale(1.5)",
                "d-fill-ink d-mono",
                "mono",
                "none",
                "red",
                "var(--_text)",
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
def test_whatever_comes_it_is_refused_or_inert_and_final(text: str) -> None:
    try:
        once = inert_svg(text)
    except UnsafeSvg:
        return
    assert inert_svg(once) == once
    for element in ET.fromstring(once).iter():  # noqa: S314  # our own output
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in {"svg", *ELEMENTS} - {"style", "script"}
        assert not {"style", "onload", "href"} & set(element.attrib)
