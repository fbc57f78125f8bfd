"""C, N, P and G: companies, the funnel, plans, and the lists of the guide."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from hooks.findings.finding import Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.company import Claim, Company
from hooks.prose import html
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean
from hooks.rules.registry import Problems

FUNNEL = PurePosixPath("data/funnel.yml")
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


@LIBRARY.error("G001", mend="Merge the two files into one.")
def terms_once(project: Project) -> Problems:
    """The glossary explains a term once."""
    terms = tuple(project.library.guide.glossary.values())
    for index, first in _again(html.match_key(term.term) for term in terms):
        term, other = terms[index], terms[first]
        yield Problem(
            term.path, project.mark(term.path, "term"), f"`{term.term}` is already explained in `{other.path}`"
        )


@LIBRARY.error("G002", mend="Merge the two groups, or remove the word from one of them.")
def words_in_one_group(project: Project) -> Problems:
    """A word is in one group of synonyms, once."""
    places = [(group, number) for group in project.library.synonyms.values() for number in range(len(group.words))]
    for index, first in _again(html.match_key(group.words[number]) for group, number in places):
        (group, number), (other, _) = places[index], places[first]
        where = "this group" if other is group else f"`{other.path}`"
        mark = project.mark(group.path, "words", number)
        yield Problem(group.path, mark, f"`{group.words[number]}` is already in {where}")


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
