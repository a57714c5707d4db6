"""What many tests begin with is entered by the site's own acts once a process, and written back as rows after that.

    programme = prepared.begin("programme", lambda: load_programme(definition=definition, by=COMMAND_LINE))

Only what began in an empty database and was touched by nothing else in between is kept or written back: whatever else a
test did first, the real acts run as they would.
"""

from collections.abc import Callable, Hashable

from django.db import connection

Rows = dict[str, set[tuple]]
_KEPT: dict[tuple[Hashable, ...], Rows] = {}
APART = ("django_", "sqlite_", "auth_")  # tables that migrations fill


class Prepared:
    """One test's database, from empty."""

    def __init__(self):
        self.begun: tuple[Hashable, ...] = ()
        self.plain = connection.vendor == "sqlite" and not any(_rows().values())
        self.changes = self._changes()

    def begin(self, key: Hashable, enter: Callable[[], object]) -> None:
        """What `enter` would enter after all that was begun before; `key` tells it from what is entered otherwise."""
        self.begun = (*self.begun, key)
        self.plain = self.plain and self.changes == self._changes()
        if not self.plain:
            enter()
        elif self.begun in _KEPT:
            _write(_KEPT[self.begun])
        else:
            before = _rows()
            enter()
            now = _rows()
            if all(before[table] <= now[table] for table in before):  # it changed nothing that stood
                _KEPT[self.begun] = {table: now[table] - before[table] for table in now}
        self.changes = self._changes()

    def _changes(self) -> int:
        """How many rows this connection has written, ever."""
        return connection.connection.total_changes if connection.vendor == "sqlite" else -1


def _rows() -> Rows:
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(APART)]
        return {name: set(cursor.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}


def _write(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for name, values in rows.items():
            if values:
                places = ", ".join(["%s"] * len(next(iter(values))))
                statement = f'INSERT INTO "{name}" VALUES ({places})'
                cursor.executemany(statement, sorted(values, key=lambda row: str(row[0]).rjust(20)))
