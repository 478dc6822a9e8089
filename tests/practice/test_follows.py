"""Following is kept once for each thing, whichever database keeps it."""

import pytest
from django.db import IntegrityError, transaction

from mercat.practice.models import Follow, Tag
from tests.factories.council import NOW
from tests.practice.written import published


@pytest.mark.parametrize("thing", ["page", "tag", "of"])
def test_the_same_thing_cannot_be_followed_twice(thing, council):
    things = {
        "page": published(council.member),
        "tag": Tag.objects.create(name="Libraries", key="libraries"),
        "of": council.organisation,
    }
    member = council.member
    given = {"person": member.person, "organisation": member.organisation}
    given |= {thing: things[thing], "since": NOW, "told_at": NOW}
    Follow.objects.create(**given)

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(**given)
