from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams import syntax_errors


@pytest.mark.parametrize(
    "source",
    [
        "flowchart TD\n  A --> B",
        "%%{init: {}}%%\ngraph lr\n\n  %% a remark\n  A[one] -->|two words| B{three} & C([four]) -.-> D[(five)]:::hot",
        'flowchart LR\n  A["f(x)"] -- says --> B\n  subgraph s [Group]\n    direction TB\n    B <--> C;\n  end',
        "flowchart LR\n  classDef hot fill:#f96;\n  class A hot\n  style A fill:red;\n  A === B",
        "flowchart LR\n  linkStyle 0 stroke:red\n  A[[x]] ==> B((y)) --- C{{z}} -. t .-> D(((w))) --> E>u]",
        "stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : job\n  state Busy {\n    a --> b\n  }\n  Idle : waiting",
        "classDiagram\n  class A {\n    <<interface>>\n    +String name\n    +eat(Food food)\n  }\n  A <|.. B : is",
        "erDiagram\n  A ||--o{ B : has\n  A {\n    bigint id PK FK\n  }",
        "sequenceDiagram\n  A->>B: hi\n  loop x\n    B-->>A: ho\n  end",
    ],
)
def test_supported_syntax_has_no_errors(source: str) -> None:
    assert list(syntax_errors(source)) == []


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("", 1, "empty"),
        ("pie\n  a: 1", 1, "start with a line `flowchart TD`"),
        ("---\ntitle: x\n---\nflowchart TD", 1, "accTitle"),
        ("flowchart TD\n  A-->B", 2, "spaces around the arrow"),
        ("flowchart TD\n  A --> B; B --> C", 2, "one statement per line"),
        ("flowchart TD\n  A ---> B", 2, "longer arrows"),
        ("flowchart TD\n  A --x B", 2, "circle or cross"),
        ("flowchart TD\n  A ~~~ B", 2, "invisible"),
        ("flowchart TD\n  A@{ shape: cyl } --> B", 2, "brackets"),
        ('flowchart TD\n  A["x [y] z"] --> B', 2, "first closing bracket"),
        ("flowchart TD\n  A[/x/] --> B", 2, "slashes"),
        ('flowchart TD\n  click A "javascript:alert(1)"', 2, "links"),
        ("flowchart TD\n  A --> B[open", 2, "simplify"),
        ("flowchart TD\n  A[#quot;x#quot;]", 2, "the character itself"),
        ('flowchart TD\n  A["`**x**`"]', 2, "backticks"),
        ("flowchart TD\n  A[" + "x" * 600 + "]", 2, "shorten"),
        ("stateDiagram-v2\n  note right of A : x y", 2, "label"),
        ("stateDiagram-v2\n  state f <<fork>>", 2, "simplify"),
        ("classDiagram\n  direction LR", 2, "delete this line"),
        ("classDiagram\n  A<|--B", 2, "spaces around the arrow"),
        ("classDiagram\n  class A {\n    +name: str\n  }", 3, "type before the name"),
        ('erDiagram\n  A {\n    int id PK "key"\n  }', 3, "separated by spaces"),
        ("erDiagram\n  A {\n    int id PK, FK\n  }", 3, "separated by spaces"),
        ("sequenceDiagram\n  A->>B hi", 2, "colon"),
    ],
)
def test_unsupported_syntax_is_an_error_with_a_fix(source: str, line: int, message: str) -> None:
    found = list(syntax_errors(source))
    assert found[0][0] == line
    assert message in found[0][1]


def test_title_and_description_are_ignored() -> None:
    source = "flowchart TD\n  accTitle: T\n  accDescr {\n    D\n  }\n  A-->B\n"
    assert [line for line, _ in syntax_errors(source)] == [6]


GRID = "".join(f"  a{i} --> b{j}\n" for i in range(8) for j in range(8))


@pytest.mark.parametrize(
    "source",
    [
        f"flowchart LR\n{GRID}",
        f"stateDiagram-v2\n{GRID}",
        f"classDiagram\n{GRID}",
        "erDiagram\n" + "  A ||--|| B : x\n" * 61,
        "flowchart LR\n  " + " & ".join("abcdefgh") + " --> " + " & ".join("stuvwxyz"),
        "flowchart LR\n  " + " --> ".join(["A"] * 62),
        "flowchart LR\n" + "  A[x]\n" * 101,
    ],
)
def test_a_diagram_that_is_too_large_to_draw_is_an_error(source: str) -> None:
    ((line, message),) = syntax_errors(source)
    assert (line, "split it in two" in message) == (1, True)


@pytest.mark.parametrize(
    "source", ["flowchart LR\n  A & B & C --> D & E & F", "sequenceDiagram\n" + "  A->>B: x\n" * 200]
)
def test_a_diagram_that_can_be_drawn_is_not_too_large(source: str) -> None:
    assert list(syntax_errors(source)) == []


HEADERS = ["flowchart TD", "stateDiagram-v2", "classDiagram", "erDiagram", "sequenceDiagram"]


@given(st.sampled_from(HEADERS), st.lists(st.text('AB-=.><|[](){}"/\\: &;ox~*x', max_size=60), max_size=8))
def test_any_text_can_be_checked(header: str, lines: list[str]) -> None:
    assert all(1 <= line <= len(lines) + 1 for line, _ in syntax_errors("\n".join([header, *lines])))
