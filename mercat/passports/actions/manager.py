from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions.granting import department_of
from mercat.passports.lifecycle import ENDED, Status
from mercat.passports.models import Application, ManagerView
from mercat.people.models import Person


@transaction.atomic
def give_view(
    *,
    manager_view: ManagerView,
    view: str,
    text: str,
    by: Membership,
    at: datetime,
    link: ActLink | None = None,
) -> ManagerView:
    """The manager supports, comments or objects, once. It reaches the panel and stops nothing."""
    application = moving.locked(manager_view.application)
    manager_view = ManagerView.objects.select_for_update().get(pk=manager_view.pk)
    rules.check_can_give_view(by, manager_view)
    if manager_view.view:
        raise Refused(_("You have given your view on this already. Thank you."))
    if application.status in {*ENDED, Status.DECIDED}:
        raise Refused(_("This case has been decided or withdrawn, so no view is needed now."))
    if link:
        links.spend(link, at=at)
    manager_view.view, manager_view.text, manager_view.given_at = view, text, at
    manager_view.save()
    if view == ManagerView.View.OBJECT:
        emails.queue_objection(manager_view, at=at)
    verb = "head_view_given" if manager_view.is_heads else "manager_view_given"
    verb = "head_view_given" if manager_view.is_heads else "manager_view_given"
    moving.record(verb, application, by=by, at=at, facts={"view": view}, words={"text": text})
    return manager_view


@transaction.atomic
def name_manager(
    *, application: Application, manager: Membership, by: Membership, at: datetime
) -> ManagerView:
    """Ask this line manager for a view: the clerk names one where no membership does."""
    application = moving.locked(application)
    rules.check_can_name_manager(by, application)
    if application.status in {*ENDED, Status.DRAFT, Status.DECIDED}:
        raise Refused(_("No view is needed on this case now."))
    asked = queries.views_of(application)
    if ManagerView.AskedAs.MANAGER in asked:
        raise Refused(_("A line manager was asked about this case already."))
    if manager.person_id in {each.manager_id for each in asked.values()}:
        sentence = _("{name} was asked already, as head of the service.")
        raise Refused(sentence.format(name=manager.person.name))
    if manager.organisation_id != application.organisation_id:
        raise Refused(_("This belongs to another organisation."))
    if manager.person_id == application.applicant_id:
        raise Refused(_("Nobody is their own manager. Name somebody else."))
    view = ask_manager(application, manager.person, at=at)
    moving.record("manager_named", application, by=by, at=at)
    return view


def ask_for_views(application: Application, *, by: Membership, at: datetime) -> None:
    """The line manager and the head of the service, each if the policy says so, nobody twice."""
    policy, head = moving.policy_content(application), _head(application)
    manager = by.manager if policy["ask_manager"] else None
    if manager and organisations.membership_of(application.organisation, manager):
        ask_manager(application, manager, at=at)
    if head and head not in {manager, application.applicant} and policy.get("ask_head"):
        ask_manager(application, head, asked_as=ManagerView.AskedAs.HEAD, at=at)


def _head(application: Application) -> Person | None:
    """Of the service that the case is for; of none where it names none."""
    revision = queries.latest_revision(application)
    answers = revision.content["answers"] if revision else {}
    department = department_of(application, answers) if answers.get("department") else None
    return organisations.head_of(department) if department else None


def ask_manager(
    application: Application, manager: Person, *, asked_as: str = "manager", at: datetime
) -> ManagerView:
    view = ManagerView.objects.create(
        application=application,
        manager=manager,
        asked_as=asked_as,
        due_on=moving.due_on(application, "manager_working_days", at=at),
    )
    emails.queue_manager_view(view, at=at)
    return view
