from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mercat.audit import queries as audit
from mercat.common.refusals import Refused
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions, queries
from mercat.register.lifecycle import ANSWERS, Status
from mercat.register.models import Account, Custodian, Publication
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council

LATER = NOW + timedelta(days=90)
SINCE = date(2026, 12, 1)
SETTABLE = [status for status in Status if status not in {Status.FALSE, Status.OWN}]


def enter(council: Council, *, at: datetime = NOW, **changed: Any) -> Account:
    recognised = recognise(changed.pop("address", "facebook.com/StrathbegLibraries"))
    assert isinstance(recognised, Recognised)
    given = {
        "name": "Strathbeg Libraries",
        "department": council.department,
        "purpose": "Opening hours and events",
        "audience": "Families",
        "custodians": ((council.applicant.person, "owner"), (council.colleague.person, "backup")),
        **changed,
    }
    return actions.enter(
        organisation=council.organisation,
        recognised=recognised,
        particulars=actions.Particulars(**given),
        by=council.keeper.person,
        at=at,
    )


def custodians(account: Account) -> list[tuple[str, str, Any]]:
    rows = account.custodians.order_by("pk")
    return list(rows.values_list("person__name", "level", "until"))


def test_enter_puts_the_account_on_the_register(council):
    account = enter(council)

    assert (account.platform, account.key, account.handle) == (
        "facebook",
        "facebook:strathbeglibraries",
        "StrathbegLibraries",
    )
    assert (account.status, account.kind, account.since) == ("active", "page", date(2026, 11, 18))
    assert (account.opened_on, account.created_at, account.confirmed_at) == (
        date(2026, 11, 18),
        NOW,
        NOW,
    )
    assert (str(account.purpose), str(account.audience)) == ("Opening hours and events", "Families")


def test_enter_counts_the_day_where_the_organisation_is(council):
    account = enter(council, at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))

    assert (account.since, account.opened_on) == (date(2026, 7, 2), date(2026, 7, 2))


def test_enter_leaves_an_event_without_names(council):
    account = enter(council)

    event = audit.events_of(account).get()
    assert (event.verb, event.facts) == (
        "register.account.entered",
        {"platform": "facebook", "status": "active"},
    )
    assert event.person_key == council.keeper.person.audit_key


def test_enter_twice_renews_the_same_account(council):
    first = enter(council)

    second = enter(
        council, at=LATER, address="m.facebook.com/strathbeglibraries/", name="Libraries"
    )

    assert second == first
    assert (second.name, second.confirmed_at) == ("Libraries", LATER)
    assert (second.opened_on, second.created_at) == (first.opened_on, NOW)
    assert (Account.objects.count(), Publication.objects.get().name) == (1, "Libraries")


def test_enter_twice_names_each_custodian_once(council):
    enter(council)

    account = enter(council, at=LATER)

    assert custodians(account) == [("Applicant", "owner", None), ("Colleague", "backup", None)]


def test_enter_again_adds_whoever_is_new_and_keeps_the_others(council):
    enter(council)

    account = enter(council, at=LATER, custodians=((council.member.person, "backup"),))

    assert custodians(account) == [
        ("Applicant", "owner", None),
        ("Colleague", "backup", None),
        ("Member", "backup", None),
    ]


def test_enter_again_keeps_the_history_of_a_custodian_who_had_stopped(council):
    account = enter(council)
    account.custodians.filter(level="backup").update(until=NOW + timedelta(days=1))

    enter(council, at=LATER)

    assert custodians(account) == [
        ("Applicant", "owner", None),
        ("Colleague", "backup", NOW + timedelta(days=1)),
        ("Colleague", "backup", None),
    ]
    assert Custodian.objects.latest("pk").since == LATER


def test_enter_opens_a_closed_account_again(council):
    account = enter(council)
    set_status(account, council, Status.CLOSED_PARKED)

    account = enter(council, at=LATER)

    assert (account.status, account.closed_on) == ("active", None)
    assert Publication.objects.get().answer == "official"


def test_enter_lets_another_organisation_hold_the_same(council, outside):
    ours, theirs = enter(council), enter(outside)

    assert (ours.key, ours.pk != theirs.pk) == (theirs.key, True)
    assert [said.organisation for said in Publication.objects.order_by("pk")] == [
        council.organisation,
        outside.organisation,
    ]


def test_enter_without_a_department_publishes_without_one(council):
    enter(council, department=None)

    assert str(Publication.objects.get().department_name) == ""


def set_status(account: Account, council: Council, status: Status, since: date = SINCE) -> Account:
    return actions.set_status(
        account=account, status=status, since=since, by=council.keeper.person, at=LATER
    )


@pytest.mark.parametrize("status", SETTABLE)
def test_set_status_changes_what_the_public_sees(status, council):
    account = enter(council)

    account = set_status(account, council, status)

    said = Publication.objects.filter(account=account).values_list("answer", "since")
    answer = ANSWERS[status]
    assert list(said) == ([] if answer == "not_registered" else [(answer, SINCE)])
    assert (account.status, account.since) == (status, SINCE)


@pytest.mark.parametrize("status", SETTABLE)
def test_set_status_closes_and_opens_the_account(status, council):
    account = enter(council)
    set_status(account, council, Status.CLOSED_RELEASED)

    account = set_status(account, council, status, date(2027, 1, 1))

    closed = status in {Status.CLOSED_PARKED, Status.CLOSED_RELEASED}
    assert account.closed_on == (date(2027, 1, 1) if closed else None)


@pytest.mark.parametrize("status", [Status.FALSE, Status.OWN])
def test_set_status_that_needs_more_steps_is_refused(status, council):
    account = enter(council)

    with pytest.raises(Refused) as refusal:
        set_status(account, council, status)

    account.refresh_from_db()
    assert refusal.value.sentence == (
        "This status needs steps of its own: evidence, or the owner's word."
    )
    assert (account.status, audit.events_of(account).count()) == ("active", 1)


def test_set_status_leaves_an_event_with_old_and_new(council):
    account = enter(council)

    set_status(account, council, Status.LOST)

    event = audit.events_of(account).last()
    assert (event.verb, event.facts) == (
        "register.account.status_set",
        {"old": "active", "new": "lost", "since": "2026-12-01"},
    )


def test_publish_copies_what_was_agreed_and_nothing_private(council):
    account = enter(council)

    said = Publication.objects.values().get()

    assert said["organisation_id"] == council.organisation.pk
    assert (said["name"], said["url"], str(said["purpose"])) == (
        account.name,
        account.url,
        "Opening hours and events",
    )
    assert [value for value in said.values() if "Families" in str(value)] == []


def test_publish_waits_for_the_next_publication_after_an_edit(council):
    account = enter(council)
    account.name = "A name that nobody has agreed"
    account.save()
    before = Publication.objects.get().name

    actions.publish(account=account, at=LATER)

    assert (before, Publication.objects.get().name) == (
        "Strathbeg Libraries",
        "A name that nobody has agreed",
    )


def test_publish_takes_a_proposed_account_back(council):
    account = AccountFactory(organisation=council.organisation, status=Status.PROPOSED)
    Publication.objects.create(
        account=account,
        organisation=council.organisation,
        platform=account.platform,
        key=account.key,
        answer="official",
        since=SINCE,
        published_at=NOW,
    )

    actions.publish(account=account, at=LATER)

    assert Publication.objects.count() == 0
    assert queries.publications().count() == 0
