from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.register import rules
from mercat.register.actions.recording import locked, record
from mercat.register.models import Account


@transaction.atomic
def link_twins(*, account: Account, twin: Account, by: Membership, at: datetime) -> None:
    """Two accounts that say the same in two languages."""
    rules.check_can_edit(by, account)
    if account.pk == twin.pk or account.organisation_id != twin.organisation_id:
        raise Refused(_("Choose another account of this organisation."))
    locked(account)
    account.twins.add(twin)
    facts = {"twin": twin.public_id}
    record("twins.linked", account, by=by.person, at=at, facts=facts)


@transaction.atomic
def unlink_twins(*, account: Account, twin: Account, by: Membership, at: datetime) -> None:
    rules.check_can_edit(by, account)
    locked(account)
    account.twins.remove(twin)
    facts = {"twin": twin.public_id}
    record("twins.unlinked", account, by=by.person, at=at, facts=facts)
