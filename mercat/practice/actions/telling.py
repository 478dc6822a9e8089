from datetime import datetime, timedelta

from django.db import transaction

from mercat.practice import emails, queries
from mercat.practice.models import Follow

BATCH = 200


def tell_followers(*, at: datetime) -> int:
    """Once a day, one mail each: what changed of what they follow and may read."""
    before = at - timedelta(hours=20)
    due = Follow.objects.filter(by_mail=True, told_at__lt=before).order_by("person", "organisation")
    asked = due.values_list("person", "organisation").distinct()[:BATCH]
    return sum(_tell(person, organisation, at=at) for person, organisation in list(asked))


@transaction.atomic
def _tell(person: int, organisation: int, *, at: datetime) -> int:
    follows = list(
        Follow.objects.select_for_update(of=("self",))
        .filter(person=person, organisation=organisation, by_mail=True)
        .select_related("person", "organisation")
    )
    membership = queries.still_works(follows)
    pages = queries.news_of(membership, follows) if membership else []
    Follow.objects.filter(pk__in=[each.pk for each in follows]).update(told_at=at)
    if membership and pages:
        emails.queue_followed(membership, pages, at=at)
    return len(pages)
