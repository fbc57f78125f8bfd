"""Files of the maximum size are checked, fixed and rendered in time, whatever they repeat."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from hooks.prose.highlighting import LANGUAGES
from tests.hostile.corpus import as_project_files, large_files, repeated
from tests.hostile.limits import report, too_slow

MORE = "A.\n\n<!-- more -->\n\n"
BLANKS = ["\n", " ", "\t", "\n ", "\n\n", "    ", "\r", "\xa0", "a", "1", "x ", "é", "\u200b"]
MARKDOWN = [
    *"[ ] ( ) [a](b) ![a](b) ![ <a <b> <!-- --> * ** _ ~~ ` ``` ~~~ > - + 1. # ## | |- \\ & &amp; [^a] ]( :".split(),
    *"www.a http://a https://a.b/ a@b.c :: // ! $ = --- === [a](https://b)|[a]: |[^a]: |> [!NOTE]|- [ ] ".split("|"),
]
YAML = [
    *"- ? [ ] { } , : &a *a !a ' \" \\ # 1_ 0x 1:3 NO ~ >- % @ ` --- [a](b) <b> https://a.b".split(),
    *"a: |- [a] # b|<<: ".split("|"),
]
CODE = r"""
    ( ) [ ] { } < > <% <? <a </ <!-- " ' \' \" ''' ` \ / /* */ // -- # $ $$ $a$ ${ $( @ % & && | || ! ? : ; , . .. = =>
    -> <- <<a <<- ~ ^ + * ** a( a. a= a: a, 1. 0x 1e _ a<b if else for while def class lambda not select begin end do
    then case import return func type struct public static void string int fn let const new async await CMD
""".split()
DIAGRAM = [
    *"a b --> |--> ->> -x -- : & [ ]( [( {{ ::: end o{ ||--|| } { == -.".split(),
    *"note over |participant |subgraph |class |a: b|a -- |style |as ".split("|"),
]


@st.composite
def generated_files(draw: DrawFn) -> tuple[str, bytes]:
    """A file of the maximum size that repeats a few tokens of its grammar."""
    code = f"{MORE}```{draw(st.sampled_from([*LANGUAGES, 'python', 'sql', 'yaml', 'bash']))}\n"
    kind = draw(st.sampled_from(["flowchart LR", "sequenceDiagram", "classDiagram", "erDiagram", "stateDiagram"]))
    name, beginnings, tokens = draw(
        st.sampled_from(
            [
                ("question/large.yml", ["", "prompt: ", 'prompt: "', "aka:\n- ", "aka: [", "redirect_from: ["], YAML),
                ("company/large.yml", ["", "summary: ", "tips:\n- ", "tips: [", "tips:\n"], [*YAML, "k{n}: a"]),
                ("answer/large.md", ["", MORE], MARKDOWN),
                ("answer/large.md", [code], CODE),
                ("answer/large.md", [f"{MORE}```mermaid\n{kind}\n"], DIAGRAM),
            ]
        )
    )
    some = st.lists(st.sampled_from([*tokens, *BLANKS]), min_size=1, max_size=4).map("".join)
    return name, repeated(name, draw(st.sampled_from(beginnings)) + draw(st.one_of(st.just(""), some)), draw(some))


@pytest.mark.audit
@pytest.mark.timeout(3600)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_files())
def test_generated_files_take_no_time(file: tuple[str, bytes]) -> None:
    name, content = file
    assert too_slow(as_project_files(name, content)) == []


@pytest.mark.audit
@pytest.mark.timeout(3600)
def test_repeated_patterns_take_no_time() -> None:
    assert {name: slow for name, files in large_files() if (slow := too_slow(files))} == {}


def endless(_: Path) -> None:
    while True:
        pass


@pytest.mark.audit
def test_a_slow_command_is_noticed() -> None:
    assert too_slow({}, (report, endless)) == ["endless"]
