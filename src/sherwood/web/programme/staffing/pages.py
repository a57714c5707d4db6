"""What the pages of people, gaps and divisions show."""

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.governance import staffing
from sherwood.governance.roles import Permission
from sherwood.governance.staffing import Gap
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.staffing.actions.teams import check_staffs
from sherwood.web.programme.staffing.entitled import runs
from sherwood.web.programme.staffing.models import (
    Apart,
    Division,
    Effect,
    Membership,
    Participant,
    teams_of_today,
)
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import DownloadSheet

LEADING = ("LEAD", "CO_LEAD")


def projects_with_teams(user) -> list[Project]:
    """The live projects with `team_today` and `gaps`."""
    found = list(Project.visible_to(user).live().with_leads().prefetch_related(teams_of_today()))
    for project in found:
        project.gaps = gaps_of(project, project.team_today)
    return found


def gaps_of(project: Project, team: Iterable[Membership]) -> list[Gap]:
    return staffing.gaps([membership.seat for membership in team], is_led=bool(project.leading))


def people(user) -> dict:
    projects = projects_with_teams(user)
    leading = [membership for project in projects for membership in project.team_today if membership.leads]
    return {
        "sentence": _people_sentence(projects),
        "teams": [(project, *_by_part(project), _leads_outside_team(project)) for project in projects],
        "outside": [membership for membership in leading if not membership.participant.from_department],
        "leads": len(leading),
    }


def _people_sentence(projects: list[Project]) -> str:
    team = [membership for project in projects for membership in project.team_today]
    if not team:
        return "Nobody is entered in a team yet."
    who = len({membership.participant_id for membership in team})
    confirmed = sum(membership.is_confirmed for membership in team)
    missing = sum(bool(project.gaps) for project in projects)
    return (
        f"{_many(who, 'post or group', 'posts and groups')} hold {len(team)} places in "
        f"{_many(len(projects), 'project', 'projects')}: {confirmed} confirmed, {len(team) - confirmed} suggested. "
        + (
            f"{missing} of {len(projects)} projects lack something."
            if missing
            else "No project lacks anybody."
        )
    )


def _leads_outside_team(project: Project) -> list[Post]:
    """Who leads a project and has no place in its team as one who leads."""
    entered = [membership.participant for membership in project.team_today if membership.leads]
    return [post for post in project.leading if not any(_is(participant, post) for participant in entered)]


def _is(participant: Participant, post: Post) -> bool:
    return participant.post_id == post.pk or post.spelling in {
        name.spelling for name in participant.names.all()
    }


def _by_part(project: Project) -> tuple[list[Membership], list[Membership], list[Membership]]:
    leads = sorted(
        (membership for membership in project.team_today if membership.leads),
        key=lambda one: LEADING.index(one.part),
    )
    managers = [membership for membership in project.team_today if membership.part == "OPERATIONAL_MANAGER"]
    return leads, managers, [membership for membership in project.team_today if membership.part == "MEMBER"]


def gaps(user) -> dict:
    """Resource gaps by project, those that lack most first."""
    projects = sorted(projects_with_teams(user), key=lambda one: (-len(one.gaps), one.position))
    return {"sentence": _gaps_sentence(projects), "projects": projects}


def _gaps_sentence(projects: list[Project]) -> str:
    if not projects:
        return "No project is live."
    lacking = [project for project in projects if project.gaps]
    if not lacking:
        return f"All {len(projects)} projects have the people they asked for."
    found = [gap for project in lacking for gap in project.gaps]
    counted = [(kind, sum(gap.kind == kind for gap in found)) for kind in staffing.KINDS]
    listed = ", ".join(f"{_small(kind)} ({count})" for kind, count in counted if count)
    days = days_missing(found)
    end = (
        f" {_many(days, 'day', 'days')} a week asked for {'is' if days == 1 else 'are'} missing."
        if days
        else ""
    )
    return f"{len(lacking)} of {len(projects)} projects lack something: {listed}.{end}"


def days_missing(found: Iterable[Gap]) -> float:
    """Days a week known to be missing; what is not known to be given does not count as missing."""
    return sum(gap.days for gap in found if gap.kind in (staffing.SUGGESTED, staffing.SHORT))


def project(found: Project, user) -> dict:
    memberships = list(
        Membership.visible_to(user).whole().filter(project=found).prefetch_related("participant__names")
    )
    now = [
        membership for membership in memberships if membership.from_on <= today() and not _over(membership)
    ]
    return {
        "project": found,
        "gaps": gaps_of(found, now),
        "sentence": _project_sentence(found, now),
        "team": [membership for membership in memberships if not _over(membership)],
        "former": [membership for membership in memberships if _over(membership)],
        "effects": Effect.visible_to(user).filter(project=found).select_related("project", "division"),
        "disagrees": _disagrees(found, now),
        "staffs": allows(check_staffs, found, user),
    }


def _over(one: Membership) -> bool:
    return one.to_on is not None and one.to_on < today()


def _project_sentence(found: Project, now: list[Membership]) -> str:
    if not now:
        led = f"Led by {found.leads_in_words}. " if found.leading else ""
        return f"{led}Nobody is entered in this team yet."
    led = " and ".join(f"{post}{_area(post, now)}" for post in found.leading)
    confirmed = sum(membership.is_confirmed for membership in now)
    of = f"{confirmed} of {len(now)} places {'is' if confirmed == 1 else 'are'} confirmed"
    return f"Led by {led}. {of}." if led else f"Nobody leads it. {of}."


def _area(post: Post, team: list[Membership]) -> str:
    """What somebody leads of it, where the team says so."""
    areas = [place.area for place in team if place.leads and place.area and _is(place.participant, post)]
    return f" ({areas[0]})" if areas else ""


def _disagrees(found: Project, now: list[Membership]) -> bool:
    """Whether the lead who writes the case is nobody who leads by the register, by post or by any of their names."""
    leading = [membership.participant for membership in now if membership.leads]
    return bool(leading and found.lead) and not any(_is(who, found.lead) for who in leading)


def divisions(user, chosen: str = "") -> dict:
    projects = projects_with_teams(user)
    rows = supply(user, projects)
    effects = Effect.visible_to(user).filter(project__in=projects).select_related("project", "division")
    affected = defaultdict(list)
    for effect in effects:
        affected[effect.project_id].append(effect)
    shown = [
        project
        for project in projects
        if not chosen or chosen in {e.division.key for e in affected[project.pk]}
    ]
    listed = list(Division.visible_to(user))
    return {
        "projects": projects,
        "rows": rows,
        "sentence": _supply_sentence(projects, rows),
        "affected_sentence": _affected_sentence(projects, affected, listed, chosen, len(shown)),
        "affected": [(division, affected[division.pk]) for division in shown],
        "divisions": [division for division in listed if division.kind != Division.Kind.OUTSIDE],
        "chosen": chosen,
        "runs": runs(user),
    }


def divisions_sheet(request: HttpRequest) -> DownloadSheet:
    """A function and no list: it has a column for each live project."""
    projects = projects_with_teams(request.user)
    rows = [
        [
            row["division"].name if row["division"] else "Not recorded",
            row["division"].get_kind_display() if row["division"] else None,
            *(confirmed + suggested for _, confirmed, suggested in row["cells"]),
            row["people"],
        ]
        for row in supply(request.user, projects)
    ]
    heads = ["Division or agency", "Kind", *(project.key for project in projects), "People together"]
    return DownloadSheet(f"People by division and project, {spoken(today())}", heads, rows)


def supply(user, projects: list[Project]) -> list[dict]:
    """For each division, and for those of nobody knows which: the people it gives to each project."""
    given = defaultdict(lambda: defaultdict(lambda: (set(), set())))
    for project in projects:
        for membership in project.team_today:
            confirmed, suggested = given[membership.participant.division_id][project.pk]
            (confirmed if membership.is_confirmed else suggested).add(membership.participant_id)
    whose = [*Division.visible_to(user), *([None] if None in given else [])]
    return [_row(division, given[division.pk if division else None], projects) for division in whose]


def _row(division: Division | None, given: dict, projects: list[Project]) -> dict:
    cells = [given.get(project.pk, (set(), set())) for project in projects]
    everyone = set().union(*(confirmed | suggested for confirmed, suggested in cells)) if cells else set()
    counted = [(project, len(a), len(b - a)) for project, (a, b) in zip(projects, cells, strict=True)]
    return {
        "division": division,
        "cells": counted,
        "people": len(everyone),
        "projects": sum(bool(a or b) for _, a, b in counted),
    }


def _supply_sentence(projects: list[Project], rows: list[dict]) -> str:
    giving = [row for row in rows if row["division"] and row["people"]]
    if not giving:
        return "No division gives anybody to a project yet."
    sources = defaultdict(int)
    for row in giving:
        for project, confirmed, suggested in row["cells"]:
            sources[project.key] += bool(confirmed or suggested)
    alone = [project.key for project in projects if sources[project.key] == 1]
    silos = (
        f" Drawing on one division alone: {', '.join(alone)}."
        if alone
        else " No project draws on one division alone."
    )
    people = sum(row["people"] for row in rows)
    unknown = next((row["people"] for row in rows if row["division"] is None), 0)
    whence = f" Whose they are is not recorded for {unknown}." if unknown else ""
    givers = _many(len(giving), "division or agency gives", "divisions and agencies give")
    return (
        f"{givers} {people} posts and groups to {_many(len(projects), 'project', 'projects')}.{silos}{whence}"
    )


def _affected_sentence(projects, affected, listed, chosen: str, count: int) -> str:
    if chosen:
        name = next((one.name for one in listed if one.key == chosen), "")
        if not name:
            return "No division or partner of that name is entered."
        return f"{_many(count, 'project affects', 'projects affect')} {name}."
    silent = [project.key for project in projects if not affected[project.pk]]
    if not silent:
        return f"All {len(projects)} projects say which divisions and partners they affect."
    return f"{len(projects) - len(silent)} of {len(projects)} projects say whom they affect. Not said: {', '.join(silent)}."


def register(user) -> dict:
    everyone = list(Participant.visible_to(user).standing().whole())
    by_name = {participant.name: participant for participant in everyone}
    pairs = [(by_name[a], by_name[b], ratio) for a, b, ratio in staffing.likely_same(by_name)]
    apart = {frozenset(pair) for pair in Apart.visible_to(user).values_list("one", "other")}
    likely = [
        (one, other, ratio)
        for one, other, ratio in pairs
        if one.kind == other.kind and frozenset((one.pk, other.pk)) not in apart
    ]
    return {
        "everyone": everyone,
        "likely": likely,
        "sentence": _register_sentence(everyone, likely),
        "runs": runs(user),
        "enters": runs(user) or user.may(Permission.WRITE_CASE),
    }


def _register_sentence(everyone: list[Participant], likely: list) -> str:
    if not everyone:
        return "Nobody is entered yet."
    unknown = sum(participant.division is None for participant in everyone)
    said = f"{_many(len(everyone), 'post or group takes', 'posts and groups take')} part."
    said += f" Whose they are is not recorded for {unknown}." if unknown else ""
    pairs = _many(len(likely), "pair looks", "pairs look")
    return f"{said} {pairs} like one under two spellings." if likely else f"{said} No two look like one."


def participant(found: Participant, user) -> dict:
    parts = list(found.memberships.whole().order_by("from_on", "project__position"))
    now = [part for part in parts if not _over(part)]
    return {
        "participant": found,
        "parts": parts,
        "holdings": found.holdings.select_related("role", "participant"),
        "merges": found.merges.select_related("merged", "entered_by"),
        "sentence": _parts_sentence(now),
        "runs": runs(user),
    }


def _parts_sentence(now: list[Membership]) -> str:
    led = {membership.project_id for membership in now if membership.leads}
    sits = {membership.project_id for membership in now if not membership.leads}
    if not now:
        return "In no project's team today."
    return f"Leads {_many(len(led), 'project', 'projects')} and sits on {_many(len(sits), 'team', 'teams')}."


def _many(count: float, one: str, many: str) -> str:
    return f"{count:g} {one if count == 1 else many}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def told_participant(found: Participant) -> str:
    """As the record stands saved, for whoever is about to change it."""
    called = f" Also called: {'; '.join(found.aliases)}." if found.aliases else ""
    whose = found.division.name if found.division else "division or agency not known"
    return f"Saved now: {found.name} ({found.get_kind_display().lower()}), {whose}.{called}"


def told_membership(found: Membership) -> str:
    """As the place in the team stands saved."""
    area = f", {found.area}" if found.area else ""
    said = f"{found.participant.name}: {found.get_part_display().lower()}{area}, {found.get_state_display().lower()}."
    asked, given = (
        "not known" if days is None else staffing.said(float(days))
        for days in (found.days_asked, found.days_given)
    )
    until = f" to {spoken(found.to_on)}" if found.to_on else ""
    return f"{said} From {spoken(found.from_on)}{until}. Asked: {asked}. Given: {given}."
