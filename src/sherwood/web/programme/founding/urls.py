from django.urls import path

from sherwood.web.programme.founding import views

urlpatterns = [
    path("", views.set_up, name="set_up"),
    path("begin", views.begin, name="draft_begin"),
    path("file", views.upload, name="draft_upload"),
    path("<int:pk>/", views.draft, name="draft"),
    path("<int:pk>/load", views.load, name="draft_load"),
    path("<int:pk>/programme.toml", views.download, name="draft_download"),
    path("<int:pk>/<slug:section>/", views.section, name="draft_section"),
    path("<int:pk>/<slug:section>/add", views.part, name="draft_add"),
    path("<int:pk>/<slug:section>/<slug:key>/", views.part, name="draft_part"),
    path("<int:pk>/<slug:section>/<slug:key>/remove", views.remove, name="draft_remove"),
]
