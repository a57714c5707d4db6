from django.urls import path

from sherwood.web.programmes import views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("about/", views.about, name="programme"),
    path("findings/", views.findings, name="findings"),
    path("findings/<slug:key>/", views.finding, name="finding"),
    path("projects/<slug:key>/", views.project, name="project"),
]
