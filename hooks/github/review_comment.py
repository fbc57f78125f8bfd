"""The review comment on a pull request: all findings by file and line, with suggested fixes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.findings.finding import Finding, Severity
from hooks.fix.edits import suggested_lines
from hooks.github.markdown import code_block, escape_message, inline_code, is_copyable
from hooks.model.repository import Repository
from hooks.new.skeleton import layers

COMMENT_MARKER = "<!-- guide: review -->"
"""An invisible first line that identifies the comment, so that it's updated and not posted again."""
_MAX_FINDINGS_LENGTH = 50_000
"""Characters; GitHub's limit for a comment is 65,536. Findings that don't fit show up once these are fixed."""
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
    first = next(sections)
    shown = [first, *takewhile(lambda section: section.total_length <= _MAX_FINDINGS_LENGTH, sections)]
    omitted = len(findings) - sum(section.findings for section in shown)
    more = [f"{omitted} more will show up once these are fixed."] if omitted else []
    parts = [f"{COMMENT_MARKER}\n{_summary(findings)}", *(section.text for section in shown), *more]
    return "\n\n".join(parts) + "\n"


class _Section(NamedTuple):
    """The findings of one line; ``total_length`` is that of all sections so far."""

    text: str
    findings: int
    total_length: int


def _sections(
    findings: Iterable[Finding], texts: Mapping[PurePosixPath, str], branch: Repository, rules_url: str
) -> Iterator[_Section]:
    """Files with errors first, lines in order."""
    by_file: defaultdict[PurePosixPath, list[Finding]] = defaultdict(list)
    for finding in sorted(findings):
        by_file[finding.path].append(finding)
    total_length = 0
    for path, own in sorted(by_file.items(), key=lambda item: not any(map(_is_error, item[1]))):
        heading = f"{_file_heading(path, own[0], texts, branch)}\n\n"
        for line, group in groupby(own, key=lambda finding: finding.line):
            on_line = list(group)
            text = heading + _line_section(line, on_line, texts.get(path), rules_url)
            heading, total_length = "", total_length + len(text)
            yield _Section(text, len(on_line), total_length)


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
    link = branch.edit_file(path, first.line)
    return f"### {inline_code(str(path))}" + (f" · [Edit]({link})" if link and path in texts else "")


def _line_section(number: int, findings: Sequence[Finding], text: str | None, rules_url: str) -> str:
    by_rule = groupby(findings, key=lambda finding: (finding.rule, finding.hint))
    items = "\n".join(_list_item(number, list(group), rules_url) for _, group in by_rule)
    return "\n\n".join([items, *_change(findings, text)])


def _list_item(number: int, findings: Sequence[Finding], rules_url: str) -> str:
    """One rule's findings on one line."""
    first = findings[0]
    rule = f"[{first.rule}]({rules_url}#{first.rule.lower()})" if rules_url else first.rule
    severity = "" if _is_error(first) else " (suggestion)"
    messages = "; ".join(map(escape_message, _merged_messages(findings)))
    return f"- **Line {number}**, {rule}{severity}: {messages}. {escape_message(first.hint)}"


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
