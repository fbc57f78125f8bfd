"""A recorded drawing as it stands in a page."""

from __future__ import annotations

from html import escape

from hooks.diagrams.fences import Fence
from hooks.diagrams.svg import inert_svg


def figure(fence: Fence, svg_text: str, *, prefix: str) -> str:
    """HTML of one block without blank lines: the drawing, which scrolls where it is too wide, and its title below.

    ``prefix`` must be the page's only one of its kind, such as ``lost-update-diagram-1-``. Styled by
    ``assets/styles/diagram.css``. The frame takes the keyboard's focus, since it may scroll.

    Raises:
        UnsafeSvg: the record is not a plain drawing.
    """
    title = escape(fence.title or "Diagram")
    caption = f"<figcaption>{title}</figcaption>\n" if fence.title else ""
    return (
        f'<figure class="diagram">\n<div class="diagram__frame" role="group" aria-label="{title}" tabindex="0">\n'
        f"{inert_svg(svg_text, prefix=prefix)}</div>\n{caption}</figure>\n"
    )
