from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.register import rules as register
from mercat.register.checks.lifecycle import CHECKED, State
from mercat.register.checks.models import Finding, FoundAccount
from mercat.register.models import Account

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see what the checks found": frozenset(
        {Role.KEEPER, Role.ADVISER, Role.ADMINISTRATOR, Role.AUDITOR}
    ),
    "judge what the checks found": frozenset({Role.KEEPER}),
    "look at an account and say what stands there": frozenset({Role.KEEPER, Role.ADVISER}),
}


def can_see_findings(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see what the checks found"])


def check_can_see_findings(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["see what the checks found"]))


def can_see_proofs(membership: Membership, account: Account) -> bool:
    """Those who keep the register, and those who look after the account."""
    return register.can_see_custodians(membership, account)


def check_can_see_proofs(membership: Membership, account: Account) -> None:
    if not can_see_proofs(membership, account):
        raise NotAllowed(_("This is for those who look after the account, and for communications."))


def can_judge(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["judge what the checks found"])


def check_can_judge(membership: Membership, finding: Finding | None = None) -> None:
    check_role(membership, sorted(PERMISSIONS["judge what the checks found"]))
    if finding is None:
        return
    if finding.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if finding.state != State.OPEN:
        raise Refused(_("This is settled already. Look at the account again."))


def check_can_judge_found(membership: Membership, found: FoundAccount) -> None:
    if found.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    check_role(membership, sorted(PERMISSIONS["judge what the checks found"]))


def check_can_ask(membership: Membership, account: Account) -> None:
    """For a check, a code, the page of ours: what the keeper does about one account."""
    if account.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    check_role(membership, sorted(PERMISSIONS["judge what the checks found"]))
    if account.status not in CHECKED:
        words = account.get_status_display().lower()
        raise Refused(
            _("Nobody looks at an account while the register says: {words}.").format(words=words)
        )


def can_attest(membership: Membership, account: Account) -> bool:
    """Two pairs of eyes: those who look after the account are not asked whether it is ours."""
    if account.organisation_id != membership.organisation_id or account.status not in CHECKED:
        return False
    if not has_role(membership, PERMISSIONS["look at an account and say what stands there"]):
        return False
    return not account.custodians.filter(person=membership.person_id, until=None).exists()


def check_can_attest(membership: Membership, account: Account) -> None:
    if not can_attest(membership, account):
        raise NotAllowed(
            _(
                "This is for the register’s keeper and for communications, if they do not look "
                "after the account themselves: two pairs of eyes see more."
            )
        )
