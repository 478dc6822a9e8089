from datetime import date

import pytest

from mercat.common.refusals import NotAllowed, Refused
from mercat.lookup import queries as lookup
from mercat.platforms import recognise
from mercat.register import actions
from mercat.register.models import Alias
from tests.factories import AccountFactory
from tests.factories.council import NOW
from tests.register.asking import owned

NUMBER = "facebook.com/profile.php?id=100064123456789"


def add(account, by, address=NUMBER, kind="same", until=None):
    return actions.add_alias(
        account=account,
        recognised=recognise(address),
        kind=Alias.Kind(kind),
        until=until,
        how="Opened it: our page",
        by=by,
        at=NOW,
    )


def look_up(address):
    return lookup.look_up(address, at=NOW)


def test_number_of_an_account_answers_as_the_account(council):
    add(owned(council), council.keeper)

    found = look_up(NUMBER)

    assert (found.answer, found.claims[0].publication.name) == ("official", "Strathbeg Libraries")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("active", "was_official"),
        ("closed_parked", "was_official"),
        ("lost", "not_registered"),
        ("proposed", "not_registered"),
    ],
)
def test_former_name_was_official_at_most(status, answer, council):
    account = owned(council, status=status)
    add(account, council.keeper, "facebook.com/oldlibs", "former", date(2025, 1, 31))

    assert look_up("facebook.com/oldlibs").answer == answer


def test_alias_of_an_organisation_that_may_not_publish_says_nothing(council):
    add(owned(council), council.keeper)
    council.organisation.domain_set.update(verified_at=None, method="")

    assert look_up(NUMBER).answer == "not_registered"


def test_alias_taken_off_says_nothing(council):
    alias = add(owned(council), council.keeper)

    actions.remove_alias(alias=alias, by=council.keeper, at=NOW)

    assert look_up(NUMBER).answer == "not_registered"


def test_alias_that_is_an_account_of_the_register_is_refused(council):
    account = owned(council)
    AccountFactory(organisation=council.organisation, key=recognise(NUMBER).key)

    with pytest.raises(Refused):
        add(account, council.keeper)


@pytest.mark.parametrize("address", ["instagram.com/strathlibs", "facebook.com/strathlibs"])
def test_alias_elsewhere_or_of_itself_is_refused(address, council):
    with pytest.raises(Refused):
        add(owned(council), council.keeper, address)


def test_alias_twice_is_refused(council):
    account = owned(council)
    add(account, council.keeper)

    with pytest.raises(Refused):
        add(account, council.keeper)


@pytest.mark.parametrize("part", ["applicant", "chair", "member", "auditor"])
def test_aliases_are_the_keepers(part, council, outside):
    account = owned(council)

    for by in (council.members[part], outside.keeper):
        with pytest.raises(NotAllowed):
            add(account, by)
