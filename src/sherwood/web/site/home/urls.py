from django.urls import path

from sherwood.web.site.home import views

urlpatterns = [path("", views.home, name="home"), path("healthy", views.healthy, name="healthy")]
