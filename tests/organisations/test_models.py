from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from mercat.organisations.models import Domain, MembershipRole
from mercat.organisations.roles import Role
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory


def refused(name):
    return pytest.raises(IntegrityError, match=name)


def domain(organisation, at, host="strathbeg.example", method="operator"):
    return Domain.objects.create(
        organisation=organisation, host=host, method=method, verified_at=at
    )


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),  # summer time
        (datetime(2026, 12, 1, 23, 0, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_day_is_the_date_in_the_organisations_zone(moment, day):
    assert OrganisationFactory.build().day(moment) == day


def test_domain_verified_for_two_organisations_is_refused_by_the_database(db, at):
    domain(OrganisationFactory(), at)

    with pytest.raises(IntegrityError), transaction.atomic():
        domain(OrganisationFactory(), at)


def test_domain_may_be_claimed_by_two_until_one_is_verified(db, at):
    domain(OrganisationFactory(), None, method="")
    domain(OrganisationFactory(), at)

    assert Domain.objects.count() == 2


@pytest.mark.parametrize(("method", "verified"), [("", True), ("dns", False)])
def test_domain_verified_without_a_way_is_refused_by_the_database(db, at, method, verified):
    organisation = OrganisationFactory()

    with refused("domain_verified_somehow"), transaction.atomic():
        domain(organisation, at if verified else None, method=method)


def test_membership_with_oneself_as_manager_is_refused_by_the_database(db):
    person = PersonFactory()

    with refused("nobody_is_their_own_manager"), transaction.atomic():
        MembershipFactory(person=person, manager=person)


def test_membership_active_twice_in_one_organisation_is_refused_by_the_database(db):
    first = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(organisation=first.organisation, person=first.person)


def test_membership_may_begin_again_after_it_ended(db, at):
    first = MembershipFactory(ended_at=at)

    again = MembershipFactory(organisation=first.organisation, person=first.person)

    assert again.ended_at is None


def test_membership_keeps_its_member_when_the_manager_is_erased(db):
    manager = PersonFactory()
    membership = MembershipFactory(manager=manager)

    manager.delete()

    membership.refresh_from_db()
    assert membership.manager is None


def test_role_held_twice_is_refused_by_the_database(db):
    membership = MembershipFactory(roles=[Role.CLERK])

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipRole.objects.create(membership=membership, role=Role.CLERK)
