"""A programme is set up by form as it is by file: the same checks, the same load, and nobody's work is overwritten."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposing import agree_to
from sherwood.governance import definition as definitions
from sherwood.governance.programme import Programme as Whole
from sherwood.governance.roles import Role
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.founding import actions
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.shape import TITLES, wanted
from sherwood.web.programme.programmes.written import written
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.trail.models import Entry

PROGRAMME = {
    "key": "better",
    "title": "Better together",
    "council": "Greenshire County Council",
    "aim": "Children seen in time",
    "mandate": "Asked for by the cabinet",
    "began_on_0": "1",
    "began_on_1": "4",
    "began_on_2": "2010",
    "planned_end_on_0": "31",
    "planned_end_on_1": "3",
    "planned_end_on_2": "2011",
}
PROJECT = {
    "key": "P1",
    "name": "In time",
    "category": "high_priority",
    "lead": "Service manager",
    "aim": "Seen in time",
    "source": "1",
    "stage": "idea",
    "printed_number": "1",
    "declared": "not_rated",
    "measures": ["initial_assessments_in_time"],
    "team": "Team manager\n\n  Business manager ",
}


@pytest.fixture
def manager(signed_in):
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.fixture
def draft(manager):
    return begin(manager)


def begin(client) -> Draft:
    answer = client.post("/programme/set-up/begin")
    return Draft.objects.get(pk=int(answer.url.rstrip("/").rpartition("/")[2]))


def send(client, draft: Draft, where: str, values: dict, **more):
    revision = Draft.objects.get(pk=draft.pk).revision
    address = f"/programme/set-up/{draft.pk}/{where}"
    return client.post(address, {"revision": revision, **values}, **more)


def ordered(definition):
    """The links of a finding have no order in the database."""
    findings = tuple(
        replace(one, projects=tuple(sorted(one.projects)), priorities=tuple(sorted(one.priorities)))
        for one in definition.findings
    )
    return replace(definition, findings=findings)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_programme_is_set_up_from_nothing_by_form(manager, draft):
    assert "Nothing is entered yet." in words(manager.get(draft.get_absolute_url()))
    assert send(manager, draft, "programme/", PROGRAMME).status_code == 302
    assert send(manager, draft, "project/add", PROJECT).status_code == 302
    assert "It can be loaded" in words(manager.get(draft.get_absolute_url()))
    send(manager, draft, "load", {})
    programme = Programme.objects.get()
    assert (programme.title, programme.began_on) == ("Better together", date(2010, 4, 1))
    project = Project.objects.get()
    assert (project.name, project.category.title) == ("In time", "High priority")
    assert project.measure_keys == ["initial_assessments_in_time"]
    assert project.team == ["Team manager", "Business manager"]


def test_what_the_forms_write_down_is_what_the_file_said(programme, definition):
    assert definitions.read_raw(written(programme), set(all_measures())) == ordered(definition)


def test_a_draft_begun_from_the_programme_proposes_nothing(programme, manager):
    draft = begin(manager)
    assert "there is nothing to propose" in words(manager.get(draft.get_absolute_url()))
    before = Entry.objects.count()
    answer = send(manager, draft, "load", {}, follow=True)
    assert "The programme says all of this already, so nothing is proposed." in words(answer)
    assert (Entry.objects.count(), Proposal.objects.count()) == (before, 0)
    assert Draft.objects.get().loaded_on is None, "it may still be changed"


def test_a_draft_downloads_as_a_file_that_reads_the_same(programme, manager, definition, tmp_path):
    answer = manager.get(f"{begin(manager).get_absolute_url()}programme.toml")
    path = tmp_path / "programme.toml"
    path.write_bytes(answer.content)
    assert definitions.read(path, set(all_measures())) == ordered(definition)


def test_a_file_becomes_a_draft(manager, programme):
    file = SimpleUploadedFile("p.toml", b'[programme]\nkey = "x"\ntitle = "Another"\nbegan_on = 2010-04-01\n')
    assert manager.post("/programme/set-up/file", {"file": file}).status_code == 302
    draft = Draft.objects.get()
    assert draft.raw()["programme"]["began_on"] == date(2010, 4, 1)
    assert "needs “aim”" in words(manager.get(draft.get_absolute_url()))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[programme\n", "This is not TOML"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"[[budget]]\nx = 1\n", "“budget” is not a section"),
        (b"project = 3\n", "“project” is written [[project]]"),
        (b"[[programme]]\nkey = 'a'\n", "“programme” is written [programme]"),
    ],
)
def test_a_file_that_cannot_be_a_draft_says_why(manager, content, sentence):
    answer = manager.post("/programme/set-up/file", {"file": SimpleUploadedFile("p.toml", content)})
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not Draft.objects.exists()


def test_somebody_elses_save_is_not_overwritten_and_nothing_typed_is_lost(manager, draft):
    send(manager, draft, "programme/", PROGRAMME)
    answer = manager.post(
        f"/programme/set-up/{draft.pk}/programme/", {**PROGRAMME, "title": "Mine", "revision": 0}
    )
    assert "Somebody saved this after you opened it." in words(answer)
    assert 'value="Mine"' in words(answer)
    assert Draft.objects.get().title == "Better together"
    sent = {**PROGRAMME, "title": "Mine", "revision": answer.context["form"]["revision"].value()}
    assert manager.post(f"/programme/set-up/{draft.pk}/programme/", sent).status_code == 302
    assert Draft.objects.get().title == "Mine", "having read theirs, one may save one's own"


def test_a_draft_with_a_fault_is_not_loaded_and_says_what_is_wrong(manager, draft):
    send(manager, draft, "programme/", PROGRAMME)
    send(
        manager,
        draft,
        "finding/add",
        {"key": "A1", "inspection": "none", "kind": "strength", "words": "w", "source": "1"},
    )
    answer = send(manager, draft, "load", {}, follow=True)
    assert not Programme.objects.exists()
    assert draft.rows("finding") == []
    assert "It can be loaded" in words(answer) or "must be put right" in words(answer)


def test_a_part_that_another_names_cannot_be_dropped_unseen(manager, programme):
    draft = begin(manager)
    send(manager, draft, "category/high_priority/remove", {})
    assert "names category “high_priority”, and there is none" in words(manager.get(draft.get_absolute_url()))
    send(manager, draft, "load", {})
    assert programme.category_set.count() == 3


def test_a_key_is_used_once(manager, draft):
    send(manager, draft, "priority/add", {"key": "R1", "words": "In time", "source": "1"})
    answer = send(manager, draft, "priority/add", {"key": "R1", "words": "Twice", "source": "1"})
    assert "with the key “R1” already" in words(answer)


def test_a_key_that_cannot_stand_in_an_address_is_refused(manager, draft):
    answer = send(manager, draft, "priority/add", {"key": "R 1/é", "words": "In time", "source": "1"})
    assert "Write the key in letters, digits" in words(answer)


def test_a_part_is_changed_in_its_place_and_keeps_its_key(manager, programme):
    draft = begin(manager)
    send(manager, draft, "priority/R2/", {"key": "other", "words": "Changed", "source": "4.4"})
    rows = Draft.objects.get().rows("priority")
    assert [row["key"] for row in rows] == ["R1", "R2", "R3"]
    assert rows[1]["words"] == "Changed"


def test_a_draft_begun_before_a_change_was_agreed_does_not_propose_to_undo_it(manager, programme, signed_in):
    first, second = begin(manager), begin(manager)
    send(manager, first, "priority/R2/", {"words": "Changed", "source": "4.4"})
    send(manager, first, "load", {})
    agree_to(Proposal.objects.get(), [signed_in(Role.SENIOR_RESPONSIBLE_OWNER)])
    answer = send(manager, second, "load", {}, follow=True)
    assert "The programme was changed after this draft was begun." in words(answer)
    assert programme.priority_set.get(key="R2").words == "Changed"


def test_a_proposed_draft_does_not_change(manager, programme):
    draft = begin(manager)
    send(manager, draft, "priority/R2/", {"words": "Changed", "source": "4.4"})
    send(manager, draft, "load", {})
    assert Draft.objects.get().loaded_on == date(2010, 3, 8)
    answer = send(manager, draft, "priority/R2/", {"words": "Changed again", "source": "4.4"})
    assert "does not change" in words(answer)
    assert Draft.objects.get().part("priority", "R2")["words"] == "Changed"


def test_the_page_of_a_draft_says_before_one_presses_what_is_proposed_and_who_must_agree(manager, programme):
    draft = begin(manager)
    send(manager, draft, "priority/R2/", {"words": "Changed", "source": "4.4"})
    text = words(manager.get(draft.get_absolute_url()))
    assert "Nothing changes when you press the button." in text
    assert "1 for a second person of the programme" in text and "Priority R2: Have enough" in text
    assert "Propose these changes" in text and "Load this draft" not in text


def test_the_page_of_a_first_draft_says_that_the_programme_begins_at_once(manager, draft):
    send(manager, draft, "programme/", PROGRAMME)
    text = words(manager.get(draft.get_absolute_url()))
    assert "The programme of this site begins as this draft says, at once." in text
    assert "Load this draft" in text


def test_a_second_programme_needs_a_site_of_its_own(manager, programme):
    draft = begin(manager)
    draft.content["programme"]["key"] = "another"
    draft.save()
    answer = send(manager, draft, "load", {}, follow=True)
    assert "A second programme needs a site of its own" in words(answer)
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("section", TITLES)
def test_every_section_of_a_definition_has_its_form(manager, programme, section):
    draft = begin(manager)
    rows = draft.rows(section)
    add = "" if section in ("programme", "rules") else "add"
    text = words(manager.get(f"/programme/set-up/{draft.pk}/{section}/{add}"))
    assert all(f'name="{one.name}' in text for one, _ in wanted(section))
    if add and rows:
        again = manager.get(f"/programme/set-up/{draft.pk}/{section}/{rows[0]['key']}/")
        assert again.status_code == 200


def test_saving_a_part_as_it_stands_changes_nothing_in_any_section(manager, programme, definition):
    """Each form reads back exactly what it wrote."""
    draft = begin(manager)
    for section in TITLES:
        for row in draft.rows(section)[:2]:
            form = manager.get(
                f"/programme/set-up/{draft.pk}/{section}/"
                + ("" if section in ("programme", "rules") else f"{row['key']}/")
            ).context["form"]
            send(manager, draft, form_address(section, row), filled(form))
    assert definitions.read_raw(Draft.objects.get().raw(), set(all_measures())) == ordered(definition)


def form_address(section: str, row: dict) -> str:
    return f"{section}/" if section in ("programme", "rules") else f"{section}/{row['key']}/"


def filled(form) -> dict:
    """What a browser would send of a form left as it is."""
    sent: dict = {}
    for bound in form:
        value = bound.value()
        if bound.name == "revision" or value in (None, False):
            continue
        if hasattr(bound.field, "fields"):
            on = date.fromisoformat(value) if isinstance(value, str) else value
            sent |= {f"{bound.name}_{i}": part for i, part in enumerate((on.day, on.month, on.year))}
        else:
            sent[bound.name] = "on" if value is True else value
    return sent


def test_only_who_may_load_a_programme_sees_its_drafts(signed_in, manager, draft):
    lead = signed_in(Role.PROJECT_LEAD)
    assert lead.get("/programme/set-up/").status_code == 403
    assert lead.get(draft.get_absolute_url()).status_code == 403


def test_the_shapes_cover_the_whole_definition():
    assert set(TITLES) == {"programme", "rules", *definitions.SECTIONS}
    assert len(definitions.SECTIONS) + 2 == len(Whole.__dataclass_fields__)


def test_a_downloaded_draft_is_toml(manager, draft):
    send(manager, draft, "programme/", PROGRAMME)
    answer = manager.get(f"{draft.get_absolute_url()}programme.toml")
    assert tomllib.loads(answer.content.decode())["programme"]["aim"] == "Children seen in time"


def test_a_draft_leaves_its_trail(manager, draft, people):
    actions.write_part(
        draft=draft, section="priority", part={"key": "R1", "words": "w", "source": "1"}, revision=0,
        by=people[Role.PROGRAMME_MANAGER],
    )  # fmt: skip
    assert Entry.objects.last_written().verb == "wrote a draft"
