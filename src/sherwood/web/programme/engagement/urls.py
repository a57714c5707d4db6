from django.urls import path

from sherwood.web.programme.engagement import lists, views
from sherwood.web.programme.engagement.models import ALL
from sherwood.web.programme.engagement.registers.stakeholders import BUY_IN, EVERY_BUY_IN
from sherwood.web.site.listings.listing import file_of
from sherwood.web.site.registers.urls import urls_of

urlpatterns = [
    path("", views.engagement, name="engagement"),
    *(page for register in ALL.values() for page in urls_of(register)),
    path("stakeholders/<int:pk>/rate", views.rate, name="rate"),
    path("buy-in.<str:kind>", file_of(EVERY_BUY_IN), name="all_buy_in_file"),
    path("stakeholders/<int:pk>/buy-in.<str:kind>", file_of(BUY_IN), name="buy_in_file"),
    path("handling.<str:kind>", file_of(lists.HANDLING_PLANS), name="handling_file"),
    path("handling/", views.handling, name="handling"),
    path("handling/new", views.new_handling, name="handling_new"),
    path("handling/<int:pk>/", views.handling_plan, name="handling_plan"),
]
