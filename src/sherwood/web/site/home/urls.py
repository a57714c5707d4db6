from django.urls import path

from sherwood.web.site.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("first-steps/", views.first_steps, name="first_steps"),
    path("first-steps/hide", views.hide_first_steps, name="first_steps_hide"),
    path("first-steps/show", views.show_first_steps, name="first_steps_show"),
    path("healthy", views.healthy, name="healthy"),
]
