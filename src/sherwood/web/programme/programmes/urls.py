from django.urls import path

from sherwood.web.programme.programmes import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("portfolio.<str:kind>", views.portfolio_file, name="portfolio_file"),
    path("findings.<str:kind>", file_of(lists.FINDINGS), name="findings_file"),
    path("choosing.<str:kind>", views.ranking_file, name="ranking_file"),
    path("method.<str:kind>", file_of(lists.LACKING), name="method_file"),
    path("about/", views.about, name="programme"),
    path("choosing/", views.choosing, name="choosing"),
    path("method/", views.method, name="method"),
    path("findings/", views.findings, name="findings"),
    path("findings/<slug:key>/", views.finding, name="finding"),
    path("projects/<slug:key>/", views.project, name="project"),
    path("projects/<slug:key>/measures", views.link_measures, name="project_measures"),
]
