from django import template
from django.conf import settings
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether a mail server is set."""
    return bool(settings.EMAIL_HOST)


@register.filter
def address(value: str) -> str:
    """An email address that a narrow column may break after the @."""
    name, _, place = value.partition("@")
    return format_html("{}@<wbr>{}", name, place)
