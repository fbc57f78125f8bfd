"""Scripts are minified, and those a script imports for their effects are part of it."""

from __future__ import annotations

from pathlib import Path

from hooks.exports.scripts import served_script


def test_imported_scripts_are_blocks_and_comments_are_gone(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text(
        '/** Why. */\nimport "./b.mjs";\nimport { c } from "./c.mjs";\nc(`x  y`); // z\n', "utf-8"
    )
    (tmp_path / "b.mjs").write_text("const  c = /[/]  'a/;\n", "utf-8")
    assert served_script(tmp_path / "a.mjs") == '{const c=/[/]  \'a/;}\nimport{c}from"./c.mjs";c(`x  y`);'
