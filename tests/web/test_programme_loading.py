"""A definition becomes the programme once; again without change it says nothing, and with one it proposes."""

from dataclasses import replace

import pytest

from acting import within
from posts import post
from proposing import agreed, proposed
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.programmes.models import Finding, Funding, NewPosts, Programme, Project
from sherwood.web.programme.proposals.actions import load_definition
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db


def changed(definition, key: str, **values):
    """The definition with one project changed."""
    projects = tuple(replace(one, **values) if one.key == key else one for one in definition.projects)
    return replace(definition, projects=projects)


@pytest.mark.requirement("SR-013", "SR-014", "SR-015", "SR-018", "SR-019", "SR-021", "SR-050")
def test_the_demonstration_holds_what_the_founding_document_counts(programme):
    def count(kind):
        return Finding.objects.filter(kind__key=kind).count()

    assert [one.projects.count() for one in programme.category_set.all()] == [3, 5, 9]
    assert count("strength") == 3
    assert count("area_for_development") == 7
    assert count("priority_action") == 4
    assert count("vulnerability") == 6
    assert sum(one.number for one in NewPosts.objects.all()) == 24
    assert sum(one.amount for one in Funding.objects.filter(programme_money=True)) == 1_250_000
    assert Funding.objects.filter(programme_money=False).count() == 2


@pytest.mark.requirement("SR-016")
def test_every_development_and_priority_finding_has_a_project(programme):
    alone = {one.kind.key for one in Finding.objects.nobody_acts_on()}
    assert alone.isdisjoint({"priority_action", "area_for_development"})


def test_loading_the_same_again_changes_nothing_and_says_nothing(programme, definition):
    before = Entry.objects.count()
    loaded = load_definition(definition=definition, came_from="programme.toml", by=COMMAND_LINE)
    assert (loaded.began, loaded.proposal, loaded.left) == (False, None, ())
    assert Entry.objects.count() == before
    assert Programme.objects.count() == 1


def test_a_change_is_made_once_it_is_agreed_and_told(programme, definition, signed_in):
    agreed(changed(definition, "P03", declared="red", measures=()), signed_in)
    project = Project.objects.get(key="P03")
    assert project.declared == "red"
    assert project.measure_keys == []
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.object_type, entry.object_id) == ("changed the programme", "project", "P03")
    before = {one.key: one for one in definition.projects}["P03"]
    assert entry.detail["before"] == {"declared": "green", "measures": list(before.measures)}
    assert entry.detail["after"] == {"declared": "red", "measures": []}


def test_links_that_change_are_changed(programme, definition, signed_in):
    findings = tuple(
        replace(one, projects=("P17",)) if one.key == "V6" else one for one in definition.findings
    )
    agreed(replace(definition, findings=findings), signed_in)
    assert [one.key for one in Finding.objects.get(key="V6").projects.all()] == ["P17"]


def test_what_the_file_no_longer_holds_is_removed_and_told(programme, definition, signed_in):
    agreed(replace(definition, drivers=definition.drivers[1:]), signed_in)
    assert programme.driver_set.count() == len(definition.drivers) - 1
    entry = Entry.objects.last_written()
    assert (entry.object_id, entry.detail["change"]) == ("restructuring", "removed")
    assert entry.detail["before"]["words"] == definition.drivers[0].words


def test_a_project_is_never_removed_and_nothing_is_half_loaded(programme, definition):
    fewer = replace(definition, drivers=(), projects=definition.projects[1:])
    with pytest.raises(SherwoodError, match="no longer holds project P01"):
        proposed(fewer)
    assert Project.objects.count() == 17
    assert programme.driver_set.count() == len(definition.drivers)


@pytest.mark.requirement("SR-041")
def test_a_closed_project_stays_readable_and_leaves_the_live_ones(programme, definition, signed_in):
    from sherwood.governance.stages import Stage

    agreed(changed(definition, "P16", stage=Stage.CLOSED), signed_in)
    assert Project.objects.filter(key="P16").exists()
    assert not Project.objects.live().filter(key="P16").exists()


def test_what_an_act_has_settled_is_not_undone_by_a_load(programme, definition, signed_in):
    from datetime import date

    from sherwood.web.programme.baselines.actions import close_phase
    from sherwood.web.programme.programmes.actions import declare_rating, name_lead

    project = Project.objects.get(key="P03")
    name_lead(project=project, lead=post("Another post"), by=COMMAND_LINE)
    within(declare_rating, project=project, declared="red", because="Slipped.", next_step="Again", next_step_on=date(2010, 4, 1),
        on=date(2010, 3, 8), by=COMMAND_LINE,
    )  # fmt: skip
    close_phase(phase=programme.phase_set.get(key="scoping"), by=COMMAND_LINE)
    agreed(changed(definition, "P03", aim="Another aim", declared_because="Fine."), signed_in)
    project.refresh_from_db()
    assert (project.lead.title, project.declared, project.declared_because) == (
        "Another post",
        "red",
        "Slipped.",
    )
    assert project.aim == "Another aim"
    assert [one.state for one in programme.phase_set.all()] == ["done", "done", "under way", "to come"]


def test_a_part_and_what_names_it_may_go_in_one_load(programme, definition, signed_in):
    categories = tuple(one for one in definition.categories if one.key != "service_review")
    projects = tuple(replace(one, category="high_priority") for one in definition.projects)
    agreed(replace(definition, categories=categories, projects=projects), signed_in)
    assert programme.category_set.count() == 2


def test_a_second_programme_is_refused(programme, definition):
    other = replace(definition, about=replace(definition.about, key="other"))
    with pytest.raises(SherwoodError, match="needs a site of its own"):
        proposed(other)
