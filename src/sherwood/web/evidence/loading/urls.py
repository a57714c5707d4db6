from django.urls import path

from sherwood.web.evidence.loading import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("data/loading/", views.extracts, name="extracts"),
    path("data/loading.<str:kind>", file_of(lists.EXTRACTS), name="extracts_file"),
    path("data/loading/send", views.send, name="extract_send"),
    path("data/loading/<int:pk>/", views.extract, name="extract"),
    path("data/loading/<int:pk>/again", views.look_again, name="extract_look_again"),
    path("data/loading/<int:pk>/publish", views.publish, name="extract_publish"),
    path("data/loading/<int:pk>/put-away", views.put_away, name="extract_put_away"),
    path(
        "data/loading/<int:pk>/<slug:sheet>.<str:kind>",
        file_of(lists.ROWS, lists.FIGURES),
        name="extract_file",
    ),
]
