from django.urls import path

from sherwood.web.programme.proposals import views
from sherwood.web.programme.proposals.lists import PROPOSALS
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("all.<str:kind>", file_of(PROPOSALS), name="proposals_file"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/agree", views.agree, name="proposal_agree"),
    path("<int:pk>/take-back", views.take_back, name="proposal_take_back"),
    path("<int:pk>/read", views.mark_read, name="proposal_read"),
    path("<int:pk>/<int:number>/agree", views.agree_one, name="proposal_agree_one"),
    path("<int:pk>/<int:number>/refuse", views.refuse, name="proposal_refuse"),
]
