from django.urls import path

from sherwood.web.programme.engagement import lists, views
from sherwood.web.site.listings.listing import file_of

urlpatterns = [
    path("", views.engagement, name="engagement"),
    path("stakeholders/new", views.new_stakeholder, name="stakeholder_new"),
    path("stakeholders/<int:pk>/", views.stakeholder, name="stakeholder"),
    path("messages/new", views.new_message, name="message_new"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages.<str:kind>", file_of(lists.MESSAGES), name="messages_file"),
    path("stakeholders.<str:kind>", file_of(lists.STAKEHOLDERS), name="stakeholders_file"),
    path("buy-in.<str:kind>", file_of(lists.EVERY_BUY_IN), name="all_buy_in_file"),
    path("stakeholders/<int:pk>/buy-in.<str:kind>", file_of(lists.BUY_IN), name="buy_in_file"),
    path("promises.<str:kind>", file_of(lists.PROMISES), name="promises_file"),
    path("handling.<str:kind>", file_of(lists.HANDLING_PLANS), name="handling_file"),
    path("promises/new", views.new_promise, name="promise_new"),
    path("promises/<int:pk>/", views.given, name="promise"),
    path("handling/", views.handling, name="handling"),
    path("handling/new", views.new_handling, name="handling_new"),
    path("handling/<int:pk>/", views.handling_plan, name="handling_plan"),
]
