from datetime import date

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.lookup import queries as lookup
from mercat.register import actions, queries
from mercat.register.lifecycle import Kind
from mercat.register.models import Publication
from tests.factories import AccountFactory
from tests.factories.council import NOW
from tests.register.asking import owned, propose, status

RENAMED = {
    "key": "facebook:strathlibraries",
    "handle": "StrathLibraries",
    "url": "https://www.facebook.com/StrathLibraries",
}
OLD, NEW = "facebook.com/strathlibs", "facebook.com/strathlibraries"


def answers(*addresses):
    return [lookup.look_up(each, at=NOW).answer for each in addresses]


def test_change_of_name_leaves_the_published_one_until_it_is_agreed(council):
    account = owned(council)

    change = propose(account, Kind.ADDRESS, RENAMED, by=council.applicant)
    assert answers(OLD, NEW) == ["official", "not_registered"]

    actions.agree(change=change, by=council.keeper, at=NOW)
    assert answers(OLD, NEW) == ["was_official", "official"]


def test_former_name_says_that_it_may_be_somebody_elses(council):
    account = owned(council)
    change = propose(account, Kind.ADDRESS, RENAMED, by=council.keeper)
    actions.agree(change=change, by=council.chair, at=NOW)

    claim = lookup.look_up(OLD, at=NOW).claims[0].publication

    assert (claim.handle, claim.renamed_to, claim.since) == (
        "StrathLibs",
        "StrathLibraries",
        date(2026, 11, 18),
    )


def test_name_that_comes_back_is_no_former_name(council):
    account = owned(council)
    back = {"key": account.key, "handle": account.handle, "url": account.url}
    for content in (RENAMED, back):
        change = propose(account, Kind.ADDRESS, content, by=council.keeper)
        actions.agree(change=change, by=council.chair, at=NOW)
        account.refresh_from_db()

    assert answers(OLD, NEW) == ["official", "was_official"]


def test_change_of_name_to_another_account_is_refused(council):
    account = owned(council)
    AccountFactory(organisation=council.organisation, key=RENAMED["key"])

    with pytest.raises(Refused):
        propose(account, Kind.ADDRESS, RENAMED, by=council.keeper)


def test_new_owner_takes_over_when_it_is_agreed(council):
    account = owned(council)
    content = {"person": council.colleague.person.public_id, "name": "Colleague"}
    change = propose(account, Kind.OWNER, content, by=council.applicant)
    assert [each.person.name for each in queries.custodians_of(account)] == ["Applicant"]

    actions.agree(change=change, by=council.chair, at=NOW)

    assert [each.person.name for each in queries.custodians_of(account)] == ["Colleague"]
    old = account.custodians.exclude(until=None).get()
    assert (old.until, old.end_reason) == (NOW, "It moved on")


def test_new_owner_who_left_meanwhile_is_refused(council):
    account = owned(council)
    content = {"person": council.colleague.person.public_id, "name": "Colleague"}
    change = propose(account, Kind.OWNER, content, by=council.keeper)
    council.colleague.ended_at = NOW
    council.colleague.save()

    with pytest.raises(Refused):
        actions.agree(change=change, by=council.chair, at=NOW)


def test_closing_with_the_name_kept_answers_was_official(council):
    account = owned(council)
    content = status("close", "closed_parked", exit_plan="Posts are in the archive")
    change = propose(account, Kind.STATUS, content, by=council.applicant)
    assert answers(OLD) == ["official"]

    actions.agree(change=change, by=council.keeper, at=NOW)

    account.refresh_from_db()
    assert answers(OLD) == ["was_official"]
    assert (account.closed_on, account.exit_plan, account.status_reason) == (
        date(2026, 11, 10),
        "Posts are in the archive",
        "It moved on",
    )


def test_one_who_asks_does_not_agree(council):
    change = propose(owned(council), Kind.STATUS, status("pause", "paused"), by=council.keeper)

    for by in (council.keeper, council.adviser, council.applicant, council.member):
        with pytest.raises(NotAllowed):
            actions.agree(change=change, by=by, at=NOW)


def test_declined_change_leaves_everything_and_says_why(council):
    change = propose(owned(council), Kind.STATUS, status("pause", "paused"), by=council.applicant)

    actions.decline(change=change, reason="Not in the summer", by=council.chair, at=NOW)

    assert answers(OLD) == ["official"]
    mail = OutboxMail.objects.get(purpose="register/change_settled")
    assert (mail.to, mail.context["decision_reason"]) == (
        "applicant@strathbeg.example",
        "Not in the summer",
    )


def test_change_that_is_settled_is_settled_once(council):
    change = propose(owned(council), Kind.STATUS, status("pause", "paused"), by=council.applicant)
    actions.agree(change=change, by=council.chair, at=NOW)

    for act in (
        lambda: actions.agree(change=change, by=council.keeper, at=NOW),
        lambda: actions.decline(change=change, reason="No", by=council.keeper, at=NOW),
        lambda: actions.withdraw(change=change, by=council.applicant, at=NOW),
    ):
        with pytest.raises(Refused):
            act()


def test_withdrawing_is_for_whoever_asked(council):
    change = propose(owned(council), Kind.STATUS, status("pause", "paused"), by=council.applicant)

    with pytest.raises(NotAllowed):
        actions.withdraw(change=change, by=council.keeper, at=NOW)
    actions.withdraw(change=change, by=council.applicant, at=NOW)

    assert not queries.changes_waiting(council.organisation).exists()


def test_same_thing_is_asked_for_once(council):
    account = owned(council)
    propose(account, Kind.STATUS, status("pause", "paused"), by=council.applicant)

    with pytest.raises(Refused):
        propose(account, Kind.STATUS, status("rest", "dormant"), by=council.keeper)


def test_mail_goes_to_those_who_may_agree_and_not_to_whoever_asked(council):
    propose(owned(council), Kind.STATUS, status("pause", "paused"), by=council.keeper)

    mails = OutboxMail.objects.filter(purpose="register/change_proposed")
    assert [mail.to for mail in mails] == ["chair@strathbeg.example"]


def test_change_elsewhere_is_nobodys_business(council, outside):
    account = owned(council)
    change = propose(account, Kind.STATUS, status("pause", "paused"), by=council.applicant)

    with pytest.raises(NotAllowed):
        actions.agree(change=change, by=outside.keeper, at=NOW)
    with pytest.raises(NotAllowed):
        propose(account, Kind.STATUS, status("rest", "dormant"), by=outside.keeper)


def test_change_leaves_who_asked_and_who_agreed(council):
    account = owned(council)
    change = propose(account, Kind.STATUS, status("pause", "paused"), by=council.applicant)
    actions.agree(change=change, by=council.chair, at=NOW)

    verbs = [(event.verb, event.person_key) for event in audit.events_of(account)]
    asked, agreed = council.applicant.person.audit_key, council.chair.person.audit_key
    assert verbs == [
        ("register.change.proposed", asked),
        ("register.account.status_set", agreed),
        ("register.change.agreed", agreed),
    ]


@pytest.mark.parametrize("part", ["keeper", "adviser"])
def test_lost_account_warns_at_once(part, council):
    account = owned(council)

    actions.lose(
        account=account,
        since=date(2026, 11, 17),
        reason="Taken over",
        by=council.members[part],
        at=NOW,
    )

    assert answers(OLD) == ["not_controlled"]
    assert Publication.objects.get().since == date(2026, 11, 17)
