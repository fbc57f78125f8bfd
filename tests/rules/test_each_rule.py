"""Each rule from both sides: text that breaks it, and similar text that doesn't."""

# ruff: noqa: S608 - programs

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import Mock

import pytest

from hooks.check.check import check
from hooks.prose import html
from hooks.rules.registry import MAX_FINDINGS
from tests.rules.sample_project import (
    ANSWER,
    FOLDER,
    OTHER,
    PLAN,
    PROGRAM,
    RECORD,
    SENTENCE,
    TERM,
    TOPIC,
    VALID,
    A,
    Q,
    added,
    changed,
    findings,
    write,
)

Files = Mapping[str, str | bytes]

AGE, TTLS = (f"data/guide/glossary/{name}.yml" for name in ("age", "ttls"))
C, FUNNEL, WORDS = "data/companies/acme.yml", "data/funnel.yml", "data/synonyms/cache.yml"
MORE = "\n\n<!-- more -->\n\n"
DIAGRAM = "```mermaid\nflowchart LR\n  accTitle: T\n  accDescr: D\n  A --> B\n```"
SVG = f"{FOLDER}/diagram-1.svg"
RECT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
TASK = "  - {title: Day, tasks: [{do: Read., minutes: 9}]}\n"
PY = f"{FOLDER}/main.py"


def plan(*days: str) -> Files:
    return {"data/plans/long.yml": f"title: T\nsummary: S\ndays:\n{''.join(days)}{PLAN[PLAN.index('self_test') :]}"}


def answer(short: int, full: int) -> Files:
    return {A: "word " * short + MORE + "word " * full}


def prompt(text: str) -> Files:
    return {OTHER: f"title: Hot key\nprompt: {text}\nkind: concept\nlevel: mid\n"}


def titled(text: str) -> Files:
    return {OTHER: f"title: {text}\nprompt: What is a hot key?\nkind: concept\nlevel: mid\n"}


def searched(*texts: str) -> Files:
    """The first question with these ``searched``."""
    return changed(Q, "aka: [old value]", f"aka: [old value]\nsearched: {json.dumps(texts)}")


def programs(**texts: str) -> Files:
    files = {f"{FOLDER}/{name}.py": text for name, text in texts.items()}
    return files | {f"{name}.out": "Python 3.11\n" for name in files} | added("[It](main.py)")


def sql(text: str, printed: str = "") -> Files:
    return {f"{FOLDER}/x.sql": text, f"{FOLDER}/x.sql.out": f"PostgreSQL 18.6\n\n{printed}\n", **added("[It](x.sql)")}


def py(text: str, printed: str = "") -> Files:
    return {PY: text, f"{PY}.out": f"Python 3.11\n\n{printed}\n", **added("[It](main.py)")}


PRINTED = RECORD.partition("\n\n")[2].rstrip()
CONTINUED = PROGRAM.replace("it stays", "it\n--   stays")
TWO = "-- claim: and this\nSELECT true;\n"
SCRIPT = "# claim: it stays\nassert True\n# no control: why\n"
SWEEP = f"import os\nfrom random import random, seed\nseed(os.environ['SEED'])\nrandom()\n# runs: 200\n{SCRIPT}"
QUOTED = PROGRAM.replace("1;", "'b', $$c$$;").replace("nothing", "SELECT 'B', $$c$$;")
SESSIONS = (
    "-- session A\nSELECT 1;\n-- session B\nSELECT 2;\n-- session A\nSELECT 3;\n-- without the overlap: serial\n"
    "-- claim: it stays\nSELECT true;\n"
)
RETURNING = "UPDATE t SET n = 1 RETURNING n;\n"


PAIRS: list[tuple[str, Files, Files]] = [
    ("A001", added("<!-- more -->"), added("`<!-- more -->` ends the short answer.")),
    ("A002", answer(42, 300), answer(43, 300)),
    ("A002", answer(86, 300), answer(85, 300)),
    ("A003", answer(80, 217), answer(80, 218)),
    ("A003", answer(80, 806), answer(80, 805)),
    ("A004", added("## Why\n\n#### How"), added("## Why\n\n### How\n\n## What")),
    ("A005", {A: f"{SENTENCE * 5}[^1]{MORE}{SENTENCE * 16}\n\n[^1]: Note."}, added("Word.[^1]\n\n[^1]: Note.")),
    ("A006", {A: f"```\nx\n```{MORE}{SENTENCE * 16}"}, {}),
    ("A007", programs(main="x = 1", unused="y = 1"), programs(main="import helper", helper="y = 1")),
    ("A008", added("See [it](main.py)."), programs(main="x = 1")),
    ("A008", added("[It](main.py)\n\n[Again](./main.py)"), programs(main="x = 1", other="y = 1")),
    ("A009", {PY: "x = 1", **added("[It](main.py)")}, programs(main="x = 1")),
    ("A010", added("```\nx\n```"), added("```text\nx\n```\n\n    indented code")),
    ("A010", added("```mcschema\nx\n```"), added("```py\nx = 1\n```\n\n```dockerfile\nFROM x\n```")),
    (
        "A010",
        changed(Q, "kind: concept", "kind: concept\nexhibit: {language: systemd, text: x}"),
        changed(Q, "kind: concept", "kind: concept\nexhibit: {language: HTTP, text: x}"),
    ),
    ("A011", sql(PROGRAM.replace("1", "2"), PRINTED), sql(PROGRAM, PRINTED)),
    ("A011", sql(PROGRAM, PRINTED.replace("holds: it", "holds: what")), sql(CONTINUED, PRINTED)),
    ("A011", sql(PROGRAM.replace(" it:", " them:"), PRINTED), sql(PROGRAM.replace("nothing", "SELECT 2;"), PRINTED)),
    ("A011", sql(PROGRAM, PRINTED.partition("\n\nwithout")[0]), {}),
    ("A011", sql(PROGRAM, PRINTED.replace("fails: it", "fails: what")), {}),
    ("A011", sql(PROGRAM, PRINTED.replace("|\n", "| > SELECT 1;\n|   1\n|\n", 1)), {}),
    ("A011", sql(f"SELECT 0;\n{PROGRAM}", PRINTED), {}),
    ("A011", sql(PROGRAM, PRINTED.replace("  1", "  1\n> SELECT 3;\n  3")), {}),
    ("A011", sql(PROGRAM, "> SELECT 1;\n  1"), {}),
    ("A011", py(SCRIPT, "claim holds: they stay"), py(SCRIPT, "claim holds: it stays")),
    ("A015", added("## &nbsp;"), added("## a&nbsp;b\n\n| | a |\n|---|---|\n| &nbsp; | b |\n\n---\n\n> [!NOTE]\n> c")),
    ("A015", added("- one\n-\n"), added("- one\n- `two`\n- [x] three")),
    ("A015", added("> [!NOTE]\n> &emsp;"), added("> Word.")),
    ("A015", added("```text\n\n```"), added("```text\n.\n```")),
    ("A015", added("| &nbsp; | |\n|---|---|\n| | |"), added("    code")),
    ("C001", changed(C, "evaluates: [{text: Care., source: blog", "evaluates: [{text: Care., source: blg"), {}),
    ("C002", changed(C, "sources: [", 'sources: [{id: old, title: T, publisher: P, url: "https://x.org"}, '), {}),
    (
        "C003",
        changed(C, "stages: [", "stages: [{stage: screen}, "),
        changed(C, "stages: [", "stages: [{stage: screen, name: Chat}, "),
    ),
    ("D001", added(DIAGRAM), added(DIAGRAM.replace("mermaid", "text"))),
    ("D002", {SVG: "<svg><script/></svg>"}, {SVG: RECT}),
    (
        "D002",
        {SVG: RECT.replace("<rect", "<title>a&#x00200b;b</title><rect")},
        {SVG: RECT.replace("<rect", "<title>a&amp;b</title><rect")},
    ),
    ("D003", added(DIAGRAM.replace("accTitle: T", "accTitle: \u00a0")), added(DIAGRAM)),
    ("D003", added(DIAGRAM.replace("  accDescr: D\n", "")), added(DIAGRAM)),
    ("D004", added(DIAGRAM.replace("A --> B", "A[<b>x</b>] --> B")), added(DIAGRAM)),
    ("D005", {SVG: RECT}, {SVG: RECT, **added(DIAGRAM)}),
    ("E001", sql("SELECT 1;\n"), sql(PROGRAM)),
    ("E001", sql(f"-- Expect: 1\n{PROGRAM}"), sql(f"-- We expect: one row without an index\n{PROGRAM}")),
    ("E001", py(f"# needs: numpy\n{SCRIPT}"), py(f"# needs: valkey\n{SCRIPT}")),
    ("E001", py(f"x = (\n{SCRIPT}"), py(SCRIPT)),
    ("E002", sql(PROGRAM.replace("-- without it: nothing\n", "")), sql(PROGRAM)),
    ("E002", sql(f"{PROGRAM}{TWO}".replace("it:", "it (breaks 2):")), sql(f"{PROGRAM}{TWO}")),
    ("E002", py(SCRIPT.replace("no control:", "why:")), py(SCRIPT)),
    ("E003", py(f"import random as r\nx = r.Random(1)\n{SCRIPT}"), py(f"import random\n# random.random()\n{SCRIPT}")),
    (
        "E003",
        py(f"from os import urandom\nurandom(1)\n{SCRIPT}"),
        py(f"import secrets as s\ns.compare_digest\n{SCRIPT}"),
    ),
    ("E003", py(f"import uuid\nuuid.uuid4()\n{SCRIPT}"), py(f"import uuid\nuuid.UUID(int=1)\n{SCRIPT}")),
    ("E003", py(f"# runs: 200\nimport random\nrandom.seed(1)\n'SEED'\n{SCRIPT}"), py(SWEEP)),
    (
        "E003",
        py(SWEEP.replace("SEED", "HOME")),
        py(SWEEP.replace("# runs", "x = 1\n# without x: x = random()\n# runs")),
    ),
    ("E003", py(f"import random\nx = 1\n# without x: x = random.random()\n{SCRIPT}"), {}),
    ("E003", sql(f"SELECT random();\n{PROGRAM}"), sql(f"SELECT 'random()', random /* random() */ FROM t;\n{PROGRAM}")),
    ("E003", sql(f"SELECT setseed(.5);\n{PROGRAM}"), sql(f"SELECT setseed(n / 9.0), random() FROM t;\n{PROGRAM}")),
    ("E003", sql(f"DO $$ BEGIN PERFORM random(1, 6); END $$;\n{PROGRAM}"), sql(f"DO $$ -- random()\n$$;\n{PROGRAM}")),
    ("E003", sql(PROGRAM.replace("nothing", "SELECT gen_random_uuid();")), sql(f"SELECT uuidv7();\n{PROGRAM}")),
    ("E003", sql(f"SELECT n FROM t TABLESAMPLE SYSTEM (9);\n{PROGRAM}"), sql(f"SELECT $$it's random()$$;\n{PROGRAM}")),
    ("E004", sql(PROGRAM.replace("nothing", "select /* */ 1 ;")), sql(PROGRAM.replace("nothing", "SELECT 2;"))),
    ("E004", sql(QUOTED.replace("'B'", "'b'")), sql(QUOTED)),
    ("E004", sql(PROGRAM.replace("nothing", "serial")), sql(SESSIONS)),
    ("E004", sql(SESSIONS.replace("-- session A\nSELECT 3;\n", "")), {}),
    (
        "E004",
        sql(PROGRAM.replace("nothing\n", "nothing\n-- without that: nothing\n")),
        sql(PROGRAM.replace("nothing\n", "nothing\n-- without that: SELECT 2;\n")),
    ),
    ("E004", sql(PROGRAM, PRINTED.replace("| claim fails", "| claim holds")), sql(PROGRAM, PRINTED)),
    ("E004", py(f"x = [1]\n# without x: x = [ 1 ]  # one\n{SCRIPT}"), py(f"x = [1]\n# without x: x = [2]\n{SCRIPT}")),
    ("E005", py(f"def f():\n    assert 1\n{SCRIPT}"), py(f"{SCRIPT}def f():\n    assert 1\n")),
    ("E006", sql(f"UPDATE t SET n = 1;\n-- expect: 1\n{PROGRAM}"), sql(f"{RETURNING}-- expect: 1\n{PROGRAM}")),
    ("E006", sql(f"BEGIN;\n-- expect: 1\n{PROGRAM}"), sql(f"/* one */ (SELECT 1);\n-- expect: 1\n{PROGRAM}")),
    (
        "E006",
        sql(f"DELETE FROM t;\n-- expect: UPDATE 1\n{PROGRAM}"),
        sql(f"DELETE FROM t;\n-- expect: DELETE 1\n{PROGRAM}"),
    ),
    ("E006", sql(f"COMMIT;\n-- expect: ERROR\n{PROGRAM}"), sql(f"COMMIT;\n-- expect: ERROR 40001\n{PROGRAM}")),
    ("E006", sql(f"SELECT 1;\n-- expect: 1, not 1\n{PROGRAM}"), sql(f"SELECT 1;\n-- expect: 1, not 2\n{PROGRAM}")),
    (
        "E007",
        sql(f"{PROGRAM}-- no control: why\n"),
        sql(f"{PROGRAM}{TWO}-- no control: why\n".replace("it:", "it (breaks 1):")),
    ),
    ("F001", {WORDS: "words: [Caf\xe9]\n".encode("latin-1")}, {WORDS: "words: [Caf\xe9]\n"}),
    (
        "F001",
        programs(main="# coding: utf-7\nx = 1"),
        programs(main="#!/usr/bin/python\n# -*- coding: UTF_8 -*-\n# coding: utf-7\nx = '# coding: x'"),
    ),
    ("F002", {WORDS: "#" * 65_537}, {WORDS: "words: [a]\n" + "#" * 65_525}),
    ("F002", {A: ANSWER + " " * 32_768}, {A: ANSWER.ljust(32_768)}),
    ("F003", {WORDS: "\ufeffwords: [a]\n"}, {}),
    ("A013", added("See [x] (https://a.b/c)."), added("See [x](https://a.b/c) (https://a.b/c), and a[0] (x)[1].")),
    ("A013", added("See (x)[../hot-key/answer.md]."), added("`(x)[https://a.b]` and f(x)[1]")),
    ("A013", added("##Why"), added("## Why\n\n#1 and #hot, `##x`\n\n```text\n##x\n```")),
    ("A013", added("-one\n-two"), added("- one\n- two\n\n-1 is less; --verbose, `-x`\n\n`-x` is one")),
    ("A013", added("| a | b |\n| 1 | 2 |"), added("| a | b |\n|---|---|\n| 1 | 2 |\n\n`|a|`")),
    ("A013", added("<<<<<<< HEAD\nx"), added("```text\n<<<<<<< HEAD\n```")),
    ("A013", added("TODO: more"), added("A TODO in code is a debt…\n\n```python\n...\n```")),
    (
        "A013",
        added("```python\nx = 1"),
        added("```python\nx = 1\n```\n\n- ```python\n  y = 1\n  ```\n\n> ~~~text\n> z\n> ~~~"),
    ),
    ("A014", added("```console\n$ date\n```"), added('```bash\necho "$HOME"\n```')),
    ("A014", added("```python\nprint(2)  # => 2\n```"), added("```python\nx = 2  # returned later\n```")),
    ("A014", added("```sql\nSELECT 1; -- returns 1\n```"), added("```sql\nSELECT 1; -- the first\n```")),
    ("A014", added("```text\n>>> 1 + 1\n2\n```"), added("```text\nGET /x -> 200\na > b\n```")),
    ("A014", added("```text\nERROR:  deadlock detected\n```"), added("```http\nHTTP/1.1 200 OK\n```")),
    ("A014", added("```text\nSeq Scan on t  (cost=0.00..1.0)\n```"), added('```json\n{"cost": 1}\n```')),
    ("A012", added("```python\nreturn 1 +\n```"), added("```python\nawait x\n```\n\n```http\nGET ((\n```")),
    ("F004", {WORDS: "words: [a\u202eb]\n"}, {WORDS: "words: [a\u00a0b, שלום, 日本]\r\n"}),
    ("F004", {WORDS: "words: [a\U000e0041b]\n"}, {WORDS: "words: [\u2764\ufe0f, 1\ufe0f\u20e3]\n"}),
    ("F004", {WORDS: "words: [\u2764\ufe0f\ufe0f]\n"}, {WORDS: "words: [\u2764\ufe0e]\n"}),
    ("F004", {WORDS: "words: [a\ufe0f]\n"}, {WORDS: "words: [\U0001f600\ufe0f]\n"}),
    ("F004", {WORDS: "words: [\u2764\ufe03]\n"}, {}),
    (
        "F004",
        {WORDS: "words: [a\u070fb]\n"},
        {WORDS: "words: [\u05e9\u05dc\u05d5\u05dd, \u0928\u092e\u0938\u094d\u0924\u0947]\n"},
    ),
    ("F004", {A: f"{ANSWER}\n\ue000"}, added("\U0001f469\u200d\U0001f4bb")),
    ("F005", {WORDS: "words: [cafe\u0301]\n"}, {WORDS: "words: [caf\xe9, \xbd, \ufb01]\n"}),
    ("F006", {"data/topics/notes.md": "x"}, {}),
    ("F006", {"data/.gitattributes": "* -diff\n"}, {}),
    ("F006", {f"{FOLDER}/__pycache__/x.pyc": b"\xff"}, {}),
    ("F007", {f"{FOLDER}/my_query.sql": "x"}, programs(main="import my_module", my_module="x = 1")),
    ("F007", {"data/plans/index.yml": VALID["data/plans/one-day.yml"]}, programs(index="x = 1")),
    ("F007", {"data/questions/caching/index/question.yml": VALID[OTHER]}, {}),
    ("F009", {f"{FOLDER}/empty.sql": " \n"}, {**programs(main="x = 1"), f"{PY}.out": ""}),
    ("F010", changed(Q, "old value", '"old\\u200b value"'), changed(Q, "old value", '"old\\u00a0value"')),
    ("F010", changed(Q, "old value", "old&#x202e; value"), changed(Q, "old value", "R&amp;D")),
    (
        "F010",
        changed(Q, "old value", '"\U0001f469\u200d\U0001f4bb a\\u200db"'),
        changed(Q, "old value", '"\\u2764\\ufe0f"'),
    ),
    ("F010", added("\U0001f469\u200d\U0001f4bb a&zwj;b"), added("\u2764&#xfe0f;")),
    ("F010", added("Word &zwnj; word."), added("Word &nbsp;`&zwnj;` word.")),
    ("G001", {AGE: TERM.replace("TTL", "'*ttl* '")}, {}),
    ("G001", {TTLS: TERM.replace("TTL", "ttl")}, {TTLS: TERM.replace("TTL", "TTLs")}),
    ("G002", {WORDS: "words: [Key, lock]\n"}, {WORDS: "words: [keys, lock]\n"}),
    ("G002", {WORDS: "words: [lock, '*Lock*']\n"}, {WORDS: "words: [lock, locks]\n"}),
    ("N001", {FUNNEL: VALID[FUNNEL] + VALID[FUNNEL].partition("stages:\n")[2]}, {}),
    ("N001", changed(FUNNEL, "id: screen", "id: note-1"), changed(FUNNEL, "id: screen", "id: notes")),
    ("P001", plan(*[TASK] * 8), plan(*[TASK] * 7, "  - {title: Rest}\n", *[TASK] * 7)),
    ("Q001", changed(Q, "tests: Whether you look before you guess.\n", ""), changed(Q, "applies_to: [Redis 8]\n", "")),
    (
        "Q002",
        changed(Q, "[Say what you see, Say why,", "[Say what you see,"),
        changed(Q, "Fix it]", "Fix it, D, E, F]"),
    ),
    ("Q002", changed(Q, "Fix it]", "Fix it, D, E, F, G]"), {}),
    ("Q003", changed(Q, "old value", "a b c d e f g h i"), changed(Q, "old value", "a b c d e f g h")),
    ("Q004", changed(Q, "    hint: Look at its age.\n", ""), {}),
    ("Q005", changed(Q, "2026-01-02", "2999-12-31"), {}),
    ("Q006", prompt("Why is a stale value cached?"), prompt("Why is the cached page stale?")),
    ("Q007", {"data/questions/http/hot-key/question.yml": VALID[OTHER]}, {}),
    (
        "Q008",
        {"data/questions/http/etag/question.yml": VALID[OTHER]},
        {"data/topics/http.yml": TOPIC, "data/questions/http/etag/question.yml": VALID[OTHER]},
    ),
    ("Q009", {"data/questions/caching/lone/answer.md": ANSWER}, {}),
    (
        "Q010",
        changed(Q, "related: [hot-key]", "related: [hot-key, hot-key]"),
        changed(Q, "hint: Look at its age.", "see: old-key"),
    ),
    ("Q011", changed(Q, "[old-read]", "[hot-key]"), changed(Q, "[old-read]", "[hot-keys]")),
    (
        "Q011",
        changed(Q, "[old-read]", "[index]"),
        {"docs/questions/faq.md": "# FAQ\n", **changed(Q, "[old-read]", "[faqs]")},
    ),
    ("Q011", {"docs/questions/faq.md": "# FAQ\n", **changed(Q, "[old-read]", "[faq]")}, {}),
    ("Q012", titled("Why is the value stale today?"), titled("Why the value is stale")),
    ("Q012", titled("a\u00a0b c\u2003d e f"), titled("a - b / c & d e")),
    ("Q012", titled("\N{PARTY POPPER}"), titled("\N{PARTY POPPER} C++")),
    ("Q012", titled("'` ` ! **...**'"), titled("'`SELECT ... FOR UPDATE`'")),
    ("Q013", titled("STALE  READ"), titled("Stale reads")),
    ("Q013", titled("'*Stale*-`read`!'"), titled("Stale read++")),
    ("Q013", titled("caching"), titled("old value")),
    ("Q014", searched("Old-Value!"), searched("old values")),
    ("Q014", searched("stale   read"), searched("stale")),
    ("Q014", searched("a b", "B", "A, b"), searched("a b", "b a")),
    ("Q014", searched("%%%"), searched("%1")),
    ("Q003", searched("w " * 17), searched("w " * 16)),
    ("S006", searched(" "), searched("x")),
    ("S006", searched("x" * 151), searched("x" * 150)),
    ("S006", searched(*map(str, range(21))), searched(*map(str, range(20)))),
    ("R001", changed(Q, "related: [hot-key]", "related: [cold-key]"), changed(Q, "redirect_from: [old-read]", "")),
    (
        "R002",
        changed(Q, "related: [hot-key]", "related: [hot-spot]") | {OTHER: VALID[OTHER] + "redirect_from: [hot-spot]"},
        {},
    ),
    ("R003", added("[x](../../../../docs/home.md)"), added("[x](../../../../docs/index.md)")),
    ("R003", added("[x](../hot-key/answer.md)"), added("[x](../hot-key/question.yml)")),
    ("R004", added("[x](ftp://example.com)"), added("[x](mailto:a@example.com) [y](HTTPS://Example.com:80/?a=b#c)")),
    ("R004", changed(Q, "Look at its age.", '"[x](#here)"'), added("## Here\n\n[x](#here)")),
    (
        "R005",
        changed(Q, "Look at its age.", "Look <b>at</b> it."),
        changed(Q, "Look at its age.", '"`<b>`, a < b, \\\\<b>"'),
    ),
    (
        "R006",
        changed(Q, "Look at its age.", '"![x](https://example.com/x.png)"'),
        changed(Q, "Look at its age.", '"Look! [x](https://example.com)"'),
    ),
    ("R007", changed(Q, "https://redis.io/docs/", "https://xn--80ak6aa92e.com/"), {}),
    ("R007", changed(Q, "https://redis.io/docs/", "https://rеdis.io/"), changed(Q, "redis.io/docs", "redis.io/@docs")),
    ("R007", added("[x](https://xn--80ak6aa92e.com/)"), added("[x](https://example.com/xn--80)")),
    ("R007", added("[x](https://2130706433/)"), added("[x](https://example.co.uk/)")),
    ("R007", changed(Q, "https://redis.io/docs/", "https://localhost/"), {}),
    (
        "R007",
        added("[https://github.com/x](https://example.com/)"),
        added("[https://github.com/x](https://www.github.com/) [https://a.b.com](https://b.com/) [x.com](../x.py)"),
    ),
    (
        "R007",
        added("[`github.com`](https://example.com/)"),
        added(
            "[Node.js](https://nodejs.org/) [`golang.org/x/sync`](https://pkg.go.dev/golang.org/x/sync) [github.com](https://docs.github.com/)"
        ),
    ),
    (
        "S009",
        changed(Q, "Look at its age.", '"` ` [](https://a.bc)"'),
        changed(Q, "Look at its age.", '"`*` [a](https://b.cd)"'),
    ),
    ("R004", prompt('"Why <javascript:alert(1)>?"'), prompt('"Why `<javascript:alert(1)>`?"')),
    (
        "R007",
        prompt("Why https://ex\u0430mple.com/ now?"),
        prompt('"Why https://example.com/ or `http://127.0.0.1/`?"'),
    ),
    ("R007", prompt('"Why http://127.0.0.1:8000/ or www.x.internal?"'), prompt("Why www.example.com/x?")),
    (
        "R007",
        changed(Q, "title: Expiry", "title: accounts.google.io"),
        changed(Q, "title: Expiry", "title: docs.redis.io"),
    ),
    (
        "R007",
        changed(Q, "https://redis.io/docs/", "http://a.internal/"),
        changed(Q, "https://redis.io/docs/", "https://redis.io/"),
    ),
    ("R007", prompt("Ask a@xn--80ak6aa92e.com why?"), prompt("Ask a@example.com why?")),
    ("R008", added("See [&nbsp;](https://redis.io/)."), added("See [`x`](https://redis.io/) and https://redis.io/.")),
    ("R008", changed(Q, "Look at its age.", '"Look at [](https://redis.io/) it."'), {}),
    (
        "S006",
        changed(Q, "[old-read]", f"[{', '.join(f'old-{n}' for n in range(13))}]"),
        changed(Q, "[old-read]", f"[{', '.join(f'old-{n}' for n in range(12))}]"),
    ),
    (
        "S006",
        {WORDS: f"words: [{', '.join(f'w{n}' for n in range(13))}]\n"},
        {WORDS: f"words: [{', '.join(f'w{n}' for n in range(12))}]\n"},
    ),
    ("S006", {WORDS: f"words: [{'a' * 101}]\n"}, {WORDS: f"words: [{'a' * 100}]\n"}),
    ("S009", changed(Q, "Look at its age.", '"&nbsp;"'), changed(Q, "Look at its age.", '"a&nbsp;b"')),
    ("S009", changed(Q, "old value", '"[&emsp;](https://redis.io/)"'), {}),
    (
        "S009",
        {OTHER: VALID[OTHER] + 'exhibit: {language: text, text: "\\u00a0 "}\n'},
        {OTHER: VALID[OTHER] + "exhibit: {language: text, text: x}\n"},
    ),
    ("S009", changed(Q, "Look at its age.", "\u2800"), {}),
    ("S009", changed(Q, "Look at its age.", "…"), changed(Q, "Look at its age.", "Look…")),
    ("S009", changed(Q, "Look at its age.", "ToDo"), changed(Q, "Look at its age.", "todo lists")),
    ("T001", {"data/topics/http.yml": TOPIC}, {"data/topics/http.yml": TOPIC.replace("[stale-read]", "[]")}),
    ("W001", added("word " * 36), added(f"{'word ' * 35}. Word.")),
    ("W001", changed(Q, "Look at its age.", "word " * 36), changed(Q, "when an entry leaves", "word " * 36)),
    ("W003", added("1, 2. " * 7), added("1, 2. " * 6)),
    ("W003", {A: VALID[A].replace("The", "5", 5)}, {A: VALID[A].replace("The", "5", 4)}),
    ("W004", added("You need\nnot `ask`."), added("You need `not ask`.\n\n| need not |\n|---|")),
    ("W004", changed(Q, "Look at its age.", "Begin it anew."), changed(Q, "aka: [old value", "aka: [anew")),
    ("Y002", changed(Q, "level: mid\n", "level: mid\nlevel: mid\n"), {}),
    ("Y003", changed(Q, "old value", "&old value"), changed(Q, "old value", "R&D")),
    ("Y004", changed(Q, "old value", "!old value"), changed(Q, "old value", "old!")),
    ("Y005", {WORDS: f"words: {'[' * 12}{']' * 12}"}, {WORDS: f"words: {'[' * 11}{']' * 11}"}),
    ("Y006", changed(Q, "old value", "on"), changed(Q, "old value", '"on", on time, 8 h, v1, 1.2.3, "~"')),
    ("Y007", {WORDS: "words: [a]\n---\n"}, {WORDS: "---\nwords: [a]\n"}),
    ("Y008", {WORDS: "words: [a]\n? [a]\n: b\n"}, {WORDS: '"words": [a]\n'}),
]


@pytest.mark.parametrize(("rule", "bad", "good"), PAIRS, ids=[f"{i}-{pair[0]}" for i, pair in enumerate(PAIRS)])
def test_rule_reports_a_violation_and_no_near_miss(tmp_path: Path, rule: str, bad: Files, good: Files) -> None:
    assert rule in {finding.rule for finding in findings(tmp_path / "bad", bad)}
    assert rule not in {finding.rule for finding in findings(tmp_path / "good", good)}


def test_valid_project_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, {}) == ()


def test_empty_project_has_no_findings(tmp_path: Path) -> None:
    assert check(write(tmp_path, {})).findings == ()


def test_links_to_the_page_of_an_invalid_file_are_not_reported(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        {
            "data/plans/one-day.yml": "title: Redis: a plan\n",
            **plan(TASK.replace("9}", "9, links: {pages: [/plan/one-day/]}}")),
        },
    )
    assert [str(finding.path) for finding in found] == ["data/plans/one-day.yml"]


def test_near_duplicate_prompts_are_both_reported(tmp_path: Path) -> None:
    found = findings(tmp_path, prompt("Why is a stale value cached?"))
    assert sorted(str(finding.path) for finding in found if finding.rule == "Q006") == sorted([Q, OTHER])


def test_duplicate_titles_are_both_reported(tmp_path: Path) -> None:
    found = [finding for finding in findings(tmp_path, titled("stale READ")) if finding.rule == "Q013"]
    assert [(str(finding.path), finding.message) for finding in found] == [
        (OTHER, f"duplicate title: also used by `{Q}`"),
        (Q, f"duplicate title: also used by `{OTHER}`"),
    ]


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("404", ["S004"]),
        ("[Hot, key]", ["S004"]),
        ("", ["S004"]),
        ('""', ["S006"]),
        ("x" * 61, ["S006"]),
        ("\u00a0", ["S006", "S009"]),
        ("TODO", ["S009"]),
        ('"` `"', ["Q012", "S009"]),
        ("Hot <b>key</b>", ["R005"]),
        ('"Hot\\u200bkey"', ["F010"]),
        ('"[key](javascript:alert)"', ["R004"]),
    ],
)
def test_invalid_title_is_rejected(tmp_path: Path, title: str, rules: list[str]) -> None:
    assert sorted({finding.rule for finding in findings(tmp_path, titled(title))} - {"R001"}) == rules


def test_only_the_first_syntax_errors_are_reported(tmp_path: Path) -> None:
    write(tmp_path, {**VALID, **added("```go\n(\n```\n\n" * 5)})
    assert [finding.rule for finding in check(tmp_path).findings].count("A012") == 3


def test_a_text_over_the_limit_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**VALID, **changed(Q, "prompt: ", f"prompt: {'x' * 10_000} ")})
    monkeypatch.setattr(html, "plain", plain := Mock(wraps=html.plain))
    assert "S006" in {finding.rule for finding in check(tmp_path).findings}
    assert max(len(call.args[0]) for call in plain.call_args_list) < 10_000


def test_a_rule_reports_a_bounded_number_of_findings_in_a_file(tmp_path: Path) -> None:
    write(tmp_path, {**VALID, **added("\u200b" * 1000)})
    assert [finding.rule for finding in check(tmp_path).findings].count("F004") == MAX_FINDINGS
