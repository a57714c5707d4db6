from django.urls import path

from sherwood.web.plans import views

urlpatterns = [
    path("timeline/", views.timeline, name="timeline"),
    path("timeline/milestones.<str:kind>", views.milestones_file, name="milestones_file"),
    path("timeline/streams.<str:kind>", views.streams_file, name="streams_file"),
    path("timeline/lacking.<str:kind>", views.lacking_file, name="lacking_file"),
    path("projects/<slug:key>/plan/", views.plan, name="plan"),
    path("projects/<slug:key>/plan/open", views.open_plan, name="plan_open"),
    path("projects/<slug:key>/plan/start", views.start, name="plan_start"),
    path("projects/<slug:key>/plan/finish", views.finish, name="plan_finish"),
    path("projects/<slug:key>/plan/dates", views.dates, name="plan_dates"),
    path("projects/<slug:key>/plan/contributors/new", views.new_contributor, name="plan_contributor"),
    path("projects/<slug:key>/plan/milestones/new", views.new_milestone, name="plan_milestone"),
    path("projects/<slug:key>/plan/dependencies/new", views.new_dependency, name="plan_dependency"),
    path("projects/<slug:key>/plan/streams/new", views.new_stream, name="plan_stream"),
    path("projects/<slug:key>/plan/split", views.split, name="plan_split"),
    path("projects/<slug:key>/plan/parts/<slug:part>", views.part, name="plan_part"),
    path("streams/<int:pk>/change", views.change_stream, name="stream_change"),
    path("streams/<int:pk>/review", views.review_stream, name="stream_review"),
    path("milestones/<int:pk>/reached", views.reached, name="milestone_reached"),
    path("milestones/<int:pk>/move", views.move, name="milestone_move"),
    path("milestones/changes/<int:pk>/", views.answer_move, name="milestone_change"),
]
