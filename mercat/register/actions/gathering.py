from datetime import datetime, timedelta

from django.db import connection, transaction

from mercat.register.models import Gathering, TouchedKey

KEPT_FOR = timedelta(days=7)  # whoever has not followed for so long begins anew


def gather(*, at: datetime) -> int:
    """Put together what has changed since the last time; returns the number of the latest.

    What another transaction has written and not committed yet comes with the next gathering, so
    whoever reads up to a gathering misses nothing.
    """
    with transaction.atomic():
        _alone()
        Gathering.objects.filter(at__lt=at - KEPT_FOR).delete()
        waiting = TouchedKey.objects.filter(gathering=None)
        if waiting.exists():
            waiting.update(gathering=Gathering.objects.create(at=at))
        latest = Gathering.objects.order_by("-pk").values_list("pk", flat=True).first()
    return latest or 0


def _alone() -> None:
    """Numbers are given out in the order in which gatherings become visible."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Gathering._meta.db_table} IN EXCLUSIVE MODE")
