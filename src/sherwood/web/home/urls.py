from django.urls import path

from sherwood.web.home import views

urlpatterns = [path("", views.home, name="home")]
