from django.urls import path

from sherwood.web.site.trail import views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("entries.<str:kind>", views.trail_file, name="trail_file"),
]
