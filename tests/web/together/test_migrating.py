"""The tables are made from nothing, and what an earlier version kept comes along, on each kind of database.

`carried/demonstration.jsonl.gz` is the whole demonstration as the last version before the first migrations were drawn
together kept it: a row a line, as Django's serializer of Python objects gives it.
"""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.apps import apps as now
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from sherwood.kit.errors import SherwoodError
from sherwood.kit.names import spelled
from sherwood.web.site.tables import drawn_together, make_tables
from sherwood.web.site.trail.models import Entry

KEPT = Path(__file__).parent / "carried" / "demonstration.jsonl.gz"

pytestmark = pytest.mark.slow
SINCE = {"proposals"}  # apps that a site of that version had not
RENAMED = {"origins.post": "origins.paidpost"}


def kept_rows() -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(KEPT.read_bytes()).splitlines()]


def earlier_site(rows: list[dict]) -> None:
    """The tables and rows of a site of that version, and its own account of which steps it took."""
    executor = MigrationExecutor(connection)
    firsts = [(step.app_label, step.name) for step in drawn_together(connection)]
    others = [
        leaf
        for leaf in executor.loader.graph.leaf_nodes()
        if leaf[0] not in dict(firsts) and leaf[0] not in SINCE
    ]
    executor.migrate(firsts + others)
    apps = MigrationExecutor(connection).loader.project_state(firsts).apps
    with connection.constraint_checks_disabled():
        _write(apps, rows)
    recorder = MigrationRecorder(connection)
    for step in drawn_together(connection):
        recorder.record_unapplied(step.app_label, step.name)
        for app, name in step.replaces:
            recorder.record_applied(app, name)


def _write(apps, rows: list[dict]) -> None:
    made, linked = defaultdict(list), []
    for row in rows:
        model = apps.get_model(row["model"])
        values = {model._meta.pk.attname: row["pk"]}
        for name, value in row["fields"].items():
            field = model._meta.get_field(name)
            if field.many_to_many:
                linked.append((model, row["pk"], name, value))
            else:
                values[field.attname] = value if field.is_relation else field.to_python(value)
        made[model].append(model(**values))
    if connection.vendor == "postgresql":  # rows come in no order of what they point at
        connection.cursor().execute("SET session_replication_role = replica")
    for model, objects in made.items():
        for field in model._meta.fields:
            if getattr(field, "auto_now_add", False):
                field.auto_now_add = False  # it is to say when it was entered, not when it was carried over
        model.objects.bulk_create(objects)
    for model, pk, name, keys in linked:
        getattr(model.objects.get(pk=pk), name).set(keys)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET session_replication_role = DEFAULT")


def test_every_table_is_made_from_nothing_and_is_what_the_models_say(database):
    assert not MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("check", databases=["default"], verbosity=0)


def test_the_whole_demonstration_of_an_earlier_version_comes_along(empty_database):
    rows = kept_rows()
    earlier_site(rows)
    make_tables()
    call_command("migrate", check=True, verbosity=0)
    for name, count in Counter(row["model"] for row in rows).items():
        assert now.get_model(RENAMED.get(name, name))._default_manager.count() == count, name
    assert Entry.objects.first_broken() is None, "the trail is as it was written"
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Entry.objects.filter(number=1)._raw_delete(using="default")


def test_a_line_of_an_agenda_takes_what_its_place_in_the_list_took(empty_database):
    rows = kept_rows()
    earlier_site(rows)
    make_tables()
    for row in (row for row in rows if row["model"] == "programmes.body"):
        body = now.get_model("programmes.body").objects.get(pk=row["pk"])
        assert body.agenda == row["fields"]["agenda"]
    board = now.get_model("programmes.body").objects.get(key="board")
    assert [line.takes for line in board.agenda_lines.all()] == [
        ["cases"],
        ["milestones", "late steps", "risks", "issues", "barriers"],
        [],
        ["money"],
    ]


def test_a_project_stands_where_its_first_move_began_or_where_it_never_moved_from(empty_database):
    earlier_site(kept_rows())
    make_tables()
    moves = Entry.objects.filter(verb="moved a project").order_by("-number")
    first = {entry.object_id: entry.detail["from"] for entry in moves}
    projects = list(now.get_model("programmes.project").objects.all())
    assert first and projects
    for project in projects:
        assert project.entered.value == first.get(project.key, project.now.value), project.key


def test_titles_that_stood_as_text_are_keys_of_one_register_of_posts(empty_database):
    rows = kept_rows()
    earlier_site(rows)
    make_tables()
    for name, field in (
        ("programmes.project", "lead"),
        ("action_log.action", "owner_post"),
        ("meetings.holding", "post"),
        ("risks.risk", "owner_post"),
        ("accounts.user", "post"),
    ):
        was = {row["pk"]: spelled(row["fields"][field]) for row in rows if row["model"] == name}
        assert was and dict(now.get_model(name).objects.values_list("pk", f"{field}__spelling")) == was
    was = {row["pk"]: row["fields"]["co_leads"] for row in rows if row["model"] == "programmes.project"}
    projects = now.get_model("programmes.project").objects.all()
    assert {project.pk: [post.title for post in project.co_leads.all()] for project in projects} == was
    for user in now.get_model("accounts.user").objects.all():
        assert [holder.post for holder in user.posts_held.all()] == ([user.post] if user.is_active else [])


def test_lists_that_became_registers_keep_their_rows_in_the_state_that_each_had_reached(empty_database):
    rows = kept_rows()
    earlier_site(rows)
    make_tables()
    for name, state_of in {
        "engagement.audience": lambda was: "engaged",
        "engagement.stakeholder": lambda was: "engaged",
        "engagement.message": lambda was: "done" if was["done_on"] else "planned",
        "engagement.commitment": lambda was: "given" if was["given_on"] else "promised",
        "origins.evidenceneeded": lambda was: was["state"],
        "origins.cause": lambda was: "stands",
        "origins.startingfact": lambda was: "stands",
        "origins.urgentaction": lambda was: "done",
        "origins.planpriority": lambda was: "stands",
    }.items():
        was = {row["pk"]: state_of(row["fields"]) for row in rows if row["model"] == name}
        model = now.get_model(name)
        assert was and dict(model.objects.values_list("pk", "state")) == was, name
        assert set(was.values()) <= set(model.register.states), name
        assert set(model.objects.values_list("entered_by_post", flat=True)) == {"Not known"}
    assert {row["fields"]["state"] for row in rows if row["model"] == "origins.evidenceneeded"} >= {
        "have",
        "gap",
    }


def test_a_site_of_a_version_between_is_refused_rather_than_half_taken_along(empty_database):
    earlier_site([])
    MigrationRecorder(connection).record_unapplied("cases", "0003_grades_in_words")
    with pytest.raises(SherwoodError, match="too old"):
        make_tables()
