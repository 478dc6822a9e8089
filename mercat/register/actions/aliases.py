from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.platforms import Account as Recognised
from mercat.register import rules
from mercat.register.actions.recording import locked, record
from mercat.register.models import Account, Alias


@transaction.atomic
def add_alias(
    *,
    account: Account,
    recognised: Recognised,
    kind: Alias.Kind,
    until: date | None,
    how: str,
    by: Membership,
    at: datetime,
) -> Alias:
    """Another address of the account, which `by` has looked at, and how."""
    account = locked(account)
    rules.check_can_keep(by, account)
    _check_is_free(account, recognised)
    alias = Alias.objects.create(
        account=account,
        platform=recognised.platform,
        key=recognised.key,
        handle=recognised.handle,
        url=recognised.url,
        kind=kind,
        until=until if kind == Alias.Kind.FORMER else None,
        how=how,
        checked_by=by.person,
        checked_at=at,
    )
    words = {"handle": alias.handle, "how": how}
    record("alias.added", account, by=by.person, at=at, facts={"kind": kind}, words=words)
    return alias


def _check_is_free(account: Account, recognised: Recognised) -> None:
    if recognised.platform != account.platform:
        raise Refused(
            _("This address is not on {platform_name}. Add it as an account.").format(
                platform_name=account.platform_name
            )
        )
    on_register = Account.objects.filter(
        organisation=account.organisation_id, platform=recognised.platform, key=recognised.key
    ).first()
    if on_register:
        raise Refused(
            _("This address is on the register already, as {name}.").format(name=on_register.name)
        )
    if account.aliases.filter(key=recognised.key).exists():
        raise Refused(_("This address is among the others of this account already."))


@transaction.atomic
def remove_alias(*, alias: Alias, by: Membership, at: datetime) -> None:
    account = locked(alias.account)
    rules.check_can_remove_alias(by, alias)
    words = {"handle": alias.handle}
    facts = {"kind": str(alias.kind)}
    alias.delete()
    record("alias.removed", account, by=by.person, at=at, facts=facts, words=words)
