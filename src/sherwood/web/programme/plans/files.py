"""The lists of this app, to download."""

from django.shortcuts import get_object_or_404

from sherwood.governance.roles import Permission
from sherwood.web.programme.plans import sheets
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file


@requires(Permission.SEE_PROGRAMME)
def milestones_file(request, kind):
    return as_file(sheets.milestones(request.user), kind, "milestones")


@requires(Permission.SEE_PROGRAMME)
def streams_file(request, kind):
    return as_file(sheets.streams(request.user), kind, "work-streams")


@requires(Permission.SEE_PROGRAMME)
def lacking_file(request, kind):
    return as_file(sheets.lacking_projects(request.user), kind, "projects-lacking-a-lead-or-work-streams")


@requires(Permission.SEE_PROGRAMME)
def date_changes_file(request, kind):
    return as_file(sheets.date_changes(request.user), kind, "changes-of-days")


@requires(Permission.SEE_PROGRAMME)
def splits_file(request, kind):
    return as_file(sheets.splits(request.user), kind, "splits")


@requires(Permission.SEE_PROGRAMME)
def project_milestones_file(request, key, kind):
    return as_file(sheets.milestones(request.user, _project(request, key)), kind, f"{key}-milestones")


@requires(Permission.SEE_PROGRAMME)
def project_changes_file(request, key, kind):
    return as_file(sheets.date_changes(request.user, _project(request, key)), kind, f"{key}-changes-of-days")


@requires(Permission.SEE_PROGRAMME)
def project_streams_file(request, key, kind):
    return as_file(sheets.streams(request.user, _project(request, key)), kind, f"{key}-work-streams")


@requires(Permission.SEE_PROGRAMME)
def contributors_file(request, key, kind):
    return as_file(sheets.contributors(request.user, _project(request, key)), kind, f"{key}-who-helped")


@requires(Permission.SEE_PROGRAMME)
def dependencies_file(request, key, kind):
    return as_file(sheets.dependencies(request.user, _project(request, key)), kind, f"{key}-dependencies")


def _project(request, key: str) -> Project:
    return get_object_or_404(Project.visible_to(request.user), key=key)
