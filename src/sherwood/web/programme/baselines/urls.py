from django.urls import path

from sherwood.web.programme.baselines import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("document/", views.versions, name="baselines"),
    path("document/freeze", views.freeze, name="baseline_freeze"),
    path("document/compare", views.compare, name="baseline_compare"),
    path("document/approve/<slug:phase>", views.approve, name="phase_approve"),
    path("document/close/<slug:phase>", views.close, name="phase_close"),
    path("document/plan.<str:kind>", views.plan, name="high_level_plan"),
    path("document/reviews.<str:kind>", file_of(lists.REVIEWS), name="document_reviews_file"),
    path("document/versions.<str:kind>", file_of(lists.VERSIONS), name="document_versions_file"),
    path("document/views.<str:kind>", file_of(lists.CONSULTED), name="document_consulted_file"),
    path("document/phases.<str:kind>", file_of(lists.PHASES), name="phases_file"),
    path("document/reviews/new", views.new_review, name="document_review"),
    path("document/<int:number>/", views.version, name="baseline"),
    path("document/<int:number>/document.<str:kind>", views.download, name="baseline_download"),
]
