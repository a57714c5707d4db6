from django.urls import path

from sherwood.web.programme.origins import lists, views
from sherwood.web.programme.origins.models import ALL
from sherwood.web.programme.programmes import lists as of_programmes
from sherwood.web.site.listings.listing import file_of
from sherwood.web.site.registers.urls import urls_of

urlpatterns = [
    path("", views.origins, name="origins"),
    *(page for register in ALL.values() for page in urls_of(register)),
    path("drivers.<str:kind>", file_of(of_programmes.DRIVERS), name="drivers_file"),
    path("markers.<str:kind>", file_of(of_programmes.MARKERS), name="markers_file"),
    path("inspections/", views.inspections, name="inspections"),
    path("inspections.<str:kind>", file_of(lists.INSPECTIONS), name="inspections_file"),
    path("earlier-plans/", views.earlier_plans, name="earlier_plans"),
    path("earlier-plans/new", views.import_plan, name="earlier_plan_new"),
    path("earlier-plans/actions/<int:pk>/", views.sort_action, name="earlier_action"),
    path("earlier-plans/actions.<str:kind>", file_of(lists.EARLIER_ACTIONS), name="earlier_actions_file"),
    path("posts/", views.posts, name="posts"),
    path("posts/new", views.list_posts, name="posts_new"),
    path("posts/<int:pk>/place", views.place_post, name="post_place"),
    path("posts/<int:pk>/", views.move_post, name="post"),
    path("posts.<str:kind>", file_of(lists.POSTS), name="posts_file"),
    path("posts/types.<str:kind>", file_of(lists.POST_TYPES), name="post_types_file"),
]
