from datetime import timedelta

import pytest

from mercat.passports.actions import certify
from mercat.passports.actions.certification import Said
from mercat.register import actions, queries
from mercat.register.checks import actions as checks
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory, OrganisationFactory
from tests.factories.council import NOW
from tests.register.asking import owned


def looked_after(council, *people, until=None):
    account = AccountFactory(organisation=council.organisation)
    for member in people:
        for level in ("owner", "administrator"):
            Custodian.objects.create(
                account=account, person=member.person, level=level, since=NOW, until=until
            )
    return account


def test_accounts_of_an_organisation_are_its_own(council, outside):
    ours = AccountFactory(organisation=council.organisation)
    AccountFactory(organisation=outside.organisation)

    assert list(queries.accounts_of(council.organisation)) == [ours]


def test_accounts_looked_after_by_a_person_stand_there_once(council):
    account = looked_after(council, council.applicant)

    found = queries.accounts_looked_after_by(council.applicant.person, council.organisation)

    assert list(found) == [account]


def test_accounts_looked_after_by_a_person_once_are_left_out(council):
    looked_after(council, council.applicant, until=NOW)

    found = queries.accounts_looked_after_by(council.applicant.person, council.organisation)

    assert list(found) == []


def test_custodians_of_an_account_are_those_of_today(council):
    account = looked_after(council, council.applicant)
    account.custodians.filter(level="owner").update(until=NOW)

    found = queries.custodians_of(account)

    assert [(each.person.name, each.level) for each in found] == [("Applicant", "administrator")]


def test_find_looks_in_one_organisation_alone(council, outside):
    theirs = AccountFactory(organisation=outside.organisation)

    found = [
        queries.find(each.organisation, platform=theirs.platform, key=theirs.key)
        for each in (council, outside)
    ]

    assert found == [None, theirs]


def test_publications_of_an_unverified_organisation_are_none(db):
    account = AccountFactory(organisation=OrganisationFactory())

    actions.publish(account=account, at=NOW)

    assert queries.publications().count() == 0
    assert queries.claims_on(platform=account.platform, key=account.key).count() == 0
    assert queries.public_list(account.organisation).count() == 0


def test_publications_end_when_the_domain_is_verified_no_longer(council):
    account = AccountFactory(organisation=council.organisation)
    actions.publish(account=account, at=NOW)
    before = queries.publications().count()

    council.organisation.domain_set.update(verified_at=None, method="")

    assert (before, queries.publications().count()) == (1, 0)


def test_claims_on_an_account_stand_in_the_order_of_their_publication(council, outside):
    first = AccountFactory(organisation=outside.organisation, key="facebook:ferries")
    second = AccountFactory(organisation=council.organisation, key="facebook:ferries")
    actions.publish(account=second, at=NOW)
    actions.publish(account=first, at=NOW - timedelta(days=1))

    found = queries.claims_on(platform="facebook", key="facebook:ferries")

    assert [claim.account for claim in found] == [first, second]


@pytest.mark.parametrize(
    ("status", "listed"),
    [
        ("active", 1), ("dormant", 1), ("paused", 1), ("closed_parked", 1), ("closed_released", 1),
        ("lost", 0), ("false", 0), ("own", 0), ("proposed", 0),
    ],
)  # fmt: skip
def test_public_list_shows_what_is_or_was_official(status, listed, council):
    account = AccountFactory(organisation=council.organisation, status=status)

    actions.publish(account=account, at=NOW)

    assert queries.public_list(council.organisation).count() == listed


@pytest.mark.parametrize(
    ("ago", "unconfirmed"),
    [(None, True), (timedelta(days=201), False), (timedelta(days=201, seconds=1), True)],
)
def test_is_unconfirmed_three_weeks_after_somebody_was_asked(ago, unconfirmed):
    account = Account(confirmed_at=NOW - ago if ago else None)

    assert queries.is_unconfirmed(account, at=NOW) is unconfirmed


def test_history_has_a_word_for_all_that_people_and_checks_do_to_an_account(council):
    account = owned(council)
    actions.hand_over(
        account=account,
        left=council.applicant.person,
        to=council.colleague.person,
        level="owner",
        reason="Left",
        by=council.keeper,
        at=NOW,
    )
    checks.attest(
        account=account, is_ours=True, saw_code=False, seen="Crest", by=council.adviser, at=NOW
    )
    checks.make_code(account=account, by=council.keeper, at=NOW)
    checks.name_page(account=account, url="", by=council.keeper, at=NOW)
    certify(said=[Said(account, "same")], by=council.keeper, at=NOW)

    told = queries.history_of(account)

    assert [str(each["title"]) for each in told] == [
        "Confirmed by somebody who looks after it",
        "The page of ours that links to it was named",
        "A code for its profile was made",
        "A colleague looked at it",
        "Handed over, as somebody left",
    ]
    assert "Crest" in told[3]["text"]
