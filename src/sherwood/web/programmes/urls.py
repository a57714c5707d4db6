from django.urls import path

from sherwood.web.programmes import views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("about/", views.about, name="programme"),
    path("findings/", views.findings, name="findings"),
    path("findings/<str:key>/", views.finding, name="finding"),
    path("projects/<str:key>/", views.project, name="project"),
]
