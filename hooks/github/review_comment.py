"""The review comment on a pull request: all findings by file and line, with suggested fixes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.findings.finding import Finding, Severity
from hooks.fix.edits import suggested_lines
from hooks.github.markdown import code_block, escape_message, fitting, inline_code, is_copyable, shorten
from hooks.model.repository import Repository
from hooks.new.skeleton import layers

COMMENT_MARKER = "<!-- guide: review -->"
"""An invisible first line that identifies the comment, so that it's updated and not posted again."""
_MAX_FINDINGS_LENGTH = 50_000
"""Characters; GitHub's limit for a comment is 65,536. Findings that don't fit show up once these are fixed."""
_MAX_ITEMS_LENGTH, _MAX_MESSAGES_LENGTH, _MAX_PATH = 10_000, 4_000, 200
"""Characters for the findings of one line, for the messages of one rule, and for a path. So any section fits."""
_MISSING = re.compile(r"the question is answered, but `(\w+)` is missing")
_LANGUAGES = {".yml": "yaml", ".md": "markdown", ".sql": "sql", ".py": "python"}


def review_comment(
    findings: Sequence[Finding], texts: Mapping[PurePosixPath, str], branch: Repository, rules_url: str = ""
) -> str:
    """The comment as Markdown.

    Args:
        findings: What the check found.
        texts: The files with findings, as far as they're readable.
        branch: The author's branch, for edit links.
        rules_url: Address of the page that documents the rules; empty for no links.
    """
    if not findings:
        return f"{COMMENT_MARKER}\n{_NO_PROBLEMS}\n"
    sections = _sections(findings, texts, branch, rules_url)
    shown = fitting(sections, _MAX_FINDINGS_LENGTH, attrgetter("text"))
    omitted = len(findings) - sum(section.findings for section in shown)
    more = [f"{omitted} more will show up once these are fixed."] if omitted else []
    parts = [f"{COMMENT_MARKER}\n{_summary(findings)}", *(section.text for section in shown), *more]
    return "\n\n".join(parts) + "\n"


class _Section(NamedTuple):
    """The findings of one line, and how many of them are shown."""

    text: str
    findings: int


def _sections(
    findings: Iterable[Finding], texts: Mapping[PurePosixPath, str], branch: Repository, rules_url: str
) -> Iterator[_Section]:
    """Files with errors first, lines in order."""
    by_file: defaultdict[PurePosixPath, list[Finding]] = defaultdict(list)
    for finding in sorted(findings):
        by_file[finding.path].append(finding)
    for path, own in sorted(by_file.items(), key=lambda item: not any(map(_is_error, item[1]))):
        heading = f"{_file_heading(path, own[0], texts, branch)}\n\n"
        for _, group in groupby(own, key=lambda finding: finding.line):
            section = _line_section(list(group), texts.get(path), rules_url)
            yield section._replace(text=heading + section.text)
            heading = ""


def not_reviewed(reason: str) -> str:
    """The comment for a change that couldn't be checked."""
    return (
        f"{COMMENT_MARKER}\nThis change couldn't be checked automatically, so a maintainer will read it first. "
        f"The reason: {escape_message(reason)}\n"
    )


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


_NO_PROBLEMS = "No problems found. A maintainer will review this next."
_HELP = (
    "You can fix everything in the browser, without installing anything. Each commit is rechecked and this comment is "
    "updated. Unclear? Reply here."
)


def _summary(findings: Iterable[Finding]) -> str:
    severities = [finding.severity for finding in findings]
    errors = severities.count(Severity.ERROR)
    suggestions = len(severities) - errors
    also = f"{suggestions} suggestion{'s' * (suggestions != 1)}"
    if not errors:
        return f"**{also}; nothing blocks merging.** {_HELP}"
    problems = f"{errors} problem{'s' * (errors != 1)} to fix before this can be merged"
    return f"**{problems}{f', and {also}' if suggestions else ''}.** {_HELP}"


def _file_heading(path: PurePosixPath, first: Finding, texts: Mapping[PurePosixPath, str], branch: Repository) -> str:
    link = branch.edit_file(path, first.line) if path in texts and len(str(path)) <= _MAX_PATH else ""
    return f"### {inline_code(shorten(str(path), _MAX_PATH))}" + (f" · [Edit]({link})" if link else "")


def _line_section(findings: Sequence[Finding], text: str | None, rules_url: str) -> _Section:
    by_rule = groupby(findings, key=lambda finding: (finding.rule, finding.hint))
    items = (_list_item(list(group), rules_url) for _, group in by_rule)
    shown = fitting(items, _MAX_ITEMS_LENGTH, attrgetter("text"))
    listed = "\n".join(item.text for item in shown)
    return _Section("\n\n".join([listed, *_change(findings, text)]), sum(item.findings for item in shown))


def _list_item(findings: Sequence[Finding], rules_url: str) -> _Section:
    """One rule's findings on one line."""
    first = findings[0]
    rule = f"[{first.rule}]({rules_url}#{first.rule.lower()})" if rules_url else first.rule
    severity = "" if _is_error(first) else " (suggestion)"
    messages = _merged_messages(findings)
    shown = fitting(map(escape_message, messages), _MAX_MESSAGES_LENGTH)
    more = [f"and {len(messages) - len(shown)} more"] if len(messages) > len(shown) else []
    text = f"- **Line {first.line}**, {rule}{severity}: {'; '.join([*shown, *more])}. {escape_message(first.hint)}"
    return _Section(text, len(findings))


def _merged_messages(findings: Sequence[Finding]) -> list[str]:
    """The distinct messages, with all missing keys in one."""
    messages = dict.fromkeys(finding.message for finding in findings)
    missing = sorted(match[1] for message in messages if (match := _MISSING.fullmatch(message)))
    if len(missing) <= 1:
        return list(messages)
    *most, last = (f"`{name}`" for name in missing)
    others = [message for message in messages if not _MISSING.fullmatch(message)]
    return [f"the question is answered, but {', '.join(most)} and {last} are missing", *others]


def _change(findings: Sequence[Finding], text: str | None) -> list[str]:
    """The line, and the suggested replacement if there is one."""
    if text is None:
        return []
    if missing := [match[1] for one in findings if (match := _MISSING.fullmatch(one.message))]:
        return [f"Add these at the end of the file and replace the dots:\n{code_block(layers(missing), 'yaml')}"]
    language = _LANGUAGES.get(findings[0].path.suffix, "")
    edits = [finding.edit for finding in findings if finding.edit]
    if (lines := suggested_lines(text, edits)) and is_copyable(lines[1]):
        change = "Change" if all(edit.safe for edit in edits) else "If that's what you meant, change"
        return [f"{change}\n{code_block(lines[0], language)}", f"to\n{code_block(lines[1], language)}"]
    first, all_lines = findings[0], text.split("\n")
    about_whole_file = (first.line, first.column) == (1, 1)
    line = "" if about_whole_file or first.line > len(all_lines) else all_lines[first.line - 1]
    return [f"The line is\n{code_block(line, language)}"] if line.strip() else []
