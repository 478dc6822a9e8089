from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.platforms import Account as Recognised
from mercat.register.actions.former import is_former_no_longer, keep_former
from mercat.register.actions.publishing import publish
from mercat.register.models import Account


@transaction.atomic
def rename(
    *, account: Account, recognised: Recognised, how: str, by: Membership, at: datetime
) -> Account:
    """The account has another name now, as was seen from both sides and `by` looked at."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    taken = Account.objects.filter(
        organisation=account.organisation_id, platform=recognised.platform, key=recognised.key
    )
    if taken.exclude(pk=account.pk).exists():
        raise Refused(f"{recognised.handle} is on the register already, as another account.")
    old = account.handle
    if account.key != recognised.key:
        keep_former(account, by=by.person, at=at)
    is_former_no_longer(account, recognised.key)
    account.key, account.handle, account.url = recognised.key, recognised.handle, recognised.url
    account.row_version += 1
    account.save(update_fields=["key", "handle", "url", "row_version"])
    publish(account=account, at=at)
    audit.record(
        "register.account.renamed",
        subject=account,
        organisation=account.organisation,
        by=by.person,
        at=at,
        words={"old": old, "new": recognised.handle, "how": how},
    )
    return account
