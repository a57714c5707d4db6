"""The sign-in page of a demonstration says who there is to sign in as."""

from django import template
from django.conf import settings

from sherwood.web.site.accounts.demonstration import PASSWORD
from sherwood.web.site.accounts.models import User

register = template.Library()


@register.simple_tag
def demonstration_people() -> dict:
    """Nothing outside a demonstration, or before its people were entered."""
    people = User.objects.filter(email__endswith="@example.org") if settings.DEMONSTRATION else []
    return {"users": people, "password": PASSWORD} if people else {}
