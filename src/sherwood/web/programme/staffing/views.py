from functools import partial

from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import Programme, ProgrammeRole, Project
from sherwood.web.programme.staffing import accountability, actions, forms, lists, pages
from sherwood.web.programme.staffing.actions.teams import STAFFS
from sherwood.web.programme.staffing.models import (
    Division,
    Effect,
    Line,
    Membership,
    Participant,
    RoleHolding,
)
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, entered, sent


@requires(Permission.SEE_PROGRAMME)
def people(request):
    return render(request, "staffing/people.html", pages.people(request.user))


@requires(Permission.SEE_PROGRAMME)
def gaps(request):
    return render(request, "staffing/gaps.html", pages.gaps(request.user))


@requires(Permission.SEE_PROGRAMME)
def divisions(request):
    chosen = request.GET.get("division", "")
    return render(request, "staffing/divisions.html", pages.divisions(request.user, chosen))


@requires(Permission.SEE_PROGRAMME)
def roles(request):
    history = lists.ROLES.shown(request)
    return render(request, "staffing/roles.html", accountability.roles(request.user) | {"history": history})


@requires(Permission.SEE_PROGRAMME)
def controls(request):
    page = accountability.controls(request.user)
    groups = [lists.CONTROLS.shown(request, inside, label) for label, inside in page["groups"]]
    return render(request, "staffing/controls.html", page | {"groups": groups})


@requires(Permission.SEE_PROGRAMME)
def register(request):
    shown = {"everyone": lists.REGISTER.shown(request), "merges": lists.MERGES.shown(request)}
    return render(request, "staffing/register.html", pages.register(request.user) | shown)


@requires(Permission.SEE_PROGRAMME)
def participant(request, pk):
    found = get_object_or_404(Participant.visible_to(request.user).whole(), pk=pk)
    if found.merged_into_id:
        return redirect("participant", found.merged_into_id)
    page = pages.participant(found, request.user)
    shown = {
        "places": lists.PLACES.shown(request, page["parts"]),
        "holdings": page["holdings"]
        and lists.ROLES.shown(request, page["holdings"], "Roles in the programme"),
    }
    return render(request, "staffing/participant.html", page | shown)


@requires(Permission.SEE_PROGRAMME)
def project(request, key):
    page = pages.project(_project(request, key), request.user)
    shown = {
        "team": lists.TEAM.shown(request, page["team"]),
        "effects": lists.EFFECTS.shown(request, page["effects"]),
        "former": page["former"] and lists.TEAM.shown(request, page["former"], "Formerly in the team"),
    }
    return render(request, "staffing/project.html", page | shown)


@requires(Permission.RUN_PROGRAMME)
def new_division(request):
    act = partial(actions.enter_division, programme=_programme(request), by=request.user)
    form = forms.NewDivision(sent(request))
    return entered(request, form, act, heading="Enter a division or partner", **TO_REGISTER)


@requires(*STAFFS)
def new_participant(request):
    act = partial(actions.enter_participant, programme=_programme(request), by=request.user)
    form = forms.AboutParticipant(sent(request), divisions=Division.visible_to(request.user))
    return entered(request, form, act, heading="Enter who takes part", **TO_REGISTER)


@requires(Permission.RUN_PROGRAMME)
def change_participant(request, pk):
    found = _participant(request, pk)
    given = {"name": found.name, "kind": found.kind, "division": found.division, "revision": found.revision}
    given["aliases"] = "\n".join(found.aliases)
    form = forms.ChangeParticipant(
        sent(request), initial=given, divisions=Division.visible_to(request.user), row=found
    )
    act = partial(actions.change_participant, participant=found, by=request.user)
    return _saved(request, form, act, found, heading="Change the record", words=pages.told_participant(found))


@requires(Permission.RUN_PROGRAMME)
def merge(request, pk):
    kept = _participant(request, pk)
    others = Participant.visible_to(request.user).standing().exclude(pk=kept.pk)
    form = forms.MergeWith(sent(request), people=others, initial={"merged": request.GET.get("with")})
    act = partial(actions.merge, kept=kept, by=request.user)
    words = f"{kept.name} stays. The other’s names, parts and roles move to it, and it cannot be undone."
    return _saved(request, form, act, kept, heading="Make one record of two", words=words)


@requires(Permission.RUN_PROGRAMME)
def keep_apart(request, pk):
    one = _participant(request, pk)
    others = Participant.visible_to(request.user).standing().exclude(pk=one.pk)
    form = forms.KeepApart(sent(request), people=others, initial={"other": request.GET.get("from")})
    act = partial(actions.keep_apart, one=one, by=request.user)
    words = f"{one.name} and another are called alike and are two. Nobody is asked about them again."
    return _saved(request, form, act, one, heading="Keep two records apart", words=words)


@requires(*STAFFS)
def new_member(request, key):
    found = _project(request, key)
    form = forms.NewMember(sent(request), people=Participant.visible_to(request.user).standing())
    act = partial(actions.suggest, project=found, by=request.user)
    return _team_form(request, form, act, found, heading="Suggest somebody for the team")


@requires(*STAFFS)
def confirm_member(request, pk):
    found = _membership(request, pk)
    form = forms.ConfirmMember(sent(request), initial={"days_given": found.days_asked})
    act = partial(actions.confirm, membership=found, by=request.user)
    words = pages.told_membership(found)
    return _team_form(request, form, act, found.project, heading="Confirm", words=words)


@requires(*STAFFS)
def change_member(request, pk):
    found = _membership(request, pk)
    given = {name: getattr(found, name) for name in forms.ChangeMember.base_fields}
    form = forms.ChangeMember(sent(request), initial=given, row=found)
    act = partial(actions.change_membership, membership=found, by=request.user)
    words = pages.told_membership(found)
    return _team_form(request, form, act, found.project, heading="Change days, dates or area", words=words)


@requires(*STAFFS)
def new_effect(request, key):
    found = _project(request, key)
    affectable = Division.visible_to(request.user).affectable()
    form = forms.NewEffect(sent(request), divisions=affectable)
    act = partial(actions.affect, project=found, by=request.user)
    return _team_form(request, form, act, found, heading="Record whom the project affects")


@requires(*STAFFS)
def spare(request, pk):
    found = get_object_or_404(Effect.visible_to(request.user).select_related("project", "division"), pk=pk)
    form = forms.Spared(sent(request))
    act = partial(actions.spare, effect=found, by=request.user)
    words = f"{found.division}: {found.words}"
    return _team_form(
        request, form, act, found.project, heading="Is it not affected?", words=words, button="Take it back"
    )


@requires(Permission.RUN_PROGRAMME)
def new_holding(request, role):
    found = _role(request, role)
    form = forms.NewHolding(sent(request), people=Participant.visible_to(request.user).standing())
    act = partial(actions.enter_holding, role=found, by=request.user)
    return entered(request, form, act, heading=f"Who holds it: {found.title.lower()}", **TO_ROLES)


@requires(Permission.RUN_PROGRAMME)
def hand_over(request, role):
    found = _role(request, role)
    people = Participant.visible_to(request.user).standing()
    form = forms.HandOver(sent(request), people=people, stands=partial(RoleHolding.standing, found))
    act = partial(actions.hand_over, role=found, by=request.user)
    return entered(request, form, act, heading=f"Hand over: {found.title.lower()}", **TO_ROLES)


@requires(Permission.RUN_PROGRAMME)
def end_holding(request, pk):
    found = get_object_or_404(
        RoleHolding.visible_to(request.user).select_related("role", "participant"), pk=pk
    )
    act = partial(actions.end_holding, holding=found, by=request.user)
    words = f"{found.role.title}: {found.participant}. Nobody follows until somebody is entered."
    form = forms.EndHolding(sent(request))
    return entered(request, form, act, heading="End it", words=words, **TO_ROLES)


@requires(Permission.RUN_PROGRAMME)
def new_line(request):
    act = partial(actions.add_line, programme=_programme(request), by=request.user)
    form = forms.NewLine(sent(request))
    return entered(request, form, act, heading="Say who answers to whom", **TO_ROLES)


@requires(Permission.RUN_PROGRAMME)
def take_line_away(request, pk):
    found = get_object_or_404(Line.visible_to(request.user), pk=pk)
    form = forms.Spared(sent(request))
    act = partial(actions.take_line_away, line=found, by=request.user)
    words = f"{found.who} {found.get_how_display()} {found.answers_to}."
    return entered(
        request, form, act, heading="Does it not hold?", words=words, button="Take it away", **TO_ROLES
    )


@requires(Permission.RUN_PROGRAMME)
def new_control(request):
    act = partial(actions.enter_control, programme=_programme(request), by=request.user)
    form = forms.NewControl(sent(request), bodies=accountability.bodies(request.user))
    return entered(request, form, act, heading="Enter a control", back="people_controls", under="Controls")


TO_REGISTER = {"back": "people_register", "under": "Who takes part"}
TO_ROLES = {"back": "people_roles", "under": "Roles"}


def _saved(request, form, act, found: Participant, **said):
    """A form about a record of the register, and back to the record."""
    if acted(request, form, act):
        return redirect("participant", found.pk)
    context = {"form": form, "participant": found, "button": "Save", **said}
    return render(request, "staffing/about_participant.html", context)


def _team_form(request, form, act, found: Project, **said):
    """A form about a project's team, and back to the team."""
    if acted(request, form, act):
        return redirect("project_people", found.key)
    context = {"form": form, "project": found, "button": "Save", **said}
    return render(request, "staffing/about_team.html", context)


def _programme(request) -> Programme:
    return get_object_or_404(Programme.visible_to(request.user))


def _project(request, key: str) -> Project:
    return get_object_or_404(Project.visible_to(request.user), key=key)


def _participant(request, pk: int) -> Participant:
    return get_object_or_404(Participant.visible_to(request.user).standing().whole(), pk=pk)


def _membership(request, pk: int) -> Membership:
    return get_object_or_404(Membership.visible_to(request.user).whole(), pk=pk)


def _role(request, key: str) -> ProgrammeRole:
    return get_object_or_404(ProgrammeRole.visible_to(request.user), key=key)
