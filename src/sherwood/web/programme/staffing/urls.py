from django.urls import path

from sherwood.web.programme.staffing import lists, pages, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.people, name="people"),
    path("gaps/", views.gaps, name="people_gaps"),
    path("divisions/", views.divisions, name="people_divisions"),
    path("divisions/new", views.new_division, name="division_new"),
    path("roles/", views.roles, name="people_roles"),
    path("roles/<slug:role>/holder", views.new_holding, name="holding_new"),
    path("roles/<slug:role>/hand-over", views.hand_over, name="role_hand_over"),
    path("holdings/<int:pk>/end", views.end_holding, name="holding_end"),
    path("lines/new", views.new_line, name="line_new"),
    path("lines/<int:pk>/away", views.take_line_away, name="line_away"),
    path("controls/", views.controls, name="people_controls"),
    path("controls/new", views.new_control, name="control_new"),
    path("register/", views.register, name="people_register"),
    path("register/new", views.new_participant, name="participant_new"),
    path("register/<int:pk>/", views.participant, name="participant"),
    path("register/<int:pk>/change", views.change_participant, name="participant_change"),
    path("register/<int:pk>/merge", views.merge, name="participant_merge"),
    path("register/<int:pk>/apart", views.keep_apart, name="participant_apart"),
    path("projects/<slug:key>/", views.project, name="project_people"),
    path("projects/<slug:key>/members/new", views.new_member, name="member_new"),
    path("projects/<slug:key>/affects/new", views.new_effect, name="effect_new"),
    path("members/<int:pk>/confirm", views.confirm_member, name="member_confirm"),
    path("members/<int:pk>/change", views.change_member, name="member_change"),
    path("affects/<int:pk>/back", views.spare, name="effect_back"),
    path(
        "lists/<slug:sheet>.<str:kind>",
        file_of(*lists.FILES, divisions=pages.divisions_sheet),
        name="people_file",
    ),
]
