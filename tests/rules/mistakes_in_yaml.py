"""Mistakes in a data file: the change, the position of each finding, and part of the first finding's hint."""

from __future__ import annotations

from collections.abc import Mapping

from tests.rules.sample_project import VALID, Mistake, Q, changed

PROMPT = "prompt: Why is the cached value stale?"
LEVELS = "levels:\n  mid: Sees the old entry.\n  senior: Says how old it may be."
URL = "url: https://redis.io/docs/"
QUOTES, DIGITS, INDENT = "put the whole value in double quotes", "digits only", "Check the indentation"

SYNTAX: Mapping[str, Mistake] = {
    "value with a colon": Mistake(changed(Q, PROMPT, "prompt: Redis: why?"), "Y001 2:14", "or write `>-`"),
    "value that ends with a colon": Mistake(
        changed(Q, PROMPT, "prompt: Explain this:"), "Y001 2:21", "Put quotes around"
    ),
    "backtick first": Mistake(changed(Q, PROMPT, "prompt: `GET` is stale?"), "Y001 2:9", f"a backtick: {QUOTES}"),
    "@ before a backtick": Mistake(
        changed(Q, PROMPT, "prompt: @Transactional or `BEGIN`?"), "Y001 2:9", f"with @: {QUOTES}"
    ),
    "percent first": Mistake(changed(Q, PROMPT, "prompt: %d or %s?"), "Y001 2:9", f"with %: {QUOTES}"),
    "star first": Mistake(changed(Q, PROMPT, "prompt: *Why* is it stale?"), "Y001 2:9", f"with *: {QUOTES}"),
    "bracket first": Mistake(changed(Q, PROMPT, "prompt: [Redis] Why?"), "Y001 2:17", QUOTES),
    "brace first": Mistake(changed(Q, PROMPT, "prompt: {key} is stale?"), "Y001 2:15", QUOTES),
    "tab": Mistake(changed(Q, "  mid: Sees", "\tmid: Sees"), "Y001 11:1", "Indent with spaces"),
    "curly quotes": Mistake(changed(Q, PROMPT, "prompt: “Redis: why?”"), "Y001 2:15", "put straight ones"),
    "unclosed quote": Mistake(changed(Q, PROMPT, 'prompt: "Why is it stale?'), "Y001 2:9", "never closed"),
    "quote inside quotes": Mistake(
        changed(Q, PROMPT, 'prompt: "Why "stale"?"'), "Y001 2:15", '`\\"` for a quote inside'
    ),
    "quoted first word": Mistake(changed(Q, "- Purging every", '- "Purging" every'), "Y001 15:15", "double quotes"),
    "apostrophe in quotes": Mistake(changed(Q, PROMPT, "prompt: 'It's stale'"), "Y001 2:13", "in double quotes"),
    "backslash in quotes": Mistake(changed(Q, PROMPT, 'prompt: "Why \\d?"'), "Y001 2:14", "Write two backslashes"),
    "key indented too far": Mistake(changed(Q, "kind: concept", "  kind: concept"), "Y001 3:7", INDENT),
    "key of an entry indented too far": Mistake(changed(Q, "    hint: Look", "     hint: Look"), "Y001 18:10", INDENT),
    "list items in two columns": Mistake(changed(Q, "  - Purging", " - Purging"), "Y001 15:2", "the dashes of a list"),
    "no space after the first colon": Mistake(
        changed(Q, PROMPT, "prompt:Why is it stale?"), "Y001 2:1", "a colon and a space"
    ),
    "no space after a colon": Mistake(changed(Q, "kind: concept", "kind:concept"), "Y001 3:1", "a colon and a space"),
    "no space after a nested colon": Mistake(
        changed(Q, "- ask: And then?", "- ask:And then?"), "Y001 17:5", "`key: value`"
    ),
    "no colon": Mistake(changed(Q, "kind: concept", "kind concept"), "Y001 3:1", "`key: value`"),
    "text after >-": Mistake(changed(Q, PROMPT, "prompt: >- Why?"), "Y001 2:12", "to the next line"),
    "text below >- not indented": Mistake(changed(Q, PROMPT, "prompt: >-\nWhy is it?"), "Y001 3:1", "indented further"),
    "unclosed bracket": Mistake(
        changed(Q, "related: [hot-key]", "related: [hot-key"), "Y001 21:10", "unclosed bracket"
    ),
    "list on the line of its key": Mistake(
        changed(Q, "approach: [Say what you see, Say", "approach: - [Say what you see, Say"),
        "Y001 9:11",
        "below its key",
    ),
    "unfinished merge": Mistake(
        changed(Q, "kind: concept", "<<<<<<< HEAD\nkind: concept"), "Y001 3:1", "keep one version"
    ),
    "duplicate key": Mistake(changed(Q, "asked: often", "asked: often\nkind: debug"), "Y002 7:1", "Keep only one"),
    "NO": Mistake(changed(Q, "old value", "NO"), "Y006 22:7", "in double quotes"),
    "1:30": Mistake(changed(Q, "minutes: 8", "minutes: 1:30"), "Y006 7:10, S004 7:10", DIGITS),
    "version number": Mistake(changed(Q, "[Redis 8]", "[7.10]"), "Y006 23:14", "in double quotes"),
    "front matter": Mistake({Q: f"---\n{VALID[Q]}---\nText.\n"}, "Y007 32:1", "Delete the `---`"),
    "mustache": Mistake(changed(Q, PROMPT, "prompt: {{ why }}"), "Y008 2:10, S004 2:9", "in quotes"),
}

SHAPE: Mapping[str, Mistake] = {
    "unknown key": Mistake(changed(Q, "level: mid", "lvel: mid"), "S001 4:1", "Did you mean `level`?"),
    "unknown nested key": Mistake(changed(Q, "    hint: Look", "    hnt: Look"), "S001 18:5", "Did you mean `hint`?"),
    "missing title": Mistake(changed(Q, "title: Stale read\n", ""), "S002 1:1", "Add `title: …`. What engineers"),
    "missing level": Mistake(changed(Q, "level: mid\n", ""), "S002 1:1", "Add `level: …`"),
    "missing nested key": Mistake(changed(Q, f"    {URL}\n", ""), "S002 25:5", "Add `url: …`"),
    "wrong kind": Mistake(changed(Q, "kind: concept", "kind: consept"), "S003 3:7", "Did you mean `concept`?"),
    "uppercase kind": Mistake(changed(Q, "kind: concept", "kind: Concept"), "S003 3:7", "Did you mean `concept`?"),
    "no such level": Mistake(changed(Q, "level: mid", "level: 3"), "S003 4:8", "`junior`, `mid`, `senior` or `staff`"),
    "list of levels": Mistake(changed(Q, "level: mid", "level: [mid, senior]"), "S003 4:8", "Use `junior`"),
    "no value": Mistake(changed(Q, "level: mid", "level:"), "S003 4:7", "Use `junior`"),
    "value after #": Mistake(changed(Q, PROMPT, "prompt: # why?"), "S004 2:8", "`#` starts a comment"),
    "number for text": Mistake(changed(Q, PROMPT, "prompt: 404"), "S004 2:9", 'in quotes: `"404"`'),
    "true for text": Mistake(changed(Q, "old value", "true"), "S004 22:7", 'in quotes: `"true"`'),
    "entry with a colon": Mistake(changed(Q, "Saying that it", "Saying: that it"), "S004 14:5", "a colon and a space"),
    "text instead of a list": Mistake(changed(Q, "[hot-key]", "hot-key"), "S004 21:10", "write `[hot-key]`"),
    "no space after -": Mistake(changed(Q, "[Redis 8]", "\n  -Redis 8"), "S004 24:3", "Put each entry on its own line"),
    "quoted number": Mistake(changed(Q, "minutes: 8", 'minutes: "8"'), "S004 7:10", "Remove the quotes: `8`"),
    "number with a unit": Mistake(changed(Q, "minutes: 8", "minutes: 8 min"), "S004 7:10", DIGITS),
    "date instead of a mapping": Mistake(
        changed(Q, "{on: 2026-01-02}", "2026-01-02"), "S004 29:11", "Valid keys: `on` or `by`"
    ),
    "text instead of a mapping": Mistake(
        changed(Q, LEVELS, "levels: senior"), "S004 10:9", "Valid keys: `junior`, `mid`"
    ),
    "only text": Mistake({Q: "What is a cache?\n"}, "S004 1:1", "`key: value` lines"),
    "uppercase id": Mistake(
        changed(Q, "related: [hot-key]", "related: [Hot Key]"), "S005 21:11, R001 21:11", "lowercase letters"
    ),
    "invalid id of a checklist": Mistake(
        {"data/guide/checklists.yml": "checklists:\n  Day Of:\n    title: Go\n    items: [{text: Go.}]\n"},
        "S005 2:3",
        "lowercase letters",
    ),
    "number over the limit": Mistake(changed(Q, "minutes: 8", "minutes: 500"), "S006 7:10", "within the limits"),
    "empty text": Mistake(changed(Q, "old value", '""'), "S006 22:7", "Write a value"),
    "German date": Mistake(changed(Q, "2026-01-02", "02.01.2026"), "S007 29:16", "`2026-11-20`"),
    "date with time": Mistake(changed(Q, "2026-01-02", "2026-01-02T00:00:00"), "S007 29:16", "YYYY-MM-DD"),
    "date as a number": Mistake(changed(Q, "2026-01-02", "20260102"), "S007 29:16", "YYYY-MM-DD"),
    "URL without a scheme": Mistake(changed(Q, URL, "url: www.redis.io"), "S008 27:10", "starting with `https://`"),
}
