from django.urls import path

from sherwood.web.programme.plans import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("timeline/", views.timeline, name="timeline"),
    path("timeline/milestones.<str:kind>", file_of(lists.MILESTONES), name="milestones_file"),
    path("timeline/streams.<str:kind>", file_of(lists.STREAMS), name="streams_file"),
    path("timeline/lacking.<str:kind>", file_of(lists.LACKING), name="lacking_file"),
    path("timeline/changes.<str:kind>", file_of(lists.DATE_CHANGES), name="date_changes_file"),
    path("timeline/splits.<str:kind>", file_of(lists.SPLITS), name="splits_file"),
    path(
        "projects/<slug:key>/plan/milestones.<str:kind>",
        file_of(lists.PROJECT_MILESTONES),
        name="project_milestones_file",
    ),
    path(
        "projects/<slug:key>/plan/changes-of-days.<str:kind>",
        file_of(lists.PROJECT_CHANGES),
        name="project_changes_file",
    ),
    path(
        "projects/<slug:key>/plan/work-streams.<str:kind>",
        file_of(lists.PROJECT_STREAMS),
        name="project_streams_file",
    ),
    path(
        "projects/<slug:key>/plan/who-helped.<str:kind>",
        file_of(lists.CONTRIBUTORS),
        name="contributors_file",
    ),
    path(
        "projects/<slug:key>/plan/dependencies.<str:kind>",
        file_of(lists.DEPENDENCIES),
        name="dependencies_file",
    ),
    path("projects/<slug:key>/plan/", views.plan, name="plan"),
    path("projects/<slug:key>/plan/open", views.open_plan, name="plan_open"),
    path("projects/<slug:key>/plan/send", views.send, name="plan_send"),
    path("projects/<slug:key>/plan/sent/<int:number>/", views.sending, name="plan_sending"),
    path(
        "projects/<slug:key>/plan/vettings.<str:kind>",
        file_of(lists.PLAN_VETTINGS),
        name="plan_vettings_file",
    ),
    path("projects/<slug:key>/plan/close", views.ask_to_close, name="plan_close"),
    path("projects/<slug:key>/plan/closings.<str:kind>", file_of(lists.CLOSINGS), name="plan_closings_file"),
    path("closings/<int:pk>/", views.closing, name="plan_closing"),
    path("projects/<slug:key>/plan/start", views.start, name="plan_start"),
    path("projects/<slug:key>/plan/finish", views.finish, name="plan_finish"),
    path("projects/<slug:key>/plan/dates", views.dates, name="plan_dates"),
    path("projects/<slug:key>/plan/contributors/new", views.new_contributor, name="plan_contributor"),
    path("projects/<slug:key>/plan/milestones/new", views.new_milestone, name="plan_milestone"),
    path("projects/<slug:key>/plan/dependencies/new", views.new_dependency, name="plan_dependency"),
    path("projects/<slug:key>/plan/streams/new", views.new_stream, name="plan_stream"),
    path("projects/<slug:key>/plan/split", views.split, name="plan_split"),
    path("projects/<slug:key>/plan/parts/<slug:part>", views.part, name="plan_part"),
    path("dependencies/<int:pk>/", views.dependency, name="dependency"),
    path("streams/<int:pk>/change", views.change_stream, name="stream_change"),
    path("streams/<int:pk>/review", views.review_stream, name="stream_review"),
    path("milestones/<int:pk>/reached", views.reached, name="milestone_reached"),
    path("milestones/<int:pk>/move", views.move, name="milestone_move"),
    path("milestones/changes/<int:pk>/", views.answer_move, name="milestone_change"),
]
