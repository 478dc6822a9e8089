from datetime import datetime

from mercat.people.models import Person
from mercat.register.models import Account, Alias

HOW = "It was our name on the register until the day of the change."


def keep_former(account: Account, *, by: Person, at: datetime) -> None:
    """Before the name of the account changes: the look-up shall say of the old one: was ours."""
    Alias.objects.update_or_create(
        account=account,
        platform=account.platform,
        key=account.key,
        defaults={
            "handle": account.handle,
            "url": account.url,
            "kind": Alias.Kind.FORMER,
            "until": account.organisation.day(at),
            "how": HOW,
            "checked_by": by,
            "checked_at": at,
        },
    )


def is_former_no_longer(account: Account, key: str) -> None:
    """It has this name again."""
    Alias.objects.filter(account=account, platform=account.platform, key=key).delete()
