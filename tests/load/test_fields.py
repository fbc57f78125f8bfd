from __future__ import annotations

from pathlib import PurePosixPath

from hooks.load.fields import Leaf, field_names, leaves
from hooks.load.yaml import parse
from hooks.model.base import Markup, Ref
from hooks.model.company import CompanyFile
from hooks.model.guide import ChecklistsFile
from hooks.model.plan import PlanFile
from hooks.model.question import QuestionFile


def found(model: type, text: str) -> list[Leaf]:
    return list(leaves(model, parse(PurePosixPath("data/x.yml"), text).value))


def test_leaves_have_locations_and_annotations() -> None:
    assert found(QuestionFile, "prompt: Why?\nrelated: [a-b]\nfollow_ups:\n  - {ask: And?, see: c-d}\n") == [
        Leaf(("prompt",), "Why?", (Markup.INLINE,)),
        Leaf(("related", 0), "a-b", (Ref.QUESTION,)),
        Leaf(("follow_ups", 0, "ask"), "And?", (Markup.INLINE,)),
        Leaf(("follow_ups", 0, "see"), "c-d", (Ref.QUESTION,)),
    ]


def test_annotations_of_optional_nested_and_mapped_fields() -> None:
    assert found(PlanFile, "days: [{tasks: [{links: {pages: [/x/], topics: [t]}}]}]\nself_test: [{stage: s}]\n") == [
        Leaf(("days", 0, "tasks", 0, "links", "pages", 0), "/x/", (Ref.PAGE,)),
        Leaf(("days", 0, "tasks", 0, "links", "topics", 0), "t", (Ref.TOPIC,)),
        Leaf(("self_test", 0, "stage"), "s", (Ref.STAGE,)),
    ]
    assert found(ChecklistsFile, "checklists: {any: {items: [{why: Because.}]}}") == [
        Leaf(("checklists", "any", "items", 0, "why"), "Because.", (Markup.INLINE,))
    ]
    assert found(CompanyFile, "plan: p\nreviewed: {on: 2026-11-20}")[0] == Leaf(("plan",), "p", (Ref.PLAN,))


def test_unknown_keys_and_wrong_types_have_no_leaves() -> None:
    text = "nonsense: {deep: [x]}\nrelated: not-a-list\nprompt: [in, a, list]\nkind: 3\ntests: Here.\n"
    assert [leaf.loc for leaf in found(QuestionFile, text)] == [("related",), ("tests",)]


def test_file_without_a_mapping() -> None:
    assert found(QuestionFile, "word") == [Leaf((), "word", ())]
    assert found(QuestionFile, "[a, b]") == []
    assert found(QuestionFile, "") == []


def test_field_names_by_location() -> None:
    assert field_names(QuestionFile, ("follow_ups", 3)) == ("ask", "hint", "see")
    assert field_names(QuestionFile, ("levels",)) == ("junior", "mid", "senior", "staff")
    assert field_names(ChecklistsFile, ("checklists", "any")) == ("title", "intro", "items")
    assert field_names(ChecklistsFile, ("checklists",)) == ()
    assert field_names(QuestionFile, ("prompt", "x")) == ()
