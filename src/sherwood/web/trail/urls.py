from django.urls import path

from sherwood.web.trail import views

urlpatterns = [path("", views.trail, name="trail")]
