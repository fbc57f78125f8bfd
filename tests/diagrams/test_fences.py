from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hooks.diagrams import Fence, fences, source_hash

FLOW = "flowchart TD\n  A --> B\n"


def fenced(source: str, info: str = "mermaid") -> str:
    return f"```{info}\n{source}```\n"


def test_a_fence_is_found_with_its_line_and_source() -> None:
    assert fences("Words.\n\n" + fenced(FLOW)) == (Fence(3, FLOW, "", ""),)


def test_fences_in_lists_and_block_quotes_count() -> None:
    answer = (
        "- item\n\n  ```mermaid\n  flowchart TD\n    A --> B\n  ```\n\n> [!NOTE]\n> ~~~mermaid\n> graph LR\n> ~~~\n"
    )
    assert [(fence.line, fence.source) for fence in fences(answer)] == [(3, FLOW), (9, "graph LR\n")]


def test_a_fence_inside_another_is_not_a_diagram() -> None:
    assert fences("````markdown\n" + fenced(FLOW) + "````\n") == ()


def test_an_indented_fence_is_not_a_diagram() -> None:
    assert fences("    ```mermaid\n    graph LR\n    ```\n") == ()


def test_other_languages_are_not_diagrams() -> None:
    assert fences(fenced("SELECT 1;\n", "sql") + fenced(FLOW, "mermaidjs") + fenced(FLOW, "")) == ()


def test_the_rest_of_the_info_string_is_ignored() -> None:
    assert len(fences(fenced(FLOW, "mermaid title"))) == 1


def test_an_unclosed_fence_runs_to_the_end_as_on_github() -> None:
    assert fences("```mermaid\n" + FLOW)[0].source == FLOW


def test_title_and_description_are_read() -> None:
    (fence,) = fences(fenced("flowchart TD\n  accTitle: Two  boxes\n  accDescr: A leads to B.\n  A --> B\n"))
    assert (fence.title, fence.description) == ("Two boxes", "A leads to B.")


def test_a_description_can_span_lines() -> None:
    (fence,) = fences(fenced("sequenceDiagram\n  accDescr {\n    A asks,\n    B answers.\n  }\n  A->>B: hi\n"))
    assert fence.description == "A asks, B answers."


def test_acctitle_in_a_label_is_not_a_title() -> None:
    assert fences(fenced("flowchart TD\n  A[accTitle: no] --> B\n"))[0].title == ""


def test_the_hash_is_short_and_stable() -> None:
    assert source_hash(FLOW) == "1222fd6d86478178"


def test_trailing_whitespace_does_not_change_the_hash() -> None:
    assert source_hash("flowchart TD  \r\n  A --> B\t\n\n\n") == source_hash(FLOW)


def test_a_changed_title_changes_the_hash() -> None:
    assert source_hash(FLOW + "accTitle: x\n") != source_hash(FLOW)


@given(st.text())
def test_any_markdown_can_be_searched(markdown: str) -> None:
    for fence in fences(markdown + "\n\n```mermaid\n" + markdown):
        assert len(source_hash(fence.source)) == 16
