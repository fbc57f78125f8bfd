"""C, G, N, P and T: companies, the guide's lists, the funnel, plans and topics."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from hooks.findings.finding import Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.company import Claim, Company
from hooks.prose import html
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems
from hooks.rules.suggestions import did_you_mean

FUNNEL = PurePosixPath("data/funnel.yml")
_MAX_DAYS_IN_A_ROW = 7
_IDS_ON_THE_LOOP_PAGE = re.compile(r"loop|sources|note-\d+|funnel-(title|text)")


def _duplicates(keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Index of each repeated key, with the index of its first occurrence."""
    seen: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        first = seen.setdefault(key, index)
        if first != index:
            yield index, first


def _claims(company: Company) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
    for name in ("evaluates", "process", "differs"):
        for i, claim in enumerate(getattr(company, name)):
            yield (name, i), claim
    for i, stage in enumerate(company.stages):
        for j, claim in enumerate(stage.differs):
            yield ("stages", i, "differs", j), claim


@RULES.error("C001", fix="Use the id of one of the file's `sources`, or add the source there.")
def claims_cite_sources(project: Project) -> Problems:
    """Every claim about a company cites a source in the same file."""
    for company in project.library.companies.values():
        ids = [source.id for source in company.sources]
        for loc, claim in _claims(company):
            if claim.source not in ids and "sources" not in project.yaml_files[company.path].invalid_fields:
                position = project.position(company.path, *loc, "source")
                hint = did_you_mean(claim.source, ids)
                yield Problem(company.path, position, f"this file has no source `{claim.source}`", hint)


@RULES.warning("C002", fix="Cite it in the claim it supports, or delete it.")
def sources_are_cited(project: Project) -> Problems:
    """Every source of a company is cited by a claim."""
    for company in project.library.companies.values():
        cited = {claim.source for _, claim in _claims(company)}
        for i, source in enumerate(company.sources):
            if source.id not in cited:
                position = project.position(company.path, "sources", i)
                yield Problem(company.path, position, f"no claim cites the source `{source.id}`")


@RULES.error("C003", fix="Keep only one.")
def no_duplicate_entries(project: Project) -> Problems:
    """A company lists each stage, question and source only once."""
    for company in project.library.companies.values():
        keys: dict[str, Sequence[Hashable]] = {
            "stages": [(stage.stage, stage.name) for stage in company.stages],
            "questions": [angle.question for angle in company.questions],
            "sources": [source.id for source in company.sources],
        }
        for name, entries in keys.items():
            for index, first in _duplicates(entries):
                position = project.position(company.path, name, index)
                yield Problem(company.path, position, f"duplicate of `{name}[{first + 1}]`")


@RULES.error("N001", fix="Give each stage a unique id.")
def unique_stage_ids(project: Project) -> Problems:
    """Every stage of the funnel has its own id, and none has one that the page uses for something else."""
    if project.library.funnel is not None:
        for index, stage in enumerate(project.library.funnel.stages):
            if _IDS_ON_THE_LOOP_PAGE.fullmatch(stage.id):
                position = project.position(FUNNEL, "stages", index, "id")
                yield Problem(FUNNEL, position, f"the id `{stage.id}` is reserved")
        for index, _ in _duplicates(stage.id for stage in project.library.funnel.stages):
            stage = project.library.funnel.stages[index]
            position = project.position(FUNNEL, "stages", index, "id")
            yield Problem(FUNNEL, position, f"duplicate stage id `{stage.id}`")


@RULES.warning("P001", fix="Add a day without tasks before it.")
def rest_days(project: Project) -> Problems:
    """A plan has at least one rest day after seven days with tasks."""
    for plan in project.library.plans.values():
        run = 0
        for index, day in enumerate(plan.days):
            run = run + 1 if day.tasks else 0
            if run == _MAX_DAYS_IN_A_ROW + 1:
                position = project.position(plan.path, "days", index)
                yield Problem(plan.path, position, f"day {index + 1} is the eighth day in a row without rest")


@RULES.error("G001", fix="Merge the two files into one.")
def unique_terms(project: Project) -> Problems:
    """The glossary defines each term only once."""
    terms = tuple(project.library.guide.glossary.values())
    for index, first in _duplicates(html.match_key(term.term) for term in terms):
        term, other = terms[index], terms[first]
        position = project.position(term.path, "term")
        yield Problem(term.path, position, f"duplicate term `{term.term}`: already defined in `{other.path}`")


@RULES.error("G002", fix="Merge the two groups, or remove the word from one of them.")
def unique_synonyms(project: Project) -> Problems:
    """A word is in only one synonym group, and only once."""
    places = [(group, number) for group in project.library.synonyms.values() for number in range(len(group.words))]
    for index, first in _duplicates(html.match_key(group.words[number]) for group, number in places):
        (group, number), (other, _) = places[index], places[first]
        where = "this group" if other is group else f"`{other.path}`"
        position = project.position(group.path, "words", number)
        yield Problem(group.path, position, f"`{group.words[number]}` is already in {where}")


@RULES.warning("T001", fix="List only this topic's questions.")
def reading_order_within_topic(project: Project) -> Problems:
    """A topic's reading order lists only its own questions."""
    for slug, file in project.yaml_files_of(Role.TOPIC):
        topic = project.library.topics.get(slug)
        for index, question in enumerate(topic.reading_order if topic else ()):
            found = project.library.questions.get(question)
            if found is not None and found.topic != slug:
                position = file.document.position("reading_order", index)
                yield Problem(file.document.path, position, f"`{question}` belongs to the topic `{found.topic}`")
