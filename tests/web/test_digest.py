"""One email a day at most, by a real mail server: what is new, nobody's own doing, and no word that anybody typed."""

from datetime import date, timedelta

import pytest

from acting import within
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.settings import mail
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log import actions as action_log
from sherwood.web.site.digest import actions
from sherwood.web.site.digest.models import Digest
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

SECRET = "Alma Birch of 4 Mill Lane"  # what nobody should ever type, and somebody will
ORIGIN = action_log.ActionOrigin("entered", "", f"A meeting about {SECRET}")


@pytest.fixture
def lead(people, programme) -> User:
    return people[Role.PROJECT_LEAD]


def give(owner: User, by, words: str = f"Ring the family of {SECRET}", due_on=date(2010, 3, 20)):
    return within(
        action_log.add_action,
        words=words,
        owner_post=owner.post,
        owner=owner,
        due_on=due_on,
        origin=ORIGIN,
        by=by,
    )


def send():
    return actions.send_digests(by=COMMAND_LINE)


def test_what_came_to_wait_is_told_in_one_message(postbox, lead, people):
    action = give(lead, people[Role.PROGRAMME_MANAGER])
    answers = send()
    (message,) = postbox.to(lead.email)
    assert answers["sent"] == len(postbox.came)
    assert f"Do action {action.pk}, 20 March 2010" in message.get_content()
    assert f"https://sherwood.example.gov.uk/programme/actions/{action.pk}/" in message.get_content()
    assert message["From"] == "sherwood@example.gov.uk"
    assert message["Auto-Submitted"] == "auto-generated"


def test_no_message_holds_a_word_that_anybody_typed(postbox, lead, people, programme):
    project = programme.project_set.filter(lead=lead.post).first()
    programme.project_set.filter(pk=project.pk).update(
        name=SECRET, next_step=SECRET, next_step_on=date(2010, 3, 9), declared_because=SECRET, aim=SECRET
    )
    programme.finding_set.update(words=SECRET)
    give(lead, people[Role.PROGRAMME_MANAGER])
    send()
    assert len(postbox.came) > 5
    for _, message in postbox.came:
        whole = message.as_bytes().decode()
        assert SECRET not in whole and "Alma" not in whole and "Mill Lane" not in whole


def test_nobody_gets_a_second_message_on_one_day(postbox, lead, people):
    give(lead, people[Role.PROGRAMME_MANAGER])
    send()
    give(lead, people[Role.PROGRAMME_MANAGER], "Another")
    send()
    assert len(postbox.to(lead.email)) == 1


def test_the_next_day_tells_only_what_is_new(postbox, lead, people, settings):
    first = give(lead, people[Role.PROGRAMME_MANAGER])
    send()
    settings.CLOCK += timedelta(1)
    second = give(lead, people[Role.PROGRAMME_MANAGER], "Another")
    send()
    _, message = postbox.to(lead.email)
    assert f"action {second.pk}" in message.get_content()
    assert f"action {first.pk}" not in message.get_content()
    assert "other thing" in message.get_content()


def test_a_day_without_news_brings_no_message(postbox, lead, settings):
    send()
    many = len(postbox.came)
    settings.CLOCK += timedelta(1)
    assert send()["sent"] == len(postbox.came) - many
    assert len(postbox.to(lead.email)) <= 1


def test_what_becomes_late_is_news_again(postbox, lead, people, settings):
    action = give(lead, people[Role.PROGRAMME_MANAGER], due_on=date(2010, 3, 9))
    send()
    settings.CLOCK = date(2010, 3, 10)
    send()
    assert f"LATE: Do action {action.pk}, 9 March 2010" in postbox.to(lead.email)[-1].get_content()


def test_ones_own_act_is_no_news(postbox, lead, people, settings):
    send()
    settings.CLOCK += timedelta(1)
    before = len(postbox.to(lead.email))
    own = give(lead, lead)
    send()
    told = [message.get_content() for message in postbox.to(lead.email)[before:]]
    assert not any(f"action {own.pk}" in words for words in told)
    settings.CLOCK += timedelta(1)
    other = give(lead, people[Role.PROGRAMME_MANAGER], "Another")
    send()
    assert f"action {other.pk}" in postbox.to(lead.email)[-1].get_content()


def test_an_address_that_is_refused_stops_nobody_else_and_is_tried_again(postbox, lead, people):
    give(lead, people[Role.PROGRAMME_MANAGER])
    postbox.refuses.add(lead.email)
    answers = send()
    assert answers["refused"] == 1
    assert answers["sent"] == len(postbox.came) > 0
    postbox.refuses.clear()
    assert send() == {"sent": 1, "nothing new": answers["nothing new"]}
    assert len(postbox.to(lead.email)) == 1


def test_a_digest_that_was_stopped_while_being_sent_is_not_sent_twice_and_loses_nothing(
    postbox, lead, people, settings
):
    action = give(lead, people[Role.PROGRAMME_MANAGER])
    Digest.objects.create(user=lead, day=settings.CLOCK, marks=["whatever it told"])
    send()
    assert postbox.to(lead.email) == []
    settings.CLOCK += timedelta(1)
    send()
    assert f"action {action.pk}" in postbox.to(lead.email)[0].get_content()


def test_who_wants_none_gets_none_and_says_so_on_a_page(postbox, lead, people, signed_in):
    give(lead, people[Role.PROGRAMME_MANAGER])
    client = signed_in(Role.PROJECT_LEAD)
    assert client.post("/account/email", {}).status_code == 302
    send()
    assert postbox.to(lead.email) == []
    assert "checked" not in client.get("/account/email").content.decode()
    client.post("/account/email", {"wanted": "on"})
    send()
    assert len(postbox.to(lead.email)) == 1


def test_a_closed_account_gets_nothing(postbox, lead, people):
    give(lead, people[Role.PROGRAMME_MANAGER])
    User.objects.filter(pk=lead.pk).update(is_active=False)
    send()
    assert postbox.to(lead.email) == []


def test_a_mail_server_that_is_away_is_said_in_words_and_loses_nothing(postbox, lead, people, settings):
    action = give(lead, people[Role.PROGRAMME_MANAGER])
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(SherwoodError, match="The mail server cannot be reached"):
        send()
    assert not Digest.objects.exists()
    settings.EMAIL_PORT = right
    send()
    assert f"action {action.pk}" in postbox.to(lead.email)[0].get_content()


def test_without_a_mail_server_it_says_what_to_set(lead, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(SherwoodError, match="SHERWOOD_MAIL is not set"):
        send()


def test_the_trail_holds_how_many_were_sent_and_to_nobody_by_name(postbox, lead):
    send()
    entry = Entry.objects.last_written()
    assert entry.verb == "sent digests"
    assert "@" not in str(entry.detail)


@pytest.mark.parametrize(
    ("url", "tls", "ssl"),
    [
        ("smtp://relay.example.gov.uk", True, False),
        ("smtps://relay.example.gov.uk", False, True),
        ("smtp://127.0.0.1:25", False, False),
    ],
)
def test_only_a_mail_server_on_this_machine_is_spoken_to_in_the_clear(url, tls, ssl):
    made = mail(url)
    assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (tls, ssl)


def test_a_mail_server_that_is_no_address_is_refused():
    with pytest.raises(SherwoodError, match="SHERWOOD_MAIL must look like"):
        mail("relay.example.gov.uk:25")
