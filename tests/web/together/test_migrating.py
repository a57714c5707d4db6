"""The tables are made from nothing, and what an earlier version kept comes along, on each kind of database."""

from datetime import date

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sherwood.governance.programme import STANDARD_CATEGORIES

EARLIER = [
    ("accounts", "0001_initial"),
    ("trail", "0002_append_only"),
    ("programmes", "0003_moved_on"),
    ("cases", "0002_written_once"),
    ("meetings", "0001_initial"),
]
DAY = date(2010, 3, 8)
PLACE = {"position": 1, "source": "1"}


def earlier():
    """The tables and models of a site before categories were rows."""
    MigrationExecutor(connection).migrate(EARLIER)
    return MigrationExecutor(connection).loader.project_state(EARLIER).apps


def fill(apps) -> None:
    """One of each thing that a later step moves or alters."""
    programme = apps.get_model("programmes", "Programme").objects.create(
        key="better",
        title="Better",
        council="Greenshire",
        aim="x",
        mandate="x",
        began_on=DAY,
        planned_end_on=DAY,
    )
    project = apps.get_model("programmes", "Project")
    for number, category in enumerate(("HIGH_PRIORITY", "SERVICE_REVIEW", "SERVICE_REVIEW"), 1):
        project.objects.create(
            programme=programme, key=f"P{number}", name="x", printed_number=number, category=category, lead="Lead",
            aim="x", stage="VETTING", declared="NOT_RATED", moved_on=DAY if number == 3 else None, **PLACE,
        )  # fmt: skip
    body = apps.get_model("programmes", "Body").objects.create(
        programme=programme, key="board", name="Board", remit="x", **PLACE
    )
    apps.get_model("meetings", "Terms").objects.create(
        body=body, headings=["Money"], quorum=3, every_days=28, owner_post="Clerk"
    )
    _opine(apps, project.objects.get(key="P1"))


def _opine(apps, project) -> None:
    user = apps.get_model("accounts", "User").objects.create(email="chair@example.org", post="Chair")
    apps.get_model("accounts", "RoleGrant").objects.create(user=user, role="CONSULTANT", from_on=DAY)
    case = apps.get_model("cases", "Case").objects.create(
        project=project, priority_agreed="x", asked_on=DAY, due_on=DAY, asked_by=user
    )
    version = apps.get_model("cases", "Version").objects.create(
        case=case, number=1, content={"a": "b"}, digest="d"
    )
    apps.get_model("cases", "Opinion").objects.create(
        version=version, kind="achievable", value="shown", words="Yes", said_on=DAY, by=user
    )


def test_every_table_is_made_from_nothing_and_is_what_the_models_say(database):
    assert not MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("check", databases=["default"], verbosity=0)


def test_what_an_earlier_version_kept_comes_along(empty_database):
    from sherwood.web.programme.cases.models import Opinion
    from sherwood.web.programme.programmes.models import Body, Category, Project
    from sherwood.web.site.accounts.models import RoleGrant

    fill(earlier())
    call_command("migrate", verbosity=0)
    assert {one.key: one.category.key for one in Project.objects.all()} == {
        "P1": "high_priority",
        "P2": "service_review",
        "P3": "service_review",
    }
    assert [one.key for one in Category.objects.all()] == [one.key for one in STANDARD_CATEGORIES]
    assert Project.objects.get(key="P3").settled == ["lead", "stage"], "an act moved it"
    body = Body.objects.get()
    assert (body.agenda, body.quorum, body.meets_every_days, body.terms_kept_by) == (
        ["Money"],
        3,
        28,
        "Clerk",
    )
    assert (Opinion.objects.get().words, Opinion.objects.get().grade) == ("Yes", "")
    assert RoleGrant.objects.get().state == RoleGrant.State.AGREED


BEFORE_PROJECTS = [
    ("programmes", "0007_targets"),
    ("meetings", "0004_unanswered_first"),
    ("action_log", "0001_initial"),
]


def test_actions_are_tied_to_the_project_that_their_address_or_their_item_named(empty_database):
    from sherwood.web.site.action_log.models import Action

    MigrationExecutor(connection).migrate(BEFORE_PROJECTS)
    apps = MigrationExecutor(connection).loader.project_state(BEFORE_PROJECTS).apps
    long = "A long title of an item " * 8
    meeting = _meeting(apps, {"Timescales": "P1", long: "P2", "Twice": "P1", "Posts": None})
    item = apps.get_model("meetings", "Item").objects.create
    item(meeting=meeting, position=9, title="Twice", project=_project(apps, "P2"))
    item(meeting=meeting, position=10, title="Secret", project=_project(apps, "P1"), confidential=True)
    for kind, said, path in (
        ("condition", "Condition", "/programme/projects/P1/case/"),
        ("stream review", "Review", "/programme/projects/P10/plan/"),
        ("meeting", "Board, 1 March 2010: Timescales", ""),
        ("meeting", f"Board, 1 March 2010: {long[:100].strip()} …", ""),
        ("meeting", "Board, 1 March 2010: Twice", ""),
        ("meeting", "Board, 1 March 2010: Posts", ""),
        ("meeting", "Board, 1 March 2010: a confidential item", ""),
        ("entered", "Entered by hand", ""),
    ):
        apps.get_model("action_log", "Action").objects.create(
            words="x", owner_post="x", due_on=DAY, origin_kind=kind, origin_id=str(meeting.pk), origin_words=said,
            origin_path=path,
        )  # fmt: skip
    call_command("migrate", verbosity=0)
    found = Action.objects.order_by("pk").values_list("project__key", flat=True)
    assert list(found) == ["P1", None, "P1", "P2", None, None, None, None]


def _meeting(apps, items: dict[str, str | None]):
    """A meeting of the board, its items each with the project it is about."""
    programme = apps.get_model("programmes", "Programme").objects.create(
        key="better", title="Better", council="Greenshire", aim="x", mandate="x", began_on=DAY, planned_end_on=DAY
    )  # fmt: skip
    category = apps.get_model("programmes", "Category").objects.create(
        programme=programme, key="review", title="Review", **PLACE
    )
    for number in (1, 2):
        apps.get_model("programmes", "Project").objects.create(
            programme=programme, key=f"P{number}", name="x", printed_number=number, category=category, lead="Lead",
            aim="x", stage="IDEA", declared="NOT_RATED", **PLACE,
        )  # fmt: skip
    body = apps.get_model("programmes", "Body").objects.create(
        programme=programme, key="board", name="Board", remit="x", **PLACE
    )
    meeting = apps.get_model("meetings", "Meeting").objects.create(body=body, held_on=date(2010, 3, 1))
    for position, (title, key) in enumerate(items.items(), 1):
        project = _project(apps, key) if key else None
        meeting.items.create(position=position, title=title[:200], project=project)
    return meeting


def _project(apps, key: str):
    return apps.get_model("programmes", "Project").objects.get(key=key)
