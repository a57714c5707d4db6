"""What the pages of this app show."""

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.baselines import lists
from sherwood.web.programme.baselines.models import Baseline
from sherwood.web.programme.programmes.models import Programme


def versions(request: HttpRequest) -> dict:
    user = request.user
    return {
        "programme": Programme.visible_to(user).first(),
        "baselines": Baseline.visible_to(user).defer("content"),
        "versions": lists.VERSIONS.shown(request, title=""),
        "consulted": lists.CONSULTED.shown(request),
        "reviews": lists.REVIEWS.shown(request, title=""),
        "phases": lists.PHASES.shown(request),
        "runs": user.may(Permission.RUN_PROGRAMME),
        "reviews_by": user.may(Permission.RUN_PROGRAMME) or user.may(Permission.KEEP_MEETINGS),
    }


def footer(baseline: Baseline) -> str:
    return (
        f"{baseline.programme.council}. Initiation document, version {baseline.number}, "
        f"{spoken(baseline.dated_on)}. It does not change; digest {baseline.digest[:12]}."
    )
