"""The addresses of the site with something in the place of every part, for tests that knock at each."""

from django.urls import URLPattern, get_resolver, reverse

from sherwood.governance.roles import Permission

# what to put into the addresses that name something
EXAMPLES = {"project": "P03", "finding": "A2"}
ANYTHING = {
    "key": "initial_assessments_in_time",
    "id": "20100308T000000Z-01",
    "number": 1,
    "kind": "pdf",
    "phase": "initiation",
    "pk": 1,
    "doing": "say_done",
    "act": "ask",
    "part": "risks",
    "section": "summary",
    "role": "critical_friend",
    "sheet": "teams",
    "due_on": "2010-03-12",
    "theme": "delay",
}


ABOUT = {"project_measures": {"key": "P03"}, "factor": {"key": "poverty"}, "draft_section": {"section": "project"}, "draft_add": {"section": "project"}, "draft_part": {"section": "project", "key": "P03"}, "draft_remove": {"section": "project", "key": "P03"}}  # fmt: skip


def routes(patterns=None) -> list[URLPattern]:
    found = []
    for one in get_resolver().url_patterns if patterns is None else patterns:
        found += routes(one.url_patterns) if hasattr(one, "url_patterns") else [one]
    return found


def address(route: URLPattern) -> str:
    names = route.pattern.converters
    about = {"key": "P03"} if route.name.startswith("case") else {}
    about |= ABOUT.get(route.name, {})
    given = {name: about.get(name) or EXAMPLES.get(route.name, ANYTHING[name]) for name in names}
    return reverse(route.name, kwargs=given)


def stated(route: URLPattern) -> tuple[Permission, ...]:
    return route.callback.permissions


OURS = [route for route in routes() if hasattr(route.callback, "permissions")]
