from django.urls import path

from sherwood.web.site.search import views

urlpatterns = [path("search", views.search, name="search")]
