from django.urls import path

from sherwood.web.programme.cases import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("cases.<str:kind>", file_of(lists.CASES), name="cases_file"),
    path("<slug:key>/case/said.<str:kind>", file_of(lists.SAID), name="case_said_file"),
    path(
        "<slug:key>/case/versions/<int:number>/options.<str:kind>",
        file_of(lists.OPTIONS),
        name="case_options_file",
    ),
    path(
        "<slug:key>/case/versions/<int:number>/scores.<str:kind>", views.scores_file, name="case_scores_file"
    ),
    path("<slug:key>/case/", views.case, name="case"),
    path("<slug:key>/case/summary/", views.summary, name="case_summary"),
    path("<slug:key>/case/decision/", views.decision, name="case_decision"),
    path("<slug:key>/case/appraisal/", views.appraisal, name="case_appraisal"),
    path("<slug:key>/case/compare/", views.compare, name="case_compare"),
    path("<slug:key>/case/versions/<int:number>/", views.version, name="case_version"),
    path("<slug:key>/case/write/", views.write, name="case_write"),
    path("<slug:key>/case/write/<slug:section>/", views.section, name="case_section"),
    path("<slug:key>/case/do/<slug:act>/", views.act, name="case_act"),
]
