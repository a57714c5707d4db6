"""The pages on which a programme is set up."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.site.offers.kinds import Address, FirstStep, Link, StepState


def programme_begun() -> StepState:
    if Programme.objects.exists():
        bodies, projects = Body.objects.count(), Project.objects.count()
        return StepState(True, f"It has begun. Bodies: {bodies}. Projects: {projects}.")
    drafts = Draft.objects.count()
    return StepState(False, f"Not begun. Drafts: {drafts}." if drafts else "Nothing is entered yet.")


OFFERS = [
    Address("programme/set-up/", "sherwood.web.programme.founding.urls"),
    Link("about", "Change the programme", "set_up", Permission.LOAD_PROGRAMME),
    FirstStep(
        "Begin the programme from its definition, with its bodies and projects",
        "set_up",
        20,
        (Permission.LOAD_PROGRAMME,),
        programme_begun,
    ),
]
