"""`{% sorted_by prefix field %}`: the address of this page with its list sorted otherwise, from the first page on."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def sorted_by(context, prefix: str, field: str) -> str:
    asked = context["request"].GET.copy()
    asked[f"{prefix}sort"] = field
    asked.pop(f"{prefix}page", None)
    return f"?{asked.urlencode()}"
