"""Small drawing words every template has: `{{ on|day }}`, `{% rating %}`, `{% signal %}`, `{% query %}`.

And `{% csrf_token %}` is Django's with the form's stamp beside it, so that no form can be without one.
"""

from datetime import date

from django import template
from django.http import QueryDict
from django.template.defaulttags import CsrfTokenNode
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sherwood.governance.programme import DeclaredRating
from sherwood.governance.ratings import MeasureSignal, Rating
from sherwood.web.site.ui.stamps import FIELD, new_stamp

register = template.Library()

# a definition marks bands and ratings with one of these; each has a shape of its own, for who sees no colour
MARK_SHAPES = {"green": "●", "blue": "◆", "amber": "▲", "orange": "▼", "red": "■", "grey": "⬟", "none": "○"}
RATING_SHAPES = {Rating.GREEN: "●", Rating.AMBER: "▲", Rating.RED: "■", Rating.NOT_RATED: "○"}
SIGNAL_SHAPES = {
    MeasureSignal.IMPROVING: "↗",
    MeasureSignal.BETTER: "✓",
    MeasureSignal.STEADY: "→",
    MeasureSignal.SLIPPING: "↩",
    MeasureSignal.RECOVERING: "↪",
    MeasureSignal.WORSE: "✗",
    MeasureSignal.WORSENING: "↘",
    MeasureSignal.CHANGED: "↕",
    MeasureSignal.NOTHING: "–",
    MeasureSignal.NOT_KNOWN: "?",
    MeasureSignal.TOO_FEW: "…",
}


@register.filter
def day(value: date | None) -> str:
    """8 March 2010."""
    return date_format(value, "j F Y") if value else "not known"


@register.filter
def told(value: object) -> str:
    """A value kept in the trail, with a day in words, and without the marks of how it is kept."""
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} “{told(said)}”" for name, said in value.items())
    if isinstance(value, list):
        return ", ".join(map(told, value))
    try:
        return day(date.fromisoformat(value)) if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)


@register.simple_tag
def shaped(colour: str, shape: str, words: object) -> str:
    """A standing in words and a shape, never colour alone."""
    return format_html(
        '<span class="sherwood-rating sherwood-rating--{}"><span aria-hidden="true">{}</span> {}</span>',
        colour,
        shape,
        words,
    )


def marked(mark: str) -> tuple[str, str]:
    """The colour and the shape of a mark that a definition names."""
    return mark, MARK_SHAPES[mark]


@register.simple_tag
def rating(value: DeclaredRating | Rating | str) -> str:
    """What a lead declares, in the programme's own words; or what the measures say."""
    if isinstance(value, DeclaredRating):
        return shaped(
            "not_rated" if value.mark == "none" else value.mark, MARK_SHAPES[value.mark], value.title
        )
    one = Rating(value)
    return shaped(one.value, RATING_SHAPES[one], one.words)


@register.simple_tag
def signal(value: MeasureSignal | str) -> str:
    """What a control chart says, in a word and an arrow."""
    one = MeasureSignal(value)
    return format_html(
        '<span class="sherwood-signal sherwood-signal--{}"><span aria-hidden="true">{}</span> {}</span>',
        one.value,
        SIGNAL_SHAPES[one],
        one.words,
    )


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The address of this page with some of its filters changed; an empty value takes a filter out."""
    now: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        now[name] = value
        if value in ("", None):
            del now[name]
    return f"?{now.urlencode()}" if now else "?"


@register.simple_tag(takes_context=True)
def at_page(context, number: int, prefix: str = "") -> str:
    """The address of another page of a list; `prefix` begins its name in the address."""
    return query(context, **{f"{prefix or ''}page": number})


@register.simple_tag(takes_context=True)
def query_without(context, name: str) -> str:
    """The address of this page without one of its filters."""
    now: QueryDict = context["request"].GET.copy()
    now.pop(name, None)
    return f"?{now.urlencode()}"


class _Stamped(CsrfTokenNode):
    def render(self, context) -> SafeString:
        drawn, request = super().render(context), context.get("request")
        if request is None or not (stamp := new_stamp(request)):
            return drawn
        field = '{}<input type="hidden" name="{}" value="{}" autocomplete="off">'
        return format_html(field, drawn, FIELD, stamp)


@register.tag
def csrf_token(parser, token) -> template.Node:
    """What every form sends unseen: Django's token against forged forms, and the stamp that tells one form from the next."""
    return _Stamped()
