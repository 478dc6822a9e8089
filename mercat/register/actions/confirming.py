from datetime import datetime

from mercat.register.actions.publishing import record
from mercat.register.lifecycle import PublicKind
from mercat.register.models import Account, Publication


def confirm(*, account: Account, at: datetime) -> None:
    """Somebody who looks after it says that it is as the register says; part of their action.

    What of a change is not agreed yet stays unpublished.
    """
    Account.objects.filter(pk=account.pk).update(confirmed_at=at)
    published = Publication.objects.filter(account=account).update(confirmed_at=at)
    account.confirmed_at = at
    if published:
        record([account], PublicKind.CONFIRMED, at=at)
