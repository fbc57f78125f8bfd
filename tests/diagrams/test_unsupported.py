from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams import Fence, Refusal, fences, refusals
from hooks.diagrams.unsupported import KINDS, for_mermaid, kind_of


def refused(source: str) -> list[Refusal]:
    return list(refusals(Fence(10, source, "", "")))


@pytest.mark.parametrize(
    "source",
    [
        "graph\n  A --x B; B --> C",
        "%% a remark\n\nflowchart TD\n  accTitle: C# & <b>\n  accDescr {\n    click A, $$\n  }\n  %% <b> $$",
        'flowchart LR\n  A["user@host"] e1@--> B@{ shape: cyl }\n  B ~~~ C["one<br>two<br/>#35; #quot;"]\n  A <--> B',
        "flowchart TD\n  link --> links\n  style A fill:#f96\n  A ---->|a < b > c| B",
        "sequenceDiagram\n  A->>B: uses C#35; and 5 #lt; 6\n  A<<->>B: x",
        "stateDiagram\n  [*] --> A\n  note right of A: x",
        "classDiagram-v2\n  class A {\n    <<interface>>\n    +List~int~ x()$\n  }\n  A <|.. B",
        "erDiagram\n  A ||--o{ B : has",
    ],
)
def test_what_mermaid_draws_is_left_to_mermaid(source: str) -> None:
    assert refused(source) == []


@pytest.mark.parametrize(
    ("source", "line", "reason", "hint"),
    [
        ("", 11, "empty", "Write a flowchart"),
        ("  %% nothing\n\n", 11, "empty", "delete it"),
        ("\npie\n  a: 1", 12, "`pie` isn't a kind of diagram that's legible on a phone", "`flowchart TD`"),
        ("sequenceDiagrams\n", 11, "`sequenceDiagrams` isn't a kind", "use a table"),
        ("---\ntitle: x\n---\nflowchart TD", 11, "settings", "accTitle"),
        ("%%{init: {}}%%\nflowchart TD", 11, "settings", "accTitle"),
        ("flowchart TD\n  %%{init: {}}%%", 12, "settings", "colors"),
        ('flowchart TD\n  A --> B\n  click A "https://a.example"', 13, "links", "in the text"),
        ('classDiagram\n  link A "https://a.example"', 12, "links", "in the text"),
        ("sequenceDiagram\n  links A: {}", 12, "links", "in the text"),
        ("flowchart TD\n  A[<b>x</b>]", 12, "HTML", "<br/>"),
        ("flowchart TD\n  A[x<img src=x onerror=y>]", 12, "HTML", "<br/>"),
        ('flowchart TD\n  A["$$x^2$$"]', 12, "math", "plain"),
        ("flowchart TD\n  A[fa:fa-user x]", 12, "icons", "word"),
        ('flowchart TD\n  A@{ img: "https://a.example/x.png" }', 12, "icons", "word"),
        ("sequenceDiagram\n  A->>B: uses C# 13", 12, "the text ends at `#`", "`#35;`"),
        ("flowchart LR\n  A[user@host] --> B", 12, "`@` in a label", "Put the text in quotes."),
    ],
)
def test_what_no_picture_can_have_is_refused_with_line_and_hint(source: str, line: int, reason: str, hint: str) -> None:
    first, *_ = refused(source)
    assert first[0] == line
    assert reason in first[1]
    assert hint in first[2]


def test_every_line_is_reported() -> None:
    assert [line for line, _, _ in refused("flowchart TD\n  A[<b>x</b>]\n  B\n  C[$$]\n")] == [12, 14]


@pytest.mark.parametrize("before", ["- item\n\n  ", "> "])
def test_a_diagram_in_a_list_or_quote_is_too_narrow(before: str) -> None:
    start, rest = ("- item\n\n", "  ") if before.startswith("-") else ("", "> ")
    answer = start + "".join(f"{rest}{line}\n" for line in ("```mermaid", "flowchart TD", "  A", "```"))
    (fence,) = fences(answer)
    assert [refusal.reason for refusal in refusals(fence)] == ["a diagram in a list or quote is too narrow on a phone"]


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("flowchart LR\n  A", "flowchart TB\n  A"),
        ("graph RL;A-->B", "graph TB;A-->B"),
        ("flowchart TD\n  subgraph x\n    direction BT\n  end", "flowchart TB\n  subgraph x\n    direction TB\n  end"),
        ("flowchart LRS", "flowchart LRS"),
        ("%% one\nflowchart TB\n  %% two\n  A", "\nflowchart TB\n\n  A"),
        ("flowchart TB\n  A[graph LR]", "flowchart TB\n  A[graph LR]"),
    ],
)
def test_diagrams_run_from_top_to_bottom_and_keep_their_lines(given: str, drawn: str) -> None:
    assert for_mermaid(given) == drawn


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_that_of_the_first_line(kind: str) -> None:
    first = {"er": "erDiagram", "flowchart": "graph LR", "state": "stateDiagram-v2"}.get(kind, f"{kind}Diagram")
    assert kind_of(f"\n%% x\n  {first}\n  gantt\n") == kind
    assert kind_of(f"gantt\n{first}\n") == ""


@given(st.sampled_from(["", *"graph sequenceDiagram stateDiagram classDiagram erDiagram".split()]), st.text())
def test_any_text_can_be_checked(header: str, text: str) -> None:
    fence = Fence(1, f"{header}\n{text}", "", "")
    assert all(2 <= line <= fence.source.count("\n") + 2 for line, _, _ in refusals(fence))
    assert for_mermaid(fence.source).count("\n") == fence.source.count("\n")
