from django.urls import path

from sherwood.web.evidence import views

urlpatterns = [
    path("evidence/", views.measures, name="measures"),
    path("evidence/complexity/new", views.new_factor, name="factor_new"),
    path("evidence/complexity/<slug:key>", views.factor, name="factor"),
    path("evidence/<slug:key>/", views.measure, name="measure"),
    path("evidence/<slug:key>/figures.csv", views.figures_csv, name="measure_csv"),
    path("evidence/<slug:key>/children/", views.children, name="measure_children"),
    path("data/", views.data, name="data"),
    path("data/<str:id>/", views.load, name="load"),
    path("data/<str:id>/put-aside/", views.put_aside, name="put_aside"),
]
