from django.urls import path

from sherwood.web.programme.rhythm import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.calendar, name="reports"),
    path("calendar.<str:kind>", file_of(lists.REPORTS), name="reports_file"),
    path("rhythm", views.rhythm, name="rhythm"),
    path("hints", views.hints, name="report_hints"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/answer", views.answer, name="report_answer"),
    path("<int:pk>/wrong", views.mark, name="report_wrong"),
    path("projects/<slug:key>/", views.project_reports, name="project_reports"),
    path(
        "projects/<slug:key>/reports.<str:kind>",
        file_of(lists.REPORTS_OF_PROJECT),
        name="project_reports_file",
    ),
    path("projects/<slug:key>/<str:due_on>/write", views.write, name="report_write"),
    path("projects/<slug:key>/<str:due_on>/chase", views.chase, name="report_chase"),
    path("updates/", views.updates, name="updates"),
    path("updates.<str:kind>", file_of(lists.UPDATES), name="updates_file"),
    path("updates/new", views.new_update, name="update_new"),
    path("updates/<int:number>/", views.update, name="update"),
    path("updates/<int:number>/correct", views.correct_update, name="update_correct"),
    path("updates/<int:number>/sign", views.sign_update, name="update_sign"),
    path("updates/<int:number>.<str:kind>", views.update_file, name="update_file"),
]
