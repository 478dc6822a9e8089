import pytest

from mercat.common.refusals import NotAllowed
from mercat.organisations import queries, rules
from mercat.organisations.roles import Role
from tests.factories import MembershipFactory


@pytest.mark.parametrize(
    ("held", "wanted", "expected"),
    [
        ([Role.CLERK], [Role.CLERK], True),
        ([Role.CLERK, Role.KEEPER], [Role.CHAIR, Role.KEEPER], True),
        ([Role.CLERK], [Role.CHAIR], False),
        ([], [Role.CLERK], False),
        ([Role.ADMINISTRATOR], [Role.CLERK], False),
        ([Role.CLERK], [], False),
    ],
)
def test_has_role(db, held, wanted, expected):
    assert rules.has_role(MembershipFactory(roles=held), wanted) is expected


def test_check_role_held_lets_pass(db):
    membership = MembershipFactory(roles=[Role.KEEPER])

    assert rules.check_role(membership, [Role.KEEPER]) is None


def test_check_role_not_held_says_for_whom_it_is(db):
    with pytest.raises(NotAllowed) as refusal:
        rules.check_role(MembershipFactory(), [Role.CLERK, Role.CHAIR])

    assert str(refusal.value) == (
        "This is for: Clerk to the panel or Chair of the panel. "
        "Ask an administrator if it should be for you."
    )


def test_has_role_of_the_current_membership_costs_no_query(db, django_assert_num_queries):
    person = MembershipFactory(roles=[Role.CLERK]).person
    (membership,) = queries.active_memberships(person)

    with django_assert_num_queries(0):
        held = rules.has_role(membership, [Role.CLERK])

    assert held is True
