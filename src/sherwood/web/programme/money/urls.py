from django.urls import path

from sherwood.web.programme.money import views

urlpatterns = [
    path("", views.money, name="money"),
    path("budget.<str:kind>", views.budget_file, name="money_budget_file"),
    path("positions.<str:kind>", views.positions_file, name="money_positions_file"),
    path("consultancy.<str:kind>", views.consultancy_file, name="money_consultancy_file"),
    path("ceilings.<str:kind>", views.ceilings_file, name="money_ceilings_file"),
    path("sources.<str:kind>", views.funding_file, name="money_funding_file"),
    path("sources/<int:pk>/position", views.new_position, name="money_position"),
    path("consultancy/ceiling", views.new_ceiling, name="money_ceiling"),
    path("consultancy/new", views.new_engagement, name="money_engagement"),
    path("consultancy/<int:pk>/correct", views.correct_engagement, name="money_correct"),
]
