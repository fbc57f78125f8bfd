"""Embed a diagram in a page."""

from __future__ import annotations

from html import escape

from hooks.diagrams.fences import Fence
from hooks.diagrams.svg import sanitize_svg


def figure(fence: Fence, svg_text: str, *, prefix: str) -> str:
    """HTML of the sanitized SVG in a frame, with its title as caption. Has no blank lines.

    ``prefix`` must be unique in the page, such as ``lost-update-diagram-1-``. Styled by ``assets/styles/diagram.css``.

    Raises:
        UnsafeSvg: The SVG isn't allowed.
    """
    title = escape(fence.title or "Diagram")
    caption = f"<figcaption>{title}</figcaption>\n" if fence.title else ""
    return (
        f'<figure class="diagram">\n<div class="diagram__frame" role="group" aria-label="{title}">\n'
        f"{sanitize_svg(svg_text, prefix=prefix)}</div>\n{caption}</figure>\n"
    )
