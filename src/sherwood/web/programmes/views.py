from django.shortcuts import get_object_or_404, render

from sherwood.governance.roles import Permission
from sherwood.web.programmes import pages
from sherwood.web.programmes.models import Finding, Programme, Project
from sherwood.web.programmes.signals import judged
from sherwood.web.ui.access import requires


@requires(Permission.SEE_PROGRAMME)
def portfolio(request):
    projects = Project.visible_to(request.user).with_measures()
    return render(request, "programmes/portfolio.html", {"page": pages.portfolio(projects, request)})


@requires(Permission.SEE_PROGRAMME)
def project(request, key):
    found = get_object_or_404(Project.visible_to(request.user).with_measures().with_findings(), key=key)
    (one,) = judged([found], request)
    return render(
        request, "programmes/project.html", {"one": one, "project": found, "stages": pages.bar(found)}
    )


@requires(Permission.SEE_PROGRAMME)
def findings(request):
    found = Finding.visible_to(request.user).loneliest_first().with_lines()
    return render(request, "programmes/findings.html", {"page": pages.findings(found)})


@requires(Permission.SEE_PROGRAMME)
def finding(request, key):
    found = get_object_or_404(Finding.visible_to(request.user).with_lines(), key=key)
    projects = judged(found.projects.all(), request)
    context = {"finding": found, "projects": projects, "answer": pages.acting_on(found, projects)}
    return render(request, "programmes/finding.html", context)


@requires(Permission.SEE_PROGRAMME)
def about(request):
    return render(
        request, "programmes/about.html", {"page": pages.about(Programme.visible_to(request.user).first())}
    )
