"""The programme in the search: its projects and the findings that they answer."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import Finding, Project
from sherwood.web.site.search.offered import SearchHit, brief, search_of


def _project(project: Project) -> SearchHit:
    return SearchHit(str(project), project.get_absolute_url(), f"{project.now.value}. {brief(project.aim)}")


def _finding(finding: Finding) -> SearchHit:
    more = f"{finding.kind.title}, {finding.inspection.title}"
    return SearchHit(f"{finding.key} {brief(finding.words)}", finding.get_absolute_url(), more)


SEARCHED = (
    search_of(
        "Projects", 10, [Permission.SEE_PROGRAMME], "a project, by its key, name or aim",
        Project.visible_to, ["key", "name", "aim"], _project,
    ),
    search_of(
        "Findings", 20, [Permission.SEE_PROGRAMME], "a finding of an inspection, by its key or words",
        lambda user: Finding.visible_to(user).select_related("inspection", "kind"), ["key", "words"], _finding,
    ),
)  # fmt: skip
