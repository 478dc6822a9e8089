"""Access to an account that we have: its applicant becomes one of those who look after it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.models import Application
from mercat.register import actions as register
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account, Custodian


def join(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> Account:
    """Nobody else's place is taken, and the account's own entry stays as it is."""
    account = Account.objects.filter(
        organisation=application.organisation, public_id=answers["listed"]["account"]
    ).first()
    if account is None or account.status not in IN_USE:
        raise Refused(
            _(
                "{name} is no longer in use, so nobody can be let in. Ask the chair to take the "
                "decision back."
            ).format(name=answers["listed"]["name"])
        )
    register.entrust(
        account=account,
        person=application.applicant,
        level=Custodian.Level(answers.get("part", Custodian.Level.PUBLISHER)),
        reason=_("Agreed by the panel"),
        by=by,
        at=at,
    )
    return account
