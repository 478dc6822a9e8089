"""What the register wants of somebody besides changes and disputes.

Reported accounts, and the rules and days of a pre-election period.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.home.work import MOST, Work
from mercat.organisations.models import Membership
from mercat.register.elections import queries as elections
from mercat.register.elections.rules import can_set_periods
from mercat.register.reports import queries as reports
from mercat.register.reports.models import ReportedAccount


def waiting_for(membership: Membership) -> list[Work]:
    """Five queries at most."""
    return [
        *_triage(membership),
        *_proposals(membership),
        *_reviews(membership),
        *_rules(membership),
        *_proposed_periods(membership),
    ]


def _rules(membership: Membership) -> list[Work]:
    today = membership.organisation.day(timezone.now())
    return [
        Work(
            title=each.period.name,
            what=_("Read the rules of the pre-election period"),
            url=reverse("elections:acknowledge", args=[each.period.public_id]),
            due_on=each.period.starts_on,
        )
        for each in elections.waiting_for(membership, today=today)[:MOST]
    ]


def _proposed_periods(membership: Membership) -> list[Work]:
    if not can_set_periods(membership):
        return []
    return [
        Work(
            title=each.name,
            what=_("Set the pre-election period that is proposed, or say that it is not for us"),
            url=reverse("elections:period", args=[each.public_id]),
            due_on=each.starts_on,
        )
        for each in elections.proposals_of(membership.organisation)[:MOST]
    ]


def _triage(membership: Membership) -> list[Work]:
    return [
        _reported(each, _("Does it pretend to be us? {said}").format(said=_said(each)))
        for each in reports.triage_for(membership)[:MOST]
    ]


def _said(reported: ReportedAccount) -> str:
    count = reported.report_count
    return ngettext("{count} report", "{count} reports", count).format(count=count)


def _proposals(membership: Membership) -> list[Work]:
    what = _("Agree that it pretends to be us, or do not")
    return [_reported(each, what) for each in reports.proposals_for(membership)[:MOST]]


def _reported(reported: ReportedAccount, what: str) -> Work:
    url = reverse("reports:reported_account", args=[reported.public_id])
    return Work(str(reported), what, url, None, tone="stop")


def _reviews(membership: Membership) -> list[Work]:
    return [
        Work(
            title=str(review.reported),
            what=_("Its owner asks for a review: does it pretend to be us?"),
            url=reverse("reports:review", args=[review.reported.public_id, review.public_id]),
            due_on=review.due_on,
        )
        for review in reports.reviews_for(membership)[:MOST]
    ]
