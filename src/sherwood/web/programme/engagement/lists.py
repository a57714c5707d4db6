"""The list of plans for bad news; the others are of registers."""

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement.models import HandlingPlan
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.listings.listing import Listing

HANDLING_PLANS = Listing(
    title="Plans for bad news",
    rows=lambda user: HandlingPlan.visible_to(user).prefetch_related("readers"),
    needs=[Permission.SEE_PROGRAMME],
    file="handling_file",
    saved_as="plans-for-bad-news",
    empty="There is none that you may read.",
    columns=[
        Column("Plan", "title", href=lambda plan: reverse("handling_plan", args=[plan.pk])),
        Column("Comes out on", "news_on"),
        Column("What to do", "words", where=Where.FILE),
        Column("May be read by", lambda plan: "; ".join(str(reader) for reader in plan.readers.all())),
    ],
)
