from django.urls import path

from sherwood.web.meetings import views

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("new", views.new_meeting, name="meeting_new"),
    path("bodies/<slug:key>/", views.body, name="body"),
    path("bodies/<slug:key>/papers", views.paper_lines, name="paper_lines"),
    path("papers/<int:pk>/check", views.check_paper, name="paper_check"),
    path("seats/<int:pk>/", views.fill_seat, name="seat"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/public", views.public, name="meeting_public"),
    path("<int:pk>/agenda", views.build_agenda, name="agenda_build"),
    path("<int:pk>/items/new", views.new_item, name="item_new"),
    path("<int:pk>/left-out", views.leave_out, name="heading_left_out"),
    path("<int:pk>/attendance", views.attendance, name="attendance"),
    path("<int:pk>/interests/new", views.new_interest, name="interest_new"),
    path("<int:pk>/confirm", views.confirm, name="minutes_confirm"),
    path("<int:pk>/corrections/new", views.new_correction, name="correction_new"),
    path("items/<int:pk>/presenters", views.presenters, name="presenters"),
    path("items/<int:pk>/outcome", views.outcome, name="item_outcome"),
    path("items/<int:pk>/action", views.new_action, name="item_action"),
    path("items/<int:pk>/decide", views.decide, name="item_decide"),
    path("waiting/", views.waiting, name="waiting_answers"),
    path("waiting/barriers/new", views.new_barrier, name="barrier_new"),
    path("waiting/questions/new", views.new_question, name="question_new"),
    path("waiting/messages/new", views.new_message, name="body_message_new"),
    path("waiting/barriers/<int:pk>/", views.answer_barrier, name="barrier"),
    path("waiting/questions/<int:pk>/", views.answer_question, name="question"),
    path("waiting/messages/<int:pk>/", views.answer_message, name="body_message"),
    path("attendance.<str:kind>", views.attendance_file, name="attendance_file"),
]
