import pytest

from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations import actions, queries
from mercat.organisations.models import MembershipRole
from mercat.organisations.roles import Role
from tests.common.together import together
from tests.factories import DepartmentFactory, MembershipFactory


def change(membership, at, **changed):
    given = {"department": None, "manager": None, "job_title": "", "roles": [], **changed}
    return actions.change_member(membership=membership, **given, by=None, at=at)


def roles_of(membership):
    return {held.role for held in membership.roles.all()}


def test_change_member_sets_all_four_and_records_opaque_facts(council, at):
    department = DepartmentFactory(organisation=council.organisation)

    changed = change(
        council.clerk,
        at,
        department=department,
        manager=council.manager.person,
        job_title="Officer",
        roles=[Role.CHAIR, Role.KEEPER],
    )

    event = Event.objects.latest("pk")
    changed.refresh_from_db()
    assert (changed.department, changed.job_title) == (department, "Officer")
    assert roles_of(changed) == {"chair", "keeper"}
    assert event.facts == {
        "roles": ["chair", "keeper"],
        "department": department.public_id,
        "manager": str(council.manager.person.audit_key),
    }


def test_change_member_who_left_or_manages_themselves_is_refused(council, at):
    actions.end_membership(membership=council.member, by=None, at=at)

    with pytest.raises(Refused, match="has ended"):
        change(council.member, at)
    with pytest.raises(Refused, match="own line manager"):
        change(council.clerk, at, manager=council.clerk.person)


def test_last_administrator_neither_stops_nor_leaves(council, at):
    for action in (
        lambda: change(council.administrator, at, roles=[Role.CLERK]),
        lambda: actions.end_membership(membership=council.administrator, by=None, at=at),
    ):
        with pytest.raises(Refused, match="Somebody has to be administrator"):
            action()

    assert roles_of(council.administrator) == {"administrator"}


def test_administrator_with_another_beside_may_stop(council, at):
    MembershipRole.objects.create(membership=council.clerk, role=Role.ADMINISTRATOR)

    change(council.administrator, at)

    assert roles_of(council.administrator) == set()


def test_two_last_administrators_who_stop_at_once_leave_one(flushable, council, at):
    MembershipRole.objects.create(membership=council.clerk, role=Role.ADMINISTRATOR)

    def stop(membership):
        try:
            change(membership, at)
        except Refused:
            return "stays"
        return "stopped"

    outcomes = together(lambda: stop(council.clerk), lambda: stop(council.administrator))

    assert sorted(outcomes) == ["stays", "stopped"]


def test_memberships_found_by_words_role_and_state(council, at):
    actions.end_membership(membership=council.member, by=None, at=at)

    def found(words="", role="", state=""):
        rows = queries.memberships_found(council.organisation, words=words, role=role, state=state)
        return sorted(row.person.name for row in rows)

    assert found(words="ADMIN strathbeg.example") == ["Administrator"]
    assert found(role="chair") == ["Chair"]
    assert found(state="left") == ["Member"]
    assert found(words="Member") == ["Panel Member"]
    assert found(words="nobody") == []


def test_has_other_membership(council, outside):
    MembershipFactory(organisation=outside.organisation, person=council.clerk.person)

    assert queries.has_other_membership(council.clerk) is True
    assert queries.has_other_membership(council.chair) is False
