"""Every address of the site. A view states its permission with `requires`; what does not is refused."""

from django.urls import URLPattern, URLResolver, include, path

from sherwood.web.site.ui import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sherwood.web.site.home.urls")),
    path("", include("sherwood.web.site.digest.urls")),
    path("programme/", include("sherwood.web.programme.programmes.urls")),
    path("programme/", include("sherwood.web.programme.baselines.urls")),
    path("programme/", include("sherwood.web.programme.plans.urls")),
    path("programme/set-up/", include("sherwood.web.programme.founding.urls")),
    path("programme/meetings/", include("sherwood.web.programme.meetings.urls")),
    path("programme/origins/", include("sherwood.web.programme.origins.urls")),
    path("programme/engagement/", include("sherwood.web.programme.engagement.urls")),
    path("programme/projects/", include("sherwood.web.programme.cases.urls")),
    path("programme/actions/", include("sherwood.web.site.action_log.urls")),
    path("programme/money/", include("sherwood.web.programme.money.urls")),
    path("programme/risks/", include("sherwood.web.programme.risks.urls")),
    path("programme/people/", include("sherwood.web.programme.staffing.urls")),
    path("reports/", include("sherwood.web.programme.rhythm.urls")),
    path("account/", include("sherwood.web.site.accounts.urls")),
    path("trail/", include("sherwood.web.site.trail.urls")),
    path("healthy", views.healthy, name="healthy"),
    path("", include("sherwood.web.evidence.urls")),
]

handler400 = "sherwood.web.site.ui.views.bad_request"
handler403 = "sherwood.web.site.ui.views.refused"
handler404 = "sherwood.web.site.ui.views.not_found"
handler500 = "sherwood.web.site.ui.views.broken"
