import pytest

from mercat.register import rules
from mercat.register.models import Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, ROLES

SEES = {"adviser", "keeper", "administrator", "auditor"}


@pytest.fixture
def account(council):
    return AccountFactory(organisation=council.organisation)


@pytest.mark.parametrize("part", ROLES)
def test_custodians_are_seen_by_these_parts(part, account, council):
    assert rules.can_see_custodians(council.members[part], account) is (part in SEES)


def test_custodians_are_seen_by_an_foi_officer(account, council):
    council.member.roles.create(role="foi_officer")

    assert rules.can_see_custodians(council.member, account) is True


@pytest.mark.parametrize(("until", "sees"), [(None, True), (NOW, False)])
def test_custodians_see_each_other_as_long_as_they_are(until, sees, account, council):
    Custodian.objects.create(
        account=account, person=council.member.person, level="owner", since=NOW, until=until
    )

    assert rules.can_see_custodians(council.member, account) is sees


def test_custodians_are_not_seen_from_another_organisation(account, outside):
    assert rules.can_see_custodians(outside.keeper, account) is False
