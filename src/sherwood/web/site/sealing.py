"""Rows that the database itself refuses to change or remove, whoever asks: beneath the models, which refuse it too."""

from collections.abc import Iterator

from django.db.migrations import RunPython


def sealed(table: str, words: str, once: str = "") -> RunPython:
    """A step of a migration that seals every row of `table`; `words` is what the database says when it refuses.

    `once`: a text column, where a row is a draft until that is filled.
    """

    def seal(apps, schema_editor) -> None:
        statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
        for statement in statements(table, words, f"OLD.{once} <> ''" if once else ""):
            schema_editor.execute(statement, params=None)

    return RunPython(seal, RunPython.noop)


def sealed_again(table: str, words: str, once: str = "") -> RunPython:
    """The same after a step that alters a column: SQLite makes the table anew for that, and its seals are gone."""

    def seal(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for statement in _sqlite(table, words, f"OLD.{once} <> ''" if once else ""):
                schema_editor.execute(statement, params=None)

    return RunPython(seal, RunPython.noop)


def _sqlite(table: str, words: str, when: str) -> Iterator[str]:
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when and f'WHEN {when} '}"
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _postgresql(table: str, words: str, when: str) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW {when and f'WHEN ({when}) '}EXECUTE FUNCTION {table}_refuse()"
    )
