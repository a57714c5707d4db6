from django.urls import path

from sherwood.web.site.action_log import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.action_list, name="actions"),
    path("actions.<str:kind>", file_of(lists.ACTIONS), name="actions_file"),
    path("enter/", views.enter, name="enter_action"),
    path("<int:pk>/", views.action, name="action"),
    path("<int:pk>/<slug:doing>/", views.act, name="act_on_action"),
]
