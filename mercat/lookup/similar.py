"""Official accounts whose name is like one that is on no register."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from mercat.lookup.models import Likeness
from mercat.platforms import Account
from mercat.platforms import resemblance as names
from mercat.register import queries as register
from mercat.register.lifecycle import Answer
from mercat.register.models import Publication

MOST, READ = 3, 100
NEAREST = list(names.Likeness)


@dataclass(frozen=True, slots=True)
class Similar:
    publication: Publication
    likeness: names.Likeness

    def as_json(self) -> dict[str, Any]:
        said = self.publication
        return {
            "likeness": str(self.likeness),
            "organisation": str(said.organisation.name),
            "name": said.name,
            "platform": said.platform,
            "handle": said.handle,
            "page": settings.SITE_URL + reverse("lookup:account", args=[said.account.public_id]),
        }


def similar_to(account: Account) -> tuple[Similar, ...]:
    """At most two statements, and none that reads the register through."""
    if account.stable:
        return ()
    shapes = names.asked(account.handle)
    rows = Likeness.objects.filter(shape__in=list(shapes)) if shapes else Likeness.objects.none()
    found: dict[tuple[str, str], names.Likeness] = {}
    for platform, key, handle in rows.values_list("platform", "key", "handle")[:READ]:
        how = names.likeness(account.handle, handle)
        elsewhere = platform != account.platform
        if how is None or (elsewhere and how != names.Likeness.LETTERS) or key == account.key:
            continue
        found[platform, key] = how
    order = sorted(found, key=lambda at: (at[0] != account.platform, NEAREST.index(found[at]), at))
    return _official(order[: MOST * 2], found)


def _official(
    order: list[tuple[str, str]], found: dict[tuple[str, str], names.Likeness]
) -> tuple[Similar, ...]:
    if not order:
        return ()
    wanted = Q()
    for platform, key in order:
        wanted |= Q(platform=platform, key=key)
    said = register.publications().filter(wanted, answer=Answer.OFFICIAL)
    nearest = sorted(said, key=lambda each: (order.index((each.platform, each.key)), each.pk))
    return tuple(Similar(each, found[each.platform, each.key]) for each in nearest[:MOST])
