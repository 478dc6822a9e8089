"""One of each thing that an address of tests/test_outsiders.py names."""

from typing import Any

from mercat.organisations import actions
from mercat.organisations.models import Membership
from mercat.passports.models import Handover, Meeting, Revocation, Together
from mercat.register.checks.models import Finding
from mercat.register.models import Account
from tests.factories.council import NOW


def done_together(council: Any) -> Together:
    return Together.objects.create(
        organisation=council.organisation,
        by=council.clerk.person,
        task="release",
        key="6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11",
        started_at=NOW,
        done_at=NOW,
    )


def planned_meeting(council: Any) -> Meeting:
    return Meeting.objects.create(
        organisation=council.organisation,
        starts_at=NOW,
        place="Room 2",
        status="planned",
        planned_by=council.clerk.person,
        planned_at=NOW,
    )


def made_token(council: Any) -> Any:
    given = {"name": "Directory", "scopes": ["people"], "by": council.administrator.person}
    return actions.make_token(organisation=council.organisation, **given, at=NOW)[0]


def left_behind(application: Any) -> Handover:
    return Handover.objects.create(
        organisation=application.organisation,
        membership=Membership.objects.get(person=application.applicant),
        account=application.passport.account,
        due_on=NOW.date(),
        noted_at=NOW,
    )


def taken_back(passport: Any) -> Revocation:
    """The panel has given its reasons, and waits for a reply."""
    return Revocation.objects.create(
        organisation=passport.organisation,
        passport=passport,
        status="asked",
        reasons="Posts outside the house rules.",
        asked_by=passport.holder,
        asked_at=NOW,
        due_on=NOW.date(),
        was_status=passport.status,
        was_until=passport.expires_on,
    )


def make_finding(account: Account) -> Finding:
    return Finding.objects.create(
        organisation=account.organisation,
        account=account,
        trouble="gone",
        platform=account.platform,
        old_handle=account.handle,
        found_at=NOW,
        latest_at=NOW,
    )
