"""The database as it is at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "backup"


@contextmanager
def snapshot() -> Iterator[str]:
    """The name of a connection of its own on which every read sees the same moment."""
    connection = connections[DEFAULT_DB_ALIAS].copy(alias=ALIAS)
    on_sqlite = connection.vendor == "sqlite"
    if on_sqlite:  # reads alone, so that it takes no turn from those who write
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    else:
        connection.settings_dict["OPTIONS"].pop("pool", None)
    connections[ALIAS] = connection
    try:
        with transaction.atomic(using=ALIAS):
            with connection.cursor() as cursor:
                if not on_sqlite:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT 1 FROM django_migrations")  # the moment is now
            yield ALIAS
    finally:
        connection.close()
        del connections[ALIAS]
