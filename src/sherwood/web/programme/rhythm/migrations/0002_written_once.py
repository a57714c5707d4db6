"""The database itself refuses to change or remove what was submitted, answered, marked or signed, whoever asks."""

from django.db import migrations

WORDS = "what was submitted, answered, marked or signed never changes"
TABLES = ("rhythm_answer", "rhythm_mark", "rhythm_chase", "rhythm_update", "rhythm_signoff")


def _sqlite():
    for table in (*TABLES, "rhythm_report"):
        when = "WHEN OLD.digest <> '' " if table == "rhythm_report" else ""
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def _postgresql():
    yield (
        "CREATE FUNCTION rhythm_refuse() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql"
    )
    for table in (*TABLES, "rhythm_report"):
        when = "WHEN (OLD.digest <> '') " if table == "rhythm_report" else ""
        yield (
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION rhythm_refuse()"
        )


def guard(apps, schema_editor):
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("rhythm", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
