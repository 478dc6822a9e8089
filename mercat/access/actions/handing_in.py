"""The list of browsers is kept young: an administrator hands in a newer one, and is asked to."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.access import emails, queries, rules
from mercat.access.models import BrowserFile, Desk
from mercat.audit import actions as audit
from mercat.browsers import Releases
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation

QUIET = timedelta(days=queries.OLD)


@transaction.atomic
def hand_in_browsers(*, content: str, by: Membership, at: datetime) -> BrowserFile:
    rules.check_can_hand_in(by)
    releases = Releases.read(content)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if releases.as_of <= queries.releases_for(organisation).as_of:
        raise Refused(_("The list that we have is as new as this one, or newer."))
    if releases.as_of > organisation.day(at):
        raise Refused(_("This list is from a day that has not come yet."))
    handed_in = BrowserFile.objects.create(
        organisation=organisation,
        as_of=releases.as_of,
        source=releases.source[:120],
        content=content,
        handed_in_by=by.person,
        handed_in_at=at,
    )
    audit.record(
        "access.browsers_handed_in",
        subject=handed_in,
        organisation=organisation,
        by=by.person,
        at=at,
        facts={"as_of": releases.as_of.isoformat()},
    )
    return handed_in


def warn_of_old_browsers(*, at: datetime) -> int:
    """By mail, once in ninety days, to the administrators of organisations that look at desks."""
    warned = 0
    for desk in queries.desks_to_warn(before=at.date() - QUIET):
        organisation = desk.organisation
        as_of = queries.releases_for(organisation).as_of
        if (organisation.day(at) - as_of).days > queries.OLD:
            warned += _warn(desk, at=at)
    return warned


@transaction.atomic
def _warn(desk: Desk, *, at: datetime) -> int:
    desk = (
        Desk.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=desk.pk)
    )
    today = desk.organisation.day(at)
    if desk.warned_on is not None and today - desk.warned_on < QUIET:
        return 0  # another machine did it
    desk.warned_on = today
    desk.save(update_fields=["warned_on"])
    releases = queries.releases_for(desk.organisation)
    emails.queue_old_browsers(desk.organisation, as_of=releases.as_of, at=at)
    return 1
