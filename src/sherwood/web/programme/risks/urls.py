from django.urls import path

from sherwood.web.programme.risks import views

urlpatterns = [
    path("", views.risks, name="risks"),
    path("risks.<str:kind>", views.risks_file, name="risks_file"),
    path("issues.<str:kind>", views.issues_file, name="issues_file"),
    path("projects/<slug:key>/", views.project_risks, name="project_risks"),
    path("new", views.new_risk, name="risk_new"),
    path("<int:pk>/", views.risk, name="risk"),
    path("<int:pk>/scores.<str:kind>", views.risk_history_file, name="risk_history_file"),
    path("<int:pk>/change", views.change_risk, name="risk_change"),
    path("<int:pk>/close", views.close_risk, name="risk_close"),
    path("issues/new", views.new_issue, name="issue_new"),
    path("issues/<int:pk>/", views.issue, name="issue"),
    path("issues/<int:pk>/change", views.change_issue, name="issue_change"),
    path("issues/<int:pk>/close", views.close_issue, name="issue_close"),
]
