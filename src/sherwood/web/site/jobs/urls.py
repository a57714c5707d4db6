from django.urls import path

from sherwood.web.site.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/progress", views.progress, name="job_progress"),
    path("jobs/<int:pk>/stop", views.stop, name="job_stop"),
]
