from django.urls import path

from sherwood.web.programme.risks import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.risks, name="risks"),
    path("risks.<str:kind>", file_of(lists.RISKS), name="risks_file"),
    path("issues.<str:kind>", file_of(lists.ISSUES), name="issues_file"),
    path("projects/<slug:key>/", views.project_risks, name="project_risks"),
    path("new", views.new_risk, name="risk_new"),
    path("<int:pk>/", views.risk, name="risk"),
    path("<int:pk>/scores.<str:kind>", file_of(lists.SCORES), name="risk_history_file"),
    path("<int:pk>/change", views.change_risk, name="risk_change"),
    path("<int:pk>/close", views.close_risk, name="risk_close"),
    path("issues/new", views.new_issue, name="issue_new"),
    path("issues/<int:pk>/", views.issue, name="issue"),
    path("issues/<int:pk>/change", views.change_issue, name="issue_change"),
    path("issues/<int:pk>/close", views.close_issue, name="issue_close"),
]
