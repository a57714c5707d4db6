from django.urls import path

from sherwood.web.site.action_log import views

urlpatterns = [
    path("", views.action_list, name="actions"),
    path("actions.<str:kind>", views.actions_file, name="actions_file"),
    path("enter/", views.enter, name="enter_action"),
    path("<int:pk>/", views.action, name="action"),
    path("<int:pk>/<slug:doing>/", views.act, name="act_on_action"),
]
