from django.utils.translation import gettext as _

from mercat.common.lifecycle import Move, check_move
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.register.lifecycle import MOVES, OPEN, Outcome, Status, TransferOutcome
from mercat.register.models import Account, Alias, Change, Custodian, Transfer

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see who looks after any account": frozenset(
        {Role.ADVISER, Role.KEEPER, Role.FOI_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR}
    ),
    "keep the register": frozenset({Role.KEEPER}),
    "agree a change of the register": frozenset({Role.KEEPER, Role.CHAIR}),
    "say that an account is lost": frozenset({Role.KEEPER, Role.ADVISER}),
    "import lists and undo them": frozenset({Role.KEEPER}),
    "export the register": frozenset(
        {Role.ADVISER, Role.KEEPER, Role.FOI_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR}
    ),
}


def check_can_import(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["import lists and undo them"]))


def can_import(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["import lists and undo them"])


def check_can_export(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["export the register"]))


def can_export(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["export the register"])


def can_see_all_custodians(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see who looks after any account"])


def can_see_custodians(membership: Membership, account: Account) -> bool:
    """For these roles, and for those who look after the account themselves."""
    if account.organisation_id != membership.organisation_id:
        return False
    if can_see_all_custodians(membership):
        return True
    return account.custodians.filter(person=membership.person_id, until=None).exists()


def check_can_see_custodians(membership: Membership, account: Account) -> None:
    if not can_see_custodians(membership, account):
        raise NotAllowed(_("This is for those who look after the account, and for communications."))


def can_keep(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["keep the register"])


def check_can_keep(membership: Membership, account: Account | None = None) -> None:
    _check_is_ours(membership, account)
    check_role(membership, sorted(PERMISSIONS["keep the register"]))


def can_edit(membership: Membership, account: Account) -> bool:
    """The keeper, and whoever owns the account."""
    if account.organisation_id != membership.organisation_id or account.status == Status.OWN:
        return False
    return can_keep(membership) or is_owner(membership, account)


def check_can_edit(membership: Membership, account: Account) -> None:
    if not can_edit(membership, account):
        raise NotAllowed(_("This is for the register’s keeper and the owner of the account."))


def is_owner(membership: Membership, account: Account) -> bool:
    return account.custodians.filter(
        person=membership.person_id, level=Custodian.Level.OWNER, until=None
    ).exists()


def check_status_move(account: Account, action: str, new: str = "") -> Move:
    """The move of this action from where the account stands."""
    return check_move(MOVES, action=action, old=account.status, new=new)


def can_agree_changes(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["agree a change of the register"])


def check_can_agree_changes(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["agree a change of the register"]))


def can_see_changes(membership: Membership) -> bool:
    seeing = PERMISSIONS["see who looks after any account"]
    return has_role(membership, seeing | PERMISSIONS["agree a change of the register"])


def check_can_see_changes(membership: Membership) -> None:
    seeing = PERMISSIONS["see who looks after any account"]
    check_role(membership, sorted(seeing | PERMISSIONS["agree a change of the register"]))


def check_can_see_change(membership: Membership, change: Change) -> None:
    """Whoever asked, whoever may agree, and those who see who looks after the account."""
    if change.proposed_by_id != membership.person_id and not can_see_changes(membership):
        check_can_see_custodians(membership, change.account)


def can_agree(membership: Membership, change: Change) -> bool:
    return (
        change.organisation_id == membership.organisation_id
        and change.outcome == Outcome.WAITING
        and change.proposed_by_id != membership.person_id
        and can_agree_changes(membership)
    )


def check_can_agree(membership: Membership, change: Change) -> None:
    check_is_of(membership, change)
    check_role(membership, sorted(PERMISSIONS["agree a change of the register"]))
    if change.proposed_by_id == membership.person_id:
        raise NotAllowed(_("You asked for this change, so somebody else has to agree it."))
    _check_waits(change)


def check_can_withdraw(membership: Membership, change: Change) -> None:
    check_is_of(membership, change)
    if change.proposed_by_id != membership.person_id:
        raise NotAllowed(_("Only the person who asked for this change can take it back."))
    _check_waits(change)


def check_is_of(membership: Membership, change: Change) -> None:
    if change.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def _check_waits(change: Change) -> None:
    if change.outcome != Outcome.WAITING:
        raise Refused(_("Somebody has settled this change already. Look at the account again."))


def can_lose(membership: Membership, account: Account) -> bool:
    return (
        account.organisation_id == membership.organisation_id
        and has_role(membership, PERMISSIONS["say that an account is lost"])
        and account.status in {*OPEN, Status.CLOSED_PARKED}
    )


def check_can_lose(membership: Membership, account: Account) -> None:
    _check_is_ours(membership, account)
    check_role(membership, sorted(PERMISSIONS["say that an account is lost"]))
    check_status_move(account, "lose")


def check_can_end_custodian(membership: Membership, custodian: Custodian) -> None:
    check_can_edit(membership, custodian.account)
    if custodian.until is not None:
        raise Refused(_("This was ended already."))
    if custodian.level == Custodian.Level.OWNER and _is_here(custodian):
        raise Refused(
            _(
                "{name} owns this account and still works here. Name the new owner instead: as "
                "soon as somebody agrees, the old one is owner no longer."
            ).format(name=custodian.person.name)
        )


def _is_here(custodian: Custodian) -> bool:
    return Membership.objects.filter(
        person=custodian.person_id, organisation=custodian.account.organisation_id, ended_at=None
    ).exists()


def check_can_remove_alias(membership: Membership, alias: Alias) -> None:
    check_can_keep(membership, alias.account)


def can_answer_transfer(membership: Membership, transfer: Transfer) -> bool:
    waits = transfer.outcome == TransferOutcome.WAITING
    return waits and transfer.to_id == membership.organisation_id and can_keep(membership)


def check_can_answer_transfer(membership: Membership, transfer: Transfer) -> None:
    if transfer.to_id != membership.organisation_id:
        raise NotAllowed("The other organisation was asked, and answers.")
    check_can_keep(membership)
    _check_transfer_waits(transfer)


def check_can_take_back_transfer(membership: Membership, transfer: Transfer) -> None:
    if transfer.organisation_id != membership.organisation_id:
        raise NotAllowed("Only the organisation that asked can take it back.")
    check_can_keep(membership)
    _check_transfer_waits(transfer)


def _check_transfer_waits(transfer: Transfer) -> None:
    if transfer.outcome != TransferOutcome.WAITING:
        raise Refused("This was answered, or taken back, already.")


def _check_is_ours(membership: Membership, account: Account | None) -> None:
    if account is None:
        return
    if account.organisation_id != membership.organisation_id or account.status == Status.OWN:
        raise NotAllowed(_("This belongs to somebody else."))


def check_is_own(membership: Membership, account: Account) -> None:
    """Whoever listed an account as their own, and nobody else, keeper or not."""
    if account.status != Status.OWN:
        raise Refused(
            _(
                "{account} is on the register of {organisation} already. Ask its keeper if it is "
                "your own."
            ).format(account=account.name, organisation=account.organisation)
        )
    held = account.custodians.filter(person=membership.person_id, until=None)
    if account.organisation_id != membership.organisation_id or not held.exists():
        raise NotAllowed(_("Only the person who listed this account can change that."))
