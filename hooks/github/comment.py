"""What the check says in a pull request: one comment, with the very lines to put."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from hooks.findings.finding import Finding, Severity
from hooks.fix.edits import lines_to_put
from hooks.github.markdown import block, code, is_exact, said
from hooks.model.repository import Repository
from hooks.new.skeleton import layers

MARK = "<!-- guide: review -->"
"""By it the comment is found again."""
_MOST = 50_000
"""Characters of the findings that are told; GitHub takes little more. The rest is told when these are mended."""
_MISSING = re.compile(r"`(\w+)` is missing, and the question has an answer")
_SEVERAL = 2
_LANGUAGES = {".yml": "yaml", ".md": "markdown", ".sql": "sql", ".py": "python"}


def comment(
    findings: Sequence[Finding], texts: Mapping[PurePosixPath, str], branch: Repository, rules: str = ""
) -> str:
    """The whole comment. ``branch`` is where its author edits; ``rules`` the address of the page of rules."""
    if not findings:
        return f"{MARK}\n{_NOTHING}\n"
    parts = list(_told(findings, texts, branch, rules))
    kept = list(takewhile(lambda part: part.so_far <= _MOST, parts)) or parts[:1]
    left = len(findings) - sum(part.findings for part in kept)
    more = [f"And {left} more, which are told when these are mended."] if left else []
    return "\n\n".join([f"{MARK}\n{_head(findings)}", *(part.text for part in kept), *more]) + "\n"


class _Part(NamedTuple):
    """One line's findings, with the characters up to here."""

    text: str
    findings: int
    so_far: int


def _told(
    findings: Iterable[Finding], texts: Mapping[PurePosixPath, str], branch: Repository, rules: str
) -> Iterator[_Part]:
    """What is said of every line: files with errors first, each in the order of its lines."""
    by_file: defaultdict[PurePosixPath, list[Finding]] = defaultdict(list)
    for finding in sorted(findings):
        by_file[finding.path].append(finding)
    so_far = 0
    for path, own in sorted(by_file.items(), key=lambda item: not any(map(_is_error, item[1]))):
        head = f"{_file(path, own[0], texts, branch)}\n\n"
        for line, found in groupby(own, key=lambda finding: finding.line):
            told = list(found)
            text = head + _line(line, told, texts.get(path), rules)
            head, so_far = "", so_far + len(text)
            yield _Part(text, len(told), so_far)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


_NOTHING = "The check finds nothing to mend. A person reads it next."
_HOW = (
    "Each edit you save in the browser is checked again, and this comment follows. Nothing has to be installed, "
    "and you can ask here when something is unclear."
)


def _head(findings: Iterable[Finding]) -> str:
    severities = [finding.severity for finding in findings]
    errors = severities.count(Severity.ERROR)
    advice = len(severities) - errors
    counts = [f"{errors} thing{'s' * (errors != 1)} to mend"] if errors else []
    counts += [f"{advice} piece{'s' * (advice != 1)} of advice"] if advice else []
    merge = " before this can be merged" if errors else ", and nothing that keeps this from being merged"
    return f"**{' and '.join(counts)}{merge}.** {_HOW}"


def _file(path: PurePosixPath, first: Finding, texts: Mapping[PurePosixPath, str], branch: Repository) -> str:
    link = branch.edit_file(path, first.line)
    return f"### {code(str(path))}" + (f" · [edit this file]({link})" if link and path in texts else "")


def _line(number: int, findings: Sequence[Finding], text: str | None, rules: str) -> str:
    by_rule = groupby(findings, key=lambda finding: (finding.rule, finding.hint))
    told = "\n".join(_finding(number, list(found), rules) for _, found in by_rule)
    return "\n\n".join([told, *_lines(findings, text)])


def _finding(number: int, findings: Sequence[Finding], rules: str) -> str:
    """What one rule says of one line."""
    first = findings[0]
    rule = f"[{first.rule}]({rules}#{first.rule.lower()})" if rules else first.rule
    grade = "" if _is_error(first) else " (advice)"
    messages = "; ".join(map(said, _together(findings)))
    return f"- **Line {number}**, {rule}{grade}: {messages}. {said(first.hint)}"


def _together(findings: Sequence[Finding]) -> list[str]:
    """Each message once, and one for all layers that are missing."""
    messages = dict.fromkeys(finding.message for finding in findings)
    missing = sorted(match[1] for message in messages if (match := _MISSING.fullmatch(message)))
    if len(missing) < _SEVERAL:
        return list(messages)
    *most, last = (f"`{name}`" for name in missing)
    others = [message for message in messages if not _MISSING.fullmatch(message)]
    return [f"{', '.join(most)} and {last} are missing, and the question has an answer", *others]


def _lines(findings: Sequence[Finding], text: str | None) -> list[str]:
    """The line as it is, and as it should be where that is known."""
    if text is None:
        return []
    if missing := [match[1] for one in findings if (match := _MISSING.fullmatch(one.message))]:
        return [f"Put these below the rest, and write where the dots are:\n{block(layers(missing), 'yaml')}"]
    language = _LANGUAGES.get(findings[0].path.suffix, "")
    edits = [finding.edit for finding in findings if finding.edit]
    if (put := lines_to_put(text, edits)) and is_exact(put[1]):
        perhaps = "Put" if all(edit.sure for edit in edits) else "If that is what you mean, put"
        return [f"It says\n{block(put[0], language)}", f"{perhaps}\n{block(put[1], language)}"]
    first, lines = findings[0], text.split("\n")
    is_of_the_file = (first.line, first.column) == (1, 1)
    line = "" if is_of_the_file or first.line > len(lines) else lines[first.line - 1]
    return [f"It says\n{block(line, language)}"] if line.strip() else []
