from django.urls import path

from sherwood.web.programme.money import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.money, name="money"),
    path("budget.<str:kind>", file_of(lists.BUDGET), name="money_budget_file"),
    path("positions.<str:kind>", file_of(lists.POSITIONS), name="money_positions_file"),
    path("consultancy.<str:kind>", file_of(lists.CONSULTANCY), name="money_consultancy_file"),
    path("ceilings.<str:kind>", file_of(lists.CEILINGS), name="money_ceilings_file"),
    path("sources.<str:kind>", file_of(lists.FUNDING), name="money_funding_file"),
    path("sources/<int:pk>/position", views.new_position, name="money_position"),
    path("consultancy/ceiling", views.new_ceiling, name="money_ceiling"),
    path("consultancy/new", views.new_engagement, name="money_engagement"),
    path("consultancy/<int:pk>/correct", views.correct_engagement, name="money_correct"),
]
