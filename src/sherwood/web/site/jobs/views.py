from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sherwood.kit.errors import SherwoodError
from sherwood.web.site.jobs import actions, lists
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.ui.access import requires


@requires()
def jobs(request):
    return render(request, "jobs/jobs.html", {"jobs": lists.JOBS.shown(request)})


def _job(request, pk) -> Job:
    return get_object_or_404(Job.visible_to(request.user).select_related("asked_by"), pk=pk)


@requires()
def job(request, pk):
    return render(request, "jobs/job.html", {"job": _job(request, pk)})


@requires()
def progress(request, pk):
    """The part of a page that says how far a job is; asked for again and again while it goes on."""
    return render(request, "jobs/_progress.html", {"job": _job(request, pk)})


@requires()
@require_POST
def stop(request, pk):
    act = partial(actions.stop, job=_job(request, pk), by=request.user)
    try:
        act()
    except SherwoodError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The job was stopped.")
    return redirect("job", pk)
