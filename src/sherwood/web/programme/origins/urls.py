from django.urls import path

from sherwood.web.programme.origins import views

urlpatterns = [
    path("", views.origins, name="origins"),
    path("facts.<str:kind>", views.facts_file, name="facts_file"),
    path("drivers.<str:kind>", views.drivers_file, name="drivers_file"),
    path("markers.<str:kind>", views.markers_file, name="markers_file"),
    path("causes.<str:kind>", views.causes_file, name="causes_file"),
    path("done-at-once.<str:kind>", views.urgent_actions_file, name="urgent_actions_file"),
    path("childrens-plan.<str:kind>", views.priorities_file, name="plan_priorities_file"),
    path("causes/new", views.new_cause, name="cause_new"),
    path("urgent/new", views.new_urgent, name="urgent_new"),
    path("inspections/", views.inspections, name="inspections"),
    path("inspections.<str:kind>", views.inspections_file, name="inspections_file"),
    path("inspections/evidence.<str:kind>", views.evidence_needed_file, name="evidence_needed_file"),
    path("inspections/<slug:key>/evidence", views.need_evidence, name="evidence_new"),
    path("evidence/<int:pk>/", views.answer_evidence, name="evidence_needed"),
    path("earlier-plans/", views.earlier_plans, name="earlier_plans"),
    path("earlier-plans/new", views.import_plan, name="earlier_plan_new"),
    path("earlier-plans/actions/<int:pk>/", views.sort_action, name="earlier_action"),
    path("earlier-plans/actions.<str:kind>", views.earlier_actions_file, name="earlier_actions_file"),
    path("posts/", views.posts, name="posts"),
    path("posts/<int:pk>/", views.move_post, name="post"),
    path("posts.<str:kind>", views.posts_file, name="posts_file"),
    path("posts/types.<str:kind>", views.post_types_file, name="post_types_file"),
]
