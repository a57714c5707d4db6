"""The programme's lists as files to keep."""

from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.web.programme.programmes.choosing import Choosing
from sherwood.web.programme.programmes.method import Method
from sherwood.web.programme.programmes.models import Finding, ProjectQuerySet
from sherwood.web.programme.programmes.offered import Column, cells_of
from sherwood.web.programme.programmes.portfolio import FILTERS
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.site.offers import offered
from sherwood.web.site.ui.downloads import Sheet


def portfolio_sheet(projects: ProjectQuerySet, request: HttpRequest) -> Sheet:
    """Every project that the address chooses, with both ratings in words."""
    found = projects.filtered(**{name: request.GET.get(name, "").strip() for name in FILTERS})
    heads = [
        "Project", "Name", "Category", "Urgent", "Lead", "With", "Stage", "Next step", "On", "Declared", "Declared on",
        "Because", "Measured", "Where they disagree", "Measures", *(column.heading for column in offered(Column)),
    ]  # fmt: skip
    chosen = judged(found.in_order().with_measures(), request)
    cells = cells_of([row.project for row in chosen])
    rows = [
        [
            one.key, one.name, one.category.title, "Yes" if one.urgent else "No", one.lead, "; ".join(map(str, one.co_leads.all())),
            one.now.value, one.next_step, one.next_step_on, one.declared_rating.words, one.declared_on,
            one.declared_because, row.computed.rating.words, row.disagreement,
            "; ".join(f"{summary.title}: {summary.said}" for summary in row.summaries.values()),
            *(cell.words if cell else None for _, cell in cells[one.pk]),
        ]
        for row in chosen
        for one in [row.project]
        if row.disagreement or not request.GET.get("apart")
    ]  # fmt: skip
    return Sheet("Portfolio", heads, rows)


def findings_sheet(findings: Iterable[Finding]) -> Sheet:
    heads = [
        "Finding",
        "Kind",
        "Words",
        "Found by",
        "Published on",
        "Paragraph",
        "Priorities",
        "Projects",
        "Why none",
    ]
    rows = [
        [
            finding.key, finding.weight.value, finding.words, finding.inspection.title, finding.inspection.published_on, finding.source,
            "; ".join(priority.key for priority in finding.priorities.all()), "; ".join(project.key for project in finding.projects.all()),
            finding.no_project_because,
        ]
        for finding in findings
    ]  # fmt: skip
    return Sheet("Findings", heads, rows)


def ranking_sheet(made: Choosing) -> Sheet:
    heads = ["Place", "Project", "Name", "Score", "Of"]
    for criterion in made.criteria:
        heads += [f"{criterion.words} (weight {criterion.weight})", "What shows it"]
    rows = []
    for place in made.places:
        row = [place.number, place.project.key, place.project.name, place.ranked.got, place.ranked.of]
        for score in place.scores:
            row += [score.points, score.evidence] if score else ["Not scored", None]
        rows.append(row)
    return Sheet("Projects in order", heads, rows)


def method_sheet(made: Method) -> Sheet:
    """A row for each thing that a project lacks."""
    rows = [
        [one.key, one.name, one.now.value, one.lead, words] for one, lacks in made.lacking for words in lacks
    ]
    return Sheet("What projects lack", ["Project", "Name", "Stage", "Lead", "It lacks"], rows)
