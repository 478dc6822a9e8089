"""One line of a test makes one thing; nothing is made that the line does not name."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from mercat.home.models import Complaint, Hold, Review
from mercat.organisations.models import (
    Department,
    Domain,
    Invitation,
    Membership,
    MembershipRole,
    Organisation,
)
from mercat.people.models import Person
from mercat.register.models import Account, Import, ImportRow

LONG_AGO = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long password"


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@strathbeg.example")
    password = factory.django.Password(PASSWORD)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """With `verified=True`, its domain is verified too, so that it may publish."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"council-{n}")
    name = factory.LazyAttribute(lambda made: made.slug.title())
    nation = "scotland"

    @factory.post_generation
    def verified(self: Any, create: bool, wanted: bool | None, **_: Any) -> None:
        if wanted:
            Domain.objects.create(
                organisation=self,
                host=f"{self.slug}.example",
                method="operator",
                verified_at=LONG_AGO,
            )


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Department {n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    job_title = "Officer"
    started_at = LONG_AGO

    @factory.post_generation
    def roles(self: Any, create: bool, wanted: list[str] | None, **_: Any) -> None:
        for role in wanted or []:
            MembershipRole.objects.create(membership=self, role=role)


class InvitationFactory(DjangoModelFactory[Invitation]):
    """Without its mail: `actions.invite` sends that."""

    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"invited{n}@strathbeg.example")
    invited_at = LONG_AGO


class AccountFactory(DjangoModelFactory[Account]):
    """On the register, in use, not published: `register.publish` does that."""

    class Meta:
        model = Account

    organisation = factory.SubFactory(OrganisationFactory)
    platform = "facebook"
    handle = factory.Sequence(lambda n: f"Strathbeg{n}")
    key = factory.LazyAttribute(lambda made: f"facebook:{made.handle.lower()}")
    url = factory.LazyAttribute(lambda made: f"https://www.facebook.com/{made.handle}")
    name = factory.LazyAttribute(lambda made: made.handle)
    status = "active"
    since = date(2026, 6, 1)
    created_at = LONG_AGO
    confirmed_at = LONG_AGO


class HoldFactory(DjangoModelFactory[Hold]):
    """On everything of the organisation."""

    class Meta:
        model = Hold

    organisation = factory.SubFactory(OrganisationFactory)
    about = "organisation"
    reason = "foi"
    placed_by = factory.SubFactory(PersonFactory)
    placed_at = LONG_AGO


class ReviewFactory(DjangoModelFactory[Review]):
    """Of somebody who left, unless the line says otherwise; the thing itself is not made."""

    class Meta:
        model = Review

    organisation = factory.SubFactory(OrganisationFactory)
    rule = "people_who_left"
    subject = factory.Sequence(lambda n: n + 1_000_000)
    put_up_at = LONG_AGO


class ComplaintFactory(DjangoModelFactory[Complaint]):
    """Received and not answered; without its mails."""

    class Meta:
        model = Complaint

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Jean Moncrieff"
    email = "jean@moncrieff.example"
    text = "You kept my name."
    received_at = LONG_AGO
    due_on = date(2026, 7, 1)


class ImportFactory(DjangoModelFactory[Import]):
    """A list of one row that was entered long ago."""

    class Meta:
        model = Import
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    state = "applied"
    file_name = "accounts.csv"
    file_sha256 = "0" * 64
    counts = {"not_an_account": 1}
    created_at = LONG_AGO
    applied_at = LONG_AGO

    @factory.post_generation
    def row(self: Any, create: bool, wanted: Any, **_: Any) -> None:
        ImportRow.objects.create(source=self, number=1, outcome="not_an_account", reason="empty")
