from django.urls import path

from sherwood.web.cases import views

urlpatterns = [
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
