from datetime import timedelta

import pytest

from mercat.organisations import queries
from mercat.organisations.roles import Role
from tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)


@pytest.fixture
def organisation(db):
    return OrganisationFactory()


def department(organisation, name, parent=None):
    return DepartmentFactory(organisation=organisation, name=name, parent=parent)


def test_department_tree_has_parents_first_and_names_in_order(organisation):
    places = department(organisation, "Places")
    culture = department(organisation, "culture")
    department(organisation, "Roads", places)
    libraries = department(organisation, "Libraries", culture)
    department(organisation, "archives", culture)
    department(organisation, "Mobile", libraries)
    department(organisation, "Bridges", places)

    tree = queries.department_tree(organisation)

    assert [(str(branch.department), branch.depth) for branch in tree] == [
        ("culture", 0),
        ("archives", 1),
        ("Libraries", 1),
        ("Mobile", 2),
        ("Places", 0),
        ("Bridges", 1),
        ("Roads", 1),
    ]


def test_department_tree_costs_one_query(organisation, django_assert_num_queries):
    for name in ("Archives", "Libraries", "Museums"):
        department(organisation, name, department(organisation, f"Head of {name}"))

    with django_assert_num_queries(1):
        tree = queries.department_tree(organisation)

    assert len(tree) == 6


def test_department_tree_is_of_one_organisation(organisation):
    department(OrganisationFactory(), "Elsewhere")

    assert queries.department_tree(organisation) == []


def test_active_memberships_are_the_persons_own_the_oldest_first(organisation, at):
    person = PersonFactory()
    later = MembershipFactory(person=person, started_at=at)
    earlier = MembershipFactory(person=person, started_at=at - timedelta(days=1))
    MembershipFactory(person=person, ended_at=at)
    MembershipFactory()

    assert list(queries.active_memberships(person)) == [earlier, later]


def test_active_memberships_cost_two_queries_with_their_roles(
    organisation, django_assert_num_queries
):
    person = PersonFactory()
    for _ in range(3):
        MembershipFactory(person=person, roles=[Role.CLERK, Role.CHAIR])

    with django_assert_num_queries(2):
        held = [
            (str(each.organisation), str(each.manager), len(each.roles.all()))
            for each in queries.active_memberships(person)
        ]

    assert len(held) == 3


def test_active_members_are_neither_ended_nor_inactive_nor_of_others(organisation, at):
    member = MembershipFactory(organisation=organisation)
    MembershipFactory(organisation=organisation, ended_at=at)
    MembershipFactory(organisation=organisation, person__is_active=False)
    MembershipFactory()

    assert list(queries.active_members(organisation)) == [member]


def test_members_with_role_are_named_once_each(organisation):
    both = MembershipFactory(organisation=organisation, roles=[Role.CLERK, Role.CHAIR])
    MembershipFactory(organisation=organisation, roles=[Role.KEEPER])
    MembershipFactory(organisation=organisation)
    MembershipFactory(roles=[Role.CLERK])

    found = queries.members_with_role(organisation, Role.CLERK, Role.CHAIR)

    assert list(found) == [both]


def test_member_by_email_ignores_capitals_and_spaces(organisation):
    member = MembershipFactory(organisation=organisation, person__email="ailsa@strathbeg.example")

    assert queries.member_by_email(organisation, " AILSA@strathbeg.example ") == member


def test_member_by_email_of_another_organisation_is_none(organisation):
    MembershipFactory(person__email="ailsa@strathbeg.example")

    assert queries.member_by_email(organisation, "ailsa@strathbeg.example") is None


def test_membership_of_a_person_here(organisation):
    person = PersonFactory()
    MembershipFactory(person=person)
    here = MembershipFactory(organisation=organisation, person=person)

    assert queries.membership_of(organisation, person) == here


def test_person_by_audit_key_is_found_until_they_leave(organisation, at):
    here = MembershipFactory(organisation=organisation)
    left = MembershipFactory(organisation=organisation, ended_at=at)

    found = [
        queries.person_by_audit_key(organisation, each.person.audit_key) for each in (here, left)
    ]

    assert found == [here, None]


def test_publishing_organisations_have_a_verified_domain(db):
    verified = OrganisationFactory(verified=True)
    OrganisationFactory().domain_set.create(host="claimed.example")

    assert list(queries.publishing_organisations()) == [verified]


def test_publishing_organisations_with_two_domains_are_there_once(db, at):
    organisation = OrganisationFactory(verified=True)
    organisation.domain_set.create(host="second.example", method="dns", verified_at=at)

    assert list(queries.publishing_organisations()) == [organisation]
