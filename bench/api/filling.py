"""Published accounts, as many as asked for."""

from django.db import connection

from bench.register import filling
from mercat.register.models import Publication

COPIED = ("platform", "key", "handle", "url", "name", "purpose", "since", "confirmed_at")


def fill(scene: filling.Scene, *, first: int, last: int) -> None:
    filling.fill(scene, first=first, last=last)
    columns = [f.column for f in Publication._meta.local_concrete_fields if not f.primary_key]
    own = {"account_id": "a.id", "organisation_id": "a.organisation_id"}
    like = [column for column in columns if column not in own and column not in COPIED]
    values = [own.get(c) or (f'a."{c}"' if c in COPIED else f'p."{c}"') for c in columns]
    assert set(like) == {"answer", "department_name", "published_at"}
    names = ", ".join(f'"{each}"' for each in columns)
    with connection.cursor() as cursor:
        cursor.execute(  # S608: columns of our own model and whole numbers
            f"INSERT INTO register_publication ({names}) SELECT {', '.join(values)} "  # noqa: S608
            "FROM register_account a, register_publication p "
            f"WHERE p.account_id = {scene.model.pk} AND a.id NOT IN "
            "(SELECT account_id FROM register_publication)"
        )
        cursor.execute("ANALYZE")
