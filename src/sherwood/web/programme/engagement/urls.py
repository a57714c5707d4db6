from django.urls import path

from sherwood.web.programme.engagement import views

urlpatterns = [
    path("", views.engagement, name="engagement"),
    path("stakeholders/new", views.new_stakeholder, name="stakeholder_new"),
    path("stakeholders/<int:pk>/", views.stakeholder, name="stakeholder"),
    path("messages/new", views.new_message, name="message_new"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages.<str:kind>", views.messages_file, name="messages_file"),
    path("stakeholders.<str:kind>", views.stakeholders_file, name="stakeholders_file"),
    path("buy-in.<str:kind>", views.all_buy_in_file, name="all_buy_in_file"),
    path("stakeholders/<int:pk>/buy-in.<str:kind>", views.buy_in_file, name="buy_in_file"),
    path("promises.<str:kind>", views.promises_file, name="promises_file"),
    path("handling.<str:kind>", views.handling_file, name="handling_file"),
    path("promises/new", views.new_promise, name="promise_new"),
    path("promises/<int:pk>/", views.given, name="promise"),
    path("handling/", views.handling, name="handling"),
    path("handling/new", views.new_handling, name="handling_new"),
    path("handling/<int:pk>/", views.handling_plan, name="handling_plan"),
]
