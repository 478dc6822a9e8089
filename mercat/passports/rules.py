"""Who may do what to an application or a passport. Default is no; nobody decides on their own."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.passports.models import (
    Advice,
    Application,
    Handover,
    Helper,
    ManagerView,
    PanelSeat,
    Passport,
)
from mercat.register.models import Account

PERMISSIONS: dict[str, frozenset[Role]] = {
    "read submitted applications": frozenset(
        {Role.ADVISER, Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR, Role.AUDITOR}
    ),
    "read the panel's discussion": frozenset(
        {Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR, Role.AUDITOR}
    ),
    "discuss": frozenset({Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR}),
    "ask the applicant": frozenset({Role.CLERK, Role.CHAIR}),
    "advise an elected member": frozenset({Role.ADVISER, Role.CLERK}),
    "name the line manager": frozenset({Role.CLERK}),
    "open a case for the panel": frozenset({Role.CLERK}),
    "grant an emergency passport": frozenset({Role.ADVISER}),
    "decide": frozenset({Role.CHAIR}),
    "reopen a decision": frozenset({Role.CHAIR}),
    "release": frozenset({Role.CLERK}),
    "follow the confirmation of accounts": frozenset(
        {Role.ADVISER, Role.CLERK, Role.KEEPER, Role.AUDITOR}
    ),
    "deal with what confirmations say": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER}),
    "answer questions to communications": frozenset({Role.ADVISER}),
    "see what leavers leave": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER, Role.AUDITOR}),
    "settle what leavers leave": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER}),
    "see all passports": frozenset(
        {Role.ADVISER, Role.CLERK, Role.CHAIR, Role.KEEPER, Role.AUDITOR}
    ),
}


def is_applicant(membership: Membership, application: Application) -> bool:
    return application.applicant_id == membership.person_id


def _check_here(membership: Membership, application: Application) -> None:
    if application.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))


def is_helper(membership: Membership, application: Application) -> bool:
    """One query."""
    return application.helpers.filter(person=membership.person_id).exists()


def _check_takes_part(membership: Membership, application: Application) -> None:
    """Whoever steps out, or helps to write the case, does not judge it. One query."""
    seats = PanelSeat.objects.filter(person=membership.person_id, steps_out=True)
    helpers = Helper.objects.filter(person=membership.person_id)
    here = Application.objects.filter(pk=application.pk)
    steps_out, helps = here.values_list(
        Exists(seats.filter(application=OuterRef("pk"))),
        Exists(helpers.filter(application=OuterRef("pk"))),
    ).get()
    if helps:
        raise NotAllowed(gettext("You help with this application: somebody else has to do this."))
    if steps_out:
        raise NotAllowed(gettext("You step out of this case."))


def _check_role_on(membership: Membership, application: Application, verb: str) -> None:
    _check_here(membership, application)
    if is_applicant(membership, application):
        raise NotAllowed(gettext("This is your own application: somebody else has to do this."))
    if not has_role(membership, PERMISSIONS[verb]):
        names = gettext(" or ").join(sorted(str(role.label) for role in PERMISSIONS[verb]))
        raise NotAllowed(gettext("This is for: {names}.").format(names=names))
    _check_takes_part(membership, application)


def _can(check: Callable[..., None], *args: object) -> bool:
    try:
        check(*args)
    except NotAllowed:
        return False
    return True


def check_can_edit(membership: Membership, application: Application) -> None:
    """At most one query."""
    _check_here(membership, application)
    if not is_applicant(membership, application) and not is_helper(membership, application):
        raise NotAllowed(
            gettext("Only the person who applies, and who helps them, can change this.")
        )


def check_can_send(membership: Membership, application: Application) -> None:
    """The declarations are the applicant's own words, so nobody sends a case for them."""
    _check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can declare and send this."))


def check_can_choose_helpers(membership: Membership, application: Application) -> None:
    _check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can say who helps."))


def check_can_stop_helping(membership: Membership, application: Application) -> None:
    _check_here(membership, application)
    if not is_helper(membership, application):
        raise NotAllowed(gettext("You do not help with this application."))


def check_can_lend_answers(membership: Membership, application: Application) -> None:
    _check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applied can say who reads this."))


def check_can_withdraw(membership: Membership, application: Application) -> None:
    _check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can withdraw this."))


def check_can_discuss(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "discuss")


def check_can_read_discussion(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "read the panel's discussion")


def check_can_ask(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "ask the applicant")


def check_can_advise(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "advise an elected member")


def check_can_grant_emergency(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["grant an emergency passport"]))


def check_can_hold_emergency(membership: Membership, holder: Membership) -> None:
    """Whoever grants it gives it to a colleague."""
    if holder.organisation_id != membership.organisation_id or holder.ended_at is not None:
        raise NotAllowed(gettext("This person is not a member here."))
    if holder.person_id == membership.person_id:
        raise NotAllowed(gettext("Nobody grants a passport to themselves."))


def can_grant_emergency(membership: Membership) -> bool:
    return _can(check_can_grant_emergency, membership)


def check_can_name_manager(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "name the line manager")


def check_can_open(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "open a case for the panel")


def check_can_decide(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "decide")


def check_can_reopen(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "reopen a decision")


def check_can_release(membership: Membership, application: Application) -> None:
    _check_role_on(membership, application, "release")


def check_can_give_view(membership: Membership, view: ManagerView) -> None:
    _check_here(membership, view.application)
    if view.manager_id != membership.person_id:
        raise NotAllowed(gettext("This question went to the applicant's line manager."))


def asks(membership: Membership, advice: Advice) -> bool:
    """Whether this member stands on the asking side. At most one query."""
    if advice.application:
        application = advice.application
        return is_applicant(membership, application) or is_helper(membership, application)
    if advice.account:
        looks_after = advice.account.custodians.filter(person=membership.person_id, until=None)
        # Whoever advises on every account does so on those that they look after too.
        return (
            not has_role(membership, PERMISSIONS["answer questions to communications"])
            and looks_after.exists()
        )
    return advice.asker_id == membership.person_id


def check_can_answer_asker(membership: Membership, advice: Advice) -> None:
    if advice.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))
    if advice.application:
        return _check_role_on(membership, advice.application, "answer questions to communications")
    if not has_role(membership, PERMISSIONS["answer questions to communications"]):
        raise NotAllowed(gettext("This is for communications advisers."))
    if asks(membership, advice):
        raise NotAllowed(gettext("This is your own question: somebody else has to do this."))
    return None


def check_can_write(membership: Membership, advice: Advice) -> None:
    """Both sides of the conversation, and nobody else."""
    if advice.organisation_id != membership.organisation_id or not asks(membership, advice):
        check_can_answer_asker(membership, advice)


def check_can_see_queue(membership: Membership) -> None:
    if not has_role(membership, PERMISSIONS["answer questions to communications"]):
        raise NotAllowed(gettext("The questions to communications are for its advisers."))


def can_answer_asker(membership: Membership, advice: Advice) -> bool:
    return _can(check_can_answer_asker, membership, advice)


def can_advise_on(membership: Membership, application: Application) -> bool:
    """Whether there is a conversation yet or not."""
    return can_answer_asker(
        membership, Advice(organisation=application.organisation, application=application)
    )


def can_write(membership: Membership, advice: Advice) -> bool:
    return _can(check_can_write, membership, advice)


def check_can_see_all_passports(membership: Membership) -> None:
    if not has_role(membership, PERMISSIONS["see all passports"]):
        raise NotAllowed(gettext("The whole record is for communications, the panel and auditors."))


def reads_submitted(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["read submitted applications"])


def can_see_all_passports(membership: Membership) -> bool:
    return _can(check_can_see_all_passports, membership)


def can_edit(membership: Membership, application: Application) -> bool:
    return _can(check_can_edit, membership, application)


def can_send(membership: Membership, application: Application) -> bool:
    return _can(check_can_send, membership, application)


def can_withdraw(membership: Membership, application: Application) -> bool:
    return _can(check_can_withdraw, membership, application)


def can_discuss(membership: Membership, application: Application) -> bool:
    return _can(check_can_discuss, membership, application)


def can_read_discussion(membership: Membership, application: Application) -> bool:
    return _can(check_can_read_discussion, membership, application)


def can_ask(membership: Membership, application: Application) -> bool:
    return _can(check_can_ask, membership, application)


def can_advise(membership: Membership, application: Application) -> bool:
    return _can(check_can_advise, membership, application)


def can_name_manager(membership: Membership, application: Application) -> bool:
    return _can(check_can_name_manager, membership, application)


def can_open(membership: Membership, application: Application) -> bool:
    return _can(check_can_open, membership, application)


def can_decide(membership: Membership, application: Application) -> bool:
    return _can(check_can_decide, membership, application)


def can_reopen(membership: Membership, application: Application) -> bool:
    return _can(check_can_reopen, membership, application)


def can_release(membership: Membership, application: Application) -> bool:
    return _can(check_can_release, membership, application)


def check_can_see_certification(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["follow the confirmation of accounts"]))


def can_see_certification(membership: Membership) -> bool:
    return _can(check_can_see_certification, membership)


def check_can_follow_certification(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["deal with what confirmations say"]))


def can_follow_certification(membership: Membership) -> bool:
    return _can(check_can_follow_certification, membership)


def check_can_certify(membership: Membership, account: Account, *, asked: bool) -> None:
    """Those who look after it or were asked, and communications and the keeper for anybody."""
    if account.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if not asked and not can_follow_certification(membership):
        raise NotAllowed(_("This is for those who look after the account."))


def sees_all_handovers(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see what leavers leave"])


def can_settle_any_handover(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["settle what leavers leave"])


def check_can_settle(membership: Membership, handover: Handover) -> None:
    """The manager of who left, and those who keep things right; never who left themselves."""
    if handover.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if handover.membership.manager_id != membership.person_id and not can_settle_any_handover(
        membership
    ):
        raise NotAllowed(_("This is for the line manager, and for communications."))


def can_settle(membership: Membership, handover: Handover) -> bool:
    return _can(check_can_settle, membership, handover)


def check_can_surrender(membership: Membership, passport: Passport) -> None:
    if passport.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if passport.holder_id != membership.person_id:
        raise NotAllowed(_("Only its holder can give this passport back."))
