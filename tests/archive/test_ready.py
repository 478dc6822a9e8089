"""What is read for many pages together makes the pages that the views make one by one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.archive.export import addresses
from mercat.archive.export.editions import Edition
from mercat.archive.export.rendering import Site
from mercat.register.lifecycle import ANSWERS, Answer
from mercat.register.models import Alias
from tests.lookup.claims import claimed, published

READY = [kind for kind in addresses.KINDS if kind.ready]


@pytest.fixture
def register(council, outside):
    """Accounts with everything that their pages can say."""
    for status, answer in ANSWERS.items():
        if answer != Answer.NOT_REGISTERED:
            published(council.organisation, name=f"It is {status}", status=status)
    for passport in ("active", "suspended", "expired"):
        claimed(
            council.organisation,
            passport=passport,
            unconfirmed=passport == "expired",
            status="active",
        )
    twice = published(outside.organisation, name="Twice")
    Alias.objects.create(
        account=published(outside.organisation, name="Renamed"),
        kind=Alias.Kind.FORMER,
        platform=twice.platform,
        key=twice.publication.key,
        handle=twice.handle,
        url=twice.publication.url,
        until=timezone.now().date() - timedelta(days=3),
        how="Seen",
        checked_by=outside.keeper.person,
        checked_at=timezone.now(),
    )


@pytest.mark.parametrize("kind", READY, ids=lambda kind: kind.name)
def test_a_page_made_ready_is_the_page_of_its_view(kind, register, django_assert_num_queries):
    site, found = Site(Edition("en")), {}
    for path, each, arguments in addresses.all_addresses(None):
        if each is kind:
            found[path] = arguments
    ready = kind.ready(list(found.values()))
    assert len(found) == len(ready) > 8
    for path, arguments in found.items():
        with site.asked(path) as (pieces, media):
            content = b"".join(pieces)
        with (
            django_assert_num_queries(0),
            site.asked(path, ready=ready[tuple(arguments)]) as (pieces, kind_of),
        ):
            assert b"".join(pieces) == content, path
        assert kind_of == media
