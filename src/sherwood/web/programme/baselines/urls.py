from django.urls import path

from sherwood.web.programme.baselines import views

urlpatterns = [
    path("document/", views.versions, name="baselines"),
    path("document/freeze", views.freeze, name="baseline_freeze"),
    path("document/compare", views.compare, name="baseline_compare"),
    path("document/approve/<slug:phase>", views.approve, name="phase_approve"),
    path("document/close/<slug:phase>", views.close, name="phase_close"),
    path("document/plan.<str:kind>", views.plan, name="high_level_plan"),
    path("document/reviews.<str:kind>", views.reviews_file, name="document_reviews_file"),
    path("document/versions.<str:kind>", views.versions_file, name="document_versions_file"),
    path("document/views.<str:kind>", views.consulted_file, name="document_consulted_file"),
    path("document/phases.<str:kind>", views.phases_file, name="phases_file"),
    path("document/reviews/new", views.new_review, name="document_review"),
    path("document/<int:number>/", views.version, name="baseline"),
    path("document/<int:number>/document.<str:kind>", views.download, name="baseline_download"),
]
