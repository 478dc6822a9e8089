from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from mercat.lookup.models import Follower, Likeness
from mercat.platforms.resemblance import shapes
from mercat.register import actions as register
from mercat.register import queries
from mercat.register.queries import Place

AT_ONCE = 1000
NAME = "likeness"


def follow_likeness(*, at: datetime) -> int:
    """Keep the shapes of official names as the register is now; returns how many changed.

    Whoever asks reads the register itself of what is found here, so being late does no harm.
    """
    gathering = register.gather(at=at)
    last = Follower.objects.filter(name=NAME).first()
    if last is None or last.at < at - register.KEPT_FOR:
        Likeness.objects.all().delete()
        places = queries.all_places()
    else:
        places = queries.touched_since(last.gathering, to=gathering).iterator()
    count = sum(_renew(some) for some in _in_steps(places))
    Follower.objects.update_or_create(name=NAME, defaults={"gathering": gathering, "at": at})
    return count


def _in_steps(places: Iterable[Place]) -> Iterator[list[Place]]:
    rest = iter(places)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _renew(places: list[Place]) -> int:
    with transaction.atomic():
        for platform in sorted({each for each, _ in places}):
            keys = [key for each, key in places if each == platform]
            Likeness.objects.filter(platform=platform, key__in=keys).delete()
        Likeness.objects.bulk_create(
            [
                Likeness(platform=platform, key=key, handle=handle, shape=shape)
                for platform, key, handle in queries.official_names(places)
                for shape in sorted(shapes(handle))
            ],
            ignore_conflicts=True,  # two organisations may claim one account
        )
    return len(places)
