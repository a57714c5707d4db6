"""The database itself refuses to change or remove what was submitted, said or decided, whoever asks."""

from django.db import migrations

WORDS = "what was submitted, said or decided never changes"
TABLES = ("cases_decision", "cases_vetting", "cases_opinion", "cases_comment")


def _sqlite():
    for table in (*TABLES, "cases_version"):
        when = "WHEN OLD.digest <> '' " if table == "cases_version" else ""
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def _postgresql():
    yield (
        "CREATE FUNCTION cases_refuse() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql"
    )
    for table in (*TABLES, "cases_version"):
        when = "WHEN (OLD.digest <> '') " if table == "cases_version" else ""
        yield (
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION cases_refuse()"
        )


def guard(apps, schema_editor):
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
