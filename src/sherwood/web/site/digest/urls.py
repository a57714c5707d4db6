from django.urls import path

from sherwood.web.site.digest import views

urlpatterns = [path("account/email", views.email, name="email")]
