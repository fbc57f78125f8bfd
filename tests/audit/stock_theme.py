"""The baseline for Lighthouse: the content of one of our pages in the stock Material theme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SETTINGS = """\
site_name: Stock
theme: {name: material}
markdown_extensions: [admonition, md_in_html, pymdownx.details, pymdownx.highlight, pymdownx.superfences]
"""


def build(page: Path, folder: Path) -> Path:
    """Build a site in ``folder`` whose only page has the article of ``page``; returns the site's folder."""
    article = page.read_text("utf-8").partition("<article")[2].partition(">")[2].partition("</article>")[0]
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
    (docs / "index.md").write_text(f"<div>\n{article}\n</div>\n", "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, timeout=120)
    return folder / "site"
