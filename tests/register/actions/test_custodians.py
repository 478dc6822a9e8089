import pytest

from mercat.audit import queries as audit
from mercat.common.refusals import NotAllowed, Refused
from mercat.register import actions, queries
from mercat.register.models import Custodian
from tests.factories.council import NOW
from tests.register.asking import owned

Level = Custodian.Level


def add(account, member, level, by):
    return actions.add_custodian(
        account=account, person=member.person, level=level, reason="New here", by=by, at=NOW
    )


def parts(account):
    return [(each.person.name, each.level) for each in queries.custodians_of(account)]


def test_custodians_are_added_changed_and_ended(council):
    account = owned(council)
    publisher = add(account, council.colleague, Level.PUBLISHER, council.applicant)

    actions.change_custodian(
        custodian=publisher, level=Level.BACKUP, reason="Trained", by=council.keeper, at=NOW
    )
    assert parts(account)[1:] == [("Colleague", "backup")]

    backup = account.custodians.get(level="backup")
    actions.end_custodian(custodian=backup, reason="Moves", by=council.keeper, at=NOW)

    assert parts(account) == [("Applicant", "owner")]
    kept = account.custodians.filter(person=council.colleague.person).order_by("pk")
    assert [(each.level, each.reason, each.end_reason) for each in kept] == [
        ("publisher", "New here", "Trained"),
        ("backup", "Trained", "Moves"),
    ]
    verbs = [event.verb for event in audit.events_of(account)]
    assert verbs == [f"register.custodian.{verb}" for verb in ("added", "changed", "ended")]


def test_administrators_are_counted_once_each_and_while_they_work_here(council):
    account = owned(council)
    for level in (Level.ADMINISTRATOR, Level.BACKUP):
        add(account, council.colleague, level, council.keeper)
    council.member.ended_at = NOW
    council.member.save()
    account.custodians.create(person=council.member.person, level="backup", since=NOW)

    add(account, council.manager, Level.ADMINISTRATOR, council.keeper)

    account.refresh_from_db()
    assert account.administrator_count == 2


def test_owner_who_works_here_is_not_ended_without_a_new_one(council):
    account = owned(council)

    with pytest.raises(Refused):
        actions.end_custodian(
            custodian=account.custodians.get(), reason="Gone", by=council.keeper, at=NOW
        )


def test_owner_who_left_is_ended_and_the_next_one_is_named_at_once(council):
    account = owned(council)
    council.applicant.ended_at = NOW
    council.applicant.save()

    actions.end_custodian(
        custodian=account.custodians.get(), reason="Left", by=council.keeper, at=NOW
    )
    add(account, council.colleague, Level.OWNER, council.keeper)

    assert parts(account) == [("Colleague", "owner")]


def test_second_owner_is_refused(council):
    with pytest.raises(Refused):
        add(owned(council), council.colleague, Level.OWNER, council.keeper)


def test_custodian_who_is_that_already_is_refused(council):
    account = owned(council)
    add(account, council.colleague, Level.BACKUP, council.keeper)

    with pytest.raises(Refused):
        add(account, council.colleague, Level.BACKUP, council.keeper)


def test_custodian_from_elsewhere_is_refused(council, outside):
    with pytest.raises(Refused):
        add(owned(council), outside.member, Level.BACKUP, council.keeper)


def test_custodian_is_ended_once(council):
    account = owned(council)
    backup = add(account, council.colleague, Level.BACKUP, council.keeper)
    actions.end_custodian(custodian=backup, reason="Moves", by=council.keeper, at=NOW)

    with pytest.raises(Refused):
        actions.end_custodian(custodian=backup, reason="Moves", by=council.keeper, at=NOW)


@pytest.mark.parametrize("part", ["member", "chair", "adviser", "colleague", "auditor"])
def test_custodians_are_changed_by_keeper_and_owner_alone(part, council, outside):
    account = owned(council)

    for by in (council.members[part], outside.keeper):
        with pytest.raises(NotAllowed):
            add(account, council.manager, Level.BACKUP, by)
