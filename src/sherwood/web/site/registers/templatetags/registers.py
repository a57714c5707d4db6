from django import template

register = template.Library()


@register.simple_tag
def theme_action(of, theme: str) -> str:
    """Where an action about a theme of a register is entered."""
    return of.address("theme_action", theme)
