"""Publications of as many accounts as asked for, written by the database."""

from django.db import connection

from bench.register import filling
from mercat.register.models import Publication


def fill(scene: filling.Scene, *, first: int, last: int) -> None:
    filling.fill(scene, first=first, last=last)
    own = {
        "account_id": "a.id",
        **{name: f"a.{name}" for name in ("platform", "key", "handle", "url", "name")},
    }
    columns = [f.column for f in Publication._meta.local_concrete_fields if not f.primary_key]
    values = ", ".join(own.get(each, f't."{each}"') for each in columns)
    names = ", ".join(f'"{each}"' for each in columns)
    with connection.cursor() as cursor:
        # S608: columns of our own model.
        cursor.execute(
            f"INSERT INTO register_publication ({names}) SELECT {values} "  # noqa: S608
            "FROM register_account a JOIN register_publication t "
            f"ON t.account_id = {scene.model.pk} "
            "WHERE NOT EXISTS (SELECT 1 FROM register_publication p WHERE p.account_id = a.id)"
        )
        cursor.execute("ANALYZE")
