"""Mistakes in answers and in references between files, in the format of ``mistakes_in_yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from tests.rules.sample_project import (
    ANSWER,
    FOLDER,
    OTHER,
    PROGRAM,
    RECORD,
    TOPIC,
    VALID,
    A,
    Mistake,
    Q,
    added,
    changed,
)

RETIRED = {OTHER: VALID[OTHER] + "redirect_from: [hot-spot]\n"}
TWIN = "data/questions/http/hot-key/question.yml"
SQL = f"{FOLDER}/expiry.sql"

REFERENCES: Mapping[str, Mistake] = {
    "unknown topic": Mistake(
        {"data/questions/chaching/x-y/question.yml": VALID[OTHER].replace("Hot", "New")},
        "Q008 1:1",
        "Did you mean `caching`?",
    ),
    "wrong reference": Mistake(changed(Q, "see: hot-key", "see: hot-keys"), "R001 20:10", "Did you mean `hot-key`?"),
    "reference to nothing": Mistake(changed(Q, "see: hot-key", "see: zzz"), "R001 20:10", "or add it"),
    "unknown stage": Mistake(changed(Q, "rounds: [screen]", "rounds: [scren]"), "R001 5:10", "Did you mean `screen`?"),
    "retired id": Mistake(changed(Q, "see: hot-key", "see: hot-spot") | RETIRED, "R002 20:10", "Write `hot-key`."),
    "reference to itself": Mistake(changed(Q, "see: hot-key", "see: stale-read"), "Q010 20:10", "Delete it"),
    "follow-up without hint": Mistake(changed(Q, "    hint: Look at its age.\n", ""), "Q004 17:5", "Add `hint:`"),
    "missing layer": Mistake(changed(Q, "minutes: 8\n", ""), "Q001 1:1", "Add it"),
    "date in the future": Mistake(changed(Q, "2026-01-02", "2999-01-02"), "Q005 29:16", "actually done"),
    "answer without a question": Mistake(
        {"data/questions/caching/lone/answer.md": ANSWER}, "Q009 1:1", "Add question.yml"
    ),
    "question in two topics": Mistake(
        {"data/topics/http.yml": TOPIC.replace("[stale-read]", "[]"), TWIN: VALID[OTHER]}, "Q007 1:1", "Rename one"
    ),
    ".yaml": Mistake({OTHER.replace(".yml", ".yaml"): VALID[OTHER]}, "F006 1:1", "Rename it to `question.yml`"),
    "capitals in a file's name": Mistake(
        {"data/guide/Skills.yml": "x"}, "F006 1:1, F007 1:1", "Did you mean `data/guide/skills.yml`?"
    ),
    "an old list": Mistake(
        {"data/guide/glossary.yml": "items: []\n"}, "F006 1:1", "own file: `data/guide/glossary/<slug>.yml`"
    ),
    "the old synonyms": Mistake({"data/synonyms.yml": "groups: []\n"}, "F006 1:1", "`data/synonyms/<group>.yml`"),
    "a folder too deep": Mistake(
        {"data/guide/faq/tools/cloud.yml": "x"}, "F006 1:1", "Move it to `data/guide/faq/cloud.yml`"
    ),
    "a misspelled folder": Mistake(
        {"data/guide/glosary/age.yml": "x"}, "F006 1:1", "Did you mean `data/guide/glossary/age.yml`?"
    ),
    "a term under a name with capitals": Mistake(
        {"data/guide/glossary/Age.yml": "term: age\nmeans: How old it is.\n"}, "F007 1:1", "Rename it to `age`"
    ),
    "a term twice": Mistake(
        {"data/guide/glossary/expiry.yml": "term: '`ttl`'\nmeans: The same.\n"}, "G001 1:7", "Merge the two files"
    ),
    "empty file": Mistake({"data/guide/faq/cloud.yml": ""}, "F009 1:1", "Write it, or delete"),
}

ANSWERS: Mapping[str, Mistake] = {
    "<!--more-->": Mistake({A: ANSWER.replace("<!-- more -->", "<!--more-->")}, "A001 3:1", "Write `<!-- more -->`"),
    "<!-- More -->": Mistake({A: ANSWER.replace("<!-- more -->", "<!-- More -->")}, "A001 3:1", "lowercase"),
    "<!-- read more -->": Mistake(
        {A: ANSWER.replace("more -->", "read more -->")}, "A001 3:1", "Write `<!-- more -->`"
    ),
    "<!- more ->": Mistake({A: ANSWER.replace("<!-- more -->", "<!- more ->")}, "A001 3:1", "Write `<!-- more -->`"),
    "no marker": Mistake(
        {A: ANSWER.replace("<!-- more -->\n\n", "")}, "A001 1:1", "Put `<!-- more -->` on its own line"
    ),
    "no blank line above the marker": Mistake(
        {A: ANSWER.replace("\n\n<!--", "\n<!--")}, "A001 2:1", "with a blank line above and below"
    ),
    "duplicate marker": Mistake(added("<!-- more -->"), "A001 7:1", "Keep only the one"),
    "first heading too high": Mistake(added("# Why"), "A004 7:1", "Start with `##`"),
    "footnote in the short answer": Mistake(
        {A: ANSWER.replace(". ", ".[^1] ", 1) + "\n[^1]: x\n"}, "A005 1:88", "full answer"
    ),
    "nothing below the marker": Mistake({A: ANSWER.partition("-->")[0] + "-->\n"}, "A006 1:1", "the full answer below"),
    "code without its language": Mistake(added("```\nGET x\n```"), "A010 7:1", "```` ```python ````"),
    "raw HTML": Mistake(added("It is <b>old</b>."), "R005 7:7, R005 7:13", "in backticks"),
    "HTML after code": Mistake(added("`<b>` is <b>"), "R005 7:10", "in backticks"),
    "HTML comment": Mistake(added("<!-- TODO -->"), "R005 7:1", "in backticks"),
    "javascript link": Mistake(added("See [this](javascript:alert(1))."), "R004 7:12", "full https:// URL"),
    "URL path of a question": Mistake(added("See [this](/questions/stale-read/)."), "R004 7:12", "Write `answer.md`."),
    "URL path of a page": Mistake(added("See [this](/index)."), "R004 7:12", "Write `../../../../docs/index.md`."),
    "folder": Mistake(added("See [this](../stale-read/)."), "R004 7:12", "Write `answer.md`."),
    "host name only": Mistake(added("See [this](www.example.com)."), "R004 7:12", "Write `https://www.example.com`."),
    "no scheme": Mistake(added("See [this](//example.com/x)."), "R004 7:12", "Write `https://example.com/x`."),
    "path out of data": Mistake(added("See [this](../../../../README.md)."), "R004 7:12", "by their path"),
    "link to an open question": Mistake(
        added("See [this](../hot-key/answer.md)."), "R003 7:12", "Link its `question.yml`"
    ),
    "link to a misspelled answer": Mistake(
        added("See [this](../hot-kye/answer.md)."), "R003 7:12", "Did you mean `hot-key`?"
    ),
    "link to a retired id": Mistake(
        added("See [this](../old-read/answer.md)."), "R003 7:12", "`old-read` is now `stale-read`."
    ),
    "link into another topic": Mistake(
        added("See [it](../../http/stale-read/answer.md)."), "R003 7:10", "is in the topic `caching`"
    ),
    "link text same as its target": Mistake(
        added("See [expiry.sql](expiry.sql)."), "A008 7:18, R003 7:18", "paragraph of its own"
    ),
    "image": Mistake(added("![The path](path.png)"), "R006 7:13", "Mermaid diagram"),
    "program never shown": Mistake({SQL: PROGRAM, f"{SQL}.out": RECORD}, "A007 1:1", "`[What it shows](expiry.sql)`"),
    "program in a sentence": Mistake(
        {SQL: PROGRAM, f"{SQL}.out": RECORD, **added("See [it](expiry.sql).")}, "A008 7:10, A007 1:1", "of its own"
    ),
    "missing recording": Mistake({SQL: PROGRAM, **added("[It](expiry.sql)")}, "A009 1:1", "guide demo --record"),
    "recording without a program": Mistake({f"{SQL}.out": "1"}, "A009 1:1", "Delete it"),
    "diagram without an SVG file": Mistake(
        added("```mermaid\nflowchart LR\n  accTitle: T\n  accDescr: D\n  A --> B\n```"), "D001 7:1", "guide draw"
    ),
    "diagram without a description": Mistake(
        added("```mermaid\nflowchart LR\n  A --> B\n```"), "D003 7:1, D001 7:1", "Add `accTitle: …`"
    ),
}
