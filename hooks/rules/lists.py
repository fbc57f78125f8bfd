"""C, N, P and G: companies, the funnel, plans, and the lists of the guide."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from hooks.findings.finding import Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.company import Claim, Company
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean
from hooks.rules.registry import Problems

FUNNEL, GLOSSARY, SYNONYMS = (PurePosixPath(f"data/{name}.yml") for name in ("funnel", "guide/glossary", "synonyms"))
_MOST_IN_A_ROW = 7


def _again(keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Index of each key that came before, with the index where it came first."""
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


@LIBRARY.error("C001", mend="Name an id from the file's `sources`, or add the source there.")
def claims_cite(project: Project) -> Problems:
    """A claim about a company cites a source of the same file."""
    for company in project.library.companies.values():
        ids = [source.id for source in company.sources]
        for loc, claim in _claims(company):
            if claim.source not in ids and "sources" not in project.shapes[company.path].unsound:
                mark = project.mark(company.path, *loc, "source")
                yield Problem(
                    company.path,
                    mark,
                    f"there is no source `{claim.source}` in this file",
                    did_you_mean(claim.source, ids),
                )


@LIBRARY.warning("C002", mend="Cite it from the claim it supports, or delete it.")
def sources_are_cited(project: Project) -> Problems:
    """A company's source supports some claim."""
    for company in project.library.companies.values():
        cited = {claim.source for _, claim in _claims(company)}
        for i, source in enumerate(company.sources):
            if source.id not in cited:
                yield Problem(company.path, project.mark(company.path, "sources", i), f"nothing cites `{source.id}`")


@LIBRARY.error("C003", mend="Keep one of them.")
def company_lists_once(project: Project) -> Problems:
    """A company lists a stage, a question and a source once."""
    for company in project.library.companies.values():
        keys: dict[str, Sequence[Hashable]] = {
            "stages": [(stage.stage, stage.name) for stage in company.stages],
            "questions": [angle.question for angle in company.questions],
            "sources": [source.id for source in company.sources],
        }
        for name, listed in keys.items():
            for index, first in _again(listed):
                yield Problem(
                    company.path,
                    project.mark(company.path, name, index),
                    f"`{name}` has this already as number {first + 1}",
                )


@LIBRARY.error("N001", mend="Give each stage an id of its own; references use it.")
def stage_ids(project: Project) -> Problems:
    """A stage's id stands once in the funnel."""
    if project.library.funnel is not None:
        for index, _ in _again(stage.id for stage in project.library.funnel.stages):
            stage = project.library.funnel.stages[index]
            yield Problem(FUNNEL, project.mark(FUNNEL, "stages", index, "id"), f"a second stage `{stage.id}`")


@LIBRARY.warning("P001", mend="Put a day without tasks between them; what was learned settles on it.")
def rest_days(project: Project) -> Problems:
    """No more than seven days in a row have tasks."""
    for plan in project.library.plans.values():
        run = 0
        for index, day in enumerate(plan.days):
            run = run + 1 if day.tasks else 0
            if run == _MOST_IN_A_ROW + 1:
                yield Problem(
                    plan.path,
                    project.mark(plan.path, "days", index),
                    f"day {index + 1} is the eighth in a row with tasks",
                )


@LIBRARY.error("G001", mend="Merge them.")
def terms_once(project: Project) -> Problems:
    """The glossary explains a term once."""
    if (glossary := project.library.guide.glossary) is not None:
        for index, first in _again(term.term.casefold() for term in glossary.items):
            mark = project.mark(GLOSSARY, "items", index, "term")
            yield Problem(GLOSSARY, mark, f"`{glossary.items[index].term}` is already number {first + 1}")


@LIBRARY.error("G002", mend="Merge the two groups, or take the word out of one.")
def words_in_one_group(project: Project) -> Problems:
    """A word stands in one group of synonyms."""
    if (synonyms := project.library.synonyms) is not None:
        places = [(i, j) for i, group in enumerate(synonyms.groups) for j in range(len(group))]
        for index, first in _again(synonyms.groups[i][j].casefold() for i, j in places):
            i, j = places[index]
            word, line = synonyms.groups[i][j], project.mark(SYNONYMS, "groups", *places[first]).line
            yield Problem(SYNONYMS, project.mark(SYNONYMS, "groups", i, j), f"`{word}` stands already in line {line}")


@LIBRARY.warning("T001", mend="Name only questions whose folder is below this topic.")
def reading_order_is_own(project: Project) -> Problems:
    """A topic's reading order names its own questions."""
    for slug, shape in project.shapes_of(Role.TOPIC):
        topic = project.library.topics.get(slug)
        for index, question in enumerate(topic.reading_order if topic else ()):
            found = project.library.questions.get(question)
            if found is not None and found.topic != slug:
                mark = shape.document.mark("reading_order", index)
                yield Problem(shape.document.path, mark, f"`{question}` belongs to topic `{found.topic}`")
