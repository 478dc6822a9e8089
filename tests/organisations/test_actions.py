import pytest

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations import actions, queries
from mercat.organisations.models import Domain, Membership
from mercat.organisations.roles import Role
from tests.common.together import together
from tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)


def recorded():
    return list(Event.objects.order_by("pk").values_list("verb", "facts"))


def verify(organisation, at, host="strathbeg.example"):
    return actions.verify_domain(
        organisation=organisation, host=host, method="operator", by=None, at=at
    )


def add_member(organisation, person, at, **changed):
    given = {"department": None, "manager": None, "job_title": "Archivist", "roles": [], **changed}
    return actions.add_member(organisation=organisation, person=person, **given, by=None, at=at)


def end(membership, at):
    return actions.end_membership(membership=membership, by=None, at=at)


def test_create_organisation_begins_its_chain(db, at):
    organisation = actions.create(
        name="Strathbeg Council", slug="strathbeg", nation="scotland", by=None, at=at
    )

    event = Event.objects.get()
    assert (str(organisation), organisation.nation) == ("Strathbeg Council", "scotland")
    assert (event.verb, event.organisation_id, event.sequence) == (
        "organisations.organisation.created",
        organisation.public_id,
        1,
    )


def test_verify_domain_lets_the_organisation_publish(db, at):
    organisation = OrganisationFactory()

    domain = verify(organisation, at)

    assert (domain.host, domain.method, domain.verified_at) == ("strathbeg.example", "operator", at)
    assert list(queries.publishing_organisations()) == [organisation]
    assert recorded() == [
        ("organisations.domain.verified", {"host": "strathbeg.example", "method": "operator"})
    ]


@pytest.mark.parametrize("host", ["strathbeg.example", "Strathbeg.EXAMPLE", " strathbeg.example. "])
def test_verify_domain_of_another_organisation_is_refused(db, at, host):
    owner, other = OrganisationFactory(), OrganisationFactory()
    verify(owner, at)

    with pytest.raises(Refused, match="belongs to another organisation here"):
        verify(other, at, host=host)

    assert list(queries.publishing_organisations()) == [owner]


def test_verify_domain_again_keeps_one_row(db, at):
    organisation = OrganisationFactory()
    verify(organisation, at)

    verify(organisation, at, host="STRATHBEG.example")

    assert Domain.objects.count() == 1


def test_verify_domain_that_another_only_claimed_is_allowed(db, at):
    OrganisationFactory().domain_set.create(host="strathbeg.example")

    domain = verify(OrganisationFactory(), at)

    assert domain.verified_at == at


def test_add_department_under_its_parent(db, at):
    parent = DepartmentFactory(name="Culture")

    child = actions.add_department(
        organisation=parent.organisation, name="Archives", parent=parent, by=None, at=at
    )

    assert (str(child), child.parent) == ("Archives", parent)
    assert recorded() == [("organisations.department.added", {})]


def test_add_member_with_roles(db, at):
    organisation, manager = OrganisationFactory(), PersonFactory()

    membership = add_member(
        organisation, PersonFactory(), at, manager=manager, roles=[Role.KEEPER, Role.CLERK]
    )

    assert (membership.manager, membership.started_at, membership.ended_at) == (manager, at, None)
    assert {held.role for held in membership.roles.all()} == {"clerk", "keeper"}
    assert recorded() == [("organisations.membership.started", {"roles": ["clerk", "keeper"]})]


def test_add_member_who_left_before_can_sign_in_again(db, at):
    left = MembershipFactory()
    end(left, at)

    left.person.refresh_from_db()
    membership = add_member(left.organisation, left.person, at)

    left.person.refresh_from_db()
    assert left.person.is_active is True
    assert list(queries.active_members(left.organisation)) == [membership]


def test_end_membership_the_last_ends_sign_in(db, at):
    membership = MembershipFactory()

    end(membership, at)

    membership.person.refresh_from_db()
    assert (Membership.objects.get().ended_at, membership.person.is_active) == (at, False)
    assert recorded() == [("organisations.membership.ended", {})]


def test_end_membership_of_two_keeps_sign_in_until_the_second(db, at):
    person = PersonFactory()
    first, second = MembershipFactory(person=person), MembershipFactory(person=person)
    active = []

    for membership in (first, second):
        end(membership, at)
        person.refresh_from_db()
        active.append(person.is_active)

    assert active == [True, False]


def test_end_membership_twice_keeps_the_first_day_and_one_event(db, at):
    membership = MembershipFactory()
    end(membership, at)

    again = end(membership, at.replace(day=20))

    assert again.ended_at == at
    assert len(recorded()) == 1


def test_end_membership_of_both_at_once_ends_sign_in(flushable, at):
    person = PersonFactory()
    first, second = MembershipFactory(person=person), MembershipFactory(person=person)

    together(lambda: end(first, at), lambda: end(second, at))

    person.refresh_from_db()
    assert person.is_active is False
    assert list(audit.faults()) == []
