from functools import partial

from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes import actions, forms, lists, pages
from sherwood.web.programme.programmes.choosing import choosing as choose
from sherwood.web.programme.programmes.choosing import ranking_sheet
from sherwood.web.programme.programmes.method import method as missing
from sherwood.web.programme.programmes.models import Finding, Programme, Project
from sherwood.web.programme.programmes.portfolio import portfolio as whole
from sherwood.web.programme.programmes.portfolio import portfolio_sheet
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file
from sherwood.web.site.ui.entering import acted, sent


@requires(Permission.SEE_PROGRAMME)
def portfolio(request):
    return render(
        request, "programmes/portfolio.html", {"page": whole(Project.visible_to(request.user), request)}
    )


@requires(Permission.SEE_PROGRAMME)
def portfolio_file(request, kind):
    return as_file(portfolio_sheet(Project.visible_to(request.user), request), kind, "portfolio")


@requires(Permission.SEE_PROGRAMME)
def choosing(request):
    page = _chosen(request)
    origins = [*page.origins, ("Not recorded", page.unknown)] if page.unknown else page.origins
    context = {"page": page, "sources": lists.SOURCES.shown(request, origins)}
    return render(request, "programmes/choosing.html", context)


@requires(Permission.SEE_PROGRAMME)
def ranking_file(request, kind):
    return as_file(ranking_sheet(_chosen(request)), kind, "projects-in-order")


def _chosen(request):
    return choose(Programme.visible_to(request.user).first(), Project.visible_to(request.user))


@requires(Permission.SEE_PROGRAMME)
def method(request):
    page = missing(Project.visible_to(request.user))
    context = {"page": page, "lacking": lists.LACKING.shown(request, page.lacking)}
    return render(request, "programmes/method.html", context)


@requires(Permission.SEE_PROGRAMME)
def project(request, key):
    found = get_object_or_404(Project.visible_to(request.user).with_everything().with_findings(), key=key)
    (one,) = judged([found], request)
    return render(request, "programmes/project.html", pages.project(request, one))


@requires(Permission.RUN_PROGRAMME, Permission.WRITE_CASE)
def link_measures(request, key):
    found = get_object_or_404(Project.visible_to(request.user).with_measures(), key=key)
    form = forms.LinkMeasures(
        sent(request), initial={"measures": found.measure_keys}, stands=found.measures_standing
    )
    if acted(request, form, partial(actions.link_measures, project=found, by=request.user)):
        return redirect(found)
    return render(
        request,
        "programmes/link_measures.html",
        {"form": form, "project": found, "heading": f"Link measures to {found}", "button": "Save"},
    )


@requires(Permission.SEE_PROGRAMME)
def findings(request):
    found = Finding.visible_to(request.user).loneliest_first().with_lines()
    page = pages.findings(found)
    return render(request, "programmes/findings.html", {"page": page, "parts": page.parts(request)})


@requires(Permission.SEE_PROGRAMME)
def finding(request, key):
    found = get_object_or_404(Finding.visible_to(request.user).with_lines(), key=key)
    projects = judged(found.projects.all(), request)
    return render(request, "programmes/finding.html", pages.finding(request, found, projects))


@requires(Permission.SEE_PROGRAMME)
def about(request):
    return render(request, "programmes/about.html", {"page": pages.about(request)})
