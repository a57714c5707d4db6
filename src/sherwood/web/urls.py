"""Every address of the site. A view states its permission with `requires`; what does not is refused."""

from django.urls import URLPattern, URLResolver, include, path

from sherwood.web.ui import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sherwood.web.home.urls")),
    path("", include("sherwood.web.digest.urls")),
    path("programme/", include("sherwood.web.programmes.urls")),
    path("programme/", include("sherwood.web.baselines.urls")),
    path("programme/", include("sherwood.web.plans.urls")),
    path("programme/set-up/", include("sherwood.web.founding.urls")),
    path("programme/meetings/", include("sherwood.web.meetings.urls")),
    path("programme/origins/", include("sherwood.web.origins.urls")),
    path("programme/engagement/", include("sherwood.web.engagement.urls")),
    path("programme/projects/", include("sherwood.web.cases.urls")),
    path("programme/actions/", include("sherwood.web.action_log.urls")),
    path("programme/money/", include("sherwood.web.money.urls")),
    path("programme/risks/", include("sherwood.web.risks.urls")),
    path("programme/people/", include("sherwood.web.staffing.urls")),
    path("reports/", include("sherwood.web.rhythm.urls")),
    path("account/", include("sherwood.web.accounts.urls")),
    path("trail/", include("sherwood.web.trail.urls")),
    path("healthy", views.healthy, name="healthy"),
    path("", include("sherwood.web.evidence.urls")),
]

handler400 = "sherwood.web.ui.views.bad_request"
handler403 = "sherwood.web.ui.views.refused"
handler404 = "sherwood.web.ui.views.not_found"
handler500 = "sherwood.web.ui.views.broken"
