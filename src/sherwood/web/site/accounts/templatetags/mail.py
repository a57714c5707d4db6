from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether a mail server is set."""
    return bool(settings.EMAIL_HOST)
