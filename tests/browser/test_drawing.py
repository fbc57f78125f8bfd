"""Mermaid itself draws or refuses fences. One browser draws all of them, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.diagrams import Fence, Refusal, is_fresh, sanitize_svg
from hooks.diagrams.chromium import DrawError, DrawTimeout
from hooks.diagrams.draw import RUNGS, draw
from hooks.diagrams.page import Draw, with_page
from hooks.diagrams.palette import COLORS
from hooks.diagrams.unsupported import kind_of
from tests.diagrams.test_fit import records
from tests.site.building import ROOT

OWN = {
    "members": "classDiagram\n  class Repo {\n    <<interface>>\n    +find(id) Order\n  }\n  Repo <|.. SqlRepo : is",
    "multiplicity": 'classDiagram\n  direction LR\n  Customer "1" --> "0..*" Order : places\n  Order *-- Item',
    "columns": "erDiagram\n  ORDER ||--|{ LINE : has\n  ORDER {\n    bigint id PK\n    text state\n  }",
    "relations": 'erDiagram\n  account ||--o{ entry : "is charged"\n  entry }|--|| transfer : "part of"',
    "shapes": """flowchart LR
  A([Start]) -.-> B{Hit?} -->|no| C[(Store)]:::hot
  subgraph one [Region A]
    B
  end
  C x--x D((End))
  classDef hot fill:#f96""",
    "loop": "stateDiagram-v2\n  Running --> Running: again",
    "words": 'flowchart TD\n  A["`**bold** words`"] --> B["f(x) & #quot;y#quot; <= 3"] --> C[one<br/>two]',
    "frames": """sequenceDiagram
  autonumber
  A->>+B: ask
  alt paid
    B-->>-A: ok
  else
    B--)A: 402
  end
  Note over A,B: done""",
    "composite": """stateDiagram-v2
  [*] --> Busy
  state Busy {
    Fetch --> Run: go
  }
  note right of Busy: waits""",
}
"""Drawn, each with features of its kind."""
SIX_BOXES = "flowchart TD\n" + "".join(f"  A --> B{number}[Shard number {number}]\n" for number in range(6))
TOO_WIDE = r"^the drawing is \d{3} pixels wide, so on a phone its smallest text would have \d\.\d pixels instead of 11$"
REFUSED = {
    "parenthesis": (
        "flowchart LR\n  A[Balancer (L7)] --> B",
        12,
        r"`A\[Balancer .*: parse error, exp",
        "text .* in quotes",
    ),
    "keyword": ("flowchart LR\n  start --> end", 12, "got 'end'", "`end` is a keyword"),
    "below remarks": ("\n%% one\n\nflowchart LR\n  %% two\n  A[(x (y))] --> B", 16, "parse error", "in quotes"),
    "unclosed": ("sequenceDiagram\n  loop x\n  A->>B: hi\n\n", 13, "ends after `A->>B: hi`", "isn't closed"),
    "inactive": ("sequenceDiagram\n  A->>B: x\n  B-->>-A: y", 11, "an inactive participant", "syntax is at"),
    "six in a row": (SIX_BOXES, 10, TOO_WIDE, "`A ~~~ B`"),
    "long name": ("sequenceDiagram\n  participant A as AuthorizationService\n  A->>B: x", 10, "in two$", "Shorten"),
    "long word": (
        "flowchart TD\n  A[https://a.example/very/long/path]",
        10,
        "`https://.*` is broken in two$",
        "`<br/>`",
    ),
}
"""Source, the answer's line, and patterns of reason and hint."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def some_of_the_guide() -> list[tuple[Path, Fence]]:
    """The two smallest drawings of each kind that the guide has."""
    by_size = sorted(records(), key=lambda found: found[0].stat().st_size)
    kinds = dict.fromkeys(kind_of(fence.source) for _, fence in by_size)
    return [found for kind in kinds for found in [one for one in by_size if kind_of(one[1].source) == kind][:2]]


GUIDE = some_of_the_guide()
FENCES = {
    **{str(path): fence for path, fence in GUIDE},
    **{name: Fence(10, source, "T", "D") for name, source in OWN.items()},
    **{name: Fence(10, source, "T", "D") for name, (source, *_) in REFUSED.items()},
    **{f"{name} again": Fence(10, OWN[name], "T", "D") for name in ("columns", "members")},
}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str | Refusal]:
    return dict(zip(FENCES, draw(FENCES.values(), ROOT), strict=True))


def svg(drawn: dict[str, str | Refusal], name: str) -> str:
    text = drawn[name]
    assert isinstance(text, str), text
    return text


@pytest.mark.parametrize("path", [path for path, _ in GUIDE], ids=lambda path: path.parent.name)
def test_the_pinned_tools_draw_what_the_guide_shows(drawn: dict[str, str | Refusal], path: Path) -> None:
    """To a pixel, since another version of Chromium may round differently; if it fails, run `guide draw --all`."""
    now, record = svg(drawn, str(path)), path.read_text("utf-8")
    assert NUMBER.sub("0", now) == NUMBER.sub("0", record)
    pairs = zip(NUMBER.findall(now), NUMBER.findall(record), strict=True)
    assert all(abs(float(one) - float(other)) <= 1 for one, other in pairs)


def test_two_of_each_kind_are_drawn() -> None:
    kinds = [kind_of(FENCES[name].source) for name in (*map(str, dict(GUIDE)), *OWN)]
    assert all(kinds.count(kind) >= 2 for kind in ("flowchart", "sequence", "state", "class", "er"))


@pytest.mark.parametrize("name", OWN)
def test_a_drawing_is_inert_fresh_and_in_the_palette(drawn: dict[str, str | Refusal], name: str) -> None:
    text = svg(drawn, name)
    assert sanitize_svg(text) == text
    assert is_fresh(FENCES[name], text)
    assert ('class="d-fill-mark' in text) == (name in {"shapes", "frames", "composite"}), "others have no emphasis"
    assert "d-fill-mark-rim" not in text, "a marker's color isn't ours"


def test_one_source_has_one_drawing(drawn: dict[str, str | Refusal]) -> None:
    assert drawn["columns again"] == drawn["columns"]
    assert drawn["members again"] == drawn["members"]


def test_text_is_text_with_its_lettering(drawn: dict[str, str | Refusal]) -> None:
    words = svg(drawn, "words")
    assert re.search(r'>f\(x\) &amp; "y"</text>\n<text [^>]*>&lt;= 3</text>', words)
    assert re.search(r'<tspan font-weight="bold">bold</tspan> words</text>', words)
    assert re.search(r">one</text>\n<text [^>]*>two</text>", words)
    assert all(f">{word}</text>" in svg(drawn, "frames") for word in ("ask", "402", "[paid]", "done", "1"))
    assert all(f">{word}</text>" in svg(drawn, "members") for word in ("«interface»", "Repo", "+find(id) : Order"))


def test_lines_are_dashed_and_have_their_ends(drawn: dict[str, str | Refusal]) -> None:
    shapes = svg(drawn, "shapes")
    assert shapes.count('stroke-dasharray="2"') == 1
    assert {"url(#flowchart-v2-crossStart)", "url(#flowchart-v2-crossEnd)"} < set(re.findall(r"url\([^)]*\)", shapes))


def test_lifelines_end_with_the_drawing(drawn: dict[str, str | Refusal]) -> None:
    (bottom,) = re.findall(r'viewBox="\S+ (\S+) \S+ (\S+)"', svg(drawn, "frames"))
    assert all(float(y) < sum(map(float, bottom)) for y in re.findall(r'y2="(\S+)"', svg(drawn, "frames")))


def test_an_arrow_from_a_state_to_itself_is_a_loop(drawn: dict[str, str | Refusal]) -> None:
    (path,) = re.findall(r' d="(\S[^"]*)" marker-end', svg(drawn, "loop"))
    heights = [float(y) for y in NUMBER.findall(path)[1::2]]
    assert 8 <= max(heights) - min(heights) <= 20


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_has_line_reason_and_hint(drawn: dict[str, str | Refusal], name: str) -> None:
    _, line, reason, hint = REFUSED[name]
    refusal = drawn[name]
    assert isinstance(refusal, Refusal)
    assert refusal.line == line
    assert re.search(reason, refusal.reason)
    assert re.search(hint, refusal.hint)


FAKE = """globalThis.mermaid = {
  initialize() {},
  async render(id, source) {
    while (source.includes('hang')) { }
    const reached = await fetch('page.html').then(() => 'network', () => 'offline')
    return { svg: `<svg viewBox="0 0 9 9"><text>${reached}</text></svg>` }
  },
}"""
"""Stands in for Mermaid."""


def fake_tools(root: Path) -> Path:
    """A project with our page and the fake."""
    tools, modules = root / "tools" / "draw", root / "tools" / "draw" / "node_modules"
    (modules / "mermaid" / "dist").mkdir(parents=True)
    for name in ("page.html", "draw.js", "record.js", "path.js"):
        (tools / name).symlink_to(ROOT / "tools" / "draw" / name)
    for lock in (tools / "package-lock.json", modules / ".package-lock.json"):
        lock.write_text('{"packages": {}}', "utf-8")
    (modules / "mermaid" / "dist" / "mermaid.min.js").write_text(FAKE, "utf-8")
    (root / "docs" / "assets").mkdir(parents=True)
    (root / "docs" / "assets" / "fonts").symlink_to(ROOT / "docs" / "assets" / "fonts")
    return root


@pytest.mark.audit
def test_a_page_is_offline_has_its_font_and_is_replaced_when_it_hangs(tmp_path: Path) -> None:
    given = {"source": "graph TD", "kind": "flowchart", "rung": RUNGS[0]._asdict(), "colors": COLORS}

    def work(page: Draw) -> None:
        assert ">offline</text>" in page(given)["svg"]
        with pytest.raises(DrawTimeout):
            page({**given, "source": "hang"})
        (tmp_path / "docs" / "assets" / "fonts").unlink()
        with pytest.raises(DrawError, match="the font Geist didn't load"):
            page(given)

    with_page(fake_tools(tmp_path), work, timeout=2)


def test_nothing_is_drawn_without_chromium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    with pytest.raises(DrawError, match="apt-get install chromium"):
        draw([Fence(4, "graph TD\n  A", "", "")], fake_tools(tmp_path))
