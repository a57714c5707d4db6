"""The trail is only ever added to, and shows when somebody went round that."""

import pytest
from django.db import DatabaseError, connection, transaction

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db


def write(count: int) -> list[Entry]:
    return [
        trail.record(verb="did", what=("thing", str(n)), detail={"n": n}, by=trail.COMMAND_LINE)
        for n in range(count)
    ]


def tamper(sql: str) -> None:
    """Change the table by hand, as somebody with the database's password could: the guards taken down first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER trail_entry_no_update")
            cursor.execute("DROP TRIGGER trail_entry_no_delete")
        else:
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER USER")
        cursor.execute(sql)


def test_an_untouched_chain_is_whole():
    write(5)
    assert Entry.objects.first_broken() is None


def test_an_empty_trail_is_whole():
    assert Entry.objects.first_broken() is None


@pytest.mark.parametrize(
    "change",
    ["verb = 'hid'", "by_post = 'Somebody else'", "detail = '{\"n\": 9}'", "at = '2009-01-01 00:00:00'"],
)
def test_words_changed_by_hand_are_found(change):
    write(5)
    tamper(f"UPDATE trail_entry SET {change} WHERE number = 3")
    broken = Entry.objects.first_broken()
    assert (broken.number, broken.why) == (3, "its words were changed after it was written")


def test_an_entry_removed_by_hand_is_found():
    write(5)
    tamper("DELETE FROM trail_entry WHERE number = 2")
    assert Entry.objects.first_broken().why == "entry 2 is missing"


def test_a_removed_entry_is_found_even_when_the_others_close_up():
    write(5)
    tamper("DELETE FROM trail_entry WHERE number = 2")
    with connection.cursor() as cursor:
        for number in (3, 4, 5):
            cursor.execute("UPDATE trail_entry SET number = %s WHERE number = %s", [number - 1, number])
    assert Entry.objects.first_broken().number == 2


def test_the_model_refuses_to_change_or_remove():
    (entry,) = write(1)
    entry.verb = "did not"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="x"),
    ):
        with pytest.raises(SherwoodError, match="only ever added to"):
            attempt()


@pytest.mark.parametrize("sql", ["UPDATE trail_entry SET verb = 'x'", "DELETE FROM trail_entry"])
def test_the_database_itself_refuses(sql):
    write(1)
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_act_that_fails_leaves_no_trail():
    with pytest.raises(RuntimeError), transaction.atomic():
        write(1)
        raise RuntimeError
    assert Entry.objects.count() == 0


def test_an_entry_holds_the_post_and_roles_of_its_day(people):
    analyst = people[Role.DATA_ANALYST]
    entry = trail.look(at="care_reviews_in_time", count=12, scope="the whole council", by=analyst)
    assert (entry.by_id, entry.by_post, entry.by_roles) == (str(analyst.pk), "Data analyst", "Data analyst")
    assert entry.detail == {"rows": 12, "of": "the whole council"}


def test_the_page_shows_the_newest_first_and_checks_the_chain(signed_in):
    client = signed_in(Role.AUDITOR)
    write(60)
    text = client.get("/trail/?check=1").content.decode()
    assert "The chain is whole" in text
    assert text.index("thing 59") < text.index("thing 58")
    assert "Page 1 of" in text


def test_the_page_says_where_the_chain_is_broken(signed_in):
    client = signed_in(Role.AUDITOR)
    number = Entry.objects.count()
    tamper(f"UPDATE trail_entry SET verb = 'x' WHERE number = {number}")
    assert f"The chain is broken at entry {number}" in client.get("/trail/?check=1").content.decode()


def test_the_page_can_be_narrowed_to_one_act(signed_in):
    client = signed_in(Role.AUDITOR)
    write(1)
    entries = client.get("/trail/?verb=did").context["entries"].page
    assert {entry.verb for entry in entries} == {"did"}


def test_a_day_in_an_entry_is_said_in_words(signed_in):
    trail.record(
        verb="granted a role",
        what=("account", "1"),
        detail={"from": "2009-11-16", "n": 3},
        by=trail.COMMAND_LINE,
    )
    text = signed_in(Role.AUDITOR).get("/trail/").content.decode()
    assert "from: 16 November 2009; n: 3" in text
