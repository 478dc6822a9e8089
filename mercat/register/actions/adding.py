from datetime import datetime

from django.db import transaction

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.platforms import Account as Recognised
from mercat.register import queries, rules
from mercat.register.actions.entering import Particulars, enter
from mercat.register.models import Account


@transaction.atomic
def add_account(
    *, recognised: Recognised, particulars: Particulars, by: Membership, at: datetime
) -> Account:
    """By the keeper's hand, as it is: in use, without a passport, confirmed by nobody yet."""
    rules.check_can_keep(by)
    # Of two keepers who add the same account, the second waits here.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    known = queries.known_as(by.organisation, recognised)
    if known is not None:
        raise Refused(queries.why_known(known))
    return enter(
        organisation=by.organisation,
        recognised=recognised,
        particulars=particulars,
        by=by.person,
        at=at,
        is_confirmed=False,
    )
