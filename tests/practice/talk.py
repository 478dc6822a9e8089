"""What the tests of comments, mentions and notices share."""

from datetime import timedelta

from django.urls import reverse

from mercat.common.models import OutboxMail
from mercat.practice import actions, queries
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.council import NOW

MINUTES = timedelta(minutes=2)
DAY = timedelta(days=1)


def address(name, *args):
    return reverse(f"practice:{name}", args=args)


def said(page, by, text="Who answers on Sundays?", at=NOW, **more):
    return actions.comment(page=page, text=text, by=by, at=at, **more)


def under(client, page):
    return client.get(address("page", page.public_id)).content.decode()


def mails(kind):
    return sorted(
        OutboxMail.objects.filter(purpose=f"practice/{kind}").values_list("to", flat=True)
    )


def kinds(member):
    return [each.kind for each in queries.notices_of(member).order_by("pk")]


def named(name, council, **more):
    person = PersonFactory(name=name, **more)
    return MembershipFactory(organisation=council.organisation, person=person)
