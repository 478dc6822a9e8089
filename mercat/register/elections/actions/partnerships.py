from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.register.elections import rules
from mercat.register.elections.actions.recording import locked, record
from mercat.register.elections.models import Partnership, Period
from mercat.register.models import Account


@transaction.atomic
def mark_partnership(
    *,
    period: Period,
    account: Account,
    hands_over: Person,
    to: str,
    by: Membership,
    at: datetime,
) -> Partnership:
    """An account that we run with others, and who hands it over to whom for the time."""
    period = locked(period)
    rules.check_can_set_periods(by, period)
    if account.organisation_id != period.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    made, _new = Partnership.objects.update_or_create(
        period=period, account=account, defaults={"hands_over": hands_over, "to": to}
    )
    record("partnership_marked", period, by=by.person, at=at, account=account.public_id)
    return made


@transaction.atomic
def unmark_partnership(*, period: Period, account: Account, by: Membership, at: datetime) -> None:
    period = locked(period)
    rules.check_can_set_periods(by, period)
    gone, _kinds = Partnership.objects.filter(period=period, account=account).delete()
    if gone:
        record("partnership_unmarked", period, by=by.person, at=at, account=account.public_id)
