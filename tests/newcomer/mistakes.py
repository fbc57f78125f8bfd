"""Thirty mistakes that newcomers make, each with a public thread where someone made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tests.rules.sample_project import OTHER, VALID, Q, added, changed


class Mistake(NamedTuple):
    """Changes to the valid project, the rule that reports them, and the thread."""

    changes: Mapping[str, str]
    rule: str
    thread: str


PROMPT = "prompt: Why is the cached value stale?"
MISTAKES: Mapping[str, Mistake] = {
    "colon in a text": Mistake(
        changed(Q, PROMPT, "prompt: Redis: why is it stale?"), "Y001", "kubernetes/kubernetes#12531"
    ),
    "tab for indentation": Mistake(changed(Q, "  mid: Sees", "\tmid: Sees"), "Y001", "moraes/config#1"),
    "backtick first": Mistake(changed(Q, PROMPT, "prompt: `GET` is stale. Why?"), "Y001", "jqlang/jq#473"),
    "at sign first": Mistake(
        changed(Q, PROMPT, "prompt: @Transactional is ignored. Why?"), "Y001", "tsale/Sigma_rules#1"
    ),
    "curly quotes": Mistake(
        changed(Q, PROMPT, "prompt: “Redis: why is it stale?”"), "Y001", "remoteclaw/remoteclaw#490"
    ),
    "quote never closed": Mistake(changed(Q, PROMPT, 'prompt: "Why is it stale?'), "Y001", "chainguard-dev/edu#1997"),
    "quoted first word": Mistake(changed(Q, PROMPT, "prompt: 'Stale' values: why?"), "Y001", "tc39/test262#106"),
    "no colon after a key": Mistake(changed(Q, "kind: concept", "kind concept"), "Y001", "cal-itp/benefits#1893"),
    "no-break space": Mistake(changed(Q, "level: mid", "level:\u00a0mid"), "Y001", "webpack/webpack.js.org#1069"),
    "merge markers": Mistake(
        changed(Q, "kind: concept", "<<<<<<< HEAD\nkind: concept"),
        "Y001",
        "firstcontributions/first-contributions#122551",
    ),
    "duplicate key": Mistake(
        changed(Q, "asked: often", "asked: often\nlevel: senior"), "Y002", "newtheatre/history-project#1888"
    ),
    "bare NO": Mistake(changed(Q, "old value", "NO"), "Y006", "openENTRANCE/openentrance#348"),
    "bare version": Mistake(changed(Q, "[Redis 8]", "[3.10]"), "Y006", "endoflife-date/endoflife.date#266"),
    "misspelled key": Mistake(changed(Q, "pitfalls:", "pitfals:"), "S001", "pyvideo/data#1187"),
    "value not in the list": Mistake(
        changed(Q, "kind: concept", "kind: Conceptual"), "S003", "magicsword-io/LOLDrivers#276"
    ),
    "text instead of a list": Mistake(changed(Q, "related: [hot-key]", "related: hot-key"), "S004", "someodd/bore#24"),
    "URL without a scheme": Mistake(
        changed(Q, "https://redis.io/docs/", "redis.io/docs/"), "S008", "yissachar/awesome-dart#55"
    ),
    "template left unchanged": Mistake(
        {Q: VALID[Q].replace("Saying that it cannot be.", "…")}, "S009", "bayandin/awesome-awesomeness#309"
    ),
    "id that does not exist": Mistake(
        changed(Q, "related: [hot-key]", "related: [hot-keys]"), "R001", "sourcegraph/handbook#2661"
    ),
    "wrong file extension": Mistake(
        {OTHER.replace(".yml", ".yaml"): VALID[OTHER]}, "F006", "GEO-BON/bon-in-a-box-pipelines#213"
    ),
    "space in a file name": Mistake(
        {"data/questions/caching/Hot Page/question.yml": VALID[OTHER]}, "F007", "ANU-RSES-Education/EMSC-4033#11"
    ),
    "byte order mark": Mistake({Q: f"\ufeff{VALID[Q]}"}, "F003", "dotnet/docfx#199"),
    "space in a link": Mistake(
        added("See [the manual] (https://redis.io/docs/)."), "A013", "firstcontributions/first-contributions#49166"
    ),
    "link without a URL": Mistake(added("See [the manual]()."), "R004", "firstcontributions/first-contributions#49166"),
    "no space after the dash": Mistake(
        added("-First look at its age.\n-Then purge."), "A013", "firstcontributions/first-contributions#49166"
    ),
    "no space after the heading marker": Mistake(added("##Why it is stale"), "A013", "Mte90/FB-Android-Crash#1"),
    "link to a missing file": Mistake(added("See [hot keys](../hot-kye/answer.md)."), "R003", "exercism/docs#350"),
    "code without its language": Mistake(added("```\nGET price\n```"), "A010", "magento/devdocs#5252"),
    "raw HTML": Mistake(added("It is <b>old</b>."), "R005", "MicrosoftDocs/visualstudio-docs#3569"),
    "merge markers in prose": Mistake(added("<<<<<<< HEAD\nIt is old."), "A013", "cncf/contribute-site#126"),
}
"""By name. The thread shows the mistake or a maintainer's reply to it; nothing is quoted from it."""
