"""PostgreSQL as this site uses it (settings' ENGINE): transactions take turns, as they do on SQLite.

Every act is one short transaction that reads what stands, checks the rule and writes, with its entry on the trail, which
has one end. In turns no two acts see half of each other, and none waits for what another holds the other way round. Reading
a page is no transaction and waits for nobody.
"""

from django.db.backends.postgresql import base

TURN = 0x5EED  # any number, the same in every process


class DatabaseWrapper(base.DatabaseWrapper):
    def set_autocommit(self, autocommit, force_begin_transaction_with_broken_autocommit=False):
        """Django turns it off where a transaction begins; the turn is held until that ends."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            try:
                self._wait_for_turn()
            except BaseException:
                self.close()
                raise

    def _wait_for_turn(self) -> None:
        with self.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
