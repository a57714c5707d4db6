"""`{% term "net gain" %}`: a word of the glossary as a link to what it means; `{% term "companion" "its companion" %}` shows others."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from sherwood.web.site.help.glossary import glossary

register = template.Library()


@register.simple_tag
def term(word: str, shown: str = "") -> str:
    """Raises `KeyError` for a word that the glossary does not hold: the page that uses it is wrong."""
    href = f"{reverse('glossary')}#{glossary()[word].anchor}"
    return format_html('<a class="govuk-link sherwood-term" href="{}">{}</a>', href, shown or word)
