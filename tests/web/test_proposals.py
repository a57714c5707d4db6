"""A later definition proposes on the empty site of another council: nobody changes alone what others decided on."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from proposing import agree_to
from sherwood import cli
from sherwood.governance import definition as definitions
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.meetings.models import Meeting
from sherwood.web.programme.programmes.models import (
    Body,
    CheckLine,
    Finding,
    Funding,
    Marker,
    Phase,
    Priority,
    Programme,
    Project,
)
from sherwood.web.programme.programmes.written import whole, whole_of
from sherwood.web.programme.proposals import actions
from sherwood.web.programme.proposals.models import Answer, Notice, Proposal
from sherwood.web.site.accounts.actions import add_person, grant_role
from sherwood.web.site.accounts.models import User
from sherwood.web.site.digest.composing import compose
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db

FIRST = """
[programme]
key = "together"
title = "Together for children"
council = "Westvale Council"
aim = "Help that comes early and lasts"
mandate = "Asked for by the safeguarding partnership"
began_on = 2010-01-04
planned_end_on = 2011-12-31

[rules]
deciding_body = "partnership"
challenging_body = "scrutiny"

[[checklist]]
key = "children"
words = "It says what changes for children"
[[checklist]]
key = "sums"
words = "Every cost has a year"

[[body]]
key = "partnership"
name = "Safeguarding partnership"
remit = "Decides"
source = "1.1"
quorum = 3
[[body]]
key = "scrutiny"
name = "Scrutiny panel"
remit = "Challenges"
source = "1.2"
reports_to = "partnership"
[[body]]
key = "forum"
name = "Young people's forum"
remit = "Is heard"
source = "1.3"

[[phase]]
key = "listen"
title = "Listening"
purpose = "Hear families"
source = "2"
state = "under way"
[[phase]]
key = "change"
title = "Changing"
purpose = "Do otherwise"
source = "2"
approvals_needed = ["Safeguarding partnership"]

[[inspection]]
key = "ilacs"
title = "Inspection of services"
by = "The inspectorate"
held_from = 2009-11-02
source = "letter"

[[priority]]
key = "early"
words = "Help comes early"
source = "3"

[[project]]
key = "FH1"
name = "Family help hubs"
category = "high_priority"
lead = "Head of family help"
aim = "A family is helped where it lives"
source = "4"
stage = "delivery"
printed_number = 1
priorities = ["early"]
[[project]]
key = "FH2"
name = "One assessment"
category = "service_review"
lead = "Head of assessment"
aim = "A family tells its story once"
source = "4"
stage = "idea"
printed_number = 2

[[marker]]
key = "hubs"
project = "FH1"
words = "Families helped at a hub"
stood_at = "120"
stood_on = 2010-01-04
wanted = "400"
by_on = 2010-12-31
source = "4"

[[finding]]
key = "rec1"
inspection = "ilacs"
kind = "priority_action"
words = "Families wait too long for help"
source = "12"
projects = ["FH1"]
[[finding]]
key = "rec2"
inspection = "ilacs"
kind = "area_for_improvement"
words = "Too many assessments are done twice"
source = "13"

[[funding]]
key = "cabinet"
words = "Set aside by the cabinet"
amount = 500000
year = "2010-11"
programme = true
decided_by = "Cabinet"
source = "5"
"""
REMOVED_REC2 = FIRST[: FIRST.index('[[finding]]\nkey = "rec2"')] + FIRST[FIRST.index("[[funding]]") :]
MORE_PRIORITY = """
[[priority]]
key = "lasting"
words = "Help lasts"
source = "3"
"""
NEW_PROJECT = """
[[project]]
key = "FH3"
name = "Lasting help"
category = "high_priority"
lead = "Head of family help"
aim = "Help that stays"
source = "4"
stage = "idea"
printed_number = 3
priorities = ["lasting"]
"""


def changed(*pairs: tuple[str, str], of: str = FIRST) -> str:
    for old, new in pairs:
        assert old in of, old
        of = of.replace(old, new, 1)
    return of


def read(text: str):
    raw, _ = definitions.parse(text)
    return definitions.read_raw(raw)


PEOPLE = {
    "officer": ("Programme support", Role.PROGRAMME_OFFICER),
    "manager": ("Head of improvement", Role.PROGRAMME_MANAGER),
    "director": ("Director of transformation", Role.PROGRAMME_DIRECTOR),
    "chair": ("Independent chair", Role.BOARD_MEMBER),
    "lead": ("Head of family help", Role.PROJECT_LEAD),
}


def enter(name: str) -> User:
    """Somebody let in as whoever keeps the machine lets in the first people."""
    post, role = PEOPLE[name]
    user = add_person(email=f"{name}@westvale.gov.uk", post=post, by=COMMAND_LINE)
    grant_role(user=user, role=role, by=COMMAND_LINE)
    return user


@pytest.fixture
def staff(db):
    return {name: enter(name) for name in PEOPLE}


@pytest.fixture
def browsers(staff):
    return {name: browser(user) for name, user in staff.items()}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def site(browsers):
    """The programme of Westvale, begun by its officer from a file."""
    by_file(browsers["officer"], FIRST)
    return Programme.objects.get()


def by_file(client: Client, text: str):
    """Send a definition file, and press the button of the draft it becomes; the page that follows."""
    client.post("/programme/set-up/file", {"file": SimpleUploadedFile("westvale.toml", text.encode())})
    here = "/programme/set-up/"
    newest = max(client.get(here).context["drafts"], key=lambda draft: draft.pk)
    return client.post(f"{here}{newest.pk}/load", {"revision": newest.revision}, follow=True)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def press(client: Client, proposal: Proposal, *numbers: int):
    return client.post(f"{proposal.get_absolute_url()}agree", {"number": numbers}, follow=True)


def live() -> dict:
    return whole(Programme.objects.get())


def number_of(proposal: Proposal, title: str) -> int:
    (number,) = [number for number, words in proposal.titles.items() if words.startswith(title)]
    return number


# The first definition ------------------------------------------------------------------------------------------------


def test_the_first_definition_begins_the_programme_and_no_gate_counts_as_passed(site, browsers):
    assert live() == whole_of(read(FIRST))
    text = words(browsers["chair"].get("/programme/projects/FH1/"))
    assert "It was at Delivery when the programme began here." in text
    assert "(before it was entered here)" in text and "(done)" not in text
    assert "began here" not in words(browsers["chair"].get("/programme/projects/FH2/"))


def test_loading_the_same_again_proposes_nothing_and_says_nothing(site, browsers):
    before = Entry.objects.exclude(verb="began a draft of the programme").count()
    text = words(by_file(browsers["officer"], FIRST))
    assert "The programme says all of this already, so nothing is proposed." in text
    assert not Proposal.objects.exists()
    assert Entry.objects.exclude(verb="began a draft of the programme").count() == before


# What one person did alone, before -----------------------------------------------------------------------------------

ATTACKS = {
    "quorum": ([("quorum = 3", "quorum = 1")], "chair"),
    "deciding body": ([('deciding_body = "partnership"', 'deciding_body = "scrutiny"')], "chair"),
    "money": ([("amount = 500000", "amount = 900000")], "chair"),
    "checklist": ([('[[checklist]]\nkey = "sums"\nwords = "Every cost has a year"\n', "")], "chair"),
    "phase's approvals": ([('approvals_needed = ["Safeguarding partnership"]\n', "")], "chair"),
    "an idea closed": ([('stage = "idea"', 'stage = "closed"')], "chair"),
    "marker": ([('wanted = "400"', 'wanted = "121"')], "director"),
    "finding's words": ([("Families wait too long for help", "Some families wait")], "director"),
    "aim": ([("A family tells its story once", "Fewer forms")], "director"),
}


@pytest.mark.parametrize(("pairs", "agrees"), ATTACKS.values(), ids=ATTACKS)
def test_one_person_alone_changes_nothing_and_a_second_entitled_one_agrees(
    site, browsers, staff, pairs, agrees
):
    before, text = live(), changed(*pairs)
    page = words(by_file(browsers["manager"], text))
    assert "Nothing changes until others agree to it." in page
    assert live() == before
    proposal = Proposal.objects.get()
    for name in {"officer", "manager", "director", "chair", "lead"} - {agrees}:
        press(browsers[name], proposal, 1)
        assert live() == before, name
    press(browsers[agrees], proposal, 1)
    assert live() == whole_of(read(text))
    entry = Entry.objects.filter(verb="changed the programme").get()
    change = proposal.changes[1]
    assert (entry.detail["before"], entry.detail["after"]) == (change.before, change.after)
    assert (entry.by_id, entry.detail["proposed by"]) == (str(staff[agrees].pk), "Head of improvement")


def test_the_proposer_agrees_to_nothing_even_where_they_could_to_anothers(site, browsers, staff):
    by_file(browsers["manager"], changed(("A family tells its story once", "Fewer forms")))
    proposal = Proposal.objects.get()
    page = browsers["manager"].get(proposal.get_absolute_url())
    assert "You proposed this, so somebody else agrees to it or refuses it." in words(page)
    assert not any(group.may for group in page.context["groups"])
    assert "You proposed this" in words(press(browsers["manager"], proposal, 1))
    with pytest.raises(Refusal, match="You proposed this"):
        actions.refuse(proposal=proposal, number=1, reason="No", by=staff["manager"])
    assert not Answer.objects.exists()


@pytest.mark.requirement("SR-029", "SR-059")
@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([('stage = "idea"', 'stage = "delivery"')], "Project FH2: One assessment: stage stays “Idea”"),
        ([('state = "under way"', 'state = "done"')], "Phase listen: Listening: state stays “under way”"),
    ],
)
def test_no_definition_moves_a_project_or_a_phase_through_its_gate(site, browsers, pairs, told):
    before = live()
    assert told in words(by_file(browsers["officer"], changed(*pairs)))
    assert live() == before and not Proposal.objects.exists()


def test_a_project_that_is_left_out_is_not_lost(site, browsers):
    start = FIRST.index('[[project]]\nkey = "FH2"')
    text = FIRST[:start] + FIRST[FIRST.index("[[marker]]") :]
    assert "a project is never removed" in words(by_file(browsers["officer"], text))
    assert Project.objects.count() == 2 and not Proposal.objects.exists()


def test_a_project_added_in_delivery_is_for_the_deciding_body_and_says_when_it_came(site, browsers):
    text = FIRST + NEW_PROJECT.replace('"lasting"', '"early"').replace('"idea"', '"delivery"')
    by_file(browsers["officer"], text)
    proposal = Proposal.objects.get()
    press(browsers["director"], proposal, 1)
    assert not Project.objects.filter(key="FH3").exists()
    press(browsers["chair"], proposal, 1)
    page = words(browsers["chair"].get("/programme/projects/FH3/"))
    assert "It was at Delivery when it was added on 8 March 2010." in page


# Who is told ---------------------------------------------------------------------------------------------------------


def test_what_waits_and_what_was_changed_stands_on_the_home_of_those_concerned(site, browsers):
    by_file(browsers["officer"], changed(("quorum = 3", "quorum = 1"), ("where it lives", "at home")))
    proposal = Proposal.objects.get()
    wait = "Agree to 1 change of the programme, or refuse"
    for name in ("chair", "director", "manager"):
        assert wait in words(browsers[name].get("/")), name
    for name in ("officer", "lead"):
        assert wait not in words(browsers[name].get("/")), name
    agree_to(proposal, [browsers["chair"], browsers["director"]])
    read_it = "Read what became of 1 change of the programme that touches you"
    assert read_it in words(browsers["lead"].get("/")), "whose project it is"
    assert "Read what became of 2 changes" in words(browsers["officer"].get("/")), "who proposed them"
    assert read_it not in words(browsers["chair"].get("/")), "who agreed knows"
    browsers["lead"].post(f"{proposal.get_absolute_url()}read")
    assert read_it not in words(browsers["lead"].get("/"))
    assert Notice.objects.filter(read_on=date(2010, 3, 8)).count() == 1


def test_the_daily_message_tells_who_must_agree_in_no_typed_word(site, browsers, staff):
    by_file(browsers["officer"], changed(("quorum = 3", "quorum = 1")))
    told = compose(staff["chair"], set()).body
    assert "Agree to 1 change of the programme, or refuse: proposal 1" in told
    assert "Safeguarding partnership" not in told and "Programme support" not in told


def test_another_member_of_the_deciding_body_is_told_of_its_quorum(site, browsers):
    other = add_person(email="second@westvale.gov.uk", post="Lay member", by=COMMAND_LINE)
    grant_role(user=other, role=Role.BOARD_MEMBER, by=COMMAND_LINE)
    by_file(browsers["officer"], changed(("quorum = 3", "quorum = 1")))
    press(browsers["chair"], Proposal.objects.get(), 1)
    assert "Read what became of 1 change" in words(browser(other).get("/"))


def test_the_page_shows_before_beside_after_by_who_must_agree_and_where_it_came_from(site, browsers):
    by_file(
        browsers["officer"],
        changed(("amount = 500000", "amount = 900000"), ('wanted = "400"', 'wanted = "121"')),
    )
    text = words(browsers["lead"].get(Proposal.objects.get().get_absolute_url()))
    assert "Proposed by Programme support on 8 March 2010, from draft 2, begun from westvale.toml" in text
    assert "1 change for a member of the deciding body" in text and "Independent chair" in text
    assert "1 change for a second person of the programme" in text and "Director of transformation" in text
    assert text.index("£500,000") < text.index("£900,000") and text.index(">400<") < text.index(">121<")
    listed = words(browsers["lead"].get("/programme/proposals/"))
    assert "Proposal 1" in listed and "2 waiting" in listed


def test_what_a_change_names_is_called_by_its_name_and_not_its_key_alone(site, browsers):
    pairs = (
        ('deciding_body = "partnership"', 'deciding_body = "forum"'),
        ('category = "service_review"', 'category = "high_priority"'),
        ('projects = ["FH1"]', 'projects = ["FH1", "FH3"]'),
    )
    by_file(browsers["officer"], changed(*pairs, of=FIRST + MORE_PRIORITY + NEW_PROJECT))
    text = words(browsers["lead"].get(Proposal.objects.get().get_absolute_url()))
    for name in (
        "Young people&#x27;s forum (forum)",
        "Service review (service_review)",
        "Lasting help (FH3)",
        "Help lasts (lasting)",
    ):
        assert name in text, name


# One way for draft, file and command ---------------------------------------------------------------------------------


def test_a_draft_a_file_and_the_command_propose_the_same(site, browsers, tmp_path, monkeypatch):
    text = changed(("quorum = 3", "quorum = 1"))
    officer = browsers["officer"]
    here = officer.post("/programme/set-up/begin").url
    form = officer.get(f"{here}body/partnership/").context["form"]
    said = {
        "name": "Safeguarding partnership",
        "remit": "Decides",
        "source": "1.1",
        "quorum": 1,
        "meets_every_days": 0,
    }
    officer.post(f"{here}body/partnership/", {**said, "revision": form["revision"].value()})
    officer.post(f"{here}load", {"revision": 1})
    by_draft = Proposal.objects.get()
    officer.post(f"{by_draft.get_absolute_url()}take-back")
    by_file(officer, text)
    by_upload = Proposal.objects.latest("pk")
    officer.post(f"{by_upload.get_absolute_url()}take-back")
    done = command(text, tmp_path, monkeypatch)
    by_command = Proposal.objects.latest("pk")
    assert done.exit_code == 0, done.output
    assert "1. Body partnership: Safeguarding partnership, for a member of the deciding body" in done.output
    assert f"/programme/proposals/{by_command.pk}/" in done.output
    assert len({by_draft.pk, by_upload.pk, by_command.pk}) == 3
    assert by_draft.content == by_upload.content == by_command.content
    assert (by_command.proposed_as, by_command.came_from) == ("Command line", "programme.toml")
    assert Body.objects.get(key="partnership").quorum == 3


def command(text: str, folder, monkeypatch):
    """`sherwood programme load` on this site's database."""
    file = folder / "programme.toml"
    file.write_text(text, "utf-8")
    monkeypatch.setattr(cli, "_django", lambda home: None)
    return CliRunner().invoke(cli.app, ["programme", "load", str(file), "--home", str(folder)])


def test_the_command_begins_a_programme_and_says_when_nothing_differs(db, tmp_path, monkeypatch):
    assert "begins as the file says" in command(FIRST, tmp_path, monkeypatch).output
    again = command(FIRST, tmp_path, monkeypatch)
    assert (again.exit_code, "Nothing is proposed." in again.output) == (0, True)
    assert Programme.objects.get().title == "Together for children"


def test_the_same_proposed_twice_is_one_proposal(site, browsers):
    text = changed(("quorum = 3", "quorum = 1"))
    by_file(browsers["officer"], text)
    by_file(browsers["officer"], text)
    assert Proposal.objects.count() == 1


# Several at once, and what waits for another -------------------------------------------------------------------------


def test_two_proposals_may_be_open_and_each_is_agreed_by_itself(site, browsers):
    by_file(browsers["officer"], changed(("quorum = 3", "quorum = 2")))
    by_file(browsers["manager"], changed(("amount = 500000", "amount = 450000")))
    one, two = Proposal.objects.order_by("pk")
    press(browsers["chair"], two, 1)
    press(browsers["chair"], one, 1)
    assert Body.objects.get(key="partnership").quorum == 2
    assert Funding.objects.get().amount == 450_000


def test_a_change_whose_before_no_longer_stands_is_refused_and_says_so(site, browsers):
    by_file(browsers["officer"], changed(("amount = 500000", "amount = 900000")))
    by_file(browsers["manager"], changed(("amount = 500000", "amount = 450000")))
    one, two = Proposal.objects.order_by("pk")
    press(browsers["chair"], two, 1)
    text = words(press(browsers["chair"], one, 1))
    assert (
        "this has changed since it was proposed (amount in pounds), so it cannot be agreed. Propose it again."
        in text
    )
    assert Funding.objects.get().amount == 450_000
    assert Entry.objects.last_written().verb == "was refused"


def test_what_names_another_proposed_part_waits_for_it_in_words(site, browsers):
    by_file(browsers["officer"], FIRST + MORE_PRIORITY + NEW_PROJECT)
    proposal = Proposal.objects.get()
    project, priority = number_of(proposal, "Project FH3"), number_of(proposal, "Priority lasting")
    text = words(press(browsers["director"], proposal, project))
    assert "this waits for another change. project FH3 names priority “lasting”, and there is none." in text
    assert not Project.objects.filter(key="FH3").exists()
    assert "2 changes were made." in words(press(browsers["director"], proposal, project, priority))
    assert [found.key for found in Project.objects.get(key="FH3").priorities.all()] == ["lasting"]


def test_what_can_be_made_is_made_when_another_group_must_agree_first(site, browsers):
    line = '[[agenda]]\nkey = "heard"\nbody = "parents"\nwords = "What parents say"\n'
    body = '[[body]]\nkey = "parents"\nname = "Parents\' panel"\nremit = "Is heard"\nsource = "1.4"\n'
    by_file(browsers["officer"], FIRST + body + line + MORE_PRIORITY)
    proposal = Proposal.objects.get()
    agenda, priority = number_of(proposal, "Part of an agenda"), number_of(proposal, "Priority lasting")
    text = words(press(browsers["director"], proposal, agenda, priority))
    assert "1 change was made." in text and "agenda heard names body “parents”" in text
    assert Priority.objects.filter(key="lasting").exists()
    agree_to(proposal, [browsers["chair"], browsers["director"]])
    assert Body.objects.get(key="parents").agenda == ["What parents say"]


def test_parts_that_change_places_are_agreed_together(site, browsers):
    lines = '[[agenda]]\nkey = "a"\nbody = "partnership"\nwords = "A"\ntakes = ["cases"]\n[[agenda]]\nkey = "b"\nbody = "partnership"\nwords = "B"\ntakes = ["money"]\n'
    by_file(browsers["officer"], FIRST + lines)
    agree_to(Proposal.objects.get(), [browsers["director"]])
    swapped = lines.replace("cases", "x").replace("money", "cases").replace("x", "money")
    by_file(browsers["officer"], FIRST + swapped)
    proposal = Proposal.objects.latest("pk")
    agree_to(proposal, [browsers["director"]])
    assert live() == whole_of(read(FIRST + swapped))


# Findings, history and refusals --------------------------------------------------------------------------------------


def test_a_finding_is_withdrawn_with_a_reason_and_never_removed(site, browsers):
    by_file(browsers["officer"], REMOVED_REC2)
    proposal, chair = Proposal.objects.get(), browsers["chair"]
    here = f"{proposal.get_absolute_url()}1/agree"
    assert "a finding is withdrawn with a reason" in words(press(chair, proposal, 1))
    assert chair.post(here, {"because": ""}).status_code == 200
    assert Finding.objects.get(key="rec2").withdrawn_on is None
    chair.post(here, {"because": "The inspectorate took it out of its letter"})
    finding = Finding.objects.get(key="rec2")
    assert (finding.withdrawn_on, finding.alone) == (date(2010, 3, 8), False)
    page = words(chair.get("/programme/findings/rec2/"))
    assert "It was withdrawn on 8 March 2010: The inspectorate took it out of its letter" in page
    listed = chair.get("/programme/findings/").context["page"]
    assert listed.sentence == "Each of the 1 findings that need action has a project."
    assert [found.key for found in listed.withdrawn] == ["rec2"]
    assert "rec2" not in words(browsers["director"].get("/"))
    assert (
        not by_file(browsers["officer"], REMOVED_REC2)
        .redirect_chain[-1][0]
        .startswith("/programme/proposals")
    )


def test_a_finding_that_is_proposed_again_stands_again(site, browsers):
    by_file(browsers["officer"], REMOVED_REC2)
    browsers["chair"].post(f"{Proposal.objects.get().get_absolute_url()}1/agree", {"because": "Mistaken"})
    by_file(browsers["officer"], FIRST)
    agree_to(Proposal.objects.latest("pk"), [browsers["director"]])
    assert Finding.objects.get(key="rec2").withdrawn_on is None
    assert live() == whole_of(read(FIRST))


def test_a_part_that_history_points_at_is_not_removed(site, browsers):
    Meeting.objects.create(body=Body.objects.get(key="forum"), held_on=date(2010, 2, 1))
    start = FIRST.index('[[body]]\nkey = "forum"')
    by_file(browsers["officer"], FIRST[:start] + FIRST[FIRST.index("[[phase]]") :])
    text = words(press(browsers["chair"], Proposal.objects.get(), 1))
    assert (
        "cannot be removed, because of what is kept here about it: 1 meeting. Keep it in the definition."
        in text
    )
    assert Body.objects.filter(key="forum").exists()


def test_a_change_is_refused_with_a_reason_that_its_proposer_reads(site, browsers):
    by_file(browsers["officer"], changed(("amount = 500000", "amount = 900000")))
    proposal = Proposal.objects.get()
    here = f"{proposal.get_absolute_url()}1/refuse"
    browsers["director"].post(here, {"reason": "Not mine to say"})
    assert browsers["chair"].post(here, {"reason": ""}).status_code == 200
    assert not Answer.objects.exists()
    browsers["chair"].post(here, {"reason": "Cabinet has not met"})
    assert "Cabinet has not met" in words(browsers["officer"].get(proposal.get_absolute_url()))
    assert "Read what became of 1 change" in words(browsers["officer"].get("/"))
    assert "answered already" in words(press(browsers["chair"], proposal, 1))
    assert Funding.objects.get().amount == 500_000
    assert (
        Entry.objects.filter(verb="refused a change of the programme").get().detail["reason"]
        == "Cabinet has not met"
    )


def test_only_its_proposer_takes_a_proposal_back(site, browsers):
    by_file(browsers["officer"], changed(("amount = 500000", "amount = 900000")))
    proposal = Proposal.objects.get()
    text = words(browsers["manager"].post(f"{proposal.get_absolute_url()}take-back", follow=True))
    assert "Only who proposed this takes it back: Programme support." in text
    browsers["officer"].post(f"{proposal.get_absolute_url()}take-back")
    assert "answered already" in words(press(browsers["chair"], proposal, 1))
    assert Funding.objects.get().amount == 500_000


def test_what_was_proposed_and_answered_is_written_once(site, browsers):
    by_file(browsers["officer"], changed(("amount = 500000", "amount = 900000")))
    press(browsers["chair"], Proposal.objects.get(), 1)
    for row in (Proposal.objects.get(), Answer.objects.get()):
        with pytest.raises(SherwoodError):
            row.save()
    assert Proposal.objects.get().digest == Proposal.objects.get().worked_out()


def test_what_an_act_settled_after_a_proposal_is_not_undone_by_it(site, browsers):
    by_file(browsers["officer"], changed(('lead = "Head of assessment"', 'lead = "Head of family help"')))
    project = Project.objects.get(key="FH2")
    project.settle(lead=project.lead)
    text = words(press(browsers["director"], Proposal.objects.get(), 1))
    assert "this was settled here after it was proposed, and a definition does not undo that." in text
    assert Project.objects.get(key="FH2").lead.title == "Head of assessment"


def test_where_nobody_else_may_agree_the_page_says_so(db):
    manager = browser(enter("manager"))
    by_file(manager, FIRST)
    text = changed(("quorum = 3", "quorum = 1"), ("A family tells its story once", "Fewer forms"))
    page = words(by_file(manager, text))
    assert page.count("Nobody can agree to these yet: it takes somebody other than who proposes them.") == 2
    assert "It is for: board member." in page


def test_nobody_at_the_command_line_agrees(site, browsers):
    by_file(browsers["officer"], changed(("quorum = 3", "quorum = 1")))
    with pytest.raises(Refusal, match="not for your role"):
        actions.agree(proposal=Proposal.objects.get(), numbers=[1], by=COMMAND_LINE)
    assert Body.objects.get(key="partnership").quorum == 3


def test_every_change_agreed_leaves_what_a_first_load_would_but_for_what_gates_and_findings_keep(
    site, browsers
):
    text = changed(
        ("quorum = 3", "quorum = 2"),
        ("amount = 500000", "amount = 750000"),
        ('[[checklist]]\nkey = "sums"\nwords = "Every cost has a year"\n', '[[checklist]]\nkey = "voice"\nwords = "Children said it"\n'),
        ("Help that comes early and lasts", "Help that lasts"),
        ('key = "hubs"\nproject = "FH1"', 'key = "hubs"\nproject = "FH2"'),
        ('projects = ["FH1"]', 'projects = ["FH3", "FH1"]'),
        ('lead = "Head of assessment"', 'lead = "Head of one assessment"\nco_leads = ["Head of family help"]'),
        of=REMOVED_REC2.replace("[[inspection]]", f"{MORE_PRIORITY}{NEW_PROJECT}[[inspection]]"),
    )  # fmt: skip
    by_file(browsers["officer"], text)
    proposal = Proposal.objects.get()
    agree_to(proposal, [browsers["chair"], browsers["director"]])
    assert not proposal.unanswered()
    assert live() == whole_of(read(text))
    assert Finding.objects.filter(key="rec2").exclude(withdrawn_on=None).exists()
    assert (CheckLine.objects.count(), Marker.objects.get().project.key, Phase.objects.count()) == (
        2,
        "FH2",
        2,
    )
    assert Entry.objects.filter(verb="changed the programme").count() == proposal.number_of_changes
    assert Entry.objects.first_broken() is None
