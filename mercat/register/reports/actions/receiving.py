"""A report comes in: from anybody, or from the keeper who saw the account while sweeping."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import languages
from mercat.common.lifecycle import can_move
from mercat.common.refusals import Refused
from mercat.common.uploads import Checked
from mercat.files import actions as files
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register.reports.actions.recording import locked, move, record
from mercat.register.reports.lifecycle import ALLOWED, MOVES, State
from mercat.register.reports.models import Report, ReportedAccount

# So long after an answer the same account is looked at anew, when somebody reports it again.
AGAIN = timedelta(days=30)
SAME = timedelta(days=1)  # the same words within a day are one press too many


@transaction.atomic
def report(
    *,
    organisation: Organisation,
    recognised: Recognised,
    does: str,
    words: str,
    at: datetime,
    email: str = "",
    picture: Checked | None = None,
    by: Person | None = None,
) -> ReportedAccount:
    """Kept beside the others of the same account. Nothing is said to the public by it."""
    if does in ALLOWED:
        raise Refused(
            _("Parody and criticism are everybody’s right, so we take no report of them.")
        )
    reported = _of(organisation, recognised, at=at)
    if _said_already(reported, words, email, at=at):
        return reported
    _receive(reported, at=at)
    made = Report.objects.create(
        reported=reported,
        does=does,
        words=words,
        email=email,
        language=languages.current(),
        by=by,
        received_at=at,
    )
    if picture:
        made.picture = files.store_given(checked=picture, organisation=organisation, at=at)
        files.attach(stored=made.picture, at=at)
        made.save(update_fields=["picture"])
    record("received", reported, by=by, at=at, facts={"report": made.public_id, "does": does})
    return reported


def _of(organisation: Organisation, recognised: Recognised, *, at: datetime) -> ReportedAccount:
    found, _made = ReportedAccount.objects.get_or_create(
        organisation=organisation,
        platform=recognised.platform,
        key=recognised.key,
        defaults={
            "handle": recognised.handle,
            "url": recognised.url,
            "received_at": at,
            "latest_at": at,
        },
    )
    return locked(found)


def _said_already(reported: ReportedAccount, words: str, email: str, *, at: datetime) -> bool:
    recent = reported.reports.filter(received_at__gt=at - SAME, words=words)
    return recent.filter(email=email).exists()


def _receive(reported: ReportedAccount, *, at: datetime) -> None:
    reported.latest_at = at
    reported.report_count += 1
    if can_move(MOVES, action="report", old=reported.state) and _long_ago(reported, at=at):
        move(reported, "report", State.RECEIVED)
        reported.received_at, reported.told_at = at, None
    reported.save()


def _long_ago(reported: ReportedAccount, *, at: datetime) -> bool:
    return reported.decided_at is not None and reported.decided_at < at - AGAIN
