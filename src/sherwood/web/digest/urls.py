from django.urls import path

from sherwood.web.digest import views

urlpatterns = [path("account/email", views.email, name="email")]
