"""Make the tables of a site, or bring those of an earlier version along."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from sherwood.kit.errors import SherwoodError

LAST_BEFORE = "the version of 27 November 2026"


def make_tables() -> None:
    """Every table as the models say. Refuses the tables of a version too old to be brought along, and leaves them be."""
    _check_not_too_old()
    call_command("migrate", verbosity=0)


def steps_to_take() -> int:
    """How many steps the tables are behind this version. Refuses those too old to be brought along."""
    _check_not_too_old()
    steps = MigrationExecutor(connection)
    return len(steps.migration_plan(steps.loader.graph.leaf_nodes()))


def drawn_together(connection) -> list[Migration]:
    """The migrations that stand for several of an earlier version."""
    return [step for step in MigrationExecutor(connection).loader.disk_migrations.values() if step.replaces]


def _check_not_too_old() -> None:
    # Django takes a step that replaces others for done only when all of them were; otherwise it goes on with half a site.
    taken = set(MigrationExecutor(connection).recorder.applied_migrations())
    for step in drawn_together(connection):
        replaced = set(step.replaces)
        if (step.app_label, step.name) not in taken and taken & replaced and not taken >= replaced:
            raise SherwoodError(
                f"The tables of this site are of a version too old to be brought along: {step.app_label} has not taken "
                f"all its steps. Nothing was changed. Start it once with {LAST_BEFORE}, then with this one."
            )
