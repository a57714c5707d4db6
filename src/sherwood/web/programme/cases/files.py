"""The lists of this app, to download."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.cases import sheets
from sherwood.web.programme.cases.views import case_of, version_of
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file


@requires(Permission.SEE_PROGRAMME)
def cases_file(request, kind):
    return as_file(sheets.cases(request.user), kind, "business-cases")


@requires(Permission.SEE_PROGRAMME)
def said_file(request, key, kind):
    return as_file(sheets.said(case_of(request, key)), kind, f"case-{key}-said")


@requires(Permission.SEE_PROGRAMME)
def options_file(request, key, number, kind):
    found = version_of(case_of(request, key), number)
    return as_file(sheets.options(found), kind, f"case-{key}-{number}-options")


@requires(Permission.SEE_PROGRAMME)
def scores_file(request, key, number, kind):
    found = version_of(case_of(request, key), number)
    return as_file(sheets.scores(found), kind, f"case-{key}-{number}-scores")
