from django.urls import path

from sherwood.web.programme.origins import lists, views
from sherwood.web.programme.programmes import lists as of_programmes
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.origins, name="origins"),
    path("facts.<str:kind>", file_of(lists.FACTS), name="facts_file"),
    path("drivers.<str:kind>", file_of(of_programmes.DRIVERS), name="drivers_file"),
    path("markers.<str:kind>", file_of(of_programmes.MARKERS), name="markers_file"),
    path("causes.<str:kind>", file_of(lists.CAUSES), name="causes_file"),
    path("done-at-once.<str:kind>", file_of(lists.URGENT_ACTIONS), name="urgent_actions_file"),
    path("childrens-plan.<str:kind>", file_of(lists.PRIORITIES), name="plan_priorities_file"),
    path("causes/new", views.new_cause, name="cause_new"),
    path("urgent/new", views.new_urgent, name="urgent_new"),
    path("inspections/", views.inspections, name="inspections"),
    path("inspections.<str:kind>", file_of(lists.INSPECTIONS), name="inspections_file"),
    path("inspections/evidence.<str:kind>", file_of(lists.EVIDENCE_NEEDED), name="evidence_needed_file"),
    path("inspections/<slug:key>/evidence", views.need_evidence, name="evidence_new"),
    path("evidence/<int:pk>/", views.answer_evidence, name="evidence_needed"),
    path("earlier-plans/", views.earlier_plans, name="earlier_plans"),
    path("earlier-plans/new", views.import_plan, name="earlier_plan_new"),
    path("earlier-plans/actions/<int:pk>/", views.sort_action, name="earlier_action"),
    path("earlier-plans/actions.<str:kind>", file_of(lists.EARLIER_ACTIONS), name="earlier_actions_file"),
    path("posts/", views.posts, name="posts"),
    path("posts/<int:pk>/", views.move_post, name="post"),
    path("posts.<str:kind>", file_of(lists.POSTS), name="posts_file"),
    path("posts/types.<str:kind>", file_of(lists.POST_TYPES), name="post_types_file"),
]
